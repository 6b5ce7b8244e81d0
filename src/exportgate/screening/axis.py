"""A number line cut at the points where an answer can turn: cells to ask about, and stretches of equal answers.

Between two neighboring points the answer is the same everywhere, so one value speaks for all of them.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal, TypeVar

from exportgate.foundation.quantities import decimal_text

PLACES = 10
Said = TypeVar("Said", bound=Hashable)
BoundWord = Literal["at_least", "above", "at_most", "below", "exactly"]


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of a stretch, in the word that says whether the figure itself belongs to it."""

    word: BoundWord
    value: Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """The numbers between two ends, each included or not; `high` is None where there is no upper end.

    Zero stands for no lower end: what a stretch down to zero says holds for every positive figure in it.
    """

    low: Fraction
    high: Fraction | None
    low_in: bool = False
    high_in: bool = False

    @property
    def lower(self) -> Bound | None:
        """The lower end, where there is one."""
        if self.low == 0 and not self.low_in:
            return None
        if self.low == self.high:
            return Bound("exactly", self.low)
        return Bound("at_least" if self.low_in else "above", self.low)

    @property
    def upper(self) -> Bound | None:
        """The upper end, where there is one."""
        if self.high is None:
            return None
        if self.low == self.high:
            return Bound("exactly", self.high)
        return Bound("at_most" if self.high_in else "below", self.high)

    def holds(self, value: Fraction) -> bool:
        """Tell whether a number lies in the stretch."""
        above = value >= self.low if self.low_in else value > self.low
        return above and (self.high is None or (value <= self.high if self.high_in else value < self.high))

    def example(self, *, upward: bool) -> Fraction | None:
        """Return the roundest number of the stretch near the end it is entered by, None where none can be typed."""
        end = self.low if upward or self.high is None else self.high
        if self.holds(end) and Fraction(decimal_text(end, PLACES)) == end:
            return end
        for places in range(PLACES + 1):
            scaled = end * 10**places
            whole = scaled.numerator // scaled.denominator
            step = whole + 1 if upward or self.high is None else whole - (scaled == whole)
            value = Fraction(step, 10**places)
            if self.holds(value):
                return value
        return None


def point(value: Fraction) -> Stretch:
    """Return the stretch that holds one number alone."""
    return Stretch(value, value, low_in=True, high_in=True)


def cells(points: Iterable[Fraction]) -> tuple[Stretch, ...]:
    """Return the points and the open stretches between and beside them, in rising order."""
    ordered = sorted(set(points))
    found: list[Stretch] = []
    below = Fraction(0)
    for value in ordered:
        if value > below:
            found.append(Stretch(below, value))
        found.append(point(value))
        below = value
    return (*found, Stretch(below, None))


def within(cell: Stretch) -> Fraction:
    """Return a number of a cell that speaks for all of it."""
    if cell.high is None:
        return cell.low + 1
    return (cell.low + cell.high) / 2


def runs(found: Sequence[Stretch], answers: Sequence[Said]) -> Iterator[tuple[Stretch, Said]]:
    """Yield stretches of neighboring cells with equal answers, in the order given; each with its answer."""
    for answer, pairs in groupby(zip(found, answers, strict=True), key=lambda pair: pair[1]):
        members = sorted((cell for cell, _ in pairs), key=lambda cell: (cell.low, cell.high is None, cell.high or 0))
        first, last = members[0], members[-1]
        yield Stretch(first.low, last.high, first.low_in, last.high_in), answer
