"""How exact figures are written for a person: cut where they do not end, with a mark that says so; never a float."""

from fractions import Fraction

from exportgate.engine.values import Value, value_text
from exportgate.foundation.quantities import Number, decimal_text

PLACES = 4
MOST = 10


def figure(value: Fraction, cut: str = "…") -> str:
    """Return a figure in at most four decimals, more where it would read as zero; what is cut off ends in `cut`."""
    sign = "-" if value < 0 else ""
    size = abs(value)
    places = PLACES
    while places < MOST and size and decimal_text(size, places) == "0":
        places += 1
    text = decimal_text(size, places)
    return f"{sign}{text}{'' if Fraction(text) == size else cut}"


def shown(value: Value, unit: str, cut: str = "…") -> str:
    """Return a value with its unit as a person reads it."""
    if isinstance(value, Number) and value.exact is not None:
        return f"{figure(value.exact, cut)} {unit}".rstrip()
    text = value_text(value)
    return f"{text} {unit}" if isinstance(value, Number) and value.low > 0 and unit else text


def percentage(value: Fraction) -> str:
    """Return a percentage to two decimals, and to as many more as the first digit that is not zero needs."""
    places = 2
    while places < MOST and value and round(value, places) == 0:
        places += 1
    return decimal_text(abs(round(value, places)), places)
