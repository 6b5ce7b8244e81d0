"""Finds the paragraphs that a row lies outside of, but would meet if known figures moved by no more than a margin.

Every figure that a threshold is compared with becomes the range of what it may be within the margin, and the ordinary
evaluation is asked again: a paragraph that did not apply and is open then, or applies, is near. No rule needs a line of
its own for that, and any number of rows costs one more pass over the columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.conditions import Evaluated
from exportgate.engine.effects import CODE, Effect, ParagraphResult, Results, work_out
from exportgate.engine.law import LawOfDay, ParagraphInForce, related
from exportgate.engine.number_columns import NumberColumn, over, single
from exportgate.engine.reasons import WORDS
from exportgate.engine.table import FactTable
from exportgate.engine.trace.model import Stage
from exportgate.foundation.quantities import Number
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Leaf, Threshold

MANY = 16
"""Ways into one paragraph that are told at most; a condition with more of them is cut there."""
STAYING_OUT = (CODE[Effect.DOES_NOT_APPLY], CODE[Effect.STAYED], CODE[Effect.NOT_IN_FORCE])


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that keeps a row outside of a paragraph, and the threshold that is near it."""

    leaf: Leaf
    threshold: Threshold
    value: Number

    @property
    def distance(self) -> Fraction:
        """How far the figure, or the least that is known of it, lies from the threshold, as a part of that."""
        return abs(self.value.low - self.threshold.value) / self.threshold.value


@dataclass(frozen=True, slots=True)
class Way:
    """What would have to move together for the paragraph to apply; `unknown` are facts that stay open besides."""

    cite: str
    gaps: tuple[Gap, ...]
    unknown: tuple[str, ...] = ()

    @property
    def points(self) -> frozenset[tuple[str, Fraction]]:
        """The facts that have to move, each with the figure that it has to reach."""
        return frozenset((gap.leaf.fact, gap.threshold.value) for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Near:
    """A paragraph that gives a code, which a row is outside of and near to, with every way into it."""

    held: ParagraphInForce
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class NearStage:
    """One stage asked twice: as it was, and with every figure widened; `rows` are those near each paragraph."""

    base: Results
    wide: Results
    table: FactTable
    rows: Mapping[str, NDArray[np.bool_]]

    def near(self, span: range) -> Iterator[Near]:
        """Yield the paragraphs that a subject, whose readings are the rows of a span, is near to.

        It is outside a paragraph only where none of its readings is in it. A way that leads into a stricter paragraph
        as well is told of that one alone.
        """
        found: dict[str, dict[Way, None]] = {}
        for name, flags in self.rows.items():
            outside = (self.base[name].effects[span.start : span.stop] == CODE[Effect.DOES_NOT_APPLY]).all()
            if outside and flags[span.start : span.stop].any():
                rows = [row for row in span if flags[row]]
                found[name] = dict.fromkeys(way for row in rows for way in self._ways(name, row))
        for name, ways in found.items():
            held = self.base[name].held
            certain = [
                way.points for other in held.paragraph.yields_to for way in found.get(other, ()) if not way.unknown
            ]
            kept = tuple(way for way in ways if way.gaps and not any(way.points >= senior for senior in certain))
            if kept:
                yield Near(held, kept)

    def _ways(self, name: str, row: int) -> list[Way]:
        """What keeps a row out, all of it: the condition, and whatever stands before the paragraph."""
        base, wide = self.base[name], self.wide[name]
        walls: list[list[Way]] = []
        if base.evaluated.truth[row] == Truth.NO:
            walls.append(_ways(base, base.evaluated, wide.evaluated, row, self.table, Truth.NO))
        for other in _before(base, self.base):
            if other.holds[row] == Truth.YES:
                walls.append(self._ways_past(other, row))
            elif other.holds[row] == Truth.UNKNOWN:
                walls.append([Way("", (), tuple(_unknown(other.evaluated, row)))])
        return [_joined(ways) for ways in islice(product(*walls), MANY)]

    def _ways_past(self, other: ParagraphResult, row: int) -> list[Way]:
        """How what stands before a paragraph could fall: its own condition fails, or something stands before it."""
        after = self.wide[other.held.id]
        found: list[Way] = []
        if after.evaluated.truth[row] != Truth.YES:
            found.extend(_ways(other, other.evaluated, after.evaluated, row, self.table, Truth.YES))
        for bar in _before(other, self.base):
            if self._turns(bar, row):
                found.extend(self._ways(bar.held.id, row))
        return found

    def _turns(self, result: ParagraphResult, row: int) -> bool:
        """Whether a paragraph does not apply to a row and, with the figures widened, may."""
        after = self.wide[result.held.id].effects[row]
        return result.effects[row] == CODE[Effect.DOES_NOT_APPLY] and after not in STAYING_OUT


def near_stages(stages: Sequence[Stage], law: LawOfDay, margin: Fraction) -> tuple[NearStage, ...]:
    """Ask the stages that say what an item is once more, with every figure widened by a margin (0.1 is 10 percent)."""
    return tuple(found for stage in stages if (found := _near_stage(stage, law, margin)) is not None)


def _near_stage(stage: Stage, law: LawOfDay, margin: Fraction) -> NearStage | None:
    held = _with_figures(law.stages[stage.subject])
    if not held or not stage.table.rows:
        return None
    facts = {leaf.fact for item in held for leaf in item.paragraph.leaves() if leaf.operator in WORDS}
    wide = work_out(held, widened(stage.table, facts, margin), law.groups)
    base = {item.id: stage.results[item.id] for item in held}
    rows = {name: _near_rows(result, wide[name], base) for name, result in base.items()}
    telling = {name: flags for name, flags in rows.items() if flags.any()}
    return NearStage(base, wide, stage.table, telling) if telling else None


def _with_figures(paragraphs: Sequence[ParagraphInForce]) -> tuple[ParagraphInForce, ...]:
    """The classifications in which a figure matters, in order, with all that stands before their paragraphs."""
    provisions = {
        item.provision.id: None
        for item in paragraphs
        if item.paragraph.classifies and any(leaf.operator in WORDS for leaf in item.paragraph.leaves())
    }
    kept = {item.id for provision in provisions for item in related(paragraphs, provision)}
    return tuple(item for item in paragraphs if item.id in kept)


def widened(table: FactTable, facts: Iterable[str], margin: Fraction) -> FactTable:
    """Return a table in which a figure that reaches a threshold within a margin of that threshold may reach it."""
    for fact in sorted(set(facts) & table.columns.keys()):
        column = table.numbers(fact)
        low, high = over(column.low, single(1 + margin)), over(column.high, single(1 - margin))
        table = table.with_column(fact, NumberColumn(low, high, column.undefined))
    return table


def _near_rows(result: ParagraphResult, wide: ParagraphResult, base: Results) -> NDArray[np.bool_]:
    """The rows outside a paragraph and near it; where a stricter paragraph holds, none is outside this one."""
    out = result.effects == CODE[Effect.DOES_NOT_APPLY]
    if not result.held.paragraph.classifies or not out.any():
        return np.zeros(len(out), dtype=bool)
    for senior in result.held.paragraph.yields_to:
        if senior in base:
            out &= base[senior].holds == Truth.NO
    near: NDArray[np.bool_] = out & ~np.isin(wide.effects, STAYING_OUT)
    return near


def _before(result: ParagraphResult, results: Results) -> list[ParagraphResult]:
    over_it = [other for other in results.values() if result.held.id in other.held.paragraph.overrides]
    return [*over_it, *(results[name] for name in result.held.paragraph.yields_to if name in results)]


def _ways(
    result: ParagraphResult, base: Evaluated, wide: Evaluated, row: int, table: FactTable, stands: Truth
) -> list[Way]:
    """How a condition that is not met (`stands` is no) could be met, or one that is met could fail.

    To turn `all` from no to yes, or `any` from yes to no, every child that stands in the way has to turn at once; to
    turn it the other way, one of them is enough.
    """
    condition = base.condition
    if isinstance(condition, Leaf):
        return [_leaf_way(result, condition, row, table)]
    pairs = zip(base.children, wide.children, strict=True)
    turning = [pair for pair in pairs if pair[0].truth[row] == stands != pair[1].truth[row]]
    found = [_ways(result, inner, outer, row, table, stands) for inner, outer in turning]
    if condition.every is (stands == Truth.NO):
        joined = islice((_joined(ways) for ways in product(*found)), MANY)
        unknown = _unknown(base, row) if stands == Truth.NO else ()
        ways = [replace(way, unknown=tuple(dict.fromkeys((*way.unknown, *unknown)))) for way in joined]
    else:
        ways = [way for each in found for way in each][:MANY]
    return [replace(way, cite=way.cite or condition.cite) for way in ways]


def _leaf_way(result: ParagraphResult, leaf: Leaf, row: int, table: FactTable) -> Way:
    """Only a figure can have turned by being widened."""
    threshold = result.held.version.thresholds.get(leaf.operand)
    value = table.column(leaf.fact).at(row)
    if leaf.operator not in WORDS or threshold is None or not isinstance(value, Number) or not threshold.value:
        return Way("", ())
    return Way("", (Gap(leaf, threshold, value),))


def _joined(ways: Sequence[Way]) -> Way:
    gaps = dict.fromkeys(gap for way in ways for gap in way.gaps)
    unknown = dict.fromkeys(fact for way in ways for fact in way.unknown)
    return Way(next((way.cite for way in ways if way.cite), ""), tuple(gaps), tuple(unknown))


def _unknown(node: Evaluated, row: int) -> Iterator[str]:
    """The facts of leaves at or right below a node that are open, so that nobody takes them for met."""
    for one in (node, *node.children):
        if isinstance(one.condition, Leaf) and one.truth[row] == Truth.UNKNOWN:
            yield one.condition.fact
