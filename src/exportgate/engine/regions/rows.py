"""Chooses among the regions that show something: the row that leaves least unknown and can be written as facts."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.table import FactColumn, FactTable
from exportgate.engine.values import UNKNOWN_CODES, Code, CodeSet, Value
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.foundation.truth import Truth

TRIED = 500
Rows = NDArray[np.bool_]
KNOWN, ABSENT, PARTIAL = 0, 2, 3
"""What a value weighs against a row: what is missing altogether can be left out, what is known in part reads worse."""


def best_row(table: FactTable, rows: Rows) -> Mapping[str, Value] | None:
    """Return the facts of the row that leaves least unknown; None where no row can be written as a case.

    A number of which only a lower bound is known cannot.
    """
    found = np.flatnonzero(rows)
    order = found[np.argsort(unknown_weight(table)[found], kind="stable")]
    for row in order[:TRIED].tolist():
        facts = dict(row_facts(table, row))
        if all(not isinstance(value, Number) or value.known or value == UNKNOWN for value in facts.values()):
            return facts
    return None


def row_facts(table: FactTable, row: int) -> tuple[tuple[str, Value], ...]:
    """Return the facts of a row by name."""
    return tuple((name, table.column(name).at(row)) for name in table.columns)


def unknown_weight(table: FactTable) -> NDArray[np.int64]:
    """Return how much is unknown in each row; 0 where every fact is known."""
    weight = np.zeros(table.rows, dtype=np.int64)
    for column in table.columns.values():
        if isinstance(column, FactColumn):
            weight += np.array([_weight(value) for value in column.values], dtype=np.int64)[column.codes]
    return weight


def missing(table: FactTable, fact: str) -> Rows:
    """Tell in which rows something of a fact is not known."""
    column = table.columns.get(fact)
    if column is None:
        return np.ones(table.rows, dtype=bool)
    if not isinstance(column, FactColumn):
        return np.array([not column.at(row).known for row in range(table.rows)], dtype=bool)
    return np.array([_weight(value) != KNOWN for value in column.values], dtype=bool)[column.codes]


def _weight(value: Value) -> int:
    if value in (UNKNOWN, Truth.UNKNOWN, Code(), UNKNOWN_CODES):
        return ABSENT
    if isinstance(value, Number):
        return KNOWN if value.known else PARTIAL
    if isinstance(value, CodeSet):
        return PARTIAL if value.possible or not value.complete else KNOWN
    return KNOWN
