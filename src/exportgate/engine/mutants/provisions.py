"""Mutants of the rules: each is a provision with one small mistake that some case should notice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from exportgate.engine.mutants.conditions import condition_variants, formula_variants, nudges
from exportgate.foundation.intervals import Interval
from exportgate.foundation.spans import Span
from exportgate.provisions.model import (
    IfUnknown,
    Kind,
    Member,
    Outcome,
    Paragraph,
    Provision,
    ReviewPolicy,
    Version,
    is_notice,
)

DAY = timedelta(days=1)
Days = TypeVar("Days", bound=Interval)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A provision with one mistake; `id` names it for people and waivers alike.

    `days` are those on which alone its law can differ, None where that is any day. `version` is the place in
    `changed.versions` of the one that was changed, None where dates or members were.
    """

    id: str
    kind: str
    span: Span
    changed: Provision
    version: int | None = None
    days: tuple[date, ...] | None = None


def mutants_of(provision: Provision) -> Iterator[Mutant]:
    """Yield every mutant of a provision, in the order of its text."""
    if provision.kind is Kind.GROUP:
        yield from _member_mutants(provision)
        return
    for place, version in enumerate(provision.versions):
        if provision.kind is Kind.DEFINITION:
            yield from _formula_mutants(provision, place, version)
        for number, paragraph in enumerate(version.paragraphs):
            yield from _paragraph_mutants(provision, place, number, paragraph)
        yield from _threshold_mutants(provision, place, version)
        yield from _stay_mutants(provision, place, version)
    yield from _edge_mutants(provision)


def place_of(provision: Provision, version: Version, paragraph: Paragraph | None = None) -> str:
    """Return the short name of a version, or of a paragraph of it: `us.ear.ccl.3a090@2023-11-17#a`."""
    begins = version.in_force.first
    name = f"{provision.id}@{begins}"
    return name if paragraph is None else f"{name}#{paragraph.id}"


def with_version(provision: Provision, place: int, version: Version) -> Provision:
    """Return the provision with one of its versions replaced."""
    return replace(provision, versions=(*provision.versions[:place], version, *provision.versions[place + 1 :]))


def _with_paragraphs(provision: Provision, place: int, number: int, *paragraphs: Paragraph) -> Provision:
    version = provision.versions[place]
    kept = (*version.paragraphs[:number], *paragraphs, *version.paragraphs[number + 1 :])
    return with_version(provision, place, replace(version, paragraphs=kept))


def _paragraph_mutants(provision: Provision, place: int, number: int, paragraph: Paragraph) -> Iterator[Mutant]:
    name = place_of(provision, provision.versions[place], paragraph)
    for found in condition_variants(paragraph.condition):
        changed = replace(paragraph, condition=found.condition)
        mutated = _with_paragraphs(provision, place, number, changed)
        yield Mutant(f"{name} {found.text}", found.kind, found.span, mutated, place)
    for key, targets in (("overrides", paragraph.overrides), ("yields_to", paragraph.yields_to)):
        for target in targets:
            rest = tuple(other for other in targets if other != target)
            changed = replace(paragraph, **{key: rest})  # type: ignore[arg-type]
            mutated = _with_paragraphs(provision, place, number, changed)
            text = f"{name} {key} '{target.removeprefix(f'{provision.id}#')}' is dropped"
            yield Mutant(text, "dropped precedence", paragraph.span, mutated, place)
    for text, changed in _other_consequences(provision, paragraph):
        mutated = _with_paragraphs(provision, place, number, changed)
        yield Mutant(f"{name} {text}", "consequence", paragraph.span, mutated, place)
    dropped = _with_paragraphs(provision, place, number)
    yield Mutant(f"{name} is dropped", "dropped paragraph", paragraph.span, dropped, place)


def _other_consequences(provision: Provision, paragraph: Paragraph) -> Iterator[tuple[str, Paragraph]]:
    """Another code, license exception or policy, no question, and for a requirement or a notice another outcome."""
    if paragraph.classifies:
        yield (
            f"classify '{paragraph.classifies}' becomes another",
            replace(paragraph, classifies=f"{paragraph.classifies}.x"),
        )
    if paragraph.license_exception:
        other = f"{paragraph.license_exception}X"
        yield (
            f"license_exception '{paragraph.license_exception}' becomes another",
            replace(paragraph, license_exception=other),
        )
    if provision.kind is Kind.REQUIREMENT or is_notice(provision.kind, paragraph):
        outcome = Outcome.HOLD if paragraph.outcome is Outcome.LICENSE_REQUIRED else Outcome.LICENSE_REQUIRED
        yield f"outcome '{paragraph.outcome}' becomes '{outcome}'", replace(paragraph, outcome=outcome)
    if paragraph.if_unknown is IfUnknown.CHECKLIST:
        yield "if_unknown 'checklist' is dropped", replace(paragraph, if_unknown=IfUnknown.HOLD)
    if paragraph.review_policy:
        denial, approval = ReviewPolicy.PRESUMPTION_OF_DENIAL, ReviewPolicy.PRESUMPTION_OF_APPROVAL
        policy = str(denial if paragraph.review_policy != denial else approval)
        yield f"review_policy '{paragraph.review_policy}' becomes '{policy}'", replace(paragraph, review_policy=policy)


def _threshold_mutants(provision: Provision, place: int, version: Version) -> Iterator[Mutant]:
    for threshold in version.thresholds.values():
        for text, value in nudges(threshold.text, threshold.value):
            others = {**version.thresholds, threshold.name: replace(threshold, value=value, text=text)}
            mutated = with_version(provision, place, replace(version, thresholds=others))
            name = f"{place_of(provision, version)} {threshold.name} {threshold.text} becomes {text}"
            yield Mutant(name, "nudged threshold", threshold.span, mutated, place)


def _formula_mutants(provision: Provision, place: int, version: Version) -> Iterator[Mutant]:
    if version.formula is None:
        return
    for text, formula in formula_variants(version.formula):
        mutated = with_version(provision, place, replace(version, formula=formula))
        yield Mutant(f"{place_of(provision, version)} {text}", "formula", version.span, mutated, place)


def _edge_mutants(provision: Provision) -> Iterator[Mutant]:
    """Each day on which a version begins or ends, one day earlier and one later, with what adjoins it."""
    for place, version in enumerate(provision.versions):
        first, last = version.in_force.first, version.in_force.last
        follows = place + 1 < len(provision.versions)
        if place == 0 and first is not None:
            yield from _moved(provision, place, version, first=first)
        if last is not None and last < date.max:
            yield from _moved(provision, place, version, last=last, together=follows)


def _moved(
    provision: Provision,
    place: int,
    version: Version,
    *,
    first: date | None = None,
    last: date | None = None,
    together: bool = False,
) -> Iterator[Mutant]:
    edge = first or last
    assert edge is not None  # noqa: S101 - the caller passes one of the two
    for step in (-DAY, DAY):
        during = replace(version.in_force, **{"first" if first else "last": edge + step})
        changed = with_version(provision, place, replace(version, in_force=during))
        if together:
            later = provision.versions[place + 1]
            begins = replace(later.in_force, first=edge + step + DAY)
            changed = with_version(changed, place + 1, replace(later, in_force=begins))
        what = "begins" if first else "ends"
        name = f"{place_of(provision, version)} {what} on {edge + step} instead of {edge}"
        yield Mutant(name, "shifted date", version.span, changed, None, _turned(edge, step, first=first is not None))


def _turned(edge: date, step: timedelta, *, first: bool) -> tuple[date, ...]:
    """The one day that changes sides when an edge moves by one day."""
    if first:
        return (edge + step,) if step < timedelta() else (edge,)
    return (edge,) if step < timedelta() else (edge + step,)


def _stay_mutants(provision: Provision, place: int, version: Version) -> Iterator[Mutant]:
    for number, stay in enumerate(version.stays):
        for text, moved, days in _shifts(stay):
            stays = (*version.stays[:number], moved, *version.stays[number + 1 :])
            mutated = with_version(provision, place, replace(version, stays=stays))
            name = f"{place_of(provision, version)} stay {number + 1} {text}"
            yield Mutant(name, "shifted date", version.span, mutated, None, days)


def _member_mutants(provision: Provision) -> Iterator[Mutant]:
    for number, member in enumerate(provision.members):
        before, after = provision.members[:number], provision.members[number + 1 :]
        name = f"{provision.id} member {member.code}"
        yield Mutant(f"{name} is dropped", "dropped member", member.span, replace(provision, members=(*before, *after)))
        for text, moved, days in _shifts(member.during):
            members: tuple[Member, ...] = (*before, replace(member, during=moved), *after)
            mutated = replace(provision, members=members)
            yield Mutant(f"{name} {text}", "shifted date", member.span, mutated, None, days)


def _shifts(during: Days) -> Iterator[tuple[str, Days, tuple[date, ...]]]:
    for key, edge in (("first", during.first), ("last", during.last)):
        if edge is None:
            continue
        for step in (-DAY, DAY):
            what = "begins" if key == "first" else "ends"
            moved = replace(during, **{key: edge + step})
            yield f"{what} on {edge + step} instead of {edge}", moved, _turned(edge, step, first=key == "first")
