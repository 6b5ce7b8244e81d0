"""What the rules say of a shipment line as a whole: item, destination, event and its parties' headquarters together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from exportgate.engine.effects import HOLDING, OPEN, Effect, ParagraphResult, Results, without_kind, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import table_of
from exportgate.engine.trace.model import Stage
from exportgate.engine.values import Code, CodeSet, Value
from exportgate.foundation.truth import YES, Truth
from exportgate.provisions.model import Kind, Outcome, ReviewPolicy, Subject, is_notice
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.chart import Chart
from exportgate.screening.classification import Classified
from exportgate.screening.findings import ExceptionStatus, Finding, LicenseException
from exportgate.screening.line_signs import NO_SIGNS, LineSigns
from exportgate.screening.merging import Merged, finding, idle_release, joined, merge
from exportgate.screening.relaxed import relaxed_findings
from exportgate.screening.transactions import FACT, Missing, Note, Transactions, spelled_out, work_out_transactions

STATUS: Mapping[Effect, ExceptionStatus] = {
    Effect.APPLIES: "available",
    Effect.APPLIES_UNLESS: "possible",
    Effect.UNDETERMINED: "possible",
}
ORDER: tuple[ExceptionStatus, ...] = ("available", "possible", "unavailable")
"""The best status first."""
NONE_STATED = CodeSet()
SHOWN = HOLDING | OPEN | {Effect.STAYED}
CLASSIFICATION = frozenset({"classification", "circuit_classification"})
UNSAID: Mapping[str, Value] = {"ships_as_fabricator_or_packager": Truth.NO}
"""What a line would say of its exporter if it were so: rules that bind foundries and packagers bind nobody else."""


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
    """Findings of the shipment stage, the license exceptions it considered, and what the transaction is.

    `missing` are the facts that codes of the transaction wait for, where any are open; `notes` say why it has those
    that it has. `unrelieved` are what the findings would be if no license exception could be used; each that differs
    says which exception it is.
    """

    findings: tuple[Finding, ...]
    exceptions: tuple[LicenseException, ...]
    transaction: CodeSet = NONE_STATED
    missing: Missing = ()
    unrelieved: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()


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
    barred = replace(stage, results=without_kind(stage.results, Kind.EXCEPTION))
    found = [
        _with_chart(_result(item, span, stage, barred, transactions, law), chart, item, route)
        for (item, route), span in zip(shipments, spans, strict=True)
    ]
    return found, (transactions.stage, stage) if transactions.stage.results else (stage,)


def _with_chart(found: ShipmentResult, chart: Chart, item: Classified, route: Route) -> ShipmentResult:
    notes = tuple(chart.note(item, route.event, route.destination, found.findings))
    if not notes:
        return found
    return replace(found, findings=(*found.findings, *notes), unrelieved=(*found.unrelieved, *notes))


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


def _result(
    item: Classified, span: range, stage: Stage, barred: Stage, transactions: Transactions, law: LawOfDay
) -> ShipmentResult:
    """`barred` is the stage as it would be without license exceptions."""
    results, labels = stage.results, item.item.rows
    transaction = transactions.codes(span)
    missing = transactions.missing(span, labels) if transaction.possible else ()
    touching = stage.touching(span)
    notes = tuple(transactions.notes(span, labels))
    spelled = partial(spelled_out, missing=missing, law=law, subject=Subject.SHIPMENT, vocabulary=item.vocabulary)
    findings = [
        *map(spelled, _findings(item, span, stage, touching)),
        *relaxed_findings(results, span),
    ]
    if any(map(_weighs, findings)):
        relieving = (found for found in results.values() if found.held.provision.kind is Kind.EXCEPTION)
        exceptions = [found for found in relieving if _concerns(found, results, span)]
    else:
        exceptions = [found for found in touching if _relieves(found, results, span)]
    if not findings and not exceptions and transaction == NONE_STATED:
        return NOTHING_FOUND
    changed = _changed(results, barred.results, span)
    standing = [found for found in barred.touching(span) if found.held.id in changed]
    considered = (
        _exception(found, merge(found, results, stage.table, span, labels)) for found in best_of_each(exceptions, span)
    )
    unrelieved = _unrelieved(findings, map(spelled, _findings(item, span, barred, standing)), changed)
    return ShipmentResult(tuple(findings), tuple(considered), transaction, missing, unrelieved, notes)


def _changed(results: Results, barred: Results, span: range) -> Mapping[str, str]:
    """Return the paragraphs that do something else where no license exception can be used, and which would be."""
    rows = slice(span.start, span.stop)
    found: dict[str, str] = {}
    for name, result in barred.items():
        if (result.effects[rows] != results[name].effects[rows]).any():
            relieving = [
                other.held.paragraph.license_exception
                for other in results.values()
                if name in other.held.paragraph.overrides and other.held.provision.kind is Kind.EXCEPTION
                if any(other.effect(row) is not Effect.DOES_NOT_APPLY for row in span)
            ]
            symbols = " or ".join(dict.fromkeys(relieving))
            found[name] = f"License Exception {symbols} would relieve it" if symbols else ""
    return found


def _unrelieved(
    findings: Sequence[Finding], barred: Iterator[Finding], changed: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Put what stands without license exceptions in the place of what their paragraphs say with them."""
    stand = [
        replace(found, because="; ".join(filter(None, (found.because, changed[_name(found)])))) for found in barred
    ]
    return (*(found for found in findings if found.relaxed or _name(found) not in changed), *stand)


def _name(found: Finding) -> str:
    return f"{found.provision}#{found.paragraph}"


def _findings(item: Classified, span: range, stage: Stage, touching: Sequence[ParagraphResult]) -> Iterator[Finding]:
    """Yield what paragraphs of the shipment stage say; of one that applies under no reading nobody asks why."""
    results = stage.results
    certain = _certain(stage.touching(span), span)
    for result in touching:
        held = result.held
        if held.provision.kind is Kind.EXCEPTION or _only_replaces(result, results, span):
            continue
        effect = joined(result, span)
        if effect in OPEN and is_notice(held.provision.kind, held.paragraph):
            continue  # information that may not concern the line is none
        if effect in SHOWN and not idle_release(result, effect, results, span):
            merged = merge(result, results, stage.table, span, item.item.rows)
            mixed = effect in OPEN and any(result.effect(row) in HOLDING for row in span)
            if mixed and (held.provision.id, held.paragraph.outcome) in certain:
                merged = Merged(Effect.APPLIES, f"{merged.because}; some paragraph applies under every reading", ())
            yield _finding(result, merged, item)


def _weighs(found: Finding) -> bool:
    """Whether a finding is more than a notice or a question, so that license exceptions are of interest."""
    informs = found.outcome is Outcome.NO_FINDING and bool(found.advice)
    return not found.asks and not informs


def _concerns(exception: ParagraphResult, results: Results, span: range) -> bool:
    """Whether a provision that an exception relieves in part is met, or may be: of every other one nobody asks."""
    provisions = {name.partition("#")[0] for name in exception.held.paragraph.overrides}
    targets = (found for found in results.values() if found.held.provision.id in provisions)
    return any((target.evaluated.truth[span.start : span.stop] != Truth.NO).any() for target in targets)


def _only_replaces(result: ParagraphResult, results: Results, span: range) -> bool:
    """Whether a paragraph is open and would only take the place of one that holds with the same outcome.

    That one names it, and what is missing for it, among what it applies unless.
    """
    if any(result.effect(row) not in OPEN for row in span):
        return False
    same = [
        other
        for name in result.held.paragraph.overrides
        if (other := results.get(name)) is not None
        and other.held.provision.own == result.held.provision.own
        and other.held.paragraph.outcome is result.held.paragraph.outcome
    ]
    return any(all(other.effect(row) in HOLDING for row in span) for other in same)


def _relieves(exception: ParagraphResult, results: Results, span: range) -> bool:
    """Whether a requirement would stand without the exception: who relies on one must see it."""
    if exception.held.provision.kind is not Kind.EXCEPTION:
        return False
    targets = [results[name] for name in exception.held.paragraph.overrides if name in results]
    rows = [row for row in span if exception.effect(row) is Effect.APPLIES]
    return any(target.evaluated.truth.item(row) == YES for target in targets for row in rows)


def _certain(touching: Sequence[ParagraphResult], span: range) -> frozenset[tuple[str, Outcome]]:
    """Return what follows from a provision under every reading, though perhaps by another paragraph under each."""
    rows: dict[tuple[str, Outcome], set[int]] = {}
    for result in touching:
        held = (result.held.provision.id, result.held.paragraph.outcome)
        rows.setdefault(held, set()).update(row for row in span if result.effect(row) in HOLDING)
    return frozenset(held for held, found in rows.items() if len(found) == len(span))


def _finding(result: ParagraphResult, merged: Merged, item: Classified) -> Finding:
    """What is worked out is no fact that a person can be asked for: what is missing for it is asked instead.

    While the item itself is open, what the transaction is is not asked yet: which of its codes matter follows from it.
    """
    base = finding(result, merged)
    if base.asks:
        return base
    needs = [need for need in base.needs if need not in CLASSIFICATION]
    if len(needs) < len(base.needs):
        needs = [*(need for need in needs if need != FACT), *item.needs]
    policy = result.held.paragraph.review_policy
    licensed = base.outcome is Outcome.LICENSE_REQUIRED and policy
    return replace(base, needs=tuple(dict.fromkeys(needs)), review_policy=ReviewPolicy(policy) if licensed else None)


def _exception(result: ParagraphResult, merged: Merged) -> LicenseException:
    held = result.held
    return LicenseException(
        id=held.paragraph.license_exception,
        status=STATUS.get(merged.effect, ORDER[-1]),
        cite=held.paragraph.cite or held.provision.cite,
        because=merged.because,
        own=held.provision.own,
    )


def best_of_each(exceptions: Sequence[ParagraphResult], span: range) -> tuple[ParagraphResult, ...]:
    """Return one paragraph per license exception, by its symbol: one of those with the best status."""

    def rank(found: ParagraphResult) -> tuple[str, int, str]:
        held = found.held
        status = ORDER.index(STATUS.get(joined(found, span), ORDER[-1]))
        return held.paragraph.license_exception, status, held.paragraph.cite or held.provision.cite

    best: dict[str, ParagraphResult] = {}
    for found in sorted(exceptions, key=rank):
        best.setdefault(found.held.paragraph.license_exception, found)
    return tuple(best.values())
