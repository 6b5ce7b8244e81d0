"""Numbers are exact as written, and what is unknown stays bounded, never guessed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.quantities import decimal_text, parse_number

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
