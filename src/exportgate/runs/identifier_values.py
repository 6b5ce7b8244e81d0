"""Puts the numbers that a line gives of a party together, each with the label that its column has."""

from collections.abc import Sequence
from functools import lru_cache

from exportgate.parties.identifier_reading import identifier_faults
from exportgate.runs.line_values import plain_text

LABELS = ("", "Registration number: ", "Tax ID: ", "LEI: ")
"""The labels of the columns in `headings.IDENTIFIER_FIELDS`; what stands under a mere id may have one of its own."""


def labeled(numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers of a party, in the order of `headings.IDENTIFIER_FIELDS`, as they can be read on their own."""
    found = zip(LABELS, map(plain_text, numbers), strict=True)
    return tuple(f"{label}{text}" for label, text in found if text)


@lru_cache(maxsize=1 << 16)
def unread(numbers: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of the numbers of a party cannot be compared, each in words with the reason."""
    return tuple(identifier_faults(numbers))
