"""What an organization's own rules may do: add and tighten freely, relax only where they say so and why.

Whatever could make a rule outside the folder say less counts as relaxing. A relaxation that nothing does is an error
as well, because every report shows it.
"""

from exportgate.diagnostics.model import Collector
from exportgate.provisions.model import Kind, Provision
from exportgate.provisions.reading import suggestion
from exportgate.provisions.relaxations import relaxed_by
from exportgate.provisions.ruleset import RuleSet


def check_own_rules(rules: RuleSet, collector: Collector) -> None:
    """Check what the rules of added folders do to those of other folders."""
    for provision in rules.provisions.values():
        if provision.own:
            _check_definition(provision, rules, collector)
            _check_relaxations(provision, rules, collector)
        else:
            for relaxation in provision.relaxes:
                message = f"'{provision.id}' is a rule of the law, which relaxes nothing"
                help_ = "write the exception with 'overrides', and remove 'relaxes'"
                collector.error("XR128", relaxation.span, message, help_)


def _check_definition(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    """A figure that rules of the law ask for must not come from anybody's own formula, whatever the names are."""
    fact = rules.vocabulary.facts.get(provision.defines)
    if provision.kind is Kind.DEFINITION and fact is not None and fact.own != provision.own:
        message = f"'{provision.id}' defines '{provision.defines}', a fact that rules of the law may ask for"
        help_ = f"define a fact of your own, '{provision.own}_…', and add it to your facts.yaml"
        collector.error("XR124", provision.span, message, help_)


def _check_relaxations(provision: Provision, rules: RuleSet, collector: Collector) -> None:
    relaxed = list(relaxed_by(provision, rules.provisions.values()))
    for item in relaxed:
        if item.stated(provision) is None:
            message = (
                f"paragraph '{item.paragraph.id}' {item.what}, which '{provision.id}' does not say that it relaxes"
            )
            help_ = f"add 'relaxes: [{{id: {item.targets[0]}, because: \"…\"}}]' to the provision, with the reason"
            collector.error("XR125", item.paragraph.span, message, help_)
    targets = {target for item in relaxed for target in item.targets}
    for relaxation in provision.relaxes:
        if not any(relaxation.covers(target) for target in targets):
            message = f"'{provision.id}' says that it relaxes '{relaxation.id}', which none of its paragraphs does"
            known = targets | {target.partition("#")[0] for target in targets}
            help_ = suggestion(relaxation.id, known) if known else "remove it"
            collector.error("XR126", relaxation.span, message, help_)
