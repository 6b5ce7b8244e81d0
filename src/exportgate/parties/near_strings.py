"""Finds the listed strings that differ from a queried one by a few letters, for many queries at once.

Strings meet by their segments; of those that meet, the ones whose letters differ too much are dropped by a 64-bit sum
of their letters before any two are compared.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from exportgate.parties.grouped import Ints, Packs, distinct, pack, unpack
from exportgate.parties.index import NameIndex
from exportgate.parties.score import EDITS_BY_LENGTH, whole_edits
from exportgate.parties.string_segments import piece_keys, query_pieces, sketches
from exportgate.parties.text_keys import Spelled

MOST = max(EDITS_BY_LENGTH)
ALLOWED = np.array(EDITS_BY_LENGTH, dtype=np.int64)


def edits_of(lengths: Ints) -> Ints:
    """Return `whole_edits` of many lengths."""
    allowed: Ints = ALLOWED[np.minimum(lengths, len(ALLOWED) - 1)]
    return allowed


def near(texts: Sequence[str], index: NameIndex) -> Packs:
    """Return packed (text, listed name) pairs that differ by no more letters than the lengths of both allow."""
    asked = Spelled(texts)
    keys, text_of = piece_keys(asked, query_pieces, whole_edits)
    strings, row = index.arrays.segments.look_up(keys)
    one, other = unpack(distinct(pack(text_of[row], strings)))
    differing = np.bitwise_count(sketches(asked)[one] ^ index.arrays.sketches[other])
    maybe = differing <= 2 * edits_of(np.diff(asked.starts))[one]
    one, other = one[maybe], other[maybe]
    mine, theirs = [texts[at] for at in one.tolist()], [index.squeezed(at) for at in other.tolist()]
    return pack(one, other // 2)[differ_little(mine, theirs)]


def differ_little(mine: Sequence[str], theirs: Sequence[str]) -> NDArray[np.bool_]:
    """Tell which pairs of strings differ by no more letters than the lengths of both allow."""
    edits = cpdist(mine, theirs, scorer=Levenshtein.distance, score_cutoff=MOST, dtype=np.int32)
    shorter = np.fromiter(map(min, map(len, mine), map(len, theirs)), dtype=np.int64, count=len(mine))
    found: NDArray[np.bool_] = edits <= edits_of(shorter)
    return found
