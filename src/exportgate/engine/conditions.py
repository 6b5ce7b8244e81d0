"""Evaluates condition trees over columns in Kleene logic, keeping the truth of every node for the reasons.

There is one evaluator: a single chip is a table of one row. Comparisons are of exact fractions, so the answer at a
threshold is the one that decimal arithmetic gives on the digits as written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from exportgate.engine.number_columns import NumberColumn, at_least, more_than, single
from exportgate.engine.table import FactTable
from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.quantities import Number
from exportgate.foundation.truth import NO, Column, Truth, conjunction, disjunction, negation
from exportgate.provisions.model import Condition, Leaf, Operator, Threshold

Groups = Mapping[str, frozenset[str]]
Thresholds = Mapping[str, Threshold]
Answers = dict[tuple[str, Operator, str | Fraction, bool], Column]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A condition with its truth in every row, and its evaluated children."""

    condition: Condition
    truth: Column
    children: tuple["Evaluated", ...] = ()


def evaluate(
    condition: Condition, table: FactTable, thresholds: Thresholds, groups: Groups, known: Answers | None = None
) -> Evaluated:
    """Return the truth of a condition and of everything below it, for every row of the table.

    `known` keeps the answers to leaves already asked of this table under these groups, and gains those asked here.
    """
    if isinstance(condition, Leaf):
        return Evaluated(condition, leaf_truth(condition, table, thresholds, groups, known))
    children = tuple(evaluate(child, table, thresholds, groups, known) for child in condition.children)
    join = conjunction if condition.every else disjunction
    return Evaluated(condition, join([child.truth for child in children], table.rows), children)


def leaf_truth(
    leaf: Leaf, table: FactTable, thresholds: Thresholds, groups: Groups, known: Answers | None = None
) -> Column:
    """Return the truth of one leaf in every row."""
    threshold = thresholds.get(leaf.operand)
    limit = threshold.value if threshold is not None else Fraction(0)
    question = (leaf.fact, leaf.operator, leaf.operand if threshold is None else limit, leaf.negated)
    if known is not None and question in known:
        return known[question]
    column = table.column(leaf.fact)
    if isinstance(column, NumberColumn):
        truth = np.broadcast_to(compare_column(column, leaf.operator, limit), (table.rows,))
    else:
        group = groups.get(leaf.operand, frozenset())
        truth = np.array([ask(leaf, value, limit, group) for value in column.values], dtype=np.int8)[column.codes]
    truth = negation(truth) if leaf.negated else truth
    if known is not None:
        known[question] = truth
    return truth


def compare_column(numbers: NumberColumn, operator: Operator, limit: Fraction) -> Column:
    """Compare what is known of numbers with a limit, in every row at once; an undefined number meets no threshold."""
    if operator in (Operator.LESS_THAN, Operator.AT_MOST):
        opposite = Operator.AT_LEAST if operator is Operator.LESS_THAN else Operator.MORE_THAN
        truth = negation(_reached(numbers, opposite, limit))
    else:
        truth = _reached(numbers, operator, limit)
    return np.where(numbers.undefined, np.int8(NO), truth) if numbers.undefined.any() else truth


def _reached(numbers: NumberColumn, operator: Operator, limit: Fraction) -> Column:
    """Yes where even the low bound reaches the limit, unknown where only the high one does."""
    passes = more_than if operator is Operator.MORE_THAN else at_least
    low = passes(numbers.low, single(limit)).astype(np.int8)
    return low + (low if numbers.high is numbers.low else passes(numbers.high, single(limit)).astype(np.int8))


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
