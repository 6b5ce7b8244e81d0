"""Reads what stands beside the street of an address: buildings, grounds (parks, estates), bare units, and places."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from exportgate.parties.address_parts import unit_names
from exportgate.parties.address_words import NUMBER_WORDS, squashed, words_for
from exportgate.parties.streets import HOUSE_NUMBER, PLOTS

BARE_UNIT = re.compile(
    r"[a-z]\d{0,2}-?\d{1,4}[a-z]?|\d{3,5}[a-z]?(?:-\d{1,5})?|\d{1,2}/?[a-z]|\d{1,5}-[a-z]|\d{1,3}-\d{1,3}"
)
HOUSE_AND_UNIT = re.compile(r"(\d{1,2})-(\d{3,4})")


@dataclass(slots=True)
class Rest:
    """What the parts of an address beside its street hold; grounds are also places."""

    units: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    buildings: list[str] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)


def split_parts(words: Sequence[str]) -> list[list[str]]:
    """Return the words between commas, empty parts left out."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word == ",":
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def read_rest(before: Sequence[list[str]], after: Sequence[list[str]], *, street: bool, numbered: bool) -> Rest:
    """Return what the parts before and after the street hold, where there is a street, and where it has a number.

    A bare number is a unit where the street or a building follows it, where it begins the address, or alone behind a
    building; a number after "No." where there is a building and the street has no number.
    """
    rest = Rest()
    parts = [*before, *after]
    kinds = words_for("building")
    anchors = [at for at, part in enumerate(parts) if any(word in kinds for word in part)]
    last = max([len(before) - 1 if street else 0, *anchors])
    for at, part in enumerate(parts):
        behind_building = at - 1 in anchors and len(part) == 1
        may_be_unit = bool(anchors) and not numbered if part[0] == "no" else at <= last or behind_building
        _read_part(rest, part, may_begin_with_unit=may_be_unit)
    return rest


def _read_part(rest: Rest, part: Sequence[str], *, may_begin_with_unit: bool) -> None:
    lot = part[0] in PLOTS
    words = [word for word in part[lot:] if word != "no"]
    unit = HOUSE_NUMBER if lot or part[0] == "no" else BARE_UNIT
    if words and may_begin_with_unit and unit.fullmatch(words[0]):
        _add_unit(rest, words.pop(0))
    words = _take_building(rest, words)
    place_kinds, grounds = words_for("place kind"), words_for("grounds")
    named = [word for word in words if word not in place_kinds and not (len(word) > 2 and word.isdecimal())]
    place = squashed("".join(named))
    if place and not place.isdecimal():
        (rest.grounds if grounds.intersection(named) else rest.places).append(place)


def _add_unit(rest: Rest, text: str) -> None:
    """Add a bare unit; a short number before a long one (10-301) is the house that the unit lies in."""
    inside = HOUSE_AND_UNIT.fullmatch(text)
    rest.units |= unit_names(inside[2] if inside else text)
    if inside:
        rest.blocks.add(inside[1].lstrip("0"))


def _take_building(rest: Rest, words: list[str]) -> list[str]:
    """Take the building out of the words of a part, with the number of the tower behind it."""
    last = max((place for place, word in enumerate(words) if word in words_for("building")), default=None)
    if last is None and not (words and words[0] in words_for("leading building")):
        return words
    if not last:  # the kind leads: Plaza Hollywood, Menara Citibank
        last = len(words) - 1
    _add_building(rest, words[: last + 1])
    words = words[last + 1 :]
    if words and (words[0].isdecimal() or words[0] in NUMBER_WORDS):
        rest.blocks.add(NUMBER_WORDS.get(words[0], words[0]))
        words = words[1:]
    return words


def _add_building(rest: Rest, words: Sequence[str]) -> None:
    """Add a building by its own name; a leading "One" or "2" says which of several towers it is."""
    generic = words_for("building") | words_for("generic")
    own = list(words)
    while own and own[-1] in generic:
        own.pop()
    while own and own[0] in generic:
        own.pop(0)
    if len(own) > 1 and own[0] in NUMBER_WORDS:
        rest.blocks.add(NUMBER_WORDS[own[0]])
        own = own[1:]
    while own and HOUSE_NUMBER.fullmatch(own[0]):
        own = own[1:]
    common = words_for("common name")
    if any(word not in common for word in own):
        rest.buildings.append(squashed("".join(own)))
