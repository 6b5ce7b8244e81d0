"""Joins the effects of a paragraph on several readings of one subject: where they disagree, nothing is decided."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from exportgate.engine.effects import HOLDING, OPEN, Effect, ParagraphResult, Results
from exportgate.engine.reasons import because, needs_of
from exportgate.engine.table import FactTable
from exportgate.foundation.truth import NO
from exportgate.items.readings import Reading
from exportgate.provisions.model import IfUnknown, Kind, Outcome, Paragraph, is_notice
from exportgate.provisions.paragraphs import RELEASING
from exportgate.provisions.vocabulary import Fact
from exportgate.screening.findings import Finding

ASKED_AS = {"control_codes": "declared_eccn", "control_number_known": "declared_eccn"}
"""What a person is asked for where a fact is missing that nobody can give."""
MAY_RELEASE = RELEASING | {Kind.REQUIREMENT}
UNPROVED = frozenset({Effect.UNDETERMINED, Effect.APPLIES_UNLESS})


@dataclass(frozen=True, slots=True)
class Merged:
    """The effect of a paragraph on a subject, why, and what is missing.

    `asks` is the fact that a reviewer is asked for, where that alone is to come of a paragraph that cannot be decided:
    the question stands for itself, so there is no reason and no need beside it.
    """

    effect: Effect
    because: str
    needs: tuple[str, ...]
    asks: Fact | None = None


def joined(result: ParagraphResult, span: range) -> Effect:
    """Return the effect of a paragraph over the rows of one subject; where they disagree, it is undetermined.

    The reason costs more than the effect, so `merge` is for where somebody reads it.
    """
    if len(span) == 1:
        return result.effect(span.start)
    distinct = {result.effect(row) for row in span}
    if len(distinct) == 1:
        return distinct.pop()
    if Effect.STAYED in distinct:
        return Effect.STAYED
    return Effect.APPLIES_UNLESS if distinct <= HOLDING else Effect.UNDETERMINED


def merge(
    result: ParagraphResult, results: Results, table: FactTable, span: range, labels: Sequence[Reading]
) -> Merged:
    """Return the effect of a paragraph over the rows of one subject; `labels` are their readings, in row order."""
    effect, effects = joined(result, span), [result.effect(row) for row in span]
    if effect is Effect.STAYED:
        return Merged(effect, "the provision is suspended on this day", ())
    distinct = set(effects)
    if len(distinct) == 1 or distinct <= HOLDING:
        row = span[effects.index(effect)]
        if (asked := _asks(result, table, span)) is not None:
            return Merged(effect, "", (), asked)
        return Merged(effect, _reason(result, results, table, span, row), _needs(result, results, row, effect))
    undecided = [row for row, effect in zip(span, effects, strict=True) if effect in OPEN]
    if undecided and not distinct & HOLDING:
        if (asked := _asks(result, table, undecided)) is not None:
            return Merged(Effect.UNDETERMINED, "", (), asked)
        needs = _needs(result, results, undecided[0], Effect.UNDETERMINED)
        return Merged(Effect.UNDETERMINED, because(result, table, undecided), needs)
    return Merged(Effect.UNDETERMINED, _disagreement(effects, labels), _disputed(labels))


def _asks(result: ParagraphResult, table: FactTable, rows: Sequence[int]) -> Fact | None:
    """Return the fact of a checklist question, where every one of the rows is left open for want of it."""
    if result.held.paragraph.if_unknown is not IfUnknown.CHECKLIST:
        return None
    if any(result.effect(row) is not Effect.UNDETERMINED for row in rows):
        return None
    first, *others = (needs_of(result, row) for row in rows)
    asked = (name for name in first if table.vocabulary.asks_a_person(name) and all(name in more for more in others))
    fact = next(asked, None)
    return None if fact is None else table.vocabulary.fact(fact)


def bears(effect: Effect, targets: Sequence[str], results: Results, span: range) -> bool:
    """Whether what only relieves bears on a subject: it relieves what would otherwise hold, or might what does.

    A question of the checklist that is still open holds nothing, so what might relieve from it is asked by nobody.
    """
    found = [results[name] for name in targets if name in results]
    if effect in HOLDING:
        return any(result.evaluated.truth.item(row) != NO for result in found for row in span)
    return any(result.effect(row) in _relievable(result) for result in found for row in span)


def _relievable(result: ParagraphResult) -> frozenset[Effect]:
    asks_only = result.held.paragraph.if_unknown is IfUnknown.CHECKLIST
    return HOLDING if asks_only else HOLDING | OPEN


def idle_release(result: ParagraphResult, effect: Effect, results: Results, span: range) -> bool:
    """Whether a paragraph only releases, and there is nothing that it could release.

    What may release is named by the paragraph that applies unless it does, and need not be said again.
    """
    kind, paragraph = result.held.provision.kind, result.held.paragraph
    if not paragraph.overrides or paragraph.outcome is not Outcome.NO_FINDING or kind not in MAY_RELEASE:
        return False
    return effect is Effect.UNDETERMINED or not bears(effect, paragraph.overrides, results, span)


def finding(result: ParagraphResult, merged: Merged) -> Finding:
    """Return the finding that a merged effect is, or the question for the checklist; a notice asks for nothing."""
    held = result.held
    notice = is_notice(held.provision.kind, held.paragraph)
    said = advice(held.paragraph, merged.effect, notice=notice)
    reasons = (said, merged.because) if notice else (merged.because, said)
    needs = tuple(dict.fromkeys(ASKED_AS.get(need, need) for need in merged.needs))
    asked = merged.asks
    return Finding(
        provision=held.provision.id,
        paragraph=held.paragraph.id,
        effect=str(merged.effect),
        outcome=_outcome(result, merged.effect) if asked is None else Outcome.NO_FINDING,
        cite=held.paragraph.cite or held.provision.cite,
        because="; ".join(filter(None, reasons)) if asked is None else asked.question,
        needs=() if notice or asked is not None else needs,
        confidence=str(held.version.confidence),
        not_modeled=held.version.not_modeled,
        advice=said,
        asks="" if asked is None else asked.name,
    )


def advice(paragraph: Paragraph, effect: Effect, *, notice: bool) -> str:
    """Return what a paragraph tells the reader in its own words: what a hold must look at, or what a notice informs of.

    Elsewhere its words are the reason for the order of paragraphs, and for whoever reviews the rules.
    """
    told = paragraph.outcome is Outcome.HOLD or notice
    return paragraph.because if told and (notice or effect in HOLDING) else ""


def _outcome(result: ParagraphResult, effect: Effect) -> Outcome:
    paragraph = result.held.paragraph
    if effect in HOLDING:
        return paragraph.outcome
    if effect is Effect.CONFLICT:
        return Outcome.HOLD
    decides = paragraph.outcome is not Outcome.NO_FINDING or bool(paragraph.classifies)
    return Outcome.HOLD if effect is Effect.UNDETERMINED and decides else Outcome.NO_FINDING


def _overriders(
    result: ParagraphResult, results: Results, row: int, effects: Collection[Effect]
) -> list[ParagraphResult]:
    name = result.held.id
    found = (other for other in results.values() if name in other.held.paragraph.overrides)
    return [other for other in found if other.effect(row) in effects]


def _needs(result: ParagraphResult, results: Results, row: int, effect: Effect) -> tuple[str, ...]:
    """What is missing for the paragraph itself, else for whatever may stand before it, as far back as need be."""
    own = () if effect is Effect.APPLIES_UNLESS else needs_of(result, row)
    if own or effect not in UNPROVED:
        return own
    seniors = [] if effect is Effect.APPLIES_UNLESS else [results.get(name) for name in result.held.paragraph.yields_to]
    waiting = [*_overriders(result, results, row, UNPROVED), *(senior for senior in seniors if senior is not None)]
    found = (need for other in waiting for need in _needs(other, results, row, other.effect(row)))
    return tuple(dict.fromkeys(found))


def _reason(result: ParagraphResult, results: Results, table: FactTable, span: range, row: int) -> str:
    """Say why; what does not apply because an exception or a stricter paragraph stands before it says that."""
    effect = result.effect(row)
    if effect is Effect.DOES_NOT_APPLY and result.evaluated.truth.item(row) != NO:
        before = _before(result, results, row)
        if before is not None:
            return f"{_name(before)} stands before it: {because(before, table, span)}"
    reason = because(result, table, [row, *(other for other in span if other != row)])
    if effect is not Effect.APPLIES_UNLESS:
        return reason
    unproved = _overriders(result, results, row, UNPROVED)
    return f"{reason}; applies unless {', '.join(_name(other) for other in unproved)} is proved"


def _before(result: ParagraphResult, results: Results, row: int) -> ParagraphResult | None:
    senior = [results[name] for name in result.held.paragraph.yields_to if name in results]
    standing = [*_overriders(result, results, row, HOLDING), *senior]
    return next((other for other in standing if other.effect(row) in HOLDING), None)


def _name(result: ParagraphResult) -> str:
    held = result.held
    if held.provision.own:
        return f"{held.id} (own rule of {held.provision.own})"
    if held.provision.kind is Kind.EXCEPTION:
        return f"License Exception {held.paragraph.license_exception}"
    return held.paragraph.cite or held.id


def _disagreement(effects: Sequence[Effect], labels: Sequence[Reading]) -> str:
    several = len({label.part for label in labels}) > 1
    seen: dict[str, str] = {}
    for effect, label in zip(effects, labels, strict=True):
        name = ", ".join(filter(None, (label.part if several else "", label.convention)))
        seen.setdefault(str(effect).replace("_", " "), name)
    parts = [f"{effect} for {name}" for effect, name in seen.items()]
    return f"depends on the reading: {'; '.join(parts)}"


def _disputed(labels: Sequence[Reading]) -> tuple[str, ...]:
    if len({label.part for label in labels}) > 1:
        return ("part",)
    conventions = " ".join(label.convention for label in labels)
    disputed = []
    if "TF32" in conventions:
        disputed.append("tf32_bit_length")
    if "die" in conventions:
        disputed.append("applicable_die_area")
    return tuple(disputed)
