"""Reads the cells of columns that state facts: absent, stated as unknown, a value, or unreadable.

An empty cell says nothing. A word of `UNKNOWN_WORDS` says that nobody knows. Any other text is a value of the fact, or
a reason to set the row aside: nothing is guessed from it.
"""

import re
import unicodedata

from exportgate.engine.typed import expected, parse_value
from exportgate.engine.values import Value, unknown
from exportgate.foundation.quantities import Number
from exportgate.items.readings import TF32_BITS
from exportgate.provisions.vocabulary import Fact, FactType
from exportgate.runs.line_values import Unreadable, quoted

ABSENT = frozenset({"", "-", "--", "null"})
UNKNOWN_WORDS = frozenset({"unknown", "not known", "n/a", "#n/a", "?", "tbd", "unbekannt", "k.a."})
WORDS = {
    **dict.fromkeys(("y", "1", "x", "j", "ja"), "yes"),
    **dict.fromkeys(("n", "0", "nein"), "no"),
}
"""What files write for yes and no beside the words themselves."""
UNIT_FORMS = {
    "TOPS": ("TOPS", "TOP/s", "TFLOPS", "TFLOP/s"),
    "bit": ("bit", "bits", "Bit"),
    "mm2": ("mm2", "mm^2", "sq mm", "sq. mm"),
    "nm": ("nm",),
    "billion": ("billion", "bn"),
    "percent": ("percent", "%", "pct", "per cent"),
    "GB/s": ("GB/s", "GB/sec", "GByte/s", "Gbyte/s"),
    "TPP": ("TPP",),
    "TPP/mm2": ("TPP/mm2", "TPP/mm^2"),
    "GB/s/mm2": ("GB/s/mm2", "GB/s/mm^2"),
    "USD": ("USD", "US$", "$"),
    "um": ("um", "μm", "micron", "microns"),
    "mm": ("mm",),
    "um2": ("um2", "μm2", "um^2", "sq um"),
    "K": ("K",),
    "degC": ("degC", "°C", "deg C"),
    "ms": ("ms", "msec"),
    "count": ("count", "pcs"),
    "ratio": ("ratio", ":1"),
    "um/min": ("um/min", "μm/min"),
    "g/cm3": ("g/cm3", "g/cm^3", "g/cc"),
    "Torr": ("Torr", "torr"),
    "mA": ("mA",),
    "keV": ("keV",),
    "degree": ("degree", "degrees", "°"),
    "Gb/mm2": ("Gb/mm2", "Gb/mm^2"),
}
"""How each unit is written in a cell; the case counts, since Gb/s is no GB/s."""
MAY_BE_UNDEFINED = frozenset({"applicable_die_area", "performance_density"})
"""A circuit with no die made with non-planar transistors has neither; every other figure is there or not known."""
BIT_LENGTH = "tf32_bit_length"
AREAS = frozenset({"mm2"})
WRITTEN = re.compile(r"([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)\s*(\D.*)?\Z", re.DOTALL)


def fact_text(text: str) -> str:
    """Return a text without surrounding space, and empty where it says nothing at all."""
    text = text.strip()
    return "" if text.casefold() in ABSENT else text


def read_fact(fact: Fact, text: str) -> Value | None:
    """Return the value that a plain text states for a fact; None where it is empty.

    Raises:
        Unreadable: it states none.
    """
    if not text:
        return None
    if text.casefold() in UNKNOWN_WORDS:
        return unknown(fact)
    value = parse_value(fact, _canonical(fact, text))
    if value is None:
        raise Unreadable(f"{quoted(text)} is no value of {fact.name}: expected {_expected(fact)}")
    if isinstance(value, Number):
        _check_number(fact, value, text)
    return value


def _canonical(fact: Fact, text: str) -> str:
    """Return a cell as the vocabulary writes the fact's values: without the fact's own unit, and with yes or no."""
    if fact.type is FactType.YES_NO:
        return WORDS.get(text.casefold(), text)
    if fact.type is not FactType.NUMBER:
        return text
    if text.casefold() == "undefined":
        return "undefined"
    parts = WRITTEN.match(text)
    if parts is None:
        return text
    unit = unicodedata.normalize("NFKC", (parts[2] or "").strip())
    return parts[1] if not unit or unit in UNIT_FORMS.get(fact.unit, (fact.unit,)) else text


def _check_number(fact: Fact, value: Number, text: str) -> None:
    if value.undefined and fact.name not in MAY_BE_UNDEFINED:
        raise Unreadable(f"{quoted(text)} is no value of {fact.name}: such a figure exists; write 'unknown'")
    if fact.name == BIT_LENGTH and value.exact not in TF32_BITS:
        raise Unreadable(f"{quoted(text)} is no value of {fact.name}: expected 19, 32 or 'unknown'")
    if value.exact == 0 and fact.unit in AREAS:
        other = "'undefined' where no die counts" if fact.name in MAY_BE_UNDEFINED else "'unknown'"
        raise Unreadable(f"{quoted(text)} is no value of {fact.name}: no area is 0; write the area, or {other}")


def _expected(fact: Fact) -> str:
    if fact.type is not FactType.NUMBER:
        return expected(fact)
    undefined = ", 'undefined'" if fact.name in MAY_BE_UNDEFINED else ""
    return (
        f"a number in {fact.unit} that is not negative, such as 600 or 5.92, without thousands "
        f"separators{undefined}, or 'unknown'"
    )
