"""Finds the smallest changes of one fact that would alter the answer, and what a missing fact would have to be.

Every value tried is built as an item, as if it had been given by hand, and all of them go through the ordinary
classification and shipment stages in one batch: there is no second evaluator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from exportgate.engine.definitions import Definition
from exportgate.engine.law import LawOfDay
from exportgate.engine.table import FactTable
from exportgate.engine.trace.turning_points import Points, thresholds_of, turning_points
from exportgate.engine.values import Value
from exportgate.foundation.quantities import UNKNOWN, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Subject
from exportgate.provisions.vocabulary import Fact, FactType
from exportgate.screening.axis import Stretch, cells, point, runs, within
from exportgate.screening.changes import Answer, Change, Nearest, Option, Settling, answer_of, number_change
from exportgate.screening.items import ItemQuery
from exportgate.screening.single import Question, WorkedOut, decide_variants

STAGES = (Subject.CIRCUIT, Subject.ITEM, Subject.TRANSACTION, Subject.SHIPMENT)
HELD = frozenset({"figures_stated", "in_catalog", "on_control_list", "stated_tpp", "use_stated"})
"""Facts that follow from the others or from the catalog itself, so that varying them alone means nothing."""
CONVENTIONS = frozenset({"tf32_bit_length"})
"""Facts that say how something is counted: where the way is settled, no item could be built otherwise."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """The values of one fact to ask about; a number has a cell for each. `present` is None where nothing is settled."""

    fact: Fact
    present: Value | None
    cells: tuple[Stretch, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One reading: its row, and the definitions by which a fact that it does not give itself is derived."""

    table: FactTable
    number: int
    definitions: tuple[Definition, ...]

    def value(self, fact: str) -> Value:
        """Return the value of a fact, unknown where it has none."""
        return self.table.column(fact).at(self.number)


def nearest_changes(worked: WorkedOut, question: Question) -> Nearest:
    """Return every change of a single fact that would alter the answer, and what missing facts would settle."""
    base = answer_of(worked.decision)
    plans = list(_plans(worked, question)) if worked.stages else []
    queries = [_given(question.query, plan.fact, value) for plan in plans for value in plan.values]
    decisions = iter(decide_variants(queries, question) if queries else [])
    changes: list[Change] = []
    settlings: list[Settling] = []
    for plan in plans:
        answers = [answer_of(decision) for decision in islice(decisions, len(plan.values))]
        if plan.present is not None:
            changes.extend(_changes(plan, plan.present, answers, base))
        elif any(answer != base for answer in answers):
            settlings.append(Settling(plan.fact, tuple(_options(plan, answers))))
    return Nearest(base, tuple(sorted(changes, key=lambda change: change.rank)), tuple(settlings))


def _given(query: ItemQuery, fact: Fact, value: Value) -> ItemQuery:
    """The item as it would be asked about with one more fact given by hand."""
    return replace(query, facts=tuple(sorted({**dict(query.facts), fact.name: value}.items())))


def _plans(worked: WorkedOut, question: Question) -> Iterator[_Plan]:
    law, vocabulary = question.law.on(question.day), question.law.rules.vocabulary
    held = [item for stage in STAGES for item in law.stages[stage]]
    points = thresholds_of(held)
    rows = _rows(worked, law)
    wanted = {*worked.decision.needs, *_inputs_missing(worked.decision.needs, rows)}
    for name in _numbers(points, law.definitions):
        plan = _number_plan(vocabulary.fact(name), points, rows, wanted)
        if plan is not None:
            yield plan
    asked = {leaf.fact for item in held for leaf in item.paragraph.leaves()}
    for name in sorted(asked - HELD):
        fact = vocabulary.fact(name)
        if fact.type is FactType.YES_NO and (name in wanted or _known(name, rows)):
            yield _yes_no_plan(fact, rows)


def _rows(worked: WorkedOut, law: LawOfDay) -> tuple[_Row, ...]:
    table = worked.stages[-1].table
    found: list[_Row] = []
    for number, reading in enumerate(worked.item.item.rows):
        stated = {name for name, _ in reading.facts}
        derived = tuple(item for item in law.definitions if item.fact not in stated)
        found.append(_Row(table, number, derived))
    return tuple(found)


def _numbers(points: Points, definitions: Sequence[Definition]) -> list[str]:
    """Every number that a threshold in force is compared with, and those it is derived from."""
    found = set(points)
    for definition in reversed(definitions):
        if definition.fact in found:
            found.update(names_in(definition.formula))
    return sorted(found - HELD)


def _inputs_missing(needs: Sequence[str], rows: Sequence[_Row]) -> Iterator[str]:
    """Yield what keeps a needed fact from being derived, where something that it is derived from is known."""
    for row in rows:
        for definition in row.definitions:
            names = names_in(definition.formula)
            missing = [name for name in names if row.value(name) == UNKNOWN]
            if definition.fact in needs and len(missing) < len(names):
                yield from missing


def _number_plan(fact: Fact, points: Points, rows: Sequence[_Row], wanted: set[str]) -> _Plan | None:
    """A number known alike in every reading is moved from where it stands; a missing one is tried all along."""
    values = [row.value(fact.name) for row in rows]
    exact = {value.exact for value in values if isinstance(value, Number)}
    turns = {
        point for row in rows for point in turning_points(fact.name, points, row.definitions, row.table, row.number)
    }
    if len(exact) == 1 and None not in exact:
        if fact.name in CONVENTIONS:
            return None
        present = next(value for value in exact if value is not None)
        line = cells({*turns, present})
        return _Plan(fact, exactly(present), line, tuple(exactly(within(cell)) for cell in line)) if turns else None
    disputed = len(set(values)) > 1 and fact.name in points
    if not turns or not (disputed or fact.name in wanted):
        return None
    stated = sorted(value for value in exact if value is not None)
    line = tuple(point(value) for value in stated) if fact.name in CONVENTIONS else cells(turns)
    return _Plan(fact, None, line, tuple(exactly(within(cell)) for cell in line))


def _known(fact: str, rows: Sequence[_Row]) -> bool:
    """Whether some reading knows a yes or no: of one that nobody knows and nothing waits for, no change is told."""
    return any(row.value(fact) != Truth.UNKNOWN for row in rows)


def _yes_no_plan(fact: Fact, rows: Sequence[_Row]) -> _Plan:
    values = {row.value(fact.name) for row in rows}
    present = next(iter(values)) if len(values) == 1 else Truth.UNKNOWN
    if present == Truth.UNKNOWN:
        return _Plan(fact, None, (), (Truth.YES, Truth.NO))
    return _Plan(fact, present, (), (Truth.NO if present == Truth.YES else Truth.YES,))


def _changes(plan: _Plan, present: Value, answers: Sequence[Answer], base: Answer) -> Iterator[Change]:
    if not isinstance(present, Number):
        for value, answer in zip(plan.values, answers, strict=True):
            if answer != base and isinstance(value, Truth):
                yield Change(plan.fact, present, value, None, value, None, None, answer)
        return
    here = present.low
    place = next(at for at, cell in enumerate(plan.cells) if cell.low == cell.high == here)
    above = runs(plan.cells[place + 1 :], answers[place + 1 :])
    below = runs(plan.cells[:place][::-1], answers[:place][::-1])
    for upward, found in ((True, above), (False, below)):
        for stretch, answer in found:
            if answer != base:
                yield number_change(plan.fact, here, stretch, answer, upward=upward)


def _options(plan: _Plan, answers: Sequence[Answer]) -> Iterator[Option]:
    if not plan.cells:
        for value, answer in zip(plan.values, answers, strict=True):
            if isinstance(value, Truth):
                yield Option(value, value, answer)
        return
    for stretch, answer in runs(plan.cells, answers):
        example = stretch.example(upward=stretch.low > 0)
        yield Option(stretch, None if example is None else exactly(example), answer)
