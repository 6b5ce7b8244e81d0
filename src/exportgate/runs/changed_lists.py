"""Sets the lists that a run was screened against beside those in force, and keeps what that change can mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exportgate.foundation.errors import StoreError
from exportgate.parties.index import NameIndex
from exportgate.parties.list_change import ListChange, list_change, touched_entries
from exportgate.runs.opened_lists import EMBEDDED, OpenLists, embedded, embedded_index
from exportgate.runs.run_head import SnapshotUsed
from exportgate.store.snapshots import Store


@dataclass(frozen=True, slots=True)
class ChangedLists:
    """What changed since one state of the lists: the change, and the folder with an index of what it touched."""

    change: ListChange
    folder: Path

    def touched(self) -> list[NameIndex]:
        """Open the indexes of the touched entries."""
        return [NameIndex.open(folder) for folder in sorted(self.folder.iterdir())]


def changed_lists(
    states: Mapping[date | None, Sequence[SnapshotUsed]], now: OpenLists, root: Path, work: Path
) -> dict[date | None, ChangedLists]:
    """Return what changed between each state that a run was screened against and the lists in force.

    Indexes are written into the folder `work`.

    Raises:
        StoreError: a snapshot that the run was screened against is not held.
    """
    found: dict[date | None, ChangedLists] = {}
    for number, (state, used) in enumerate(states.items()):
        change, indexes = _change(used, now, root)
        folder = work / str(number)
        folder.mkdir()
        for place, index in enumerate(indexes):
            index.save(folder / str(place))
        found[state] = ChangedLists(change, folder)
    return found


def _change(used: Sequence[SnapshotUsed], now: OpenLists, root: Path) -> tuple[ListChange, list[NameIndex]]:
    """Return the change since a state; a list that only one of both has is empty in the other."""
    held = [(item.id, item.snapshot, item.digest, item.day) for item in now.used]
    if held == [(item.list_id, item.snapshot, item.digest, item.day) for item in used]:
        return ListChange((), (), frozenset()), []
    new = {index.list_id: index for index in now.search.indexes}
    old = {item.list_id: _earlier(item, root) for item in used}
    ids = list(dict.fromkeys((*new, *old)))
    sides = [[side[name] if name in side else NameIndex.build(name, ()) for name in ids] for side in (old, new)]
    change = list_change(*sides)
    return change, [] if change.everything else [index for index in touched_entries(change, sides[1]) if index.entries]


def _earlier(used: SnapshotUsed, root: Path) -> NameIndex:
    if used.list_id == EMBEDDED:
        if embedded().digest != used.digest:
            raise StoreError(f"the list '{EMBEDDED}' that the run was screened against came with another exportgate")
        return embedded_index()
    store = Store(root)
    held = store.names(used.list_id) if used.list_id in store.ids() else ()
    if used.snapshot not in held:
        raise StoreError(
            f"the list '{used.list_id}' as the run was screened against it (of {used.day}, snapshot {used.snapshot}) "
            "is not in the store, so what changed cannot be told; import it again, or rescreen with --whole"
        )
    index = store.open_list(used.list_id, used.snapshot).index
    index.held_on = used.day
    return index
