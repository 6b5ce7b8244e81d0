"""Facts in columns: a column holds its distinct values once and a code per row, so work is done per distinct value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.values import Value, unknown
from exportgate.provisions.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class FactColumn:
    """The values of one fact: row i has `values[codes[i]]`."""

    codes: NDArray[np.int32]
    values: tuple[Value, ...]

    def at(self, row: int) -> Value:
        """Return the value in a row."""
        return self.values[int(self.codes[row])]


@dataclass(frozen=True, slots=True)
class FactTable:
    """Columns of facts of equal length; a fact without a column is unknown in every row."""

    rows: int
    columns: Mapping[str, FactColumn]
    vocabulary: Vocabulary

    def column(self, fact: str) -> FactColumn:
        """Return the column of a fact of the vocabulary."""
        column = self.columns.get(fact)
        if column is not None:
            return column
        value = unknown(self.vocabulary.fact(fact))
        return FactColumn(np.zeros(self.rows, dtype=np.int32), (value,))


def column_of(values: Sequence[Value]) -> FactColumn:
    """Return the column that holds the given values, row by row."""
    distinct: dict[Value, int] = {}
    codes = np.fromiter(
        (distinct.setdefault(value, len(distinct)) for value in values), dtype=np.int32, count=len(values)
    )
    return FactColumn(codes, tuple(distinct))


def table_of(rows: Sequence[Mapping[str, Value]], vocabulary: Vocabulary) -> FactTable:
    """Return the table of rows given as facts by name; a fact that a row lacks is unknown there."""
    names = sorted({name for row in rows for name in row})
    defaults = {name: unknown(vocabulary.fact(name)) for name in names}
    columns = {name: column_of([row.get(name, defaults[name]) for row in rows]) for name in names}
    return FactTable(len(rows), columns, vocabulary)
