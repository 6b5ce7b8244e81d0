"""Finds who a later state of a list says was listed before it, so that an older state does not hide them.

The newest list that is not after a line may be months older than the line. Whom the next list has and it has not was
listed in between; where the next list gives the day, or the notice, that day decides. So was whom both have, but with a
later end on the next list: a denial order that was renewed, which the older list takes for expired. Entries without a
day or notice are left out: nothing says on which side of the line they fall, and the output says that they are missing.

A line older than every state is screened against the newest one. Who is gone from it since the first one may have been
listed on the day of the line; what the first one says of the days decides.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from exportgate.parties.entry import Entry
from exportgate.parties.listing import first_day

Key = tuple[str, str]


def listed_between(older: Iterable[Entry], newer: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the dated entries of a newer state that the older has not, by id or by any name, or not for as long."""
    known: dict[Key, date] = {}
    for entry in older:
        for key in _keys(entry):
            known[key] = max(known.get(key, date.min), entry.listed_to or date.max)
    return tuple(entry for entry in newer if first_day(entry).earliest is not None and not _outlived(entry, known))


def gone_since(first: Iterable[Entry], newest: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a first state that the newest has not, by id or by any name."""
    known = {key for entry in newest for key in _keys(entry)}
    return tuple(entry for entry in first if known.isdisjoint(_keys(entry)))


def _outlived(entry: Entry, known: Mapping[Key, date]) -> bool:
    """Tell whether one of the entries that are known, each with its last day, is this one and lasts as long."""
    end = entry.listed_to or date.max
    return any(known[key] >= end for key in _keys(entry) if key in known)


def _keys(entry: Entry) -> Iterable[Key]:
    """Yield what tells an entry of a list from its others: its id, and its names, or of an address the address itself.

    Case and signs make no difference.
    """
    yield entry.source, f"id {entry.entity_id}"
    for text in entry.addresses if entry.kind == "address" else entry.names:
        letters = "".join(filter(str.isalnum, text.casefold()))
        if letters:
            yield entry.source, letters
