"""What a provision says where some facts vary and the others are fixed: who applies, who gives way, what is free."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.checks.precedence import applies, consequence
from exportgate.engine.conditions import evaluate
from exportgate.engine.effects import ParagraphResult
from exportgate.engine.regions.axes import Axis
from exportgate.engine.regions.boxes import Box, boxes
from exportgate.engine.regions.versions import Period, Worked
from exportgate.engine.table import FactTable, column_of
from exportgate.engine.values import Value
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Paragraph
from exportgate.provisions.vocabulary import FactType

Bits = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Claims:
    """What paragraphs claim in a region: those that apply, and those that are met but give way, with those before them.

    Several that apply with different consequences are in conflict.
    """

    applies: tuple[Paragraph, ...]
    gives_way: tuple[tuple[Paragraph, tuple[str, ...]], ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class GapView:
    """Regions over some axes: an index into `claims` for each, and where on the other axes one stands.

    `visited` counts the regions of all the provision's facts together.
    """

    period: Period
    axes: tuple[Axis, ...]
    fixed: tuple[tuple[Axis, int], ...]
    labels: NDArray[np.int64]
    claims: tuple[Claims, ...]
    visited: int

    def boxes(self) -> tuple[Box, ...]:
        """Return the regions, those alike joined."""
        return tuple(boxes(self.labels, self.axes))


def default_axes(period: Period) -> tuple[str, ...]:
    """Return the two numbers with the most limits, in the order of the rule's text, else every fact."""
    axes = period.known.axes
    numbers = [axis for axis in axes if axis.fact.type is FactType.NUMBER]
    if len(numbers) < 2:
        return tuple(axis.fact.name for axis in axes)
    widest = sorted(numbers, key=lambda axis: -len(axis.points))[:2]
    leaves = sorted((leaf.span, leaf.fact) for held in period.paragraphs for leaf in held.paragraph.leaves())
    order = [fact for _, fact in leaves]
    return tuple(sorted((axis.fact.name for axis in widest), key=order.index))


def gap_view(period: Period, shown: Sequence[str], given: Mapping[str, int]) -> GapView:
    """Return the regions over the facts `shown`; `given` fixes other facts at a point of their axis.

    A fact that is neither is fixed where the paragraphs part the shown facts most, and is left out where that does
    not depend on it.
    """
    worked = period.known
    names = [axis.fact.name for axis in worked.axes]
    front = [names.index(name) for name in shown]
    rest = [place for place in range(len(names)) if place not in front]
    labels, claims = _claims(worked)
    plane = labels.reshape(worked.shape).transpose([*rest, *front])
    sizes = [worked.shape[place] for place in rest]
    chosen = _choice(plane, claims, sizes, [given.get(names[place]) for place in rest])
    fixed = tuple(
        (worked.axes[place], chosen[number])
        for number, place in enumerate(rest)
        if names[place] in given or _matters(plane, chosen, number)
    )
    axes = tuple(worked.axes[place] for place in front)
    return GapView(period, axes, fixed, np.asarray(plane[chosen], dtype=np.int64), claims, worked.table.rows)


def point_of(period: Period, fact: str, value: Value) -> int | None:
    """Return the point of an axis that every leaf answers as it answers the value; None where there is none."""
    worked = period.known
    axis = next(axis for axis in worked.axes if axis.fact.name == fact)
    values = [point.value for point in axis.points] + [value]
    table = FactTable(len(values), {fact: column_of(values)}, period.vocabulary)
    answers = [
        evaluate(leaf, table, held.version.thresholds, period.law.groups).truth
        for held in period.paragraphs
        for leaf in held.paragraph.leaves()
        if leaf.fact == fact
    ]
    rows = np.stack(answers)
    alike = (rows[:, :-1] == rows[:, -1:]).all(axis=0)
    return int(np.argmax(alike)) if alike.any() else None


def _claims(worked: Worked) -> tuple[NDArray[np.int64], tuple[Claims, ...]]:
    """Number the regions by what is claimed there, so that those alike have one number."""
    leading = [result for result in worked.results.values() if consequence(result)] or list(worked.results.values())
    leading.sort(key=lambda result: result.held.paragraph.span)
    columns: list[Bits] = []
    for result in leading:
        columns += [applies(result), _met(result), *(_holds(senior) for senior in _before(worked, result))]
    kinds, labels = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    return labels.reshape(-1).astype(np.int64), tuple(_read(kind, leading, worked) for kind in kinds)


def _read(kind: Bits, leading: Sequence[ParagraphResult], worked: Worked) -> Claims:
    bits = iter(kind.tolist())
    held: list[ParagraphResult] = []
    gives_way: list[tuple[Paragraph, tuple[str, ...]]] = []
    for result in leading:
        applying, met = next(bits), next(bits)
        seniors = tuple(senior.held.paragraph.id for senior in _before(worked, result) if next(bits))
        if applying:
            held.append(result)
        elif met:
            gives_way.append((result.held.paragraph, seniors))
    conflict = len({consequence(result) for result in held}) > 1
    return Claims(tuple(result.held.paragraph for result in held), tuple(gives_way), conflict)


def _before(worked: Worked, junior: ParagraphResult) -> list[ParagraphResult]:
    """The paragraphs that stand before one, in the order of the rule's text."""
    yields_to = junior.held.paragraph.yields_to
    found = [
        result
        for name, result in worked.results.items()
        if junior.held.id in result.held.paragraph.overrides or name in yields_to
    ]
    return sorted(found, key=lambda result: result.held.paragraph.span)


def _met(result: ParagraphResult) -> Bits:
    return np.asarray(result.evaluated.truth == Truth.YES)


def _holds(result: ParagraphResult) -> Bits:
    return np.asarray(result.holds == Truth.YES)


def _choice(
    plane: NDArray[np.int64], claims: Sequence[Claims], sizes: Sequence[int], given: Sequence[int | None]
) -> tuple[int, ...]:
    """The point of each other axis at which most sets of paragraphs apply, then the most regions, then the first."""
    sets = sorted({tuple(p.id for p in claim.applies) for claim in claims})
    number = np.array([sets.index(tuple(p.id for p in claim.applies)) for claim in claims])
    rows = number[plane].reshape(int(np.prod(sizes, dtype=np.int64)), -1)
    ordered = np.sort(rows, axis=1)
    distinct = 1 + (np.diff(ordered, axis=1) != 0).sum(axis=1)
    covered = (rows != sets.index(())).sum(axis=1) if () in sets else np.full(len(rows), rows.shape[1])
    score = (distinct * (rows.shape[1] + 1) + covered).reshape(sizes)
    for axis, place in enumerate(given):
        if place is not None:
            others = np.arange(sizes[axis]) != place
            score[(slice(None),) * axis + (others,)] = -1
    return tuple(int(place) for place in np.unravel_index(int(np.argmax(score)), sizes)) if sizes else ()


def _matters(plane: NDArray[np.int64], chosen: tuple[int, ...], axis: int) -> bool:
    """Whether the plane shown is another one at another point of an axis that is not shown."""
    along = plane[tuple(slice(None) if place == axis else at for place, at in enumerate(chosen))]
    return bool((along != along[0]).any())
