"""Drafts the cases that are missing: facts that show what no case shows, and what the rules as they stand answer.

A draft states what the rule does, not what the law says: whoever pastes it must compare the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

import numpy as np

from exportgate.engine.cases.coverage import Point
from exportgate.engine.cases.text import CaseDraft
from exportgate.engine.definitions import derive
from exportgate.engine.effects import CODE, IN_FORCE, Effect, ParagraphResult, apart, work_out
from exportgate.engine.law import Law, ParagraphInForce, precedence_order, related
from exportgate.engine.reasons import needs_of
from exportgate.engine.regions.axes import axes_of, cells
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.rows import TRIED, Rows, best_row, missing, row_facts, unknown_weight
from exportgate.engine.regions.versions import held_of
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.values import Value, value_text
from exportgate.foundation.quantities import Number, exactly, last_place
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Kind, Leaf, Operator, Provision, Threshold, Version

FIGURE = exactly(10)
Facts = Mapping[str, Value]
Results = dict[str, ParagraphResult]
Answer = tuple[dict[str, str], dict[str, tuple[str, ...]], tuple[str, ...]]
"""The effect of each paragraph, what follows from those that apply, and the facts that are missing."""


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
        self._visited: dict[tuple[str, date], Visited | None] = {}

    def draft(self, point: Point) -> CaseDraft | None:
        """Return a case that guards a point, or None where none was found and one must be thought of by hand.

        Raises:
            Impossible: no facts at all could show what the point asks for.
        """
        if point.provision.kind is Kind.GROUP:
            return self._member(point)
        day = point.day or _first(point.version)
        if point.provision.kind is Kind.DEFINITION:
            return self._value(point, day)
        facts = self._facts(point, day)
        return None if facts is None else self.draft_for(point.provision, day, facts, _name(point))

    def draft_on(self, provision: Provision, day: date, other: Version | None, name: str) -> CaseDraft | None:
        """Return a case on a day that another version would answer otherwise.

        Where none answers any facts otherwise, it expects the notice by which the version of the day was made.
        """
        version = provision.on(day)
        facts = self._apart(provision, day, version, other)
        if facts is not None:
            return self.draft_for(provision, day, facts, name)
        point = Point("edge", provision, provision.span, "", version or provision.versions[0], day=day)
        facts = self._facts(point, day)
        if facts is None or version is None or (other is not None and other.made_by == version.made_by):
            return None
        return replace(self.draft_for(provision, day, facts, name), made_by=version.made_by)

    def _apart(self, provision: Provision, day: date, one: Version | None, other: Version | None) -> Facts | None:
        """Facts on which two versions differ; where one is missing nothing of it is in force."""
        of_day, vocabulary = self.law.on(day), self.law.rules.vocabulary
        held = [precedence_order(list(held_of(provision, version))) if version else () for version in (one, other)]
        try:
            axes = axes_of((*held[0], *held[1]), of_day.groups, vocabulary, of_day.definitions)
            table = cells(axes, vocabulary)
        except TooManyRegions:
            return None
        before, after = (work_out(paragraphs, table, of_day.groups) for paragraphs in held)
        return best_row(table, apart(before, after, table.rows))

    def draft_for(self, provision: Provision, day: date, facts: Facts, name: str) -> CaseDraft:
        """Return the case of given facts, without those that change nothing, expecting what each paragraph does."""
        kept, answer = dict(facts), self._answer(provision, day, facts)
        for fact in facts:
            fewer = {key: value for key, value in kept.items() if key != fact}
            if self._answer(provision, day, fewer) == answer:
                kept = fewer
        expect, then, needs = answer
        return CaseDraft(name, day, kept, expect, needs, then=then)

    def _answer(self, provision: Provision, day: date, facts: Facts) -> Answer:
        results = self._work_out(provision, day, [facts])
        own = {key.partition("#")[2]: found for key, found in results.items() if key.startswith(f"{provision.id}#")}
        version = provision.on(day)
        if version is None:
            ids = sorted({paragraph.id for version in provision.versions for paragraph in version.paragraphs})
            return dict.fromkeys(ids, str(Effect.NOT_IN_FORCE)), {}, ()
        expect = {paragraph.id: str(own[paragraph.id].effect(0)) for paragraph in version.paragraphs}
        holding = [found.held.paragraph for found in own.values() if found.holds[0] == Truth.YES]
        then = {paragraph.id: paragraph.consequences for paragraph in holding}
        return expect, then, tuple(sorted({need for found in own.values() for need in needs_of(found, 0)}))

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
            table = derive(table_of([facts], self.law.rules.vocabulary), self.law.on(day).definitions)
            value = table.column(point.provision.defines).at(0)
            if point.sort == "edge" or (isinstance(value, Number) and value.known == point.inside):
                return CaseDraft(_name(point), day, facts, {point.provision.defines: value_text(value)})
        return None

    def _facts(self, point: Point, day: date) -> Facts | None:
        visited = self._regions(point.provision, point.version, day)
        if visited is None:
            return None
        if point.paragraph is None:
            own = [found for name, found in visited.results.items() if name.startswith(f"{point.provision.id}#")]
            fires = np.any([IN_FORCE[result.effects] == Truth.YES for result in own], axis=0)
            return best_row(visited.table, fires)
        result = visited.results[f"{point.provision.id}#{point.paragraph.id}"]
        if point.sort == "limit" and isinstance(point.subject, Leaf):
            return self._beside_limit(point, point.subject, day, visited.table, result)
        rows = _showing(point, visited, result)
        if visited.complete and not rows.any():
            raise Impossible
        return best_row(visited.table, rows)

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
        found = self._work_out(point.provision, day, crossed)[result.held.id]
        half = len(rows)
        for column in (IN_FORCE[found.effects], found.evaluated.truth):
            turned = np.flatnonzero((column[:half] == Truth.YES) & (column[half:] == Truth.NO))
            if len(turned):
                return crossed[int(turned[0]) + (0 if point.inside else half)]
        return None

    def _work_out(self, provision: Provision, day: date, rows: Sequence[Facts]) -> Results:
        of_day = self.law.on(day)
        table = derive(table_of(rows, self.law.rules.vocabulary), of_day.definitions)
        return work_out(related(of_day.stages[provision.subject], provision.id), table, of_day.groups)

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
