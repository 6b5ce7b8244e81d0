"""Lays two compared names side by side: each pair of words with its weight, what is left, and how the score comes.

Nothing is compared here: all is read out of the comparison that the scorer made, and worked out by its functions.
"""

from collections.abc import Iterator, Sequence

from exportgate.parties.alignment import Pair
from exportgate.parties.explain import Compared, conflict_text, disagreeing, standing
from exportgate.parties.explanation import Aligned, Factor, ScoreSteps, WeighedWord, WordPair
from exportgate.parties.score import (
    BELOW_EXACT,
    CONFLICT,
    Comparison,
    Judged,
    cap_of,
    combine,
    counted_weights,
    coverage,
    form_weights,
    pair_evidence,
    query_weights,
    token_weights,
)
from exportgate.parties.scripts import has_han
from exportgate.parties.weights import Rarity

CAP_REASONS = {
    "han": "one of the names is only read aloud or translated",
    "guessed": "one of the names is written without vowels, which were guessed",
    "part": "only a part of the name was compared",
    "home": "the place in the name, which is the listed party's own, was set aside",
}
NOT_EXACT = "the names are not the same after normalization"


def aligned(compared: Compared, rarity: Rarity) -> Aligned:
    """Return two names side by side, the pair that says most first."""
    comparison = compared.comparison
    mine, theirs = weights_of(compared, rarity)
    pairs = list(word_pairs(compared, mine, theirs, rarity))
    alignment = comparison.alignment
    return Aligned(
        name=compared.text,
        listed=compared.listed_text,
        name_reading=compared.query.reading,
        listed_reading=compared.listed.normal.reading,
        pairs=tuple(sorted(pairs, key=lambda pair: -pair.share)),
        name_left=tuple(
            weighed(compared.mine((at,)), comparison.query[at], mine[at], rarity) for at in alignment.query_left
        ),
        listed_left=tuple(
            weighed(compared.theirs((at,)), comparison.listed[at], theirs[at], rarity) for at in alignment.listed_left
        ),
        conflicts=tuple(
            Factor(conflict, *disagreeing(compared, conflict), CONFLICT[conflict], conflict_text(compared, conflict))
            for conflict in comparison.conflicts
        ),
        score=score_steps(compared, mine, theirs),
    )


def weights_of(compared: Compared, rarity: Rarity) -> tuple[Sequence[float], Sequence[float]]:
    """Return the weight of each word of both names as the scorer weighed them."""
    comparison, query, listed = compared.comparison, compared.query, compared.listed.normal
    if (comparison.query, comparison.listed) == (query.tokens, listed.tokens) and not is_damaged(comparison):
        return query_weights(query, rarity), token_weights(listed, rarity)
    return form_weights(comparison.query, query, rarity), form_weights(comparison.listed, listed, rarity)


def is_damaged(comparison: Comparison) -> bool:
    """Tell whether the names were compared as damaged copies of one string."""
    return any(pair.kind == "damaged" for pair in comparison.alignment.pairs)


def word_pairs(
    compared: Compared, mine: Sequence[float], theirs: Sequence[float], rarity: Rarity
) -> Iterator[WordPair]:
    """Yield the pairs of words with the weight that they count on each side, and their share of all that agrees."""
    comparison = compared.comparison
    total = coverage(comparison.alignment, mine, theirs).evidence
    for pair in comparison.alignment.pairs:
        name_weight, weights = counted_weights(pair, mine, theirs)
        yield WordPair(
            name=weighed(compared.mine(pair.query), rarest(comparison.query, pair.query, rarity), name_weight, rarity),
            listed=weighed(
                compared.theirs(pair.listed), rarest(comparison.listed, pair.listed, rarity), sum(weights), rarity
            ),
            evidence=evidence_kind(comparison, pair),
            degree=pair.degree,
            share=pair_evidence(pair, name_weight, weights) / total if total else 0.0,
        )


def rarest(words: Sequence[str], at: Sequence[int], rarity: Rarity) -> str:
    """Return the word of a run that weighs most."""
    return max((words[place] for place in at), key=rarity.weight)


def evidence_kind(comparison: Comparison, pair: Pair) -> str:
    """Return the kind of likeness of a pair; a form of a word in another script is its translation."""
    scripts = {has_han(comparison.query[at]) for at in pair.query} | {
        has_han(comparison.listed[at]) for at in pair.listed
    }
    return "translation" if pair.kind == "form" and len(scripts) > 1 else pair.kind


def weighed(text: str, word: str, weight: float, rarity: Rarity) -> WeighedWord:
    """Return words as written (in quotes) with what is known of the rarest of them."""
    return WeighedWord(text[1:-1], weight, standing(word, rarity), rarity.with_word(word))


def score_steps(compared: Compared, mine: Sequence[float], theirs: Sequence[float]) -> ScoreSteps:
    """Return how the score comes about, step by step."""
    comparison = compared.comparison
    judged = comparison.judged or plainly_judged(comparison, mine, theirs)
    same = compared.query.key == compared.listed.normal.key and not comparison.judged
    cap = cap_of(compared.query, compared.listed.normal)
    reason = cap_reason(compared) if cap < 1 else ""
    if not same and cap > BELOW_EXACT:
        cap, reason = BELOW_EXACT, NOT_EXACT
    return ScoreSteps(same, *judged, cap, reason, comparison.score, comparison.judged is not None)


def plainly_judged(comparison: Comparison, mine: Sequence[float], theirs: Sequence[float]) -> Judged:
    """Measure two names again as `score` does."""
    covered = coverage(comparison.alignment, mine, theirs)
    return Judged(*covered, combine(*covered))


def cap_reason(compared: Compared) -> str:
    """Say why the score of two readings cannot be higher."""
    query, listed = compared.query, compared.listed.normal
    if query.from_han or listed.from_han:
        return CAP_REASONS["han"]
    return CAP_REASONS["guessed" if query.guessed != listed.guessed else query.reading]
