"""How codes of the Commerce Control List lie within each other."""

ENCRYPTION = ".z"
MIRRORED = {"3A090": "4A090", "4A090": "3A090"}
"""Entries that the rules classify as a whole, of others only paragraphs; each with the one that says the same."""


def entry_of(code: str) -> str:
    """Return the entry that a code is of: 3A090 of 3A090.a.

    The .z paragraphs of an entry count as an entry of their own, 5A002.z: they mirror 3A090 and 4A090 and follow the
    circuit inside, of which the rest of the entry says nothing.
    """
    entry, _, paragraph = code.partition(".")
    return f"{entry}{ENCRYPTION}" if f".{paragraph}.".startswith(f"{ENCRYPTION}.") else entry


def lies_within(code: str, other: str) -> bool:
    """Tell whether a code is another one or a paragraph of it."""
    return code == other or code.startswith(f"{other}.")
