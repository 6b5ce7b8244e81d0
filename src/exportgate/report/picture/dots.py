"""Where the catalog's parts lie in the plane of two facts, one place for each reading of a part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exportgate.engine.definitions import derive
from exportgate.engine.regions.gaps import GapView, point_of
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.values import Value
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.items.part import Part
from exportgate.items.readings import readings

Place = tuple[float, float | None, bool]
"""The first fact, the second one (None where it has no figure), and whether that is because it is undefined."""


@dataclass(frozen=True, slots=True)
class Dot:
    """Parts at one place; `hold` tells whether the facts that the picture fixes are theirs."""

    place: Place
    names: tuple[str, ...]
    hold: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """All places, the pairs of places that are one part read in two ways, and how many parts have no place."""

    dots: tuple[Dot, ...]
    links: tuple[tuple[Place, Place], ...]
    parts: int
    without: int


def dots_of(parts: Iterable[Part], view: GapView) -> Dots:
    """Return the places of parts under the law that the view shows, by the facts that its vocabulary has."""
    vocabulary = view.period.vocabulary
    readings_of = [(part.name, reading) for part in parts for reading in readings(part)]
    rows = [{name: value for name, value in one.facts if name in vocabulary.facts} for _, one in readings_of]
    facts = table_of(rows, vocabulary)
    table = derive(facts, view.period.law.definitions)
    holding = _holding(table, view)
    found: dict[tuple[Place, bool], list[str]] = {}
    places: dict[str, list[Place]] = {}
    for row, (name, _) in enumerate(readings_of):
        places.setdefault(name, [])
        place = _place(table, row, view)
        if place is None or place in places[name]:
            continue
        places[name].append(place)
        found.setdefault((place, holding[row]), []).append(name)
    ordered = sorted(found.items(), key=lambda item: (item[0][0][:1], str(item[0][0]), item[1]))
    return Dots(
        dots=tuple(Dot(place, tuple(sorted(names)), hold) for (place, hold), names in ordered),
        links=tuple(sorted({(one, other) for at in places.values() for one, other in _pairs(at)})),
        parts=len(places),
        without=sum(not at for at in places.values()),
    )


def _pairs(places: Sequence[Place]) -> list[tuple[Place, Place]]:
    return [(places[0], other) for other in places[1:] if other[1] is not None and places[0][1] is not None]


def _place(table: FactTable, row: int, view: GapView) -> Place | None:
    first, second = (_number(table, axis.fact.name, row) for axis in view.axes)
    if not first.exact:
        return None
    return float(first.exact), float(second.exact) if second.exact else None, second.undefined


def _number(table: FactTable, fact: str, row: int) -> Number:
    value = table.column(fact).at(row) if fact in table.columns else UNKNOWN
    return value if isinstance(value, Number) else UNKNOWN


def _holding(table: FactTable, view: GapView) -> list[bool]:
    """Whether each row has the facts at which the view is fixed; what is not known does not hold."""
    hold = [True] * table.rows
    for axis, place in view.fixed:
        known: dict[Value, int | None] = {}
        for row in range(table.rows):
            value = table.column(axis.fact.name).at(row)
            if value not in known:
                known[value] = point_of(view.period, axis.fact.name, value)
            hold[row] = hold[row] and known[value] == place
    return hold
