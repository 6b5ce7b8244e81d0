"""Says on a line that an organization's own rule relaxed another there: an auditor must see it where it took effect."""

from collections.abc import Iterator

from exportgate.engine.effects import EFFECTS, HOLDING, OPEN, Effect, ParagraphResult, Results, effects_without
from exportgate.provisions.model import Outcome, Relaxation
from exportgate.screening.findings import Finding, Lifted


def relaxed_findings(results: Results, span: range) -> Iterator[Finding]:
    """Yield a finding for each relaxation that took effect in the rows of one subject."""
    for result in results.values():
        if not result.held.relaxes:
            continue
        rows = [row for row in span if result.effect(row) in HOLDING]
        for relaxed, relaxation in result.held.relaxes if rows else ():
            if relaxed.given:
                said, rule = _given(relaxed.given, results, rows), relaxation.id
            else:
                said, rule = _overridden(relaxed.targets, results, rows)
            if said:
                yield _finding(result, said, rule, relaxation)


def _overridden(targets: tuple[str, ...], results: Results, rows: list[int]) -> tuple[str, str]:
    """Say what an overridden paragraph would do without the own rules, and which; nothing where it changes nothing."""
    own = [name for name, result in results.items() if result.held.provision.own]
    for target in targets:
        overridden = results.get(target)
        if overridden is None:
            continue
        without = effects_without(overridden, results, own)
        would = {EFFECTS[int(without[row])] for row in rows if overridden.effect(row) not in HOLDING}
        if would & HOLDING:
            return f"{target} would apply", target
        if would & OPEN:
            return f"{target} might apply", target
    return "", ""


def _given(given: str, results: Results, rows: list[int]) -> str:
    """Say which code or symbol the own rule gives, unless a rule of the law gives the same."""
    for result in results.values():
        paragraph = result.held.paragraph
        alike = given in (paragraph.classifies, paragraph.license_exception) and not result.held.provision.own
        if alike and all(result.effect(row) in HOLDING for row in rows):
            return ""
    return f"the law's rules alone would not give {given}"


def _finding(result: ParagraphResult, said: str, rule: str, relaxation: Relaxation) -> Finding:
    held = result.held
    return Finding(
        provision=held.provision.id,
        paragraph=held.paragraph.id,
        effect=str(Effect.APPLIES),
        outcome=Outcome.NO_FINDING,
        cite=held.paragraph.cite or held.provision.cite,
        because=f"{said}; relaxed by {held.id}: {relaxation.because}",
        confidence=str(held.version.confidence),
        relaxed=Lifted(held.id, rule, relaxation.because),
    )
