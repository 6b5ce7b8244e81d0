"""Reads an address into its parts: units, floors, blocks, buildings, street with numbers, places, country.

Written for Hong Kong above all, and for mainland, Taiwan, Singapore, Turkish and Western styles. What it cannot place
becomes a place name. How two addresses compare is decided in `addresses`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from exportgate.parties.address_parts import Marked, take_marked_parts, unit_names
from exportgate.parties.address_words import (
    BUILDINGS,
    COMMON_NAMES,
    GENERIC,
    NUMBER_WORDS,
    PLACE_KINDS,
    canonical,
    plain,
    squashed,
)
from exportgate.parties.countries import Countries
from exportgate.parties.streets import HOUSE_NUMBER, Street, find_street

WORD = re.compile(r",|[^\s,:#/]*\d[^\s,:#]*|[^\s,:#/]+")
BARE_UNIT = re.compile(r"[a-z]\d{1,4}|\d{3,5}[a-z]?(?:-\d{1,5})?|\d{1,3}-\d{1,3}")
COUNTRY_WORDS = 4
NUMBERS_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts, each in one spelling.

    `units` are in capitals without leading zeros, every unit of a range apart. `numbers` are house numbers, every one
    of a range apart (each second one where both ends are even or both odd), lane or section after a slash. Buildings,
    street and places are in lower case without blanks and generic words; `kind` and `direction` belong to the street.
    """

    text: str
    units: frozenset[str] = frozenset()
    floors: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    buildings: tuple[str, ...] = ()
    street: str = ""
    kind: str = ""
    direction: str = ""
    numbers: frozenset[str] = frozenset()
    places: tuple[str, ...] = ()
    country: str | None = None

    @property
    def district(self) -> str:
        """The first place named, usually the district."""
        return self.places[0] if self.places else ""


def parse_address(text: str, country: str | None = None, countries: Countries | None = None) -> Address:
    """Return an address in parts; `country` (alpha-2) holds where the text itself names none."""
    marked = take_marked_parts(plain(text))
    segments, named = _without_country(marked.rest.split(","), countries or Countries.load())
    words = _words(segments)
    street = find_street(words)
    rest = words if street is None else [*words[: street.first], ",", *words[street.last + 1 :]]
    found = _Rest.read(_split(rest))
    return Address(
        text=text.strip(" .,\n"),
        units=frozenset(marked.rooms or marked.units or found.units),
        floors=frozenset(marked.floors),
        blocks=frozenset(marked.blocks | found.blocks),
        buildings=tuple(dict.fromkeys(found.buildings)),
        street="" if street is None else squashed("".join(street.name)),
        kind="" if street is None else street.kind,
        direction="" if street is None else street.direction,
        numbers=frozenset(_numbers(street, marked)),
        places=tuple(dict.fromkeys(found.places)),
        country=named or country,
    )


@dataclass(slots=True)
class _Rest:
    """What the segments beside the street hold."""

    units: set[str]
    blocks: set[str]
    buildings: list[str]
    places: list[str]

    @staticmethod
    def read(segments: Iterable[list[str]]) -> "_Rest":
        rest = _Rest(set(), set(), [], [])
        for segment in segments:
            numbered = segment[0] == "no"
            words = [word for word in segment if word != "no"]
            if words and not numbered and BARE_UNIT.fullmatch(words[0]):
                rest.units |= unit_names(words.pop(0))
            last = max((place for place, word in enumerate(words) if word in BUILDINGS), default=None)
            if last == 0:
                last = len(words) - 1  # the kind leads: Plaza Hollywood
            if last is not None:
                rest._add_building(words[: last + 1])
                words = words[last + 1 :]
                if words and (words[0].isdigit() or words[0] in NUMBER_WORDS):
                    rest.blocks.add(NUMBER_WORDS.get(words[0], words[0]))
                    words = words[1:]
            place = squashed("".join(word for word in words if word not in PLACE_KINDS))
            if place and not place.isdigit():
                rest.places.append(place)
        return rest

    def _add_building(self, words: list[str]) -> None:
        """Add a building by its own name; a leading "One" or "2" says which of several towers it is."""
        own = [word for word in words if word not in GENERIC]
        if len(own) > 1 and own[0] in NUMBER_WORDS:
            self.blocks.add(NUMBER_WORDS[own[0]])
            own = own[1:]
        while own and HOUSE_NUMBER.fullmatch(own[0]):
            own = own[1:]
        if any(word not in COMMON_NAMES for word in own):
            self.buildings.append(squashed("".join(own)))


def _words(segments: list[str]) -> list[str]:
    """Return the words of the segments in their full forms, a comma between segments."""
    words = [canonical(word) for word in WORD.findall(" , ".join(segments))]
    for place, word in enumerate(words):
        if word == "st":
            follows_name = place > 0 and words[place - 1] != "," and not HOUSE_NUMBER.fullmatch(words[place - 1])
            words[place] = "street" if follows_name else "saint"
    return words


def _split(words: list[str]) -> Iterable[list[str]]:
    segment: list[str] = []
    for word in [*words, ","]:
        if word != ",":
            segment.append(word)
        elif segment:
            yield segment
            segment = []


def _numbers(street: Street | None, marked: Marked) -> set[str]:
    """Return every house number of the street, each with the lane or section that the address gives."""
    if street is None or not street.number:
        return set()
    within = "".join(f"/{lane}" for lane in sorted(marked.lanes))
    first, _, last = street.number.replace("/", "-").partition("-")
    if not (first.isdigit() and last.isdigit()):
        return {f"{number.lstrip('0').upper()}{within}" for number in (first, *last.split("-")) if number}
    low, high = int(first), int(last)
    if high < low and len(last) < len(first):
        high = int(first[: len(first) - len(last)] + last)
    step = 2 if (low - high) % 2 == 0 else 1
    numbers = range(low, high + 1, step) if low <= high <= low + NUMBERS_LIMIT else (low, high)
    return {f"{number}{within}" for number in numbers}


def _without_country(raw: list[str], countries: Countries) -> tuple[list[str], str | None]:
    """Return the segments without the country that ends them, and its code; "Hong Kong, China" is Hong Kong."""
    segments = [" ".join(segment.split()) for segment in raw if segment.strip()]
    named: str | None = None
    while segments:
        words = segments[-1].split()
        for count in range(min(COUNTRY_WORDS, len(words)), 0, -1):
            ending = " ".join(words[-count:])
            code = countries.resolve(ending) if count == len(words) or len(ending) > 3 else None
            if code is not None and named in {None, code, countries.territory(code)}:
                named = code
                segments[-1:] = [" ".join(words[:-count])] if count < len(words) else []
                break
        else:
            break
    return segments, named
