"""Evaluates condition trees over columns in Kleene logic, keeping the truth of every node for the reasons.

There is one evaluator: a single chip is a table of one row. Comparisons are of exact fractions, so the answer at a
threshold is the one that decimal arithmetic gives on the digits as written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from exportgate.engine.table import FactTable
from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.quantities import Number
from exportgate.foundation.truth import Column, Truth, conjunction, disjunction, negation
from exportgate.provisions.model import Condition, Leaf, Operator, Threshold

Groups = Mapping[str, frozenset[str]]
Thresholds = Mapping[str, Threshold]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A condition with its truth in every row, and its evaluated children."""

    condition: Condition
    truth: Column
    children: tuple["Evaluated", ...] = ()


def evaluate(condition: Condition, table: FactTable, thresholds: Thresholds, groups: Groups) -> Evaluated:
    """Return the truth of a condition and of everything below it, for every row of the table."""
    if isinstance(condition, Leaf):
        return Evaluated(condition, leaf_truth(condition, table, thresholds, groups))
    children = tuple(evaluate(child, table, thresholds, groups) for child in condition.children)
    join = conjunction if condition.every else disjunction
    return Evaluated(condition, join([child.truth for child in children], table.rows), children)


def leaf_truth(leaf: Leaf, table: FactTable, thresholds: Thresholds, groups: Groups) -> Column:
    """Return the truth of one leaf: asked once per distinct value, then spread over the rows."""
    column = table.column(leaf.fact)
    threshold = thresholds.get(leaf.operand)
    limit = threshold.value if threshold is not None else Fraction(0)
    group = groups.get(leaf.operand, frozenset())
    answers = np.array([ask(leaf, value, limit, group) for value in column.values], dtype=np.int8)
    truth: Column = answers[column.codes]
    return negation(truth) if leaf.negated else truth


def ask(leaf: Leaf, value: Value, limit: Fraction, group: frozenset[str]) -> Truth:
    """Answer a leaf, before its negation, for one value."""
    if isinstance(value, Number):
        return compare(value, leaf.operator, limit)
    if isinstance(value, Truth):
        return value
    wanted = group if leaf.operator is Operator.IN else frozenset((leaf.operand,))
    if isinstance(value, CodeSet):
        return value.meets(wanted)
    return _code_in(value, wanted)


def compare(number: Number, operator: Operator, limit: Fraction) -> Truth:
    """Compare what is known of a number with a limit; an undefined number meets no threshold."""
    if number.undefined:
        return Truth.NO
    if operator in (Operator.LESS_THAN, Operator.AT_MOST):
        opposite = Operator.AT_LEAST if operator is Operator.LESS_THAN else Operator.MORE_THAN
        return Truth(2 - compare(number, opposite, limit))
    reached = number.low > limit if operator is Operator.MORE_THAN else number.low >= limit
    if reached:
        return Truth.YES
    if number.high is None:
        return Truth.UNKNOWN
    reachable = number.high > limit if operator is Operator.MORE_THAN else number.high >= limit
    return Truth.UNKNOWN if reachable else Truth.NO


def _code_in(code: Code, wanted: frozenset[str]) -> Truth:
    if code.text is None:
        return Truth.UNKNOWN
    return Truth.YES if code.text in wanted else Truth.NO
