"""Opens two lists and compares them: each is a snapshot of the store, or a list file read as an import would."""

from pathlib import Path

from exportgate.foundation.errors import UsageError
from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import list_diff
from exportgate.parties.lists.formats import format_of
from exportgate.report.list_diff_model import Comparison, ListSide
from exportgate.store.digests import file_digest
from exportgate.store.references import find
from exportgate.store.snapshot import entries_of, list_date
from exportgate.store.snapshots import Store


def compared(root: Path, before: str, after: str) -> Comparison:
    """Compare two lists, each a reference into the store under `root` (`us`, `us@2022-05-16`) or the path of a file.

    What is both is the list of the store.

    Raises:
        UsageError: it is neither, the reference fits no snapshot, or the file is of no known form.
        ListError: the file cannot be read.
        StoreError: the snapshot is damaged.
    """
    store = Store(root)
    one, entries_before = _side(store, before)
    other, entries_after = _side(store, after)
    return Comparison(one, other, list_diff(entries_before, entries_after))


def _side(store: Store, text: str) -> tuple[ListSide, tuple[Entry, ...]]:
    known = store.ids()
    if text.partition("@")[0] in known:
        return _of_snapshot(store, text)
    path = Path(text)
    if not path.exists():
        lists = ", ".join(known) or "none"
        raise UsageError(f"'{text}' is neither a list of the store (imported: {lists}) nor a file; name one of them")
    read = format_of(path).read(path)
    day = list_date(read, None, path.name)
    side = ListSide(
        path.name, "", "", path.name, file_digest(path), read.layout, day, len(read.entries), len(read.rejected)
    )
    return side, read.entries


def _of_snapshot(store: Store, text: str) -> tuple[ListSide, tuple[Entry, ...]]:
    found = find(store, text)
    entries = tuple(entries_of(found))
    side = ListSide(
        text,
        found.list_id,
        found.name,
        found.file_name,
        found.digest,
        found.layout,
        found.as_of,
        found.entries,
        found.rejected,
    )
    return side, entries
