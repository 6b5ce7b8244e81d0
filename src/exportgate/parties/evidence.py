"""Collects, for many queries at once, every piece of evidence that the scorer may find between them and a list.

Evidence of a word is a span of a query's words (one word, or a run of them joined or abbreviated) that answers to one
listed word, wherever that word stands; evidence of a name is a span that answers to a span of one listed name.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.acronyms_found import KnownWords, acronyms_found, known_words
from exportgate.parties.alignment import JOINED, SPELLED_OUT, acronym_degree
from exportgate.parties.alike_words import AlikeWords
from exportgate.parties.grouped import Floats, Ints
from exportgate.parties.index import NameIndex
from exportgate.parties.index_arrays import ACRONYM
from exportgate.parties.name_batch import NameBatch, Spans
from exportgate.parties.weights import Rarity


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """Rows of: span of query words, listed word, degree, and whether both sides keep their own weight."""

    span: Spans
    word: Ints
    degree: Floats
    own_weight: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """Rows of: span of query words, listed name, span of its words, degree; both sides keep their own weight."""

    span: Spans
    name: Ints
    listed: Spans
    degree: Floats


def word_evidence(batch: NameBatch, numbers: Ints, alike: AlikeWords, index: NameIndex) -> WordEvidence:
    """Return the words that are alike, and the runs that are one listed word."""
    rows, word = alike.rows(numbers)
    spans, keys = batch.runs(2)
    joined, run = index.arrays.word_texts.look_up(keys)
    return WordEvidence(
        Spans(np.concatenate([word, spans.first[run]]), np.concatenate([np.ones_like(word), spans.size[run]])),
        np.concatenate([alike.listed[rows].astype(np.int64), joined]),
        np.concatenate([alike.degrees[rows], np.full(len(run), JOINED)]),
        np.concatenate([alike.same[rows], np.ones(len(run), dtype=bool)]),
    )


def telling_acronyms(words: Iterable[str], index: NameIndex, rarity: Rarity) -> KnownWords:
    """Return those of some words that the list has and that say something where they are the acronym of a query."""
    known = known_words(word for word in words if word in index.word_numbers)
    return known_words(word for word in known.words if acronym_degree(word, rarity.with_word(word)))


def spelled_out(batch: NameBatch, index: NameIndex, rarity: Rarity, telling: KnownWords) -> WordEvidence:
    """Return the listed words that are acronyms of the queries."""
    found: list[tuple[int, int, int, float]] = []
    for at, name in enumerate(batch.names):
        spans = (
            acronyms_found(name.tokens, name.initials, name.spoken_forms, name.head, telling) if name.initials else {}
        )
        for acronym, (start, end) in spans.items():
            degree = SPELLED_OUT * acronym_degree(acronym, rarity.with_word(acronym))
            found.append((index.word_numbers[acronym], int(batch.starts[at]) + start, end - start, degree))
    rows = np.array(found, dtype=np.float64).reshape(-1, 4)
    word, first, size = rows[:, :3].astype(np.int64).T
    return WordEvidence(Spans(first, size), word, rows[:, 3], np.ones(len(rows), dtype=bool))


def both(one: WordEvidence, other: WordEvidence) -> WordEvidence:
    """Return two pieces of evidence as one."""
    return WordEvidence(
        Spans(np.append(one.span.first, other.span.first), np.append(one.span.size, other.span.size)),
        np.append(one.word, other.word),
        np.append(one.degree, other.degree),
        np.append(one.own_weight, other.own_weight),
    )


def name_evidence(batch: NameBatch, index: NameIndex, rarity: Rarity) -> NameEvidence:
    """Return the words and runs that are a run of a listed name, and the words that are a listed name's acronym."""
    arrays = index.arrays
    spans, keys = batch.runs(1)
    runs, run = arrays.runs.look_up(keys)
    acronyms, word = arrays.acronyms.look_up(batch.letters.whole(ACRONYM))
    degrees = _acronym_degrees(batch, word, rarity)
    said = degrees > 0
    acronyms, word, degrees = acronyms[said], word[said], degrees[said]
    listed = np.concatenate([arrays.run_spans[runs], arrays.acronym_spans[acronyms]]).astype(np.int64)
    return NameEvidence(
        Spans(np.concatenate([spans.first[run], word]), np.concatenate([spans.size[run], np.ones_like(word)])),
        listed[:, 0],
        Spans(listed[:, 1], listed[:, 2]),
        np.concatenate([np.full(len(run), JOINED), degrees]),
    )


def _acronym_degrees(batch: NameBatch, words: Ints, rarity: Rarity) -> Floats:
    """Return how much each of some words says as an acronym."""
    distinct, place = np.unique(words, return_inverse=True)
    texts = [batch.words[at] for at in distinct.tolist()]
    degrees = np.array([acronym_degree(text, rarity.with_acronym(text)) for text in texts], dtype=np.float64)
    found: Floats = degrees[place] if texts else degrees
    return found
