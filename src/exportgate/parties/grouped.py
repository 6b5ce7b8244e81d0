"""Groups of numbers in two flat arrays: where each group begins, and the members one after the other.

The joins that retrieval needs are written here once, on whole arrays; what the numbers mean is the caller's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
LOW = np.uint64(0xFFFFFFFF)


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


def spread(begin: Ints, end: Ints, members: NDArray[np.int32] | NDArray[np.uint32]) -> tuple[Ints, Ints]:
    """Return `members[begin:end]` of many ranges in a row, and for each the place of its range."""
    sizes = (end - begin).astype(np.int64)
    asked = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
    before = np.repeat(np.cumsum(sizes) - sizes, sizes)
    at = np.arange(len(asked), dtype=np.int64) - before + np.repeat(np.asarray(begin, dtype=np.int64), sizes)
    return members[at].astype(np.int64), asked


def group_by(groups: Ints, members: Ints, count: int) -> Grouped:
    """Group members by the group number beside each, in ascending order and without repeats."""
    pairs = np.unique(pack(groups, members))
    which, what = unpack(pairs)
    return Grouped(np.searchsorted(which, np.arange(count + 1)).astype(np.int64), what.astype(np.int32))


def group_in_order(groups: Sequence[Sequence[int]]) -> Grouped:
    """Group members as they are given, repeats and order kept."""
    starts = np.cumsum([0, *map(len, groups)], dtype=np.int64)
    return Grouped(starts, np.fromiter((member for group in groups for member in group), dtype=np.int32))


def pack(high: Ints, low: Ints) -> NDArray[np.uint64]:
    """Pack two non-negative numbers below 2**32 into one that sorts by the first, then the second."""
    packed: NDArray[np.uint64] = high.astype(np.uint64) << np.uint64(32) | low.astype(np.uint64)
    return packed


def unpack(packed: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    """Return the two numbers of each pack."""
    return (packed >> np.uint64(32)).astype(np.int64), (packed & LOW).astype(np.int64)


@dataclass(frozen=True, slots=True)
class KeyTable:
    """Members under 32-bit keys, sorted by key."""

    keys: NDArray[np.uint32]
    members: NDArray[np.uint32]

    def look_up(self, keys: NDArray[np.uint32]) -> tuple[Ints, Ints]:
        """Return the members under many keys in a row, and for each the place of its key."""
        begin = np.searchsorted(self.keys, keys, side="left")
        end = np.searchsorted(self.keys, keys, side="right")
        return spread(begin, end, self.members)


def key_table(pairs: Sequence[tuple[int, int]]) -> KeyTable:
    """Make a table of (key, member) pairs."""
    array = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    keys, members = unpack(np.unique(pack(array[:, 0], array[:, 1])))
    return KeyTable(keys.astype(np.uint32), members.astype(np.uint32))
