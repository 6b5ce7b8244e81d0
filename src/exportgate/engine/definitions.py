"""Works out derived facts by the definitions in force: exact arithmetic over columns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

import numpy as np

from exportgate.engine.number_columns import (
    BEYOND,
    NEVER,
    NOTHING,
    Flags,
    NumberColumn,
    Ratios,
    chosen,
    larger,
    over,
    plus,
    single,
    times,
)
from exportgate.engine.table import FactTable
from exportgate.provisions.formula import FactName, Figure, Formula, names_in


@dataclass(frozen=True, slots=True)
class Definition:
    """A derived fact, its formula, and the citation that both rest on."""

    fact: str
    formula: Formula
    cite: str
    provision: str


def in_dependency_order(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Return definitions so that each comes after those that it uses.

    Raises:
        ValueError: definitions use each other in a circle; the message names them.
    """
    waiting = {definition.fact: definition for definition in sorted(definitions, key=lambda item: item.fact)}
    ordered: list[Definition] = []
    while waiting:
        ready = [item for item in waiting.values() if not any(name in waiting for name in names_in(item.formula))]
        if not ready:
            raise ValueError(f"definitions use each other in a circle: {', '.join(waiting)}")
        for definition in ready:
            ordered.append(definition)
            del waiting[definition.fact]
    return tuple(ordered)


def derive(table: FactTable, definitions: Iterable[Definition]) -> FactTable:
    """Return the table with a column for every derived fact.

    `definitions` are in dependency order. A value that a row gives for a derived fact stands: it was stated.
    """
    for definition in definitions:
        column = calculate(definition.formula, table)
        if definition.fact in table.columns:
            column = _first_stated(table.numbers(definition.fact), column)
        table = table.with_column(definition.fact, column)
    return table


def calculate(formula: Formula, table: FactTable) -> NumberColumn:
    """Return what is known of a formula's result in every row, or in one row that stands for all."""
    if isinstance(formula, Figure):
        figure = single(formula.value)
        return NumberColumn(figure, figure, NEVER)
    if isinstance(formula, FactName):
        return table.numbers(formula.name)
    if formula.sign == "highest_stated":
        return _highest_stated(formula.parts, table)
    parts = [calculate(part, table) for part in formula.parts]
    return reduce({"+": _total, "*": _product, "/": _quotient}[formula.sign], parts)


def _total(left: NumberColumn, right: NumberColumn) -> NumberColumn:
    """An unknown term leaves the sum bounded from below, an undefined one makes it undefined."""
    low = plus(left.low, right.low)
    return NumberColumn(low, low if _exact(left, right) else plus(left.high, right.high), _either(left, right))


def _product(left: NumberColumn, right: NumberColumn) -> NumberColumn:
    low = times(left.low, right.low)
    return NumberColumn(low, low if _exact(left, right) else times(left.high, right.high), _either(left, right))


def _quotient(left: NumberColumn, right: NumberColumn) -> NumberColumn:
    """A quotient is undefined where its divisor is undefined or zero."""
    zero: Flags = (right.high.top == 0) & (right.high.bottom != 0)
    low = over(left.low, right.high)
    return NumberColumn(low, low if _exact(left, right) else over(left.high, right.low), _either(left, right) | zero)


def _exact(left: NumberColumn, right: NumberColumn) -> bool:
    """Whether every row of both is known exactly, so that one column serves as both bounds."""
    return left.low is left.high and right.low is right.high


def _either(left: NumberColumn, right: NumberColumn) -> Flags:
    return left.undefined | right.undefined


def _highest_stated(parts: Iterable[Formula], table: FactTable) -> NumberColumn:
    """The greatest of the defined figures of which anything is stated; unknown in a row where none is."""
    low, high, found, exact = NOTHING, NOTHING, NEVER, True
    for part in parts:
        column = calculate(part, table)
        usable = _stated(part, table) & ~column.undefined
        if not usable.any():
            continue
        low = larger(low, _where(usable, column.low))
        exact = exact and column.low is column.high
        high = low if exact else larger(high, _where(usable, column.high))
        found = found | usable
    return NumberColumn(low, high if found.all() else chosen(found, high, BEYOND), NEVER)


def _where(usable: Flags, ratios: Ratios) -> Ratios:
    return ratios if usable.all() else chosen(usable, ratios, NOTHING)


def _stated(part: Formula, table: FactTable) -> Flags:
    """A figure counts as stated where anything that it is made of is given; what else it needs may still be unknown."""
    names = names_in(part)
    flags = [table.numbers(name).stated for name in names]
    return reduce(np.logical_or, flags) if flags else np.ones(1, dtype=bool)


def _first_stated(given: NumberColumn, derived: NumberColumn) -> NumberColumn:
    stated = given.stated
    if not stated.any():
        return derived
    if stated.all():
        return given
    undefined: Flags = np.where(stated, given.undefined, derived.undefined)
    return NumberColumn(chosen(stated, given.low, derived.low), chosen(stated, given.high, derived.high), undefined)
