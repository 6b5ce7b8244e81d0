"""Finds the listed parties that reported names stand for, on all lists that are searched together, and says so.

A name is resolved when it is first met: by the entity id that its file gives, else by the listed name as it is after
normalization, on every list; where one list has it as it is written and otherwise as well, as it is written.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from exportgate.parties.entry import Entry, Hit, Relation, Reported
from exportgate.parties.index import NameIndex
from exportgate.parties.names import normalize

Listed = tuple[NameIndex, int]
"""An entry by its list and its number there."""
IS: dict[Relation, str] = {
    "alias": "another name of",
    "branch": "a branch of",
    "shell": "a company that acts for",
    "owned": "a company owned by",
}


class ReportedNames:
    """The listed parties on some lists, asked for by those who stand for them."""

    def __init__(self, indexes: Sequence[NameIndex]) -> None:
        self._indexes = indexes
        self._resolved = lru_cache(maxsize=4096)(self._resolve)
        self._places = cache(_places)

    def listed(self, entry: Entry) -> tuple[Listed, ...]:
        """Return the listed parties that a reported name stands for; none where no list has them."""
        return self._resolved(entry.of, entry.of_list)

    def standing_for(self, list_id: str, entry: Entry) -> Iterator[tuple[str, Entry, Reported | None]]:
        """Yield the listed parties that an entry stands for, with their lists; itself where it is no reported name.

        A reported name whose party is on no list stands for itself.
        """
        listed = self.listed(entry) if entry.relation else ()
        if not listed:
            yield list_id, entry, None
        for index, at in listed:
            yield index.list_id, index.entry(at), Reported(list_id, entry)

    def _resolve(self, of: str, of_list: str) -> tuple[Listed, ...]:
        # An id has no space, and to look for one takes a while on a long list.
        ids = [(index, at) for index in self._indexes for at in index.entries_with_id(of)] if " " not in of else []
        found = self._on(ids, of_list)
        if not found:
            key = normalize(of).key
            same = [(index, index.entry_of(at)) for index in self._indexes for at in self._places(index).get(key, ())]
            found = _literal(self._on(same, of_list), of)
        return tuple(found)

    def _on(self, found: Sequence[Listed], of_list: str) -> list[Listed]:
        """Return those on the list that is named, each once; a reported name is no listed party."""
        entries = {(index.list_id, at): (index, at) for index, at in found}
        return [
            (index, at)
            for index, at in entries.values()
            if not index.entry(at).relation and of_list in {"", index.entry(at).source}
        ]


def _literal(found: Sequence[Listed], of: str) -> list[Listed]:
    """Return the parties that are found, of one list code only those that have the very name where any has it.

    How one list writes a name says nothing of another list, which may have the same party in other words.
    """
    literal = [listed for listed in found if of in listed[0].entry(listed[1]).names]
    settled = {_code(listed) for listed in literal}
    return [listed for listed in found if listed in literal or _code(listed) not in settled]


def _code(listed: Listed) -> tuple[str, str]:
    index, at = listed
    return index.list_id, index.entry(at).source


def _places(index: NameIndex) -> dict[str, list[int]]:
    """Return the numbers of the names of a list by what they are after normalization."""
    found: dict[str, list[int]] = {}
    for at, key in enumerate(index.keys):
        if key:
            found.setdefault(key, []).append(at)
    return found


def reported_reason(hit: Hit) -> Iterator[str]:
    """Say of whom a matched name is reported to be, by whom and since when."""
    if not hit.relation:
        return
    entry = hit.reported.entry if hit.reported else hit.entry
    target = f"'{hit.entry.name}' ({hit.entry.source})" if hit.reported else f"'{entry.of}'"
    lost = "" if hit.reported else "; no list that is searched has that party, so decide by hand what follows"
    yield f"'{entry.name}' is reported as {IS[entry.relation]} {target} ({reported_by(entry)}){lost}"
    if entry.remarks:
        yield f"note on the reported name: {entry.remarks}"


def reported_by(entry: Entry) -> str:
    """Say who reported a name, and for which days."""
    since = f"since {entry.listed_from}" if entry.listed_from else ""
    until = f"until {entry.listed_to}" if entry.listed_to else ""
    return ", ".join(filter(None, (entry.notice, since, until)))


def countries_of(hit: Hit) -> tuple[str, ...]:
    """Return the countries that speak for a hit: those of the name that matched; of a mere name, its party's."""
    if hit.reported is None:
        return hit.entry.countries
    return hit.reported.entry.countries or (hit.entry.countries if hit.itself else ())


def matched_entry(hit: Hit) -> Entry:
    """Return the entry whose name, identifier or address a party has."""
    return hit.reported.entry if hit.reported else hit.entry
