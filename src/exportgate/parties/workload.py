"""Counts the hits that each threshold would raise for some parties, in one search at the lowest of them.

So that a threshold can be chosen by what it costs and what it would lose: for each pair of neighboring thresholds the
parties in between are named that come nearest to the higher one. A hit on an affiliate counts at every threshold that
its name would reach if the place did not matter, but never as exact. A party that several lists hold counts once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heappush, heappushpop
from itertools import pairwise
from operator import itemgetter

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
    """A party whose best hit lies between two thresholds; the later of two with one score is the lesser.

    `score` is that up to which it is a hit: of an affiliate, what it would be if the place did not matter.
    """

    score: float
    earlier: int
    name: str
    matched_name: str
    source: str
    affiliate: bool = False


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
        """Look parties up, and count their hits; an entry counts by its best name."""
        for party, hits in zip(parties, lists.reaching(parties, THRESHOLDS[0]), strict=True):
            self.parties += 1
            self._count(party, hits)

    def _count(self, party: Party, hits: Sequence[tuple[Hit, float]]) -> None:
        rows = each_once(hits)
        for hit, reach in rows:
            for tally in self.tallies:
                if reach >= tally.threshold:
                    tally.hits += 1
                    tally.by_list[hit.entry.source] += 1
                    tally.by_kind[kind_at(hit, reach, tally.threshold)] += 1
        if not rows:
            return
        nearest, best = max(rows, key=itemgetter(1))
        for tally in self.tallies:
            tally.parties += best >= tally.threshold
        for band in self.bands:
            if band.lower <= best < band.upper:
                name = party.name or party.address or ", ".join(party.identifiers)
                affiliate = kind_at(nearest, best, best) == "affiliate"
                source = nearest.entry.source
                band.add(Example(best, -self.parties, name, nearest.matched_name, source, affiliate=affiliate))


def each_once(hits: Sequence[tuple[Hit, float]]) -> list[tuple[Hit, float]]:
    """Return the hits with how far they reach, of those on one entry of one published list the one that reaches most.

    A list may be there twice, such as the embedded one and that of the government that was imported.
    """
    best: dict[tuple[str, str, str], tuple[Hit, float]] = {}
    for hit, reach in hits:
        row = hit.entry.source, hit.entry.entity_id, "" if hit.itself else hit.relation
        if row not in best or reach > best[row][1]:
            best[row] = hit, reach
    return list(best.values())


def kind_at(hit: Hit, reach: float, threshold: float) -> str:
    """Return the kind of a hit at a threshold: a name below it that is still a hit is one of another kind."""
    if hit.kind != "name" or hit.score >= threshold:
        return hit.kind
    return "identifier" if reach == 1.0 else "affiliate"
