"""Classifies items: derives their facts, asks the circuit and item stages of the rules, and joins the readings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exportgate.engine.definitions import derive
from exportgate.engine.effects import HOLDING, OPEN, work_out
from exportgate.engine.law import LawOfDay
from exportgate.engine.stages import STAGES, given_codes
from exportgate.engine.table import FactTable, column_of, table_of
from exportgate.engine.trace.model import Stage
from exportgate.engine.values import Code, CodeSet, Value, codes
from exportgate.foundation.quantities import UNKNOWN
from exportgate.foundation.truth import Truth
from exportgate.items.readings import Reading
from exportgate.provisions.model import Subject
from exportgate.provisions.vocabulary import Vocabulary
from exportgate.screening import control_codes
from exportgate.screening.findings import Finding
from exportgate.screening.items import ItemQuery, ItemRows
from exportgate.screening.listed import listed
from exportgate.screening.merging import bears, finding, joined, merge
from exportgate.screening.relaxed import relaxed_findings

EAR99 = "EAR99"
SAID = HOLDING | OPEN


@dataclass(frozen=True, slots=True)
class Classified:
    """An item's classification under the law of a day.

    `rows` are its readings as full rows of facts, for the shipment stage; `known` are the codes that hold under every
    reading, `possible` those that hold under some or could hold; `findings` are those of the classification rules,
    `excluded` says for each paragraph on circuits why it does not apply where the item has no code of the law,
    `own_codes` which codes are none of it.
    """

    item: ItemRows
    rows: tuple[dict[str, Value], ...]
    known: tuple[str, ...]
    possible: tuple[str, ...]
    needs: tuple[str, ...]
    findings: tuple[Finding, ...]
    excluded: tuple[tuple[str, str], ...]
    vocabulary: Vocabulary
    own_codes: frozenset[str] = frozenset()

    @property
    def by_law(self) -> "Classified":
        """The same item with the codes of the law alone: one of an organization's own is no coverage by the law."""
        if not self.own_codes.intersection((*self.known, *self.possible)):
            return self
        known = tuple(code for code in self.known if code not in self.own_codes)
        return replace(self, known=known, possible=tuple(c for c in self.possible if c not in self.own_codes))


def classify(items: Sequence[ItemRows], law: LawOfDay, vocabulary: Vocabulary) -> list[Classified]:
    """Classify distinct items under the law of one day, all of them in the same columns."""
    return classify_in_stages(items, law, vocabulary)[0]


def classify_with_stated(
    items: Sequence[ItemRows], law: LawOfDay, vocabulary: Vocabulary
) -> tuple[list[Classified], dict[ItemQuery, Classified], tuple[Stage, ...]]:
    """As `classify_in_stages`; the items of which a maker states the TPP also with that figure, in the same columns."""
    stated = [item.as_stated for item in items if item.stated]
    found, stages = classify_in_stages([*items, *stated], law, vocabulary)
    return found[: len(items)], {item.item.query: item for item in found[len(items) :]}, stages


def classify_in_stages(
    items: Sequence[ItemRows], law: LawOfDay, vocabulary: Vocabulary
) -> tuple[list[Classified], tuple[Stage, ...]]:
    """As `classify`, with the stages as they were worked out; their rows are the items' readings in order."""
    labels = [reading for item in items for reading in item.rows]
    table = derive(table_of([dict(reading.facts) for reading in labels], vocabulary), law.definitions)
    rows = [_with_derived(reading, number, table, law) for number, reading in enumerate(labels)]
    owners, controls = _owners(items), control_codes.Controls(law)
    declared = {number: _declared(item, law) for number, item in enumerate(owners) if item.taken_at}
    stages: list[Stage] = []
    for subject, fact in STAGES:
        results = work_out(law.stages[subject], table, law.groups)
        stages.append(Stage(subject, results, table))
        given = given_codes(results, table.rows)
        for number, row in enumerate(rows):
            found = CodeSet() if number in declared and subject is Subject.CIRCUIT else given.at(number)
            row[fact] = _joined(found, declared.get(number), row.get("circuit_classification"), last=fact)
            row[control_codes.FACT] = controls.of(owners[number], labels[number].part, row[fact])
        for column in (fact, control_codes.FACT):
            table = table.with_column(column, column_of([row[column] for row in rows]))
    for row in rows:
        row["on_control_list"] = _on_control_list(row, law.own_codes)
        row["control_number_known"] = control_codes.known(row[control_codes.FACT])
    return _collect(items, rows, labels, stages, law, vocabulary), tuple(stages)


def _with_derived(reading: Reading, number: int, table: FactTable, law: LawOfDay) -> dict[str, Value]:
    """The facts of a reading as a row, with what the definitions derive where anything follows."""
    row = dict(reading.facts)
    for definition in law.definitions:
        value = table.column(definition.fact).at(number)
        if value != UNKNOWN:
            row[definition.fact] = value
    return row


def _owners(items: Sequence[ItemRows]) -> list[ItemRows]:
    return [item for item in items for _ in item.rows]


def _joined(found: Value, declared: CodeSet | None, circuit: Value | None, *, last: str) -> CodeSet:
    """The item's classification holds the circuit's paragraphs too, and what was declared where that decides."""
    others = (declared, circuit) if last == "classification" else ()
    parts = [part for part in (found, *others) if isinstance(part, CodeSet)]
    known = frozenset[str]().union(*(part.known for part in parts))
    possible = frozenset[str]().union(*(part.possible for part in parts))
    return codes(known, possible)


def _declared(item: ItemRows, law: LawOfDay) -> CodeSet:
    """Take a part at its declared ECCN, or its maker's, as far as a rule in force speaks of that code.

    A paragraph that the list of the day does not have is taken as the one in which it would lie.
    """
    eccn = listed(item.taken_at, law).within
    held = [code for code in law.classifiable if eccn == code or eccn.startswith(f"{code}.")]
    if held:
        return CodeSet() if eccn == EAR99 else codes([max(held, key=len)])
    below = [code for code in law.classifiable if code.startswith(f"{eccn}.")] if eccn == item.taken_at else []
    return codes(possible=below)


def _on_control_list(row: dict[str, Value], own_codes: frozenset[str]) -> Truth:
    classification, declared = row["classification"], row["declared_eccn"]
    if isinstance(classification, CodeSet) and (known := classification.known - own_codes):
        return Truth.NO if known == {EAR99} else Truth.YES
    if isinstance(declared, Code) and declared.text not in ("", None, EAR99):
        return Truth.YES
    controls = row[control_codes.FACT]
    listed = isinstance(controls, CodeSet) and bool(controls.known - own_codes - {EAR99})
    return Truth.YES if listed else Truth.UNKNOWN


def _collect(
    items: Sequence[ItemRows],
    rows: list[dict[str, Value]],
    labels: list[Reading],
    stages: Sequence[Stage],
    law: LawOfDay,
    vocabulary: Vocabulary,
) -> list[Classified]:
    collected: list[Classified] = []
    start = 0
    for item in items:
        span = range(start, start + len(item.rows))
        start = span.stop
        # An item taken at an ECCN that somebody states was not asked for its facts by the circuit stage.
        asked = stages[1:] if item.taken_at else stages
        findings = _findings(span, labels, asked)
        sets = [value for row in span if isinstance(value := rows[row]["classification"], CodeSet)]
        known = frozenset.intersection(*(found.known for found in sets))
        every = frozenset[str]().union(*(found.known | found.possible for found in sets))
        needs = tuple(dict.fromkeys(need for item_finding in findings for need in item_finding.needs))
        if item.taken_at and every - known - law.own_codes:
            needs = ("declared_eccn", *needs)
        collected.append(
            Classified(
                item=item,
                rows=tuple(rows[row] for row in span),
                known=tuple(sorted(known)),
                possible=tuple(sorted(every - known)),
                needs=needs,
                findings=findings,
                excluded=() if every - law.own_codes else _excluded(span, labels, asked),
                vocabulary=vocabulary,
                own_codes=law.own_codes,
            )
        )
    return collected


def _findings(span: range, labels: list[Reading], stages: Sequence[Stage]) -> tuple[Finding, ...]:
    """Findings of the paragraphs that hold or may hold."""
    findings: list[Finding] = []
    for stage in stages:
        results = stage.results
        for result in stage.touching(span):
            effect, paragraph = joined(result, span), result.held.paragraph
            if effect in SAID and (paragraph.classifies or bears(effect, paragraph.overrides, results, span)):
                merged = merge(result, results, stage.table, span, labels[span.start : span.stop])
                findings.append(_named(finding(result, merged)))
        findings.extend(relaxed_findings(results, span))
    return tuple(findings)


def _excluded(span: range, labels: list[Reading], stages: Sequence[Stage]) -> tuple[tuple[str, str], ...]:
    """Say of each paragraph of the law on circuits that gives a code why it does not apply, for who asks why."""
    found: list[tuple[str, str]] = []
    for stage in stages:
        if stage.subject is not Subject.CIRCUIT:
            continue
        for result in stage.results.values():
            if result.held.paragraph.classifies and not result.held.provision.own:
                merged = merge(result, stage.results, stage.table, span, labels[span.start : span.stop])
                found.append((result.held.paragraph.cite or result.held.id, merged.because))
    return tuple(found)


def _named(found: Finding) -> Finding:
    """A missing `circuit_classification` is no fact to ask for: the circuit's own needs are named beside it."""
    internal = {"circuit_classification", "classification"}
    kept = tuple(need for need in found.needs if need not in internal)
    return found if kept == found.needs else replace(found, needs=kept)
