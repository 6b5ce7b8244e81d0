"""Traps of ownership: two supplements of one number, and a limit that is reached by exactly half on exact days."""

from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import Code
from exportgate.items.catalog import Catalog

from .owned_lines import said, screen

RULES = ("us.ear.744.8_affiliates", "us.ear.744.11_affiliates", "us.ear.744.21_affiliates")


def test_trap_16_supplement_8_to_part_740_is_not_supplement_8_to_part_744(law: Law, catalog: Catalog) -> None:
    """An approved consignee of Supp. No. 8 to part 740 is none that Supp. No. 8 to part 744 spares."""
    approved = (("supplement_8_entity", Code("g42")),)
    found = screen(law, catalog, "2026-11-20", owners="Wingtech 100 %", country="AE", facts=approved)
    assert found.outcome == "license_required"
    for identity in RULES:
        rule = law.rules.provisions[identity]
        assert "part 744, Supp. No. 8" in rule.cite
        leaves = [leaf for item in rule.versions for held in item.paragraphs for leaf in held.leaves()]
        assert "supplement_8_entity" not in {leaf.fact for leaf in leaves}


@pytest.mark.parametrize("identity", RULES)
def test_trap_18_the_rule_is_stayed_exactly_from_2025_11_10_to_2026_11_09(law: Law, identity: str) -> None:
    days = {"2025-11-09": False, "2025-11-10": True, "2026-11-09": True, "2026-11-10": False}
    for day, stayed in days.items():
        held = [item for stage in law.on(date.fromisoformat(day)).stages.values() for item in stage]
        assert {item.stayed for item in held if item.provision.id == identity} == {stayed}, day


@pytest.mark.parametrize(
    ("owners", "applies"),
    [
        ("Wingtech 50 %", True),
        ("Wingtech 49.999999999999 %", False),
        ("Wingtech 25 %; Mild 25 %", True),
        ("Wingtech 25 %; Mild 24.9 %", False),
        ("Wingtech 30 %; Army Works 20 %", True),
    ],
)
def test_trap_18_half_in_the_aggregate_is_enough_and_less_is_not(
    law: Law, catalog: Catalog, owners: str, *, applies: bool
) -> None:
    found = screen(law, catalog, "2025-10-15", owners=owners)
    assert (("744.11_affiliates", "applies") in said(found)) is applies


def test_trap_18_the_most_restrictive_owner_decides(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, "2025-10-15", owners="Mild 49 %; Zavod 1 %")
    assert (found.outcome, found.review_policy) == ("license_required", "policy_of_denial")
