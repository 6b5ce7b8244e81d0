"""Finds who a later state of a list says was listed before it, so that an older state does not hide them.

The newest list that is not after a line may be months older than the line. Whom the next list has and it has not was
listed in between. Where the next list gives the day, or the notice, that decides; else nobody knows on which side of
the line the day falls. So was whom both have, but with a later end on the next list: a denial order that was renewed,
which the older list takes for expired.

A line older than every state is screened against the newest one. Who is gone from it since the first one may have been
listed on the day of the line; what the first one says of the days decides.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from exportgate.parties.entry import Entry
from exportgate.parties.held_entries import HeldEntries
from exportgate.parties.listing import first_day


def listed_between(older: Iterable[Entry], newer: Iterable[Entry], older_day: date) -> tuple[Entry, ...]:
    """Return the entries of a newer state that the older, which is of a day, has not, and dated ones not for as long.

    An undated entry is marked as absent on that day.
    """
    known = HeldEntries(older)
    found: list[Entry] = []
    for entry in newer:
        if first_day(entry).earliest is not None:
            found += [] if known.holds(entry, entry.listed_to or date.max) else [entry]
        elif not known.holds(entry):
            found.append(replace(entry, absent_on=older_day))
    return tuple(found)


def gone_since(first: Iterable[Entry], newest: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of a first state that the newest has not, dated or not."""
    known = HeldEntries(newest)
    return tuple(entry for entry in first if not known.holds(entry))
