"""Says of each thing that lowers a score what the score would be without it, by the functions that made the score."""

from collections.abc import Iterator, Sequence

from exportgate.parties.explanation import Aligned, Reason, WeighedWord, figure
from exportgate.parties.score import combine


def shortfalls(view: Aligned) -> Iterator[Reason]:
    """Say of each thing that lowers a score what the score would be without it; of a person's name only what it is."""
    for one in view.conflicts:
        apart = min(1.0, view.score.score / one.factor) if view.score.person else supposed(view, without=one.kind)
        lowered = f"{one.text}, which multiplies the score by {one.factor}"
        yield Reason("conflict", f"{lowered}; it would be {figure(apart)} otherwise")
    person = view.score.person
    if view.listed_left:
        text = f"the name lacks {words_text(view.listed_left)}"
        without = "" if person else supposed_text("the listed name", supposed(view, listed_left=()))
        yield Reason("listed_words", text + without)
    if view.name_left:
        text = f"the listed name lacks {words_text(view.name_left)}"
        without = "" if person else supposed_text("the name", supposed(view, name_left=()))
        yield Reason("name_words", text + without)


def supposed_text(side: str, score: float) -> str:
    """Say what the score would be if one of the names had nothing left over."""
    return f"; if {side} had none of it, the score would be {figure(score)}"


def words_text(words: Sequence[WeighedWord]) -> str:
    """Name words with their weights."""
    return ", ".join(f"'{word.text}' (weight {figure(word.weight)}, {word.commonness})" for word in words)


def supposed(
    view: Aligned,
    *,
    name_left: Sequence[WeighedWord] | None = None,
    listed_left: Sequence[WeighedWord] | None = None,
    without: str = "",
) -> float:
    """Return the score that two names would have with other words left over, or without one of the conflicts."""
    name_left = view.name_left if name_left is None else name_left
    listed_left = view.listed_left if listed_left is None else listed_left
    sides = (([pair.name for pair in view.pairs], name_left), ([pair.listed for pair in view.pairs], listed_left))
    covered = []
    for paired, left in sides:
        agreed = sum(word.weight * pair.degree for word, pair in zip(paired, view.pairs, strict=True))
        covered.append(agreed / sum(word.weight for word in (*paired, *left)))
    score = combine(covered[0], covered[1], view.score.evidence)
    for one in view.conflicts:
        score *= 1.0 if one.kind == without else one.factor
    return min(score, view.score.cap)
