"""Cuts the space of facts into the finitely many regions that a set of paragraphs can tell apart, one point for each.

A leaf compares one fact with one constant, so two values of a fact that every leaf answers alike are one point of its
axis, and visiting the product of the axes once is exact. A fact that a definition derives from others is an axis of its
own: a region may therefore be one that no real item reaches, but no region is ever missed.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import prod

import numpy as np

from exportgate.engine.conditions import Groups
from exportgate.engine.definitions import Definition
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.regions.code_points import code_points, set_points
from exportgate.engine.regions.limits import LARGEST, Point, TooManyRegions
from exportgate.engine.table import FactColumn, FactTable
from exportgate.foundation.quantities import UNDEFINED, ZERO, Number, decimal_text, exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import FactName, Formula, Operation
from exportgate.provisions.model import Leaf
from exportgate.provisions.vocabulary import Fact, FactType, Vocabulary


@dataclass(frozen=True, slots=True)
class Axis:
    """A fact and one value for each way in which the leaves can answer; numbers ascend, what is no number follows."""

    fact: Fact
    points: tuple[Point, ...]


def axes_of(
    paragraphs: Iterable[ParagraphInForce],
    groups: Groups,
    vocabulary: Vocabulary,
    definitions: Iterable[Definition],
    *,
    unknowns: bool = False,
) -> tuple[Axis, ...]:
    """Return the axes of paragraphs in force together, by the name of the fact.

    With `unknowns` an axis also has what may be known in part: nothing of the fact, codes that are possible, and a
    number of which only a lower bound is known (a sum with a missing term; no definition gives an upper bound alone).

    Raises:
        TooManyRegions: one axis alone has more points than may be visited.
    """
    asked: dict[str, dict[tuple[str, str], tuple[Leaf, ParagraphInForce]]] = {}
    for held in paragraphs:
        for leaf in held.paragraph.leaves():
            threshold = held.version.thresholds.get(leaf.operand)
            key = (leaf.operator, leaf.operand if threshold is None else str(threshold.value))
            asked.setdefault(leaf.fact, {}).setdefault(key, (leaf, held))
    formulas = {definition.fact: definition.formula for definition in definitions}
    facts = [vocabulary.fact(name) for name in sorted(asked)]
    return tuple(
        Axis(fact, _points(fact, asked[fact.name].values(), groups, formulas, vocabulary.possible(fact), unknowns))
        for fact in facts
    )


def size(axes: Iterable[Axis]) -> int:
    """Return how many regions the axes span."""
    return prod(len(axis.points) for axis in axes)


def cells(axes: Sequence[Axis], vocabulary: Vocabulary) -> FactTable:
    """Return a table with one row for each region, the last axis turning fastest.

    Raises:
        TooManyRegions: the product is more than may be visited.
    """
    rows = size(axes)
    if rows > LARGEST:
        raise TooManyRegions(rows)
    columns: dict[str, FactColumn] = {}
    after = rows
    for axis in axes:
        points = len(axis.points)
        before, after = rows // after, after // points
        codes = np.tile(np.repeat(np.arange(points, dtype=np.int32), after), before)
        columns[axis.fact.name] = FactColumn(codes, tuple(point.value for point in axis.points))
    return FactTable(rows, columns, vocabulary)


def _points(
    fact: Fact,
    asked: Iterable[tuple[Leaf, ParagraphInForce]],
    groups: Groups,
    formulas: Mapping[str, Formula],
    possible: Sequence[str],
    unknowns: bool,  # noqa: FBT001 - passed on from a named argument
) -> tuple[Point, ...]:
    if fact.type is FactType.NUMBER:
        held = (item.version.thresholds.get(leaf.operand) for leaf, item in asked)
        limits = sorted({threshold.value for threshold in held if threshold is not None})
        return tuple(_numbers(limits, undefined=may_be_undefined(fact.name, formulas), unknowns=unknowns))
    if fact.type is FactType.YES_NO:
        yes_no = (Point(Truth.YES, "yes"), Point(Truth.NO, "no"))
        return (*yes_no, Point(Truth.UNKNOWN, "unknown")) if unknowns else yes_no
    leaves = [leaf for leaf, _ in asked]
    if fact.type is FactType.CODE:
        return code_points(leaves, groups, unknowns=unknowns, values=possible)
    return set_points(leaves, groups, unknowns=unknowns)


def _numbers(limits: Sequence[Fraction], *, undefined: bool, unknowns: bool) -> Iterator[Point]:
    """Yield every limit, a point between each two, one on either side, and what has no place on the line."""
    line = list(_line([limit for limit in limits if limit >= ZERO]))
    yield from line
    if undefined:
        yield Point(UNDEFINED, "undefined")
    if not unknowns:
        return
    yield Point(Number(), "unknown")
    for point in line[1:]:
        # Nothing but that it is at least this much; what lies at the lowest point is unknown altogether.
        if isinstance(point.value, Number):
            yield Point(Number(point.value.low, None), f"known to be at least {decimal_text(point.value.low)}")


def _line(limits: Sequence[Fraction]) -> Iterator[Point]:
    if not limits:
        yield Point(exactly(1), "any", ordered=True)
        return
    if limits[0] > ZERO:
        yield Point(exactly(limits[0] / 2), "", None, limits[0], ordered=True)
    for limit, following in pairwise([*limits, None]):
        if limit is None:
            return
        yield Point(exactly(limit), "", limit, limit, ordered=True)
        inside = limit + 1 if following is None else (limit + following) / 2
        yield Point(exactly(inside), "", limit, following, ordered=True)


def may_be_undefined(fact: str, formulas: Mapping[str, Formula]) -> bool:
    """Tell whether a definition gives the fact as a quotient, or rests on a fact that one gives so."""

    def divides(formula: Formula, seen: frozenset[str]) -> bool:
        if isinstance(formula, FactName):
            inner = formulas.get(formula.name)
            return inner is not None and formula.name not in seen and divides(inner, seen | {formula.name})
        if isinstance(formula, Operation):
            return formula.sign == "/" or any(divides(part, seen) for part in formula.parts)
        return False

    return divides(FactName(fact), frozenset())
