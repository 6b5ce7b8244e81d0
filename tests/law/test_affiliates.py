"""The Affiliates Rule: who owns a party, how much of it listed holders own together, and on which days it counts."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.shipment import LineParty

from .owned_lines import of, said, screen

RULE = "744.11_affiliates"
FLAG = "732.listed_owner"
ACTIVE, STAYED, AGAIN = "2025-10-15", "2026-06-01", "2026-11-20"
PUBLISHED_STAY = "check bis.gov for an extension"


@pytest.fixture
def ask(law: Law, catalog: Catalog) -> Any:
    return partial(screen, law, catalog)


@pytest.mark.parametrize(
    ("day", "outcome", "expected"),
    [
        ("2025-09-28", "hold", {(FLAG, "applies")}),
        ("2025-09-29", "license_required", {(RULE, "applies")}),
        ("2025-11-09", "license_required", {(RULE, "applies")}),
        ("2025-11-10", "hold", {(RULE, "stayed"), (FLAG, "applies")}),
        ("2026-11-09", "hold", {(RULE, "stayed"), (FLAG, "applies")}),
        ("2026-11-10", "license_required", {(RULE, "applies")}),
    ],
)
def test_nexperia_is_affected_inside_the_rule_and_a_red_flag_outside(
    ask: Any, day: str, outcome: str, expected: set[tuple[str, str]]
) -> None:
    found = ask(day, parent="Wingtech", parent_share="100")
    assert (found.outcome, said(found)) == (outcome, expected)


def test_a_parent_is_no_red_flag_before_it_was_listed(ask: Any) -> None:
    assert ask("2024-12-01", parent="Wingtech", parent_share="100").outcome == "no_finding"
    assert ask("2024-12-02", parent="Wingtech", parent_share="100").outcome == "hold"


def test_the_rule_after_the_published_stay_says_that_it_must_be_verified(ask: Any) -> None:
    found = ask(AGAIN, parent="Wingtech", parent_share="100")
    warned, asked = sorted(of(found, f"us.ear.{RULE}"), key=lambda item: item.outcome != "no_finding")
    assert (asked.outcome, asked.confidence, warned.outcome) == ("license_required", "I", "no_finding")
    assert PUBLISHED_STAY in warned.because


def test_what_the_rule_leaves_open_after_the_published_stay_carries_the_warning_too(ask: Any) -> None:
    for owners in ("Wingtech ?", "~Wingtech 60 %"):
        found = ask(AGAIN, owners=owners)
        assert found.outcome == "hold"
        assert any(PUBLISHED_STAY in finding.because for finding in found.findings), owners


def test_no_warning_before_the_stay_ended(ask: Any) -> None:
    for day in (ACTIVE, STAYED):
        assert not any(PUBLISHED_STAY in item.because for item in ask(day, owners="Wingtech 60 %").findings)


def test_two_listed_holders_of_different_lists_add_up_and_the_stricter_row_counts(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 30 %; Army Works 25 %")
    assert (found.outcome, found.review_policy) == ("license_required", "presumption_of_denial")
    assert "listed holders own 55 percent of it together" in of(found, f"us.ear.{RULE}")[0].because


def test_of_mixed_rows_the_strictest_review_policy_is_shown(ask: Any) -> None:
    assert ask(ACTIVE, owners="Mild 60 %").review_policy == "case_by_case"
    assert ask(ACTIVE, owners="Mild 30 %; Wingtech 20 %").review_policy == "presumption_of_denial"
    assert ask(ACTIVE, owners="Mild 49 %; Zavod 1 %").review_policy == "policy_of_denial"


def test_a_military_end_user_reaches_the_items_of_the_supplement_alone(ask: Any) -> None:
    reached = ask(ACTIVE, owners="Army Works 60 %", eccn="3A991.p")
    assert ("744.21_affiliates", "applies") in said(reached)
    other = ask(ACTIVE, owners="Army Works 60 %", eccn="EAR99")
    assert (other.outcome, said(other)) == ("hold", {(FLAG, "applies")})


def test_a_military_end_user_of_russia_reaches_every_item(ask: Any) -> None:
    found = ask(ACTIVE, owners="Zavod 50 %")
    assert (found.outcome, found.review_policy) == ("license_required", "policy_of_denial")


def test_a_blocked_person_counts_under_the_named_programs_alone(ask: Any) -> None:
    assert ("744.8_affiliates", "applies") in said(ask(ACTIVE, owners="Blocked 50 %"))
    other = ask(ACTIVE, owners="Tanker 49 %; Wingtech 1 %")
    assert (other.outcome, {effect for _, effect in said(other)}) == ("hold", {"applies"})


@pytest.mark.parametrize("day", ["2024-06-03", STAYED, ACTIVE])
def test_what_blocked_persons_own_by_half_is_blocked_on_every_day(ask: Any, day: str) -> None:
    assert ask(day, owners="Tanker 30 %; Blocked 20 %").outcome == "prohibited"
    assert ask(day, owners="Tanker 30 %; Blocked 19 %").outcome == "hold"
    assert ask(day, owners="Tanker ?").needs[0] == "blocked_share"


@pytest.mark.parametrize(("holder", "outcome"), [("Denied", "hold"), ("Unverified", "hold")])
def test_a_denied_or_unverified_owner_is_no_party_to_the_transaction(ask: Any, holder: str, outcome: str) -> None:
    assert ask("2024-06-03", owners=f"{holder} 100 %").outcome == outcome


@pytest.mark.parametrize("holder", ["Unverified", "Denied", "Tanker"])
def test_a_list_that_the_rule_does_not_name_adds_nothing_to_the_sum(ask: Any, holder: str) -> None:
    found = ask(ACTIVE, owners=f"Wingtech 30 %; {holder} 30 %")
    assert found.outcome == "hold"
    assert (RULE, "applies") not in said(found)


@pytest.mark.parametrize(
    ("owners", "effect"),
    [("Wingtech 50 %", "applies"), ("Wingtech 49.999999 %", None), ("Wingtech 25 %; Wingtech 25 %", "applies")],
)
def test_half_is_enough_and_less_is_a_red_flag(ask: Any, owners: str, effect: str | None) -> None:
    found = ask(ACTIVE, owners=owners)
    expected = {(RULE, effect)} if effect else {(FLAG, "applies")}
    assert said(found) == expected


def test_a_significant_minority_is_on_hold(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 49 %; Weser AG 51 %")
    assert found.outcome == "hold"
    assert [item.paragraph for item in of(found, "us.ear.732.listed_owner")] == ["significant-minority"]


@pytest.mark.parametrize("stated", [{"owners": "Wingtech ?"}, {"owners": "Wingtech"}, {"parent": "Wingtech"}])
def test_an_unknown_share_of_a_listed_holder_is_on_hold_and_asked_for(ask: Any, stated: dict[str, str]) -> None:
    found = ask(ACTIVE, **stated)
    assert found.outcome == "hold"
    assert found.needs == ("ownership_share",)
    assert [(item.effect, item.cite) for item in of(found, "us.ear.732.red_flag_29")] == [
        ("applies", "15 CFR part 732, Supp. No. 3, red flag 29")
    ]


def test_red_flag_29_is_stayed_with_the_rule(ask: Any) -> None:
    found = ask(STAYED, owners="Wingtech ?")
    assert {("732.red_flag_29", "stayed"), (FLAG, "applies")} <= said(found)


def test_a_known_half_counts_beside_an_unknown_share(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 50 %; Mild ?")
    assert found.outcome == "license_required"


def test_a_holder_that_may_be_the_listed_one_leaves_the_sum_open(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 30 %; ~Mild 25 %")
    assert found.outcome == "hold"
    assert set(found.needs) >= {"ownership_share", "match_decided"}


def test_a_parent_that_holds_through_a_listed_owner_is_not_counted_twice_for_certain(ask: Any) -> None:
    found = ask(ACTIVE, parent="Mild", parent_share="30", owners="Wingtech 25 %")
    assert (found.outcome, "ownership_share" in found.needs) == ("hold", True)
    assert any("listed holders own 30 to 55 percent" in item.because for item in found.findings)


def test_a_parent_among_the_owners_has_the_share_that_is_said_there(ask: Any) -> None:
    found = ask(ACTIVE, parent="Wingtech", owners="Wingtech 49 %; Weser AG 51 %")
    assert (found.outcome, found.needs) == ("hold", ())


def test_a_company_in_the_united_states_is_no_foreign_affiliate(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 100 %", country="US")
    assert (found.outcome, said(found)) == ("hold", {(FLAG, "applies")})


def test_an_affiliate_without_a_country_is_asked_for_it(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 100 %", country=None)
    assert found.outcome == "hold"
    assert "owned_country" in found.needs


def test_an_owned_forwarder_is_a_red_flag(ask: Any) -> None:
    buyer = LineParty("purchaser", "Weser AG", "DE")
    found = ask(ACTIVE, owners="Wingtech 100 %", role="forwarder", others=(buyer,))
    assert (found.outcome, said(found)) == ("hold", {(FLAG, "applies")})


def test_what_is_said_of_a_party_in_one_role_counts_in_another(ask: Any) -> None:
    same = LineParty("end_user", "Nexperia", "NL")
    found = ask(ACTIVE, owners="Wingtech 100 %", role="forwarder", others=(same,))
    assert found.outcome == "license_required"


def test_owners_of_owners_are_not_followed_and_the_rule_says_so(ask: Any, law: Law) -> None:
    # A listed party holds 60 percent of X, and X holds 50 percent of the consignee: the line can only name X.
    found = ask(ACTIVE, owners="X 50 %")
    assert said(found) == set()
    (version,) = [item for item in law.rules.provisions["us.ear.744.11_affiliates"].versions if item.stays]
    assert any("not the owners of owners" in text for text in version.not_modeled)


def test_an_affiliate_takes_no_license_exception(ask: Any) -> None:
    found = ask(ACTIVE, owners="Wingtech 100 %", eccn="3A090.a")
    assert found.outcome == "license_required"
    assert all(item.status == "unavailable" for item in found.license_exceptions)


def test_the_lists_of_an_organization_are_held_by_ownership_as_well(ask: Any) -> None:
    assert ask("2024-06-03", owners="Unverified 10 %").outcome == "hold"


def test_an_organization_may_take_the_rule_as_stayed_and_every_line_says_so(checkout: Path, catalog: Catalog) -> None:
    folder = checkout / "data" / "examples" / "affiliates-stayed"
    law = Law(load_rules(checkout / "rules", [folder]))
    for owners in ("Wingtech 100 %", "Zavod 60 %", "Wingtech ?"):
        found = screen(law, catalog, AGAIN, owners=owners)
        assert found.outcome == "hold", owners
        assert any(item.relaxed and item.relaxed.by == "stayed.affiliates#listed-owner" for item in found.findings)
    blocked = screen(law, catalog, AGAIN, owners="Blocked 60 %")
    assert blocked.outcome == "prohibited"
    assert {item.outcome for item in of(blocked, "us.ear.744.8_affiliates")} == {"no_finding"}
    assert screen(law, catalog, ACTIVE, owners="Wingtech 100 %").outcome == "license_required"
    assert screen(law, catalog, STAYED, owners="Wingtech 100 %").outcome == "hold"
