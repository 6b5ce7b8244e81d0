"""Groups of numbers in two flat arrays: where each group begins, and the members one after the other.

The joins that retrieval needs are written here once, on whole arrays; what the numbers mean is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Packs = NDArray[np.uint64]
Floats = NDArray[np.float64]
LOW = np.uint64(0xFFFFFFFF)
LEADING, REST = 22, np.uint32(10)
MANY = 20_000


def sums(groups: Ints, weights: Floats, count: int) -> Floats:
    """Return the sum of the weights of each group."""
    return np.bincount(groups, weights, count).astype(np.float64, copy=False)


def distinct(packed: Packs) -> Packs:
    """Return packs in ascending order, each once; sorting them is faster than the general way of NumPy."""
    ordered = np.sort(packed)
    kept = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=kept[1:])
    return ordered[kept]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Group g has the members `members[starts[g] : starts[g + 1]]`."""

    starts: NDArray[np.int64]
    members: NDArray[np.int32]

    def __getitem__(self, group: int) -> NDArray[np.int32]:
        found: NDArray[np.int32] = self.members[self.starts[group] : self.starts[group + 1]]
        return found

    def gather(self, groups: Ints) -> tuple[Ints, Ints]:
        """Return the members of many groups in a row, and for each the place in `groups` that asked for it."""
        return spread(self.starts[groups], self.starts[groups + 1], self.members)


def spread(begin: Ints, end: Ints, members: NDArray[np.int32] | NDArray[np.uint32] | Ints) -> tuple[Ints, Ints]:
    """Return `members[begin:end]` of many ranges in a row, and for each the place of its range."""
    sizes = (end - begin).astype(np.int64)
    asked = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = np.arange(len(asked), dtype=np.int64) - before + np.repeat(np.asarray(begin, dtype=np.int64), sizes)
    return members[at].astype(np.int64), asked


def group_by(groups: Ints, members: Ints, count: int) -> Grouped:
    """Group members by the group number beside each, in ascending order and without repeats."""
    pairs = distinct(pack(groups, members))
    which, what = unpack(pairs)
    return Grouped(np.searchsorted(which, np.arange(count + 1)).astype(np.int64), what.astype(np.int32))


def group_in_order(groups: Sequence[Sequence[int]]) -> Grouped:
    """Group members as they are given, repeats and order kept."""
    starts = np.cumsum([0, *map(len, groups)], dtype=np.int64)
    return Grouped(starts, np.fromiter((member for group in groups for member in group), dtype=np.int32))


def pack(high: Ints, low: Ints) -> Packs:
    """Pack two non-negative numbers below 2**32 into one that sorts by the first, then the second."""
    packed: Packs = high.astype(np.uint64) << np.uint64(32) | low.astype(np.uint64)
    return packed


def unpack(packed: Packs) -> tuple[Ints, Ints]:
    """Return the two numbers of each pack."""
    return (packed >> np.uint64(32)).astype(np.int64), (packed & LOW).astype(np.int64)


class KeyTable:
    """Members under 32-bit keys, sorted by key."""

    def __init__(self, keys: NDArray[np.uint32], members: NDArray[np.uint32]) -> None:
        self.keys, self.members = keys, members

    @cached_property
    def _present(self) -> NDArray[np.bool_]:
        """For the leading bits of a key, whether the table has any key with them."""
        present = np.zeros(1 << LEADING, dtype=bool)
        present[self.keys >> REST] = True
        return present

    def look_up(self, keys: NDArray[np.uint32]) -> tuple[Ints, Ints]:
        """Return the members under many keys in a row, and for each the place of its key."""
        maybe = np.flatnonzero(self._present[keys >> REST]) if len(keys) > MANY else np.arange(len(keys))
        asked = keys[maybe]
        begin = np.searchsorted(self.keys, asked, side="left")
        end = np.searchsorted(self.keys, asked, side="right")
        members, row = spread(begin, end, self.members)
        return members, maybe[row]

    def has(self, keys: NDArray[np.uint32]) -> NDArray[np.bool_]:
        """Tell which of many keys the table has."""
        found: NDArray[np.bool_] = self._present[keys >> REST]
        maybe = np.flatnonzero(found)
        at = np.searchsorted(self.keys, keys[maybe])
        found[maybe] = self.keys[np.minimum(at, len(self.keys) - 1)] == keys[maybe]
        return found


def key_table(pairs: "NDArray[np.int64] | Sequence[tuple[int, int]]") -> KeyTable:
    """Make a table of (key, member) pairs."""
    array = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    keys, members = unpack(distinct(pack(array[:, 0], array[:, 1])))
    return KeyTable(keys.astype(np.uint32), members.astype(np.uint32))
