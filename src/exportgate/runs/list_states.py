"""Says which snapshot of each list answers for the day of a line: the newest not after it, else the one in force.

A state of the lists is named by the day from which it holds, and is None where every list is as it is in force. Before
its first snapshot a list answers as it is in force, beside it those of the first one who are gone since.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from exportgate.report.lists_used import ListUsed, StateUsed

Snapshots = tuple[ListUsed, ...]


class ListStates:
    """The states that some lists were in, and which of them holds on a day."""

    def __init__(self, held: Sequence[Snapshots]) -> None:
        """`held` has the snapshots of each list by day, the one in force last."""
        self._held = tuple(held)
        self._cuts = [date.min, *sorted({snapshot.day for snapshots in held for snapshot in snapshots})]
        in_force = self._answering(None)
        self._states = [cut if self._answering(cut) != in_force else None for cut in self._cuts]

    def state_on(self, day: date) -> date | None:
        """Return the state that holds on a day."""
        return self._states[bisect_right(self._cuts, day) - 1]

    def chosen(self, state: date | None) -> Snapshots:
        """Return the snapshot of each list in a state."""
        return tuple(_on(snapshots, state) for snapshots in self._held)

    def following(self, state: date | None) -> tuple[ListUsed | None, ...]:
        """Return for each list the snapshot after the one that answers in a state, None where that is in force."""
        chosen = self.chosen(state)
        return tuple(
            next((later for later in snapshots if later.day > one.day), None)
            for one, snapshots in zip(chosen, self._held, strict=True)
        )

    def first(self, state: date | None) -> tuple[ListUsed | None, ...]:
        """Return for each list its first snapshot, where a state lies before it and a later one is in force."""
        return tuple(None if state is None else _first(snapshots, state) for snapshots in self._held)

    def _answering(self, state: date | None) -> tuple[object, ...]:
        return self.chosen(state), self.first(state)

    def used(self, days: Mapping[date, int]) -> tuple[ListUsed, ...]:
        """Return each list in force, with the states in which lines of some days are screened; `days` counts lines."""
        return tuple(replace(snapshots[-1], states=tuple(_used(snapshots, days))) for snapshots in self._held)


def _on(snapshots: Snapshots, state: date | None) -> ListUsed:
    """Return the newest snapshot not after a day, else the one in force."""
    known = [snapshot for snapshot in snapshots if state is not None and snapshot.day <= state]
    return known[-1] if known else snapshots[-1]


def _first(snapshots: Snapshots, day: date) -> ListUsed | None:
    """Return the first snapshot, where a day lies before it and a later one is in force."""
    return snapshots[0] if day < snapshots[0].day < snapshots[-1].day else None


def _used(snapshots: Snapshots, days: Mapping[date, int]) -> Iterator[StateUsed]:
    """Yield each snapshot that answered for some days, apart where all of them are before it."""

    def answered(day: date) -> tuple[ListUsed, bool]:
        chosen = _on(snapshots, day)
        return chosen, day < chosen.day

    for (chosen, by_dates), group in groupby(sorted(days), answered):
        asked = list(group)
        lines = sum(days[day] for day in asked)
        first = _first(snapshots, asked[-1])
        yield StateUsed(
            snapshot=chosen.snapshot,
            day=chosen.day,
            digest=chosen.digest,
            entries=chosen.entries,
            undated=chosen.undated,
            by_dates=by_dates,
            first=asked[0],
            last=asked[-1],
            lines=lines,
            forced=chosen.forced,
            since=first.day if first else None,
        )
