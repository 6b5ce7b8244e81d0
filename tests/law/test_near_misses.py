"""The first trap of the law and its later forms: what one figure keeps free of a version, and what that rests on."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.shipments import Route
from exportgate.screening.siblings import SameSilicon
from exportgate.screening.single import classify_item, decide_items

Ask = Callable[[str, str], LineDecision]


@pytest.fixture(scope="module")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")


@pytest.fixture
def to_china(law: Law, catalog: Catalog) -> Ask:
    def answer(part: str, day: str) -> LineDecision:
        route = Route("export", "US", "CN", codes(["CN"]))
        return classify_item(ItemQuery(part), route, date.fromisoformat(day), law, catalog)

    return answer


@pytest.fixture
def every_part(law: Law, catalog: Catalog) -> Callable[[str], list[LineDecision]]:
    def answers(day: str) -> list[LineDecision]:
        route = Route("export", "US", "CN", codes(["CN"]))
        asked = [(item_rows(ItemQuery(part.name), catalog), route) for part in catalog.parts]
        return decide_items(asked, date.fromisoformat(day), SameSilicon(law, catalog))

    return answers


def said(decision: LineDecision, check: str) -> str:
    return " ".join(found.because for found in decision.findings if found.provision == f"exportgate.{check}")


@pytest.mark.parametrize(("part", "sibling"), [("A800", "A100"), ("H800", "H100")])
def test_trap_1_a_part_free_of_the_first_version_by_its_link_rate_is_controlled_by_the_second(
    to_china: Ask, part: str, sibling: str
) -> None:
    before, after = to_china(part, "2022-12-01"), to_china(part, "2023-11-17")
    assert before.item.classifications == ()
    assert f"as {sibling} " in said(before, "same_silicon")
    assert "has or can be programmed to have" in said(before, "same_silicon")
    assert "the classification rests on the limit not being reversible" in said(before, "same_silicon")
    assert after.item.classifications == ("3A090.a", "4A090.a")
    assert (said(after, "same_silicon"), said(after, "near_miss")) == ("", "")


def test_trap_1_the_reverse_does_not_happen(every_part: Callable[[str], list[LineDecision]]) -> None:
    pairs = list(zip(every_part("2023-11-16"), every_part("2023-11-17"), strict=True))
    inside = [after for before, after in pairs if "3A090.a" in before.item.classifications]
    assert len(inside) > 10
    assert all("3A090.a" in after.item.classifications for after in inside)


@pytest.mark.parametrize("day", ["2023-12-01", "2025-05-01"])
def test_a_part_just_under_both_lines_is_named_as_such_before_and_after_the_letter(to_china: Ask, day: str) -> None:
    decision = to_china("H20", day)
    assert not {"3A090.a", "3A090.b"} & {*decision.item.classifications, *decision.item.possible}
    near = said(decision, "near_miss")
    assert "2368 TPP is 1.3 % below 2400 TPP (3A090.b.1)" in near
    assert "2.909 TPP/mm2 is 9.1 % below 3.2 TPP/mm2 (3A090.b.2)" in near
    by_letter = [found for found in decision.findings if found.provision.startswith("us.ear.letters.april_2025")]
    assert bool(by_letter) is (day >= "2025-04-09")


def test_a_note_weighs_nothing(every_part: Callable[[str], list[LineDecision]]) -> None:
    findings = [found for decision in every_part("2024-06-01") for found in decision.findings]
    notes = [found for found in findings if found.provision in ("exportgate.near_miss", "exportgate.same_silicon")]
    assert len(notes) > 10
    assert all((found.outcome, found.needs, found.review_policy) == ("no_finding", (), None) for found in notes)
