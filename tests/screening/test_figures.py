"""Only the numbers by which an item is classified make its figures decide; any other leaves it at its declared ECCN."""

from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.provisions.formula import names_in
from exportgate.provisions.model import Kind, Outcome, Subject
from exportgate.provisions.vocabulary import FactType
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item
from exportgate.screening.stated import CIRCUIT_FACTS, FIGURES

DAY = date(2026, 6, 1)


def decide(law: Law, catalog: Catalog, eccn: str, **facts: str) -> LineDecision:
    vocabulary = law.rules.vocabulary
    known = tuple((name, parse_value(vocabulary.fact(name), text)) for name, text in sorted(facts.items()))
    line = tuple((name, value) for name, value in known if value is not None)
    route = Route("export", "US", "DE", codes(["DE"]))
    return classify_item(ItemQuery("XJ-7", eccn=eccn, facts=line), route, DAY, law, catalog)


@pytest.mark.parametrize("eccn", ["EAR99", "5A992.c"])
@pytest.mark.parametrize(
    "number",
    [
        {"net_value": "100"},
        {"aggregate_tpp_share": "50"},
        {"process_node": "28"},
        {"transistor_count": "1.5"},
        {"us_content": "3"},
    ],
)
def test_a_number_of_the_order_or_of_the_making_leaves_an_item_at_its_declared_eccn(
    law: Law, catalog: Catalog, eccn: str, number: dict[str, str]
) -> None:
    found = decide(law, catalog, eccn, **number)
    assert (found.outcome, found.needs) == (Outcome.NO_FINDING, ())


def test_a_rate_still_has_the_item_classified_by_it(law: Law, catalog: Catalog) -> None:
    found = decide(law, catalog, "EAR99", tpp="5000", designed_or_marketed_for_datacenter="yes")
    assert "3A090.a" in found.item.classifications


def test_the_figures_are_the_numbers_that_definitions_and_entries_ask_for(law: Law) -> None:
    facts = law.rules.vocabulary.facts
    asked: set[str] = set()
    for provision in law.rules.provisions.values():
        about_items = provision.kind is Kind.CLASSIFICATION and provision.subject in (Subject.CIRCUIT, Subject.ITEM)
        for version in provision.versions:
            leaves = [leaf for paragraph in version.paragraphs for leaf in paragraph.leaves()]
            asked |= {leaf.fact for leaf in leaves if about_items}
            if version.formula is not None:
                asked |= {provision.defines, *names_in(version.formula)}
    numbers = {name for name in asked if name in facts and facts[name].type is FactType.NUMBER}
    assert numbers == {name for name in FIGURES if facts[name].type is FactType.NUMBER}
    assert not FIGURES & CIRCUIT_FACTS
