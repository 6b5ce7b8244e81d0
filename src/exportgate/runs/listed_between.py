"""Finds who a later state of a list says was listed before it, so that an older state does not hide them.

The newest list that is not after a line may be months older than the line. Whom the next list has and it has not was
listed in between; where the next list gives the day, or the notice, that day decides. Entries without either are left
out: nothing says on which side of the line they fall, and the output says that they are missing.
"""

from collections.abc import Iterable

from exportgate.parties.entry import Entry
from exportgate.parties.listing import first_day

Key = tuple[str, str]


def listed_between(older: Iterable[Entry], newer: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a newer state that the older one has not, by id or by any name, and that have a date."""
    known = {key for entry in older for key in _keys(entry)}
    return tuple(entry for entry in newer if first_day(entry).earliest is not None and known.isdisjoint(_keys(entry)))


def _keys(entry: Entry) -> Iterable[Key]:
    """Yield what tells an entry of a list from its others: its id, and its names, or of an address the address itself.

    Case and signs make no difference.
    """
    yield entry.source, f"id {entry.entity_id}"
    for text in entry.addresses if entry.kind == "address" else entry.names:
        letters = "".join(filter(str.isalnum, text.casefold()))
        if letters:
            yield entry.source, letters
