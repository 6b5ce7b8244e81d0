"""Runs the cases beside the rules through the one evaluator, and reports each expectation that is not met."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.tables import CaseBatch, case_batches
from exportgate.engine.effects import Effect
from exportgate.engine.law import Law, parts_of
from exportgate.engine.reasons import needs_of
from exportgate.engine.values import value_text
from exportgate.foundation.spans import Span
from exportgate.foundation.truth import Truth
from exportgate.foundation.yaml_source import Scalar
from exportgate.provisions.cases import Case
from exportgate.provisions.model import Kind
from exportgate.provisions.ruleset import RuleSet

MEND = "correct the rule or the case"


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case and whether everything it expects holds, or does not where the case says that it is wrong for now."""

    case: Case
    passed: bool


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An expectation that is not met, in its place."""

    span: Span
    message: str


def run_cases(rules: RuleSet, collector: Collector) -> tuple[CaseResult, ...]:
    """Run every case, reporting what differs as XR604 in the place of the expectation, in the order of the files.

    Cases of the shipped rules are run without the rules that an organization adds, whose relaxations they do not know.
    """
    results: dict[int, CaseResult] = {}
    batches = (case_batches(law, law.rules.cases, collector) for law, _ in parts_of(Law(rules)))
    for batch in chain.from_iterable(batches):
        for row, case in enumerate(batch.cases):
            found = list(mismatches(batch, row))
            results[id(case)] = CaseResult(case, _report(case, found, collector))
    return tuple(results[id(case)] for case in rules.cases)


def _report(case: Case, found: list[Mismatch], collector: Collector) -> bool:
    if case.wrong_for_now:
        if not found:
            message = f"case '{case.name}' holds, although it says that it is wrong for now ({case.wrong_for_now})"
            collector.error("XR605", case.span, message, "remove 'expect_wrong_for_now'")
        return bool(found)
    for mismatch in found:
        collector.error("XR604", mismatch.span, mismatch.message, MEND)
    return not found


def mismatches(batch: CaseBatch, row: int) -> Iterator[Mismatch]:
    """Yield what a case expects and its law does not give."""
    case = batch.cases[row]
    for key, wanted in case.expect:
        found = _found(batch, row, key.text)
        if wanted.text != found:
            yield Mismatch(wanted.span, _differs(case, key, wanted, found))
    for key, words in case.then:
        result = batch.own(key.text)
        holds = result is not None and result.holds[row] == Truth.YES
        follows = result.held.paragraph.consequences if result is not None and holds else ()
        if words != follows:
            found = ", ".join(follows) or "nothing, because it does not apply"
            message = f"case '{case.name}': expected {', '.join(words)} to follow from {key.text}, found {found}"
            yield Mismatch(key.span, message)
    if case.needs is not None:
        expected = (batch.own(key.text) for key, _ in case.expect)
        named = sorted({name for result in expected if result is not None for name in needs_of(result, row)})
        if sorted(case.needs) != named:
            message = f"case '{case.name}': expected the needs {sorted(case.needs)}, found {named}"
            yield Mismatch(case.span, message)
    if case.made_by:
        version = batch.provision.on(case.on)
        notice = "none" if version is None else version.made_by
        if case.made_by != notice:
            message = f"case '{case.name}': expected the version made by '{case.made_by}', found '{notice}'"
            yield Mismatch(case.span, message)


def _found(batch: CaseBatch, row: int, name: str) -> str:
    if batch.provision.kind is Kind.GROUP:
        return "member" if name in batch.day.groups[batch.provision.id] else "not_member"
    if batch.provision.kind is Kind.DEFINITION:
        return value_text(batch.table.column(name).at(row))
    result = batch.own(name)
    return str(Effect.NOT_IN_FORCE if result is None else result.effect(row))


def _differs(case: Case, key: Scalar, wanted: Scalar, found: str) -> str:
    return f"case '{case.name}': expected {key.text} to be '{wanted.text}', found '{found}'"
