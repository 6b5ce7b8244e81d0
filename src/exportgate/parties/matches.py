"""Compares parties with one opened list: candidates, scores, and for each entry its best name."""

from collections.abc import Sequence
from dataclasses import dataclass

from exportgate.parties.candidates import Retrieval
from exportgate.parties.index import NameIndex
from exportgate.parties.names import NormalName
from exportgate.parties.score import Comparison, compare
from exportgate.parties.weights import Rarity


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of a list that a name matches, by its best name: both by their numbers in the index."""

    entry: int
    name: int
    query: NormalName
    comparison: Comparison

    @property
    def rank(self) -> tuple[bool, float, int]:
        """What makes one match of an entry better than another: exact, then alike, then the earlier name."""
        return self.comparison.exact, self.comparison.score, -self.name


class Matcher:
    """Matches names against one list, for one set of weights and one least score."""

    def __init__(self, index: NameIndex, rarity: Rarity, min_score: float) -> None:
        self.index, self.rarity, self.min_score = index, rarity, min_score
        self.retrieval = Retrieval(index, rarity, min_score)

    def match(self, queries: Sequence[Sequence[NormalName]]) -> list[tuple[Match, ...]]:
        """Return, for the readings of each name, the best match of every entry that reaches the least score."""
        flat = [reading for readings in queries for reading in readings]
        query_of = [at for at, readings in enumerate(queries) for _ in readings]
        found: dict[int, dict[int, Match]] = {}
        for reading, name in self.retrieval.candidates(flat):
            match = self.judge(flat[reading], name)
            if match is not None:
                best = found.setdefault(query_of[reading], {})
                known = best.get(match.entry)
                if known is None or match.rank > known.rank:
                    best[match.entry] = match
        return [tuple(found[at].values()) if at in found else () for at in range(len(queries))]

    def judge(self, query: NormalName, name: int) -> Match | None:
        """Compare a reading with one listed name; a weak alias counts only where it is exact.

        Names that only a differing place keeps below the least score match too: they may be of affiliates.
        """
        listed = self.index.listed_name(name)
        comparison = compare(query, listed.normal, self.rarity)
        alike = max(comparison.score, comparison.apart_from_place) >= self.min_score
        if not alike or (listed.weak and not comparison.exact):
            return None
        return Match(self.index.entry_of(name), name, query, comparison)
