"""Runs the cases beside the rules through the one evaluator, and reports each expectation that is not met."""

from collections.abc import Sequence
from dataclasses import dataclass

from exportgate.diagnostics.model import Collector
from exportgate.engine.definitions import derive
from exportgate.engine.effects import Effect, work_out
from exportgate.engine.law import Law, LawOfDay
from exportgate.engine.reasons import needs_of
from exportgate.engine.table import table_of
from exportgate.engine.typed import typed_value
from exportgate.engine.values import UNKNOWN_CODES, Value, value_text
from exportgate.foundation.quantities import UNKNOWN
from exportgate.foundation.yaml_source import Scalar
from exportgate.provisions.cases import Case
from exportgate.provisions.model import Kind, Provision
from exportgate.provisions.reading import Reader
from exportgate.provisions.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and whether everything it expects holds."""

    case: Case
    passed: bool


def run_cases(rules: RuleSet, collector: Collector) -> tuple[CaseResult, ...]:
    """Run every case, reporting what differs as XR604 in the place of the expectation."""
    law = Law(rules)
    return tuple(_run(case, law, collector) for case in rules.cases)


def _run(case: Case, law: Law, collector: Collector) -> CaseResult:
    before = len(collector.found)
    owner = law.rules.provisions[case.provision]
    day = law.on(case.on)
    facts = _facts(case, law, collector)
    if owner.kind is Kind.GROUP:
        _expect_members(case, day, collector)
    elif owner.kind is Kind.DEFINITION:
        _expect_value(case, derive(facts, day.definitions).get(owner.defines, UNKNOWN), collector)
    else:
        _expect_effects(case, owner, day, derive(facts, day.definitions), law, collector)
    return CaseResult(case, len(collector.found) == before)


def _facts(case: Case, law: Law, collector: Collector) -> dict[str, Value]:
    reader = Reader(collector)
    facts: dict[str, Value] = {}
    for key, node in case.facts:
        value = typed_value(law.rules.vocabulary.fact(key.text), node, reader)
        if value is not None:
            facts[key.text] = value
    return facts


def _expect_members(case: Case, day: LawOfDay, collector: Collector) -> None:
    for code, wanted in case.expect:
        found = "member" if code.text in day.groups[case.provision] else "not_member"
        _compare(case, code, wanted, found, collector)


def _expect_value(case: Case, value: Value, collector: Collector) -> None:
    for fact, wanted in case.expect:
        _compare(case, fact, wanted, value_text(value), collector)


def _expect_effects(
    case: Case, owner: Provision, day: LawOfDay, facts: dict[str, Value], law: Law, collector: Collector
) -> None:
    # A set that a case leaves out is unknown to the last code; the other stages are not run for a case.
    known = {name: value for name, value in facts.items() if value != UNKNOWN_CODES}
    table = table_of([known], law.rules.vocabulary)
    results = work_out(day.stages[owner.subject], table, day.groups)
    own = {result.held.paragraph.id: result for result in results.values() if result.held.provision.id == owner.id}
    for paragraph, wanted in case.expect:
        result = own.get(paragraph.text)
        _compare(case, paragraph, wanted, Effect.NOT_IN_FORCE if result is None else result.effect(0), collector)
    if case.needs is not None:
        named = [name for key, _ in case.expect if key.text in own for name in needs_of(own[key.text], 0)]
        _expect_needs(case, sorted(set(named)), collector)


def _expect_needs(case: Case, found: Sequence[str], collector: Collector) -> None:
    if sorted(case.needs or ()) != list(found):
        message = f"case '{case.name}': expected the needs {sorted(case.needs or ())}, found {list(found)}"
        collector.error("XR604", case.span, message, "correct the rule or the case")


def _compare(case: Case, key: Scalar, wanted: Scalar, found: str, collector: Collector) -> None:
    if wanted.text != found:
        message = f"case '{case.name}': expected {key.text} to be '{wanted.text}', found '{found}'"
        collector.error("XR604", wanted.span, message, "correct the rule or the case")
