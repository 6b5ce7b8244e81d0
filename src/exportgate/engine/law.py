"""The law of a day: which versions are in force, who belongs to which group, in what order paragraphs are worked out.

Between two dates on which anything changes the law is the same, so it is put together once per such period.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from exportgate.engine.definitions import Definition, in_dependency_order
from exportgate.foundation.intervals import Interval, change_dates
from exportgate.provisions.model import Kind, Paragraph, Provision, Relaxation, Subject, Version
from exportgate.provisions.relaxations import Relaxed, codes_spoken_of, relaxed_by
from exportgate.provisions.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class ParagraphInForce:
    """A paragraph with the version and provision that hold it.

    `relaxes` is what an organization's own paragraph relaxes of other rules, each with the relaxation that states it.
    """

    id: str
    paragraph: Paragraph
    version: Version
    provision: Provision
    stayed: bool
    relaxes: tuple[tuple[Relaxed, Relaxation], ...] = ()


@dataclass(frozen=True, slots=True)
class LawOfDay:
    """Everything that holds on the days from `first` until the law next changes.

    `stages` holds, per subject, the paragraphs in force, each after those that it may give way to. `own_codes` are
    those of which only an organization's own rules speak: no law covers what they are given to.
    """

    first: date | None
    groups: dict[str, frozenset[str]]
    definitions: tuple[Definition, ...]
    stages: dict[Subject, tuple[ParagraphInForce, ...]]
    own_codes: frozenset[str] = frozenset()

    @property
    def classifiable(self) -> frozenset[str]:
        """The codes that a classification of the law can give, as far as it is in force."""
        stages = (self.stages[subject] for subject in (Subject.CIRCUIT, Subject.ITEM))
        held = (item for stage in stages for item in stage if not item.provision.own)
        return frozenset(item.paragraph.classifies for item in held if item.paragraph.classifies)


class _Membership:
    """Who belongs to a group, put together once between two days on which that changes."""

    def __init__(self, group: Provision) -> None:
        self._group = group
        self._changes = change_dates(member.during for member in group.members)
        self._held: dict[int, frozenset[str]] = {}

    def on(self, day: date) -> frozenset[str]:
        period = bisect_right(self._changes, day)
        if period not in self._held:
            self._held[period] = self._group.members_on(day)
        return self._held[period]


class Law:
    """All rules, ready to be asked for a day."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self._groups = {item.id: _Membership(item) for item in rules.provisions.values() if item.kind is Kind.GROUP}
        self._days: dict[int, LawOfDay] = {}

    @cached_property
    def changes(self) -> tuple[date, ...]:
        """The days on which anything in the rules changes."""
        intervals: list[Interval] = []
        for provision in self.rules.provisions.values():
            intervals.extend(member.during for member in provision.members)
            for version in provision.versions:
                intervals.extend((version.in_force, *version.stays))
        return change_dates(intervals)

    @cached_property
    def begins(self) -> date:
        """The first day on which a classification of the law is in force: before it nothing is modeled."""
        provisions = [item for item in self.rules.provisions.values() if not item.own]
        versions = [v for p in provisions if p.kind is Kind.CLASSIFICATION for v in p.versions]
        return min((v.in_force.first for v in versions if v.in_force.first is not None), default=date.max)

    @cached_property
    def own_codes(self) -> frozenset[str]:
        """The codes that own classifications give and no rule of the law gives or asks for."""
        provisions = self.rules.provisions.values()
        given = {p.classifies for item in provisions if item.own for v in item.versions for p in v.paragraphs}
        return frozenset(given - {""} - codes_spoken_of(item for item in provisions if not item.own))

    def period(self, day: date) -> int:
        """Return the number of the period without change that the day lies in."""
        return bisect_right(self.changes, day)

    def on(self, day: date) -> LawOfDay:
        """Return the law of the day."""
        period = self.period(day)
        if period not in self._days:
            first = self.changes[period - 1] if period else None
            groups = {name: self._groups[name].on(first or date.min) for name in sorted(self._groups)}
            self._days[period] = replace(_law_of_day(self.rules, groups, first), own_codes=self.own_codes)
        return self._days[period]


def parts_of(law: Law) -> tuple[tuple[Law, tuple[Provision, ...]], ...]:
    """Return the laws under which cases are asked, each with the provisions that it answers for, by id.

    The shipped rules and their cases stand without what an organization adds, because they do not know its relaxations;
    its own rules and cases stand with the shipped rules beside them.
    """
    rules, shipped = law.rules, law.rules.alone()
    named = [rules.provisions[name] for name in sorted(rules.provisions)]
    if shipped is rules:
        return ((law, tuple(named)),)
    cases = tuple(case for case in rules.cases if case.own)
    waivers = tuple(waiver for waiver in rules.waivers if waiver not in shipped.waivers)
    added = Law(replace(rules, cases=cases, waivers=waivers))
    own = tuple(item for item in named if item.own)
    return ((Law(shipped), tuple(item for item in named if not item.own)), (added, own))


def _law_of_day(rules: RuleSet, groups: dict[str, frozenset[str]], first: date | None) -> LawOfDay:
    day, provisions = first or date.min, [rules.provisions[name] for name in sorted(rules.provisions)]
    definitions: list[Definition] = []
    held: dict[Subject, list[ParagraphInForce]] = {subject: [] for subject in Subject}
    for provision in provisions:
        version = provision.on(day)
        if version is None:
            continue
        if version.formula is not None:
            definitions.append(Definition(provision.defines, version.formula, provision.cite, provision.id))
        stayed = version.stayed(day)
        relaxes = _relaxes(provision, version, rules)
        held[provision.subject].extend(
            ParagraphInForce(
                f"{provision.id}#{paragraph.id}", paragraph, version, provision, stayed, relaxes.get(paragraph.id, ())
            )
            for paragraph in version.paragraphs
        )
    stages = {subject: precedence_order(paragraphs) for subject, paragraphs in held.items()}
    return LawOfDay(first, groups, in_dependency_order(definitions), stages)


def related(paragraphs: Sequence[ParagraphInForce], provision: str) -> tuple[ParagraphInForce, ...]:
    """Return, in order, a provision's paragraphs and all that they give way to or that give way to them."""
    linked: dict[str, set[str]] = {item.id: set() for item in paragraphs}
    for item in paragraphs:
        for other in (*item.paragraph.overrides, *item.paragraph.yields_to):
            if other in linked:
                linked[item.id].add(other)
                linked[other].add(item.id)
    waiting = [item.id for item in paragraphs if item.provision.id == provision]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(linked[name])
    return tuple(item for item in paragraphs if item.id in found)


def _relaxes(
    provision: Provision, version: Version, rules: RuleSet
) -> dict[str, tuple[tuple[Relaxed, Relaxation], ...]]:
    """Return for each paragraph of an own rule what it relaxes, as far as the rule says so."""
    if not provision.relaxes:
        return {}
    stated = [(item, item.stated(provision)) for item in relaxed_by(provision, rules.provisions.values())]
    return {
        paragraph.id: tuple((item, said) for item, said in stated if said is not None and item.paragraph is paragraph)
        for paragraph in version.paragraphs
    }


def precedence_order(paragraphs: list[ParagraphInForce]) -> tuple[ParagraphInForce, ...]:
    """Return paragraphs so that each comes after those that override it and those it yields to.

    Raises:
        ValueError: paragraphs give way to each other in a circle; the message names them.
    """
    waiting = {item.id: item for item in paragraphs}
    before: dict[str, set[str]] = {item.id: set(item.paragraph.yields_to) for item in paragraphs}
    for item in paragraphs:
        for target in item.paragraph.overrides:
            before.setdefault(target, set()).add(item.id)
    ordered: list[ParagraphInForce] = []
    while waiting:
        ready = sorted(name for name in waiting if not before[name] & waiting.keys())
        if not ready:
            raise ValueError(f"paragraphs give way to each other in a circle: {', '.join(sorted(waiting))}")
        ordered.extend(waiting.pop(name) for name in ready)
    return tuple(ordered)
