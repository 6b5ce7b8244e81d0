"""Finds, for many queries at once, the listed names that are worth comparing: every one that could reach the score.

Evidence of one word is joined through the heaviest words of each listed name: a name whose light words alone agree
cannot reach the score, so only its heavy words lead to it (a prefix filter). Runs of words and acronyms lead straight
to their names. What is found that way is kept only if the evidence, taken at its best, still could be enough; a name
that is the same string, or the same but for a few letters, is kept as it is. No evidence that `score` knows is left
out, so no pair that would pass is lost; what only `persons` knows, `person_keys` finds.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.acronyms_found import KnownWords
from exportgate.parties.alike_words import AlikeWords
from exportgate.parties.bounds import Sides, best_scores, rough_scores
from exportgate.parties.evidence import WordEvidence, both, name_evidence, spelled_out, telling_acronyms, word_evidence
from exportgate.parties.grouped import Floats, Grouped, Ints, Packs, distinct, group_by, pack, sums, unpack
from exportgate.parties.index import NameIndex
from exportgate.parties.index_arrays import WHOLE, strings_of
from exportgate.parties.name_batch import NameBatch
from exportgate.parties.names import NormalName
from exportgate.parties.near_strings import near
from exportgate.parties.score import evidence_of, least_listed_covered
from exportgate.parties.text_keys import Spelled
from exportgate.parties.weights import Rarity

NAMES_AT_ONCE = 2048
WORDS_AT_ONCE = 32_768
MANY_NAMES = 256
SLACK = 1e-9


def batches(queries: Sequence[NormalName]) -> Iterator[NameBatch]:
    """Yield queries in batches of bounded size; a name of very many words is a batch of its own."""
    start = words = 0
    for at, query in enumerate(queries):
        words += len(query.tokens)
        if at > start and (words > WORDS_AT_ONCE or at - start == NAMES_AT_ONCE):
            yield NameBatch(queries[start:at])
            start, words = at, len(query.tokens)
    yield NameBatch(queries[start:])


class Retrieval:
    """Finds candidates on one list, for one set of weights and one least score."""

    def __init__(self, index: NameIndex, rarity: Rarity, min_score: float) -> None:
        self.index, self.rarity, self.min_score = index, rarity, min_score
        arrays = index.arrays
        self.alike = AlikeWords(index, rarity)
        self.word_weights: Floats = np.array(rarity.weights(arrays.words, arrays.stands), dtype=np.float64)
        self.word_proofs: Floats = evidence_of(self.word_weights)
        name_of = np.repeat(np.arange(index.names, dtype=np.int64), np.diff(arrays.name_words.starts))
        words = arrays.name_words.members.astype(np.int64)
        weights = self.word_weights[words]
        self.name_totals = sums(name_of, weights, index.names)
        least = least_listed_covered(min_score, self.name_totals) * self.name_totals
        heavy = heavy_words(name_of, weights, least)
        strong = np.zeros(index.names, dtype=bool)
        strong[arrays.names_with.members] = True
        keep = heavy & strong[name_of]
        self.led_to: Grouped = group_by(words[keep], name_of[keep], len(arrays.words))

    def _telling(self, batch: NameBatch) -> KnownWords:
        """Return the words of the list that may be acronyms of queries; of a few queries only those that they spell."""
        if len(batch.names) >= MANY_NAMES:
            return self._all_telling
        spelled = (acronym for name in batch.names for acronym in name.acronyms)
        return telling_acronyms(spelled, self.index, self.rarity)

    @cached_property
    def _all_telling(self) -> KnownWords:
        return telling_acronyms(self.index.arrays.words, self.index, self.rarity)

    def candidates(self, queries: Sequence[NormalName]) -> Iterator[tuple[int, int]]:
        """Yield (query, listed name) pairs by number, in ascending order: every one that could reach the score."""
        before = 0
        for batch in batches(queries) if queries else ():
            query, names = unpack(distinct(np.concatenate([self._by_words(batch), self._by_string(batch.names)])))
            yield from zip((query + before).tolist(), names.tolist(), strict=True)
            before += len(batch.names)

    def _by_words(self, batch: NameBatch) -> Packs:
        """Return packed (query, name) pairs whose agreeing words could be enough."""
        return self.by_words(batch, spelled_out(batch, self.index, self.rarity, self._telling(batch)))

    def by_words(self, batch: NameBatch, acronyms: WordEvidence) -> Packs:
        """Return packed (query, name) pairs whose agreeing words could be enough, given the acronyms of the queries."""
        numbers = self.alike.numbers(batch.words)
        words = both(word_evidence(batch, numbers, self.alike, self.index), acronyms)
        names = name_evidence(batch, self.index, self.rarity)
        weights = batch.weights(self.alike.weights[numbers])
        totals = sums(batch.name_of, weights, len(batch))
        listed = self.index.arrays.name_words
        listed_weights = self.word_weights, self.word_proofs, self.name_totals
        sides = Sides(batch.name_of, weights, totals, listed, *listed_weights)
        led = self.led(words, sides)
        pairs = distinct(np.concatenate([led, pack(batch.name_of[names.span.first], names.name)]))
        return pairs[best_scores(pairs, words, names, sides) >= self.min_score - SLACK]

    def led(self, words: WordEvidence, sides: Sides) -> Packs:
        """Return the pairs to which heavy words lead and whose listed side could be covered enough."""
        names, row = self.led_to.gather(words.word)
        pairs = distinct(pack(sides.query_of[words.span.first][row], names))
        return pairs[rough_scores(pairs, words, sides) >= self.min_score - SLACK]

    def _by_string(self, queries: Sequence[NormalName]) -> Packs:
        """Return packed (query, name) pairs that are the same string, or nearly so."""
        texts = strings_of(queries)
        names, string = self.index.arrays.wholes.look_up(Spelled(texts).whole(WHOLE))
        one, other = unpack(near(texts, self.index))
        return pack(np.concatenate([string, one]) // 2, np.concatenate([names, other]))


def heavy_words(name_of: Ints, weights: Floats, least: Floats) -> NDArray[np.bool_]:
    """Tell which words of names are heavy: without any of them, the rest weighs less than the least of the name."""
    order = np.lexsort((weights, name_of))
    running = np.cumsum(weights[order])
    before = np.concatenate([[0.0], running])[np.searchsorted(name_of[order], name_of[order])]
    heavy = np.zeros(len(weights), dtype=bool)
    heavy[order] = running - before >= least[name_of[order]] - SLACK
    return heavy
