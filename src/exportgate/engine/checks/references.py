"""Checks that each reference under `overrides` and `yields_to` changes an effect in some region."""

from collections.abc import Iterator

from exportgate.diagnostics.model import Collector
from exportgate.engine.effects import ParagraphResult
from exportgate.engine.law import Law
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.versions import (
    Period,
    VersionRegions,
    Worked,
    change_days,
    held_of,
    without_reference,
)
from exportgate.foundation.intervals import Interval
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Kind, Paragraph


def check_references(regions: VersionRegions, law: Law, collector: Collector) -> None:
    """Report references that make no difference in any region, unknown facts included."""
    for paragraph in regions.version.paragraphs:
        if any(regions.never_filled(leaf) for leaf in paragraph.leaves()):
            continue
        for key, target in references(paragraph):
            own = target.partition("#")[0] == regions.provision.id
            periods = regions.periods if own else tuple(_joint(regions, paragraph, target, law))
            name = f"{regions.provision.id}#{paragraph.id}"
            if periods and not any(_matters(period, name, key, target) for period in periods):
                shown = target.partition("#")[2] if own else target
                message = f"'{key}: {shown}' of paragraph '{paragraph.id}' makes no difference in any region"
                collector.warning("XR506", paragraph.span, message, "remove it, or correct the condition of either")


def references(paragraph: Paragraph) -> tuple[tuple[str, str], ...]:
    """Return what a paragraph refers to, each with the key that it stands under."""
    return (
        *(("overrides", target) for target in paragraph.overrides),
        *(("yields_to", target) for target in paragraph.yields_to),
    )


def _joint(regions: VersionRegions, paragraph: Paragraph, target: str, law: Law) -> Iterator[Period]:
    """Yield periods of the two paragraphs alone, on the days on which both are in force."""
    provision = law.rules.provisions[target.partition("#")[0]]
    own = next(held for held in held_of(regions.provision, regions.version) if held.paragraph is paragraph)
    for version in provision.versions:
        during = _both(regions.version.in_force, version.in_force)
        other = next((held for held in held_of(provision, version) if held.id == target), None)
        if other is None or during is None:
            continue
        senior_first = (own, other) if target in paragraph.overrides else (other, own)
        for day in change_days(senior_first, during, law):
            yield Period(day, law.on(day), senior_first, law.rules.vocabulary)


def _both(one: Interval, other: Interval) -> Interval | None:
    if not one.overlaps(other):
        return None
    firsts = [interval.first for interval in (one, other) if interval.first is not None]
    lasts = [interval.last for interval in (one, other) if interval.last is not None]
    return Interval(max(firsts, default=None), min(lasts, default=None))


def _matters(period: Period, name: str, key: str, target: str) -> bool:
    """Whether the reference changes an effect; where it does so for known facts, nothing more is worked out."""
    if period.known.results.get(target) is None:
        return False
    if _bites(period.known, name, key, target):
        return True
    try:
        worked = period.partly_known
        bare = tuple(without_reference(held, key, target) if held.id == name else held for held in period.paragraphs)
        plain = period.work(bare, unknowns=True)
    except TooManyRegions:
        return False
    return any((plain.results[held].effects != worked.results[held].effects).any() for held in worked.results)


def _bites(worked: Worked, name: str, key: str, target: str) -> bool:
    """Whether, where all facts are known, the senior silences the junior and nothing else does so in its place.

    Of two license exceptions for one license either may be used, so each counts, whatever the other relieves.
    """
    senior, junior = (name, target) if key == "overrides" else (target, name)
    held, met = worked.results[senior], worked.results[junior].evaluated.truth == Truth.YES
    silenced = met & (held.holds == Truth.YES)
    if held.held.provision.kind is not Kind.EXCEPTION:
        for other in _before(worked.results, junior):
            if other.held.id != senior:
                silenced &= other.holds != Truth.YES
    return bool(silenced.any())


def _before(results: dict[str, ParagraphResult], junior: str) -> Iterator[ParagraphResult]:
    yields_to = results[junior].held.paragraph.yields_to
    for name, result in results.items():
        if junior in result.held.paragraph.overrides or name in yields_to:
            yield result
