"""What the rules say a transaction is, before they say what it requires: the codes of the transaction stage.

A question of many facts, such as whether a facility makes advanced-node circuits, is answered there once, and the
requirements on shipments and parties ask for its code. No outcome follows from a code by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exportgate.engine.conditions import Groups
from exportgate.engine.effects import HOLDING, OPEN, ParagraphResult, Results, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.stages import given_codes
from exportgate.engine.table import FactTable
from exportgate.engine.trace.model import Stage
from exportgate.engine.values import CodeSet, codes
from exportgate.items.readings import Reading
from exportgate.provisions.model import Operator, Subject
from exportgate.screening.findings import Finding
from exportgate.screening.merging import finding, merge

FACT = "transaction"


@dataclass(frozen=True, slots=True)
class Transactions:
    """The transaction stage as it was worked out, with the table that later stages ask."""

    stage: Stage
    table: FactTable
    groups: Groups

    def codes(self, span: range) -> CodeSet:
        """Return the codes of one transaction: known where every reading gives them, possible where some may."""
        found = [value for row in span if isinstance(value := self.table.column(FACT).at(row), CodeSet)]
        known = frozenset[str].intersection(*(item.known for item in found)) if found else frozenset[str]()
        every = frozenset[str]().union(*(item.known | item.possible for item in found))
        return codes(known, every - known)

    def notes(self, span: range, labels: Sequence[Reading]) -> Iterator[Finding]:
        """Yield a finding for each code that holds, so that the reason of what follows can be read."""
        for result in self._giving(span):
            merged = merge(result, self.stage.results, self.stage.table, span, labels)
            if merged.effect in HOLDING:
                yield finding(result, merged)

    def needs(
        self, result: ParagraphResult, results: Results, span: range, labels: Sequence[Reading]
    ) -> tuple[str, ...]:
        """Return what is missing for the codes that a paragraph, or what may stand before it, asks for."""
        asked = set(self._asked(result, results))
        found: dict[str, None] = {}
        for giving in self._giving(span):
            merged = merge(giving, self.stage.results, self.stage.table, span, labels)
            if giving.held.paragraph.classifies in asked and merged.effect in OPEN:
                found.update(dict.fromkeys(merged.needs))
        return tuple(found)

    def _giving(self, span: range) -> Iterator[ParagraphResult]:
        for result in self.stage.results.values():
            if result.held.paragraph.classifies and result.effects[span.start : span.stop].any():
                yield result

    def _asked(self, result: ParagraphResult, results: Results) -> Iterator[str]:
        before = (other for other in results.values() if result.held.id in other.held.paragraph.overrides)
        senior = (results[name] for name in result.held.paragraph.yields_to if name in results)
        for held in (result.held, *(other.held for other in (*before, *senior))):
            for leaf in held.paragraph.leaves():
                if leaf.fact == FACT and leaf.operator is Operator.IN:
                    yield from self.groups.get(leaf.operand, ())
                elif leaf.fact == FACT:
                    yield leaf.operand


def work_out_transactions(table: FactTable, law: LawOfDay) -> Transactions:
    """Return the transaction stage over rows of items and routes, and the table with its codes."""
    results = work_out(law.stages[Subject.TRANSACTION], table, law.groups)
    stage = Stage(Subject.TRANSACTION, results, table)
    return Transactions(stage, table.with_column(FACT, given_codes(results, table.rows)), law.groups)
