"""Decides whether a party's address is a listed one, a neighbor in the same building, or on the same street.

The party's name plays no part. An `AddressIndex` finds the listed addresses that are worth comparing at the cost of a
few text searches, so that every address of a shipment file can be asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from exportgate.parties.address_reading import Address, parse_address
from exportgate.parties.address_words import plain, squashed
from exportgate.parties.countries import Countries

__all__ = ["Address", "AddressHit", "AddressIndex", "AddressMatch", "compare_addresses", "parse_address"]

MatchLevel = Literal["unit", "building", "street"]
LEVELS: tuple[MatchLevel, ...] = ("unit", "building", "street")
ONE_CITY = frozenset({"HK", "MO", "SG"})
SLIP_LENGTH = 6
NAME_LENGTH = 4
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """How far an address agrees with a listed one, and why; `shared` are the listed units that it names."""

    level: MatchLevel
    why: str
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressHit:
    """A listed address, by its place in the index, and how an address agrees with it."""

    position: int
    match: AddressMatch


def compare_addresses(address: Address, listed: Address) -> AddressMatch | None:
    """Say how far an address agrees with a listed one; None where they share not even the street.

    `unit`: the address lies within the listed premises: the building or the house number agrees and a unit is shared,
    on the same floor where both give one. Ranges are every unit in them, so Room 1318-19 and Room 1318-20 share 1318;
    Room 1320 is in the second only. Where the list gives a floor and no unit, the floor must agree; where it gives
    neither, the house number. `building`: the same building or house number, but another unit or none. `street`: the
    street alone.
    """
    if _elsewhere(address, listed):
        return None
    same_street = _same_street(address, listed)
    same_number = same_street and bool(address.numbers & listed.numbers)
    same_name = _shares_name(address.buildings, listed.buildings)
    if same_number or (same_name and same_street):
        return _within_building(address, listed, "house number" if same_number else "building")
    if same_name and not (address.street and listed.street):
        if _name_other_places(address, listed):
            return _neighbor(listed, "building", "in another district")
        return _within_building(address, listed, "building")
    return AddressMatch("street", f"the same street as the listed {listed.text}") if same_street else None


def _within_building(address: Address, listed: Address, where: str) -> AddressMatch:
    """Compare tower, floor and unit of two addresses in one building."""
    if address.blocks and listed.blocks and not address.blocks & listed.blocks:
        return _neighbor(listed, where, "another tower or block")
    if not listed.units:
        return _within_whole_floor_or_house(address, listed, where)
    if not address.units:
        return _neighbor(listed, where, "no unit is given")
    shared = _rooms(address) & _rooms(listed)
    if not shared:
        return _neighbor(listed, where, f"unit {_some(address.units)}")
    if address.floors and listed.floors and not address.floors & listed.floors:
        return _neighbor(listed, where, f"floor {_some(address.floors)}")
    named = shared & listed.units or shared
    open_floor = "; the address gives no floor" if listed.floors and not address.floors else ""
    why = f"unit {_some(named)} and the {where} agree with the listed {listed.text}{open_floor}"
    return AddressMatch("unit", why, tuple(sorted(named)))


def _within_whole_floor_or_house(address: Address, listed: Address, where: str) -> AddressMatch:
    """Compare an address with a listed one that gives no unit: the whole floor is listed, or the whole house."""
    if listed.floors:
        if _floors(address) & listed.floors:
            return AddressMatch("unit", f"on the listed floor: {listed.text}")
        return _neighbor(listed, where, "another floor" if _floors(address) else "no floor is given")
    if where == "building" and listed.numbers:
        return _neighbor(listed, where, "no house number in common")
    return AddressMatch("unit", f"at the listed {listed.text}")


def _neighbor(listed: Address, where: str, difference: str) -> AddressMatch:
    return AddressMatch("building", f"the same {where} as the listed {listed.text}, but {difference}")


def _some(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:5]) + (" …" if len(names) > 5 else "")


class AddressIndex:
    """Listed addresses, found by building name or house number before any is compared."""

    def __init__(self, listed: Iterable[Address], countries: Countries | None = None) -> None:
        self.listed = tuple(listed)
        self._countries = countries or Countries.load()
        self._buildings: dict[str, list[int]] = {}
        self._numbers: dict[str, list[tuple[str, int]]] = {}
        for position, address in enumerate(self.listed):
            for building in address.buildings:
                self._buildings.setdefault(building, []).append(position)
            for number in {found[0] for text in address.numbers if (found := DIGITS.match(text))}:
                self._numbers.setdefault(number, []).append((address.street[:NAME_LENGTH], position))

    def search(self, text: str, country: str | None = None) -> tuple[AddressHit, ...]:
        """Return the listed addresses that an address agrees with: the nearest level first, then the most units shared.

        A street alone is found only where the house number stands in the address too.
        """
        candidates = self._candidates(text)
        if not candidates:
            return ()
        address = parse_address(text, country, self._countries)
        hits = [
            AddressHit(position, match)
            for position in candidates
            if (match := compare_addresses(address, self.listed[position])) is not None
        ]
        return tuple(sorted(hits, key=lambda hit: self._rank(address, hit)))

    def _candidates(self, text: str) -> list[int]:
        """Return the positions whose building name, or house number and start of street, occur in the text."""
        words = plain(text)
        joined = squashed(words)
        found: set[int] = set()
        for name, positions in self._buildings.items():
            if name in joined and (len(name) >= NAME_LENGTH or re.search(rf"\b{name}\b", words)):
                found.update(positions)
        for digits in DIGITS.findall(words):
            found.update(position for street, position in self._numbers.get(digits, ()) if street in joined)
        return sorted(found)

    def _rank(self, address: Address, hit: AddressHit) -> tuple[int, int, int]:
        listed = self.listed[hit.position]
        return LEVELS.index(hit.match.level), len(address.units ^ listed.units), hit.position


def _elsewhere(address: Address, listed: Address) -> bool:
    """Tell whether two addresses lie in different countries or, outside one-city countries, name different places."""
    countries = {address.country, listed.country} - {None}
    if len(countries) > 1 and not countries <= {"CN", "HK", "MO"}:
        return True
    return not countries & ONE_CITY and _name_other_places(address, listed)


def _name_other_places(address: Address, listed: Address) -> bool:
    """Tell whether both name districts or cities and none in common."""
    if not (address.places and listed.places):
        return False
    return not any(_overlaps(one, other) for one in address.places for other in listed.places)


def _overlaps(one: str, other: str) -> bool:
    return one in other or other in one or _alike(one, other)


def _same_street(address: Address, listed: Address) -> bool:
    """Tell whether the streets agree; a kind or direction that one of them leaves out does not contradict."""
    if not (address.street and listed.street):
        return False
    pairs = ((address.kind, listed.kind), (address.direction, listed.direction))
    return _alike(address.street, listed.street) and all(not one or not other or one == other for one, other in pairs)


def _shares_name(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(_alike(name, other) for name in names for other in others)


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are equal, or differ by one slip of the pen where they are long enough to show it."""
    if one == other:
        return True
    return min(len(one), len(other)) >= SLIP_LENGTH and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _rooms(address: Address) -> frozenset[str]:
    """Return the units as named, and joined to their floor as Hong Kong numbers them: unit 4 on floor 16 is 1604."""
    joined = {
        f"{floor}{unit.zfill(2)}" if unit.isdigit() else f"{floor}{unit}"
        for floor in address.floors
        for unit in address.units
        if floor.isdigit() and len(unit) <= 2 and (unit.isdigit() or unit.isalpha())
    }
    return address.units | joined


def _floors(address: Address) -> frozenset[str]:
    """Return the floors given, or those that three- and four-digit units stand on (704 is on floor 7)."""
    implied = {unit[:-2] for unit in address.units if unit.isdigit() and len(unit) in {3, 4}}
    return address.floors or frozenset(implied)
