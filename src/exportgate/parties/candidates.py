"""Finds, for many queries at once, the listed names that are worth comparing: every one that could reach the score.

Evidence of one word for one word is joined through the heaviest words of each listed name: a name whose light words
alone agree cannot reach the score, so only its heavy words lead to it (a prefix filter), and what is found is kept
only if the weight that agrees, taken at its most, still could. Joined words, acronyms and damage to the string as a
whole lead straight to their names. No evidence that `score` knows is left out, so no pair that would pass is lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.acronyms import LONGEST_SPAN
from exportgate.parties.alignment import Span, runs
from exportgate.parties.grouped import Grouped, Ints, KeyTable, group_by, pack, spread, unpack
from exportgate.parties.index import NameIndex
from exportgate.parties.likeness import likeness
from exportgate.parties.names import NormalName
from exportgate.parties.score import (
    combine,
    edits_between,
    evidence_of,
    least_listed_covered,
    query_weights,
    whole_edits,
)
from exportgate.parties.string_segments import query_keys
from exportgate.parties.weights import Rarity
from exportgate.parties.word_keys import keys_of, text_key

Floats = NDArray[np.float64]
CHUNK = 512
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Slots:
    """The words of some queries, one slot each: whose it is, which of the distinct words, and its weight there.

    Runs of words that may be one word of a listed name have slots too; the first `single` distinct words are no runs.
    """

    query: Ints
    word: Ints
    weight: Floats
    words: list[str]
    single: int
    totals: Floats


def slots_of(queries: Sequence[NormalName], rarity: Rarity) -> Slots:
    """Lay out the words of the queries and their runs."""
    weights = [query_weights(query, rarity) for query in queries]
    numbers = {
        token: at for at, token in enumerate(dict.fromkeys(token for query in queries for token in query.tokens))
    }
    single = len(numbers)
    rows = [
        (at, numbers[token], weight)
        for at, query in enumerate(queries)
        for token, weight in zip(query.tokens, weights[at], strict=True)
    ]
    for at, query in enumerate(queries):
        for (start, end), text in all_runs(query):
            if end - start > 1:
                rows.append((at, numbers.setdefault(text, len(numbers)), sum(weights[at][start:end])))
    query_of, word, weight = zip(*rows, strict=True)
    totals = np.array([sum(one) for one in weights])
    return Slots(np.array(query_of), np.array(word), np.array(weight), list(numbers), single, totals)


def all_runs(query: NormalName) -> Iterator[tuple[Span, str]]:
    """Yield every word, and every run of words joined, of a query."""
    return runs(query.tokens, dict.fromkeys(range(len(query.tokens))))


class Retrieval:
    """Finds candidates on one list, for one set of weights and one least score."""

    def __init__(self, index: NameIndex, rarity: Rarity, min_score: float) -> None:
        self.index, self.rarity, self.min_score = index, rarity, min_score
        arrays = index.arrays
        self.word_weights: Floats = np.array([rarity.weight(word) for word in arrays.words], dtype=np.float64)
        name_of = np.repeat(np.arange(index.names, dtype=np.int64), np.diff(arrays.name_words.starts))
        words = arrays.name_words.members.astype(np.int64)
        weights = self.word_weights[words]
        self.name_weights = sums(name_of, weights, index.names)
        heavy = heavy_words(name_of, weights, self.name_weights, least_listed_covered(min_score))
        strong = np.zeros(index.names, dtype=bool)
        strong[arrays.names_with.members] = True
        keep = heavy & strong[name_of]
        self.led_to = group_by(words[keep], name_of[keep], len(arrays.words))

    def candidates(self, queries: Sequence[NormalName]) -> list[list[int]]:
        """Return, for each query, the numbers of the listed names that could reach the score, in ascending order."""
        found: list[list[int]] = []
        for start in range(0, len(queries), CHUNK):
            found += self._candidates(queries[start : start + CHUNK])
        return found

    def _candidates(self, queries: Sequence[NormalName]) -> list[list[int]]:
        slots = slots_of(queries, self.rarity)
        pairs = np.unique(np.concatenate([self._by_words(slots), self._by_string(queries)]))
        query_of, names = unpack(pairs)
        cuts = np.searchsorted(query_of, np.arange(1, len(queries)))
        return [part.tolist() for part in np.split(names, cuts)]

    def _alike(self, slots: Slots) -> Grouped:
        """Return, for each distinct word, the words of the list that are alike; for a run, the word that is equal."""
        table = keys_of(slots.words[: slots.single])
        listed, asked = self.index.arrays.word_keys.look_up(table.keys)
        mine, theirs = unpack(np.unique(pack(table.members[asked].astype(np.int64), listed)))
        known, numbers = self.index.arrays.words, self.index.word_numbers
        pairs = zip(mine.tolist(), theirs.tolist(), strict=True)
        alike = [(one, other) for one, other in pairs if likeness(slots.words[one], known[other])]
        joined = range(slots.single, len(slots.words))
        alike += [(run, numbers[slots.words[run]]) for run in joined if slots.words[run] in numbers]
        found = np.array(alike, dtype=np.int64).reshape(-1, 2)
        return group_by(found[:, 0], found[:, 1], len(slots.words))

    def _by_words(self, slots: Slots) -> NDArray[np.uint64]:
        """Return packed (query, name) pairs whose agreeing words could be enough."""
        alike = self._alike(slots)
        listed_word, slot = alike.gather(slots.word)
        names, row = self.led_to.gather(listed_word)
        pairs = np.unique(pack(slots.query[slot][row], names))
        return pairs[self._most(pairs, slots, listed_word, slot) >= self.min_score - SLACK]

    def _most(self, pairs: NDArray[np.uint64], slots: Slots, listed_word: Ints, slot: Ints) -> Floats:
        """Return the highest score that the agreeing words of each pair allow.

        `listed_word` and `slot` say which listed words each slot is like.
        """
        query_of, names = unpack(pairs)
        word, pair = self.index.arrays.name_words.gather(names)
        meetings, met_slot = sorted_together(pack(slots.query[slot], listed_word), slot)
        asked = pack(query_of[pair], word)
        begin, end = np.searchsorted(meetings, asked, "left"), np.searchsorted(meetings, asked, "right")
        agreed = np.where(end > begin, self.word_weights[word], 0.0)
        listed_agreed = sums(pair, agreed, len(pairs))
        evidence = sums(pair, evidence_of(agreed), len(pairs))
        slot_met, row = spread(begin, end, met_slot)
        met_by, met = unpack(np.unique(pack(pair[row], slot_met)))
        query_agreed = sums(met_by, slots.weight[met], len(pairs))
        query_covered = np.minimum(1.0, query_agreed / slots.totals[query_of])
        return combine(query_covered, listed_agreed / self.name_weights[names], evidence)

    def _by_string(self, queries: Sequence[NormalName]) -> NDArray[np.uint64]:
        """Return packed (query, name) pairs that share a joined run, an acronym, or most of the string."""
        arrays = self.index.arrays
        by_run = ((at, key) for at, query in enumerate(queries) for key in query_run_keys(query))
        by_acronym = ((at, text_key("acronym:", token)) for at, query in enumerate(queries) for token in query.tokens)
        by_segment = (
            (at, key)
            for at, query in enumerate(queries)
            for text in query.strings
            for key in query_keys(text, whole_edits)
        )
        damaged = np.unique(met(arrays.segments, by_segment))
        near = [
            self._near(queries[at], name) for at, name in zip(*map(np.ndarray.tolist, unpack(damaged)), strict=True)
        ]
        found = met(arrays.runs, by_run), met(arrays.acronyms, by_acronym), self._spelled_out(queries)
        return np.concatenate([self._possible(np.concatenate(found), queries), damaged[np.array(near, dtype=bool)]])

    def _possible(self, pairs: NDArray[np.uint64], queries: Sequence[NormalName]) -> NDArray[np.uint64]:
        """Drop the pairs of a name with a query so much longer that the name cannot stand for enough of it."""
        weights = [query_weights(query, self.rarity) for query in queries]
        query_of, names = unpack(pairs)
        heaviest, totals = np.array([max(one) for one in weights]), np.array([sum(one) for one in weights])
        starts = self.index.arrays.name_words.starts
        coverable = LONGEST_SPAN * (starts[names + 1] - starts[names]) * heaviest[query_of] / totals[query_of]
        whole = np.ones(len(pairs))
        possible: NDArray[np.bool_] = (
            combine(np.minimum(1.0, coverable), whole, whole / SLACK) >= self.min_score - SLACK
        )
        return pairs[possible]

    def _near(self, query: NormalName, name: int) -> bool:
        """Tell whether a query and a listed name differ by few letters, with or without legal forms."""
        strings = self.index.strings(name)
        return any(edits_between(*pair) is not None for pair in zip((query.key, query.full), strings, strict=True))

    def _spelled_out(self, queries: Sequence[NormalName]) -> NDArray[np.uint64]:
        """Return packed pairs where a word of the listed name is an acronym of the query."""
        numbers = self.index.word_numbers
        rows = [(at, numbers[word]) for at, query in enumerate(queries) for word in query.acronyms if word in numbers]
        asking = np.array(rows, dtype=np.int64).reshape(-1, 2)
        names, row = self.index.arrays.names_with.gather(asking[:, 1])
        return pack(asking[:, 0][row], names)


def query_run_keys(query: NormalName) -> Iterator[int]:
    """Yield the keys of a query's words and runs of words, joined, and of its whole string."""
    yield from (text_key("run:", text) for text in query.strings)
    for _, text in all_runs(query):
        yield text_key("run:", text)


def met(table: KeyTable, asking: Iterable[tuple[int, int]]) -> NDArray[np.uint64]:
    """Return packed (query, name) pairs for (query, key) pairs."""
    rows = np.array(list(asking), dtype=np.int64).reshape(-1, 2)
    names, row = table.look_up(rows[:, 1].astype(np.uint32))
    return pack(rows[:, 0][row], names)


def sums(groups: Ints, weights: Floats, count: int) -> Floats:
    """Return the sum of the weights of each group."""
    return np.bincount(groups, weights, count).astype(np.float64)


def heavy_words(name_of: Ints, weights: Floats, totals: Floats, share: float) -> NDArray[np.bool_]:
    """Tell which words of the names are heavy: without any of them, the rest of the name falls short of the share."""
    order = np.lexsort((weights, name_of))
    running = np.cumsum(weights[order])
    before = np.concatenate([[0.0], running])[np.searchsorted(name_of[order], name_of[order])]
    heavy = np.zeros(len(weights), dtype=bool)
    heavy[order] = running - before >= share * totals[name_of[order]] - SLACK
    return heavy


def sorted_together(keys: NDArray[np.uint64], values: Ints) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return keys in ascending order and the values that belong to them."""
    order = np.argsort(keys, kind="stable")
    return keys[order], values[order].astype(np.int32)
