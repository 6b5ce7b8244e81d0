"""The two stages that say what an item is: the circuit's paragraphs, then those that ask for the circuit's codes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.definitions import derive
from exportgate.engine.effects import EFFECTS, HOLDING, OPEN, Results, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import FactColumn, FactTable
from exportgate.engine.values import CodeSet, codes
from exportgate.provisions.model import Subject

ROWS = 65_536
"""Rows worked out at a time where no reasons are kept: their columns stay in the processor's caches."""
STAGES = ((Subject.CIRCUIT, "circuit_classification"), (Subject.ITEM, "classification"))
CERTAINTY = np.array([2 if effect in HOLDING else 1 if effect in OPEN else 0 for effect in EFFECTS], dtype=np.int8)
DENSE = 2**20


def item_effects(table: FactTable, law: LawOfDay, *, workers: int = 1) -> dict[str, NDArray[np.int8]]:
    """Return the effect (an index into EFFECTS) of every circuit and item paragraph on every row, without reasons.

    Rows are worked out in stretches, so the memory beyond table and result does not grow with the rows.
    """
    names = [held.id for subject, _ in STAGES for held in law.stages[subject]]
    effects = {name: np.empty(table.rows, dtype=np.int8) for name in names}

    def stretch(start: int) -> None:
        place = slice(start, start + ROWS)
        for results in asked_of_items(derive(table.part(place), law.definitions), law):
            for name, result in results.items():
                effects[name][place] = result.effects

    starts = range(0, table.rows, ROWS)
    if workers == 1:
        for start in starts:
            stretch(start)
    else:
        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(stretch, starts))
    return effects


def asked_of_items(table: FactTable, law: LawOfDay) -> Iterator[Results]:
    """Yield what the circuit's and then the item's paragraphs do to each row of a table with its derived facts."""
    for subject, fact in STAGES:
        results = work_out(law.stages[subject], table, law.groups)
        yield results
        table = table.with_column(fact, given_codes(results, table.rows))


def given_codes(results: Results, rows: int) -> FactColumn:
    """Return the codes that paragraphs give in each row: known where a paragraph holds, possible where it is open."""
    giving = [result for result in results.values() if result.held.paragraph.classifies]
    pattern, patterns = np.zeros(rows, dtype=np.int64), 1
    for result in giving:
        pattern = pattern * 3 + CERTAINTY[result.effects]
        patterns *= 3
        if patterns > DENSE:
            distinct, pattern = np.unique(pattern, return_inverse=True)
            patterns = len(distinct)
    first, column = _distinct(pattern, patterns)
    sets = (_codes_of([(r.held.paragraph.classifies, int(CERTAINTY[r.effects[row]])) for r in giving]) for row in first)
    return FactColumn(column, tuple(sets))


def _distinct(pattern: NDArray[np.int64], patterns: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return a row of each pattern that occurs, and for each row the number of its pattern."""
    row_of = np.full(patterns, -1, dtype=np.int64)
    row_of[pattern] = np.arange(len(pattern))
    present = np.flatnonzero(row_of >= 0)
    number = np.zeros(patterns, dtype=np.int32)
    number[present] = np.arange(len(present), dtype=np.int32)
    return row_of[present], number[pattern]


def _codes_of(given: list[tuple[str, int]]) -> CodeSet:
    return codes((code for code, sure in given if sure == 2), (code for code, sure in given if sure == 1))
