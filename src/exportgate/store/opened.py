"""Opens the name index of a snapshot, which is built anew from the entries where there is none to be read."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from exportgate.foundation.errors import StoreError
from exportgate.parties.entry import Entry
from exportgate.parties.index import FOLDER, NameIndex
from exportgate.store.files import new_unfinished_folder, publish_folder
from exportgate.store.locks import writing
from exportgate.store.snapshot import Snapshot, entries_of


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list of the store, ready to be searched."""

    snapshot: Snapshot
    index: NameIndex

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, in the order of the list.

        Raises:
            StoreError: the snapshot is damaged.
        """
        return entries_of(self.snapshot)


def opened(snapshot: Snapshot) -> OpenedList:
    """Open a snapshot and its index.

    Raises:
        StoreError: its entries are damaged, or it has no index and none can be written.
    """
    index = _index(snapshot)
    if index is None:
        entries = tuple(entries_of(snapshot))
        try:
            index = _built_anew(snapshot, entries)
        except OSError as error:
            place, why = error.filename or snapshot.folder, error.strerror or error
            raise StoreError(
                f"the list '{snapshot.list_id}' has no index that this version of exportgate can read, and none can be "
                f"written at {place} ({why}); make room there, or import its file again: exportgate lists import FILE "
                f"--as {snapshot.list_id}"
            ) from None
    return OpenedList(snapshot, index)


def _index(snapshot: Snapshot) -> NameIndex | None:
    """Return the index of a snapshot; None where it has none of this version, or one that is damaged."""
    try:
        return NameIndex.open(snapshot.folder)
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None


def _built_anew(snapshot: Snapshot, entries: tuple[Entry, ...]) -> NameIndex:
    """Write the index beside the entries in one step, and open it; those of other versions go."""
    home = snapshot.folder.parent
    with writing(home.parent):
        if (ready := _index(snapshot)) is not None:
            return ready
        aside = new_unfinished_folder(home)
        try:
            NameIndex.build(snapshot.list_id, entries).save(aside)
            for old in snapshot.folder.glob("index*"):
                old.replace(aside / f"old-{old.name}")
            publish_folder(aside / FOLDER, snapshot.folder / FOLDER)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return NameIndex.open(snapshot.folder)
