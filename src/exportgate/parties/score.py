"""Scores how alike two names are, from 0 to 1, by the weight of the words that agree and of those that do not.

Only a name that is the same after normalization scores 1. Otherwise the score rises with the share of the weight that
is covered on both sides and with the rarity of what agrees; damage to the string as a whole is a second way. Numbers
and places that disagree keep sister companies apart, and legal forms that contradict each other count a little.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Literal, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Levenshtein

from exportgate.parties.alignment import Alignment, Pair, align, align_damaged
from exportgate.parties.form_families import forms_contradict
from exportgate.parties.name_tables import places
from exportgate.parties.names import NormalName
from exportgate.parties.numbers import is_number
from exportgate.parties.weights import LIGHTEST, Rarity

Conflict = Literal["numbers", "series", "places", "forms", "persons", "company"]
Amount = TypeVar("Amount", float, NDArray[np.float64])
DEFAULT_MIN_SCORE = 0.8
BELOW_EXACT = 0.99
READ_CAP = 0.97
PART_CAP = 0.98
# Fitted together on listed aliases, damaged names and unlisted companies; the calibration then spreads the scores so
# that 0.8 is where one unlisted company in two hundred raises a hit.
COVERED_POWER = 0.6
EVIDENCE_NEEDED = 1.0
EVIDENCE_POWER = 1.2
CALIBRATION = 0.197
HALVINGS = 30
SAME_WEIGHT = frozenset({"equal", "joined", "acronym"})
QUERY_TAIL = 0.1
CONFLICT: dict[Conflict, float] = {
    "numbers": 0.75,
    "series": 0.97,
    "places": 0.75,
    "forms": 0.93,
    "persons": 0.7,
    "company": 0.75,
}
EDITS_BY_LENGTH = (0,) * 6 + (1,) * 2 + (2,) * 12 + (3,)
# What one owner sets up one after the other is told apart by a number: Fund IX, Trust 2004-1.
SERIES = frozenset({"fund", "partners", "series", "trust"})
YEAR = re.compile("(?:19|20)[0-9]{2}")
NOTHING = Alignment((), (), ())


class Judged(NamedTuple):
    """How two names were measured: the share of each name's weight that agrees, the evidence of it, and the score."""

    query: float
    listed: float
    evidence: float
    by_words: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, and the words that say so: the pairing of their words, and what disagrees.

    The alignment counts places in `query` and `listed`, the words of both names, with legal forms where these matter.
    `apart_from_place` is what the score would be if it did not matter that the places differ, so never below it; it is
    0 where no places differ. Where it reaches a least score that `score` does not, the two may be sister companies.
    `judged` is how the score came where the names were measured as those of persons.
    """

    score: float
    exact: bool
    alignment: Alignment = NOTHING
    query: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    apart_from_place: float = 0.0
    judged: Judged | None = None


def token_weights(name: NormalName, rarity: Rarity) -> tuple[float, ...]:
    """Return the weight of each word of a name."""
    return tuple(map(rarity.weight, name.tokens))


def query_weights(name: NormalName, rarity: Rarity) -> tuple[float, ...]:
    """Return the weight of each word of a query, less for what follows a legal form (a branch, a building)."""
    weights = token_weights(name, rarity)
    return tuple(weight if at < name.head else weight * QUERY_TAIL for at, weight in enumerate(weights))


def whole_edits(length: int) -> int:
    """Return by how many letters two names of a length (without spaces) may differ and still be the same, damaged."""
    return EDITS_BY_LENGTH[min(length, len(EDITS_BY_LENGTH) - 1)]


def combine(query_covered: Amount, listed_covered: Amount, evidence: Amount) -> Amount:
    """Return the score for the share of weight covered on each side and the evidence, one by one or many at once."""
    likeness = (query_covered * listed_covered) ** COVERED_POWER * proof(evidence)
    score: Amount = likeness * (1 + CALIBRATION) / (likeness + CALIBRATION)
    return score


def proof(evidence: Amount) -> Amount:
    """Return, from 0 to 1, how much evidence proves: the more there is, the less more of it adds."""
    proved: Amount = evidence / (evidence + EVIDENCE_NEEDED)
    return proved


def evidence_of(weight: Amount) -> Amount:
    """Return what a word of a weight proves: two half-rare words prove less than one rare word."""
    evidence: Amount = weight**EVIDENCE_POWER
    return evidence


def least_listed_covered(min_score: float, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the share of its weight that each listed name must have covered to reach a score by its words.

    `weights` has the weight of each name: what is covered of it is also the most that its words can prove, since no
    word proves more than it weighs.
    """
    needed = min_score * CALIBRATION / (1 + CALIBRATION - min_score)
    least, most = np.zeros_like(weights), np.ones_like(weights)
    for _ in range(HALVINGS):
        share = (least + most) / 2
        enough = share**COVERED_POWER * proof(share * weights) >= needed
        least, most = np.where(enough, least, share), np.where(enough, share, most)
    return least


class Coverage(NamedTuple):
    """The share of each name's weight that agrees, and the evidence of what agrees."""

    query: float
    listed: float
    evidence: float


def counted_weights(pair: Pair, query: Sequence[float], listed: Sequence[float]) -> tuple[float, list[float]]:
    """Return what the words of a pair count on each side; a pair of unlike spelling weighs as its lighter side."""
    query_weight, weights = sum(query[at] for at in pair.query), [listed[at] for at in pair.listed]
    listed_weight = sum(weights)
    if pair.kind in SAME_WEIGHT:
        return query_weight, weights
    if query_weight < listed_weight:
        return query_weight, [weight * query_weight / listed_weight for weight in weights]
    return listed_weight, weights


def pair_evidence(pair: Pair, query_weight: float, weights: Iterable[float]) -> float:
    """Return what a pair proves, by the weights of its words; an acronym no more than its few letters can."""
    proved = pair.degree * sum(map(evidence_of, weights))
    return min(proved, pair.degree * evidence_of(query_weight)) if pair.kind == "acronym" else proved


def coverage(alignment: Alignment, query: Sequence[float], listed: Sequence[float]) -> Coverage:
    """Return how much of two names agrees by an alignment, for the weights of their words."""
    query_agreed = listed_agreed = evidence = 0.0
    query_total = sum(query[at] for at in alignment.query_left)
    listed_total = sum(listed[at] for at in alignment.listed_left)
    for pair in alignment.pairs:
        query_weight, weights = counted_weights(pair, query, listed)
        listed_weight = sum(weights)
        query_total += query_weight
        listed_total += listed_weight
        query_agreed += pair.degree * query_weight
        listed_agreed += pair.degree * listed_weight
        evidence += pair_evidence(pair, query_weight, weights)
    if not query_agreed or not listed_agreed:
        return Coverage(0.0, 0.0, 0.0)
    return Coverage(query_agreed / query_total, listed_agreed / listed_total, evidence)


def words_score(alignment: Alignment, query: Sequence[float], listed: Sequence[float]) -> float:
    """Return the score of an alignment."""
    return combine(*coverage(alignment, query, listed))


def edits_between(one: str, other: str) -> int | None:
    """Return by how many slips of the pen two names differ as strings without spaces, None where by more than allowed.

    Two letters swapped are one slip, though they are two letters of those that may differ.
    """
    one, other = one.replace(" ", ""), other.replace(" ", "")
    allowed = min(whole_edits(len(one)), whole_edits(len(other)))
    if abs(len(one) - len(other)) > allowed or Levenshtein.distance(one, other, score_cutoff=allowed) > allowed:
        return None
    return OSA.distance(one, other)


def damaged(query: NormalName, listed: NormalName, rarity: Rarity) -> Comparison:
    """Compare two names as damaged copies of one string, with or without their legal forms."""
    best = Comparison(0.0, exact=False)
    for mine, theirs in dict.fromkeys(((query.key, listed.key), (query.full, listed.full))):
        edits = edits_between(mine, theirs)
        if edits is not None:
            words, others = tuple(mine.split(" ")), tuple(theirs.split(" "))
            alignment = align_damaged(words, others, edits)
            weights = form_weights(words, query, rarity), form_weights(others, listed, rarity)
            found = Comparison(
                words_score(alignment, *weights), exact=False, alignment=alignment, query=words, listed=others
            )
            best = max(best, found, key=lambda comparison: comparison.score)
    return best


def form_weights(words: Sequence[str], name: NormalName, rarity: Rarity) -> list[float]:
    """Return the weight of each word of a name with its legal forms, which weigh next to nothing."""
    return [rarity.weight(word) if word in name.tokens else LIGHTEST for word in words]


def conflicts_of(query: NormalName, listed: NormalName, alignment: Alignment) -> Iterator[Conflict]:
    """Yield what disagrees: each side has, left over, a number or a place of one kind, or their legal forms do."""
    mine = [query.tokens[at] for at in alignment.query_left]
    theirs = [listed.tokens[at] for at in alignment.listed_left]
    if any(map(is_number, mine)) and any(map(is_number, theirs)):
        yield "series" if counts_series(query) and counts_series(listed) else "numbers"
    kinds = {places()[word] for word in mine if word in places()}
    if any(places().get(word) in kinds for word in theirs):
        yield "places"
    if forms_contradict(query.forms, listed.forms):
        yield "forms"


def counts_series(name: NormalName) -> bool:
    """Tell whether the numbers of a name count what one owner sets up one after the other, or the years of it."""
    return any(word in SERIES or YEAR.fullmatch(word) for word in name.tokens)


def by_words(query: NormalName, listed: NormalName, rarity: Rarity) -> Comparison:
    """Compare two names word by word, and say what disagrees."""
    alignment = align(query, listed, rarity)
    score = words_score(alignment, query_weights(query, rarity), token_weights(listed, rarity))
    conflicts = tuple(conflicts_of(query, listed, alignment))
    return Comparison(
        score, exact=False, alignment=alignment, query=query.tokens, listed=listed.tokens, conflicts=conflicts
    )


def cap_of(query: NormalName, listed: NormalName) -> float:
    """Return the highest score that two readings can have: what is only read aloud, or a part, is never exact.

    What is read with guessed vowels is only read aloud, unless both names have the same letters.
    """
    if query.from_han or listed.from_han or query.guessed != listed.guessed:
        return READ_CAP
    return PART_CAP if query.reading in {"part", "home"} else 1.0


def compare(query: NormalName, listed: NormalName, rarity: Rarity) -> Comparison:
    """Compare the name of a party with a listed name; two only read from Han must be of known names."""
    if query.from_han and listed.from_han and not query.reading == listed.reading == "named":
        return Comparison(0.0, exact=False)
    cap = cap_of(query, listed)
    found = by_words(query, listed, rarity)
    if query.key == listed.key:
        return replace(found, score=cap, exact=cap == 1.0)
    conflicts = found.conflicts
    found = max(found, damaged(query, listed, rarity), key=lambda comparison: comparison.score)
    score, apart_from_place = (
        min(found.score * prod(CONFLICT[conflict] for conflict in held), cap, BELOW_EXACT)
        for held in (conflicts, [conflict for conflict in conflicts if conflict != "places"])
    )
    apart_from_place = apart_from_place if "places" in conflicts else 0.0
    return replace(found, score=score, conflicts=conflicts, apart_from_place=apart_from_place)
