"""Adds up what was found about a line: the outcome is the worst finding, what is missing is named once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from exportgate.engine.effects import Effect
from exportgate.engine.values import Code, Value, value_text
from exportgate.foundation.quantities import UNKNOWN, Number
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Outcome
from exportgate.screening.classification import Classified
from exportgate.screening.findings import (
    ChecklistItem,
    Finding,
    ItemView,
    LicenseException,
    LineDecision,
    PartyView,
    in_order,
    strictest,
    worst,
)
from exportgate.screening.not_subject import as_far_as_subject
from exportgate.screening.own_findings import before_the_rules
from exportgate.screening.shipments import ShipmentResult
from exportgate.screening.stated import DEFAULTED

CLOSING = ("us.ear.736.", "us.ear.744.", "us.ear.746.", "us.ear.764.", "us.ofac.sdn")
BARRING = "us.ear.744.15"
"""The Unverified List bars license exceptions though it requires no license (15 CFR 740.2(a)(17))."""
STANDING = frozenset({"applies", "applies_unless"})
WORKED_OUT = frozenset({"control_codes", "control_number_known"})
INTERNAL = frozenset(
    {
        *("circuit_classification", "classification", "control_codes", "control_number_known", "on_control_list"),
        *("declared_eccn", "part", "figures_stated"),
    }
)


def decide(
    item: ItemView,
    held: Iterable[Finding],
    shipment: ShipmentResult,
    parties: Sequence[PartyView],
    listed: Iterable[Finding],
) -> LineDecision:
    """Return the decision on a line from its parts: what is held against item, shipment and parties."""
    beside = [*held, *listed]
    bars = _bars([*beside, *shipment.findings])
    subject = as_far_as_subject([*beside, *_with_bars(shipment, bars)], shipment.transaction)
    said = [_asking_a_person(finding) for finding in subject]
    shown = {f"{finding.provision}#{finding.paragraph}" for finding in said if not finding.asks}
    said.extend(note.finding for note in shipment.notes if note.matters(shown))
    found = in_order(finding for finding in said if not finding.asks)
    return _decision(item, found, parties, _exceptions(shipment.exceptions, bars), checklist_of(said))


def _asking_a_person(found: Finding) -> Finding:
    """Ask for the declared ECCN in place of the codes that are worked out from it."""
    if WORKED_OUT.isdisjoint(found.needs):
        return found
    return replace(
        found, needs=tuple(dict.fromkeys("declared_eccn" if need in WORKED_OUT else need for need in found.needs))
    )


def checklist_of(findings: Iterable[Finding]) -> tuple[ChecklistItem, ...]:
    """Return the questions among the findings in the order of their rules, each once."""
    asked = sorted(
        {(found.provision, found.paragraph, found.because): found for found in findings if found.asks}.items()
    )
    return tuple(
        ChecklistItem(found.provision, found.paragraph, found.cite, found.because, found.asks, found.confidence)
        for _, found in asked
    )


def undated(item: ItemView, parties: Sequence[PartyView], day: date, begins: date) -> LineDecision:
    """Return the decision on a line of a day before any rule is modeled."""
    return _decision(item, (before_the_rules(day, begins),), parties, ())


def _decision(
    item: ItemView,
    found: tuple[Finding, ...],
    parties: Sequence[PartyView],
    exceptions: tuple[LicenseException, ...],
    checklist: tuple[ChecklistItem, ...] = (),
) -> LineDecision:
    outcome = worst(found)
    return LineDecision(
        outcome=outcome,
        # No license cures what is prohibited, so how one would be reviewed is no answer.
        review_policy=None if outcome is Outcome.PROHIBITED else strictest(found),
        license_exceptions=exceptions,
        item=item,
        parties=tuple(parties),
        findings=found,
        needs=tuple(dict.fromkeys(need for finding in found for need in finding.needs)),
        checklist=checklist,
    )


def _bars(found: Sequence[Finding]) -> list[Finding]:
    """Return the findings that close license exceptions, those that do for certain first, the law's before own rules'.

    A listed party, an embargo or a general prohibition closes them: 15 CFR 736.2(b)(4) and (10), 740.2(a)(17),
    744.11(a), 746; a blocked person's is no license of this agency at all. What an organization forbids itself is
    shipped under no exception either. What else may apply holds the line by itself and leaves them open; a party that
    may be on the Unverified List does not.
    """
    closing = [item for item in found if _closes(item)]
    bars = [item for item in closing if item.effect in STANDING]
    if bars:
        return sorted(bars, key=lambda item: bool(item.own))
    return [item for item in closing if item.provision == BARRING]


def _with_bars(shipment: ShipmentResult, bars: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings of a shipment; what only a license exception relieves stands where none can be used.

    Where it is not decided whether one can, what is relieved holds the line beside what the findings say.
    """
    same = shipment.findings if not bars or not shipment.unrelieved else shipment.unrelieved
    barred = bool(bars) and bars[0].effect in STANDING
    yield from (found for found in (same if barred else shipment.findings) if found in shipment.findings)
    for found in same:
        if found in shipment.findings:
            continue
        if barred:
            yield replace(found, because=f"{found.because}; {_closed(bars[0])}")
        elif found.outcome.rank < _stands(shipment, found).rank:
            yield _undecided(found, bars[0])


def _stands(shipment: ShipmentResult, other: Finding) -> Outcome:
    """Return what a finding's paragraph says with license exceptions."""
    paragraph = other.provision, other.paragraph
    return worst(found for found in shipment.findings if (found.provision, found.paragraph) == paragraph)


def _undecided(found: Finding, bar: Finding) -> Finding:
    return replace(
        found,
        effect=str(Effect.UNDETERMINED),
        outcome=Outcome.HOLD,
        because=f"{found.because}, unless it is {_closed(bar)}: {bar.because}",
        needs=tuple(dict.fromkeys((*found.needs, *(bar.needs or ("match_decided",))))),
        review_policy=None,
    )


def _exceptions(exceptions: Iterable[LicenseException], bars: Sequence[Finding]) -> tuple[LicenseException, ...]:
    if not bars:
        return tuple(exceptions)
    if bars[0].effect in STANDING:
        return tuple(replace(item, status="unavailable", because=_closed(bars[0])) for item in exceptions)
    doubt = f"unless {_closed(bars[0])}, which waits for match_decided"
    return tuple(
        item if item.status == "unavailable" else replace(item, status="possible", because=f"{item.because}; {doubt}")
        for item in exceptions
    )


def _closed(bar: Finding) -> str:
    return f"closed by {(not bar.own and bar.cite) or bar.provision}"


def _closes(found: Finding) -> bool:
    if found.own:
        return found.outcome is Outcome.PROHIBITED
    informs = found.outcome is Outcome.NO_FINDING and found.provision != BARRING
    return found.provision.startswith(CLOSING) and not informs


def item_view(item: Classified) -> ItemView:
    """Return the item as it is shown: its facts come from the first reading, disputed ones with every value."""
    return ItemView(
        part=item.item.query.part,
        catalog_parts=tuple(part.name for part in item.item.parts),
        kind=_kind(item),
        declared_eccn=item.item.query.eccn,
        classifications=item.known,
        possible=item.possible,
        facts=tuple(_facts(item)),
    )


def _kind(item: Classified) -> str:
    kinds = {row.get("item_kind") for row in item.rows}
    only = next(iter(kinds)) if len(kinds) == 1 else None
    return only.text or "" if isinstance(only, Code) else ""


def _facts(item: Classified) -> Iterable[tuple[str, str, str, str]]:
    given = {name for name, _ in item.item.query.facts}
    line = item.item.from_line
    from_catalog = {name for reading in item.item.rows for name, _ in reading.facts}
    silent = INTERNAL | (DEFAULTED - line - given)
    names = sorted({name for row in item.rows for name in row} - silent)
    for name in names:
        values = list(dict.fromkeys(_shown(row.get(name)) for row in item.rows))
        if values == [""] and name not in line:
            continue
        known = (item.item.parts and "catalog") or item.item.basis if name in from_catalog else "derived"
        source = "given" if name in given else "line" if name in line else known
        unit = item.vocabulary.fact(name).unit
        yield name, " or ".join(value or "unknown" for value in values), unit, source


def _shown(value: Value | None) -> str:
    if value is None or value in (UNKNOWN, Truth.UNKNOWN):
        return ""
    if isinstance(value, Code) and not value.text:
        return ""
    return str(value) if isinstance(value, Number) else value_text(value)
