"""Settles the words of a name: joins, numbers, spells out and cuts them until nothing changes.

What happens to a word depends on it only where a table knows it ("Co", "Hong", "Branch"), where it has figures, or
where it is a single letter; all other words are alike. So names of one shape, in which those others are only counted,
are settled together, once. A rule that tells words apart by a new table must make `is_known` tell them too.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_uppercase

from exportgate.parties.form_spelling import corrected
from exportgate.parties.legal_forms import cut_forms, latin_forms
from exportgate.parties.name_tables import places, spelled_as, unit_words
from exportgate.parties.numbers import is_number, with_numbers, words_told_apart

PHRASES = (
    "also known as",
    "formerly known as",
    "previously known as",
    "now known as",
    "formerly",
    "trading as",
    "trading under the name of",
    "doing business as",
    "operating as",
    "also called",
    "in care of",
    "care of",
    "on behalf of",
    "aka",
    "fka",
    "nka",
    "dba",
)
# What says nothing of who a party is: whom its family of companies holds, whom a plant is named after, its decorations.
SAYING_NOTHING = (
    "subordinate institution",
    "subordinate entity",
    "affiliated entity",
    "and any successor sub unit or subsidiary thereof",
    "and any successor subunit or subsidiary thereof",
    "and its subsidiaries and affiliates",
    "and its affiliates and subsidiaries",
    "and its subsidiaries",
    "and all its subsidiaries",
    "and all subsidiaries",
    "and subsidiaries",
    "and its affiliates",
    "and affiliates",
    "named after",
    "named for",
    "imeni",
    "im",
    "order of lenin",
    "order of the red banner of labor",
    "order of the red banner of labour",
    "order of the red banner",
    "ordena lenina",
    "ordena trudovogo krasnogo znameni",
    "ordena krasnogo znameni",
)
# An abbreviation of imeni within a name; at its beginning or end it is a brand.
INSIDE = ("im",)
JOINING = tuple(tuple(phrase.split()) for phrase in (*PHRASES, *SAYING_NOTHING))
COUNTRIES = (
    (("united", "states", "of", "america"), "usa"),
    (("united", "states"), "usa"),
    (("united", "kingdom"), "uk"),
    (("great", "britain"), "uk"),
    (("united", "arab", "emirates"), "uae"),
    (("russian", "federation"), "russia"),
    (("peoples", "republic", "of", "china"), "china"),
    (("islamic", "republic", "of", "iran"), "iran"),
    (("republic", "of", "belarus"), "belarus"),
    (("republic", "of", "korea"), "korea"),
    (("syrian", "arab", "republic"), "syria"),
)
FIRST_OF_COUNTRIES = frozenset({"us", *(words[0] for words, _ in COUNTRIES)})
FIRST_JOINING = frozenset(phrase[0] for phrase in JOINING)
SHAPES = 65_536
REMEMBERED = 262_144
LONGEST_SHAPE = 64
REPEATED = 4
STAND_IN = "X"


@dataclass(frozen=True, slots=True)
class Settled:
    """The words of a name without legal forms and with them, the forms cut, and how many words are its head."""

    tokens: tuple[str, ...]
    full: tuple[str, ...]
    forms: tuple[str, ...]
    head: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What `Settled` is for every name of a shape: words of the name by their place, other words as they are."""

    tokens: tuple[int | str, ...]
    full: tuple[int | str, ...]
    forms: tuple[str, ...]
    head: int


def joined_letters(tokens: Sequence[str]) -> list[str]:
    """Join letters that stand alone side by side: M D S → mds."""
    found: list[str] = []
    alone: list[str] = []
    for token in tokens:
        if len(token) == 1 and token.isascii() and token.isalpha():
            alone.append(token)
            continue
        if alone:
            found.append("".join(alone))
            alone = []
        found.append(token)
    return [*found, "".join(alone)] if alone else found


def with_countries(tokens: Sequence[str]) -> Sequence[str]:
    """Write the long names of countries as one word, and "us" at the beginning of a name as usa."""
    if FIRST_OF_COUNTRIES.isdisjoint(tokens):
        return tokens
    found: list[str] = []
    at = 0
    while at < len(tokens):
        size, place = next(
            ((len(words), place) for words, place in COUNTRIES if tuple(tokens[at : at + len(words)]) == words),
            (1, tokens[at]),
        )
        found.append("usa" if place == "us" and not at and len(tokens) > 1 else place)
        at += size
    return found


def joined_places(tokens: Sequence[str]) -> list[str]:
    """Write a place of several words as one: Hong Kong → hongkong, United States and a leading U.S. → usa."""
    found: list[str] = []
    for token in with_countries(tokens):
        if found and len(token) > 1 and found[-1] + token in places():
            found[-1] += token
        else:
            found.append(token)
    return found


def spelled(words: Sequence[str]) -> list[str]:
    """Spell out the abbreviations that stand for several words."""
    return [part for word in words for part in spelled_as(word)]


def without_joining(words: Sequence[str]) -> Sequence[str]:
    """Drop the words that only join names (aka) or say nothing of a party, unless they are all there is."""
    if FIRST_JOINING.isdisjoint(words):
        return words
    kept: list[str] = []
    at = 0
    while at < len(words):
        joining = next((phrase for phrase in JOINING if tuple(words[at : at + len(phrase)]) == phrase), ())
        joining = () if joining == INSIDE and at in {0, len(words) - 1} else joining
        kept += [] if joining else [words[at]]
        at += len(joining) or 1
    return kept or words


def numbered(words: list[str]) -> list[str]:
    """Write the numbers among the words in figures, where there are any."""
    known = words_told_apart()
    return with_numbers(words) if any(word in known or not word.isalpha() for word in words) else words


def unit_start(words: Sequence[str]) -> int:
    """Return where a closing branch, department or room begins ("… Hong Kong Branch"), or the length of the name."""
    start = len(words)
    if start > 2 and words[-1] in places() and words[-2] in unit_words():
        start -= 1
    while start > 1 and (words[start - 1] in unit_words() or is_number(words[start - 1])):
        start -= 1
    if not any(word in unit_words() for word in words[start:]):
        return len(words)
    return start - 1 if start > 1 and words[start - 1] in places() else start


def settled_words(words: list[str]) -> Settled:
    """Join, number and cut the words of a name until nothing changes, whatever its shape."""
    full = tuple(numbered(joined_letters(words)))
    forms: tuple[str, ...] = ()
    head: int | None = None
    while True:
        whole = spelled(numbered(joined_places(without_joining(joined_letters(words)))))
        start = unit_start(whole)
        cut, unit = cut_forms(whole[:start]), cut_forms(whole[start:])
        left = [*cut.words, *unit.words]
        forms += cut.forms + unit.forms
        head = cut.head if head is None else min(head, cut.head, len(left))
        if left == words:
            return Settled(cut.words + unit.words, full, forms, head)
        words = left


@cache
def known_words() -> frozenset[str]:
    """Return every word, or part of a place written apart, that settling tells from other words."""
    halves = {half for place in places() for at in range(1, len(place)) for half in (place[:at], place[at:])}
    of_forms = {word for forms in latin_forms().values() for form in forms for word in form.words}
    joining = {"us", *(word for phrase in (*JOINING, *(words for words, _ in COUNTRIES)) for word in phrase)}
    return frozenset({*places(), *halves, *of_forms, *joining, *unit_words(), *words_told_apart()})


@lru_cache(maxsize=REMEMBERED)
def is_known(word: str) -> bool:
    """Tell whether settling treats a word otherwise than any other: it is known, or meant for a known one."""
    if word in known_words() or len(word) == 1 or not word.isalpha():
        return True
    return corrected(word) != word or spelled_as(word) != (word,)


def stand_in(place: int) -> str:
    """Return what stands for the unknown word at a place: capital letters, which no word in lower case has."""
    return f"{STAND_IN}{ascii_uppercase[place // 26]}{ascii_uppercase[place % 26]}"


@lru_cache(maxsize=SHAPES)
def outline_of(shape: tuple[str, ...]) -> Outline:
    """Settle a shape: the known words of a name, and '' for each of the others."""
    words = [word or stand_in(at) for at, word in enumerate(shape)]
    places_of = {word: at for at, word in enumerate(words) if word[0] == STAND_IN}
    settled = settled_words(words)
    tokens = tuple(places_of.get(word, word) for word in settled.tokens)
    full = tuple(places_of.get(word, word) for word in settled.full)
    return Outline(tokens, full, settled.forms, settled.head)


def without_repeats(words: Sequence[str]) -> list[str]:
    """Keep each word of a very long text a few times: it is no name, and must not take longer for saying it again."""
    seen: defaultdict[str, int] = defaultdict(int)
    kept: list[str] = []
    for word in words:
        seen[word] += 1
        if seen[word] <= REPEATED:
            kept.append(word)
    return kept


def settle(words: list[str]) -> Settled:
    """Return the settled words of a name, by its shape unless it is too long for others to share it."""
    if len(words) > LONGEST_SHAPE:
        return settled_words(without_repeats(words))
    shape = tuple([word if is_known(word) else "" for word in words])
    outline = outline_of(shape)
    tokens = tuple([word if isinstance(word, str) else words[word] for word in outline.tokens])
    full = tuple([word if isinstance(word, str) else words[word] for word in outline.full])
    return Settled(tokens, full, outline.forms, outline.head)
