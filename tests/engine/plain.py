"""The rules worked out plainly, one row and one fraction at a time: what the columns of the engine must agree with."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from exportgate.engine.conditions import ask
from exportgate.engine.definitions import Definition
from exportgate.engine.effects import Effect
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.values import Value, unknown
from exportgate.foundation.quantities import UNDEFINED, UNKNOWN, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import FactName, Figure, Formula, names_in
from exportgate.provisions.model import Condition, Kind, Leaf
from exportgate.provisions.vocabulary import Vocabulary

Row = Mapping[str, Value]
Groups = Mapping[str, frozenset[str]]
ZERO = Fraction(0)


def total(numbers: Iterable[Number]) -> Number:
    """Return the sum; an unknown term leaves the sum bounded from below, an undefined one makes it undefined."""
    low, high = ZERO, ZERO
    bounded = True
    for number in numbers:
        if number.undefined:
            return UNDEFINED
        low += number.low
        bounded = bounded and number.high is not None
        high += number.high or ZERO
    return Number(low, high if bounded else None)


def product(left: Number, right: Number) -> Number:
    """Return the product of two non-negative numbers."""
    if left.undefined or right.undefined:
        return UNDEFINED
    high = None if left.high is None or right.high is None else left.high * right.high
    return Number(left.low * right.low, high)


def quotient(left: Number, right: Number) -> Number:
    """Return left by right; undefined where the divisor is undefined or zero."""
    if left.undefined or right.undefined or right.exact == 0:
        return UNDEFINED
    low = ZERO if right.high is None else left.low / right.high
    high = None if left.high is None or right.low == 0 else left.high / right.low
    return Number(low, high)


def highest(numbers: Iterable[Number]) -> Number:
    """Return the greatest of the defined numbers, unknown ones included; unknown where there is none."""
    defined = [number for number in numbers if not number.undefined]
    if not defined:
        return UNKNOWN
    highs = [number.high for number in defined]
    low = max(number.low for number in defined)
    return Number(low, None if None in highs else max(high for high in highs if high is not None))


def derived(row: Row, definitions: Iterable[Definition]) -> dict[str, Value]:
    """Return the row with every derived fact that it does not state."""
    facts = dict(row)
    for definition in definitions:
        if facts.get(definition.fact, UNKNOWN) == UNKNOWN:
            facts[definition.fact] = calculated(definition.formula, facts)
    return facts


def calculated(formula: Formula, facts: Row) -> Number:
    """Return what is known of a formula's result in one row."""
    if isinstance(formula, Figure):
        return exactly(formula.value)
    if isinstance(formula, FactName):
        value = facts.get(formula.name, UNKNOWN)
        return value if isinstance(value, Number) else UNKNOWN
    if formula.sign == "highest_stated":
        return highest(calculated(part, facts) for part in formula.parts if _stated(part, facts))
    parts = [calculated(part, facts) for part in formula.parts]
    if formula.sign == "+":
        return total(parts)
    return product(*parts) if formula.sign == "*" else quotient(*parts)


def _stated(part: Formula, facts: Row) -> bool:
    names = names_in(part)
    return not names or any(facts.get(name, UNKNOWN) != UNKNOWN for name in names)


def truth_of(condition: Condition, held: ParagraphInForce, row: Row, groups: Groups, vocabulary: Vocabulary) -> Truth:
    """Return the truth of a condition in one row."""
    if isinstance(condition, Leaf):
        threshold = held.version.thresholds.get(condition.operand)
        value = row.get(condition.fact, unknown(vocabulary.fact(condition.fact)))
        limit = ZERO if threshold is None else threshold.value
        truth = ask(condition, value, limit, groups.get(condition.operand, frozenset()))
        return Truth(2 - truth) if condition.negated else truth
    found = [truth_of(child, held, row, groups, vocabulary) for child in condition.children]
    return min(found) if condition.every else max(found)


def effects_of(
    paragraphs: Sequence[ParagraphInForce], row: Row, groups: Groups, vocabulary: Vocabulary
) -> dict[str, Effect]:
    """Return the effect of each paragraph on one row; paragraphs are in precedence order."""
    effects: dict[str, Effect] = {}
    for held in paragraphs:
        met = truth_of(held.paragraph.condition, held, row, groups, vocabulary)
        over = {other.id for other in paragraphs if held.id in other.paragraph.overrides}
        relief = max((_stands(name, over, paragraphs, effects) for name in over), default=Truth.NO)
        before = [name for name in held.paragraph.yields_to if name in effects]
        senior = max((_stands(name, over, paragraphs, effects) for name in before), default=Truth.NO)
        effects[held.id] = _effect(met, relief, senior)
        if held.stayed and effects[held.id] is not Effect.DOES_NOT_APPLY:
            effects[held.id] = Effect.STAYED
    for provision in {held.provision.id for held in paragraphs if held.provision.kind is Kind.CLASSIFICATION}:
        own = [held for held in paragraphs if held.provision.id == provision and held.paragraph.classifies]
        applying = [held for held in own if _holds(effects[held.id]) is Truth.YES]
        if len({held.paragraph.classifies for held in applying}) > 1:
            effects.update({held.id: Effect.CONFLICT for held in applying})
    return effects


def _effect(met: Truth, relief: Truth, senior: Truth) -> Effect:
    if Truth.NO is met or Truth.YES in (relief, senior):
        return Effect.DOES_NOT_APPLY
    if Truth.UNKNOWN in (met, senior):
        return Effect.UNDETERMINED
    return Effect.APPLIES_UNLESS if relief is Truth.UNKNOWN else Effect.APPLIES


def _holds(effect: Effect) -> Truth:
    if effect in (Effect.APPLIES, Effect.APPLIES_UNLESS, Effect.CONFLICT):
        return Truth.YES
    return Truth.UNKNOWN if effect is Effect.UNDETERMINED else Truth.NO


def _stands(
    name: str, beside: set[str], paragraphs: Sequence[ParagraphInForce], effects: Mapping[str, Effect]
) -> Truth:
    """Whether a paragraph stands before one that those of `beside` override; what it gives way to may be unproved."""
    if effects[name] is not Effect.APPLIES_UNLESS:
        return _holds(effects[name])
    above = {other.id for other in paragraphs if name in other.paragraph.overrides}
    found = [_stands(other, above, paragraphs, effects) for other in above - beside]
    return Truth.UNKNOWN if Truth.UNKNOWN in found and Truth.YES not in found else Truth.YES
