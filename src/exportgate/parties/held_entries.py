"""Says which entries a state of a list holds, since ids differ between layouts and publishers.

Two entries of one published list are one where they have the same id, or where the listed name of either is a name of
the other; an alias that both have, such as an acronym, tells nothing. A listed address is known by the address.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from exportgate.parties.entry import Entry
from exportgate.parties.entry_words import folded

Key = tuple[str, str, str]


class HeldEntries:
    """The entries of a state, each with its last day."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._listed: dict[Key, date] = {}
        self._aliases: dict[Key, date] = {}
        for entry in entries:
            end = entry.listed_to or date.max
            for key in _listed(entry):
                self._listed[key] = max(self._listed.get(key, end), end)
            for key in _aliases(entry):
                self._aliases[key] = max(self._aliases.get(key, end), end)

    def holds(self, entry: Entry, until: date = date.min) -> bool:
        """Tell whether an entry is held, and to a day at least."""
        listed = list(_listed(entry))
        ends = [self._listed.get(key) for key in (*listed, *_aliases(entry))]
        ends += [self._aliases.get(key) for key in listed]
        return any(end is not None and end >= until for end in ends)


def _listed(entry: Entry) -> Iterator[Key]:
    """Yield the id of an entry, and its listed name, or of an address the address."""
    yield entry.source, "id", entry.entity_id
    yield from _names(entry, entry.addresses if entry.kind == "address" else (entry.name,))


def _aliases(entry: Entry) -> Iterator[Key]:
    if entry.kind != "address":
        yield from _names(entry, (*entry.aliases, *entry.weak_aliases))


def _names(entry: Entry, texts: Iterable[str]) -> Iterator[Key]:
    return ((entry.source, "name", words) for words in map(folded, texts) if words)
