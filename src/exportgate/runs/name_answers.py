"""Looks the parties of a file up as they are read, a batch at a time, so that memory does not grow with the file."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from exportgate.parties.entry import Party
from exportgate.parties.search import PartyHits
from exportgate.report.lookup_model import Answer
from exportgate.runs.name_rows import NameRow

BATCH = 2_000


class Search(Protocol):
    """Looks batches of parties up; answers come in the order of the parties, and further batches may be read ahead."""

    def __call__(self, batches: Iterable[Sequence[Party]], /) -> Iterator[Sequence[PartyHits]]:
        """Yield the hits of the parties of each batch."""
        ...


def answers_of(rows: Iterable[NameRow], search: Search, limit: int) -> Iterator[Answer]:
    """Yield the answer of each row in order, with up to `limit` hits; a row with a fault is answered with that."""
    read: deque[list[NameRow]] = deque()

    def parties() -> Iterator[list[Party]]:
        for batch in batches_of(rows):
            read.append(batch)
            yield [row.party for row in batch if not row.fault]

    for answers in search(parties()):
        found = iter(answers)
        for row in read.popleft():
            if row.fault:
                yield Answer(row.party, place=row.place, fault=row.fault)
            else:
                yield limited(Answer(row.party, place=row.place), next(found), limit)


def batches_of(rows: Iterable[NameRow]) -> Iterator[list[NameRow]]:
    """Yield rows in batches."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def limited(answer: Answer, found: PartyHits, limit: int) -> Answer:
    """Return an answer with its first hits; the others are counted."""
    more = found.more + max(0, len(found.hits) - limit)
    return Answer(answer.party, tuple(found.hits[:limit]), more, answer.place)
