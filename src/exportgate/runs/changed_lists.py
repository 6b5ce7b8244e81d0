"""Sets the lists that a run was screened against beside those in force, and keeps what that change can mean."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from exportgate.foundation.errors import StoreError
from exportgate.parties.index import NameIndex
from exportgate.parties.list_change import ListChange, list_change, touched_entries
from exportgate.report.lists_used import ListUsed
from exportgate.runs.embedded_list import EMBEDDED, embedded_list
from exportgate.runs.opened_lists import Opening, OpenLists
from exportgate.runs.run_head import Held, SnapshotHeld
from exportgate.store.snapshots import Store


@dataclass(frozen=True, slots=True)
class ChangedLists:
    """What changed since one state of the lists: the change, and the folder with an index of what it touched."""

    change: ListChange
    folder: Path


def touched(folder: Path) -> list[NameIndex]:
    """Open the indexes of touched entries that are in a folder."""
    return [NameIndex.open(index) for index in sorted(folder.iterdir())]


def changed_lists(
    held: Held, states: Sequence[date | None], now: OpenLists, root: Path, work: Path
) -> dict[date | None, ChangedLists]:
    """Return what changed between each state that a run was screened against and the lists in force.

    `held` are the snapshots that the run knew. Indexes are written into the folder `work`.

    Raises:
        StoreError: a snapshot that the run was screened against is not held.
    """
    found: dict[date | None, ChangedLists] = {}
    for number, state in enumerate(states):
        change, indexes = _change(held, state, now, root)
        folder = work / str(number)
        folder.mkdir()
        for place, index in enumerate(indexes):
            index.save(folder / str(place))
        found[state] = ChangedLists(change, folder)
    return found


def _change(held: Held, state: date | None, now: OpenLists, root: Path) -> tuple[ListChange, list[NameIndex]]:
    """Return the change since a state; a list that only one of both has is empty in the other.

    In a state before the one in force a list may answer with a second index beside its snapshot, of whom a later or an
    earlier snapshot had; the lists in force have none.
    """
    in_force = [snapshots[-1] for snapshots in held]
    answering = [(item.id, item.snapshot, item.digest, item.day) for item in now.used]
    if state is None and answering == [(item.list_id, item.snapshot, item.digest, item.day) for item in in_force]:
        return ListChange((), (), frozenset()), []
    old, beside = _earlier(held, state, root)
    new = {index.list_id: index for index in now.search.indexes}
    ids = list(dict.fromkeys((*new, *old)))
    before, after = ([side[name] if name in side else _nobody(name) for name in ids] for side in (old, new))
    change = list_change([*before, *beside], [*after, *(_nobody(index.list_id) for index in beside)])
    change = replace(change, differences=change.differences[: len(ids)], touched=change.touched[: len(ids)])
    return change, [] if change.everything else [index for index in touched_entries(change, after) if index.entries]


def _nobody(list_id: str) -> NameIndex:
    return NameIndex.build(list_id, ())


def _earlier(held: Held, state: date | None, root: Path) -> tuple[dict[str, NameIndex], list[NameIndex]]:
    """Open the lists as a run searched them in a state: by id the snapshot that answered, then what stood beside."""
    opening = Opening(root, tuple(tuple(_used(item, root) for item in snapshots) for snapshots in held))
    indexes = opening.lists(state).indexes
    return {index.list_id: index for index in indexes[: len(held)]}, list(indexes[len(held) :])


def _used(item: SnapshotHeld, root: Path) -> ListUsed:
    """Return a snapshot that a run knew, as far as it takes to open it.

    Raises:
        StoreError: it is not held.
    """
    store = Store(root)
    if item.list_id == EMBEDDED and embedded_list().digest != item.digest:
        raise StoreError(
            f"the list '{EMBEDDED}' that the run was screened against came with another exportgate; rescreen with "
            "--whole"
        )
    names = store.names(item.list_id) if item.list_id in store.ids() else ()
    if item.list_id != EMBEDDED and item.snapshot not in names:
        raise StoreError(
            f"the list '{item.list_id}' as the run was screened against it (of {item.day}, snapshot {item.snapshot}) "
            "is not in the store, so what changed cannot be told; import it again, or rescreen with --whole"
        )
    return ListUsed(
        id=item.list_id,
        title="",
        as_of=None if item.day == date.min else item.day,
        entries=0,
        names=0,
        source="",
        digest=item.digest,
        retrieved=None,
        curated=False,
        snapshot=item.snapshot,
    )
