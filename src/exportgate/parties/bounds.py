"""Bounds the score that the words of a query and a listed name can give, for many pairs at once.

Every word is taken at the best evidence there is for it, as if no other word wanted the same partner; so no score of
`score.words_score` is above its bound, and where each word has one partner the bound is the score.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.evidence import NameEvidence, WordEvidence
from exportgate.parties.grouped import Floats, Grouped, Ints, Packs, distinct, pack, spread, sums, unpack
from exportgate.parties.score import combine, evidence_of

BUCKETS = 256


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: whose each query word is, the words of the listed names, and the weights of both.

    `word_proofs` is what each listed word proves at its weight; `query_totals` and `name_totals` are the sums of the
    weights of a query and of a listed name.
    """

    query_of: Ints
    query_weights: Floats
    query_totals: Floats
    listed: Grouped
    word_weights: Floats
    word_proofs: Floats
    name_totals: Floats


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows: a pair, a listed word of it, a query word that may answer to it, to what degree, at whose weight.

    `listed` counts the listed words of all pairs one after the other, `query` the words of all queries.
    """

    pair: Ints
    listed: Ints
    query: Ints
    degree: Floats
    own_weight: NDArray[np.bool_]


def rough_scores(pairs: Packs, words: WordEvidence, sides: Sides) -> Floats:
    """Return a bound from the listed side alone, of packed (query, name) pairs that only words speak for.

    A word is known by its number modulo 256 there, so a chance meeting can only raise the bound.
    """
    met = np.zeros((len(sides.query_totals), BUCKETS))
    np.maximum.at(met, (sides.query_of[words.span.first], words.word % BUCKETS), words.degree)
    query, name = unpack(pairs)
    word, pair = sides.listed.gather(name)
    degree = met[query[pair], word % BUCKETS]
    agreed = sums(pair, sides.word_weights[word] * (degree > 0), len(pairs))
    evidence = sums(pair, degree * sides.word_proofs[word], len(pairs))
    return combine(np.ones(len(pairs)), agreed / sides.name_totals[name], evidence)


def best_scores(pairs: Packs, words: WordEvidence, names: NameEvidence, sides: Sides) -> Floats:
    """Return the bound of each of some packed, ascending (query, listed name) pairs."""
    query, name = unpack(pairs)
    word, pair = sides.listed.gather(name)
    found = [_by_word(words, query, word, pair, sides), _by_name(names, pairs, pair, sides)]
    joined = (np.concatenate(columns) for columns in zip(*map(_columns, found), strict=True))
    answers = Answers(*joined)
    listed_weights = sides.word_weights[word]
    mine, theirs = sides.query_weights[answers.query], listed_weights[answers.listed]
    lighter = np.minimum(mine, theirs)
    mine, theirs = np.where(answers.own_weight, mine, lighter), np.where(answers.own_weight, theirs, lighter)

    evidence = np.zeros(len(word))
    np.maximum.at(evidence, answers.listed, answers.degree * evidence_of(theirs))
    agreed, saved = _best(answers.listed, theirs, answers.degree, listed_weights)
    listed = sums(pair, agreed, len(pairs)) / (sides.name_totals[name] - sums(pair, saved, len(pairs)))

    asking = pack(answers.pair, answers.query)
    cells = distinct(asking)
    cell = np.searchsorted(cells, asking)
    cell_pair, cell_word = unpack(cells)
    agreed, saved = _best(cell, mine, answers.degree, sides.query_weights[cell_word])
    asked = sums(cell_pair, agreed, len(pairs)) / (sides.query_totals[query] - sums(cell_pair, saved, len(pairs)))
    whole = sums(pair, evidence, len(pairs))
    return combine(np.minimum(1.0, asked), np.minimum(1.0, listed), whole)


def _columns(answers: Answers) -> tuple[NDArray[np.generic], ...]:
    return answers.pair, answers.listed, answers.query, answers.degree, answers.own_weight


def _best(at: Ints, weight: Floats, degree: Floats, full: Floats) -> tuple[Floats, Floats]:
    """Return for each word the most that its answers agree on, and the most weight that one of them takes off it."""
    agreed, least = np.zeros(len(full)), full.copy()
    np.maximum.at(agreed, at, weight * degree)
    np.minimum.at(least, at, weight)
    return agreed, full - least


def _by_word(words: WordEvidence, query: Ints, word: Ints, pair: Ints, sides: Sides) -> Answers:
    """Return the answers that evidence of words gives to the listed words of some pairs."""
    keys = pack(sides.query_of[words.span.first], words.word)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    asked = pack(query[pair], word)
    rows, listed = spread(np.searchsorted(keys, asked, "left"), np.searchsorted(keys, asked, "right"), order)
    place, row = _each(words.span.size[rows])
    rows, listed = rows[row], listed[row]
    return Answers(pair[listed], listed, words.span.first[rows] + place, words.degree[rows], words.own_weight[rows])


def _by_name(names: NameEvidence, pairs: Packs, pair: Ints, sides: Sides) -> Answers:
    """Return the answers that evidence of names gives to the listed words of their pairs, each of which is there."""
    at = np.searchsorted(pairs, pack(sides.query_of[names.span.first], names.name))
    first = np.searchsorted(pair, at) + names.listed.first
    place, row = _each(names.listed.size)
    listed = first[row] + place
    place, inner = _each(names.span.size[row])
    row, listed = row[inner], listed[inner]
    own = np.ones(len(row), dtype=bool)
    return Answers(at[row], listed, names.span.first[row] + place, names.degree[row], own)


def _each(sizes: Ints) -> tuple[Ints, Ints]:
    """Return every place within spans of some sizes, and the number of its span."""
    span = np.repeat(np.arange(len(sizes)), sizes)
    return np.arange(len(span)) - np.repeat(np.cumsum(sizes) - sizes, sizes), span
