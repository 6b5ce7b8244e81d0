"""Writes a case for given facts on a day: only the facts that matter, and what the rules as they stand answer to them.

A draft states what the rule does, not what the law says: whoever pastes it must compare the two.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from exportgate.engine.cases.text import CaseDraft
from exportgate.engine.definitions import derive
from exportgate.engine.effects import Effect, ParagraphResult, work_out
from exportgate.engine.law import Law, related
from exportgate.engine.reasons import needs_of
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.values import Value
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Provision, Version

Facts = Mapping[str, Value]
Results = dict[str, ParagraphResult]
Keeps = Callable[[Facts], bool]
Answer = tuple[dict[str, str], dict[str, tuple[str, ...]], tuple[str, ...]]
"""The effect of each paragraph, what follows from those that apply, and the facts that are missing."""


class Drafter:
    """Drafts cases under one law."""

    def __init__(self, law: Law) -> None:
        self.law = law

    def draft(
        self, provision: Provision, day: date, facts: Facts, name: str, keeps: Keeps, other: Version | None = None
    ) -> CaseDraft:
        """Return the case of given facts, without those that change neither its answer nor what it must show.

        `keeps` tells whether facts still show it; paragraphs that only `other` has are expected not to be in force.
        """
        absent = () if other is None else tuple(paragraph.id for paragraph in other.paragraphs)
        kept, answer = dict(facts), self._answer(provision, day, facts, absent)
        for fact in facts:
            fewer = {key: value for key, value in kept.items() if key != fact}
            if keeps(fewer) and self._answer(provision, day, fewer, absent) == answer:
                kept = fewer
        expect, then, needs = answer
        return CaseDraft(name, day, kept, expect, needs, then=then)

    def row(self, day: date, rows: Sequence[Facts]) -> FactTable:
        """Return facts as a table, derived ones included."""
        return derive(table_of(rows, self.law.rules.vocabulary), self.law.on(day).definitions)

    def work_out(self, provision: Provision, day: date, rows: Sequence[Facts]) -> Results:
        """Return what a provision's paragraphs, and all that bear on them, do with each row of facts."""
        of_day = self.law.on(day)
        stage = related(of_day.stages[provision.subject], provision.id)
        return work_out(stage, self.row(day, rows), of_day.groups)

    def _answer(self, provision: Provision, day: date, facts: Facts, absent: Collection[str]) -> Answer:
        results = self.work_out(provision, day, [facts])
        own = {key.partition("#")[2]: found for key, found in results.items() if key.startswith(f"{provision.id}#")}
        version = provision.on(day)
        ids = [paragraph.id for paragraph in version.paragraphs] if version else _every_id(provision)
        not_in_force = dict.fromkeys((*ids, *absent), str(Effect.NOT_IN_FORCE))
        expect = {**not_in_force, **{name: str(found.effect(0)) for name, found in own.items()}}
        holding = [found.held.paragraph for found in own.values() if found.holds[0] == Truth.YES]
        then = {paragraph.id: paragraph.consequences for paragraph in holding}
        return expect, then, tuple(sorted({need for found in own.values() for need in needs_of(found, 0)}))


def _every_id(provision: Provision) -> list[str]:
    return sorted({paragraph.id for version in provision.versions for paragraph in version.paragraphs})
