"""Makes the arrays of a name index: the words of every name, who has each word, and the keys that lead to a name.

Weak aliases are found only by their whole string. Nothing is weighed here, for weight depends on what else is loaded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.alignment import runs
from exportgate.parties.grouped import Grouped, KeyTable, group_by, group_in_order, key_table
from exportgate.parties.listed_names import ListedName
from exportgate.parties.names import NormalName
from exportgate.parties.score import whole_edits
from exportgate.parties.string_segments import listed_keys
from exportgate.parties.word_keys import keys_of, text_key


@dataclass(frozen=True, slots=True)
class NameArrays:
    """The searchable form of the names of a list; names, entries and words are numbered from 0.

    `words` is sorted; `names_with` (word → names) has strong names only; `runs`, `acronyms` and `segments` lead from a
    key to names, `word_keys` from a key to words; `entries_with` and `persons_with` count who has a word.
    """

    words: list[str]
    name_entries: NDArray[np.int32]
    name_words: Grouped
    names_with: Grouped
    entries_with: NDArray[np.int32]
    persons_with: NDArray[np.int32]
    word_keys: KeyTable
    runs: KeyTable
    acronyms: KeyTable
    segments: KeyTable


def run_keys(name: NormalName) -> Iterator[int]:
    """Yield the keys of a name's runs of two words or more, joined, and of the whole string."""
    yield from (text_key("run:", text) for text in name.strings)
    for (start, end), text in runs(name.tokens, dict.fromkeys(range(len(name.tokens)))):
        if end - start > 1:
            yield text_key("run:", text)


def strong_keys(name: NormalName) -> tuple[list[int], list[int], list[int]]:
    """Return the run, acronym and segment keys of a name that may be matched by more than its whole string."""
    acronyms = [text_key("acronym:", acronym) for acronym in name.acronyms]
    segments = [key for text in name.strings for key in listed_keys(text, whole_edits)]
    return list(run_keys(name)), acronyms, segments


def make_arrays(names: Sequence[ListedName], entries: Sequence[int]) -> NameArrays:
    """Make the arrays for listed names and the number of the entry that each belongs to."""
    words = sorted({token for name in names for token in name.normal.tokens})
    number = {word: at for at, word in enumerate(words)}
    name_words = group_in_order([[number[token] for token in name.normal.tokens] for name in names])
    pairs: tuple[list[tuple[int, int]], ...] = ([], [], [])
    for at, name in enumerate(names):
        if name.weak:
            pairs[0].append((text_key("run:", name.normal.strings[0]), at))
            continue
        for found, keys in zip(pairs, strong_keys(name.normal), strict=True):
            found.extend((key, at) for key in keys)
    name_entries = np.array(entries, dtype=np.int32)
    name_of_word = np.repeat(np.arange(len(names), dtype=np.int64), np.diff(name_words.starts))
    word_of_name = name_words.members.astype(np.int64)
    strong = ~np.array([name.weak for name in names], dtype=bool)[name_of_word]
    entry_of_word = name_entries[name_of_word].astype(np.int64)
    by_entry = group_by(word_of_name, entry_of_word, len(words))
    person = np.array([name.person for name in names], dtype=bool)[name_of_word]
    by_person = group_by(word_of_name[person], entry_of_word[person], len(words))
    return NameArrays(
        words=words,
        name_entries=name_entries,
        name_words=name_words,
        names_with=group_by(word_of_name[strong], name_of_word[strong], len(words)),
        entries_with=np.diff(by_entry.starts).astype(np.int32),
        persons_with=np.diff(by_person.starts).astype(np.int32),
        word_keys=keys_of(words),
        runs=key_table(pairs[0]),
        acronyms=key_table(pairs[1]),
        segments=key_table(pairs[2]),
    )
