"""Finds the parties of an earlier run that have other hits than before, part by part, in several processes.

Who passes the sieve of what changed, has an odd word, or had a hit on what changed is looked up as ever; of all others
it is known that their hits are the same.
"""

import gc
import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.address_search import ListedAddresses, has_number
from exportgate.parties.entry import Party
from exportgate.parties.odd_parties import odd_parties
from exportgate.parties.search import PartyHits, PartyLists
from exportgate.parties.sieve import Sieve
from exportgate.runs.changed_lists import ChangedLists, touched
from exportgate.runs.earlier_run import EarlierRun, PartyPart
from exportgate.runs.kept_hits import kept_hits
from exportgate.runs.opened_lists import Opening
from exportgate.runs.search_workers import begin_process, dead
from exportgate.runs.workbench import open_countries

ALONE = 20_000
"""Parties that one process is done with before others have started."""
Marks = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Searched:
    """What came out of a part: how many parties were looked up, and those with other hits, by number."""

    looked_up: int
    changed: tuple[tuple[int, Party, PartyHits], ...]


@dataclass(frozen=True)
class Task:
    """What changed since each state of the lists that a run was screened against; with `whole`, everybody is asked."""

    states: Mapping[date | None, ChangedLists]
    whole: bool = False


class PartSearch:
    """Searches parts of one run; the lists are opened once."""

    def __init__(self, run: Path, opening: Opening, opened: PartyLists | None = None) -> None:
        self._lists = opened if opened is not None else opening.lists(None)
        self._run = EarlierRun(run)
        self._sieves = cache(self._sieves_of)

    def make_ready(self) -> None:
        """Read the tables that every search needs."""
        self._lists.search([Party("Somebody Else Trading")])

    def searched(self, task: Task, number: int) -> Searched:
        """Look up those parties of a part whose hits may be others than before."""
        part = self._run.party_part(number)
        chosen = np.flatnonzero(self._marks(part, task)).tolist()
        asked = [replace(party, as_of=None) for party in part.parties(chosen)]
        changed = []
        for at, party, found in zip(chosen, asked, self._lists.search(asked), strict=True):
            digest = kept_hits(found).digest if found.hits else ""
            if digest != (part.hits[at].digest if at in part.hits else ""):
                changed.append((at, party, found))
        return Searched(len(asked), tuple(changed))

    def _marks(self, part: PartyPart, task: Task) -> Marks:
        """Tell which parties may have other hits than before."""
        marks = np.full(len(part), task.whole)
        if task.whole:
            return marks
        several = len(task.states) > 1
        met = [party.as_of for party in part.parties(range(len(part)))] if several else []
        for state, changed in task.states.items():
            if not changed.change.nothing:
                found = self._changed(part, changed, self._sieves(changed.folder))
                marks |= found & np.array([as_of == state for as_of in met], dtype=bool) if several else found
        return marks

    def _changed(self, part: PartyPart, changed: ChangedLists, sieves: Sequence[Sieve]) -> Marks:
        change = changed.change
        if change.everything:
            return np.ones(len(part), dtype=bool)
        found = odd_parties(part.words, change.odd)
        for sieve in sieves:
            found |= sieve.by_number(part.words)
            maybe = np.flatnonzero(sieve.by_name(part.words) & ~found)
            names = [party.name for party in part.parties(maybe.tolist())]
            found[maybe[sieve.matching(names)]] = True
        had = [at for at, kept in part.hits.items() if kept.more or not change.rows.isdisjoint(kept.rows)]
        found[had] = True
        found[list(self._at_addresses(part, changed))] = True
        return found

    def _at_addresses(self, part: PartyPart, changed: ChangedLists) -> Iterator[int]:
        """Yield the parties at an address that the change touched, or whose name may be one."""
        listed = [ListedAddresses(index, open_countries()) for index in touched(changed.folder)]
        listed = [addresses for addresses in listed if len(addresses)]
        for at, party in enumerate(part.parties(range(len(part)))) if listed else ():
            if (party.address or has_number(party.name)) and any(addresses.search(party) for addresses in listed):
                yield at

    def _sieves_of(self, folder: Path) -> list[Sieve]:
        return [Sieve(index, self._lists.rarity) for index in touched(folder)]


class PartWorkers:
    """The processes that share the parts of a run: they make ready while it is worked out what changed."""

    def __init__(self, run: EarlierRun, opening: Opening, opened: PartyLists, jobs: int) -> None:
        self._run, self._opened, self._opening = run, opened, opening
        self._pool: ProcessPoolExecutor | None = None
        if jobs > 1 and run.head["party_parts"] > 1 and run.head["parties"] >= ALONE:
            told = run.folder, opening, gc.get_threshold()
            self._pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _begin, told)
            for _ in range(jobs):
                self._pool.submit(_ready)

    def searched(self, task: Task) -> Iterator[Searched]:
        """Begin to search all parts, and return what comes out of each, in order.

        Raises:
            WorkerError: a process died.
        """
        parts = range(self._run.head["party_parts"])
        if self._pool is None:
            return map(partial(PartSearch(self._run.folder, self._opening, self._opened).searched, task), parts)
        return _received(self._pool.map(partial(_searched, task), parts))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def _received(found: Iterator[Searched]) -> Iterator[Searched]:
    try:
        yield from found
    except BrokenProcessPool:
        raise dead() from None


_own: dict[str, PartSearch] = {}
"""What a process of its own has opened."""


def _begin(run: Path, opening: Opening, collect_after: tuple[int, int, int]) -> None:
    begin_process(collect_after)
    _own["search"] = PartSearch(run, opening)
    _own["search"].make_ready()
    gc.disable()  # a search leaves no cycles, and looking for them takes a fifth of its time


def _ready() -> None:
    """Wait until another process has begun as well."""
    time.sleep(0.05)


def _searched(task: Task, part: int) -> Searched:
    return _own["search"].searched(task, part)
