"""Makes the keys by which alike words find each other: any two words that `likeness` accepts share at least one.

Spelling keys are a word with up to its allowed number of letters left out (two words within k edits agree after at
most k letters are left out of each); the others are its sound, the common word it stands for, and, for abbreviation,
the word itself and the beginnings of a common word. Keys are 32-bit hashes: a chance meeting only costs a comparison.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.grouped import KeyTable, distinct, key_table, pack, unpack
from exportgate.parties.likeness import (
    LONGEST_ABBREVIATION,
    LONGEST_SPELLED,
    SHORTEST_ABBREVIATION,
    SHORTEST_OF_RARE_WORD,
    edits_allowed,
    sound_of,
)
from exportgate.parties.name_tables import meaning_of
from exportgate.parties.text_keys import Keys, text_key
from exportgate.parties.weights import is_common

Places = NDArray[np.uint32]
MULTIPLIER = 0x9E3779B1
POWERS = np.array([pow(MULTIPLIER, exponent, 2**32) for exponent in range(1, LONGEST_SPELLED + 1)], dtype=np.uint32)


def reading_keys(token: str) -> list[int]:
    """Return the keys of a word that are not about its spelling."""
    keys = [text_key("sound:", sound_of(token)), text_key("word:", meaning_of(token)), text_key("begins:", token)]
    least = SHORTEST_ABBREVIATION if is_common(token) else SHORTEST_OF_RARE_WORD
    return keys + [
        text_key("begins:", token[:size]) for size in range(least, min(LONGEST_ABBREVIATION, len(token) - 2) + 1)
    ]


@cache
def places_to_leave_out(length: int, count: int) -> NDArray[np.int64]:
    """Return every choice of so many places of a word, one a row, in ascending order."""
    chosen = list(combinations(range(length), count))
    return np.array(chosen, dtype=np.int64).reshape(len(chosen), count)


def shortened(letters: NDArray[np.uint32], count: int) -> Keys:
    """Return the hashes of each word of a matrix (words by letters) with any `count` letters left out, one row a word.

    A letter counts by its place among those that are kept. What stands after s letters left out is taken from sums in
    which every letter counts as if s places further to the front.
    """
    words, length = letters.shape
    gone = places_to_leave_out(length, count)
    hashes = np.zeros((words, len(gone)), dtype=np.uint32)
    for moved in range(count + 1):
        sums = np.zeros((words, length + 1), dtype=np.uint32)
        np.cumsum(letters[:, moved:] * POWERS[: length - moved], axis=1, dtype=np.uint32, out=sums[:, moved + 1 :])
        start = gone[:, moved - 1] + 1 if moved else np.zeros(len(gone), dtype=np.int64)
        end = gone[:, moved] if moved < count else np.full(len(gone), length)
        hashes += sums[:, end] - sums[:, start]
    return hashes


def spelling_keys(tokens: Sequence[str], numbers: NDArray[np.uint32]) -> tuple[Keys, Places]:
    """Return the spelling keys of words of one length, and the number of the word that each belongs to."""
    length = len(tokens[0])
    letters = np.frombuffer("".join(tokens).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).reshape(-1, length)
    keys = np.hstack([shortened(letters, left_out) for left_out in range(edits_allowed(length) + 1)])
    return keys.ravel(), np.repeat(numbers, keys.shape[1])


def keys_of(tokens: Sequence[str]) -> KeyTable:
    """Return every key of every word, with the place of its word in the sequence."""
    keys: list[NDArray[np.uint32]] = []
    places: list[NDArray[np.uint32]] = []
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        read = reading_keys(token)
        keys.append(np.array(read, dtype=np.uint32))
        places.append(np.full(len(read), place, dtype=np.uint32))
        if edits_allowed(len(token)):
            by_length[len(token)].append(place)
    for same_length in by_length.values():
        found = spelling_keys([tokens[place] for place in same_length], np.array(same_length, dtype=np.uint32))
        keys.append(found[0])
        places.append(found[1])
    if not keys:
        return key_table(())
    pairs = distinct(pack(np.concatenate(keys).astype(np.int64), np.concatenate(places).astype(np.int64)))
    hashes, words = unpack(pairs)
    return KeyTable(hashes.astype(np.uint32), words.astype(np.uint32))
