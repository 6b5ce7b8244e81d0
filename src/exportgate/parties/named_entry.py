"""Finds the entry that a person means by its id, by one of its listed names, or by list, source and id together."""

from collections.abc import Iterator
from dataclasses import dataclass

from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists

ALIKE, DISTANT = 0.8, 0.5
NEAR_SHOWN = 5


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """An entry of an opened list, and its number there."""

    index: NameIndex
    number: int

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.index.entry(self.number)

    @property
    def reference(self) -> str:
        """What names this row alone, such as `us:EL:4711`: an id may be on several lists, and under several codes."""
        return f"{self.index.list_id}:{self.entry.source}:{self.entry.entity_id}"


def entries_named(lists: PartyLists, text: str) -> tuple[NamedEntry, ...]:
    """Return the entries that a text names: those with that id, else with that reference, name or normalized name."""
    wanted = text.strip()
    by_id = tuple(NamedEntry(index, at) for index in lists.indexes for at in index.entries_with_id(wanted))
    by_id = by_id or tuple(_referred(lists, wanted))
    if by_id or not wanted:
        return by_id
    alike = [*_named_alike(lists, wanted), *_addresses_named(lists, wanted)]
    literal = tuple(found for found in alike if wanted in found.entry.names)
    return literal or tuple(alike)


def near_names(lists: PartyLists, text: str) -> tuple[str, ...]:
    """Return a few listed names that resemble a text, each with the id of its entry."""
    for least in (ALIKE, DISTANT):
        (hits,) = lists.search([Party(text)], least)
        if hits.hits:
            return tuple(f"{hit.matched_name} ({hit.entry.entity_id})" for hit in hits.hits[:NEAR_SHOWN])
    return ()


def _referred(lists: PartyLists, text: str) -> Iterator[NamedEntry]:
    """Yield the entry of which a text is the reference."""
    entity_id = text.split(":", 2)[2] if text.count(":") > 1 else ""
    for index in lists.indexes if entity_id else ():
        found = (NamedEntry(index, at) for at in index.entries_with_id(entity_id))
        yield from (one for one in found if one.reference == text)


def _named_alike(lists: PartyLists, text: str) -> Iterator[NamedEntry]:
    """Yield the entries of which a name is the same after normalization."""
    (hits,) = lists.all_hits([Party(text)], 1.0)
    for hit in hits:
        for index in lists.indexes:
            if index.list_id == hit.list_id:
                found = (NamedEntry(index, at) for at in index.entries_with_id(hit.entry.entity_id))
                yield from (one for one in found if one.entry.source == hit.entry.source)


def _addresses_named(lists: PartyLists, text: str) -> Iterator[NamedEntry]:
    """Yield the address entries of a name, which no search by name finds."""
    for index in lists.indexes:
        for at in index.address_entries:
            if text.casefold() in {name.casefold() for name in index.entry(at).names}:
                yield NamedEntry(index, at)
