"""Checks on what paragraphs do in every region of fact space: whether each can apply, and who stands before whom.

Exact, because a region holds all facts that no leaf can tell apart. What other provisions override is left out of a
provision's own regions; a reference across provisions is judged in the regions of the two paragraphs that it joins.
"""

from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from exportgate.diagnostics.model import Collector
from exportgate.engine.checks.dead_conditions import check_dead_conditions
from exportgate.engine.checks.in_force import check_in_force
from exportgate.engine.checks.references import check_references
from exportgate.engine.effects import CODE, Effect, ParagraphResult
from exportgate.engine.law import Law
from exportgate.engine.regions.boxes import box_text, boxes, cell_text
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.versions import VersionRegions, regions_of
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Kind, Outcome
from exportgate.provisions.vocabulary import FactType

LISTED = 4
"""Uncovered boxes that one note lists; `rules gaps` shows them all."""


def check_precedence(law: Law, collector: Collector) -> None:
    """Check precedence and reach of every version of every provision; the law has no circles."""
    for name in sorted(law.rules.provisions):
        provision = law.rules.provisions[name]
        for version in provision.versions:
            check_in_force(provision, version, law, collector)
            if not version.paragraphs:
                continue
            regions = regions_of(provision, version, law)
            try:
                _check_version(regions, law, collector)
            except TooManyRegions as error:
                message = f"precedence and reach of this version are not checked: {error}"
                collector.warning("XR508", version.span, message, "split the provision, so that each asks fewer facts")


def _check_version(regions: VersionRegions, law: Law, collector: Collector) -> None:
    _check_reach(regions, collector)
    _check_overlaps(regions, collector)
    _check_coverage(regions, collector)
    check_dead_conditions(regions, collector)
    check_references(regions, law, collector)


def applies(result: ParagraphResult) -> NDArray[np.bool_]:
    """Return where a paragraph applies, be it in conflict with another."""
    found: NDArray[np.bool_] = (result.effects == CODE[Effect.APPLIES]) | (result.effects == CODE[Effect.CONFLICT])
    return found


def _check_reach(regions: VersionRegions, collector: Collector) -> None:
    for paragraph in regions.version.paragraphs:
        if any(regions.never_filled(leaf) for leaf in paragraph.leaves()):
            continue
        name = f"{regions.provision.id}#{paragraph.id}"
        results = [period.known.results[name] for period in regions.periods]
        if not any((result.evaluated.truth == Truth.YES).any() for result in results):
            message = f"paragraph '{paragraph.id}' can never apply: no combination of facts meets its condition"
            collector.error("XR501", paragraph.span, message, "correct the condition; its parts exclude each other")
        elif not any(applies(result).any() for result in results):
            before = ", ".join(f"'{name.partition('#')[2]}'" for name in _seniors(regions, name))
            message = (
                f"paragraph '{paragraph.id}' never applies: wherever its condition is met, {before} stands before it"
            )
            collector.error("XR501", paragraph.span, message, "narrow what stands before it, or remove the paragraph")
        elif all(applies(result).all() for result in results):
            message = f"paragraph '{paragraph.id}' applies whatever the facts are"
            collector.error("XR502", paragraph.span, message, "correct the condition, so that facts decide")


def _seniors(regions: VersionRegions, name: str) -> list[str]:
    """The paragraphs of the provision that hold somewhere where the one named is met, and stand before it."""
    found: set[str] = set()
    for period in regions.periods:
        results = period.known.results
        junior = results[name]
        met = junior.evaluated.truth == Truth.YES
        found.update(
            other
            for other, result in results.items()
            if (name in result.held.paragraph.overrides or other in junior.held.paragraph.yields_to)
            and (met & applies(result)).any()
        )
    return sorted(found)


def consequence(result: ParagraphResult) -> str:
    """Return what a paragraph leads to; empty where it only relieves or limits another."""
    paragraph = result.held.paragraph
    if result.held.provision.kind is Kind.CLASSIFICATION:
        return paragraph.classifies
    return "" if paragraph.outcome is Outcome.NO_FINDING else str(paragraph.outcome)


def _check_overlaps(regions: VersionRegions, collector: Collector) -> None:
    """Review policies that differ are no conflict: by design the strictest is shown."""
    reported: set[tuple[str, str]] = set()
    for period in regions.periods:
        leading = [result for result in period.known.results.values() if consequence(result)]
        leading.sort(key=lambda result: result.held.paragraph.span)
        for one, other in combinations(leading, 2):
            pair = (one.held.paragraph.id, other.held.paragraph.id)
            both = applies(one) & applies(other)
            if consequence(one) == consequence(other) or pair in reported or not both.any():
                continue
            reported.add(pair)
            example = cell_text(period.known.axes, int(np.argmax(both)))
            message = (
                f"paragraphs '{pair[0]}' ({consequence(one)}) and '{pair[1]}' ({consequence(other)}) both apply, "
                f"and neither stands before the other: on {period.day}, {example}"
            )
            help_ = f"say which gives way: 'yields_to: [{pair[0]}]' in '{pair[1]}', or the other way round"
            collector.error("XR503", other.held.paragraph.span, message, help_)


def _check_coverage(regions: VersionRegions, collector: Collector) -> None:
    """List what a classification over two numbers or more leaves uncovered, whatever the other facts are."""
    if regions.provision.kind is not Kind.CLASSIFICATION:
        return
    period = regions.periods[0]
    worked = period.known
    numbers = [place for place, axis in enumerate(worked.axes) if axis.fact.type is FactType.NUMBER]
    if len(numbers) < 2:
        return
    covered = np.zeros(worked.shape, dtype=np.bool_)
    for result in worked.results.values():
        if consequence(result):
            covered |= applies(result).reshape(worked.shape)
    others = tuple(place for place in range(len(worked.axes)) if place not in numbers)
    grid = np.asarray(covered.any(axis=others), dtype=np.int64)
    axes = [worked.axes[place] for place in numbers]
    bare = list(islice((box for box in boxes(grid, axes) if not box.label), LISTED + 1))
    if not bare:
        return
    texts = [box_text(box, axes) for box in bare[:LISTED]]
    if len(bare) > LISTED:
        texts.append("and more")
    message = f"no paragraph applies to: {'; '.join(texts)}"
    help_ = f"'exportgate rules gaps {regions.provision.id} --on {period.day}' shows every region; nothing need be done"
    collector.note("XR504", regions.version.span, message, f"{help_} where the law leaves them free")
