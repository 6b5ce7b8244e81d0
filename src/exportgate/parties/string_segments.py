"""Cuts strings into segments by which those that differ in a few letters find each other.

A string that may differ by k letters is cut into k + 1 segments, one of which stands unharmed in every string within
that distance, near its old place (Li, Deng, Wang and Feng, "Pass-Join", PVLDB 2011). How many letters a string of a
length may differ by is the scorer's `whole_edits`. A segment is known by the length of the listed string, which segment
of it it is, and its letters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.grouped import Ints
from exportgate.parties.text_keys import Keys, Spelled, kind_of

Allowed = Callable[[int], int]
SEGMENT = kind_of("segment")
PARTS = np.uint64(8)
Sketches = NDArray[np.uint64]
LETTERS = 32
BLOCK = 16_384


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a string: where each begins and ends, and the kind of its key."""

    begin: Ints
    end: Ints
    kind: NDArray[np.uint64]


def segments(length: int, edits: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of the segments of a string of a length, the shorter ones first."""
    parts = edits + 1
    short, longer = divmod(length, parts)
    start = 0
    for part in range(parts):
        end = start + short + (part >= parts - longer)
        yield start, end
        start = end


def pieces(found: list[tuple[int, int, int, int]]) -> Pieces:
    """Return pieces from rows of begin, end, the length of the listed string and the segment's number."""
    rows = np.array(sorted(set(found)), dtype=np.int64).reshape(-1, 4)
    which = rows[:, 2].astype(np.uint64) * PARTS + rows[:, 3].astype(np.uint64)
    return Pieces(rows[:, 0], rows[:, 1], SEGMENT + which)


@lru_cache(maxsize=4096)
def listed_pieces(length: int, allowed: Allowed) -> Pieces:
    """Return the segments under which a listed string of a length is kept; none where it must be equal."""
    edits = allowed(length)
    cuts = enumerate(segments(length, edits)) if edits else ()
    return pieces([(start, end, length, part) for part, (start, end) in cuts])


@lru_cache(maxsize=4096)
def query_pieces(length: int, allowed: Allowed) -> Pieces:
    """Return the pieces of a query of a length that may be segments of listed strings within the distance of both."""
    reach = allowed(length)
    found: list[tuple[int, int, int, int]] = []
    for listed in range(length - reach, length + reach + 1):
        edits = allowed(listed)
        if not reach or abs(listed - length) > edits:
            continue
        shift = length - listed
        for part, (start, end) in enumerate(segments(listed, edits)):
            first = max(0, start - part, start + shift - (edits - part))
            last = min(length - (end - start), start + part, start + shift + (edits - part))
            found += [(at, at + end - start, listed, part) for at in range(first, last + 1)]
    return pieces(found)


def piece_keys(spelled: Spelled, of_length: Callable[[int, Allowed], Pieces], allowed: Allowed) -> tuple[Keys, Ints]:
    """Return the keys of the pieces of every text, and the number of the text that each belongs to."""
    starts = spelled.starts
    lengths = np.diff(starts)
    order = np.argsort(lengths, kind="stable")
    keys: list[Keys] = [np.empty(0, dtype=np.uint32)]
    texts: list[Ints] = [np.empty(0, dtype=np.int64)]
    lengths_met, first = np.unique(lengths[order], return_index=True)
    ends = np.append(first, len(order))[1:]
    for length, begin, end in zip(lengths_met.tolist(), first.tolist(), ends.tolist(), strict=True):
        cut, same = of_length(length, allowed), order[begin:end]
        if len(cut.begin):
            base = starts[same][:, None]
            keys.append(spelled.keys(base + cut.begin, base + cut.end, cut.kind).ravel())
            texts.append(np.repeat(same, len(cut.begin)))
    return np.concatenate(keys), np.concatenate(texts)


def sketches(spelled: Spelled) -> Sketches:
    """Return for each text which letters it has (one bit a letter, modulo 32) and which it has twice.

    A letter put in, taken out or changed changes at most two bits. A block of texts is counted at a time.
    """
    count = len(spelled.starts) - 1
    blocks = [_sketches(spelled, at, min(at + BLOCK, count)) for at in range(0, count, BLOCK)]
    return np.concatenate([np.empty(0, dtype=np.uint64), *blocks])


def _sketches(spelled: Spelled, first: int, end: int) -> Sketches:
    """Return the sketches of the texts from `first` to `end`."""
    starts = spelled.starts[first : end + 1]
    text = np.repeat(np.arange(end - first), np.diff(starts))
    slots = text * LETTERS + (spelled.letters[starts[0] : starts[-1]].astype(np.int64) % LETTERS)
    counts = np.bincount(slots, minlength=LETTERS * (end - first)).reshape(-1, LETTERS)
    bits = np.uint64(1) << np.arange(LETTERS, dtype=np.uint64)
    once = ((counts > 0) * bits).sum(axis=1, dtype=np.uint64)
    twice = ((counts > 1) * bits).sum(axis=1, dtype=np.uint64)
    found: Sketches = once | twice << np.uint64(LETTERS)
    return found
