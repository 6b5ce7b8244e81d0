"""Cases in columns: those of one provision on days under the same law, their facts as one table."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from exportgate.diagnostics.model import Collector
from exportgate.engine.definitions import derive
from exportgate.engine.effects import ParagraphResult, work_out
from exportgate.engine.law import Law, LawOfDay, ParagraphInForce, related
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.typed import typed_value
from exportgate.engine.values import UNKNOWN_CODES, Value
from exportgate.provisions.cases import Case
from exportgate.provisions.model import Kind, Provision
from exportgate.provisions.reading import Reader


@dataclass(frozen=True)
class CaseBatch:
    """Cases that one law answers: row i of the table has the facts of case i, derived ones included.

    `paragraphs` are those of the provision and whatever bears on them, in precedence order.
    """

    provision: Provision
    cases: tuple[Case, ...]
    day: LawOfDay
    table: FactTable
    paragraphs: tuple[ParagraphInForce, ...]

    @cached_property
    def results(self) -> dict[str, ParagraphResult]:
        """What each paragraph, by its full id, does to each case."""
        return work_out(self.paragraphs, self.table, self.day.groups)

    def own(self, paragraph: str) -> ParagraphResult | None:
        """What a paragraph of the provision, by its id there, does to each case; None where it is not in force."""
        return self.results.get(f"{self.provision.id}#{paragraph}")


def case_batches(law: Law, cases: Sequence[Case], collector: Collector) -> list[CaseBatch]:
    """Return the cases of known provisions in batches, reporting facts whose value cannot be read."""
    grouped: dict[tuple[str, int], list[Case]] = {}
    for case in cases:
        grouped.setdefault((case.provision, law.period(case.on)), []).append(case)
    return [_batch(law, provision, tuple(group), collector) for (provision, _), group in grouped.items()]


def _batch(law: Law, name: str, cases: tuple[Case, ...], collector: Collector) -> CaseBatch:
    provision, day = law.rules.provisions[name], law.on(cases[0].on)
    table = table_of([case_facts(case, law, collector) for case in cases], law.rules.vocabulary)
    has_paragraphs = provision.kind not in (Kind.GROUP, Kind.DEFINITION)
    paragraphs = related(day.stages[provision.subject], name) if has_paragraphs else ()
    return CaseBatch(provision, cases, day, derive(table, day.definitions), paragraphs)


def case_facts(case: Case, law: Law, collector: Collector) -> dict[str, Value]:
    """Return the facts of a case; a set that it leaves out is unknown to the last code."""
    reader = Reader(collector)
    typed = {key.text: typed_value(law.rules.vocabulary.fact(key.text), node, reader) for key, node in case.facts}
    return {name: value for name, value in typed.items() if value is not None and value != UNKNOWN_CODES}
