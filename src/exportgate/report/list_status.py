"""Which lists the store holds, how old they are and what they cover, for a person and for a machine."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from exportgate.foundation.characters import shown
from exportgate.foundation.counting import counted
from exportgate.report.list_coverage import coverage, coverage_object, coverage_text
from exportgate.report.text_table import columns
from exportgate.store.freshness import Freshness
from exportgate.store.snapshot import Snapshot
from exportgate.store.states import ListState

NONE_HELD = (
    "no list is imported; screening uses the curated subset that comes with exportgate\n"
    "import the full list: exportgate lists import FILE --as ID\n"
)
HEAD = ("id", "as of", "age", "stale after", "snapshots", "entries", "names", "set aside", "retrieved", "file")
A_DAY = timedelta(1)
"""What is of tomorrow may be of today elsewhere."""
SNAPSHOT_HEAD = ("snapshot", "as of", "entries", "names", "set aside", "retrieved", "file")


def status_json(states: Sequence[ListState], today: date) -> str:
    """Return `{"lists": [{id, as_of, entries, names, source, digest, retrieved, …}], "coverage": {…}}`.

    A list that is damaged has `id` and `fault`. `snapshots` has every intact one by day, the current one too.
    """
    current = [state.current for state in states if state.current is not None]
    answer = {"lists": [_list_object(state, today) for state in states], "coverage": coverage_object(coverage(current))}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def status_text(states: Sequence[ListState], today: date, width: int) -> str:
    """Return a table of the lists, and what they cover; or what to do where there is none."""
    if not states:
        return NONE_HELD
    rows = [
        (
            state.list_id,
            *_days(state.current, state.fresh, today),
            f"{len(state.snapshots):,}",
            *_amounts(state.current),
        )
        for state in states
        if state.current is not None and state.fresh is not None
    ]
    remarks = "".join(f"{line}\n" for state in states for line in _remarks(state, today))
    current = [state.current for state in states if state.current is not None]
    return f"{_table([HEAD, *rows])}\n{remarks}{coverage_text(coverage(current), width)}"


def snapshots_text(state: ListState, today: date) -> str:
    """Return a table of the snapshots of a list, by day, and what each code of published lists has in the current."""
    rows = [(item.reference, _as_of(item), *_amounts(item)) for item in state.snapshots]
    told = [_table([SNAPSHOT_HEAD, *rows])]
    if state.current is not None:
        for pairs in (state.current.sources, state.current.kinds):
            told += [", ".join(f"{name} {count:,}" for name, count in pairs), "\n"]
    return "".join([*told, *(f"{line}\n" for line in _remarks(state, today))])


def _days(current: Snapshot, fresh: Freshness, today: date) -> tuple[str, str, str]:
    limit = "never" if fresh.stale_after is None else counted(fresh.stale_after, "day")
    return _as_of(current), counted(fresh.age(today), "day"), f"{limit}: stale" if fresh.stale(today) else limit


def _as_of(item: Snapshot) -> str:
    return "unknown" if item.as_of is None else item.as_of.isoformat()


def _amounts(item: Snapshot) -> tuple[str, ...]:
    counts = (f"{count:,}" for count in (item.entries, item.names, item.rejected))
    return (*counts, item.retrieved.date().isoformat(), shown(item.file_name))


def _remarks(state: ListState, today: date) -> Iterator[str]:
    """Yield what must be said of a list: its days, and what of it is stale, of a day to come, forced or damaged."""
    if len(state.snapshots) > 1:
        first, last = state.snapshots[0].day, state.snapshots[-1].day
        yield f"{state.list_id}: {counted(len(state.snapshots), 'snapshot')} of {first} to {last}"
    if state.fresh is not None and state.fresh.stale(today):
        yield f"{state.list_id}: stale since {state.fresh.stale_from}; get the list of today and import it"
    for item in state.snapshots:
        if item.day > today + A_DAY:
            yield f"{item.reference}: of {item.day}, which lies ahead; if that is wrong, remove it and import it again"
        if item.force_reason:
            yield f"{item.reference} of {item.day}: imported although it lost many entries: {shown(item.force_reason)}"
    for name in state.damaged:
        yield f"{state.list_id}@{name}: damaged; import its file again, or remove it"


def _list_object(state: ListState, today: date) -> dict[str, Any]:
    item, fresh = state.current, state.fresh
    if item is None or fresh is None:
        return {"id": state.list_id, "fault": state.fault, "damaged": list(state.damaged)}
    return {
        "id": state.list_id,
        **_snapshot_object(item),
        "layout": item.layout,
        "age_days": fresh.age(today),
        "stale_after": fresh.stale_after,
        "stale": fresh.stale(today),
        "snapshots": [_snapshot_object(snapshot) for snapshot in state.snapshots],
        "damaged": list(state.damaged),
    }


def _snapshot_object(item: Snapshot) -> dict[str, Any]:
    return {
        "snapshot": item.name,
        "as_of": None if item.as_of is None else item.as_of.isoformat(),
        "day": item.day.isoformat(),
        "entries": item.entries,
        "names": item.names,
        "source": item.file_name,
        "address": item.address,
        "digest": item.digest,
        "retrieved": item.retrieved.isoformat(),
        "sources": dict(item.sources),
        "kinds": dict(item.kinds),
        "rows": item.rows,
        "rejected": item.rejected,
        "forced": item.force_reason,
    }


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"{line}\n" for line in columns(rows, 0, ""))
