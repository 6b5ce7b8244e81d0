"""Reads the list that comes with exportgate, once in a process."""

from functools import cache

from exportgate.foundation.intervals import parse_day
from exportgate.foundation.resources import shipped
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.listing import first_day
from exportgate.parties.lists import own_yaml
from exportgate.report.lists_used import ListUsed
from exportgate.runs.workbench import open_countries
from exportgate.store.digests import folder_digest

EMBEDDED = "embedded"
"""The id of the list; no list of the store can have it."""


def embedded_list() -> ListUsed:
    """Return what the list says of itself."""
    return _read()[1]


def embedded_entries() -> tuple[Entry, ...]:
    """Return the entries of the list."""
    return _read()[0]


@cache
def embedded_index() -> NameIndex:
    """Return the index of the list."""
    return NameIndex.build(EMBEDDED, embedded_entries())


@cache
def _read() -> tuple[tuple[Entry, ...], ListUsed]:
    folder = shipped("data") / "parties"
    read = own_yaml.read(folder, open_countries())
    about = ListUsed(
        id=EMBEDDED,
        title=read.title,
        as_of=None if read.as_of is None else parse_day(read.as_of),
        entries=len(read.entries),
        names=len({name for entry in read.entries for name in entry.names}),
        source="data/parties",
        digest=folder_digest(folder),
        retrieved=None,
        curated=read.curated,
        sources=tuple(sorted({entry.source for entry in read.entries})),
        undated=sum(first_day(entry).latest is None for entry in read.entries),
    )
    return read.entries, about
