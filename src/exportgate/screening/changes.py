"""What is said of changes to a fact: the answer that counts, a change that alters it, and what would settle it."""

from dataclasses import dataclass
from fractions import Fraction

from exportgate.engine.values import Value
from exportgate.foundation.quantities import exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Outcome, ReviewPolicy
from exportgate.provisions.vocabulary import Fact
from exportgate.screening.axis import Bound, Stretch
from exportgate.screening.findings import LineDecision


@dataclass(frozen=True, slots=True)
class Answer:
    """What a change must alter to count: the classifications, the outcome, and how a license would be reviewed."""

    known: tuple[str, ...]
    possible: tuple[str, ...]
    outcome: Outcome
    review_policy: ReviewPolicy | None


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one fact that alters the answer.

    `to` is where the new answer begins and `until` where it ends again; `example` is a value that can be typed. The
    percentage is of the present value; a yes or no has no distance.
    """

    fact: Fact
    present: Value
    to: Bound | Truth
    until: Bound | None
    example: Value | None
    absolute: Fraction | None
    percent: Fraction | None
    answer: Answer

    @property
    def rank(self) -> tuple[bool, Fraction, bool, str]:
        """What changes are sorted by: the percentage, then those that have none, last a yes or no; then the name."""
        flipped = isinstance(self.to, Truth)
        return (self.percent is None, self.percent or Fraction(0), flipped, self.fact.name)


@dataclass(frozen=True, slots=True)
class Option:
    """A stretch of values of a missing fact, or one value, with the answer that it would give."""

    values: Stretch | Truth
    example: Value | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class Settling:
    """What each value of a fact that is missing or disputed would make of the answer."""

    fact: Fact
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The present answer, the changes that alter it, nearest first, and what the missing facts would settle."""

    answer: Answer
    changes: tuple[Change, ...]
    settlings: tuple[Settling, ...]


def answer_of(decision: LineDecision) -> Answer:
    """Return the part of a decision that a change must alter to count."""
    item = decision.item
    return Answer(item.classifications, item.possible, decision.outcome, decision.review_policy)


def number_change(fact: Fact, present: Fraction, stretch: Stretch, answer: Answer, *, upward: bool) -> Change:
    """Return the change of a number into a stretch above or below it."""
    near, far = (stretch.lower, stretch.upper) if upward else (stretch.upper, stretch.lower)
    if near is None:
        raise ValueError(f"{fact.name} cannot leave {present} for a stretch that begins at it")
    distance = abs(near.value - present)
    example = stretch.example(upward=upward)
    return Change(
        fact=fact,
        present=exactly(present),
        to=near,
        until=None if near.word == "exactly" else far,
        example=None if example is None else exactly(example),
        absolute=distance,
        percent=distance / present * 100 if present else None,
        answer=answer,
    )
