"""Compares parties with one opened list: candidates, scores, and for each entry its best name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from exportgate.parties.candidates import Retrieval
from exportgate.parties.home import compare_at
from exportgate.parties.index import NameIndex
from exportgate.parties.names import NormalName
from exportgate.parties.persons import alike_persons
from exportgate.parties.score import BELOW_EXACT, DEFAULT_MIN_SCORE, Comparison
from exportgate.parties.sisters import places_of, sisters
from exportgate.parties.weights import Rarity


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of a list that a name matches, by its best name: both by their numbers in the index.

    `sister` says that the names agree but for their places, which alone keep the score below the least; `apart` is the
    highest least score at which some name of the entry would still agree so, 0 where none does.
    """

    entry: int
    name: int
    query: NormalName
    comparison: Comparison
    sister: bool = False
    apart: float = 0.0

    @property
    def rank(self) -> tuple[bool, float, int]:
        """What makes one match of an entry better than another: exact, then alike, then the earlier name."""
        return self.comparison.exact, self.comparison.score, -self.name


def better(match: Match, known: Match | None) -> Match:
    """Return the better of two matches of an entry, if one is known; an affiliate's is never better."""
    if known is None:
        return match
    best = max(known, match, key=lambda one: (not one.sister, one.rank))
    apart = max(match.apart, known.apart)
    return best if best.apart == apart else replace(best, apart=apart)


class Matcher:
    """Matches names against one list, for one set of weights and one least score."""

    def __init__(self, index: NameIndex, rarity: Rarity, min_score: float) -> None:
        self.index, self.rarity, self.min_score = index, rarity, min_score
        self.retrieval = Retrieval(index, rarity, min_score)

    def match(self, queries: Sequence[Sequence[NormalName]]) -> list[tuple[Match, ...]]:
        """Return, for the readings of each name, the best match of every entry that reaches the least score."""
        flat = [reading for readings in queries for reading in readings]
        query_of = [at for at, readings in enumerate(queries) for _ in readings]
        judged = ((reading, self.judge(flat[reading], name)) for reading, name in self.retrieval.candidates(flat))
        sisters = ((reading, self.sister(flat[reading], name)) for reading, name in self.index.sisters_of(flat))
        persons = (
            (reading, self.person(flat[reading], name)) for reading, name in self.index.persons_of(flat, self.rarity)
        )
        found: dict[int, dict[int, Match]] = {}
        for reading, match in chain(judged, sisters, persons):
            if match is not None:
                best = found.setdefault(query_of[reading], {})
                best[match.entry] = better(match, best.get(match.entry))
        return [tuple(found[at].values()) if at in found else () for at in range(len(queries))]

    def judge(self, query: NormalName, name: int) -> Match | None:
        """Compare a reading with one listed name; a weak alias counts only where it is exact.

        Names that only a differing place keeps below the usual least score match too: they may be of affiliates.
        """
        query, comparison = self.compared(query, name)
        near = comparison.score >= self.min_score
        apart = comparison.apart_from_place if comparison.apart_from_place >= DEFAULT_MIN_SCORE else 0.0
        sister = not near and apart >= self.min_score
        if not (near or sister) or (self.index.listed_name(name).weak and not comparison.exact):
            return None
        return Match(self.index.entry_of(name), name, query, comparison, sister, apart)

    def compared(self, query: NormalName, name: int) -> tuple[NormalName, Comparison]:
        """Compare a reading with a listed name, for which a place of its entry's own is no other place."""
        home = self.index.home_of(self.index.entry_of(name)) if places_of(query) else frozenset()
        return compare_at(home, query, self.index.listed_name(name), self.rarity)

    def person(self, query: NormalName, name: int) -> Match | None:
        """Return the match of two names that are alike as those of persons."""
        comparison = alike_persons(query, self.index.listed_name(name).normal, self.rarity)
        if comparison.score < self.min_score:
            return None
        return Match(self.index.entry_of(name), name, query, comparison)

    def sister(self, query: NormalName, name: int) -> Match | None:
        """Return the match of two names that are the same but for their places, and share a rare word."""
        listed = self.index.listed_name(name).normal
        if not sisters(query, listed, self.rarity):
            return None
        query, comparison = self.compared(query, name)
        apart = BELOW_EXACT if sisters(query, listed, self.rarity) else 0.0
        near = comparison.score >= self.min_score
        if not near and apart < self.min_score:
            return None
        return Match(self.index.entry_of(name), name, query, comparison, not near, apart)
