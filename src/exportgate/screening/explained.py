"""Explains one decision: a tree per reading of the item, the margins to every threshold, and what would alter it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exportgate.engine.effects import Effect
from exportgate.engine.law import LawOfDay
from exportgate.engine.trace.derivation import DefinitionsOfDay, Derivation, derivations
from exportgate.engine.trace.model import LeafTrace, ParagraphTrace, Stage
from exportgate.engine.trace.reading import NOT_KNOWN, trace_stage
from exportgate.foundation.intervals import Interval
from exportgate.items.readings import Reading
from exportgate.provisions.model import Kind, Paragraph, Provision, Subject
from exportgate.screening.changes import Nearest
from exportgate.screening.nearest import nearest_changes
from exportgate.screening.origins import origins_of
from exportgate.screening.shipments import Route
from exportgate.screening.single import Question, WorkedOut
from exportgate.screening.stated import FUNCTION, NOT_STATED

DECLARED = "the circuit stage is not asked: the item is taken at its declared ECCN, and none of its facts is known"


@dataclass(frozen=True, slots=True)
class StageTrace:
    """The paragraphs of one stage; `skipped` says why a stage was not asked."""

    subject: Subject
    paragraphs: tuple[ParagraphTrace, ...]
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class ReadingTrace:
    """The tree of one reading of the item: how its derived facts came about, and the stages that it went through."""

    reading: Reading
    derivations: tuple[Derivation, ...]
    stages: tuple[StageTrace, ...]

    @property
    def label(self) -> str:
        """The part and the convention that the reading rests on."""
        return ", ".join(filter(None, (self.reading.part, self.reading.convention)))


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A paragraph whose effect depends on the reading: the effects, each with the numbers of its readings."""

    paragraph: str
    effects: tuple[tuple[Effect, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class MarginRow:
    """A threshold in force on a fact of the item: the leaf that names it, and every paragraph that does."""

    leaf: LeafTrace
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dormant:
    """A provision of a stage that was asked, without a version in force on the day."""

    provision: Provision
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that `--explain` says of one decision; `groups` are the titles of the groups that leaves name."""

    readings: tuple[ReadingTrace, ...]
    disagreements: tuple[Disagreement, ...]
    margins: tuple[MarginRow, ...]
    nearest: Nearest
    dormant: tuple[Dormant, ...]
    groups: Mapping[str, str]


def explain(worked: WorkedOut, question: Question) -> Explanation:
    """Return the explanation of a decision; the trees are read out of the columns that it came from."""
    law, provisions = question.law.on(question.day), question.law.rules.provisions
    definitions = DefinitionsOfDay(law.definitions, provisions, question.day)
    readings = tuple(
        _reading(reading, row, worked, definitions, law, question.route)
        for row, reading in enumerate(worked.item.item.rows)
        if worked.stages
    )
    return Explanation(
        readings=readings,
        disagreements=tuple(_disagreements(readings)),
        margins=tuple(_margins(readings, frozenset(worked.decision.needs))),
        nearest=nearest_changes(worked, question),
        dormant=tuple(_dormant(provisions, question, tools=_speaks_of_tools(worked))) if readings else (),
        groups={item.id: item.title for item in provisions.values() if item.kind is Kind.GROUP},
    )


def _reading(
    reading: Reading, row: int, worked: WorkedOut, definitions: DefinitionsOfDay, law: LawOfDay, route: Route
) -> ReadingTrace:
    table = worked.stages[-1].table
    origins = origins_of(reading, worked.item.item, worked.item.rows[row], law, route)
    given = frozenset(name for name, _ in reading.facts)
    return ReadingTrace(
        reading=reading,
        derivations=tuple(derivations(definitions, table, row, origins, given)),
        stages=tuple(_stage(stage, row, worked, origins) for stage in worked.stages),
    )


def _stage(stage: Stage, row: int, worked: WorkedOut, origins: Mapping[str, str]) -> StageTrace:
    if stage.subject is Subject.CIRCUIT and worked.item.item.basis == "declared":
        return StageTrace(stage.subject, (), DECLARED)
    traced = trace_stage(stage, row, origins)
    if stage.table.column(FUNCTION).at(row) == NOT_STATED:
        traced = tuple(paragraph for paragraph in traced if not _of_tools(paragraph.held.paragraph))
    return StageTrace(stage.subject, traced)


def _of_tools(paragraph: Paragraph) -> bool:
    """Whether a paragraph classifies tools by what they do: an item of which that is not stated is none of them."""
    return any(leaf.fact == FUNCTION for leaf in paragraph.leaves())


def _disagreements(readings: Sequence[ReadingTrace]) -> Iterator[Disagreement]:
    """Yield the paragraphs on which the readings disagree, in the order of the stages."""
    seen: dict[str, dict[Effect, list[int]]] = {}
    for number, reading in enumerate(readings):
        for stage in reading.stages:
            for paragraph in stage.paragraphs:
                seen.setdefault(paragraph.held.id, {}).setdefault(paragraph.effect, []).append(number)
    for name, effects in seen.items():
        if len(effects) > 1:
            yield Disagreement(name, tuple((effect, tuple(rows)) for effect, rows in effects.items()))


def _margins(readings: Sequence[ReadingTrace], needs: frozenset[str]) -> list[MarginRow]:
    """One row per value of a fact and figure that it is compared with, nearest first.

    What is not known comes last, and only where the answer waits for it.
    """
    leaves: dict[tuple[object, ...], LeafTrace] = {}
    named: dict[tuple[object, ...], dict[str, None]] = {}
    for reading in readings:
        for paragraph in (paragraph for stage in reading.stages for paragraph in stage.paragraphs):
            for leaf in paragraph.leaves():
                if leaf.threshold is not None and (leaf.source != NOT_KNOWN or leaf.fact.name in needs):
                    key = (leaf.fact.name, leaf.value, leaf.threshold.value)
                    leaves.setdefault(key, leaf)
                    named.setdefault(key, {})[paragraph.held.id] = None
    rows = [MarginRow(leaf, tuple(named[key])) for key, leaf in leaves.items()]
    return sorted(rows, key=_nearness)


def _nearness(row: MarginRow) -> tuple[object, ...]:
    margin = row.leaf.margin
    percent = None if margin is None else margin.percent
    limit = row.leaf.threshold.value if row.leaf.threshold is not None else 0
    return (percent is None, abs(percent or 0), row.leaf.fact.name, limit)


def _speaks_of_tools(worked: WorkedOut) -> bool:
    return any(row.get(FUNCTION) != NOT_STATED for row in worked.item.rows)


def _dormant(provisions: Mapping[str, Provision], question: Question, *, tools: bool) -> Iterator[Dormant]:
    for name in sorted(provisions):
        provision = provisions[name]
        judges = provision.kind not in (Kind.GROUP, Kind.DEFINITION) and provision.subject is not Subject.PARTY
        speaks = tools or not any(_of_tools(held) for version in provision.versions for held in version.paragraphs)
        if judges and speaks and provision.on(question.day) is None:
            yield Dormant(provision, tuple(version.in_force for version in provision.versions))
