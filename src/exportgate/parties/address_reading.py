"""Reads an address into its parts: units, floors, blocks, buildings, street with numbers, post boxes, places, country.

Written for Hong Kong above all, and for mainland, Taiwan, Singapore, Malaysian, Turkish, Russian, Gulf, South Asian and
Western styles. What it cannot place becomes a place name. How two addresses compare is decided in `addresses`.
"""

import re
from dataclasses import dataclass

from exportgate.parties.address_parts import Marked, take_marked_parts
from exportgate.parties.address_rest import read_rest, split_parts
from exportgate.parties.address_words import canonical, plain, squashed
from exportgate.parties.countries import Countries
from exportgate.parties.hong_kong import building_names, names_hong_kong
from exportgate.parties.name_tables import places as known_places
from exportgate.parties.streets import HOUSE_NUMBER, Street, find_street

WORD = re.compile(r",|[^\s,:#/]*\d[^\s,:#]*|[^\s,:#/]+")
COUNTRY_WORDS = 4
NUMBERS_LIMIT = 200
BUILDING_LENGTH = 6
CITIES = frozenset({"dubai", "abu dhabi", "sharjah"})
"""Spellings of a country in the country table that are cities of it, and so say where in it the address lies."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts, each in one spelling.

    `units` are in capitals without leading zeros, every unit of a range apart. `numbers` are house numbers, every one
    of a range apart (each second one where both ends are even or both odd), lane or section after a slash. Blocks of
    another kind than tower or building say so (`phase 2`, `zone B`). Buildings, street and places are in lower case
    without blanks and generic words; `kind` and `direction` belong to the street. The country is `stated` where it was
    given beside the text and the text names none.
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
    boxes: frozenset[str] = frozenset()
    stated: bool = False

    @property
    def district(self) -> str:
        """The first place named, usually the district."""
        return self.places[0] if self.places else ""


def parse_address(text: str, country: str | None = None, countries: Countries | None = None) -> Address:
    """Return an address in parts; `country` (alpha-2) holds where the text itself names none.

    A district of Hong Kong names Hong Kong.
    """
    marked = take_marked_parts(plain(text))
    segments, named, city = _without_country(marked.rest.split(","), countries or Countries.load())
    words = _words(segments)
    street = find_street(words)
    before = split_parts(words if street is None else words[: street.first])
    after = split_parts([] if street is None else words[street.last + 1 :])
    found = read_rest(before, after, street=street is not None, numbered=street is not None and street.number != "")
    numbers, part = _numbers(street, marked)
    units = marked.rooms or marked.units or found.units or ({part} if marked.turkish and part else set())
    blocks = marked.blocks | found.blocks | ({f"part {part}"} if part and not marked.turkish else set())
    if found.grounds and blocks and not numbers:
        found.buildings += found.grounds
    places = [*found.places, *found.grounds, *city]
    if named is None and names_hong_kong(places, country):
        named = "HK"
    if (named or country) == "HK":
        found.buildings, places = building_names(found.buildings, places)
    elif not (street or found.buildings) and (units or blocks):
        found.buildings += _unnamed_building(places)
    return Address(
        text=text.strip(" .,\n"),
        units=frozenset(units),
        floors=frozenset(marked.floors),
        blocks=frozenset(blocks),
        buildings=tuple(dict.fromkeys(found.buildings)),
        street="" if street is None else squashed("".join(street.name)),
        kind="" if street is None else street.kind,
        direction="" if street is None else street.direction,
        numbers=frozenset(numbers),
        places=tuple(dict.fromkeys(places)),
        country=named or country,
        boxes=frozenset(marked.boxes),
        stated=named is None and country is not None,
    )


def _unnamed_building(places: list[str]) -> list[str]:
    """Return the first of several places as a building where a unit lies in nothing else, unless it is a known city."""
    first = next(iter(places), "")
    return [first] if len(places) > 1 and len(first) >= BUILDING_LENGTH and first not in known_places() else []


def _words(segments: list[str]) -> list[str]:
    """Return the words of the segments in their full forms, a comma between segments."""
    words = [full for word in WORD.findall(" , ".join(segments)) if (full := canonical(word))]
    for place, word in enumerate(words):
        if word == "st":
            follows_name = place > 0 and words[place - 1] != "," and not HOUSE_NUMBER.fullmatch(words[place - 1])
            numbered = words[place + 1 : place + 2] == ["no"] or "".join(words[place + 1 : place + 2]).isdigit()
            words[place] = "street" if follows_name or numbered else "saint"
    return words


def _numbers(street: Street | None, marked: Marked) -> tuple[set[str], str]:
    """Return every house number of the street, each with the lane or section given, and a part of the house (5/3)."""
    within = "".join(f"/{lane}" for lane in sorted(marked.lanes))
    if street is None or not street.number:
        return {within} - {""} if street else set(), ""
    pieces = re.split(r"[-/]", re.sub(r"(?<=\d)[-/](?=[a-z]\Z)", "", street.number).strip("-/"))
    if len(pieces) != 2 or not all(piece.isdecimal() for piece in pieces):
        whole = pieces if len(pieces) == 2 else ["-".join(pieces)]
        return {f"{number.lstrip('0').upper()}{within}" for number in whole if number}, ""
    first, last = pieces
    low, high = int(first), int(last)
    if high < low and len(last) < len(first) and "-" in street.number:
        high = int(first[: len(first) - len(last)] + last)
    if high < low or marked.turkish:
        return {f"{low}{within}"}, str(int(last))
    step = 2 if (low - high) % 2 == 0 else 1
    numbers = range(low, high + 1, step) if "-" in street.number and high <= low + NUMBERS_LIMIT else (low, high)
    return {f"{number}{within}" for number in numbers}, ""


def _without_country(raw: list[str], countries: Countries) -> tuple[list[str], str | None, list[str]]:
    """Return the segments without the country that ends them, its code, and a city that the country was named by.

    "Hong Kong, China" is Hong Kong.
    """
    segments = [" ".join(segment.split()) for segment in raw if segment.strip()]
    named: str | None = None
    city: list[str] = []
    while segments:
        words = segments[-1].split()
        for count in range(min(COUNTRY_WORDS, len(words)), 0, -1):
            ending = " ".join(words[-count:])
            code = countries.resolve(ending) if count == len(words) or len(ending) > 3 else None
            if code is not None and named in {None, code, countries.territory(code)}:
                named = code
                city += [squashed(ending)] if ending in CITIES else []
                segments[-1:] = [" ".join(words[:-count])] if count < len(words) else []
                break
        else:
            break
    return segments, named, city[:1]
