"""Counts the hits that each threshold would raise for some parties, in one search at the lowest of them.

So that a threshold can be chosen by what it costs and what it would lose: for each pair of neighboring thresholds the
parties in between are named that come nearest to the higher one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from itertools import pairwise

from exportgate.parties.entry import Hit, Party
from exportgate.parties.search import PartyLists

THRESHOLDS = (0.70, 0.75, 0.80, 0.85, 0.90, 0.95, 1.0)
"""At 1.0 only names count that are the same after normalization."""
EXAMPLES = 3


@dataclass(slots=True)
class Tally:
    """What one threshold raises: how many parties have a hit, and the hits by list and by kind."""

    threshold: float
    parties: int = 0
    hits: int = 0
    by_list: Counter[str] = field(default_factory=Counter)
    by_kind: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, order=True)
class Example:
    """A party whose best hit lies between two thresholds; the later of two with one score is the lesser."""

    score: float
    earlier: int
    name: str
    matched_name: str
    source: str


@dataclass(slots=True)
class Band:
    """The parties whose best hit reaches the lower of two thresholds and not the upper: how many, and some of them."""

    lower: float
    upper: float
    parties: int = 0
    nearest: list[Example] = field(default_factory=list)

    def add(self, example: Example) -> None:
        """Count a party, and keep it if it is among the nearest to the upper threshold."""
        self.parties += 1
        if len(self.nearest) < EXAMPLES:
            heappush(self.nearest, example)
        else:
            heappushpop(self.nearest, example)

    @property
    def examples(self) -> tuple[Example, ...]:
        """The parties kept, the nearest to the upper threshold first."""
        return tuple(sorted(self.nearest, reverse=True))


class Workload:
    """The hits of the parties added so far, at each threshold."""

    def __init__(self) -> None:
        self.parties = 0
        self.tallies = tuple(map(Tally, THRESHOLDS))
        self.bands = tuple(Band(lower, upper) for lower, upper in pairwise(THRESHOLDS))

    def add(self, parties: Sequence[Party], lists: PartyLists) -> None:
        """Look parties up, and count their hits."""
        for party, hits in zip(parties, lists.all_hits(parties, THRESHOLDS[0]), strict=True):
            self.parties += 1
            self._count(party, hits)

    def _count(self, party: Party, hits: Iterable[Hit]) -> None:
        best: Hit | None = None
        for hit in hits:
            best = hit if best is None or hit.score > best.score else best
            for tally in self.tallies:
                if hit.score >= tally.threshold:
                    tally.hits += 1
                    tally.by_list[hit.entry.source] += 1
                    tally.by_kind[hit.kind] += 1
        if best is None:
            return
        for tally in self.tallies:
            tally.parties += best.score >= tally.threshold
        for band in self.bands:
            if band.lower <= best.score < band.upper:
                name = party.name or party.address or ""
                band.add(Example(best.score, -self.parties, name, best.matched_name, best.entry.source))
