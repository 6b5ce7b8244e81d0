"""Comparisons are exact at the threshold, and columns answer as single values do."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exportgate.engine.conditions import compare
from exportgate.foundation.quantities import UNDEFINED, UNKNOWN, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Operator

SIGNS = (Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN)
DECIMALS = st.decimals(min_value=0, max_value=10**6, allow_nan=False, allow_infinity=False, places=3)


def plain(left: Decimal, operator: Operator, right: Decimal) -> bool:
    answers = {
        Operator.AT_LEAST: left >= right,
        Operator.MORE_THAN: left > right,
        Operator.AT_MOST: left <= right,
        Operator.LESS_THAN: left < right,
    }
    return answers[operator]


@given(DECIMALS, DECIMALS, st.sampled_from(SIGNS))
def test_a_known_number_compares_as_decimals_do(value: Decimal, limit: Decimal, operator: Operator) -> None:
    answer = compare(exactly(Fraction(value)), operator, Fraction(limit))
    assert answer == (Truth.YES if plain(value, operator, limit) else Truth.NO)


@given(DECIMALS, DECIMALS, DECIMALS, st.sampled_from(SIGNS))
def test_knowing_more_never_turns_a_decided_answer(low: Decimal, more: Decimal, limit: Decimal, sign: Operator) -> None:
    wide = Number(Fraction(low), Fraction(low + more))
    answer = compare(wide, sign, Fraction(limit))
    for exact in (wide.low, wide.high):
        assert exact is not None
        narrow = compare(exactly(exact), sign, Fraction(limit))
        assert answer in (Truth.UNKNOWN, narrow)


def test_an_unknown_number_may_meet_any_threshold_and_an_undefined_one_meets_none() -> None:
    for sign in (Operator.AT_LEAST, Operator.MORE_THAN, Operator.LESS_THAN):
        assert compare(UNKNOWN, sign, Fraction(5)) == Truth.UNKNOWN
        assert compare(UNDEFINED, sign, Fraction(5)) == Truth.NO


def test_truth_values_are_small_integers_in_columns() -> None:
    assert np.array(list(Truth), dtype=np.int8).tolist() == [0, 1, 2]
