"""What the rules say of a shipment line as a whole: item, destination, event and its parties' headquarters together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from exportgate.engine.effects import HOLDING, OPEN, Effect, ParagraphResult, Results, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import table_of
from exportgate.engine.trace.model import Stage
from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Kind, Outcome, ReviewPolicy, Subject, is_notice
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.chart import Chart
from exportgate.screening.classification import Classified
from exportgate.screening.findings import ExceptionStatus, Finding, LicenseException
from exportgate.screening.line_signs import NO_SIGNS, LineSigns
from exportgate.screening.merging import Merged, finding, idle_release, merge
from exportgate.screening.relaxed import relaxed_findings
from exportgate.screening.transactions import FACT, Transactions, work_out_transactions

STATUS: Mapping[Effect, ExceptionStatus] = {
    Effect.APPLIES: "available",
    Effect.APPLIES_UNLESS: "possible",
    Effect.UNDETERMINED: "possible",
}
NONE_STATED = CodeSet()
SHOWN = HOLDING | OPEN | {Effect.STAYED}
CLASSIFICATION = frozenset({"classification", "circuit_classification"})
UNSAID: Mapping[str, Value] = {"ships_as_fabricator_or_packager": Truth.NO}
"""What a line would say of its exporter if it were so: rules that bind foundries and packagers bind nobody else."""
WORKED_OUT = CLASSIFICATION | {FACT}


@dataclass(frozen=True, slots=True)
class Route:
    """Where a shipment goes: codes with Hong Kong given as CN, and where its parties have their headquarters.

    `countries` are those in which the line places a party, `signs` what it shows of red flags; what it does not say is
    none. `end_user_country` and `end_user_parent` are where the end user is and where its ultimate parent has its
    headquarters.
    """

    event: str | None
    export_country: str | None
    destination: str | None
    headquarters: CodeSet
    countries: CodeSet = NONE_STATED
    end_user_country: str | None = None
    end_user_parent: str | None = None
    signs: LineSigns = NO_SIGNS


@dataclass(frozen=True, slots=True)
class ShipmentResult:
    """Findings of the shipment stage, the license exceptions it considered, and what the transaction is."""

    findings: tuple[Finding, ...]
    exceptions: tuple[LicenseException, ...]
    transaction: CodeSet = NONE_STATED


NOTHING_FOUND = ShipmentResult((), ())


def screen_shipments(
    shipments: Sequence[tuple[Classified, Route]], law: LawOfDay, vocabulary: Vocabulary
) -> list[ShipmentResult]:
    """Ask the transaction and shipment stages about distinct pairs of item and route, all in the same columns."""
    return screen_in_stages(shipments, law, vocabulary)[0]


def screen_in_stages(
    shipments: Sequence[tuple[Classified, Route]], law: LawOfDay, vocabulary: Vocabulary
) -> tuple[list[ShipmentResult], tuple[Stage, ...]]:
    """As `screen_shipments`, with the stages as they were worked out; their rows are the items' readings in order.

    A transaction stage without a paragraph in force is left out; the shipment stage is the last.
    """
    rows: list[Mapping[str, Value]] = []
    spans: list[range] = []
    for item, route in shipments:
        start = len(rows)
        rows.extend({**UNSAID, **row, **route_facts(route)} for row in item.rows)
        spans.append(range(start, len(rows)))
    transactions = work_out_transactions(table_of(rows, vocabulary), law)
    stage = Stage(
        Subject.SHIPMENT, work_out(law.stages[Subject.SHIPMENT], transactions.table, law.groups), transactions.table
    )
    chart = Chart(law)
    found = [
        _with_chart(_result(item, span, stage, transactions), chart, item, route)
        for (item, route), span in zip(shipments, spans, strict=True)
    ]
    return found, (transactions.stage, stage) if transactions.stage.results else (stage,)


def _with_chart(found: ShipmentResult, chart: Chart, item: Classified, route: Route) -> ShipmentResult:
    notes = tuple(chart.note(item, route.event, route.destination, found.findings))
    return replace(found, findings=(*found.findings, *notes)) if notes else found


def route_facts(route: Route) -> dict[str, Value]:
    """Return what a route says, as facts by name."""
    return {
        "event": Code(route.event),
        "export_country": Code(route.export_country),
        "destination": Code(route.destination),
        "party_headquarters": route.headquarters,
        "party_countries": route.countries,
        "end_user_country": Code(route.end_user_country),
        "end_user_parent": Code(route.end_user_parent),
        "owners_known": Truth.YES if route.headquarters.complete else Truth.NO,
        **route.signs.facts(),
    }


def _result(item: Classified, span: range, stage: Stage, transactions: Transactions) -> ShipmentResult:
    results, table = stage.results, stage.table
    findings = list(transactions.notes(span, item.item.rows))
    transaction = transactions.codes(span)
    exceptions: list[ParagraphResult] = []
    certain = _certain(results, span)
    for result in results.values():
        if result.held.provision.kind is Kind.EXCEPTION:
            exceptions.append(result)
            continue
        if not result.effects[span.start : span.stop].any():
            continue  # it does not apply under any reading, so nobody asks why
        if _only_stricter(result, results, span):
            continue
        merged = merge(result, results, table, span, item.item.rows)
        if merged.effect in OPEN and is_notice(result.held.provision.kind, result.held.paragraph):
            continue  # information that may not concern the line is none
        if merged.effect in SHOWN and not idle_release(result, merged, results, span):
            mixed = merged.effect in OPEN and any(result.effect(row) in HOLDING for row in span)
            if mixed and (result.held.provision.id, result.held.paragraph.outcome) in certain:
                merged = Merged(Effect.APPLIES, f"{merged.because}; some paragraph applies under every reading", ())
            missing = partial(transactions.needs, result, results, span, item.item.rows)
            findings.append(_finding(result, merged, item, missing))
    findings.extend(relaxed_findings(results, span))
    if not any(map(_weighs, findings)):
        exceptions = [result for result in exceptions if _relieves(result, results, span)]
    if not findings and not exceptions and transaction == NONE_STATED:
        return NOTHING_FOUND
    considered = [_exception(result, merge(result, results, table, span, item.item.rows)) for result in exceptions]
    return ShipmentResult(tuple(findings), best_of_each(considered), transaction)


def _weighs(found: Finding) -> bool:
    """Whether a finding is more than a notice or a question, so that license exceptions are of interest."""
    informs = found.outcome is Outcome.NO_FINDING and bool(found.advice)
    return not found.asks and not informs


def _only_stricter(result: ParagraphResult, results: Results, span: range) -> bool:
    """Whether a paragraph is open and would only take the place of one that holds with the same outcome.

    That one names it, and what is missing for it, among what it applies unless.
    """
    if any(result.effect(row) not in OPEN for row in span):
        return False
    same = [
        other
        for name in result.held.paragraph.overrides
        if (other := results.get(name)) is not None
        and other.held.provision is result.held.provision
        and other.held.paragraph.outcome is result.held.paragraph.outcome
    ]
    return any(all(other.effect(row) in HOLDING for row in span) for other in same)


def _relieves(exception: ParagraphResult, results: Results, span: range) -> bool:
    """Whether a requirement would stand without the exception: who relies on one must see it."""
    targets = [results[name] for name in exception.held.paragraph.overrides if name in results]
    rows = [row for row in span if exception.effect(row) is Effect.APPLIES]
    return any(target.evaluated.truth[row] == Truth.YES for target in targets for row in rows)


def _certain(results: Results, span: range) -> frozenset[tuple[str, Outcome]]:
    """Return what follows from a provision under every reading, though perhaps by another paragraph under each."""
    rows: dict[tuple[str, Outcome], set[int]] = {}
    for result in results.values():
        held = (result.held.provision.id, result.held.paragraph.outcome)
        rows.setdefault(held, set()).update(row for row in span if result.effect(row) in HOLDING)
    return frozenset(held for held, found in rows.items() if len(found) == len(span))


def _finding(
    result: ParagraphResult, merged: Merged, item: Classified, missing: Callable[[], tuple[str, ...]]
) -> Finding:
    """What is worked out is no fact that a person can be asked for: what is missing for it is asked instead."""
    base = finding(result, merged)
    needs = [need for need in base.needs if need not in WORKED_OUT]
    if CLASSIFICATION.intersection(base.needs):
        needs.extend(item.needs)
    because = base.because
    if FACT in base.needs:
        lacking = missing()
        needs.extend(lacking)
        because = _spelled_out(because, lacking, item.vocabulary)
    policy = result.held.paragraph.review_policy
    licensed = base.outcome is Outcome.LICENSE_REQUIRED and policy
    return replace(
        base,
        because=because,
        needs=tuple(dict.fromkeys(needs)),
        review_policy=ReviewPolicy(policy) if licensed else None,
    )


def _spelled_out(because: str, lacking: Sequence[str], vocabulary: Vocabulary) -> str:
    """Say which facts are missing instead of the code that is worked out from them."""
    titles = ", ".join(vocabulary.fact(name).title for name in lacking)
    return because.replace(f"without {vocabulary.fact(FACT).title}", f"without {titles}") if titles else because


def _exception(result: ParagraphResult, merged: Merged) -> LicenseException:
    held = result.held
    return LicenseException(
        id=held.paragraph.license_exception,
        status=STATUS.get(merged.effect, "unavailable"),
        cite=held.paragraph.cite or held.provision.cite,
        because=merged.because,
        own=held.provision.own,
    )


def best_of_each(exceptions: Sequence[LicenseException]) -> tuple[LicenseException, ...]:
    """Return one line per license exception: the best status that any of its paragraphs has."""
    order = {"available": 0, "possible": 1, "unavailable": 2}
    best: dict[str, LicenseException] = {}
    for item in sorted(exceptions, key=lambda found: (found.id, order[found.status], found.cite)):
        best.setdefault(item.id, item)
    return tuple(best.values())
