"""What is known of Hong Kong's places: its districts, and the Chinese names of its streets and of some buildings.

The districts are a closed set, so what an address there names beside unit, street and district is a building. The table
is `data/names/hong-kong.csv`, where a `namesake` is a district whose name places elsewhere have too.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from exportgate.parties.address_words import squashed
from exportgate.parties.name_tables import rows

SHORTEST_NAME = 5
NT_ELSEWHERE = frozenset({None, "AU", "CA"})
LONGEST_PLACE = 40
"""The letters within which two districts written as one place are told from each other."""


@cache
def districts() -> frozenset[str]:
    """Return the districts and areas in lower case without blanks."""
    return _named("district", "namesake")


def names_hong_kong(places: Iterable[str], stated: str | None) -> bool:
    """Tell whether one of the places of an address is a district, or two in a row, that lies in Hong Kong alone.

    N.T. alone says nothing beside a `stated` country (alpha-2) that has an NT of its own, or beside none.
    """
    namesake = {"newterritories"} if stated in NT_ELSEWHERE else set()
    return any(_is_district(place) for place in places if place not in namesake)


def _is_district(place: str) -> bool:
    known, telling = districts(), _named("district")
    if place in telling:
        return True
    pairs = ((place[:at], place[at:]) for at in range(1, min(len(place), LONGEST_PLACE)))
    return any(head in known and tail in known and bool({head, tail} & telling) for head, tail in pairs)


@cache
def _named(*kinds: str) -> frozenset[str]:
    """Return the names of some kinds in lower case without blanks."""
    return frozenset(squashed(row["name"].casefold()) for row in rows("hong-kong") if row["kind"] in kinds)


@cache
def english_names() -> Mapping[str, tuple[str, str]]:
    """Return a Chinese name, in traditional characters, → its kind (`district`, `namesake`, `street` …) and English."""
    return MappingProxyType({row["han"]: (row["kind"], row["name"]) for row in rows("hong-kong") if row["han"]})


def building_names(buildings: Sequence[str], places: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the buildings and the places of an address in Hong Kong: a place that is no district is a building."""
    found, kept = list(buildings), []
    for place in places:
        own = place.removeprefix("hongkong")
        if len(own) < SHORTEST_NAME or own in districts() or any(own.startswith(name) for name in districts()):
            kept.append(place)
        else:
            found.append(own)
    return found, kept
