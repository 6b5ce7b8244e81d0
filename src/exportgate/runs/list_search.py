"""Searches the entries of lists one after the other, as they lie in the store, and counts what fits in each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from exportgate.parties.entry import Entry
from exportgate.parties.entry_search import EntrySearch, Found
from exportgate.report.list_found import SearchedList, Tally
from exportgate.runs.embedded_list import EMBEDDED, embedded_entries, embedded_list
from exportgate.store.references import find
from exportgate.store.snapshot import Snapshot, entries_of
from exportgate.store.snapshots import Store


@dataclass(frozen=True, slots=True)
class Place(SearchedList):
    """A list that is searched, and its snapshot in the store; the embedded list has none."""

    held: Snapshot | None = None


def places(root: Path, references: Sequence[str], *, every: bool = False) -> tuple[Place, ...]:
    """Return the lists to search: those named (`us`, `us@2022-05-16`), else all of the store, else the embedded one.

    With `every`, each named list stands for all its snapshots, the newest first.

    Raises:
        UsageError: a reference fits no snapshot.
        StoreError: there is no such list, or a snapshot is damaged.
    """
    store = Store(root)
    named = [text for text in references if text != EMBEDDED] or ([] if references else [*store.ids()])
    if every:
        ids = dict.fromkeys(text.partition("@")[0] for text in named)
        held = [*chain.from_iterable(reversed(store.snapshots(list_id)) for list_id in ids)]
    else:
        held = [find(store, text) for text in named]
    found = [Place(item.list_id, item.name, item.as_of, item.entries, item) for item in held]
    return tuple(found) if found and EMBEDDED not in references else (*found, _embedded())


def search(places_: Sequence[Place], wanted: EntrySearch, tally: Tally) -> Iterator[tuple[Place, Found]]:
    """Yield what fits, in the order of the lists, and count in `tally`; memory does not grow with the lists.

    Raises:
        StoreError: a snapshot is damaged.
    """
    for place in places_:
        for entry in _entries(place, dated=wanted.query.asks_for_days):
            tally.searched += 1
            found = wanted.found(entry)
            if found is None:
                tally.passed_over += wanted.lacks_day(entry)
            else:
                tally.found += 1
                tally.undated += found.undated
                yield place, found


def _entries(place: Place, *, dated: bool) -> Iterator[Entry]:
    """Yield the entries of a list; where days are asked for, each with the day on which the list held it."""
    if place.held is None:
        return iter(embedded_entries())
    day, entries = place.held.day, entries_of(place.held)
    return (replace(entry, held_on=day) for entry in entries) if dated else entries


def _embedded() -> Place:
    about = embedded_list()
    return Place(EMBEDDED, "", about.as_of, about.entries)
