"""Facts in columns: each fact's values once and a code per row, or whole columns of numbers where nearly all differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.number_columns import UNKNOWN_NUMBERS, NumberColumn, number_column
from exportgate.engine.values import Value, unknown
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.provisions.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FactColumn:
    """The values of one fact: row i has `values[codes[i]]`."""

    codes: NDArray[np.int32]
    values: tuple[Value, ...]

    def at(self, row: int) -> Value:
        """Return the value in a row."""
        return self.values[int(self.codes[row])]

    def rows(self, place: slice) -> "FactColumn":
        """Return the column of a stretch of rows."""
        return FactColumn(self.codes[place], self.values)


@dataclass(frozen=True, slots=True)
class FactTable:
    """Columns of facts of equal length; a fact without a column is unknown in every row.

    A column of numbers may hold one element that stands for every row.
    """

    rows: int
    columns: Mapping[str, FactColumn | NumberColumn]
    vocabulary: Vocabulary

    def column(self, fact: str) -> FactColumn | NumberColumn:
        """Return the column of a fact of the vocabulary."""
        column = self.columns.get(fact)
        if column is not None:
            return column
        value = unknown(self.vocabulary.fact(fact))
        return FactColumn(np.zeros(self.rows, dtype=np.int32), (value,))

    def numbers(self, fact: str) -> NumberColumn:
        """Return the column of a fact as numbers."""
        column = self.columns.get(fact)
        if column is None:
            return UNKNOWN_NUMBERS
        if isinstance(column, NumberColumn):
            return column
        numbers = [value if isinstance(value, Number) else UNKNOWN for value in column.values]
        return number_column(numbers).take(column.codes)

    def with_column(self, fact: str, column: FactColumn | NumberColumn) -> "FactTable":
        """Return the table with one column added or replaced."""
        return replace(self, columns={**self.columns, fact: column})

    def part(self, place: slice) -> "FactTable":
        """Return the table of a stretch of rows."""
        start, stop, _ = place.indices(self.rows)
        columns = {name: column.rows(place) for name, column in self.columns.items()}
        return FactTable(max(stop - start, 0), columns, self.vocabulary)


def column_of(values: Sequence[Value]) -> FactColumn:
    """Return the column that holds the given values, row by row.

    Many rows hold the very same object, which is compared by its identity: comparing exact numbers costs much more.
    """
    distinct: dict[Value, int] = {}
    known: dict[int, int] = {}
    for value in values:
        if id(value) not in known:
            known[id(value)] = distinct.setdefault(value, len(distinct))
    return FactColumn(np.array([known[id(value)] for value in values], dtype=np.int32), tuple(distinct))


def table_of(rows: Sequence[Mapping[str, Value]], vocabulary: Vocabulary) -> FactTable:
    """Return the table of rows given as facts by name; a fact that a row lacks is unknown there."""
    names = sorted({name for row in rows for name in row})
    defaults = {name: unknown(vocabulary.fact(name)) for name in names}
    columns = {name: column_of([row.get(name, defaults[name]) for row in rows]) for name in names}
    return FactTable(len(rows), columns, vocabulary)
