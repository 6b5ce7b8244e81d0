"""What the tree of one decision holds: paragraph, limb and leaf, each with its truth, and what stood in the way.

Only the shape is here; `engine/tracing.py` reads it out of evaluated columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Union

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.effects import Effect, ParagraphResult, Results
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.table import FactTable
from exportgate.engine.values import Value
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Leaf, Subject, Threshold
from exportgate.provisions.vocabulary import Fact


@dataclass(frozen=True)
class Stage:
    """One stage of the rules as it was worked out: the effects of its paragraphs, and the facts they were asked of."""

    subject: Subject
    results: Results
    table: FactTable

    def touching(self, span: range) -> list[ParagraphResult]:
        """Return the paragraphs that do anything in a stretch of rows; why others do not apply, nobody asks."""
        touches = np.flatnonzero(self._effects[:, span.start : span.stop].any(axis=1))
        results = tuple(self.results.values())
        return [results[number] for number in touches.tolist()]

    @cached_property
    def _effects(self) -> NDArray[np.int8]:
        """The effects of the paragraphs, one in each row: nothing is the first of them."""
        columns = [result.effects for result in self.results.values()]
        return np.stack(columns) if columns else np.zeros((0, self.table.rows), dtype=np.int8)


@dataclass(frozen=True, slots=True)
class Margin:
    """How far a value lies from a threshold, positive above it; the percentage is of the threshold."""

    absolute: Fraction
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class LeafTrace:
    """One question about one fact, with the fact's value, where that came from, and the answer."""

    leaf: Leaf
    fact: Fact
    value: Value
    source: str
    threshold: Threshold | None
    truth: Truth
    margin: Margin | None


@dataclass(frozen=True, slots=True)
class LimbTrace:
    """`all` or `any` of its children, with its truth."""

    every: bool
    cite: str
    truth: Truth
    children: tuple["ConditionTrace", ...]


ConditionTrace = Union[LeafTrace, LimbTrace]  # noqa: UP007 - a string beside `|` is no type at run time


@dataclass(frozen=True, slots=True)
class BearingTrace:
    """Another paragraph that stands before this one, as an exception or as its senior, and what decided it.

    `stands` says whether it does; an exception that might be barred itself is not proved. Where its condition is met
    and it does not stand all the same, `barred_by` names what stands before it in turn.
    """

    held: ParagraphInForce
    effect: Effect
    stands: Truth
    deciding: tuple[LeafTrace, ...]
    barred_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParagraphTrace:
    """A paragraph in force with its effect on one row, its condition, and what was considered against it."""

    held: ParagraphInForce
    effect: Effect
    condition: ConditionTrace
    exceptions: tuple[BearingTrace, ...]
    seniors: tuple[BearingTrace, ...]
    needs: tuple[str, ...]

    def leaves(self) -> Iterator[LeafTrace]:
        """Yield every leaf of the condition, left to right."""
        return leaves_of(self.condition)


def leaves_of(node: ConditionTrace) -> Iterator[LeafTrace]:
    """Yield every leaf below a node, left to right."""
    if isinstance(node, LeafTrace):
        yield node
        return
    for child in node.children:
        yield from leaves_of(child)


def deciding(node: ConditionTrace) -> tuple[LeafTrace, ...]:
    """Return the leaves that make a node what it is: all of those that failed, held or are open with it."""
    if isinstance(node, LeafTrace):
        return (node,)
    return tuple(leaf for child in node.children if child.truth == node.truth for leaf in deciding(child))


def shortfall(node: ConditionTrace) -> Fraction | None:
    """Return by how many percent of a threshold a condition fails at least; 0 where it is met.

    None where something other than a known number stands in the way, so that no figure would tell.
    """
    if node.truth == Truth.YES:
        return Fraction(0)
    if isinstance(node, LeafTrace):
        return None if node.margin is None or node.margin.percent is None else abs(node.margin.percent)
    gaps = [shortfall(child) for child in node.children]
    known = [gap for gap in gaps if gap is not None]
    if node.every:
        return max(known) if len(known) == len(gaps) else None
    return min(known, default=None)
