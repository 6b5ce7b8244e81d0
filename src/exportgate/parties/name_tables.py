"""The shipped tables that name matching reads: letters, legal forms, common words, places, counts.

Each table is read once and handed out unchanged; what a row means is decided by the module that asks for it.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from exportgate.foundation.resources import shipped
from exportgate.parties.russian import stem_of

ALL_COMPANIES = "*"
REMEMBERED = 131_072


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one table of data/names as heading → text."""
    with (shipped("data") / "names" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def word_forms() -> Mapping[str, str]:
    """Return a common word, abbreviation or translation → the English that it stands for, Han places included."""
    forms = {row["word"]: row["stands_for"] for row in rows("word-forms")}
    return MappingProxyType({**forms, **han_places(), **{han: english[0] for han, english in han_words().items()}})


@cache
def han_words() -> Mapping[str, tuple[str, ...]]:
    """Return a Han word of what companies do or are → its English renderings (one or more words), likeliest first."""
    return MappingProxyType({row["han"]: tuple(row["english"].split("|")) for row in rows("han-words")})


@cache
def han_names() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Return a known name in Han → what it is short for in Han or "", and its English names, the likeliest first."""
    return MappingProxyType(
        {row["han"]: (row["short_for"], tuple(filter(None, row["english"].split("|")))) for row in rows("han-names")}
    )


@cache
def han_variants() -> Mapping[int, str]:
    """Return a translation table of characters in Japanese use → the simplified ones."""
    return MappingProxyType({ord(row["character"]): row["simplified"] for row in rows("han-variants")})


@cache
def spelled_out() -> Mapping[str, tuple[str, ...]]:
    """Return an abbreviation that stands for several words (NII) → those words."""
    return MappingProxyType({row["abbreviation"]: tuple(row["words"].split()) for row in rows("abbreviations")})


@cache
def generic_aliases() -> frozenset[str]:
    """Return, casefolded, the published aliases that are common words or short initials, and so say little alone."""
    return frozenset(row["alias"].casefold() for row in rows("generic-aliases"))


@cache
def unit_words() -> frozenset[str]:
    """Return the words that, at the end of a name, are of a branch, a department or a room rather than a party."""
    return frozenset(row["word"] for row in rows("unit-words") if row["kind"] != "faculty")


@cache
def owned_words() -> Mapping[str, str]:
    """Return a word for what has an owner → `unit` (branch, department) or `faculty`, which may be a party's own name.

    Rooms and buildings are not among them: beside them stands an address.
    """
    kinds = {row["word"]: row["kind"] for row in rows("unit-words")}
    return MappingProxyType({word: kind for word, kind in kinds.items() if kind != "room"})


@cache
def places() -> Mapping[str, str]:
    """Return a place name in Latin letters or Han → `country`, `province`, `city` or `district`."""
    kinds = {row["place"]: row["kind"] for row in rows("places")}
    return MappingProxyType(kinds | {row["han"]: row["kind"] for row in rows("places") if row["han"]})


@cache
def han_places() -> Mapping[str, str]:
    """Return a place name in simplified Han → the same in Latin letters."""
    return MappingProxyType({row["han"]: row["place"] for row in rows("places") if row["han"]})


@cache
def han_readings() -> Mapping[str, str]:
    """Return Han characters → the syllables that companies use for them where a dictionary reads otherwise."""
    return MappingProxyType({row["han"]: row["reading"] for row in rows("han-readings")})


@cache
def company_words() -> Mapping[str, int]:
    """Return a word → how many of the companies counted have it in their name; `*` is how many were counted."""
    return MappingProxyType({row["word"]: int(row["companies"]) for row in rows("common-words")})


@cache
def meant_figures() -> Mapping[str, str]:
    """Return the numbers below twenty in words, and Roman numerals → their figures."""
    kinds = {"cardinal", "roman"}
    return MappingProxyType({row["word"]: row["value"] for row in rows("number-words") if row["kind"] in kinds})


@dataclass(frozen=True, slots=True)
class Translation:
    """What a Russian word means in English: an activity that many names have, a place, or a word that is a brand too.

    `bare` says whether the dictionary form has no ending, so that the stem alone is the word.
    """

    english: str
    kind: str
    bare: bool


@cache
def russian_words() -> Mapping[str, Translation]:
    """Return the stem of a Russian word → what the word means."""
    found: dict[str, Translation] = {}
    for row in rows("russian-words"):
        stem, ended = stem_of(row["word"])
        if stem:
            found.setdefault(stem, Translation(row["english"], row["kind"], not ended))
    return MappingProxyType(found)


def translation_of(token: str) -> Translation | None:
    """Return what a token means as a form of a Russian word, in any transliteration and with any ending."""
    stem, ended = stem_of(token)
    found = russian_words().get(stem)
    return found if found is not None and (ended or found.bare) else None


@lru_cache(maxsize=REMEMBERED)
def spelled_as(token: str) -> tuple[str, ...]:
    """Return the words that an abbreviation (NII) or a Russian compound (mashinostroitelnyy) stands for, or itself."""
    short = spelled_out().get(token)
    if short is not None:
        return short
    found = translation_of(token)
    return tuple(found.english.split()) if found is not None and " " in found.english else (token,)


@cache
def given_names() -> Mapping[str, frozenset[str]]:
    """Return a given name, in any spelling or short form → the names that it may be a form of."""
    found: dict[str, set[str]] = {}
    for row in rows("given-names"):
        found.setdefault(row["name"], set()).add(row["form_of"])
    return MappingProxyType({name: frozenset(forms) for name, forms in found.items()})


@cache
def person_words() -> Mapping[str, str]:
    """Return a word that many persons share → `title` (Sheikh), `particle` (bin) or `optional` (Khan)."""
    return MappingProxyType({row["word"]: row["kind"] for row in rows("person-words")})


@lru_cache(maxsize=REMEMBERED)
def stands_for(token: str) -> str:
    """Return the common word that a token is a form of, or the token itself."""
    found = None if token in word_forms() else translation_of(token)
    word = found.english if found is not None and found.kind == "activity" else token
    return word_forms().get(word, word)


@lru_cache(maxsize=REMEMBERED)
def meaning_of(token: str) -> str:
    """Return what a token means: the common word it is a form of, a figure, or a Russian place or brand in English.

    Two words that mean the same are evidence for each other, but each is as rare as itself: Zvezda is rarer than star.
    """
    if token in meant_figures():
        return meant_figures()[token]
    found = None if token in word_forms() else translation_of(token)
    return stands_for(token if found is None else found.english)
