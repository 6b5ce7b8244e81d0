"""What cases state and expect must be values that a fact can have and effects that a paragraph can have."""

from dataclasses import replace

from exportgate.diagnostics.model import Collector
from exportgate.engine.effects import Effect
from exportgate.engine.typed import typed_value, written_codes
from exportgate.foundation.characters import shown
from exportgate.foundation.yaml_source import Node
from exportgate.provisions.cases import Case
from exportgate.provisions.checks.held_codes import KnownCodes, report
from exportgate.provisions.model import Kind, Provision
from exportgate.provisions.reading import Reader, suggestion
from exportgate.provisions.ruleset import RuleSet
from exportgate.provisions.vocabulary import Fact

LOWER_BOUND = "at least "
MEMBERSHIP = ("member", "not_member")


def check_case_values(rules: RuleSet, collector: Collector) -> None:
    """Report facts of cases whose value cannot be read, and expectations that nothing could ever meet."""
    reader, known = Reader(collector), KnownCodes(rules)
    for case in rules.cases:
        for key, node in case.facts:
            if key.text in rules.vocabulary.facts:
                fact = rules.vocabulary.fact(key.text)
                if typed_value(fact, node, reader) is not None and fact.source is not None:
                    _check_codes(fact, node, known, collector)
        owner = rules.provisions.get(case.provision)
        if owner is not None:
            _check_expected(case, owner, rules, reader)


def _check_codes(fact: Fact, node: Node, known: KnownCodes, collector: Collector) -> None:
    """Report the codes of a case that no screening would ever state; the code of an own list may be any."""
    for code, span in written_codes(node):
        found = known.unheld(fact, code)
        if found is not None and not found.maybe:
            report(found, span, collector)


def _check_expected(case: Case, owner: Provision, rules: RuleSet, reader: Reader) -> None:
    for key, wanted in case.expect:
        if owner.kind is Kind.DEFINITION:
            if key.text in rules.vocabulary.facts:
                figure = replace(wanted, text=wanted.text.removeprefix(LOWER_BOUND))
                typed_value(rules.vocabulary.fact(key.text), figure, reader)
            continue
        known = MEMBERSHIP if owner.kind is Kind.GROUP else tuple(str(effect) for effect in Effect)
        if wanted.text not in known:
            message = f"'{shown(wanted.text)}' is nothing that '{shown(key.text)}' can be"
            reader.collector.error("XR004", wanted.span, message, suggestion(wanted.text, known))
