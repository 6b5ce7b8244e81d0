"""Every name used must be defined, and every threshold defined must be used."""

from exportgate.diagnostics.model import Collector
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Kind, Leaf, Operator, Provision, Version
from exportgate.provisions.reading import suggestion
from exportgate.provisions.ruleset import RuleSet

COMPARISONS = frozenset({Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN})


def check_names(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """Check the names that a provision uses."""
    if provision.defines and provision.defines not in rules.vocabulary.facts:
        message = f"'{provision.id}' defines '{provision.defines}', which is no fact of the vocabulary"
        collector.error("XR104", provision.span, message, suggestion(provision.defines, rules.vocabulary.facts))
    for version in provision.versions:
        _check_leaves(version, rules, collector)
        _check_thresholds(version, collector)
        _check_references(version, rules, collector)
        for name in () if version.formula is None else names_in(version.formula):
            if name not in rules.vocabulary.facts:
                message = f"the formula uses '{name}', which is no fact of the vocabulary"
                collector.error("XR104", version.span, message, suggestion(name, rules.vocabulary.facts))


def _check_leaves(version: Version, rules: RuleSet, collector: Collector) -> None:
    groups = {name for name, item in rules.provisions.items() if item.kind is Kind.GROUP}
    for leaf in _leaves(version):
        if leaf.fact not in rules.vocabulary.facts:
            message = f"'{leaf.fact}' is no fact of the vocabulary"
            collector.error("XR104", leaf.span, message, suggestion(leaf.fact, rules.vocabulary.facts))
        if leaf.operator in COMPARISONS and leaf.operand not in version.thresholds:
            message = f"'{leaf.operand}' is no threshold of this version"
            collector.error("XR104", leaf.span, message, suggestion(leaf.operand, version.thresholds))
        if leaf.operator is Operator.IN and leaf.operand not in groups:
            message = f"'{leaf.operand}' is no group"
            collector.error("XR104", leaf.span, message, suggestion(leaf.operand, groups))


def _check_thresholds(version: Version, collector: Collector) -> None:
    used = {leaf.operand for leaf in _leaves(version) if leaf.operator in COMPARISONS}
    for threshold in version.thresholds.values():
        if threshold.name not in used:
            message = f"the threshold '{threshold.name}' is used by no condition"
            collector.error("XR106", threshold.span, message, "use it, or remove it")


def _check_references(version: Version, rules: RuleSet, collector: Collector) -> None:
    known = {
        f"{provision.id}#{paragraph.id}"
        for provision in rules.provisions.values()
        for held in provision.versions
        for paragraph in held.paragraphs
    }
    seen: set[str] = set()
    for paragraph in version.paragraphs:
        if paragraph.id in seen:
            message = f"the paragraph id '{paragraph.id}' stands twice in one version"
            collector.error("XR103", paragraph.span, message, "give each paragraph an id of its own")
        seen.add(paragraph.id)
        for target in (*paragraph.overrides, *paragraph.yields_to):
            if target not in known:
                message = f"paragraph '{paragraph.id}' refers to '{target}', which does not exist"
                collector.error("XR105", paragraph.span, message, suggestion(target, known))


def _leaves(version: Version) -> tuple[Leaf, ...]:
    return tuple(leaf for paragraph in version.paragraphs for leaf in paragraph.leaves())
