"""Takes the marked parts out of an address: units, floors, blocks, post boxes and postcodes, lanes and sections.

Each is recognized by its word or sign (Room, #, 16/F, Tower 2, İç Kapı No, kv.), so that what remains is building,
street and place. A range such as 1318-19 is every unit in it.
"""

import re
from dataclasses import dataclass, field

from exportgate.parties.address_marks import (
    ASIDE,
    BLOCK_AFTER,
    BLOCK_BEFORE,
    FLAT_ON_FLOOR,
    FLOOR_AFTER,
    FLOOR_BEFORE,
    HOUSE,
    JOINED_ROOM,
    LANE,
    MALAYSIAN_UNIT,
    POST_BOX,
    POSTCODE,
    ROOMS,
    RUSSIAN_HOUSE,
    RUSSIAN_PART,
    RUSSIAN_TOWN,
    SECTION_OF,
    SIGN_OF_HOUSE,
    SINGAPORE_CLOSED,
    SINGAPORE_PLAIN,
    SINGAPORE_UNIT,
    TURKISH,
    TURKISH_DOORS,
    UNITS,
)
from exportgate.parties.address_words import NUMBER_WORDS, ORDINALS

RANGE_LIMIT = 60
LETTER_BEHIND = re.compile(r"(?<=\d)\s?[-/]\s?(?=[a-z](?![a-z0-9]))")
"""What stands between the number of a unit and the letter that belongs to it."""
LETTERED = re.compile(r"(\d+)([a-z])-(?:\1)?([a-z])")
PART_KINDS = {"phase": "phase ", "zone": "zone ", "area": "zone ", "parcel": "zone "}
LEVELS_BY_NAME = {"ground": "g", "upper ground": "ug", "lower ground": "lg", "basement": "b", "mezzanine": "m"}


@dataclass(slots=True)
class Marked:
    """The marked parts taken out so far, and the text that remains with a comma in place of each."""

    rest: str
    rooms: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    floors: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    lanes: set[str] = field(default_factory=set)
    boxes: set[str] = field(default_factory=set)
    turkish: bool = False


def take_marked_parts(plain: str) -> Marked:
    """Take every marked part out of an address in plain form; a room outranks the unit (staircase) it lies in."""
    cleared = SIGN_OF_HOUSE.sub(" no ", SECTION_OF.sub("", ASIDE.sub(",", plain)))
    marked = Marked(cleared, turkish=TURKISH.search(plain) is not None)
    for match in _taken(marked, POST_BOX):
        marked.boxes |= {re.sub(r"\D", "", number) for number in re.findall(r"\d[\d /-]*", match[0])}
    _take_joined_units(marked)
    for pattern in (TURKISH_DOORS, ROOMS, JOINED_ROOM) if marked.turkish else (ROOMS, JOINED_ROOM):
        for match in _taken(marked, pattern):
            marked.rooms |= unit_names(match[1])
    for match in _taken(marked, UNITS):
        marked.units |= unit_names(match[1] or match[2])
    _take_floors(marked)
    for match in _taken(marked, LANE):
        marked.lanes.add(f"{match[1][0]}{int(match[2])}")
    _take_blocks(marked)
    _taken(marked, POSTCODE)
    marked.rest = HOUSE.sub(" no ", marked.rest)
    if not marked.turkish:
        marked.rest = RUSSIAN_TOWN.sub("", RUSSIAN_HOUSE.sub(" no ", marked.rest))
    return marked


def unit_names(values: str) -> set[str]:
    """Return every unit that a text such as 1318-19, B1-B3, C&D or 801-803 and 805 names; 1605-A is 1605A."""
    names: set[str] = set()
    joined = LETTER_BEHIND.sub("", re.sub(r"\s+to\s+", "-", values))
    for value in re.split(r"\s*(?:&|,|/|\band\b)\s*", joined):
        first, dash, last = value.partition("-")
        if dash and last and not (first.isalpha() and last[:1].isdigit()):
            names |= _range(first, last)
        elif value.strip():
            names.add(_unit(value))
    return names


def _range(first: str, last: str) -> set[str]:
    """Return the units from first to last; the last may leave out its leading digits (1318-19).

    Letters behind a number count on (1605A-C). What is too far apart for a range is one name: room 1133 of
    house 4 is 4-1133.
    """
    if (letters := LETTERED.fullmatch(f"{first}-{last}")) and letters[2] <= letters[3]:
        return {_unit(f"{letters[1]}{chr(at)}") for at in range(ord(letters[2]), ord(letters[3]) + 1)}
    prefix = first[: len(first) - len(first.lstrip("abcdefghijklmnopqrstuvwxyz"))]
    low, high = first[len(prefix) :], last.removeprefix(prefix)
    if not (low.isdigit() and high.isdigit()):
        return {_unit(first), _unit(last)}
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if not int(low) <= int(high) <= int(low) + RANGE_LIMIT:
        return {_unit(f"{first}-{last}")}
    return {_unit(f"{prefix}{number}") for number in range(int(low), int(high) + 1)}


def _unit(text: str) -> str:
    """Return a unit's name without leading zeros, blanks and a dash after its letters (B-05 → B5)."""
    squeezed = re.sub(r"(?<=[a-z])-(?=\d)|\s", "", text)
    return re.sub(r"(?<!\d)0+(?=\d)", "", squeezed).upper()


def _take_joined_units(marked: Marked) -> None:
    """Take units written with their floor: #11-08, in Singapore 11-08, in Malaysia block, floor and unit (B-8-1)."""
    patterns = [SINGAPORE_UNIT]
    if "singapore" in marked.rest or marked.rest.endswith(" sg"):
        patterns += [SINGAPORE_PLAIN, SINGAPORE_CLOSED]
    elif re.search(r"\b(?:malaysia|kuala|jalan|selangor)\b|\bmy\Z", marked.rest):
        patterns.append(SINGAPORE_PLAIN)
        for match in _taken(marked, MALAYSIAN_UNIT):
            marked.blocks.add(_unit(match[1]))
            marked.floors.add(_unit(match[2]))
            marked.rooms |= unit_names(match[3])
    for pattern in patterns:
        for match in _taken(marked, pattern):
            marked.floors.add(_unit(match[1]))
            marked.rooms |= unit_names(match[2])


def _take_floors(marked: Marked) -> None:
    for match in _taken(marked, FLAT_ON_FLOOR):
        marked.floors.add(_unit(match[1]))
        marked.rooms.add(_unit(match[2]))
    for match in _taken(marked, FLOOR_AFTER):
        name = ORDINALS.get(match[1], LEVELS_BY_NAME.get(match[1], match[1]))
        marked.floors.add(_unit(name))
        if match[2]:
            marked.rooms.add(_unit(match[2]))
    for match in _taken(marked, FLOOR_BEFORE):
        marked.floors |= unit_names(match[1] + (f"-{match[2]}" if match[2] else ""))


def _take_blocks(marked: Marked) -> None:
    patterns = (BLOCK_BEFORE, BLOCK_AFTER)
    for pattern in patterns if marked.turkish else (RUSSIAN_PART, *patterns):
        for match in _taken(marked, pattern):
            name = next(group for group in match.groups()[1:] if group)
            name = NUMBER_WORDS.get(name, re.sub(r"(?<=[a-z])-(?=\d)", "", name.lstrip("0") or "0"))
            marked.blocks.add(PART_KINDS.get(match["kind"], "") + name.upper())


def _taken(marked: Marked, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Return the matches of a pattern, and leave a comma where each of them stood."""
    found = list(pattern.finditer(marked.rest))
    if found:
        marked.rest = pattern.sub(" , ", marked.rest)
    return found
