"""A leaf asks a fact only what its type can answer, and compares it with a threshold of the same dimension."""

from exportgate.diagnostics.model import Collector
from exportgate.provisions.checks.names import COMPARISONS
from exportgate.provisions.formula import FactName, Figure, Formula
from exportgate.provisions.model import IfUnknown, Leaf, Operator, Paragraph, Provision, Version
from exportgate.provisions.ruleset import RuleSet
from exportgate.provisions.vocabulary import Dimension, Fact, FactType, Vocabulary, multiply

ALLOWED = {
    FactType.NUMBER: COMPARISONS,
    FactType.YES_NO: frozenset({Operator.YES}),
    FactType.CODE: frozenset({Operator.IS, Operator.IN}),
    FactType.CODES: frozenset({Operator.INCLUDES, Operator.IN}),
}
HELP = {
    FactType.NUMBER: "compare it with a threshold: 'fact >= threshold'",
    FactType.YES_NO: "write 'fact' or 'not fact'",
    FactType.CODE: "write 'fact is \"CODE\"' or 'fact in group'",
    FactType.CODES: "write 'fact includes \"CODE\"' or 'fact in group'",
}


class UnitMismatch(Exception):  # noqa: N818 - caught in this module only, and named for what it says
    """Two parts of a formula cannot be added or compared."""


def check_types(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """Check the types and dimensions in a provision."""
    facts = rules.vocabulary.facts
    for version in provision.versions:
        for paragraph in version.paragraphs:
            for leaf in paragraph.leaves():
                if leaf.fact in facts:
                    _check_leaf(leaf, facts[leaf.fact], version, rules.vocabulary, collector)
            if paragraph.if_unknown is IfUnknown.CHECKLIST:
                _check_question(paragraph, rules.vocabulary, collector)
        if version.formula is not None and provision.defines in facts:
            _check_formula(provision, version, version.formula, rules.vocabulary, collector)


def _check_leaf(leaf: Leaf, fact: Fact, version: Version, vocabulary: Vocabulary, collector: Collector) -> None:
    if leaf.operator not in ALLOWED[fact.type]:
        message = f"'{leaf.text}' asks of '{fact.name}', a {fact.type}, what it cannot answer"
        collector.error("XR203", leaf.span, message, HELP[fact.type])
        return
    threshold = version.thresholds.get(leaf.operand)
    if leaf.operator in COMPARISONS and threshold is not None:
        if vocabulary.units.get(fact.unit) != vocabulary.units.get(threshold.unit):
            message = f"'{fact.name}' is measured in {fact.unit}, the threshold '{threshold.name}' in {threshold.unit}"
            collector.error("XR201", leaf.span, message, f"give the threshold in {fact.unit}")
        elif fact.unit != threshold.unit:
            message = f"'{fact.name}' is in {fact.unit}, the threshold in {threshold.unit}; figures are not converted"
            collector.error("XR201", leaf.span, message, f"give the threshold in {fact.unit}")


def _check_question(paragraph: Paragraph, vocabulary: Vocabulary, collector: Collector) -> None:
    """A question of the checklist is one yes or no that a person can then state; anything else would be let pass."""
    asked = {leaf.fact for leaf in paragraph.leaves() if vocabulary.asks_a_person(leaf.fact)}
    if len(asked) != 1:
        found = f"asks {len(asked)} of them ({', '.join(sorted(asked))})" if asked else "asks none"
        message = f"a checklist question is one yes or no that a person states; paragraph '{paragraph.id}' {found}"
        help_ = "ask one fact of the type yes_no that has 'headings', or remove 'if_unknown'"
        collector.error("XR203", paragraph.if_unknown_span, message, help_)


def _check_formula(
    provision: Provision, version: Version, formula: Formula, vocabulary: Vocabulary, collector: Collector
) -> None:
    wanted = vocabulary.units.get(vocabulary.fact(provision.defines).unit)
    try:
        found = dimension(formula, vocabulary)
    except UnitMismatch as error:
        collector.error(
            "XR201", version.formula_span, f"the formula of '{provision.id}': {error}", "give parts alike units"
        )
        return
    if found is not None and found != wanted:
        unit = vocabulary.fact(provision.defines).unit
        message = f"the formula of '{provision.id}' does not give {unit}, the unit of '{provision.defines}'"
        collector.error("XR201", version.formula_span, message, "correct the formula or the unit of the fact")


def dimension(formula: Formula, vocabulary: Vocabulary) -> Dimension | None:
    """Return the dimension of a formula, or None where a name in it is unknown.

    Raises:
        UnitMismatch: parts that are added or compared differ in dimension.
    """
    if isinstance(formula, Figure):
        return vocabulary.units[formula.unit] if formula.unit else ()
    if isinstance(formula, FactName):
        fact = vocabulary.facts.get(formula.name)
        return None if fact is None or fact.type is not FactType.NUMBER else vocabulary.units.get(fact.unit)
    parts = [dimension(part, vocabulary) for part in formula.parts]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if formula.sign in ("*", "/"):
        return multiply(known[0], known[1], 1 if formula.sign == "*" else -1)
    if len(set(known)) > 1:
        raise UnitMismatch(f"the parts of '{formula.sign}' have different units")
    return known[0]
