"""Finds, for many queries at once, the listed names that are worth comparing: every one that could reach the score.

Evidence of one word for one word is joined through the heaviest words of each listed name: a name whose light words
alone agree cannot reach the score, so only its heavy words lead to it (a prefix filter), and what is found is kept
only if the weight that agrees, taken at its most, still could. Joined words, acronyms and damage to the string as a
whole lead straight to their names. No evidence that `score` knows is left out, so no pair that would pass is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.alignment import runs
from exportgate.parties.grouped import Grouped, Ints, group_by, pack, spread, unpack
from exportgate.parties.index import NameIndex
from exportgate.parties.likeness import likeness
from exportgate.parties.names import NormalName
from exportgate.parties.score import combine, evidence_of, least_listed_covered, query_weights, whole_edits
from exportgate.parties.string_segments import query_keys
from exportgate.parties.weights import Rarity
from exportgate.parties.word_keys import keys_of, text_key

Floats = NDArray[np.float64]
CHUNK = 512
SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Slots:
    """The words of some queries, one slot each: whose it is, which of the distinct words, and its weight there."""

    query: Ints
    word: Ints
    weight: Floats
    words: list[str]
    totals: Floats


def slots_of(queries: Sequence[NormalName], rarity: Rarity) -> Slots:
    """Lay out the words of the queries, and the runs of words that may be one word of a listed name."""
    numbers: dict[str, int] = {}
    rows: list[tuple[int, int, float]] = []
    totals: list[float] = []
    for at, query in enumerate(queries):
        weights = query_weights(query, rarity)
        totals.append(sum(weights))
        rows += [
            (at, numbers.setdefault(token, len(numbers)), weights[place]) for place, token in enumerate(query.tokens)
        ]
        for (start, end), text in runs(query.tokens, dict.fromkeys(range(len(query.tokens)))):
            if end - start > 1:
                rows.append((at, numbers.setdefault(text, len(numbers)), sum(weights[start:end])))
    query_of, word, weight = zip(*rows, strict=True)
    return Slots(np.array(query_of), np.array(word), np.array(weight), list(numbers), np.array(totals))


class Retrieval:
    """Finds candidates on one list, for one set of weights and one least score."""

    def __init__(self, index: NameIndex, rarity: Rarity, min_score: float) -> None:
        self.index, self.rarity, self.min_score = index, rarity, min_score
        arrays = index.arrays
        self.word_weights: Floats = np.array([rarity.weight(word) for word in arrays.words], dtype=np.float64)
        name_of = np.repeat(np.arange(index.names, dtype=np.int64), np.diff(arrays.name_words.starts))
        words = arrays.name_words.members.astype(np.int64)
        weights = self.word_weights[words]
        self.name_weights: Floats = np.bincount(name_of, weights, index.names)
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

    def _alike(self, words: list[str]) -> Grouped:
        """Return, for each word of the queries, the words of the list that are alike."""
        table = keys_of(words)
        listed, asked = self.index.arrays.word_keys.look_up(table.keys)
        mine, theirs = unpack(np.unique(pack(table.members[asked].astype(np.int64), listed)))
        known = self.index.arrays.words
        alike = [
            likeness(words[one], known[other]) is not None
            for one, other in zip(mine.tolist(), theirs.tolist(), strict=True)
        ]
        keep = np.array(alike, dtype=bool)
        return group_by(mine[keep], theirs[keep], len(words))

    def _by_words(self, slots: Slots) -> NDArray[np.uint64]:
        """Return packed (query, name) pairs whose agreeing words could be enough."""
        alike = self._alike(slots.words)
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
        listed_agreed = np.bincount(pair, agreed, len(pairs))
        evidence = np.bincount(pair, evidence_of(agreed), len(pairs))
        slot_met, row = spread(begin, end, met_slot)
        met_by, met = unpack(np.unique(pack(pair[row], slot_met)))
        query_agreed = np.bincount(met_by, slots.weight[met], len(pairs))
        query_covered = np.minimum(1.0, query_agreed / slots.totals[query_of])
        return combine(query_covered, listed_agreed / self.name_weights[names], evidence)

    def _by_string(self, queries: Sequence[NormalName]) -> NDArray[np.uint64]:
        """Return packed (query, name) pairs that share a joined run, an acronym or the string as a whole."""
        arrays = self.index.arrays
        found = [np.empty(0, dtype=np.uint64)]
        for table, keys in (
            (arrays.runs, [(at, key) for at, query in enumerate(queries) for key in query_run_keys(query)]),
            (
                arrays.acronyms,
                [(at, text_key("acronym:", token)) for at, query in enumerate(queries) for token in query.tokens],
            ),
            (
                arrays.segments,
                [
                    (at, key)
                    for at, query in enumerate(queries)
                    for text in query.strings
                    for key in query_keys(text, whole_edits)
                ],
            ),
        ):
            asking = np.array(keys, dtype=np.int64).reshape(-1, 2)
            names, row = table.look_up(asking[:, 1].astype(np.uint32))
            found.append(pack(asking[:, 0][row], names))
        found.append(self._spelled_out(queries))
        return np.concatenate(found)

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
    for _, text in runs(query.tokens, dict.fromkeys(range(len(query.tokens)))):
        yield text_key("run:", text)


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
