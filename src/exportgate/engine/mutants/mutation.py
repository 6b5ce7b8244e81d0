"""Whether the cases would notice: runs the mutants of the rules against the cases beside them.

A mutant is noticed where a case expects an effect, a value, a membership, a need or a notice that the mutant changes.
Only what a mutant can change is worked out again: conditions over the columns of the cases that bear on its provision,
dates on the one day that changes sides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.runner import mismatches
from exportgate.engine.cases.tables import CaseBatch, case_batches
from exportgate.engine.conditions import Answers
from exportgate.engine.effects import ParagraphResult, work_out
from exportgate.engine.law import Law, ParagraphInForce
from exportgate.engine.mutants.provisions import Mutant
from exportgate.engine.reasons import needs_of
from exportgate.provisions.cases import Case
from exportgate.provisions.model import Kind, Provision, Version
from exportgate.provisions.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class GuardedBatch:
    """A batch of cases with what it expects: per paragraph the rows that say something of it, and their effects now.

    `follows` is what cases say must follow from a paragraph.
    """

    batch: CaseBatch
    guarded: dict[str, NDArray[np.bool_]]
    effects: dict[str, NDArray[np.int8]]
    follows: dict[str, tuple[str, ...]]
    answers: Answers

    def notices(self, paragraphs: Sequence[ParagraphInForce]) -> bool:
        """Tell whether any case expects what these paragraphs no longer do."""
        said = self.follows
        if any(said.get(held.id, held.paragraph.consequences) != held.paragraph.consequences for held in paragraphs):
            return True
        results = work_out(paragraphs, self.batch.table, self.batch.day.groups, self.answers)
        for name, rows in self.guarded.items():
            found = results.get(name)
            if found is None or (found.effects != self.effects[name])[rows].any():
                return True
        return any(_needs(results, case, row) != set(case.needs) for row, case in self.asking if case.needs is not None)

    @property
    def asking(self) -> list[tuple[int, Case]]:
        """The cases that say which facts must be named as missing, with their rows."""
        return [(row, case) for row, case in enumerate(self.batch.cases) if case.needs is not None]


class Mutation:
    """The cases of a sound rule set, ready to be asked whether they notice a mutant."""

    def __init__(self, law: Law) -> None:
        self.law = law
        cases = [case for case in law.rules.cases if not case.wrong_for_now]
        self._cases: dict[str, list[Case]] = {}
        for case in cases:
            self._cases.setdefault(case.provision, []).append(case)
        self._batches: dict[str, list[GuardedBatch]] = {}
        for batch in case_batches(law, cases, Collector()):
            guarded = _guarded(batch)
            for name in {held.provision.id for held in batch.paragraphs}:
                self._batches.setdefault(name, []).append(guarded)

    def notices(self, provision: Provision, mutant: Mutant) -> bool:
        """Tell whether any case notices a mutant of the provision."""
        if provision.kind in (Kind.GROUP, Kind.DEFINITION) or mutant.version is None:
            return self.rerun(provision, mutant)
        before, after = provision.versions[mutant.version], mutant.changed.versions[mutant.version]
        return any(
            guarded.notices(swapped(guarded.batch.paragraphs, before, after))
            for guarded in self._batches.get(provision.id, ())
            if any(held.version is before for held in guarded.batch.paragraphs)
        )

    def rerun(self, provision: Provision, mutant: Mutant) -> bool:
        """Run the cases under a law that holds no more than the mutant and what bears on it."""
        relatives = {
            held.provision.id for guarded in self._batches.get(provision.id, ()) for held in guarded.batch.paragraphs
        }
        names = sorted(relatives | {provision.id})
        cases = [case for name in names for case in self._cases.get(name, ())]
        if mutant.days is not None:
            cases = [case for case in cases if case.on in mutant.days]
        law = Law(_reduced(self.law.rules, names, mutant.changed))
        return any(
            next(iter(mismatches(batch, row)), None) is not None
            for batch in case_batches(law, cases, Collector())
            for row in range(len(batch.cases))
        )


def _guarded(batch: CaseBatch) -> GuardedBatch:
    answers: Answers = {}
    results = work_out(batch.paragraphs, batch.table, batch.day.groups, answers)
    rows: dict[str, NDArray[np.bool_]] = {}
    for row, case in enumerate(batch.cases):
        for key, _ in case.expect:
            name = f"{batch.provision.id}#{key.text}"
            if name in results:
                rows.setdefault(name, np.zeros(len(batch.cases), dtype=bool))[row] = True
    follows = {f"{batch.provision.id}#{key.text}": words for case in batch.cases for key, words in case.then}
    return GuardedBatch(batch, rows, {name: results[name].effects for name in rows}, follows, answers)


def _needs(results: dict[str, ParagraphResult], case: Case, row: int) -> set[str]:
    own = (f"{case.provision}#{key.text}" for key, _ in case.expect)
    return {need for name in own if name in results for need in needs_of(results[name], row)}


def swapped(paragraphs: Iterable[ParagraphInForce], before: Version, after: Version) -> list[ParagraphInForce]:
    """Return paragraphs with those of one version as another has them; what the other lacks is gone."""
    changed = {paragraph.id: paragraph for paragraph in after.paragraphs}
    kept: list[ParagraphInForce] = []
    for held in paragraphs:
        if held.version is not before:
            kept.append(held)
        elif held.paragraph.id in changed:
            kept.append(replace(held, paragraph=changed[held.paragraph.id], version=after))
    return kept


def _reduced(rules: RuleSet, names: Sequence[str], changed: Provision) -> RuleSet:
    if changed.kind is Kind.GROUP:
        return replace(rules, provisions={changed.id: changed})
    background = (Kind.GROUP, Kind.DEFINITION)
    kept = {name: item for name, item in rules.provisions.items() if name in names or item.kind in background}
    return replace(rules, provisions={**kept, changed.id: changed})
