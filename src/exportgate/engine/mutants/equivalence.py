"""Proves that a mutant says the same as the rule, or gives facts on which the two differ.

Leaves compare one fact with one constant, so the answer at one point of every region, what is unknown included, settles
the question for all facts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from exportgate.engine.conditions import evaluate
from exportgate.engine.effects import apart, work_out
from exportgate.engine.law import Law, ParagraphInForce, related
from exportgate.engine.mutants.mutation import swapped
from exportgate.engine.mutants.provisions import Mutant
from exportgate.engine.regions.axes import axes_of, cells
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.rows import row_facts
from exportgate.engine.regions.versions import change_days, held_of
from exportgate.engine.table import FactTable
from exportgate.engine.values import Value
from exportgate.provisions.model import Kind, Provision


@dataclass(frozen=True, slots=True)
class Witness:
    """A day and facts on which a rule and its mutant differ."""

    day: date
    facts: tuple[tuple[str, Value], ...]


def same_everywhere(law: Law, provision: Provision, mutant: Mutant) -> bool:
    """Tell whether a mutant is proved to say the same as the rule; what spans too many regions is not proved."""
    if mutant.version is None or provision.kind in (Kind.GROUP, Kind.DEFINITION):
        return False
    if _consequences(provision, mutant.version) != _consequences(mutant.changed, mutant.version):
        return False
    if _same_precedence(provision, mutant) and _same_conditions(law, provision, mutant):
        return True
    try:
        return next(_differences(law, provision, mutant, unknowns=True), None) is None
    except TooManyRegions:
        return False


def witness_of(law: Law, provision: Provision, mutant: Mutant) -> Witness | None:
    """Return facts on which a mutant differs from the rule, known ones if any; None where none was found."""
    if mutant.version is None or provision.kind in (Kind.GROUP, Kind.DEFINITION):
        return None
    for unknowns in (False, True):
        try:
            found = next(_differences(law, provision, mutant, unknowns=unknowns), None)
        except TooManyRegions:
            continue
        if found is not None:
            return found
    return None


def _consequences(provision: Provision, place: int) -> list[tuple[str, ...]]:
    return [paragraph.consequences for paragraph in provision.versions[place].paragraphs]


def _same_precedence(provision: Provision, mutant: Mutant) -> bool:
    pairs = [
        [(paragraph.id, paragraph.overrides, paragraph.yields_to) for paragraph in whole.versions[place].paragraphs]
        for whole in (provision, mutant.changed)
        if (place := mutant.version) is not None
    ]
    return pairs[0] == pairs[1]


def _same_conditions(law: Law, provision: Provision, mutant: Mutant) -> bool:
    """Whether each changed condition, taken alone, answers alike: then nothing that rests on it can differ."""
    place = mutant.version
    assert place is not None  # noqa: S101 - the callers have seen to it
    before, after = (held_of(whole, whole.versions[place]) for whole in (provision, mutant.changed))
    thresholds = mutant.changed.versions[place].thresholds != provision.versions[place].thresholds
    pairs = [pair for pair in zip(before, after, strict=True) if thresholds or pair[0].paragraph != pair[1].paragraph]
    days = tuple(change_days((*before, *after), provision.versions[place].in_force, law))
    try:
        return all(_alike(law, day, *pair) for day in days for pair in pairs)
    except TooManyRegions:
        return False


def _alike(law: Law, day: date, one: ParagraphInForce, other: ParagraphInForce) -> bool:
    of_day, vocabulary = law.on(day), law.rules.vocabulary
    table = cells(axes_of((one, other), of_day.groups, vocabulary, of_day.definitions, unknowns=True), vocabulary)
    truths = [
        evaluate(held.paragraph.condition, table, held.version.thresholds, of_day.groups).truth for held in (one, other)
    ]
    return bool((truths[0] == truths[1]).all())


def _differences(law: Law, provision: Provision, mutant: Mutant, *, unknowns: bool) -> Iterator[Witness]:
    place = mutant.version
    assert place is not None  # noqa: S101 - the callers have seen to it
    version = provision.versions[place]
    for day in change_days(held_of(provision, version), version.in_force, law):
        of_day = law.on(day)
        before = [replace(held, stayed=False) for held in related(of_day.stages[provision.subject], provision.id)]
        after = swapped(before, version, mutant.changed.versions[place])
        axes = axes_of((*before, *after), of_day.groups, law.rules.vocabulary, of_day.definitions, unknowns=unknowns)
        table = cells(axes, law.rules.vocabulary)
        rows = _differing_rows(before, after, table, of_day.groups)
        if len(rows):
            yield Witness(day, row_facts(table, int(rows[0])))


def _differing_rows(
    before: Sequence[ParagraphInForce],
    after: Sequence[ParagraphInForce],
    table: FactTable,
    groups: dict[str, frozenset[str]],
) -> Sequence[int]:
    one, other = work_out(before, table, groups), work_out(after, table, groups)
    return np.flatnonzero(apart(one, other, table.rows)).tolist()
