"""Decides whether a party's address is a listed one, a neighbor in the same building, or on the same street.

The party's name plays no part. Which listed addresses are worth comparing is for `address_index` to find.
"""

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from exportgate.parties.address_reading import Address

MatchLevel = Literal["unit", "building", "street"]
LEVELS: tuple[MatchLevel, ...] = ("unit", "building", "street")
ONE_CITY = frozenset({"HK", "MO", "SG"})
SLIP_LENGTH = 6
WIDE_STREETS = frozenset({"road", "avenue", "boulevard", "highway", "drive"})
"""Kinds of street that translations of one Chinese or Taiwanese name take for each other."""
PART_KINDS = ("", "phase", "zone", "part")


@dataclass(frozen=True, slots=True)
class AddressMatch:
    """How far an address agrees with a listed one, and why; `shared` are the listed units that it names."""

    level: MatchLevel
    why: str
    shared: tuple[str, ...] = ()


def compare_addresses(address: Address, listed: Address) -> AddressMatch | None:
    """Say how far an address agrees with a listed one; None where they share not even the street.

    `unit`: the address lies within the listed premises: the building or the house number agrees and a unit is shared,
    on the same floor where both give one; or the post box is the same. Ranges are every unit in them, so Room 1318-19
    and Room 1318-20 share 1318; Room 1320 is in the second only. Where the list gives a floor and no unit, the floor
    must agree; where it gives neither, the house number. `building`: the same building or house number, but another
    unit or none. `street`: the street alone. Where only one of two streets has a direction, a house number alone shows
    no more than the building: Bonham Strand West is another street than Bonham Strand.

    A country that the text names tells addresses apart; one that is only stated beside it, which may be that of another
    address of the party, leaves those of which the street and the unit agree.
    """
    same_street, same_name = _same_street(address, listed), _shares_name(address, listed)
    abroad = _in_other_countries(address, listed)
    if abroad and not (address.stated and same_street):
        return None
    if not (same_street and same_name) and _in_other_places(address, listed, abroad=abroad):
        return None
    match = _in_one_place(address, listed, same_street=same_street, same_name=same_name)
    return None if abroad and match is not None and match.level != "unit" else match


def _in_one_place(address: Address, listed: Address, *, same_street: bool, same_name: bool) -> AddressMatch | None:
    """Say how far two addresses agree of which neither country nor places tell them apart."""
    if address.boxes & listed.boxes:
        return _with_one_box(address, listed)
    same_number = same_street and bool(address.numbers & listed.numbers)
    one_way = _one_has_direction(address, listed)
    if same_number and one_way and not same_name:
        return _neighbor(listed, "house number", "only one of the two streets has a direction")
    if same_number or (same_name and same_street):
        return _within_building(address, listed, "house number" if same_number else "building")
    if same_name and not (address.street and listed.street):
        if _name_other_places(address, listed):
            return _neighbor(listed, "building", "in another district")
        return _within_building(address, listed, "building")
    but_for = ", but for its direction," if one_way else ""
    return AddressMatch("street", f"the same street{but_for} as the listed {listed.text}") if same_street else None


def _within_building(address: Address, listed: Address, where: str) -> AddressMatch:
    """Compare tower, floor and unit of two addresses in one building."""
    if _in_other_part(address, listed):
        return _neighbor(listed, where, "another tower or block")
    if not listed.units:
        return _within_whole_floor_or_house(address, listed, where)
    if not address.units:
        return _neighbor(listed, where, "no unit is given")
    shared = _shared_units(address, listed)
    if not shared:
        return _neighbor(listed, where, f"unit {_some(address.units)}")
    if address.floors and listed.floors and not address.floors & listed.floors:
        return _neighbor(listed, where, f"floor {_some(address.floors)}")
    named = shared & listed.units or shared
    open_floor = "; the address gives no floor" if listed.floors and not address.floors else ""
    why = f"unit {_some(named)} and the {where} agree with the listed {listed.text}{open_floor}"
    return AddressMatch("unit", why, tuple(sorted(named)))


def _in_other_part(address: Address, listed: Address) -> bool:
    """Tell whether both name parts of one kind (tower, phase, zone) and none in common."""
    for kind in PART_KINDS:
        mine, theirs = (
            {block for block in blocks if block.partition(" ")[0] == kind}
            if kind
            else {block for block in blocks if " " not in block}
            for blocks in (address.blocks, listed.blocks)
        )
        if mine and theirs and not mine & theirs:
            return True
    return False


def _shared_units(address: Address, listed: Address) -> frozenset[str]:
    """Return the units that both name; letters count only where one of the two names no number, else they are wings."""
    numbers = [frozenset(unit for unit in one.units if not unit.isalpha()) for one in (address, listed)]
    mine, theirs = numbers if all(numbers) else (address.units, listed.units)
    return rooms_of(address, mine) & rooms_of(listed, theirs)


def _with_one_box(address: Address, listed: Address) -> AddressMatch:
    """Compare two addresses with one post box, which firms of a business center may share."""
    apart = address.units and listed.units and not _shared_units(address, listed)
    if apart or (address.buildings and listed.buildings and not _shares_name(address, listed)):
        return _neighbor(listed, "post box", "another unit or building")
    boxes = tuple(sorted(address.boxes & listed.boxes))
    return AddressMatch("unit", f"the same post box as the listed {listed.text}", boxes)


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


def _in_other_countries(address: Address, listed: Address) -> bool:
    """Tell whether two addresses lie in different countries; Hong Kong and Macau may be written as China."""
    countries = {address.country, listed.country} - {None}
    return len(countries) > 1 and not countries <= {"CN", "HK", "MO"}


def _in_other_places(address: Address, listed: Address, *, abroad: bool) -> bool:
    """Tell whether two addresses name different places, which in a country of one city are parts of it.

    One may give the district and the other the city, so this says nothing against a street and a building that both
    agree.
    """
    one_city = not abroad and bool({address.country, listed.country} & ONE_CITY)
    return not one_city and _name_other_places(address, listed)


def _name_other_places(address: Address, listed: Address) -> bool:
    """Tell whether both name districts or cities and none in common."""
    if not (address.places and listed.places):
        return False
    return not any(_overlaps(one, other) for one in address.places for other in listed.places)


def _overlaps(one: str, other: str) -> bool:
    return one in other or other in one or _alike(one, other)


def _same_street(address: Address, listed: Address) -> bool:
    """Tell whether the streets may be one: a kind or direction that one of them leaves out does not contradict."""
    if not (address.street and listed.street and _alike(address.street, listed.street)):
        return False
    if address.direction and listed.direction and address.direction != listed.direction:
        return False
    kinds = {address.kind, listed.kind} - {""}
    return len(kinds) < 2 or (kinds <= WIDE_STREETS and bool({address.country, listed.country} & {"CN", "TW"}))


def _one_has_direction(address: Address, listed: Address) -> bool:
    """Tell whether one street alone has a direction; "Central" may as well be the district that follows it."""
    return (address.direction or listed.direction) != "central" and bool(address.direction) != bool(listed.direction)


def _shares_name(address: Address, listed: Address) -> bool:
    """Tell whether a building's name agrees; at other numbers of one street only where it agrees to the letter."""
    if address.numbers and listed.numbers and not address.numbers & listed.numbers:
        return bool({*address.buildings} & {*listed.buildings})
    return any(_alike(name, other) for name in address.buildings for other in listed.buildings)


def _alike(one: str, other: str) -> bool:
    """Tell whether two names are equal, or differ by one slip of the pen where they are long enough to show it."""
    if one == other:
        return True
    return min(len(one), len(other)) >= SLIP_LENGTH and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def rooms_of(address: Address, units: frozenset[str]) -> frozenset[str]:
    """Return units as named, and joined to their floor as Hong Kong numbers them: unit 4 on floor 16 is 1604."""
    joined = {
        f"{floor}{unit.zfill(2)}" if unit.isdigit() else f"{floor}{unit}"
        for floor in address.floors
        for unit in units
        if floor.isdigit() and len(unit) <= 2 and (unit.isdigit() or unit.isalpha())
    }
    return units | joined


def _floors(address: Address) -> frozenset[str]:
    """Return the floors given, or those that three- and four-digit units stand on (704 is on floor 7)."""
    implied = {unit[:-2] for unit in address.units if unit.isdigit() and len(unit) in {3, 4}}
    return address.floors or frozenset(implied)
