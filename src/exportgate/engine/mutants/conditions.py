"""Small wrong readings of conditions and formulas: each differs from the rule by an operator, a limb or a figure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from exportgate.foundation.quantities import decimal_text, last_place
from exportgate.foundation.spans import Span
from exportgate.provisions.formula import FactName, Figure, Formula, Operation
from exportgate.provisions.model import Condition, Leaf, Operator

FLIPS = {
    Operator.AT_LEAST: Operator.MORE_THAN,
    Operator.MORE_THAN: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.LESS_THAN,
    Operator.LESS_THAN: Operator.AT_MOST,
}
REVERSALS = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.MORE_THAN: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE_THAN,
    Operator.LESS_THAN: Operator.AT_LEAST,
}
SIGNS: dict[str, tuple[Literal["+", "*", "/"], ...]] = {"+": ("*",), "*": ("/", "+"), "/": ("*",)}
Kind = Literal["flip", "reversal", "dropped limb", "swapped limb", "formula"]


@dataclass(frozen=True, slots=True)
class ConditionVariant:
    """A condition with one change: what kind, where, in words, and the whole changed condition."""

    kind: Kind
    span: Span
    text: str
    condition: Condition


def condition_variants(condition: Condition, path: str = "when") -> Iterator[ConditionVariant]:
    """Yield every variant of a condition; `path` numbers limbs from 1, so that each text is unique and stable."""
    if isinstance(condition, Leaf):
        yield from _leaf_variants(condition, path)
        return
    children = condition.children
    for place, child in enumerate(children):
        before, after = children[:place], children[place + 1 :]
        for found in condition_variants(child, f"{path}.{place + 1}"):
            yield replace(found, condition=replace(condition, children=(*before, found.condition, *after)))
        if len(children) > 1:
            text = f"{path}.{place + 1} {_shown(child)} is dropped"
            yield ConditionVariant("dropped limb", child.span, text, replace(condition, children=(*before, *after)))
    if len(children) > 1:
        now, then = ("all", "any") if condition.every else ("any", "all")
        swapped = replace(condition, every=not condition.every)
        yield ConditionVariant("swapped limb", condition.span, f"{path} '{now}' becomes '{then}'", swapped)


def _leaf_variants(leaf: Leaf, path: str) -> Iterator[ConditionVariant]:
    if leaf.operator in FLIPS:
        for kind, table in (("flip", FLIPS), ("reversal", REVERSALS)):
            operator = table[leaf.operator]
            text = f"{leaf.fact} {operator} {leaf.operand}"
            changed = replace(leaf, operator=operator, text=text)
            yield ConditionVariant(kind, leaf.span, f"{path} '{leaf.text}' becomes '{text}'", changed)  # type: ignore[arg-type]
        return
    changed = replace(leaf, negated=not leaf.negated)
    yield ConditionVariant("reversal", leaf.span, f"{path} '{leaf.text}' is denied", changed)


def _shown(condition: Condition) -> str:
    return f"'{condition.text}'" if isinstance(condition, Leaf) else "limb"


def formula_variants(formula: Formula, path: str = "formula") -> Iterator[tuple[str, Formula]]:
    """Yield every variant of a formula: a sign changed, a part dropped, or a figure one off in its last place."""
    if isinstance(formula, FactName):
        return
    if isinstance(formula, Figure):
        for step in (-1, 1):
            value = formula.value + step
            if value > 0:
                yield (
                    f"{path} {decimal_text(formula.value)} becomes {decimal_text(value)}",
                    replace(formula, value=value),
                )
        return
    for place, part in enumerate(formula.parts):
        before, after = formula.parts[:place], formula.parts[place + 1 :]
        for text, changed in formula_variants(part, f"{path}.{place + 1}"):
            yield text, replace(formula, parts=(*before, changed, *after))
        if len(formula.parts) > 1:
            rest = (*before, *after)
            dropped = rest[0] if len(rest) == 1 and formula.sign != "highest_stated" else replace(formula, parts=rest)
            yield f"{path}.{place + 1} is dropped", dropped
    for sign in SIGNS.get(formula.sign, ()):
        yield f"{path} '{formula.sign}' becomes '{sign}'", Operation(sign, formula.parts)


def nudges(text: str, value: Fraction) -> Iterator[tuple[str, Fraction]]:
    """Yield a figure one off in the last place as written, and 0.1 % off, to both sides, each once and in words."""
    last = last_place(text)
    seen: set[Fraction] = set()
    for step in (-last, last, -value / 1000, value / 1000):
        other = value + step
        if step and other >= 0 and other not in seen:
            seen.add(other)
            yield decimal_text(other), other
