"""Tells whether a list lost too much against the snapshot before it: a cut-off file must not clear parties.

An entry is kept where the list still holds it, by its id or by its name. So a list of as many other entries is noticed
too.
"""

from exportgate.foundation.counting import counted
from exportgate.foundation.errors import ListError, StoreError
from exportgate.parties.held_entries import HeldEntries
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.snapshot import Snapshot, entries_of

LOST_PERCENT = 5


def loss_of(read: ReadList, before: Snapshot) -> str:
    """Say what a list lost: every entry of a list code that was there, or more than 5 % of the entries; else nothing.

    Where the entries of the snapshot before are damaged, their number counts.
    """
    gone = sorted({code for code, _ in before.sources} - {entry.source for entry in read.entries})
    if gone:
        return f"lost every entry of {', '.join(gone)}"
    try:
        held = HeldEntries(read.entries)
        lost = sum(not held.holds(entry) for entry in entries_of(before))
    except StoreError:
        lost = before.entries - len(read.entries)
    if lost * 100 > before.entries * LOST_PERCENT:
        return f"lost {lost:,} of {counted(before.entries, 'entry')}"
    return ""


def refused(before: Snapshot, loss: str) -> ListError:
    """Return the error of a list that lost too much and for which no reason is given."""
    return ListError(
        f"the list '{before.list_id}' {loss} against the one of {before.day}; check the file, or give a reason to "
        "import it all the same (--force REASON)"
    )
