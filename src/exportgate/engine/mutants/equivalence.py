"""Proves that a mutant says the same as the rule, or gives facts on which the two differ.

Leaves compare one fact with one constant, so the answer at one point of every region, what is unknown included, settles
the question for all facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from exportgate.engine.conditions import evaluate
from exportgate.engine.effects import Results, apart, work_out
from exportgate.engine.law import Law, ParagraphInForce, related
from exportgate.engine.mutants.mutation import swapped
from exportgate.engine.mutants.provisions import Mutant
from exportgate.engine.regions.axes import axes_of, cells
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.rows import Rows, row_facts
from exportgate.engine.regions.versions import change_days, family_days, held_of
from exportgate.engine.table import FactTable
from exportgate.engine.values import Value
from exportgate.provisions.model import Kind, Provision


@dataclass(frozen=True, slots=True)
class Witness:
    """A day and facts on which a rule and its mutant differ, and the provision that then answers otherwise."""

    day: date
    facts: tuple[tuple[str, Value], ...]
    provision: Provision


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


def differ(law: Law, provision: Provision, mutant: Mutant, day: date, table: FactTable) -> dict[str, Rows]:
    """Return for each paragraph on which a mutant of the provision bears the rows in which it answers otherwise."""
    place = mutant.version
    assert place is not None  # noqa: S101 - the callers have seen to it
    groups = law.on(day).groups
    before = _family(law, provision, day)
    after = swapped(before, provision.versions[place], mutant.changed.versions[place])
    one, other = work_out(before, table, groups), work_out(after, table, groups)
    names = sorted(one.keys() | other.keys())
    return {name: apart(_only(one, name), _only(other, name), table.rows) for name in names}


def _differences(law: Law, provision: Provision, mutant: Mutant, *, unknowns: bool) -> Iterator[Witness]:
    place = mutant.version
    assert place is not None  # noqa: S101 - the callers have seen to it
    version = provision.versions[place]
    for day in family_days(law, provision, version):
        of_day, vocabulary = law.on(day), law.rules.vocabulary
        before = _family(law, provision, day)
        after = swapped(before, version, mutant.changed.versions[place])
        axes = axes_of((*before, *after), of_day.groups, vocabulary, of_day.definitions, unknowns=unknowns)
        table = cells(axes, vocabulary)
        found = {name: rows for name, rows in differ(law, provision, mutant, day, table).items() if rows.any()}
        # The mutated provision's own paragraphs first: a case beside it is where a reader looks.
        for name in sorted(found, key=lambda name: (not name.startswith(f"{provision.id}#"), name)):
            owner = law.rules.provisions[name.partition("#")[0]]
            yield Witness(day, row_facts(table, int(np.flatnonzero(found[name])[0])), owner)


def _family(law: Law, provision: Provision, day: date) -> list[ParagraphInForce]:
    """A provision's paragraphs and all that bear on them, as if nothing were stayed: a stay ends."""
    held = related(law.on(day).stages[provision.subject], provision.id)
    return [replace(item, stayed=False) for item in held]


def _only(results: Results, name: str) -> Results:
    return {name: results[name]} if name in results else {}
