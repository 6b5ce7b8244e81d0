"""Numbers in columns, exact: each row lies between a low and a high fraction, or is undefined.

A fraction is a pair of whole numbers, `top` by `bottom`; a bottom of zero under a top of one means "no upper bound".
The pairs are int64 as long as every product that a step forms is sure to fit, and whole numbers of any size (Python's,
in columns of objects) from there on, so no result is ever rounded. Quantities are never negative.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exportgate.foundation.quantities import Number

FITS = 2**63 - 1
COMMON = 10**9
"""A common bottom up to this size is shared by a whole column; beyond it each row keeps its own."""
Integers = NDArray[Any]
"""Whole numbers, int64 or of any size; one element stands for every row."""
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ratios:
    """Fractions `top / bottom`, one per row or one for all; `largest` bounds the tops, `deepest` the bottoms."""

    top: Integers
    bottom: Integers
    largest: int
    deepest: int

    def rows(self, place: slice) -> "Ratios":
        """Return the fractions of a stretch of rows."""
        return Ratios(_part(self.top, place), _part(self.bottom, place), self.largest, self.deepest)

    def fraction(self, row: int) -> Fraction | None:
        """Return the fraction in a row; None where it is beyond every number."""
        bottom = int(_at(self.bottom, row))
        return Fraction(int(_at(self.top, row)), bottom) if bottom else None


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """What is known of one figure in every row."""

    low: Ratios
    high: Ratios
    undefined: Flags

    @property
    def stated(self) -> Flags:
        """Whether anything is known, per row or for all rows."""
        flags: Flags = (self.low.top != 0) | (self.high.bottom != 0) | self.undefined
        return flags

    def at(self, row: int) -> Number:
        """Return what is known in a row."""
        if _at(self.undefined, row):
            return Number(undefined=True)
        return Number(self.low.fraction(row) or Fraction(0), self.high.fraction(row))

    def rows(self, place: slice) -> "NumberColumn":
        """Return the column of a stretch of rows."""
        low = self.low.rows(place)
        return NumberColumn(low, low if self.high is self.low else self.high.rows(place), _part(self.undefined, place))

    def take(self, codes: NDArray[np.int32]) -> "NumberColumn":
        """Return the column that has in row i what this one has in row `codes[i]`."""
        low = _taken(self.low, codes)
        undefined = self.undefined[codes] if self.undefined.any() else NEVER
        return NumberColumn(low, low if self.high is self.low else _taken(self.high, codes), undefined)


BEYOND = Ratios(np.ones(1, dtype=np.int64), np.zeros(1, dtype=np.int64), 1, 1)
NOTHING = Ratios(np.zeros(1, dtype=np.int64), np.ones(1, dtype=np.int64), 0, 1)
NEVER = np.zeros(1, dtype=bool)
UNKNOWN_NUMBERS = NumberColumn(NOTHING, BEYOND, NEVER)
"""One row that stands for every row of a figure of which nothing is known."""


def decimals(digits: NDArray[np.int64], places: int, missing: Flags = NEVER) -> NumberColumn:
    """Return the column of the numbers `digits / 10**places`; nothing is known of a row that is missing.

    Raises:
        ValueError: a number is negative.
    """
    if digits.size and int(digits.min()) < 0:
        raise ValueError("a quantity is never negative")
    largest = int(digits.max()) if digits.size else 0
    exact = Ratios(digits, _one(10**places), largest, 10**places)
    if not missing.any():
        return NumberColumn(exact, exact, NEVER)
    return NumberColumn(chosen(missing, NOTHING, exact), chosen(missing, BEYOND, exact), NEVER)


def number_column(values: Sequence[Number]) -> NumberColumn:
    """Return the column that holds the given numbers, row by row."""
    low = _ratios([value.low for value in values])
    known = all(value.high == value.low for value in values)
    high = low if known else _ratios([value.high for value in values])
    return NumberColumn(low, high, np.fromiter((value.undefined for value in values), dtype=bool, count=len(values)))


def times(left: Ratios, right: Ratios) -> Ratios:
    """Return the products, row by row; a product with a factor beyond every number is beyond every number."""
    return _ratio(
        left.top, left.largest, right.top, right.largest, left.bottom, left.deepest, right.bottom, right.deepest
    )


def over(left: Ratios, right: Ratios) -> Ratios:
    """Return the quotients, row by row; beyond every number where the divisor is zero."""
    return _ratio(
        left.top, left.largest, right.bottom, right.deepest, left.bottom, left.deepest, right.top, right.largest
    )


def plus(left: Ratios, right: Ratios) -> Ratios:
    """Return the sums, row by row; a sum with a term beyond every number is beyond every number."""
    left, right = common(left, right)
    if left.bottom is right.bottom:
        top = _fit(left.largest + right.largest, left.top) + _fit(left.largest + right.largest, right.top)
        return Ratios(top, left.bottom, left.largest + right.largest, left.deepest)
    crossed, other = left.largest * right.deepest, right.largest * left.deepest
    top = _product(left.top, right.bottom, crossed + other) + _product(right.top, left.bottom, crossed + other)
    bottom = _product(left.bottom, right.bottom, left.deepest * right.deepest)
    return _bounded(top, bottom, crossed + other, left.deepest * right.deepest)


def larger(left: Ratios, right: Ratios) -> Ratios:
    """Return the greater of two fractions in each row."""
    left, right = common(left, right)
    return chosen(at_least(left, right), left, right)


def chosen(flags: Flags, left: Ratios, right: Ratios) -> Ratios:
    """Return the left where the flag is set, else the right."""
    left, right = common(left, right)
    largest, deepest = max(left.largest, right.largest), max(left.deepest, right.deepest)
    same = left.bottom is right.bottom
    bottom = left.bottom if same else np.where(flags, left.bottom, right.bottom)
    return Ratios(np.where(flags, left.top, right.top), bottom, largest, deepest)


def at_least(left: Ratios, right: Ratios) -> Flags:
    """Tell in which rows the left is at least the right; beyond every number is at least everything."""
    if left.bottom is right.bottom and left.bottom.all():
        flags: Flags = left.top >= right.top
        return flags
    bound = max(left.largest * right.deepest, right.largest * left.deepest)
    reached: Flags = _product(left.top, right.bottom, bound) >= _product(right.top, left.bottom, bound)
    return reached


def more_than(left: Ratios, limit: Ratios) -> Flags:
    """Tell in which rows the left is more than a limit that is a number."""
    bound = max(left.largest * limit.deepest, limit.largest * left.deepest)
    flags: Flags = _product(left.top, limit.bottom, bound) > _product(limit.top, left.bottom, bound)
    return flags


def single(value: Fraction) -> Ratios:
    """Return one fraction that stands for every row."""
    return Ratios(_one(value.numerator), _one(value.denominator), value.numerator, value.denominator)


def common(left: Ratios, right: Ratios) -> tuple[Ratios, Ratios]:
    """Bring two columns to one bottom where each has one for all its rows and the common one is of a sensible size."""
    if left.bottom is right.bottom or left.bottom.size != 1 or right.bottom.size != 1:
        return left, right
    first, second = int(left.bottom[0]), int(right.bottom[0])
    if not first or not second:
        return left, right
    shared = lcm(first, second)
    if shared > COMMON * COMMON:
        return left, right
    bottom = _one(shared)
    return _scaled(left, shared // first, bottom), _scaled(right, shared // second, bottom)


def _scaled(ratios: Ratios, factor: int, bottom: Integers) -> Ratios:
    largest = ratios.largest * factor
    top = ratios.top if factor == 1 else _product(ratios.top, _one(factor), largest)
    return Ratios(top, bottom, largest, int(bottom[0]))


def _ratio(
    top: Integers, largest: int, by: Integers, most: int, bottom: Integers, deepest: int, under: Integers, deep: int
) -> Ratios:
    high, low = largest * most, deepest * deep
    return _bounded(_product(top, by, high), _product(bottom, under, low), high, low)


def _bounded(top: Integers, bottom: Integers, largest: int, deepest: int) -> Ratios:
    if bottom.all():
        return Ratios(top, bottom, largest, deepest)
    return Ratios(np.where(bottom == 0, 1, top), bottom, max(largest, 1), deepest)


def _product(left: Integers, right: Integers, bound: int) -> Integers:
    """Multiply in int64 where nothing can exceed the bound given, else in whole numbers of any size."""
    result: Integers = _fit(bound, left) * _fit(bound, right)
    return result


def _fit(bound: int, column: Integers) -> Integers:
    return column if bound <= FITS or column.dtype == object else column.astype(object)


def _ratios(fractions: Sequence[Fraction | None]) -> Ratios:
    """None stands for beyond every number."""
    known = [fraction for fraction in fractions if fraction is not None]
    bottom = lcm(*(fraction.denominator for fraction in known))
    if bottom <= COMMON and len(known) == len(fractions):
        tops = [fraction.numerator * (bottom // fraction.denominator) for fraction in known]
        return Ratios(_integers(tops), _one(bottom), max(tops, default=0), bottom)
    tops = [1 if fraction is None else fraction.numerator for fraction in fractions]
    bottoms = [0 if fraction is None else fraction.denominator for fraction in fractions]
    return Ratios(_integers(tops), _integers(bottoms), max(tops, default=1), max(bottoms, default=1))


def _integers(numbers: Sequence[int]) -> Integers:
    return np.array(numbers, dtype=np.int64 if max(numbers, default=0) <= FITS else object)


def _one(number: int) -> Integers:
    return _integers([number])


def _part(column: NDArray[Any], place: slice) -> NDArray[Any]:
    return column if column.size == 1 else column[place]


def _taken(ratios: Ratios, codes: NDArray[np.int32]) -> Ratios:
    top = ratios.top[codes] if ratios.top.size > 1 else ratios.top
    bottom = ratios.bottom[codes] if ratios.bottom.size > 1 else ratios.bottom
    return Ratios(top, bottom, ratios.largest, ratios.deepest)


def _at(column: NDArray[Any], row: int) -> Any:
    return column[0] if column.size == 1 else column[row]
