"""Every provision has cases, and cases speak only of what exists."""

from exportgate.diagnostics.model import Collector
from exportgate.provisions.cases import Case
from exportgate.provisions.model import Kind, Provision
from exportgate.provisions.reading import suggestion
from exportgate.provisions.ruleset import RuleSet


def check_case_files(rules: RuleSet, collector: Collector) -> None:
    """Check which provisions have cases, and the names that cases use."""
    tested = {case.provision for case in rules.cases}
    for provision in rules.provisions.values():
        if provision.id not in tested and rules.complete:
            message = f"'{provision.id}' has no cases, so nothing guards it"
            collector.error(
                "XR601", provision.span, message, "write cases beside it, in a file that ends in .cases.yaml"
            )
    seen: set[tuple[str, str]] = set()
    for case in rules.cases:
        owner = rules.provisions.get(case.provision)
        if owner is None:
            if rules.complete:
                message = f"'{case.provision}' is no provision"
                collector.error("XR104", case.provision_span, message, suggestion(case.provision, rules.provisions))
            continue
        if (case.provision, case.name) in seen:
            message = f"a case named '{case.name}' stands above already"
            collector.error("XR603", case.name_span, message, "give each case a name of its own")
        seen.add((case.provision, case.name))
        _check_case(case, owner, rules, collector)


def _check_case(case: Case, owner: Provision, rules: RuleSet, collector: Collector) -> None:
    for key, _ in case.facts:
        if key.text not in rules.vocabulary.facts:
            message = f"'{key.text}' is no fact of the vocabulary"
            collector.error("XR104", key.span, message, suggestion(key.text, rules.vocabulary.facts))
    for name, span in zip(case.needs or (), case.needs_spans, strict=False):
        if name not in rules.vocabulary.facts:
            message = f"'needs' names '{name}', which is no fact of the vocabulary"
            collector.error("XR104", span, message, suggestion(name, rules.vocabulary.facts))
    if owner.kind is Kind.GROUP:
        return
    paragraphs = {paragraph.id for version in owner.versions for paragraph in version.paragraphs}
    expected = {owner.defines} if owner.kind is Kind.DEFINITION else paragraphs
    for key in (*(key for key, _ in case.expect), *(key for key, _ in case.then)):
        if key.text not in expected:
            message = f"'{key.text}' is nothing that '{owner.id}' decides"
            collector.error("XR105", key.span, message, suggestion(key.text, expected))
