"""Lays out the words of many names in flat columns, with their weights and their runs of neighboring words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exportgate.parties.alignment import LONGEST_RUN, SHORTEST_JOINED
from exportgate.parties.grouped import Floats, Ints
from exportgate.parties.names import NormalName
from exportgate.parties.score import QUERY_TAIL
from exportgate.parties.text_keys import Keys, Spelled, kind_of

RUN = kind_of("run")


@dataclass(frozen=True, slots=True)
class Spans:
    """Runs of words: the first word of each, and how many words it has."""

    first: Ints
    size: Ints


class NameBatch:
    """The words of some names one after the other: those of name `at` from `starts[at]` to `starts[at + 1]`.

    `name_of` says whose a word is, `letters` holds their letters; after the first `heads` words of a name comes its
    tail. `names` is empty where only words were kept of them.
    """

    def __init__(self, names: Sequence[NormalName]) -> None:
        counts = np.fromiter((len(name.tokens) for name in names), dtype=np.int64, count=len(names))
        self.heads: Ints = np.fromiter((name.head for name in names), dtype=np.int64, count=len(names))
        self.names = names
        self.lay_out([token for name in names for token in name.tokens], counts)

    @classmethod
    def of_words(cls, words: Sequence[str], counts: Ints, heads: Ints) -> "NameBatch":
        """Lay out names of which only the words, their number and the length of the head are known."""
        batch = cls(())
        batch.heads = heads
        batch.lay_out(words, counts)
        return batch

    def lay_out(self, words: Sequence[str], counts: Ints) -> None:
        """Lay out the words of the names, given how many each has."""
        self.words = words
        self.starts: Ints = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        self.name_of: Ints = np.repeat(np.arange(len(counts), dtype=np.int64), counts)
        self.letters = Spelled(words)

    def __len__(self) -> int:
        return len(self.heads)

    def weights(self, of_words: Floats) -> Floats:
        """Return the weight of each word as a query's, from its weight at large; less in the tail of a name."""
        place = np.arange(len(self.words)) - self.starts[self.name_of]
        return np.where(place < self.heads[self.name_of], of_words, of_words * QUERY_TAIL)

    def runs(self, least: int) -> tuple[Spans, Keys]:
        """Return the runs of `least` to four words that are long enough to mean something, and their keys."""
        left = self.starts[self.name_of + 1] - np.arange(len(self.words))
        firsts = [np.flatnonzero(left >= size) for size in range(least, LONGEST_RUN + 1)]
        first = np.concatenate(firsts)
        size = np.repeat(np.arange(least, LONGEST_RUN + 1), [len(found) for found in firsts])
        begin, end = self.letters.starts[first], self.letters.starts[first + size]
        long = end - begin >= SHORTEST_JOINED
        return Spans(first[long], size[long]), self.letters.keys(begin[long], end[long], RUN)
