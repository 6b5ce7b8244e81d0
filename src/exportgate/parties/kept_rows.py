"""Gives the rows of kept words back as names, as far as they were kept, and lays them out in batches."""

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.grouped import Ints, spread
from exportgate.parties.name_batch import NameBatch
from exportgate.parties.names import NormalName
from exportgate.parties.party_words import FORMS, Numbers, PartyWords

Marks = NDArray[np.bool_]
ROWS_AT_ONCE = 4096
SOME_FORM = ("co",)
"""What stands for the legal forms of a name, of which only the words are kept."""


class Rows:
    """The rows of some kept words, by their numbers."""

    def __init__(self, kept: PartyWords) -> None:
        self.kept = kept
        self._starts: Ints = np.concatenate([[0], np.cumsum(kept.row_counts, dtype=np.int64)])

    @cached_property
    def _formal_starts(self) -> Ints:
        counts = np.bincount(self.kept.formal_row, minlength=len(self.kept.row_counts))
        return np.concatenate([[0], np.cumsum(counts)])

    @cached_property
    def _row_of(self) -> Ints:
        return np.repeat(np.arange(len(self.kept.row_counts)), self.kept.row_counts)

    def marked(self, words: Marks) -> Ints:
        """Return how many words of each row are among those marked."""
        found: Ints = np.bincount(self._row_of[words[self.kept.row_words]], minlength=len(self.kept.row_counts))
        return found

    def tokens(self, row: int) -> tuple[str, ...]:
        """Return the words of a row without legal forms."""
        return self._texts(self.kept.row_words[self._starts[row] : self._starts[row + 1]])

    def full(self, row: int) -> tuple[str, ...]:
        """Return the words of a row with its legal forms."""
        if not self.kept.row_flags[row] & FORMS:
            return self.tokens(row)
        return self._texts(self.kept.formal_word[self._formal_starts[row] : self._formal_starts[row + 1]])

    def string(self, at: int) -> str:
        """Return a string by its number: of a row without legal forms or with them, without spaces."""
        return "".join(self.full(at // 2) if at % 2 else self.tokens(at // 2))

    def name(self, row: int) -> NormalName:
        """Return a row as a name that has all by which persons and sisters are found."""
        tokens, full = self.tokens(row), self.full(row)
        forms = SOME_FORM if self.kept.row_flags[row] & FORMS else ()
        return NormalName(" ".join(tokens), " ".join(full), tokens, forms, int(self.kept.row_heads[row]), ())

    def batches(self, rows: Ints) -> Iterator[tuple[int, NameBatch, Ints]]:
        """Yield some rows in batches: the place of the first among them, the names, the numbers of all their words."""
        kept = self.kept
        for first in range(0, len(rows), ROWS_AT_ONCE):
            chosen = rows[first : first + ROWS_AT_ONCE]
            words, _ = spread(self._starts[chosen], self._starts[chosen + 1], kept.row_words)
            counts, heads = (column[chosen].astype(np.int64) for column in (kept.row_counts, kept.row_heads))
            yield first, NameBatch.of_words(self._texts(words), counts, heads), words

    def _texts(self, numbers: Numbers | Ints) -> tuple[str, ...]:
        words: Sequence[str] = self.kept.words
        return tuple([words[at] for at in numbers.tolist()])
