"""Makes the keys by which texts meet, of many pieces of many texts at once: words, runs of words, parts of names.

A key is a 32-bit hash of a kind and a text: equal texts of one kind have equal keys, and a chance meeting of others
only costs a comparison. The letters of all texts are summed up once, so that the key of any piece of any of them is
the difference of two sums.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.grouped import Ints

Keys = NDArray[np.uint32]
Sums = NDArray[np.uint64]
BASE = 0x9E3779B97F4A7C15
MIXER = np.uint64(0xD6E8FEB86659FD93)
HALF = np.uint64(32)
SLAB = 1 << 16


def text_key(kind: str, text: str) -> int:
    """Return the key of one text by a plain checksum; it never meets a key that `Spelled` makes."""
    return crc32(f"{kind}{text}".encode("utf-8", "surrogatepass"))


@cache
def kind_of(name: str) -> np.uint64:
    """Return what sets the keys of one kind apart from those of another."""
    return np.uint64(crc32(name.encode()) << 32 | crc32(name.encode(), 1))


def powers(base: int, count: int) -> Sums:
    """Return base**0, base**1 … modulo 2**64."""
    rounded = -(-count // SLAB) * SLAB
    return _powers(base, rounded)[:count]


@lru_cache(maxsize=8)
def _powers(base: int, count: int) -> Sums:
    factors = np.full(count, base, dtype=np.uint64)
    factors[:1] = 1
    return np.cumprod(factors, dtype=np.uint64)


class Spelled:
    """Texts laid end to end; text `at` has the letters from `starts[at]` to `starts[at + 1]`."""

    def __init__(self, texts: Sequence[str]) -> None:
        lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        self.starts: Ints = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
        letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        self.letters = letters
        shifted = (letters.astype(np.uint64) + np.uint64(1)) * powers(BASE, len(letters))
        self._sums: Sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(shifted, dtype=np.uint64)])

    def keys(self, begin: Ints, end: Ints, kind: np.uint64 | Sums) -> Keys:
        """Return the keys of the pieces from `begin` to `end`, counted in letters over all texts."""
        inverse = powers(pow(BASE, -1, 2**64), len(self.letters) + 1)
        hashed = (self._sums[end] - self._sums[begin]) * inverse[begin]
        mixed = (hashed ^ kind) * MIXER
        mixed ^= mixed >> HALF
        return (mixed * MIXER >> HALF).astype(np.uint32)

    def whole(self, kind: np.uint64) -> Keys:
        """Return the key of every text."""
        return self.keys(self.starts[:-1], self.starts[1:], kind)
