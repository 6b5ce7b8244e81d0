"""The values that facts can have: a number, a yes or no, a code, or a set of codes of which part may be unknown."""

from collections.abc import Iterable
from dataclasses import dataclass

from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.foundation.truth import Truth
from exportgate.provisions.vocabulary import Fact, FactType


@dataclass(frozen=True, slots=True)
class CodeSet:
    """Codes that are there, codes that may be there, and whether nothing else can be there."""

    known: frozenset[str] = frozenset()
    possible: frozenset[str] = frozenset()
    complete: bool = True

    def meets(self, group: frozenset[str]) -> Truth:
        """Tell whether the set has a member of the group."""
        if self.known & group:
            return Truth.YES
        if not self.complete or self.possible & group:
            return Truth.UNKNOWN
        return Truth.NO


@dataclass(frozen=True, slots=True)
class Code:
    """A code; empty where there is none, None where it is not known."""

    text: str | None = None


Value = Number | Truth | Code | CodeSet

UNKNOWN_CODE = Code()
UNKNOWN_CODES = CodeSet(complete=False)


def unknown(fact: Fact) -> Value:
    """Return the value of a fact of which nothing is known."""
    if fact.type is FactType.NUMBER:
        return UNKNOWN
    if fact.type is FactType.YES_NO:
        return Truth.UNKNOWN
    return UNKNOWN_CODE if fact.type is FactType.CODE else UNKNOWN_CODES


def codes(known: Iterable[str] = (), possible: Iterable[str] = (), *, complete: bool = True) -> CodeSet:
    """Return a set of codes; what is known is not also merely possible."""
    certain = frozenset(known)
    return CodeSet(certain, frozenset(possible) - certain, complete)


def value_text(value: Value) -> str:
    """Return a value as a person reads it."""
    if isinstance(value, Truth):
        return value.name.lower()
    if isinstance(value, Code):
        return "unknown" if value.text is None else value.text or "none"
    if isinstance(value, CodeSet):
        parts = sorted(value.known) + [f"possibly {code}" for code in sorted(value.possible)]
        if not value.complete:
            parts.append("others unknown")
        return ", ".join(parts) or "none"
    return str(value)
