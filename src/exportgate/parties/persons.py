"""Compares a name with that of a listed person: order is free, what is left out costs little, what differs decides.

A person is known by a family name and given names, so two names that each have a word for which the other has none are
two persons, however rare the words that agree; a patronymic, a middle name or a title that only one of them has is an
omission. Given names count as one where they are forms of one name (Ted, Theodore) and never where they are forms of
two, however near in spelling (Maria, Mario). What `score` finds alike counts too, where the two may be one person. What
is accepted beyond it always shares a key made in `person_keys`.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import prod

from exportgate.parties import score
from exportgate.parties.alignment import Alignment, Pair
from exportgate.parties.listed_names import ListedName
from exportgate.parties.names import NormalName
from exportgate.parties.person_alignment import Match, Weights, matches_of
from exportgate.parties.person_conflicts import Side, two_persons
from exportgate.parties.person_keys import listed_words, may_be_person, query_words, supported, weight_of
from exportgate.parties.person_words import PersonWord
from exportgate.parties.score import (
    BELOW_EXACT,
    CONFLICT,
    Comparison,
    Conflict,
    Judged,
    cap_of,
    edits_between,
    evidence_of,
)
from exportgate.parties.weights import Rarity

OTHER_SIDE = 0.2
EVIDENCE_NEEDED, LONE_EVIDENCE_NEEDED, EVIDENCE_POWER = 0.1, 0.3, 0.45


def compare(query: NormalName, listed: ListedName, rarity: Rarity) -> Comparison:
    """Compare a name with a listed one, by what persons are known by where the listed one is a person's."""
    plain = score.compare(query, listed.normal, rarity)
    return compare_person(query, listed.normal, plain, rarity) if listed.person else plain


def compare_person(query: NormalName, listed: NormalName, plain: Comparison, rarity: Rarity) -> Comparison:
    """Compare a name with that of a listed person, `plain` being what `score` makes of the two."""
    if query.from_han and listed.from_han:
        return plain
    if query.key == listed.key and not (query.forms and query.full != listed.full):
        return plain
    mine = alike_persons(query, listed, rarity)
    if query.key == listed.key:
        return mine
    added = [conflict for conflict in mine.conflicts if conflict not in plain.conflicts]
    lowered = plain.score * prod(CONFLICT[conflict] for conflict in added)
    if mine.score > lowered:
        return mine
    conflicts = (*plain.conflicts, *added)
    return replace(plain, score=lowered, conflicts=conflicts, apart_from_place=0.0)


def alike_persons(query: NormalName, listed: NormalName, rarity: Rarity) -> Comparison:
    """Compare two names by the words that each has for the other's."""
    tokens, mine = query_words(query, with_forms=bool(listed.forms))
    others, theirs = listed_words(listed)
    weights = Weights(
        tuple(weight_of(word, tokens, rarity) for word in mine),
        tuple(weight_of(word, others, rarity) for word in theirs),
    )
    found = matches_of(mine, theirs, weights)
    pairs = [Pair(places(mine, match.query), places(theirs, match.listed), match.kind, match.degree) for match in found]
    left = unpaired(len(mine), [match.query for match in found])
    lacking = unpaired(len(theirs), [match.listed for match in found])
    side, other = Side(tokens, mine, left), Side(others, theirs, lacking)
    damaged = sorted(tokens) == sorted(others) or edits_between(query.key, listed.key) is not None
    conflicts: list[Conflict] = []
    if two_persons(side, other, found, pairs, damaged=damaged):
        conflicts.append("persons")
    if of_company(query, listed, [mine[at] for at in left] + [theirs[at] for at in lacking]):
        conflicts.append("company")
    elif query.forms and not listed.forms:
        conflicts.append("forms")
    judged = measure(mine, found, weights)
    enough = may_be_person(query) and supported(mine, theirs, found, weights.query, initials=not query.forms)
    score = judged.by_words * prod(CONFLICT[conflict] for conflict in conflicts) if enough else 0.0
    return Comparison(
        min(score, cap_of(query, listed), BELOW_EXACT),
        exact=False,
        alignment=Alignment(tuple(pairs), places(mine, left), places(theirs, lacking)),
        query=tokens,
        listed=others,
        conflicts=tuple(conflicts),
        judged=judged,
    )


def places(words: Sequence[PersonWord], at: Sequence[int]) -> tuple[int, ...]:
    """Return the places of the tokens of some words."""
    return tuple(place for word in at for place in words[word].at)


def unpaired(count: int, paired: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Return the places of so many that are not paired."""
    taken = {at for places in paired for at in places}
    return tuple(at for at in range(count) if at not in taken)


def of_company(query: NormalName, listed: NormalName, left: Sequence[PersonWord]) -> bool:
    """Tell whether the query is the name of a company, and not that of one named as the person is."""
    if not may_be_person(query):
        return True
    return bool(query.forms and not listed.forms and any(word.full for word in left))


def measure(mine: Sequence[PersonWord], found: Sequence[Match], weights: Weights) -> Judged:
    """Return how much a pairing covers of the two names, how rare it is, and its score.

    The name that is covered better counts most: what the other has beyond it was left out of the first.
    """
    covered, listed_covered, evidence, full = 0.0, 0.0, 0.0, 0
    for match in found:
        mass, listed_mass = sum(weights.query[at] for at in match.query), sum(weights.listed[at] for at in match.listed)
        covered += match.degree * mass
        listed_covered += match.degree * listed_mass
        if match.kind != "initial" and any(mine[at].full for at in match.query):
            full += len(match.query) + len(match.listed) - 1
            evidence += match.degree * evidence_of(min(mass, listed_mass, 1.0))
    if not evidence:
        return Judged(0.0, 0.0, 0.0, 0.0)
    shares = covered / sum(weights.query), listed_covered / sum(weights.listed)
    needed = EVIDENCE_NEEDED if full > 1 else LONE_EVIDENCE_NEEDED
    proved = (evidence / (evidence + needed)) ** EVIDENCE_POWER
    return Judged(*shares, evidence, max(shares) * min(shares) ** OTHER_SIDE * proved)
