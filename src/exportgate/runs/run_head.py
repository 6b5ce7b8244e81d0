"""Writes down what a later screening must know of a run beside its parties and lines, and reads it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from exportgate import __version__
from exportgate.foundation.errors import InputError
from exportgate.parties.array_folder import VERSION as INDEX_VERSION
from exportgate.provisions.vocabulary import Fact
from exportgate.report.lists_used import ListUsed
from exportgate.runs.columns import ColumnMap
from exportgate.runs.headings import Vocabulary
from exportgate.runs.line_values import DateFormat, quoted
from exportgate.runs.mapping import ShipmentMapping

Held = tuple[tuple["SnapshotHeld", ...], ...]
"""The snapshots of each list by day, the one in force last, as `ListStates` takes them."""


@dataclass(frozen=True, slots=True)
class SnapshotHeld:
    """A snapshot of a list that a run knew: its name in the store, empty for the list that comes with exportgate."""

    list_id: str
    snapshot: str
    digest: str
    day: date


def run_head(
    columns: ColumnMap,
    mapping: ShipmentMapping,
    held: Sequence[Sequence[ListUsed]],
    met: Iterable[date | None],
    on: date | None,
) -> dict[str, Any]:
    """Return the head of a run, in JSON values; parties were looked up in the states `met` of the lists held."""
    dates = mapping.date_format
    return {
        "tool": __version__,
        "index_version": INDEX_VERSION,
        "headings": list(columns.headings),
        "columns": dict(columns.positions),
        "facts": {name: _reading(fact) for name, fact in columns.facts.items()},
        "currency": columns.currency,
        "defaults": dict(mapping.defaults),
        "date_format": [dates.order, dates.separator],
        "on": on.isoformat() if on else None,
        "held": [
            [[used.id, used.snapshot, used.digest, used.day.isoformat()] for used in snapshots] for snapshots in held
        ],
        "states": [state.isoformat() if state else None for state in met],
    }


def columns_of(head: Mapping[str, Any], facts: Mapping[str, Fact]) -> ColumnMap:
    """Return the columns of a run's input as they were found; `facts` are those that a line may state now.

    Raises:
        InputError: they are read otherwise than in the run, or of columns that it did not read.
    """
    positions = MappingProxyType({str(name): int(at) for name, at in head["columns"].items()})
    otherwise = _read_otherwise(head, positions, facts)
    if otherwise:
        raise InputError(
            f"the rules read {otherwise} otherwise than those of the run, which kept no line as they read it; screen "
            "the file again with --since and the receipt of the run"
        )
    return ColumnMap(tuple(head["headings"]), positions, facts, currency=head["currency"])


def _read_otherwise(head: Mapping[str, Any], positions: Mapping[str, int], facts: Mapping[str, Fact]) -> str:
    """Name a heading or a fact of a run's input that is read otherwise by now; nothing where none is."""
    known = head["facts"]
    for name in sorted({*positions, *head["defaults"]} & known.keys()):
        if name not in facts or _reading(facts[name]) != known[name]:
            return f"'{name}'"
    if facts.keys() <= known.keys():
        return ""
    vocabulary, taken = Vocabulary.load(facts), set(positions.values())
    for at, heading in enumerate(head["headings"]):
        column = vocabulary.meaning(heading).column
        if at not in taken and column in facts and column not in known:
            return f"the column {quoted(heading)}"
    return ""


def _reading(fact: Fact) -> list[Any]:
    """Return in JSON values what the reading of a fact depends on."""
    return [fact.type, fact.unit, list(fact.values), fact.source]


def mapping_of(head: Mapping[str, Any]) -> ShipmentMapping:
    """Return what of the mapping file of a run is needed beside the columns."""
    return ShipmentMapping(defaults=MappingProxyType(head["defaults"]), date_format=DateFormat(*head["date_format"]))


def held_of(head: Mapping[str, Any]) -> Held:
    """Return the snapshots that a run knew."""
    return tuple(
        tuple(SnapshotHeld(list_id, name, digest, date.fromisoformat(day)) for list_id, name, digest, day in snapshots)
        for snapshots in head["held"]
    )


def states_of(head: Mapping[str, Any]) -> tuple[date | None, ...]:
    """Return the states of the lists that parties were looked up in."""
    return tuple(date.fromisoformat(state) if state else None for state in head["states"])
