"""Kleene's three truth values and their arithmetic, for one value and for columns of them alike.

`all` is the minimum, `any` the maximum, `not` is two minus the value, so a missing fact is never lost on the way.
"""

from collections.abc import Sequence
from enum import IntEnum
from functools import reduce

import numpy as np
from numpy.typing import NDArray


class Truth(IntEnum):
    """No, unknown, yes."""

    NO = 0
    UNKNOWN = 1
    YES = 2


NO, UNKNOWN, YES = map(int, Truth)
"""The three values as plain numbers: what compares with columns asks for them, because an enumeration is slow there."""
Column = NDArray[np.int8]


def constant(value: Truth, rows: int) -> Column:
    """Return a column that holds one value in every row."""
    return np.full(rows, value, dtype=np.int8)


def conjunction(columns: Sequence[Column], rows: int) -> Column:
    """Return `all` of the columns; of none it is yes."""
    return reduce(np.minimum, columns) if columns else constant(Truth.YES, rows)


def disjunction(columns: Sequence[Column], rows: int) -> Column:
    """Return `any` of the columns; of none it is no."""
    return reduce(np.maximum, columns) if columns else constant(Truth.NO, rows)


def negation(column: Column) -> Column:
    """Return `not` of a column; unknown stays unknown."""
    return np.subtract(2, column, dtype=np.int8)
