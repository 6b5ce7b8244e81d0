"""Keeps of many parties what a search must know of their names and numbers, in columns, so as not to read them again.

Reading a name takes far longer than seeing in what was read that no listed name can match it. What is kept is enough
for that (see `sieve`), not for a comparison: words, and keys of all else by which a name is found. Parties are numbered
in the order given; a row is one reading of a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.entry import Party
from exportgate.parties.grouped import Ints
from exportgate.parties.identifier_reading import Identifier, read_identifiers
from exportgate.parties.identifiers import identifier_key
from exportgate.parties.index_arrays import ACRONYM, WHOLE, strings_of
from exportgate.parties.names import party_readings
from exportgate.parties.person_keys import may_be_person, root_key
from exportgate.parties.person_words import compounds, may_be_part, shared_by_spellings, tokens_of
from exportgate.parties.score import whole_edits
from exportgate.parties.string_segments import listed_pieces, piece_keys, sketches
from exportgate.parties.text_keys import Keys, Spelled, text_key
from exportgate.parties.word_keys import reading_keys

PERSON, FORMS, PART = np.uint8(1), np.uint8(2), np.uint8(1)
Flags = NDArray[np.uint8]
Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The columns of so many `parties`.

    A row is of the party `row_party`, has `row_counts` words of which the first `row_heads` are its head, and
    `row_flags` (it may be a person's, it has legal forms). Row after row the words are in `row_words`, by their numbers
    in `words`. The words of a row with its legal forms, where it has any, are in `formal_word`. String 2n is row n
    without spaces, 2n + 1 the same with its legal forms. Keys have beside them whose each is; an acronym also the first
    and the number of the words that it stands for.
    """

    parties: int
    words: Sequence[str]
    word_flags: Flags
    word_keys: Keys
    word_keys_of: Numbers
    root_keys: Keys
    root_keys_of: Numbers
    form_keys: Keys
    form_keys_of: Numbers
    row_party: Numbers
    row_counts: Numbers
    row_heads: Numbers
    row_flags: Flags
    row_words: Numbers
    formal_row: Numbers
    formal_word: Numbers
    acronyms: Keys
    acronyms_of: Numbers
    acronym_firsts: Numbers
    acronym_sizes: Numbers
    strings: Keys
    string_lengths: Numbers
    sketches: NDArray[np.uint64]
    segments: Keys
    segments_of: Numbers
    identifiers: Keys
    identifiers_of: Numbers


@dataclass(frozen=True, slots=True)
class KeptWord:
    """What is kept of a word: whether it may be a part of a person's compound name, and the keys that lead to it."""

    part: bool
    keys: tuple[int, ...]
    roots: tuple[int, ...]
    forms: tuple[int, ...]


def form_key(form: str) -> int:
    """Return the key of a given name of which a word may be a form."""
    return text_key("form:", form.rstrip("+"))


def form_keys(word: str) -> frozenset[int]:
    """Return the keys of the given names that a word may be a form of."""
    return frozenset(map(form_key, shared_by_spellings(compounds((word,))[0].text).forms))


@lru_cache(maxsize=65536)
def kept_word(word: str) -> KeptWord:
    """Return what is kept of a word."""
    roots = shared_by_spellings(compounds((word,))[0].text).roots
    found = sorted(set(map(root_key, roots))), sorted(form_keys(word))
    return KeptWord(may_be_part(word), tuple(reading_keys(word)), *map(tuple, found))


def party_words(parties: Sequence[Party]) -> PartyWords:
    """Return the columns of some parties."""
    readings = [party_readings(party.name) for party in parties]
    rows = [row for found in readings for row in found]
    formal = [(at, word) for at, row in enumerate(rows) if row.forms for word in tokens_of(row, with_forms=True)]
    numbers: dict[str, int] = {}
    row_words = [numbers.setdefault(word, len(numbers)) for row in rows for word in row.tokens]
    formal_words = [numbers.setdefault(word, len(numbers)) for _, word in formal]
    words = list(numbers)
    kept = list(map(kept_word, words))
    spelled = Spelled(strings_of(rows))
    segments, segments_of = piece_keys(spelled, listed_pieces, whole_edits)
    acronyms = [(acronym, at, *span) for at, row in enumerate(rows) for acronym, span in row.acronyms.items()]
    identifiers = [(identifier_key(item), at) for at, item in _identifiers(parties)]
    word_keys, word_keys_of = _keys([word.keys for word in kept])
    root_keys, root_keys_of = _keys([word.roots for word in kept])
    form_keys, form_keys_of = _keys([word.forms for word in kept])
    return PartyWords(
        parties=len(parties),
        words=words,
        word_flags=np.array([PART * word.part for word in kept], dtype=np.uint8),
        word_keys=word_keys,
        word_keys_of=word_keys_of,
        root_keys=root_keys,
        root_keys_of=root_keys_of,
        form_keys=form_keys,
        form_keys_of=form_keys_of,
        row_party=_counted(map(len, readings)),
        row_counts=_numbers(len(row.tokens) for row in rows),
        row_heads=_numbers(row.head for row in rows),
        row_flags=np.array([PERSON * may_be_person(row) | FORMS * bool(row.forms) for row in rows], dtype=np.uint8),
        row_words=_numbers(row_words),
        formal_row=_numbers(at for at, _ in formal),
        formal_word=_numbers(formal_words),
        acronyms=Spelled([acronym for acronym, *_ in acronyms]).whole(ACRONYM),
        acronyms_of=_numbers(at for _, at, _, _ in acronyms),
        acronym_firsts=_numbers(first for *_, first, _ in acronyms),
        acronym_sizes=_numbers(end - first for *_, first, end in acronyms),
        strings=spelled.whole(WHOLE),
        string_lengths=np.diff(spelled.starts).astype(np.int32),
        sketches=sketches(spelled),
        segments=segments,
        segments_of=segments_of.astype(np.int32),
        identifiers=np.array([key for key, _ in identifiers], dtype=np.uint32),
        identifiers_of=_numbers(at for _, at in identifiers),
    )


def _identifiers(parties: Sequence[Party]) -> Iterator[tuple[int, Identifier]]:
    """Yield the identifiers of parties, each with the number of its party."""
    for at, party in enumerate(parties):
        if party.identifiers:
            yield from ((at, item) for item in read_identifiers(party.identifiers))


def joined(pieces: Sequence[PartyWords]) -> PartyWords:
    """Return the columns of the parties of one or more pieces one after the other, each word once."""
    numbers: dict[str, int] = {}
    new: list[Ints] = []
    renumbered: list[Numbers] = []
    for piece in pieces:
        before = len(numbers)
        places = [numbers.setdefault(word, len(numbers)) for word in piece.words]
        renumbered.append(_numbers(places))
        new.append(np.flatnonzero(renumbered[-1] >= before))
    values: dict[str, object] = {"parties": sum(piece.parties for piece in pieces), "words": list(numbers)}
    values["word_flags"] = np.concatenate([piece.word_flags[kept] for piece, kept in zip(pieces, new, strict=True)])
    for name in ("word_keys", "root_keys", "form_keys"):
        values |= _joined_tables(name, pieces, renumbered, new)
    rows = np.cumsum([0, *(len(piece.row_party) for piece in pieces)])
    parties = np.cumsum([0, *(piece.parties for piece in pieces)])
    moved = {"row_party": parties, "identifiers_of": parties, "formal_row": rows, "acronyms_of": rows}
    moved["segments_of"] = 2 * rows
    for name in (field.name for field in fields(PartyWords) if field.name not in values):
        columns = [getattr(piece, name) for piece in pieces]
        if name in moved:
            columns = [column + np.int32(by) for column, by in zip(columns, moved[name][:-1].tolist(), strict=True)]
        elif name in ("row_words", "formal_word"):
            columns = [places[column] for places, column in zip(renumbered, columns, strict=True)]
        values[name] = np.concatenate(columns)
    return PartyWords(**values)  # type: ignore[arg-type]


def _joined_tables(
    name: str, pieces: Sequence[PartyWords], renumbered: Sequence[Numbers], new: Sequence[Ints]
) -> dict[str, object]:
    """Return the two columns of a table of words for the words that are new in each piece."""
    keys: list[Keys] = [np.empty(0, dtype=np.uint32)]
    words: list[Numbers] = [np.empty(0, dtype=np.int32)]
    for piece, places, kept in zip(pieces, renumbered, new, strict=True):
        of = getattr(piece, f"{name}_of")
        held = np.isin(of, kept)
        keys.append(getattr(piece, name)[held])
        words.append(places[of[held]])
    return {name: np.concatenate(keys), f"{name}_of": np.concatenate(words)}


def _keys(found: Sequence[tuple[int, ...]]) -> tuple[Keys, Numbers]:
    """Return the keys of all words in one column, and beside each the number of its word."""
    return np.fromiter(chain.from_iterable(found), dtype=np.uint32), _counted(map(len, found))


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, dtype=np.int32)


def _counted(counts: Iterable[int]) -> Numbers:
    """Return 0 as often as the first count says, then 1 as often as the second …"""
    sizes = np.fromiter(counts, dtype=np.int64)
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
