"""Works out derived facts by the definitions in force: exact arithmetic, once per distinct item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exportgate.engine.values import Value
from exportgate.foundation.quantities import (
    UNKNOWN,
    Number,
    exactly,
    highest,
    product,
    quotient,
    total,
)
from exportgate.provisions.formula import FactName, Figure, Formula, names_in


@dataclass(frozen=True, slots=True)
class Definition:
    """A derived fact, its formula, and the citation that both rest on."""

    fact: str
    formula: Formula
    cite: str
    provision: str


def in_dependency_order(definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """Return definitions so that each comes after those that it uses.

    Raises:
        ValueError: definitions use each other in a circle; the message names them.
    """
    waiting = {definition.fact: definition for definition in sorted(definitions, key=lambda item: item.fact)}
    ordered: list[Definition] = []
    while waiting:
        ready = [item for item in waiting.values() if not any(name in waiting for name in names_in(item.formula))]
        if not ready:
            raise ValueError(f"definitions use each other in a circle: {', '.join(waiting)}")
        for definition in ready:
            ordered.append(definition)
            del waiting[definition.fact]
    return tuple(ordered)


def derive(facts: Mapping[str, Value], definitions: Iterable[Definition]) -> dict[str, Value]:
    """Return the facts with every derived one added that is not already given.

    `definitions` are in dependency order. A given value of a derived fact stands: it was stated by whoever asks.
    """
    known = dict(facts)
    for definition in definitions:
        if definition.fact in known:
            continue
        value = calculate(definition.formula, known)
        if value != UNKNOWN:
            known[definition.fact] = value
    return known


def calculate(formula: Formula, facts: Mapping[str, Value]) -> Number:
    """Return what is known of a formula's result."""
    if isinstance(formula, Figure):
        return exactly(formula.value)
    if isinstance(formula, FactName):
        value = facts.get(formula.name, UNKNOWN)
        return value if isinstance(value, Number) else UNKNOWN
    if formula.sign == "highest_stated":
        return highest(calculate(part, facts) for part in formula.parts if _stated(part, facts))
    parts = [calculate(part, facts) for part in formula.parts]
    if formula.sign == "+":
        return total(parts)
    if formula.sign == "*":
        return product(*parts)
    return quotient(*parts)


def _stated(part: Formula, facts: Mapping[str, Value]) -> bool:
    """A figure counts as stated where anything that it is made of is given; what else it needs may still be unknown."""
    names = names_in(part)
    return not names or any(facts.get(name, UNKNOWN) != UNKNOWN for name in names)
