"""Exact numbers as they are written, and what is known of a number when not all of it is.

A `Number` is exact, bounded from below, unknown, or *undefined*: a figure that the item cannot have, such as the
performance density of a circuit with no non-planar die. Undefined meets no threshold; unknown may meet any.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

WRITTEN = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)
ZERO = Fraction(0)


def parse_number(text: str) -> Fraction | None:
    """Return the exact value of a decimal number as written (12, 4.80, 1e3), or None where the text is not one.

    At most 30 digits on either side of the point and an exponent of two digits: no input can make it slow or huge.
    """
    return Fraction(text) if WRITTEN.match(text) else None


@dataclass(frozen=True, slots=True)
class Number:
    """What is known of one non-negative quantity: it lies between `low` and `high`, or is `undefined`."""

    low: Fraction = ZERO
    high: Fraction | None = None
    undefined: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The value, where it is known exactly."""
        return self.low if self.high == self.low and not self.undefined else None

    @property
    def known(self) -> bool:
        """Whether nothing remains to be found out."""
        return self.undefined or self.exact is not None

    def __str__(self) -> str:
        if self.undefined:
            return "undefined"
        if self.exact is not None:
            return decimal_text(self.exact)
        return f"at least {decimal_text(self.low)}" if self.low > 0 else "unknown"


UNKNOWN = Number()
UNDEFINED = Number(undefined=True)


def exactly(value: Fraction | int) -> Number:
    """Return the number that is known to be `value`."""
    return Number(Fraction(value), Fraction(value))


def last_place(text: str) -> Fraction:
    """Return one unit in the last place of a number as it is written: 1 for 4800, 0.01 for 5.92, 100 for 48e2."""
    digits, _, exponent = text.lower().partition("e")
    return Fraction(10) ** (int(exponent or "0") - len(digits.partition(".")[2]))


def decimal_text(value: Fraction, places: int = 10) -> str:
    """Return the value in decimal digits: exact where it ends within `places`, else cut there.

    Cutting, unlike rounding, never shows a value on the far side of a threshold that it does not reach.
    """
    scaled = value * 10**places
    whole = scaled.numerator // scaled.denominator
    text = f"{Decimal(whole).scaleb(-places):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
