"""The vocabulary says truly of which subjects a fact is known: exactly those whose stage has it in its table."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from exportgate.engine.law import Law, ParagraphInForce
from exportgate.engine.table import FactTable
from exportgate.engine.typed import parse_value
from exportgate.engine.values import Value, codes
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry
from exportgate.provisions.model import Subject
from exportgate.provisions.vocabulary import FactType, Vocabulary
from exportgate.screening import classification, parties, party_stage, shipments, transactions
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import Question, work_out_item

DAY = date(2026, 3, 2)
Seen = dict[Subject, set[str]]
STATED = {FactType.NUMBER: "1", FactType.YES_NO: "yes", FactType.CODE: "something"}


@pytest.fixture
def seen(law: Law, monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Takes down the columns of every table that a stage of the law is worked out on."""
    found: Seen = {subject: set() for subject in Subject}
    stages = law.on(DAY).stages

    def watched(work_out: Callable[..., Any]) -> Callable[..., Any]:
        def watching(paragraphs: Sequence[ParagraphInForce], table: FactTable, groups: object) -> object:
            (subject,) = (name for name, held in stages.items() if held is paragraphs)
            found[subject].update(table.columns)
            return work_out(paragraphs, table, groups)

        return watching

    for module in (classification, parties, shipments, transactions):
        monkeypatch.setattr(module, "work_out", watched(module.work_out))
    monkeypatch.setattr(party_stage, "asked_of_parties", lambda _: frozenset(law.rules.vocabulary.facts))
    return found


def given(vocabulary: Vocabulary) -> tuple[tuple[str, Value], ...]:
    """Everything that a line can state of its item and transaction."""
    stated: list[tuple[str, Value]] = []
    for name, fact in sorted(vocabulary.given.items()):
        value = parse_value(fact, fact.values[0] if fact.values else STATED[fact.type])
        assert value is not None
        stated.append((name, value))
    return tuple(stated)


def expected(vocabulary: Vocabulary) -> Seen:
    facts = vocabulary.facts.values()
    return {subject: {fact.name for fact in facts if subject in fact.known_of} for subject in Subject}


def test_each_stage_of_a_screening_has_exactly_the_facts_that_the_vocabulary_says(
    law: Law, catalog: Catalog, kernel: Callable[..., Any], line: Callable[..., Any], seen: Seen
) -> None:
    entry = Entry("1", "EL", "entity", "Elbe GmbH")
    screening, _ = kernel(Elbe_GmbH=(entry, True))
    known = [line(part=part.name, day=str(DAY), row=row) for row, part in enumerate(catalog.parts)]
    owned = line(day=str(DAY), buyer="Weser AG", parent=("Elbe GmbH", "DE"))
    screening.screen([*known, line(day=str(DAY), facts=given(law.rules.vocabulary)), owned])
    assert seen == expected(law.rules.vocabulary)


def test_a_single_item_has_the_facts_of_every_stage_but_that_of_listed_parties(
    law: Law, catalog: Catalog, seen: Seen
) -> None:
    route = Route("export", "US", "CN", codes(["CN"]))
    for part in catalog.parts:
        query = ItemQuery(part.name, facts=given(law.rules.vocabulary))
        work_out_item(Question(query, route, DAY, law, catalog))
    assert seen == {**expected(law.rules.vocabulary), Subject.PARTY: set()}
