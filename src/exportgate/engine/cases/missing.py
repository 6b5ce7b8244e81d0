"""Drafts the cases that are missing: facts that show what no case shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from exportgate.engine.cases.coverage import Point
from exportgate.engine.cases.drafting import Drafter, Facts, Keeps, Results
from exportgate.engine.cases.text import CaseDraft
from exportgate.engine.effects import CODE, IN_FORCE, Effect, ParagraphResult, apart, work_out
from exportgate.engine.law import Law, ParagraphInForce, precedence_order, related
from exportgate.engine.regions.axes import axes_of, cells
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.rows import TRIED, Rows, best_row, missing, row_facts, unknown_weight
from exportgate.engine.regions.versions import family_days, held_of
from exportgate.engine.table import FactTable
from exportgate.engine.values import value_text
from exportgate.foundation.quantities import Number, exactly, last_place
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Kind, Leaf, Operator, Provision, Threshold, Version

FIGURE = exactly(10)


class Impossible(Exception):  # noqa: N818 - named for what it says; always caught
    """No facts could show what a point asks for: every region was visited."""


@dataclass(frozen=True, slots=True)
class Visited:
    """Regions with what each paragraph does there; `complete` where whatever bears on it and all unknowns are in."""

    table: FactTable
    results: Results
    complete: bool


class Drafting:
    """Drafts cases under one law, keeping the regions of each version that it has worked out."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.drafter = Drafter(law)
        self._visited: dict[tuple[str, date], Visited | None] = {}

    def draft(self, point: Point) -> CaseDraft | None:
        """Return a case that guards a point, or None where none was found and one must be thought of by hand.

        Raises:
            Impossible: no facts at all could show what the point asks for, on any day of its version.
        """
        if point.provision.kind is Kind.GROUP:
            return self._member(point)
        days = [point.day or _first(point.version)]
        if point.provision.kind is Kind.DEFINITION:
            return self._value(point, days[0])
        if point.day is None and point.version is not None:
            days = list(family_days(self.law, point.provision, point.version))
        complete = True
        for day in days:
            visited = self._regions(point.provision, point.version, day)
            facts = None if visited is None else self._facts(point, day, visited)
            if facts is not None:
                return self.drafter.draft(point.provision, day, facts, _name(point), self._keeps(point, day))
            complete = complete and visited is not None and visited.complete
        if complete and point.sort in ("precedence", "missing fact"):
            raise Impossible
        return None

    def draft_on(self, provision: Provision, day: date, other: Version | None, name: str) -> CaseDraft | None:
        """Return a case on a day that another version would answer otherwise.

        Where none answers any facts otherwise, it expects the notice by which the version of the day was made.
        """
        version = provision.on(day)
        facts = self._apart(provision, day, version, other)
        if facts is not None:
            return self.drafter.draft(
                provision, day, facts, name, lambda fewer: self._differ(provision, day, version, other, fewer), other
            )
        point = Point("edge", provision, provision.span, "", version or provision.versions[0], day=day)
        visited = self._regions(provision, version, day)
        facts = None if visited is None else self._facts(point, day, visited)
        if facts is not None and version and other and version.stayed(day) != other.stayed(day):
            return self.drafter.draft(provision, day, facts, name, _anything)
        if facts is None or version is None or (other is not None and other.made_by == version.made_by):
            return None
        return replace(self.drafter.draft(provision, day, facts, name, _anything), made_by=version.made_by)

    def _apart(self, provision: Provision, day: date, one: Version | None, other: Version | None) -> Facts | None:
        """Facts on which two versions differ; where one is missing nothing of it is in force."""
        of_day, vocabulary = self.law.on(day), self.law.rules.vocabulary
        held = [paragraph for version in (one, other) if version for paragraph in held_of(provision, version)]
        try:
            table = cells(axes_of(held, of_day.groups, vocabulary, of_day.definitions), vocabulary)
        except TooManyRegions:
            return None
        return best_row(table, self._rows_apart(provision, day, one, other, table))

    def _differ(
        self, provision: Provision, day: date, one: Version | None, other: Version | None, facts: Facts
    ) -> bool:
        return bool(self._rows_apart(provision, day, one, other, self.drafter.row(day, [facts]))[0])

    def _rows_apart(
        self, provision: Provision, day: date, one: Version | None, other: Version | None, table: FactTable
    ) -> Rows:
        groups = self.law.on(day).groups
        held = [precedence_order(list(held_of(provision, version))) if version else () for version in (one, other)]
        before, after = (work_out(paragraphs, table, groups) for paragraphs in held)
        return apart(before, after, table.rows)

    def _keeps(self, point: Point, day: date) -> Keeps:
        """Whether fewer facts still show what a point asks for."""
        if point.paragraph is None:
            return _anything
        if isinstance(point.subject, Leaf):
            fact = point.subject.fact
            return lambda facts: fact in facts
        name = f"{point.provision.id}#{point.paragraph.id}"

        def still(facts: Facts) -> bool:
            results = self.drafter.work_out(point.provision, day, [facts])
            table = self.drafter.row(day, [facts])
            return bool(_showing(point, Visited(table, results, complete=False), results[name])[0])

        return still

    def _member(self, point: Point) -> CaseDraft:
        code = point.subject if isinstance(point.subject, str) else "nobody"
        during = next((member.during for member in point.provision.members if member.code == code), None)
        latest = max((case.on for case in self.law.rules.cases), default=self.law.begins)
        day = point.day or (during and (during.first or during.last)) or latest
        inside = code in point.provision.members_on(day)
        return CaseDraft(f"members on {day}", day, {}, {code: "member" if inside else "not_member"})

    def _value(self, point: Point, day: date) -> CaseDraft | None:
        version = point.provision.on(day)
        names = () if version is None or version.formula is None else names_in(version.formula)
        left_out = [None] if point.inside else list(names)
        for dropped in left_out:
            facts: Facts = {name: FIGURE for name in names if name != dropped}
            value = self.drafter.row(day, [facts]).column(point.provision.defines).at(0)
            if point.sort == "edge" or (isinstance(value, Number) and value.known == point.inside):
                return CaseDraft(_name(point), day, facts, {point.provision.defines: value_text(value)})
        return None

    def _facts(self, point: Point, day: date, visited: Visited) -> Facts | None:
        if point.paragraph is None:
            own = [found for name, found in visited.results.items() if name.startswith(f"{point.provision.id}#")]
            fires = np.any([IN_FORCE[result.effects] == Truth.YES for result in own], axis=0)
            return best_row(visited.table, fires)
        result = visited.results[f"{point.provision.id}#{point.paragraph.id}"]
        if point.sort == "limit" and isinstance(point.subject, Leaf):
            return self._beside_limit(point, point.subject, day, visited.table, result)
        return best_row(visited.table, _showing(point, visited, result))

    def _beside_limit(
        self, point: Point, leaf: Leaf, day: date, table: FactTable, result: ParagraphResult
    ) -> Facts | None:
        """Facts on which crossing the limit, and nothing else, turns the paragraph, or else its condition."""
        assert point.version is not None  # noqa: S101 - a limit is one of a version
        inside, outside = sides(leaf.operator, point.version.thresholds[leaf.operand])
        fires = np.flatnonzero((IN_FORCE[result.effects] == Truth.YES) & (unknown_weight(table) == 0))[:TRIED]
        rows = [dict(row_facts(table, row)) for row in fires.tolist()]
        if not rows:
            return None
        crossed: list[Facts] = [{**row, leaf.fact: exactly(value)} for value in (inside, outside) for row in rows]
        found = self.drafter.work_out(point.provision, day, crossed)[result.held.id]
        half = len(rows)
        for column in (IN_FORCE[found.effects], found.evaluated.truth):
            turned = np.flatnonzero((column[:half] == Truth.YES) & (column[half:] == Truth.NO))
            if len(turned):
                return crossed[int(turned[0]) + (0 if point.inside else half)]
        return None

    def _regions(self, provision: Provision, version: Version | None, day: date) -> Visited | None:
        """The regions of a version with whatever bears on it, unknown facts included as far as they may be visited."""
        if version is not None and day not in version.in_force:
            day = _first(version)
        key = (provision.id, day)
        if key not in self._visited:
            stage = self.law.on(day).stages[provision.subject]
            family = [replace(held, stayed=False) for held in related(stage, provision.id)]
            own = [held for held in family if held.provision.id == provision.id]
            whole = len(own) == len(family)
            tried = ((family, True, True), (family, False, False), (own, True, whole), (own, False, False))
            found = (self._visit(held, day, unknowns=some, complete=all_in) for held, some, all_in in tried)
            self._visited[key] = next((visited for visited in found if visited is not None), None)
        return self._visited[key]

    def _visit(self, held: Sequence[ParagraphInForce], day: date, *, unknowns: bool, complete: bool) -> Visited | None:
        of_day, vocabulary = self.law.on(day), self.law.rules.vocabulary
        try:
            table = cells(axes_of(held, of_day.groups, vocabulary, of_day.definitions, unknowns=unknowns), vocabulary)
        except TooManyRegions:
            return None
        return Visited(table, work_out(held, table, of_day.groups), complete)


def _anything(facts: Facts) -> bool:  # noqa: ARG001 - whatever facts there are
    return True


def sides(operator: Operator, limit: Threshold) -> tuple[Fraction, Fraction]:
    """Return the figures just inside and just outside a limit, no more than its last place apart."""
    step, value = last_place(limit.text), limit.value
    return {
        Operator.AT_LEAST: (value, value - step),
        Operator.MORE_THAN: (value + step, value),
        Operator.AT_MOST: (value, value + step),
        Operator.LESS_THAN: (value - step, value),
    }[operator]


def _showing(point: Point, visited: Visited, result: ParagraphResult) -> Rows:
    """The regions that show a paragraph firing, giving way, or left open by a missing fact."""
    if point.sort == "firing":
        fires: Rows = IN_FORCE[result.effects] == Truth.YES
        return fires
    if point.sort == "precedence":
        senior = visited.results.get(str(point.subject))
        if senior is None:
            return np.zeros(visited.table.rows, dtype=bool)
        gone = (result.evaluated.truth == Truth.YES) & (result.effects == CODE[Effect.DOES_NOT_APPLY])
        gives_way: Rows = gone & (senior.holds == Truth.YES)
        return gives_way
    # A paragraph that gives way whatever its own condition turns out to be is not left open.
    undecided = (result.evaluated.truth == Truth.UNKNOWN) & (result.effects == CODE[Effect.UNDETERMINED])
    left_open: Rows = undecided & missing(visited.table, str(point.subject))
    return left_open


def _first(version: Version | None) -> date:
    return date.min if version is None or version.in_force.first is None else version.in_force.first


def _name(point: Point) -> str:
    since = f"{_first(point.version)}:" if point.version is not None else ""
    name = "" if point.paragraph is None else point.paragraph.id
    if point.sort == "limit" and isinstance(point.subject, Leaf):
        return f"{since} {name} {'at' if point.inside else 'just outside'} the limit of {point.subject.operand}"
    return {
        "firing": f"{since} {name} applies",
        "precedence": f"{since} {name} gives way to {point.subject}",
        "missing fact": f"{since} {name} without {point.subject}",
        "edge": f"the law on {point.day}",
        "value": f"{since} {'every' if point.inside else 'not every'} figure known",
    }.get(point.sort, point.sort)
