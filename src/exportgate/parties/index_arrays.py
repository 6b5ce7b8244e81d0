"""Makes the arrays of a name index: the words of every name, who has each word, and the keys that lead to a name.

Weak aliases are found only by their whole string. Nothing is weighed here, for weight depends on what else is loaded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.grouped import Grouped, Ints, KeyTable, group_by, group_in_order, key_table
from exportgate.parties.listed_names import ListedName
from exportgate.parties.name_batch import RUN, NameBatch, Spans
from exportgate.parties.name_tables import stands_for
from exportgate.parties.names import NormalName
from exportgate.parties.score import whole_edits
from exportgate.parties.string_segments import Sketches, listed_pieces, piece_keys, sketches
from exportgate.parties.text_keys import Keys, Spelled, kind_of
from exportgate.parties.word_keys import keys_of

WHOLE, ACRONYM = kind_of("whole"), kind_of("acronym")


@dataclass(frozen=True, slots=True)
class NameArrays:
    """The searchable form of the names of a list; names, entries and words are numbered from 0.

    `words` is sorted, `stands` has what each of them stands for where that is another word, else ''; `names_with` (word
    → names) has strong names only. From a key, `word_keys` and `word_texts` lead to words (alike, equal), `runs` to
    rows of `run_spans`, `acronyms` to rows of `acronym_spans`, `wholes` to names, `segments` to strings: string 2n is
    name n without its legal forms, 2n + 1 the same with them. A row of spans is a name, its first word there, and how
    many words. `sketches` tells the letters of a string; `entries_with` and `persons_with` count who has a word.
    """

    words: list[str]
    stands: list[str]
    name_entries: NDArray[np.int32]
    name_words: Grouped
    names_with: Grouped
    entries_with: NDArray[np.int32]
    persons_with: NDArray[np.int32]
    word_keys: KeyTable
    word_texts: KeyTable
    runs: KeyTable
    run_spans: NDArray[np.int32]
    acronyms: KeyTable
    acronym_spans: NDArray[np.int32]
    wholes: KeyTable
    segments: KeyTable
    sketches: Sketches


def strings_of(names: Sequence[NormalName]) -> list[str]:
    """Return two strings of each name, without spaces: without its legal forms, and with them."""
    return [text.replace(" ", "") for name in names for text in (name.key, name.full)]


def spans_in(batch: NameBatch, spans: Spans) -> NDArray[np.int32]:
    """Return spans of the words of some names as rows of name, first word there, number of words."""
    name = batch.name_of[spans.first]
    return np.column_stack([name, spans.first - batch.starts[name], spans.size]).astype(np.int32)


def keyed(keys: Keys, members: Ints) -> KeyTable:
    """Return a table of members under keys."""
    return key_table(np.column_stack([keys.astype(np.int64), members]))


def run_table(batch: NameBatch, strong: NDArray[np.bool_]) -> tuple[KeyTable, NDArray[np.int32]]:
    """Return the table and the spans of the runs of two words or more of strong names."""
    spans, keys = batch.runs(2)
    kept = strong[batch.name_of[spans.first]]
    rows = spans_in(batch, spans)[kept]
    return keyed(keys[kept], np.arange(len(rows))), rows


def acronym_table(names: Sequence[NormalName], strong: NDArray[np.bool_]) -> tuple[KeyTable, NDArray[np.int32]]:
    """Return the table and the spans of the acronyms that strong names give."""
    found = [
        (acronym, at, start, end - start)
        for at in np.flatnonzero(strong).tolist()
        for acronym, (start, end) in names[at].acronyms.items()
    ]
    spans = np.array([span for _, *span in found], dtype=np.int32).reshape(-1, 3)
    return keyed(Spelled([acronym for acronym, *_ in found]).whole(ACRONYM), np.arange(len(spans))), spans


def segment_table(texts: Sequence[str], spelled: Spelled, strong: NDArray[np.bool_]) -> KeyTable:
    """Return the table of the segments of the strings of strong names; of two equal strings the first counts."""
    keys, string = piece_keys(spelled, listed_pieces, whole_edits)
    twice = np.zeros(len(texts), dtype=bool)
    twice[1::2] = [one == other for one, other in zip(texts[::2], texts[1::2], strict=True)]
    kept = strong[string // 2] & ~twice[string]
    return keyed(keys[kept], string[kept])


def whole_table(spelled: Spelled, strong: NDArray[np.bool_]) -> KeyTable:
    """Return the table of whole names; a weak one is known by its name without legal forms alone."""
    string = np.arange(2 * len(strong))
    kept = strong[string // 2] | (string % 2 == 0)
    return keyed(spelled.whole(WHOLE)[kept], string[kept] // 2)


def make_arrays(names: Sequence[ListedName], entries: Sequence[int]) -> NameArrays:
    """Make the arrays for listed names and the number of the entry that each belongs to."""
    normals = [name.normal for name in names]
    words = sorted({token for name in normals for token in name.tokens})
    number = {word: at for at, word in enumerate(words)}
    name_words = group_in_order([[number[token] for token in name.tokens] for name in normals])
    strong = ~np.array([name.weak for name in names], dtype=bool)
    batch, texts = NameBatch(normals), strings_of(normals)
    spelled = Spelled(texts)
    runs, run_spans = run_table(batch, strong)
    acronyms, acronym_spans = acronym_table(normals, strong)
    name_entries = np.array(entries, dtype=np.int32)
    name_of_word, word_of_name = batch.name_of, name_words.members.astype(np.int64)
    entry_of_word = name_entries[name_of_word].astype(np.int64)
    by_entry = group_by(word_of_name, entry_of_word, len(words))
    person = np.array([name.person for name in names], dtype=bool)[name_of_word]
    by_person = group_by(word_of_name[person], entry_of_word[person], len(words))
    held = strong[name_of_word]
    return NameArrays(
        words=words,
        stands=[stood if (stood := stands_for(word)) != word else "" for word in words],
        name_entries=name_entries,
        name_words=name_words,
        names_with=group_by(word_of_name[held], name_of_word[held], len(words)),
        entries_with=np.diff(by_entry.starts).astype(np.int32),
        persons_with=np.diff(by_person.starts).astype(np.int32),
        word_keys=keys_of(words),
        word_texts=keyed(Spelled(words).whole(RUN), np.arange(len(words))),
        runs=runs,
        run_spans=run_spans,
        acronyms=acronyms,
        acronym_spans=acronym_spans,
        wholes=whole_table(spelled, strong),
        segments=segment_table(texts, spelled, strong),
        sketches=sketches(spelled),
    )
