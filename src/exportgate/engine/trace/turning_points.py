"""Where the answer of the rules can turn as one number moves: leaves compare with constants, so the points are finite.

A number turns where it reaches a threshold itself, or where a fact that a definition derives from it does; the points
of the derived fact are carried back through the formula, exactly.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from exportgate.engine.definitions import Definition, calculate
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.reasons import WORDS
from exportgate.engine.table import FactTable
from exportgate.foundation.quantities import Number
from exportgate.provisions.formula import FactName, Formula, Operation, names_in

Points = Mapping[str, frozenset[Fraction]]


def thresholds_of(paragraphs: Iterable[ParagraphInForce]) -> Points:
    """Return, per fact, every figure that a paragraph in force compares it with."""
    found: dict[str, set[Fraction]] = {}
    for held in paragraphs:
        for leaf in held.paragraph.leaves():
            if leaf.operator in WORDS:
                found.setdefault(leaf.fact, set()).add(held.version.thresholds[leaf.operand].value)
    return {fact: frozenset(values) for fact, values in found.items()}


def turning_points(
    fact: str, thresholds: Points, definitions: Sequence[Definition], table: FactTable, row: int
) -> frozenset[Fraction]:
    """Return the positive values of a fact at which it, or what is derived from it, reaches a threshold.

    Every other fact of the row is held. `definitions` are those that may derive anew: a derived fact that is given
    does not follow its inputs, so it is left out of them.
    """
    found = set(thresholds.get(fact, frozenset()))
    for definition in definitions:
        if fact in names_in(definition.formula):
            for target in turning_points(definition.fact, thresholds, definitions, table, row):
                found.update(solutions(definition.formula, fact, target, table, row))
    return frozenset(value for value in found if value > 0)


def solutions(formula: Formula, fact: str, target: Fraction, table: FactTable, row: int) -> Iterator[Fraction]:
    """Yield the values of a fact at which a formula, or the least that is known of it, has the target's value.

    A formula names a fact once; where it named it on both sides of a sign, nothing is found for that sign.
    """
    if isinstance(formula, FactName) and formula.name == fact:
        yield target
    if not isinstance(formula, Operation):
        return
    if formula.sign == "highest_stated":
        for part in formula.parts:
            yield from solutions(part, fact, target, table, row)
        return
    with_it = [part for part in formula.parts if fact in names_in(part)]
    if len(with_it) != 1:
        return
    rest = [calculate(part, table).at(row) for part in formula.parts if part is not with_it[0]]
    for other in _bounds(rest):
        wanted = _inverse(formula.sign, target, other, divided=with_it[0] is formula.parts[0])
        if wanted is not None:
            yield from solutions(with_it[0], fact, wanted, table, row)


def _bounds(rest: Sequence[Number]) -> list[Fraction]:
    """What is known of the other operands together; only a sum has more than one of them."""
    if any(number.undefined for number in rest):
        return []
    low = sum((number.low for number in rest), Fraction(0))
    highs = [number.high for number in rest]
    known = [high for high in highs if high is not None]
    return sorted({low, sum(known, Fraction(0))}) if len(known) == len(highs) else [low]


def _inverse(sign: str, target: Fraction, other: Fraction, *, divided: bool) -> Fraction | None:
    """Return the operand that gives the target together with the other one; `divided` where it is the dividend."""
    if sign == "+":
        return target - other
    if sign == "*":
        return target / other if other else None
    if divided:
        return target * other if other else None
    return other / target if target else None
