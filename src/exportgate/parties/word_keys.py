"""Makes the keys by which alike words find each other: any two words that `likeness` accepts share at least one.

Spelling keys are a word with up to its allowed number of letters left out (two words within k edits agree after at
most k letters are left out of each); the others are its sound, the common word it stands for, and, for abbreviation,
the word itself and the beginnings of a common word. Keys are 32-bit hashes: a chance meeting only costs a comparison.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import chain, combinations

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


def spelling_table(tokens: Sequence[str]) -> KeyTable:
    """Return the spelling keys of every word, with the place of its word in the sequence."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for place, token in enumerate(tokens):
        if edits_allowed(len(token)):
            by_length[len(token)].append(place)
    found = [
        spelling_keys([tokens[place] for place in places], np.array(places, dtype=np.uint32))
        for places in by_length.values()
    ]
    return keyed([keys for keys, _ in found], [places for _, places in found])


def reading_table(tokens: Sequence[str]) -> KeyTable:
    """Return the keys of every word that are not about its spelling, with the place of its word in the sequence."""
    found = [reading_keys(token) for token in tokens]
    keys = np.fromiter(chain.from_iterable(found), dtype=np.uint32)
    places = np.repeat(np.arange(len(found), dtype=np.uint32), np.fromiter(map(len, found), dtype=np.int64))
    return keyed([keys], [places])


def keys_of(tokens: Sequence[str]) -> KeyTable:
    """Return every key of every word, with the place of its word in the sequence."""
    tables = reading_table(tokens), spelling_table(tokens)
    return keyed([table.keys for table in tables], [table.members for table in tables])


def keyed(keys: Sequence[Keys], places: Sequence[Places]) -> KeyTable:
    """Return a table of some keys and the places beside them, each pair once."""
    if not keys:
        return key_table(())
    pairs = distinct(pack(np.concatenate(keys).astype(np.int64), np.concatenate(places).astype(np.int64)))
    hashes, words = unpack(pairs)
    return KeyTable(hashes.astype(np.uint32), words.astype(np.uint32))
