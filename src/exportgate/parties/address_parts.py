"""Takes the marked parts out of an address: units, floors, blocks, post boxes and postcodes, lanes and sections.

Each is recognized by its word or sign (Room, #, 16/F, Tower 2, İç Kapı No), so that what remains is building, street
and place. A range such as 1318-19 is every unit in it.
"""

import re
from dataclasses import dataclass, field

from exportgate.parties.address_words import NUMBER_WORDS, ORDINALS

RANGE_LIMIT = 60

ROOM_WORDS = (
    r"flat\s*[/i]\s*(?:rm|room)|(?:rm|room)\s*/\s*flat|flats?|rooms?|rms?|suites?|ste|offices?|ofis|apartments?|apt"
    r"|workshops?|shops?|booth|ic kapi|inner door|inside door|kapi|daire"
)
VALUE = r"(?:[a-z]{1,2}-?\d{1,5}[a-z]?|\d{1,6}[a-z]?|[a-z])(?![a-z0-9])"
FURTHER = rf"(?:-(?={VALUE})|\s+to\s+(?=\d)|\s*(?:&|\band\b|/(?!\s*f\b))\s*){VALUE}"
LETTERS = r"[a-z](?![a-z0-9])(?:\s*[,&]\s*[a-z](?![a-z0-9]))+"
LETTER_APART = r"\d{2,5} [a-z](?=\s*(?:,|\Z|\d))"
VALUES = rf"(?:{LETTERS}|{LETTER_APART}|{VALUE}(?:{FURTHER})*)"
MARK = r"\s*(?:no\b|number\b|[#:])*\s*"

ROOMS = re.compile(rf"\b(?:{ROOM_WORDS}){MARK}({VALUES})")
TURKISH_DOORS = re.compile(rf"\bd(?:a|no)?\s*:{MARK}({VALUES})")
UNITS = re.compile(rf"(?:\bunits?{MARK}|#\s*)({VALUES})|\b([a-z]\d{{1,2}}) unit\b")
JOINED_ROOM = re.compile(r"\b(?:rm|r)(\d{2,5}[a-z]?)\b")
SINGAPORE_UNIT = re.compile(r"(?:\bunit\s*)?#\s*([a-z]?\d{1,3})\s*-\s*(\d{1,5}[a-z]?(?:\s*/\s*\d{1,5}[a-z]?)*)")
SINGAPORE_PLAIN = re.compile(r"\b(?:unit|suite)\s*(\d{2})-(\d{2,3}(?:/\d{2,3})*)\b")

FLOOR_NUMBER = rf"\d{{1,2}}|[gmb]\d?|lg|ug|ground|basement|{'|'.join(ORDINALS)}"
FLOOR_AFTER = re.compile(
    rf"\b({FLOOR_NUMBER})(?:st|nd|rd|th)?(?:\s*/\s*f(?:l|loor)?\b|f(?:l|lr|loor)?\b|\s*(?:floor|flr|fl)\b)(?:-(\d{{1,3}})\b)?"
)
FLOOR_BEFORE = re.compile(
    rf"\b(?:floors?|level|lvl|flr|fl|kat|f\s*/|k(?:no)?\s*:){MARK}(\d{{1,3}}|g)(?:\s*-\s*(\d{{1,3}}))?(?![a-z0-9])"
)

BLOCK_WORDS = r"tower|twr|block|blk|blok|phase|wing|building|bldg|area"
BLOCK_NAMES = rf"[a-z]\d?|{'|'.join(NUMBER_WORDS)}"
BLOCK_AFTER = re.compile(
    rf"\b(?:{BLOCK_WORDS})\s*(?:({BLOCK_NAMES})(?![a-z0-9])|#?(\d{{1,3}}[a-z]?)(?![a-z0-9])(?=\s*(?:,|\Z|\d)))"
)
BLOCK_BEFORE = re.compile(rf"(?:(?<=, )|\A)(?:({BLOCK_NAMES}|\d{{1,2}})[ -](?:{BLOCK_WORDS}))\b")

POST_BOX = re.compile(r"\b(?:p\s?o\s*)?box\s*(?:no\s*)?\d+|\bpob\s*\d+|\bpk\s*:?\s*\d+")
POSTCODE = re.compile(r"(?<=.)(?<![a-z0-9])(?:[a-z]{1,2}-)?\d{5,6}(?![a-z0-9-])")
LANE = re.compile(r"\b(lane|alley|nong|sec|section)\s*[#.]?\s*(\d{1,4})\b")


@dataclass(slots=True)
class Marked:
    """The marked parts taken out so far, and the text that remains with a comma in place of each."""

    rest: str
    rooms: set[str] = field(default_factory=set)
    units: set[str] = field(default_factory=set)
    floors: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    lanes: set[str] = field(default_factory=set)


def take_marked_parts(plain: str) -> Marked:
    """Take every marked part out of an address in plain form; a room outranks the unit (staircase) that it lies in."""
    marked = Marked(plain)
    _take_singapore_units(marked)
    for pattern in (ROOMS, TURKISH_DOORS, JOINED_ROOM):
        for match in _taken(marked, pattern):
            marked.rooms |= unit_names(match[1])
    for match in _taken(marked, UNITS):
        marked.units |= unit_names(match[1] or match[2])
    _take_floors(marked)
    for match in _taken(marked, LANE):
        marked.lanes.add(f"{match[1][0]}{int(match[2])}")
    for pattern in (BLOCK_BEFORE, BLOCK_AFTER):
        for match in _taken(marked, pattern):
            name = next(group for group in match.groups() if group)
            marked.blocks.add(NUMBER_WORDS.get(name, name.lstrip("0")).upper())
    _taken(marked, POST_BOX)
    _taken(marked, POSTCODE)
    return marked


def unit_names(values: str) -> set[str]:
    """Return every unit that a text such as 1318-19, B1-B3, C&D or 801-803 and 805 names."""
    names: set[str] = set()
    for value in re.split(r"\s*(?:&|,|/|\band\b)\s*", re.sub(r"\s+to\s+", "-", values)):
        first, dash, last = value.partition("-")
        if dash and last and not (first.isalpha() and last[:1].isdigit()):
            names |= _range(first, last)
        elif value.strip():
            names.add(_unit(value))
    return names


def _range(first: str, last: str) -> set[str]:
    """Return the units from first to last; the last may leave out its leading digits (1318-19)."""
    prefix = first[: len(first) - len(first.lstrip("abcdefghijklmnopqrstuvwxyz"))]
    low, high = first[len(prefix) :], last.removeprefix(prefix)
    if not (low.isdigit() and high.isdigit()):
        return {_unit(first), _unit(last)}
    if len(high) < len(low):
        high = low[: len(low) - len(high)] + high
    if not int(low) <= int(high) <= int(low) + RANGE_LIMIT:
        return {_unit(first), _unit(f"{first}-{last}")}
    return {_unit(f"{prefix}{number}") for number in range(int(low), int(high) + 1)}


def _unit(text: str) -> str:
    """Return a unit's name without leading zeros, blanks and a dash after its letters (B-05 → B5)."""
    squeezed = re.sub(r"(?<=[a-z])-(?=\d)|\s", "", text)
    return re.sub(r"(?<!\d)0+(?=\d)", "", squeezed).upper()


def _take_singapore_units(marked: Marked) -> None:
    """Take units written as floor and number after a sign (#11-08), or after a word in an address in Singapore."""
    patterns = [SINGAPORE_UNIT, *([SINGAPORE_PLAIN] if "singapore" in marked.rest else [])]
    for pattern in patterns:
        for match in _taken(marked, pattern):
            marked.floors.add(_unit(match[1]))
            marked.rooms |= unit_names(match[2])


def _take_floors(marked: Marked) -> None:
    for match in _taken(marked, FLOOR_AFTER):
        name = ORDINALS.get(match[1], {"ground": "g", "basement": "b"}.get(match[1], match[1]))
        marked.floors.add(_unit(name))
        if match[2]:
            marked.rooms.add(_unit(match[2]))
    for match in _taken(marked, FLOOR_BEFORE):
        marked.floors |= unit_names(match[1] + (f"-{match[2]}" if match[2] else ""))


def _taken(marked: Marked, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    """Return the matches of a pattern, and leave a comma where each of them stood."""
    found = list(pattern.finditer(marked.rest))
    if found:
        marked.rest = pattern.sub(" , ", marked.rest)
    return found
