"""Says what happened to the lists that were fetched: a line each for a person, an object each for a machine."""

import json
from collections.abc import Sequence

from exportgate.foundation.characters import shown
from exportgate.foundation.counting import counted
from exportgate.runs.fetch.lists import LINE, Outcome
from exportgate.store.snapshot import Snapshot


def outcome_line(outcome: Outcome) -> str:
    """Return what happened to a list, on one line."""
    if outcome.snapshot is None:
        said = f"failed: {shown(outcome.fault, LINE)}"
    elif outcome.state == "unchanged":
        said = f"unchanged since the list {_when(outcome.snapshot)}"
    else:
        aside = f", {counted(outcome.snapshot.rejected, 'row')} set aside" if outcome.snapshot.rejected else ""
        of = f" of {outcome.snapshot.as_of}" if outcome.snapshot.as_of else ""
        said = f"fetched {counted(outcome.snapshot.entries, 'entry')}{of}{aside}"
    later = f"; the list of {outcome.in_force} stays in force" if outcome.in_force else ""
    size = f" ({outcome.size:,} bytes{f' from {outcome.address}' if outcome.address else ''})" if outcome.size else ""
    return f"{outcome.list_id}: {said}{size}{later}"


def outcomes_json(outcomes: Sequence[Outcome]) -> str:
    """Return `{"lists": [{id, outcome, address, bytes, entries, set_aside, as_of, retrieved, digest, message}]}`."""
    return json.dumps({"lists": [_object(outcome) for outcome in outcomes]}, ensure_ascii=False, indent=2) + "\n"


def _object(outcome: Outcome) -> dict[str, object]:
    held = outcome.snapshot
    return {
        "id": outcome.list_id,
        "outcome": outcome.state,
        "address": outcome.address,
        "bytes": outcome.size,
        "entries": None if held is None else held.entries,
        "set_aside": None if held is None else held.rejected,
        "as_of": None if held is None or held.as_of is None else held.as_of.isoformat(),
        "retrieved": None if held is None else held.retrieved.isoformat(),
        "digest": None if held is None else held.digest,
        "message": outcome_line(outcome),
    }


def _when(snapshot: Snapshot) -> str:
    return f"of {snapshot.as_of}" if snapshot.as_of else f"retrieved {snapshot.retrieved.date()}"
