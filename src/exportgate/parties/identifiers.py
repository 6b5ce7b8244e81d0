"""Numbers that stand for one party: registration, tax and passport numbers, LEI, IMO, BIC.

An identifier is read out of a text with or without a label ("Tax ID No.: RU, 7736640919", "IMO 9187629", "91330000…").
Two are the same where letters and digits are, and no label says that they are of two kinds; the code of a country
before the digits may be left out. What is short is given again by other registers, so it counts only under the same
label; what has fewer than five signs, is one sign again and again, or was cut by a spreadsheet does not count.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from exportgate.foundation.characters import shown
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.grouped import KeyTable, key_table
from exportgate.parties.text_keys import text_key

Kind = Literal["", "imo", "mmsi", "lei", "uscc", "bic", "passport", "duns", "isin", "person", "company", "other"]
WORDS: tuple[tuple[Kind, str], ...] = (
    ("imo", "imo|vessel registration"),
    ("mmsi", "mmsi|maritime mobile"),
    ("lei", "lei|legal entity (?:identifier|number)"),
    ("uscc", "credit code|u ?s ?c ?c+"),
    ("bic", "swift|bic"),
    ("passport", "passport|travel document"),
    ("duns", "d ?u ?n ?s"),
    ("isin", "isin"),
    ("person", "national|cedula|c ?u ?r ?p|ssn|personal|identity card|id card"),
    (
        "company",
        "tax|inn|ogrn|v ?a ?t|nit|ruc|rif|r ?f ?c|ein|gazette|c r|crn|reg|registration|registry|registered",
    ),
    (
        "company",
        "company|business|commercial|enterprise|incorporation|commerce|mercantil|trade license|identification",
    ),
    ("other", "website|ticker|call sign|e ?mail|phone|fax|aircraft|digital currency|licen[sc]e|gender"),
    ("other", "transponder|certificate|serial"),
)
LABELS = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in WORDS)
"""What the label of each kind of identifier says, the first that fits."""
UNIQUE: tuple[Kind, ...] = ("imo", "lei", "uscc")
"""Kinds of which a party has one, so that two different ones are two parties."""
WRITTEN: dict[Kind, str] = {"imo": "IMO number", "lei": "LEI", "uscc": "Unified Social Credit Code", "bic": "BIC"}
NUMBERS: frozenset[Kind] = frozenset({"", "uscc", "person", "company"})
"""Kinds whose labels people take for one another."""
COUNTRY_MAY_LEAD: frozenset[Kind] = NUMBERS - {"uscc"}
SHORTEST, LONG, SURE, LONGEST = 5, 7, 9, 64
LONGEST_TEXT, MOST = 400, 20
APART = re.compile(r"[;\n|]| / ")
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}\Z")
USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LEI = re.compile(r"[0-9A-Z]{18}\d\d\Z")
PREFIXED = re.compile(r"([A-Z]{2})(\d{5,})\Z", re.ASCII)
"""The code of a country before digits: of a tax or registration number it is no part (in a passport's it may be)."""
CUT = re.compile(r"\d(?:(?:[.,]\d+)?E\+|[.,]\d+E)\d+\Z", re.ASCII | re.IGNORECASE)
"""What a spreadsheet leaves of a long number: its last digits are lost."""
FRACTION = re.compile(r"\d+([.,])0{1,2}\Z", re.ASCII)
"""A number that a spreadsheet took for an amount: a leading nought, and what follows fifteen digits, may be lost."""
BRACKETS = re.compile(r"\([^()]*\)")
REMARK = re.compile(r"(?P<label>[A-Z][\w./'’ -]{1,40}?)\s+(?P<value>[A-Z]{0,3}\d[\w./-]{4,})(?:\s*\(.*)?\Z")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier: its kind as far as label or form tell it, its letters and digits alone, and how it is written."""

    kind: Kind
    key: str
    text: str


def read_identifiers(texts: Iterable[str]) -> tuple[Identifier, ...]:
    """Return the identifiers in some texts, each once; a text may hold several, set apart by semicolons or lines.

    One that begins with the code of a country is there with it and without it.
    """
    found = tuple(dict.fromkeys(item for piece in _pieces(texts) for item in _read(piece)))[:MOST]
    return tuple(dict.fromkeys((*found, *filter(None, map(_without_country, found)))))


def identifier_faults(texts: Iterable[str]) -> Iterator[str]:
    """Yield for each identifier in some texts that cannot be compared, in words, which it is and why."""
    for piece in map(str.strip, _pieces(texts)):
        _, value = _apart(piece)
        if CUT.match(value.strip()) or FRACTION.match(value.strip()):
            yield f"the identifier '{shown(piece)}' cannot be compared: a spreadsheet changed it; write it as text"
        elif piece and not any(_read(piece)):
            yield (
                f"the identifier '{shown(piece)}' cannot be compared: it has fewer than {SHORTEST} letters and digits, "
                "no digit, or a label that says that it is no number of a party"
            )


def _pieces(texts: Iterable[str]) -> Iterator[str]:
    return (unicodedata.normalize("NFKC", piece) for text in texts for piece in APART.split(text[:LONGEST_TEXT]))


def _without_country(identifier: Identifier) -> Identifier | None:
    found = PREFIXED.match(identifier.key) if identifier.kind in COUNTRY_MAY_LEAD else None
    if found is None or found[1] not in Countries.load().names:
        return None
    return replace(identifier, key=found[2])


def says_nothing(text: str) -> bool:
    """Tell whether a text has no identifier that could ever agree: none long enough, or a short one without a label.

    What is told to be something else, such as a telephone number, is not meant to be compared.
    """
    if kind_of(_apart(text[:LONGEST_TEXT].strip())[0]) == "other":
        return False
    return not any(found.kind or len(found.key) >= LONG for found in read_identifiers((text,)))


def _read(piece: str) -> Iterator[Identifier]:
    label, value = _apart(piece.strip())
    kind = kind_of(label)
    for part in value.split(",") if kind != "other" and not CUT.match(value.strip()) else ():
        written = BRACKETS.sub("", part).strip()
        key = "".join(letter for letter in written.upper() if letter.isalnum())
        found = "imo" if re.fullmatch(r"IMO\d{7}", key) else _by_form(key) or kind
        if found == "imo":
            key = key.removeprefix("IMO")
        elif found == "bic":
            key = key[:8] if len(key) == 11 and key.endswith("XXX") else key
        if SHORTEST <= len(key) <= LONGEST and _tells(key, found) and not _is_no_number(written):
            yield Identifier(found, key, written)


def _is_no_number(written: str) -> bool:
    return any(pattern.match(written) for pattern in (ISO_DAY, CUT, FRACTION))


def _tells(key: str, kind: Kind) -> bool:
    """Tell whether letters and digits stand for one party: not a word, and not one sign again and again."""
    return len(set(key)) > 1 and (kind == "bic" or any(map(str.isdigit, key)))


def _apart(text: str) -> tuple[str, str]:
    """Return the label of an identifier and what follows it; words that no label has are part of the value."""
    head, colon, tail = text.partition(":")
    if colon and not any(map(str.isdigit, head)):
        return head, tail
    words = text.split()
    for size in range(len(words) - 1, 0, -1):
        label = " ".join(words[:size])
        if not any(map(str.isdigit, label)) and kind_of(label):
            return label, " ".join(words[size:])
    return "", text


def kind_of(label: str) -> Kind:
    """Return the kind of identifier that a label names, empty where it names none that is known."""
    words = " ".join("".join(sign if sign.isalnum() else " " for sign in label.casefold()).split())
    return next((kind for kind, pattern in LABELS if pattern.search(words)), "")


def _by_form(key: str) -> Kind:
    """Return the kind that an identifier shows by its check digits, empty where it shows none."""
    if USCC.match(key):
        total = sum(USCC_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(key[:17]))
        return "uscc" if USCC_SIGNS[-total % 31] == key[17] else ""
    if LEI.match(key):
        return "lei" if int("".join(str(int(sign, 36)) for sign in key)) % 97 == 1 else ""
    return ""


def identifiers_of(entry: Entry) -> tuple[Identifier, ...]:
    """Return the identifiers of a listed party, those that only its remarks give among them."""
    told = (REMARK.match(piece.strip()) for piece in entry.remarks.split(";"))
    remarked = [f"{found['label']}: {found['value']}" for found in told if found and kind_of(found["label"])]
    return read_identifiers((*entry.identifiers, *remarked))


@dataclass(frozen=True, slots=True)
class Agreement:
    """An identifier that a party and an entry share, as both write it; `sure` where it can hardly be a chance meeting.

    It is sure where both sides say of what kind it is, or where it is long.
    """

    mine: Identifier
    theirs: Identifier

    @property
    def sure(self) -> bool:
        """Whether the two stand for one party even where nothing else is known."""
        return len(self.mine.key) >= SURE or self.mine.kind == self.theirs.kind != ""


def agreeing(mine: Iterable[Identifier], theirs: Sequence[Identifier]) -> Iterator[Agreement]:
    """Yield the pairs that are one identifier; a short one only under labels of one kind."""
    told: set[tuple[str, str]] = set()
    for one in mine:
        for other in theirs:
            kinds = {one.kind, other.kind}
            alike = len(kinds) == 1 or "" in kinds or kinds <= NUMBERS
            short = len(one.key) < LONG and (len(kinds) > 1 or "" in kinds)
            if one.key == other.key and alike and not short and (one.text, other.text) not in told:
                told.add((one.text, other.text))
                yield Agreement(one, other)


def contradicting(mine: Sequence[Identifier], theirs: Sequence[Identifier]) -> Iterator[tuple[Kind, str, str]]:
    """Yield the kinds of which both sides have one and no two agree, with what each has."""
    for kind in UNIQUE:
        ours, listed = ([item for item in side if item.kind == kind] for side in (mine, theirs))
        if ours and listed and not {item.key for item in ours} & {item.key for item in listed}:
            yield kind, ours[0].text, listed[0].text


def identifier_reason(agreement: Agreement) -> str:
    """Say which identifier agrees."""
    mine, theirs = agreement.mine, agreement.theirs
    kind = WRITTEN.get(theirs.kind or mine.kind, "identifier")
    other = "" if mine.text == theirs.text else f", on the list '{theirs.text}'"
    return f"the {kind} '{mine.text}' is that of the entry{other}"


def contradiction_reason(kind: Kind, mine: str, theirs: str) -> str:
    """Say that a party and an entry have two different identifiers of a kind of which a party has one."""
    return f"the {WRITTEN[kind]} of the party, '{mine}', is not that of the entry, '{theirs}'"


def identifier_table(entries: Iterable[Entry]) -> KeyTable:
    """Return the table that leads from an identifier to the numbers of the entries that have it."""
    return key_table([(_key(item), at) for at, entry in enumerate(entries) for item in identifiers_of(entry)])


def entries_with(table: KeyTable, identifiers: Sequence[Identifier]) -> list[int]:
    """Return the numbers of the entries that may have one of some identifiers, in ascending order."""
    keys = np.array([_key(item) for item in identifiers], dtype=np.uint32)
    return sorted(set(table.look_up(keys)[0].tolist()))


def _key(identifier: Identifier) -> int:
    return text_key("identifier:", identifier.key)
