"""Takes the names of an entry as they are to be matched, and keeps them so that nothing is normalized twice.

A person's name is also read with the surname last; persons have no acronyms. The name of an address entry is no name.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exportgate.parties.entry import Entry
from exportgate.parties.legal_forms import form_words
from exportgate.parties.name_tables import places, word_forms
from exportgate.parties.names import NormalName, normalize, readings
from exportgate.parties.numbers import is_number

TRAILING = re.compile(r"(?P<left>[^()]*[^()\s][^()]*)\((?P<inside>[^()]+)\)[\s.,]*\Z")
SURNAME_FIRST = re.compile(r"[^a-z,()]+, [^,()]*[a-z][^,()]*")


@dataclass(frozen=True, slots=True)
class ListedName:
    """One reading of one name of an entry: which of the names it is, whether a weak alias, whether a person's."""

    place: int
    weak: bool
    person: bool
    normal: NormalName


def texts_of(entry: Entry) -> Iterator[tuple[int, str, bool]]:
    """Yield the place and text of each name of an entry and whether it is weak; a person's name in both orders.

    A name that ends in parentheses, "X (Y)", is also known as X. Y is a name where it is a short form of X, else it may
    be only a remark and is weak; where Y is a place, X alone may be a sister company, so then X is the weak one.
    """
    strong = 1 + len(entry.aliases)
    for place, text in enumerate(entry.names):
        yield place, text, place >= strong
        parts = TRAILING.match(text)
        if parts is not None:
            left, inside = normalize(parts["left"]), normalize(parts["inside"])
            located = inside.key in places()
            yield place, parts["left"].strip(), located or place >= strong
            if not located and not form_words().issuperset(inside.tokens):
                yield place, parts["inside"].strip(), place >= strong or not is_short_form(inside, left)
        surname, comma, given = text.partition(",")
        if entry.kind == "individual" and comma and "," not in given:
            yield place, f"{given.strip()} {surname}", place >= strong


def is_short_form(short: NormalName, name: NormalName) -> bool:
    """Tell whether a name is a short form of another: its brand (Huawei), its acronym (NUDT), that and its number."""
    first, *others = short.tokens
    brand = next((token for token in name.tokens if token not in places()), "")
    spelled = (first == brand and first not in word_forms()) or first in name.acronyms
    return spelled and all(is_number(other) and other in name.tokens for other in others)


def reads_as_person(text: str, name: NormalName) -> bool:
    """Tell whether a name is written "SURNAME, Given", without a legal form, a word of trade or a place at its end."""
    if SURNAME_FIRST.fullmatch(text) is None or name.forms or not word_forms().keys().isdisjoint(name.tokens):
        return False
    return name.tokens[-1] not in places()


def listed_names(entry: Entry) -> tuple[ListedName, ...]:
    """Return every different reading of every name of an entry; a part of a listed name ("A a.k.a. B") is a name."""
    if entry.kind == "address":
        return ()
    found: dict[tuple[str, bool, str], ListedName] = {}
    # Strong names first, so that a strong alias is not lost to a weak name that is the same.
    for place, text, weak in sorted(texts_of(entry), key=lambda one: one[2]):
        for reading in readings(text):
            person = entry.kind == "individual" or reads_as_person(text, reading)
            read_as = reading.reading if reading.from_han else "whole"
            normal = replace(reading, reading=read_as, initials=() if person else reading.initials)
            found.setdefault((normal.key, normal.from_han, normal.guessed), ListedName(place, weak, person, normal))
    return tuple(found.values())


def to_line(name: ListedName) -> str:
    """Return a listed name as one line of JSON, without its words, which are kept apart."""
    normal = name.normal
    same = all(len(letters) == 1 for letters in normal.initials) and len(normal.initials) == len(normal.tokens)
    initials = None if same else normal.initials
    read = normal.pinyin, normal.reading, normal.guessed
    values = (name.place, int(name.weak), normal.forms, normal.head, initials, *read)
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def from_line(line: bytes, key: str, full: str) -> ListedName:
    """Return the listed name of a line and its words without and with legal forms."""
    place, weak, forms, head, initials, pinyin, reading, guessed = json.loads(line)
    tokens = tuple(key.split(" "))
    letters = tuple(token[:1] for token in tokens) if initials is None else tuple(initials)
    normal = NormalName(key, full, tokens, tuple(forms), head, letters, pinyin, reading, guessed=guessed)
    return ListedName(place, bool(weak), not letters, normal)
