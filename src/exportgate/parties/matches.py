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

    def match(self, queries: Sequence[Sequence[NormalName]]) -> list[list[Match]]:
        """Return, for the readings of each name, the best match of every entry that reaches the least score."""
        flat = [(at, reading) for at, readings in enumerate(queries) for reading in readings]
        found: list[dict[int, Match]] = [{} for _ in queries]
        candidates = self.retrieval.candidates([reading for _, reading in flat])
        for (at, reading), names in zip(flat, candidates, strict=True):
            for name in names:
                match = self.judge(reading, name)
                known = found[at].get(match.entry) if match else None
                if match and (known is None or match.rank > known.rank):
                    found[at][match.entry] = match
        return [list(matches.values()) for matches in found]

    def judge(self, query: NormalName, name: int) -> Match | None:
        """Compare a reading with one listed name; a weak alias counts only where it is exact."""
        listed = self.index.listed_name(name)
        comparison = compare(query, listed.normal, self.rarity)
        if comparison.score < self.min_score or (listed.weak and not comparison.exact):
            return None
        return Match(self.index.entry_of(name), name, query, comparison)
