"""Knows, for the words of the queries met so far, which words of a list are alike and how much.

Every word is numbered and worked out once, however many names have it; the numbers are this module's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from exportgate.parties.grouped import Floats, Ints, KeyTable, Packs, distinct, pack, spread, unpack
from exportgate.parties.index import NameIndex
from exportgate.parties.likeness import LONGEST_SPELLED, edits_allowed, likeness
from exportgate.parties.weights import Rarity
from exportgate.parties.word_keys import reading_table, spelling_table

KEPT = 300_000
MOST_EDITS = edits_allowed(LONGEST_SPELLED)


class AlikeWords:
    """The words of queries, each with the words of one list that are alike.

    `weights` has the weight of each word. Row r of `rows` says that a word is alike the listed word `listed[r]`, to the
    degree `degrees[r]`, being the very same word where `same[r]`.
    """

    def __init__(self, index: NameIndex, rarity: Rarity) -> None:
        self._index, self._rarity = index, rarity
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self.weights: Floats = np.empty(0)
        self._starts: Ints = np.zeros(1, dtype=np.int64)
        self.listed: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self.degrees: Floats = np.empty(0)
        self.same: NDArray[np.bool_] = np.empty(0, dtype=bool)

    def numbers(self, words: Sequence[str]) -> Ints:
        """Return the numbers of some words, working out those not met before; numbers given earlier may expire."""
        if len(self._numbers) > KEPT:
            self._forget()
        new = [word for word in dict.fromkeys(words) if word not in self._numbers]
        if new:
            self._learn(new)
        return np.fromiter(map(self._numbers.__getitem__, words), dtype=np.int64, count=len(words))

    def rows(self, numbers: Ints) -> tuple[Ints, Ints]:
        """Return the rows of many words one after the other, and for each the place of its word in `numbers`."""
        return spread(self._starts[numbers], self._starts[numbers + 1], np.arange(len(self.listed), dtype=np.int32))

    def _learn(self, words: Sequence[str]) -> None:
        """Number new words and find what they are alike to."""
        found = alike_pairs(words, self._index, reading_table(words))
        counts = np.bincount(found.words, minlength=len(words))
        self._numbers |= {word: at for at, word in enumerate(words, start=len(self._numbers))}
        self.weights = np.concatenate([self.weights, [self._rarity.weight(word) for word in words]])
        self._starts = np.concatenate([self._starts, self._starts[-1] + np.cumsum(counts)])
        self.listed = np.concatenate([self.listed, found.listed.astype(np.int32)])
        self.degrees = np.concatenate([self.degrees, found.degrees])
        self.same = np.concatenate([self.same, found.same])


@dataclass(frozen=True, slots=True)
class AlikePairs:
    """Rows of: one of some words, by its place; a listed word; to which degree they are alike; whether they are one."""

    words: Ints
    listed: Ints
    degrees: Floats
    same: NDArray[np.bool_]


def alike_pairs(words: Sequence[str], index: NameIndex, read: KeyTable) -> AlikePairs:
    """Return all pairs of some words and the listed words that are alike; `read` has the reading keys of the words."""
    known = index.arrays.words
    spelled = _sharing(spelling_table(words), index)
    spelled = spelled[spelled_alike(words, known, *unpack(spelled))]
    mine, theirs = unpack(distinct(np.concatenate([_sharing(read, index), spelled])))
    found = [likeness(words[one], known[other]) for one, other in zip(mine.tolist(), theirs.tolist(), strict=True)]
    kept = np.array([alike is not None for alike in found], dtype=bool)
    degrees = np.array([alike.degree for alike in found if alike], dtype=np.float64)
    same = np.array([alike.kind == "equal" for alike in found if alike], dtype=bool)
    return AlikePairs(mine[kept], theirs[kept], degrees, same)


def _sharing(table: KeyTable, index: NameIndex) -> Packs:
    """Return packed (word, listed word) pairs that share one of the keys of the words."""
    listed, asked = index.arrays.word_keys.look_up(table.keys)
    return distinct(pack(table.members[asked].astype(np.int64), listed))


def spelled_alike(words: Sequence[str], known: Sequence[str], mine: Ints, theirs: Ints) -> NDArray[np.bool_]:
    """Tell which pairs of words, by their places, differ by no more slips of the pen than both lengths allow."""
    one, other = [words[at] for at in mine.tolist()], [known[at] for at in theirs.tolist()]
    allowed = [min(edits_allowed(len(a)), edits_allowed(len(b))) for a, b in zip(one, other, strict=True)]
    edits = cpdist(one, other, scorer=OSA.distance, score_cutoff=MOST_EDITS, dtype=np.int32)
    alike: NDArray[np.bool_] = edits <= np.array(allowed, dtype=np.int32)
    return alike
