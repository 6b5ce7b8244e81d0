"""Finds who a later state of a list says was listed before it, so that an older state does not hide them.

The newest list that is not after a line may be months older than the line. Whom the next list has and it has not was
listed in between. Where the next list gives the day, or the notice, that decides; else nobody knows on which side of
the line the day falls. So was whom both have, but with a later end on the next list: a denial order that was renewed,
which the older list takes for expired.

A line older than every state is screened against the newest one. Who is gone from it since the first one may have been
listed on the day of the line; what the first one says of the days decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from exportgate.parties.entry import Entry
from exportgate.parties.listing import first_day

Key = tuple[str, str]


def listed_between(older: Iterable[Entry], newer: Iterable[Entry], older_day: date) -> tuple[Entry, ...]:
    """Return the entries of a newer state that the older, which is of a day, has not, and dated ones not for as long.

    An undated entry is marked as absent on that day.
    """
    known = _State(older)
    found: list[Entry] = []
    for entry in newer:
        if first_day(entry).earliest is not None:
            found += [] if known.holds(entry, entry.listed_to or date.max) else [entry]
        elif not known.holds(entry):
            found.append(replace(entry, absent_on=older_day))
    return tuple(found)


def gone_since(first: Iterable[Entry], newest: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a first state that the newest has not, dated or not."""
    known = _State(newest)
    return tuple(entry for entry in first if not known.holds(entry))


class _State:
    """The entries of a state, each with its last day, by id, by listed name and by other names.

    Two entries are one where the listed name of either is a name of the other; an alias that both have, such as an
    acronym, tells nothing.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._listed: dict[Key, date] = {}
        self._named: dict[Key, date] = {}
        for entry in entries:
            end = entry.listed_to or date.max
            for key in _listed(entry):
                self._listed[key] = max(self._listed.get(key, end), end)
            for key in _aliases(entry):
                self._named[key] = max(self._named.get(key, end), end)

    def holds(self, entry: Entry, until: date = date.min) -> bool:
        """Tell whether an entry is held, and to a day at least."""
        ends = [self._listed.get(key, date.min) for key in (*_listed(entry), *_aliases(entry))]
        ends += [self._named.get(key, date.min) for key in _listed(entry)]
        return max(ends) >= until and max(ends) > date.min


def _listed(entry: Entry) -> Iterator[Key]:
    """Yield what tells an entry from the others of its list: its id, and its name, or of an address the address."""
    yield entry.source, f"id {entry.entity_id}"
    yield from _texts(entry, entry.addresses if entry.kind == "address" else (entry.name,))


def _aliases(entry: Entry) -> Iterator[Key]:
    if entry.kind != "address":
        yield from _texts(entry, (*entry.aliases, *entry.weak_aliases))


def _texts(entry: Entry, texts: Iterable[str]) -> Iterator[Key]:
    """Yield some texts of an entry; case and signs make no difference."""
    for text in texts:
        letters = "".join(filter(str.isalnum, text.casefold()))
        if letters:
            yield entry.source, letters
