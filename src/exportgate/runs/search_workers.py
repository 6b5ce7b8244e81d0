"""Looks parties up in several processes, each of which opens the lists for itself; the answers are those of one.

Processes start only for many parties, since opening the lists takes as long as looking thousands up. What comes back
from them are the hits alone. Where one of them dies the run ends with an error: no answer stands for one not given.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields
from operator import attrgetter
from types import TracebackType
from typing import Any, Generic, TypeVar

from exportgate.foundation.errors import WorkerError
from exportgate.parties.entry import Party

PIECE = 2_000
"""Parties that one process looks up at once."""
ALONE = 10_000
"""Parties that are looked up sooner by one process than others start."""
AHEAD = 2
"""Batches that wait for each process, so that none of them is idle and memory stays bounded."""
Answer = TypeVar("Answer")
Beside = Callable[[Sequence[Party]], Any]
Search = Callable[[Sequence[Party]], Sequence[Answer]]
"""Looks parties up; answers come in their order."""
values_of = attrgetter(*(field.name for field in fields(Party)))


class SearchWorkers(Generic[Answer]):
    """A search done by up to `jobs` processes, which end with the `with` that it is used in."""

    def __init__(
        self,
        search: Search[Answer],
        opening: Callable[[], Search[Answer]],
        jobs: int,
        nothing: Answer,
        beside: Beside | None = None,
    ) -> None:
        """`opening` makes the same search in another process, where it is sent; `nothing` is what most parties get.

        What is worked out `beside` the search, in the same process, is kept in the order of the parties until taken.
        """
        self._search, self._opening, self._jobs, self._nothing = search, opening, jobs, nothing
        self._beside = beside
        self._worked_out: list[Any] = []
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "SearchWorkers[Answer]":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if self._pool is None:
            return
        if kind is not None:
            for process in multiprocessing.active_children():
                process.terminate()
        self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def search(self, parties: Sequence[Party]) -> list[Answer]:
        """Return the answer for each party.

        Raises:
            WorkerError: a process died.
        """
        return [answer for answers in self.each([parties]) for answer in answers]

    def each(self, batches: Iterable[Sequence[Party]]) -> Iterator[Sequence[Answer]]:
        """Yield the answers for each batch, in order; further ones are read while some are looked up.

        Raises:
            WorkerError: a process died.
        """
        held: list[Sequence[Party]] = []
        sent: deque[tuple[int, list[Future[Any]]]] = deque()
        for batch in batches:
            self._asked += len(batch)
            held.append(batch)
            if self._jobs == 1:
                yield self._here(held.pop())
            elif self._asked >= ALONE:
                sent += [(len(waiting), self._send(waiting)) for waiting in held]
                held.clear()
            while len(sent) > AHEAD * self._jobs:
                yield self._received(*sent.popleft())
        while sent:
            yield self._received(*sent.popleft())
        yield from map(self._here, held)

    def taken(self) -> list[Any]:
        """Return what was worked out beside the searches since this was last asked."""
        taken, self._worked_out = self._worked_out, []
        return taken

    def _here(self, batch: Sequence[Party]) -> Sequence[Answer]:
        """Look a batch up in this process."""
        answers = self._search(batch)
        if self._beside is not None:
            self._worked_out.append(self._beside(batch))
        return answers

    def _send(self, batch: Sequence[Party]) -> list[Future[Any]]:
        """Hand a batch to the processes, which are started for the first."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            told = (self._opening, self._nothing, self._beside, gc.get_threshold())
            self._pool = ProcessPoolExecutor(self._jobs, context, _begin, told)
        pieces = [batch[at : at + PIECE] for at in range(0, len(batch), PIECE)]
        try:
            return [self._pool.submit(_look_up, list(map(values_of, piece))) for piece in pieces]
        except BrokenProcessPool:
            raise dead() from None

    def _received(self, size: int, pieces: Sequence[Future[Any]]) -> list[Answer]:
        """Wait for the answers of a batch, and put them in their places."""
        answers = [self._nothing] * size
        try:
            for number, piece in enumerate(pieces):
                found, beside = piece.result()
                for at, answer in found:
                    answers[number * PIECE + at] = answer
                if self._beside is not None:
                    self._worked_out.append(beside)
        except BrokenProcessPool:
            raise dead() from None
        return answers


def dead() -> WorkerError:
    """Return the error of a process that was ended from outside."""
    return WorkerError(
        "a process that looked parties up was ended from outside, perhaps for lack of memory, so the answers are not "
        "complete; run it again with --jobs 1"
    )


_own: dict[str, Any] = {}
"""What a process of its own has been told and has opened."""


def _begin(
    opening: Callable[[], Search[Answer]], nothing: Answer, beside: Beside | None, collect_after: tuple[int, int, int]
) -> None:
    begin_process(collect_after)
    _own.update(opening=opening, nothing=nothing, beside=beside)


def begin_process(collect_after: tuple[int, int, int]) -> None:
    """Make ready a process of its own, which leaves interruptions to the one that started it, and ends with that."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*collect_after)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _look_up(parties: Sequence[tuple[Any, ...]]) -> tuple[list[tuple[int, Any]], Any]:
    """Look parties up in a process of its own.

    Return the places of those that have more than nothing, and that; and what is worked out beside, if anything.
    """
    if "search" not in _own:
        _own["search"] = _own["opening"]()
        gc.disable()  # a search leaves no cycles, and looking for them takes a fifth of its time
    asked = [Party(*values) for values in parties]
    answers = _own["search"](asked)
    found = [(at, answer) for at, answer in enumerate(answers) if answer != _own["nothing"]]
    return found, _own["beside"](asked) if _own["beside"] else None
