"""Every name used must be defined, and every threshold defined must be used."""

from itertools import combinations, product

from exportgate.diagnostics.model import Collector
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Kind, Leaf, Operator, Provision, Subject, Version
from exportgate.provisions.reading import suggestion
from exportgate.provisions.ruleset import RuleSet

COMPARISONS = frozenset({Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN})


def check_names(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """Check the names that a provision uses."""
    if provision.defines and provision.defines not in rules.vocabulary.facts:
        message = f"'{provision.id}' defines '{provision.defines}', which is no fact of the vocabulary"
        collector.error("XR104", provision.defines_span, message, suggestion(provision.defines, rules.vocabulary.facts))
    for version in provision.versions:
        _check_leaves(version, rules, collector)
        _check_thresholds(version, collector)
        _check_references(version, provision.subject, rules, collector)
        _check_relief(provision, version, rules, collector)
        for name in () if version.formula is None else names_in(version.formula):
            if name not in rules.vocabulary.facts:
                message = f"the formula uses '{name}', which is no fact of the vocabulary"
                collector.error("XR104", version.formula_span, message, suggestion(name, rules.vocabulary.facts))


def _check_leaves(version: Version, rules: RuleSet, collector: Collector) -> None:
    groups = {name for name, item in rules.provisions.items() if item.kind is Kind.GROUP}
    for leaf in _leaves(version):
        if leaf.fact not in rules.vocabulary.facts:
            message = f"'{leaf.fact}' is no fact of the vocabulary"
            collector.error("XR104", leaf.span, message, suggestion(leaf.fact, rules.vocabulary.facts))
        if leaf.operator in COMPARISONS and leaf.operand not in version.thresholds:
            message = f"'{leaf.operand}' is no threshold of this version"
            collector.error("XR104", leaf.span, message, suggestion(leaf.operand, version.thresholds))
        if leaf.operator is Operator.IN and leaf.operand not in groups and rules.complete:
            message = f"'{leaf.operand}' is no group"
            collector.error("XR104", leaf.span, message, suggestion(leaf.operand, groups))


def _check_thresholds(version: Version, collector: Collector) -> None:
    used = {leaf.operand for leaf in _leaves(version) if leaf.operator in COMPARISONS}
    for threshold in version.thresholds.values():
        if threshold.name not in used:
            message = f"the threshold '{threshold.name}' is used by no condition"
            collector.error("XR106", threshold.key_span, message, "use it, or remove it")


def check_definitions(rules: RuleSet, collector: Collector) -> None:
    """Check that no fact has two definitions in force on one day: one of them would silently not count."""
    defining: dict[str, list[Provision]] = {}
    for provision in rules.provisions.values():
        if provision.kind is Kind.DEFINITION:
            defining.setdefault(provision.defines, []).append(provision)
    for fact, provisions in defining.items():
        for first, second in combinations(sorted(provisions, key=lambda item: item.id), 2):
            pairs = product(first.versions, second.versions)
            if any(one.in_force.overlaps(other.in_force) for one, other in pairs):
                message = f"'{second.id}' defines '{fact}' while '{first.id}' does so too"
                collector.error("XR108", second.span, message, "keep one definition in force on any day")


def _check_references(version: Version, subject: Subject, rules: RuleSet, collector: Collector) -> None:
    known = {
        f"{provision.id}#{paragraph.id}"
        for provision in rules.provisions.values()
        for held in provision.versions
        for paragraph in held.paragraphs
    }
    subjects = {provision.id: provision.subject for provision in rules.provisions.values()}
    seen: set[str] = set()
    for paragraph in version.paragraphs:
        if paragraph.id in seen:
            message = f"the paragraph id '{paragraph.id}' stands twice in one version"
            collector.error("XR103", paragraph.id_span, message, "give each paragraph an id of its own")
        seen.add(paragraph.id)
        for target in (*paragraph.overrides, *paragraph.yields_to):
            span = paragraph.reference_spans.get(target, paragraph.span)
            own = target.partition("#")[0]
            if target not in known and (rules.complete or own in rules.provisions):
                message = f"paragraph '{paragraph.id}' refers to '{target}', which does not exist"
                collector.error("XR105", span, message, suggestion(target, known))
            elif subjects.get(own, subject) is not subject:
                message = f"paragraph '{paragraph.id}' refers to '{target}', which speaks of another subject"
                collector.error("XR109", span, message, "only paragraphs of one subject can give way")


def _check_relief(provision: Provision, version: Version, rules: RuleSet, collector: Collector) -> None:
    """An exception relieves of something, unless others give way to it: then it is what bars them."""
    bars = {
        name
        for other in rules.provisions.values()
        for held in other.versions
        for paragraph in held.paragraphs
        for name in paragraph.yields_to
    }
    for paragraph in version.paragraphs if provision.kind is Kind.EXCEPTION else ():
        if not paragraph.overrides and f"{provision.id}#{paragraph.id}" not in bars:
            message = f"the exception '{paragraph.id}' overrides nothing, so it relieves nothing and looks as if it did"
            collector.error("XR114", paragraph.id_span, message, "name under 'overrides' what it relieves of")


def _leaves(version: Version) -> tuple[Leaf, ...]:
    return tuple(leaf for paragraph in version.paragraphs for leaf in paragraph.leaves())
