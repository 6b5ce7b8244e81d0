"""A declared code that the Commerce Control List of the day does not have is held, and nothing is cited by it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import load_catalog
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Ask = Callable[[str, str, str], LineDecision]


@pytest.fixture(scope="module")
def ask(checkout: Path) -> Ask:
    law, catalog = Law(load_rules(checkout / "rules")), load_catalog(checkout / "data" / "chips")

    def answer(eccn: str, to: str, day: str) -> LineDecision:
        route = Route("export", "US", to, codes([to]))
        return classify_item(ItemQuery("Foo server", eccn=eccn), route, date.fromisoformat(day), law, catalog)

    return answer


@pytest.mark.parametrize(
    ("eccn", "day", "since"),
    [
        ("3A090.a", "2022-09-15", "2022-10-07"),
        ("4A090.a", "2022-09-15", "2022-10-07"),
        ("3A090.b", "2023-11-16", "2023-11-17"),
        ("4A090.b", "2023-06-01", "2023-11-17"),
        ("3A090.c", "2024-12-01", "2024-12-02"),
        ("3B001.c.1.a", "2022-09-10", "2023-11-17"),
        ("3B001.d.1", "2022-09-10", "2023-11-17"),
        ("3B001.d.1", "2023-06-01", "2023-11-17"),
        ("3B001.c.2", "2023-06-01", "2023-11-17"),
        ("3B002.c", "2022-09-10", "2023-11-17"),
        ("3B993.f.1", "2022-09-10", "2024-12-02"),
        ("3B993.f.1", "2024-06-01", "2024-12-02"),
        ("3B001.k", "2023-06-01", "2023-11-17"),
        ("3B994", "2024-06-01", "2024-12-02"),
        ("3B903", "2024-06-01", "2024-09-06"),
        ("5A992.z", "2023-06-01", "2023-11-17"),
    ],
)
def test_a_code_from_before_its_time_is_held_with_its_first_day(ask: Ask, eccn: str, day: str, since: str) -> None:
    for to in ("CN", "DE", "MY"):
        found = ask(eccn, to, day)
        (held,) = [item for item in found.findings if item.provision == "exportgate.eccn_not_listed"]
        assert found.outcome == "hold"
        assert f"only from {since} on" in held.because
        assert held.needs == ("declared_eccn",)
        assert not [item for item in found.findings if item.provision == "exportgate.country_chart"]
        assert found.item.classifications == ()


@pytest.mark.parametrize("eccn", ["3A001.zz", "3A001.a.7.x", "3A991.z", "3A991.a.99", "3B001.d.16", "5A002.m"])
def test_a_paragraph_that_does_not_exist_never_passes(ask: Ask, eccn: str) -> None:
    for to in ("CN", "CA", "DE"):
        found = ask(eccn, to, "2026-09-01")
        (held,) = [item for item in found.findings if item.provision == "exportgate.eccn_not_listed"]
        assert held.outcome == "hold"
        assert f"has no paragraph {eccn}" in held.because
        assert found.outcome in ("hold", "license_required")


def test_a_paragraph_that_does_not_exist_keeps_the_license_of_the_one_in_which_it_lies(ask: Ask) -> None:
    assert ask("3B001.d.16", "CN", "2026-09-01").outcome == "license_required"
    assert ask("3A001.a.7.x", "CN", "2026-09-01").outcome == "license_required"


@pytest.mark.parametrize("eccn", ["3A001.a.7.a", "3A991.a.1", "5A992.c", "3B993.f.1", "3D991", "EAR99", "9A004.x"])
def test_a_code_of_the_list_is_taken_as_it_is_declared(ask: Ask, eccn: str) -> None:
    found = ask(eccn, "DE", "2026-09-01")
    assert not [item for item in found.findings if item.provision == "exportgate.eccn_not_listed"]


def test_a_scanner_of_3b001_needed_the_license_of_the_column_before_the_rule_of_2023(ask: Ask) -> None:
    for to in ("VN", "CN"):
        found = ask("3B001.f.1", to, "2023-11-16")
        assert [item.paragraph for item in found.findings if item.outcome == "license_required"] == ["ns2-d1"]


@pytest.mark.parametrize("eccn", ["3A001", "5A002", "4A003"])
def test_a_bare_entry_asks_for_its_paragraph_before_what_only_advanced_items_are_asked(ask: Ask, eccn: str) -> None:
    found = ask(eccn, "CN", "2026-09-01")
    assert "declared_eccn" in found.needs
    assert not {"us_supply_certified", "us_laboratory_tests", "memory_bandwidth", "transaction"} & set(found.needs)


def test_a_declared_advanced_item_is_asked_what_the_lane_asks(ask: Ask) -> None:
    assert {"us_supply_certified", "us_laboratory_tests"} <= set(ask("3A090.a", "CN", "2026-09-01").needs)
