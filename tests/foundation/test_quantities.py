"""Numbers are exact as written, and what is unknown stays bounded, never guessed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.quantities import (
    UNDEFINED,
    UNKNOWN,
    Number,
    decimal_text,
    exactly,
    highest,
    parse_number,
    product,
    quotient,
    total,
)

DECIMALS = st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=4)


@given(DECIMALS)
def test_a_decimal_is_read_as_exactly_what_is_written(number: Decimal) -> None:
    assert parse_number(f"{number:f}") == Fraction(number)


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "1_000", "1,000", "0x10", "1e999", "٣", "4800 TPP", "--1", "9" * 40]
)
def test_what_is_no_plain_decimal_is_refused(text: str) -> None:
    assert parse_number(text) is None


@given(DECIMALS, DECIMALS)
def test_text_of_a_value_never_lies_above_it(left: Decimal, right: Decimal) -> None:
    value = Fraction(left) / (Fraction(right) + 1)
    shown = Fraction(decimal_text(value))
    assert shown <= value < shown + Fraction(1, 10**10)


def test_a_missing_term_leaves_a_sum_bounded_from_below() -> None:
    assert total([exactly(600), UNKNOWN]) == Number(Fraction(600), None)


def test_dividing_by_nothing_is_undefined_not_zero_and_not_infinite() -> None:
    assert quotient(exactly(100), UNDEFINED) == UNDEFINED
    assert quotient(exactly(100), exactly(0)) == UNDEFINED
    assert quotient(exactly(100), UNKNOWN) == UNKNOWN


def test_the_highest_of_known_and_unknown_is_at_least_the_known() -> None:
    assert highest([exactly(4), UNKNOWN]) == Number(Fraction(4), None)
    assert highest([]) == UNKNOWN


@given(DECIMALS, DECIMALS, DECIMALS)
def test_an_interval_holds_what_exact_arithmetic_gives(left: Decimal, right: Decimal, more: Decimal) -> None:
    a, b = Fraction(left), Fraction(right)
    wide = Number(a, a + Fraction(more))
    for result, exact in ((total([wide, exactly(b)]), a + b), (product(wide, exactly(b)), a * b)):
        assert result.low <= exact
        assert result.high is not None
        assert exact <= result.high
