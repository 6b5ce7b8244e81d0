"""The regions of one version of a provision, in each period in which the groups that it names have other members.

Every check on precedence and reach reads these, so each region is visited once. Only the provision's own paragraphs are
worked out, and as if nothing were stayed: a stay ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from exportgate.engine.effects import ParagraphResult, work_out
from exportgate.engine.law import Law, LawOfDay, ParagraphInForce, precedence_order, related
from exportgate.engine.regions.axes import Axis, axes_of, cells
from exportgate.engine.table import FactTable
from exportgate.foundation.intervals import Interval
from exportgate.provisions.model import Leaf, Operator, Provision, Version
from exportgate.provisions.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Worked:
    """Axes, one row for each of their regions, and what each paragraph does there."""

    axes: tuple[Axis, ...]
    table: FactTable
    results: dict[str, ParagraphResult]

    @property
    def shape(self) -> tuple[int, ...]:
        """How many points each axis has."""
        return tuple(len(axis.points) for axis in self.axes)


@dataclass(frozen=True)
class Period:
    """Paragraphs in precedence order under the law of one day, and the days that it stands for begin with `day`."""

    day: date
    law: LawOfDay
    paragraphs: tuple[ParagraphInForce, ...]
    vocabulary: Vocabulary

    @cached_property
    def known(self) -> Worked:
        """The regions in which every fact is known."""
        return self.work(self.paragraphs, unknowns=False)

    @cached_property
    def partly_known(self) -> Worked:
        """The regions in which facts may also be unknown or known in part."""
        return self.work(self.paragraphs, unknowns=True)

    def work(self, paragraphs: Sequence[ParagraphInForce], *, unknowns: bool) -> Worked:
        """Work the paragraphs out in every region that they can tell apart.

        Raises:
            TooManyRegions: there are more than may be visited.
        """
        axes = axes_of(paragraphs, self.law.groups, self.vocabulary, self.law.definitions, unknowns=unknowns)
        table = cells(axes, self.vocabulary)
        return Worked(axes, table, work_out(paragraphs, table, self.law.groups))


@dataclass(frozen=True, slots=True)
class VersionRegions:
    """A version of a provision and its regions, period by period."""

    provision: Provision
    version: Version
    periods: tuple[Period, ...]

    def never_filled(self, leaf: Leaf) -> bool:
        """Tell whether a leaf asks for a group that has no member in any period."""
        return leaf.operator is Operator.IN and not any(period.law.groups.get(leaf.operand) for period in self.periods)


def regions_of(provision: Provision, version: Version, law: Law) -> VersionRegions:
    """Return the regions of a version, none of them worked out yet."""
    held = held_of(provision, version)
    days = change_days(held, version.in_force, law)
    ordered = precedence_order(list(held))
    periods = tuple(Period(day, law.on(day), ordered, law.rules.vocabulary) for day in days)
    return VersionRegions(provision, version, periods)


def period_on(provision: Provision, version: Version, day: date, law: Law) -> Period:
    """Return the paragraphs of a version under the law of one day on which it is in force."""
    ordered = precedence_order(list(held_of(provision, version)))
    return Period(day, law.on(day), ordered, law.rules.vocabulary)


def held_of(provision: Provision, version: Version) -> tuple[ParagraphInForce, ...]:
    """Return the paragraphs of a version as they are in force where nothing is stayed."""
    return tuple(
        ParagraphInForce(f"{provision.id}#{paragraph.id}", paragraph, version, provision, stayed=False)
        for paragraph in version.paragraphs
    )


def change_days(paragraphs: Iterable[ParagraphInForce], during: Interval, law: Law) -> Iterator[date]:
    """Yield the first day of an interval and every later one on which a group that the paragraphs name changes."""
    leaves = (leaf for held in paragraphs for leaf in held.paragraph.leaves())
    groups = sorted({leaf.operand for leaf in leaves if leaf.operator is Operator.IN})
    first = during.first or date.min
    members: list[frozenset[str]] | None = None
    for day in (first, *(change for change in law.changes if change > first and change in during)):
        found = [law.on(day).groups.get(name, frozenset()) for name in groups]
        if found != members:
            yield day
        members = found


def family_days(law: Law, provision: Provision, version: Version) -> Iterator[date]:
    """Yield the first day of a version and every later one on which anything changes that bears on its paragraphs."""
    first = version.in_force.first or date.min
    known: set[tuple[object, ...]] = set()
    for day in (first, *(change for change in law.changes if change > first and change in version.in_force)):
        of_day = law.on(day)
        family = related(of_day.stages[provision.subject], provision.id)
        leaves = (leaf for held in family for leaf in held.paragraph.leaves())
        groups = sorted({leaf.operand for leaf in leaves if leaf.operator is Operator.IN})
        versions = tuple((held.id, id(held.version)) for held in family)
        shape = (versions, tuple((name, of_day.groups.get(name)) for name in groups))
        if shape not in known:
            known.add(shape)
            yield day


def without_reference(held: ParagraphInForce, key: str, target: str) -> ParagraphInForce:
    """Return a paragraph without one of the paragraphs under its `overrides` or `yields_to`."""
    paragraph = held.paragraph
    if key == "overrides":
        kept = tuple(name for name in paragraph.overrides if name != target)
        return replace(held, paragraph=replace(paragraph, overrides=kept))
    kept = tuple(name for name in paragraph.yields_to if name != target)
    return replace(held, paragraph=replace(paragraph, yields_to=kept))
