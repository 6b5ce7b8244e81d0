"""What the rules say a transaction is, before they say what it requires: the codes of the transaction stage.

A question of many facts, such as whether a facility makes advanced-node circuits, is answered there once, and the
requirements on shipments and parties ask for its code. No outcome follows from a code by itself.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from exportgate.engine.conditions import Groups
from exportgate.engine.effects import HOLDING, OPEN, ParagraphResult, work_out
from exportgate.engine.law import LawOfDay, ParagraphInForce
from exportgate.engine.stages import given_codes
from exportgate.engine.table import FactTable
from exportgate.engine.trace.model import Stage
from exportgate.engine.values import CodeSet, codes
from exportgate.items.readings import Reading
from exportgate.provisions.model import Operator, Subject
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening.findings import Finding
from exportgate.screening.merging import finding, joined, merge

FACT = "transaction"
Missing = tuple[tuple[str, tuple[str, ...]], ...]
"""Codes of transactions that are open, each with the facts that are missing for it."""


@dataclass(frozen=True, slots=True)
class Note:
    """Why a transaction has a code, and the paragraphs for which it matters: where none is shown, nothing follows."""

    finding: Finding
    asked_by: frozenset[str]

    def matters(self, shown: Set[str]) -> bool:
        """Tell whether any of the paragraphs that are shown asks for the code."""
        return not self.asked_by.isdisjoint(shown)


@dataclass(frozen=True, slots=True)
class Transactions:
    """The transaction stage as it was worked out, with the table that later stages ask.

    `asking` names for each code the paragraphs that ask for it, or that give way to one that does.
    """

    stage: Stage
    table: FactTable
    asking: Mapping[str, frozenset[str]]

    def codes(self, span: range) -> CodeSet:
        """Return the codes of one transaction: known where every reading gives them, possible where some may."""
        found = [value for row in span if isinstance(value := self.table.column(FACT).at(row), CodeSet)]
        known = frozenset[str].intersection(*(item.known for item in found)) if found else frozenset[str]()
        every = frozenset[str]().union(*(item.known | item.possible for item in found))
        return codes(known, every - known)

    def notes(self, span: range, labels: Sequence[Reading]) -> Iterator[Note]:
        """Yield a note for each code that holds, so that the reason of what follows can be read."""
        for result in self._giving(span):
            if joined(result, span) in HOLDING:
                code = result.held.paragraph.classifies
                merged = merge(result, self.stage.results, self.stage.table, span, labels)
                yield Note(finding(result, merged), self.asking.get(code, frozenset()))

    def missing(self, span: range, labels: Sequence[Reading]) -> Missing:
        """Return for each code that is open what is missing for it."""
        found: dict[str, dict[str, None]] = {}
        for giving in self._giving(span):
            if joined(giving, span) in OPEN:
                merged = merge(giving, self.stage.results, self.stage.table, span, labels)
                found.setdefault(giving.held.paragraph.classifies, {}).update(dict.fromkeys(merged.needs))
        return tuple((code, tuple(needs)) for code, needs in found.items())

    def _giving(self, span: range) -> Iterator[ParagraphResult]:
        return (result for result in self.stage.touching(span) if result.held.paragraph.classifies)


def spelled_out(found: Finding, missing: Missing, law: LawOfDay, subject: Subject, vocabulary: Vocabulary) -> Finding:
    """Name in a finding, in place of the codes that its paragraph waits for, the facts that are missing for them."""
    if FACT not in found.needs:
        return found
    stage = law.stages[subject]
    asked = set(_asked(f"{found.provision}#{found.paragraph}", stage, law.groups))
    lacking = dict.fromkeys(need for code, needs in missing if code in asked for need in needs)
    needs = dict.fromkeys((*(need for need in found.needs if need != FACT), *lacking))
    titles = ", ".join(vocabulary.fact(name).title for name in lacking)
    because = found.because
    if titles:
        because = because.replace(f"knowing {vocabulary.fact(FACT).title}", f"knowing {titles}")
    return replace(found, needs=tuple(needs), because=because)


def _asked(paragraph: str, stage: Sequence[ParagraphInForce], groups: Groups) -> Iterator[str]:
    """Yield the codes that a paragraph, or what stands before it, asks for."""
    for held in stage:
        if held.id == paragraph or paragraph in held.paragraph.overrides:
            yield from _codes_of(held, groups)


def _codes_of(held: ParagraphInForce, groups: Groups) -> Iterator[str]:
    for leaf in held.paragraph.leaves():
        if leaf.fact == FACT and leaf.operator is Operator.IN:
            yield from groups.get(leaf.operand, ())
        elif leaf.fact == FACT:
            yield leaf.operand


def work_out_transactions(table: FactTable, law: LawOfDay) -> Transactions:
    """Return the transaction stage over rows of items and routes, and the table with its codes."""
    results = work_out(law.stages[Subject.TRANSACTION], table, law.groups)
    stage = Stage(Subject.TRANSACTION, results, table)
    return Transactions(stage, table.with_column(FACT, given_codes(results, table.rows)), _asking(law))


def _asking(law: LawOfDay) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for held in (*law.stages[Subject.SHIPMENT], *law.stages[Subject.PARTY]):
        for code in _codes_of(held, law.groups):
            found.setdefault(code, set()).update((held.id, *held.paragraph.overrides))
    return {code: frozenset(paragraphs) for code, paragraphs in found.items()}
