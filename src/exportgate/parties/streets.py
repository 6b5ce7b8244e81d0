"""Finds the street and its house number among the words of an address.

A street is known by its kind (Road, Sokak, Straße), by a leading kind (Jalan, Rue, ul.), or else by a house number
before a name that is no building (89 Queensway), by a plot, or by a number that ends a name (Tullimiehentie 4).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exportgate.parties.address_words import full_forms, words_for

HOUSE_NUMBER = re.compile(r"\d{1,5}[a-z]?(?:[-/]\d{0,4}[a-z]?)*")
SHORT_NUMBER = re.compile(r"\d{1,3}[a-z]?(?:[-/]\d{0,3}[a-z]?)?")
SUFFIXES = (
    "strasse",
    "gasse",
    "allee",
    "weg",
    "platz",
    "straat",
    "laan",
    "gatan",
    "katu",
    "tie",
    "daero",
    "-ro",
    "gil",
)
SUFFIXED_LENGTH = 7
PLOTS = frozenset({"plot", "lot", "yard"})
COUNTED = frozenset(
    {
        "sector",
        "zone",
        "ward",
        "district",
        "phase",
        "line",
        "level",
        "gate",
        "mu",
        "moo",
        "km",
        "box",
        "area",
        "index",
        "floor",
        "room",
        "block",
        "terminal",
        "berth",
        "pier",
        "site",
        "scheme",
        "stage",
        "extension",
        "no",
        "entrance",
    }
)
"""Words after which a number counts something else than houses."""
NAME_WORDS = 6
SHORTEST_NAME = 5
LEVELS = frozenset({"upper", "middle", "lower"})


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
    for search in (_by_kind, _by_doubtful_kind, _by_number, _by_plot, _by_number_after):
        found = list(search(words))
        if found:
            return next((street for street in found if street.number), found[0])
    return None


def _by_kind(words: Sequence[str]) -> Iterator[Street]:
    streets, leading, either = words_for("street"), words_for("leading street"), words_for("street on either side")
    for place, word in enumerate(words):
        if word in leading or (word in either and _leads(words, place)):
            street = _named_after(words, place, counted=word in leading)
        elif (word in streets or word in either) and not any(
            later in streets for later in _same_part(words, place + 1, 2)
        ):
            street = _named_before(words, place) or _named_after(words, place, counted=False)
        elif (suffix := next((end for end in SUFFIXES if word.endswith(end)), "")) and len(word) >= SUFFIXED_LENGTH:
            street = _with_number(words, place, place, (word.removesuffix(suffix),), suffix.strip("-"))
            street = street if street.number or suffix in {"strasse", "gasse"} else None
        else:
            continue
        if street is not None:
            yield street


def _leads(words: Sequence[str], place: int) -> bool:
    """Tell whether a kind that stands on either side of a name (ul.) stands before it here."""
    after = words[place + 1 : place + 2]
    before = words[place - 1] if place else ","
    return bool(after) and after[0] not in {",", "no"} and not _is_name(before)


def _same_part(words: Sequence[str], start: int, count: int) -> Sequence[str]:
    """Return up to some words from a place on, no further than the next comma or number."""
    found = words[start : start + count]
    end = next((at for at, word in enumerate(found) if word in {",", "no"} or HOUSE_NUMBER.fullmatch(word)), count)
    return found[:end]


def _named_after(words: Sequence[str], kind: int, *, counted: bool) -> Street | None:
    """Return the street whose kind stands before its name; numbers belong to the name where streets are `counted`."""
    end = kind + 1
    while end < len(words) and words[end] not in {",", "no"} and end <= kind + NAME_WORDS:
        if not counted and end > kind + 1 and HOUSE_NUMBER.fullmatch(words[end]):
            break
        end += 1
    return _with_number(words, kind, end - 1, tuple(words[kind + 1 : end]), words[kind]) if end > kind + 1 else None


def _by_doubtful_kind(words: Sequence[str]) -> Iterator[Street]:
    """Yield streets of a kind that buildings share (Place, Square): those with a house number right before them."""
    kinds = words_for("street by number")
    for place, word in enumerate(words):
        street = _named_before(words, place) if word in kinds else None
        if street is not None and street.first < place and words[street.first] == street.number:
            yield street


def _by_number(words: Sequence[str]) -> Iterator[Street]:
    for place, word in enumerate(words):
        end = place + 1
        while end < len(words) and _is_name(words[end]):
            end += 1
        closed = end == len(words) or words[end] == ","
        opened = place == 0 or words[place - 1] in {",", "no"}
        if HOUSE_NUMBER.fullmatch(word) and end > place + 1 and closed and opened:
            yield Street(place, end - 1, tuple(words[place + 1 : end]), number=word)


def _by_plot(words: Sequence[str]) -> Iterator[Street]:
    """Yield a numbered plot or yard, with the name of the place that it lies in as its street."""
    for place, word in enumerate(words):
        if word in PLOTS or (word == "no" and words[place + 2 : place + 3] == [","]):
            at = place + 1 + (words[place + 1 : place + 2] == ["no"])
            start = at + 1 + (words[at + 1 : at + 2] == [","])
            end = next((later for later in range(start, len(words)) if words[later] == ","), len(words))
            named = words_for("building").isdisjoint(words[start:end])
            if at < len(words) and HOUSE_NUMBER.fullmatch(words[at]) and start < end and named:
                kind = word if word in PLOTS else ""
                yield Street(place, end - 1, tuple(words[start:end]), kind=kind, number=words[at])


def _by_number_after(words: Sequence[str]) -> Iterator[Street]:
    """Yield the name at the head of a part that ends with a short number; a comma may stand between the two."""
    for place, word in enumerate(words):
        ends = place + 1 == len(words) or words[place + 1] == ","
        if not (ends and place and SHORT_NUMBER.fullmatch(word)):
            continue
        last = place - 1 - (words[place - 1] == ",")
        first = last + 1
        while first > 0 and _is_name(words[first - 1]):
            first -= 1
        opened = first == 0 or words[first - 1] == ","
        if first <= last and opened and not COUNTED.intersection(words[first : last + 1]):
            yield Street(first, place, tuple(words[first : last + 1]), number=word)


def _named_before(words: Sequence[str], kind: int) -> Street | None:
    """Return the street whose name stands before its kind, a comma between them allowed where nothing follows."""
    end = kind
    if end > 0 and words[end - 1] == "," and (kind + 1 == len(words) or words[kind + 1] == ","):
        end -= 1
    start = end
    if end == kind and end > 0 and words[end - 1].isalpha() and words[end - 1] != "no":
        start -= 1  # Sino Center Road, City Road, Ice House Street
    while start > 0 and end - start < NAME_WORDS and _is_name(words[start - 1]):
        start -= 1
    if start < end:
        return _with_number(words, start, kind, tuple(words[start:end]), words[kind])
    return _numbered_street(words, kind)


def _numbered_street(words: Sequence[str], kind: int) -> Street | None:
    """Return a street that has a number for a name: NW 2 Street, 2224 Caddesi, Street No. 4."""
    before = words[kind - 1] if kind else ","
    if before.isdigit():
        first = kind - 1
        while first > 0 and words[first - 1] in {"nw", "ne", "sw", "se", "n", "s", "e", "w"}:
            first -= 1
        return _with_number(words, first, kind, tuple(words[first:kind]), words[kind])
    after = kind + 1 + (words[kind + 1 : kind + 2] == ["no"])
    if after < len(words) and words[after].isdigit():
        return _with_number(words, kind, after, (words[after],), words[kind])
    return None


def _with_number(words: Sequence[str], first: int, last: int, name: tuple[str, ...], kind: str) -> Street:
    """Return the street with its direction and the house number before it, else the one after it."""
    direction, last = _direction_after(words, last)
    if not direction:
        name, direction = _without_direction(name)
    before = first - 1 - (first > 1 and words[first - 1] == ",")
    if before >= 0 and HOUSE_NUMBER.fullmatch(words[before]):
        if last + 1 < len(words) and words[last + 1].isdigit() and not direction:
            name, last = (*name, words[last + 1]), last + 1
        return Street(before, last, name, kind, direction, words[before])
    after = last + 1
    if words[after : after + 2] == [",", "no"]:
        after += 1
    elif words[after : after + 1] == [","] and words[after + 2 : after + 3] in ([","], []):
        after += bool(words[after + 1 : after + 2] and SHORT_NUMBER.fullmatch(words[after + 1]))
    after += words[after : after + 1] == ["no"]
    if after < len(words) and HOUSE_NUMBER.fullmatch(words[after]):
        return Street(first, after, name, kind, direction, words[after])
    return Street(first, last, name, kind, direction)


def _direction_after(words: Sequence[str], last: int) -> tuple[str, int]:
    """Return the direction behind a street's kind, a comma between them allowed, and the place of the last word.

    "Lower" before a further name belongs to that (Lower Parel); "Central" behind a comma is a district.
    """
    apart = last + 1 < len(words) and words[last + 1] == ","
    at = last + 1 + apart
    direction = full_forms("direction").get(words[at], "") if at < len(words) else ""
    closed = words[at + 1 : at + 2] in ([], [","])
    if (apart and (not closed or direction == "central")) or (direction in LEVELS and not closed):
        direction = ""
    return direction, at if direction else last


def _without_direction(name: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return a name without the direction that ends it (Chung Shan N. Road), where what is left is still a name."""
    own, direction = name[:-1], full_forms("direction").get(name[-1], "central")
    telling = len("".join(own)) >= SHORTEST_NAME and words_for("common name").isdisjoint(own)
    return (own, direction) if direction != "central" and telling else (name, "")


def _is_name(word: str) -> bool:
    """Tell whether a word can be part of a street's name."""
    if word in {",", "no", "&"} or HOUSE_NUMBER.fullmatch(word):
        return False
    return word not in words_for("building") and word not in words_for("place kind")
