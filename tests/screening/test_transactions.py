"""What a transaction is gets worked out once, and the requirements on the shipment ask for it by its code."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Text = Callable[..., str]
BIG_DEAL = """classify: acme.big-deal
when:
  all: [event is "export", classification includes "3A090.a", purchase_order_on_file]""".splitlines()
ASKS = ("outcome: license_required", 'when: transaction includes "acme.big-deal"')


@pytest.fixture
def law(checkout: Path, added: Callable[..., Path], own_rule: Text) -> Law:
    deal = own_rule("classification", *BIG_DEAL, id="acme.deal", subject="transaction")
    asks = own_rule("requirement", *ASKS, id="acme.asks")
    return Law(load_rules(checkout / "rules", [added(deal=deal, asks=asks)]))


def ask(law: Law, catalog: Catalog, event: str = "export", **facts: str) -> LineDecision:
    given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
    known = tuple((name, value) for name, value in given if value is not None)
    route = Route(event, "US", "DE", codes(["DE"]))
    return classify_item(ItemQuery("H100 SXM5 80GB", facts=known), route, date(2024, 6, 1), law, catalog)


def effects(decision: LineDecision) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    return {
        found.provision: (found.effect, str(found.outcome), found.needs)
        for found in decision.findings
        if found.own == "acme"
    }


def test_a_requirement_applies_where_the_transaction_has_the_code_and_the_reason_is_a_note(
    law: Law, catalog: Catalog
) -> None:
    assert effects(ask(law, catalog, purchase_order_on_file="yes")) == {
        "acme.deal": ("applies", "no_finding", ()),
        "acme.asks": ("applies", "license_required", ()),
    }


@pytest.mark.parametrize(("event", "facts"), [("export", {"purchase_order_on_file": "no"}), ("reexport", {})])
def test_without_the_code_nothing_is_said(law: Law, catalog: Catalog, event: str, facts: dict[str, str]) -> None:
    assert effects(ask(law, catalog, event, **facts)) == {}


def test_an_open_code_holds_only_through_the_requirement_that_asks_for_it_and_names_what_is_missing(
    law: Law, catalog: Catalog
) -> None:
    assert effects(ask(law, catalog)) == {"acme.asks": ("undetermined", "hold", ("purchase_order_on_file",))}


def test_a_transaction_code_is_no_classification_of_the_item(law: Law, catalog: Catalog) -> None:
    decision = ask(law, catalog, purchase_order_on_file="yes")
    assert decision.item.classifications == ("3A090.a", "4A090.a")
    assert "acme.big-deal" not in law.on(date(2024, 6, 1)).classifiable
