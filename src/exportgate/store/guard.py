"""Refuses a list that lost too much against the snapshot before it: a cut-off file must not clear a thousand parties.

An entry is kept where its id is there again or, since ids differ between layouts and publishers, one of its names on
the same list. So a list of as many other entries is noticed too.
"""

from collections.abc import Iterable

from exportgate.foundation.counting import counted
from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.snapshot import Snapshot, entries_of

LOST_PERCENT = 5


def refuse_loss(read: ReadList, before: Snapshot) -> None:
    """Refuse a list that has no entry of a list code that was there, or lost more than 5 % of the entries.

    Raises:
        ListError: it did; says how to import it all the same.
        StoreError: the snapshot before is damaged.
    """
    gone = sorted({code for code, _ in before.sources} - {entry.source for entry in read.entries})
    lost = _lost(entries_of(before), read.entries)
    if gone:
        loss = f"lost every entry of {', '.join(gone)}"
    elif lost * 100 > before.entries * LOST_PERCENT:
        loss = f"lost {lost:,} of {counted(before.entries, 'entry')}"
    else:
        return
    raise ListError(
        f"the list '{before.list_id}' {loss} against the one of {before.day}; check the file, or give a reason to "
        "import it all the same (--force REASON)"
    )


def _lost(before: Iterable[Entry], after: Iterable[Entry]) -> int:
    """Return how many entries are there no more, neither by their id nor by a name."""
    held: set[tuple[str, str]] = set()
    for entry in after:
        held.update(_marks(entry))
    return sum(held.isdisjoint(_marks(entry)) for entry in before)


def _marks(entry: Entry) -> Iterable[tuple[str, str]]:
    """Return what an entry is known by: its id, and its names in capitals that no id has in front of the list code."""
    yield entry.source, entry.entity_id
    for name in entry.names:
        yield f"name on {entry.source}", name.casefold()
