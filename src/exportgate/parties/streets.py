"""Finds the street and its house number among the words of an address.

A street is known by its kind (Road, Sokak, Straße), by a leading kind (Jalan, Rue), or else by a house number before a
name that is no building (89 Queensway).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exportgate.parties.address_words import (
    BUILDINGS,
    DIRECTIONS,
    LEADING_STREETS,
    PLACE_KINDS,
    STREETS,
    STREETS_BY_NUMBER,
)

HOUSE_NUMBER = re.compile(r"\d{1,4}[a-z]?(?:[-/]\d{0,4}[a-z]?)*")
NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Street:
    """A street among words: the places of its first and last word, its own name, kind, direction, house number."""

    first: int
    last: int
    name: tuple[str, ...]
    kind: str = ""
    direction: str = ""
    number: str = ""


def find_street(words: Sequence[str]) -> Street | None:
    """Return the street of an address, the first with a house number before any other; commas are words."""
    for search in (_by_kind, _by_leading_kind, _by_doubtful_kind, _by_number):
        found = list(search(words))
        if found:
            return next((street for street in found if street.number), found[0])
    return None


def _by_kind(words: Sequence[str]) -> Iterator[Street]:
    for place, word in enumerate(words):
        suffixed = next((kind for kind in ("strasse", "gasse", "allee") if word.endswith(kind) and word != kind), None)
        if word in STREETS:
            street = _named_before(words, place)
        elif suffixed:
            street = _with_number(words, place, place, (word.removesuffix(suffixed),), suffixed)
        else:
            continue
        if street is not None:
            yield street


def _by_leading_kind(words: Sequence[str]) -> Iterator[Street]:
    for place, word in enumerate(words):
        if word in LEADING_STREETS:
            end = place + 1
            while end < len(words) and words[end] != ",":
                end += 1
            if end > place + 1:
                yield _with_number(words, place, end - 1, tuple(words[place + 1 : end]), word)


def _by_doubtful_kind(words: Sequence[str]) -> Iterator[Street]:
    """Yield streets of a kind that buildings share (Place, Square): those with a house number right before them."""
    for place, word in enumerate(words):
        street = _named_before(words, place) if word in STREETS_BY_NUMBER else None
        if street is not None and street.first < place and words[street.first] == street.number:
            yield street


def _by_number(words: Sequence[str]) -> Iterator[Street]:
    for place, word in enumerate(words):
        end = place + 1
        while end < len(words) and _is_name(words[end]):
            end += 1
        closed = end == len(words) or words[end] == ","
        if HOUSE_NUMBER.fullmatch(word) and end > place + 1 and closed:
            yield Street(place, end - 1, tuple(words[place + 1 : end]), number=word)


def _named_before(words: Sequence[str], kind: int) -> Street | None:
    """Return the street whose name stands before its kind, a comma between them allowed where nothing follows."""
    end = kind
    if end > 0 and words[end - 1] == "," and (kind + 1 == len(words) or words[kind + 1] == ","):
        end -= 1
    start = end
    while start > 0 and end - start < NAME_WORDS and _is_name(words[start - 1]):
        start -= 1
    if start > 1 and words[start - 1] in BUILDINGS and HOUSE_NUMBER.fullmatch(words[start - 2]):
        start -= 1
    return _with_number(words, start, kind, tuple(words[start:end]), words[kind]) if start < end else None


def _with_number(words: Sequence[str], first: int, last: int, name: tuple[str, ...], kind: str) -> Street:
    """Return the street with its direction and the house number before it, else the one after it."""
    direction = DIRECTIONS.get(words[last + 1], "") if last + 1 < len(words) else ""
    last += bool(direction)
    before = first - 1 - (first > 1 and words[first - 1] == ",")
    if before >= 0 and HOUSE_NUMBER.fullmatch(words[before]):
        if last + 1 < len(words) and words[last + 1].isdigit() and not direction:
            name, last = (*name, words[last + 1]), last + 1
        return Street(before, last, name, kind, direction, words[before])
    after = last + 1
    if words[after : after + 2] == [",", "no"]:
        after += 1
    after += words[after : after + 1] == ["no"]
    if after < len(words) and HOUSE_NUMBER.fullmatch(words[after]):
        return Street(first, after, name, kind, direction, words[after])
    return Street(first, last, name, kind, direction)


def _is_name(word: str) -> bool:
    """Tell whether a word can be part of a street's name."""
    numbered = HOUSE_NUMBER.fullmatch(word) is not None
    return not numbered and word not in {",", "no", "&"} and word not in BUILDINGS and word not in PLACE_KINDS
