"""Opens the lists of a run, in force or as they were on a day, and searches each party in the state of its own day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import StoreError
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.reported import ReportedNames
from exportgate.parties.search import PartyHits, PartyLists
from exportgate.report.lists_used import ListUsed, list_notices
from exportgate.runs.embedded_list import EMBEDDED, embedded_index, embedded_list
from exportgate.runs.list_states import ListStates
from exportgate.runs.listed_between import gone_since, listed_between
from exportgate.runs.search_workers import Beside, Search, SearchWorkers
from exportgate.runs.workbench import open_countries
from exportgate.store.freshness import freshness
from exportgate.store.snapshot import Snapshot, entries_of
from exportgate.store.snapshots import Store

STATES_OPEN = 4
"""States of the lists that are kept open at once, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What it takes to open the lists of a run, also in another process: the store, and every snapshot of each list."""

    root: Path
    held: tuple[tuple[ListUsed, ...], ...]

    def lists(self, state: date | None) -> PartyLists:
        """Open the lists as they are in a state.

        Raises:
            StoreError: a snapshot is damaged, or was removed since the run began.
        """
        states = ListStates(self.held)
        indexes = [self._index(used) for used in states.chosen(state)]
        following, first = states.following(state), states.first(state)
        beside = []
        for used, later, earliest in zip(states.chosen(state), following, first, strict=True):
            if later is not None:
                beside.append(self._beside(later, listed_between(self._entries(used), self._entries(later), used.day)))
            if earliest is not None:
                beside.append(self._beside(earliest, gone_since(self._entries(earliest), self._entries(used))))
        return PartyLists([*indexes, *filter(None, beside)], _country, open_countries())

    def _index(self, used: ListUsed) -> NameIndex:
        if used.id == EMBEDDED:
            return embedded_index()
        index = Store(self.root).open_list(used.id, used.snapshot).index
        index.held_on = used.day
        return index

    def _entries(self, used: ListUsed) -> Iterator[Entry]:
        return entries_of(Store(self.root).snapshot(used.id, used.snapshot))

    def _beside(self, used: ListUsed, entries: Sequence[Entry]) -> NameIndex | None:
        """Return an index of some entries of a snapshot that does not answer for a state, if there are any."""
        if not entries:
            return None
        index = NameIndex.build(used.id, entries)
        index.held_on = used.day
        return index


@dataclass(frozen=True, slots=True)
class OpenLists:
    """The lists of a run: `search` looks parties up in the `state` asked for, and `states` are all that there are."""

    search: PartyLists
    opening: Opening
    states: ListStates
    state: date | None
    gaps: tuple[str, ...] = ()

    @property
    def used(self) -> tuple[ListUsed, ...]:
        """What the receipt says of the lists in the state asked for."""
        return self.states.chosen(self.state)

    @property
    def notices(self) -> tuple[str, ...]:
        """What every output must say of these lists."""
        return (*list_notices(self.used), *self.gaps)

    def workers(self, jobs: int, beside: Beside | None = None, **options: Any) -> SearchWorkers[PartyHits]:
        """Return a search of these lists by up to so many processes; the options are those of `PartyLists.search`.

        A party is looked up as of its own day where it has one, else in the state asked for. What `beside` makes of the
        parties is worked out where they are looked up.
        """
        here = partial(DatedSearch(self.opening, self.state, self.search).search, **options)
        there = partial(_search_there, self.opening, self.state, options)
        return SearchWorkers(here, there, jobs, PartyHits(), beside)


class DatedSearch:
    """Searches parties in several states of the lists, each opened when it is first asked for."""

    def __init__(self, opening: Opening, state: date | None, opened: PartyLists | None = None) -> None:
        """`state` holds for parties without a day of their own; it may be `opened` already."""
        self._state = state
        self._first = opened if opened is not None else opening.lists(state)
        self._others = lru_cache(maxsize=STATES_OPEN)(opening.lists)

    def search(self, parties: Sequence[Party], **options: Any) -> list[PartyHits]:
        """Return the hits of each party in the state of its day; the options are those of `PartyLists.search`."""
        answers = [PartyHits()] * len(parties)
        places: dict[date | None, list[int]] = {}
        for at, party in enumerate(parties):
            places.setdefault(party.as_of, []).append(at)
        for as_of, asked in places.items():
            lists = self._first if as_of in {None, self._state} else self._others(as_of)
            for at, found in zip(asked, lists.search([parties[at] for at in asked], **options), strict=True):
                answers[at] = found
        return answers


def _search_there(opening: Opening, state: date | None, options: dict[str, Any]) -> Search[PartyHits]:
    """Return a search of the lists of a run in another process."""
    return partial(DatedSearch(opening, state).search, **options)


def open_lists(root: Path, wanted: Sequence[str], on: date | None = None, *, today: date | None = None) -> OpenLists:
    """Open the lists named, or all imported ones, or the embedded one where none is imported, as they were on a day.

    Without a day they are opened as they are in force. Where nothing but reported names is imported, the embedded list
    is opened beside, since they stand for its parties. With `today` it is noted which of them are stale.

    Raises:
        StoreError: a list is not in the store, or is damaged.
    """
    store = Store(root)
    in_store = store.ids()
    ids = list(dict.fromkeys(wanted)) or list(in_store) or [EMBEDDED]
    unknown = [name for name in ids if name not in in_store and name != EMBEDDED]
    if unknown:
        known = ", ".join([*in_store, EMBEDDED])
        raise StoreError(f"--list: there is no list '{unknown[0]}' (there are: {known}); import it first")
    opened = _opened(Opening(root, tuple(_held(store, name, today) for name in ids)), on)
    if not wanted and all(len(index.reported_entries) == index.entries for index in opened.search.indexes):
        opened = _opened(Opening(root, (*opened.opening.held, (embedded_list(),))), on)
    return opened


def _opened(opening: Opening, on: date | None) -> OpenLists:
    states = ListStates(opening.held)
    state = None if on is None else states.state_on(on)
    search = opening.lists(state)
    beside = any(used.id == EMBEDDED for used in states.chosen(state))
    gaps = [] if beside else [gap for index in search.indexes for gap in _address_gap(index)]
    return OpenLists(search, opening, states, state, (*gaps, *_damaged(opening)))


def _damaged(opening: Opening) -> Iterator[str]:
    """Say which snapshots of the lists nobody can be screened against."""
    for held in opening.held:
        names = set() if held[-1].id == EMBEDDED else set(Store(opening.root).names(held[-1].id))
        for name in sorted(names - {used.snapshot for used in held}):
            yield (
                f"The snapshot {held[-1].id}@{name} is damaged, so nobody was looked up in it. Import its file again, "
                f"or remove it: exportgate lists remove {held[-1].id}@{name}"
            )


def _held(store: Store, list_id: str, today: date | None) -> tuple[ListUsed, ...]:
    """Return every snapshot of a list by day, the one in force last.

    Raises:
        StoreError: the one in force is damaged.
    """
    if list_id == EMBEDDED:
        return (embedded_list(),)
    in_force = store.snapshot(list_id)
    fresh = freshness(in_force, store.settings(list_id))
    stale_from = fresh.stale_from if today is not None and fresh.stale(today) else None
    earlier = (_about(item) for item in store.snapshots(list_id) if item.name != in_force.name)
    return (*earlier, replace(_about(in_force), stale_from=stale_from))


def standing_for_nobody(root: Path, list_id: str) -> list[Entry]:
    """Return the reported names of an imported list that stand for a party on no list searched without `--list`.

    Raises:
        StoreError: a list is damaged.
    """
    indexes = open_lists(root, ()).search.indexes
    names = ReportedNames(indexes)
    reported = [index.entry(at) for index in indexes if index.list_id == list_id for at in index.reported_entries]
    return [entry for entry in reported if not names.listed(entry)]


def _country(code: str) -> str:
    """The country that a code counts as when it is compared with an entry's: of a region, the country it lies in."""
    return open_countries().territory(code.partition("-")[0])


def _address_gap(index: NameIndex) -> Iterator[str]:
    """Say that address entries came without a street, so that nobody can match them."""
    entries = [index.entry(at) for at in index.address_entries]
    bare = sum(not any(" " in address for address in entry.addresses) for entry in entries)
    if bare:
        yield (
            f"The list '{index.list_id}' has {bare} address-only entries without a street address, which nobody can "
            f"match. Search the addresses that come with exportgate beside it: --list {index.list_id} --list {EMBEDDED}"
        )


def _about(snapshot: Snapshot) -> ListUsed:
    return ListUsed(
        id=snapshot.list_id,
        title=snapshot.title or snapshot.file_name,
        as_of=snapshot.as_of,
        entries=snapshot.entries,
        names=snapshot.names,
        source=snapshot.file_name,
        digest=snapshot.digest,
        retrieved=snapshot.retrieved,
        curated=snapshot.curated,
        sources=tuple(code for code, _ in snapshot.sources),
        snapshot=snapshot.name,
        address=snapshot.address,
        forced=snapshot.force_reason,
        undated=snapshot.undated,
    )
