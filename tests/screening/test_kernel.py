"""Lines with parties: what a list entry means, when, in which role, and that work is done once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from exportgate.parties.entry import Entry
from exportgate.screening.findings import LineDecision

Factory = Callable[..., Any]
Decide = Callable[..., LineDecision]
EL = Entry(
    "e1", "EL", "entity", "Listed Ltd", countries=("CN",), policy="Presumption of denial.", listed_from=date(2024, 1, 2)
)
DPL = Entry("d1", "DPL", "entity", "Denied Inc")
SDN = Entry("s1", "SDN", "entity", "Blocked LLC", listed_from=date(2020, 1, 1))
MEU = Entry("m1", "MEU", "entity", "Army Works", listed_from=date(2020, 1, 1))
PLACE = Entry("a1", "EL", "address", "Address 01", addresses=("Room 1, 1 Road",), listed_from=date(2024, 6, 18))


def provisions(decision: LineDecision) -> dict[str, str]:
    return {finding.provision: finding.effect for finding in decision.findings}


@pytest.fixture
def decide(kernel: Factory, line: Factory) -> Decide:
    def one(entry: Entry, *, decisive: bool = True, **facts: object) -> LineDecision:
        screened, _ = kernel(Listed=(entry, decisive))
        found: LineDecision = screened.screen([line(buyer="Listed", **facts)])[0]
        return found

    return one


def test_an_entity_list_party_needs_a_license_even_for_a_cable(decide: Decide) -> None:
    found = decide(EL)
    assert (found.outcome, found.review_policy) == ("license_required", "presumption_of_denial")
    assert "us.ear.744.11" in provisions(found)


def test_a_possible_match_is_on_hold_and_asks_whether_it_is_the_party(decide: Decide) -> None:
    found = decide(EL, decisive=False)
    assert found.outcome == "hold"
    assert "match_decided" in found.needs


def test_an_entry_counts_from_its_day_of_listing_and_is_shown_before(decide: Decide) -> None:
    before, after = decide(EL, day="2024-01-01"), decide(EL, day="2024-01-02")
    assert before.outcome == "no_finding"
    assert provisions(before) == {"exportgate.el": "not_in_force", "us.ear.ear99": "applies"}
    assert after.outcome == "license_required"


def test_a_listed_forwarder_is_a_red_flag_and_no_requirement(decide: Decide) -> None:
    found = decide(EL, role="forwarder")
    assert (found.outcome, "exportgate.list_not_modeled" in provisions(found)) == ("hold", True)


@pytest.mark.parametrize("role", ["forwarder", "purchaser", "end_user"])
def test_a_denied_person_stops_the_line_in_any_role(decide: Decide, role: str) -> None:
    found = decide(DPL, role=role)
    assert found.outcome == "prohibited"


def test_a_denial_order_without_dates_counts_and_says_which_date_is_missing(decide: Decide) -> None:
    found = decide(DPL)
    assert "listed_on_date" in found.needs
    assert "first and last date is not in the list" in " ".join(finding.because for finding in found.findings)


def test_a_blocked_person_stops_the_line(decide: Decide) -> None:
    assert decide(SDN).outcome == "prohibited"


def test_a_list_without_a_rule_is_on_hold_as_not_modeled(decide: Decide) -> None:
    assert "exportgate.list_not_modeled" in provisions(decide(MEU))


def test_a_listed_address_needs_a_license_for_an_item_on_the_control_list(decide: Decide) -> None:
    found = decide(PLACE, part="A100 SXM4 80GB", eccn=None, day="2024-06-18")
    assert "us.ear.744.11" in provisions(found)
    assert found.outcome == "license_required"
    assert decide(PLACE, day="2024-06-18").outcome in ("hold", "license_required")


def test_a_listed_parent_behind_an_unlisted_buyer_is_on_hold(kernel: Factory, line: Factory) -> None:
    screened, _ = kernel(Behind=(EL, True))
    found = screened.screen([line(buyer="Front", parent=("Behind", "CN"))])[0]
    assert (found.outcome, [party.role for party in found.parties]) == (
        "hold",
        ["ultimate_consignee", "ultimate_parent"],
    )


def test_an_embargoed_destination_is_prohibited_for_every_item(kernel: Factory, line: Factory) -> None:
    screened, _ = kernel()
    assert [found.outcome for found in screened.screen([line(to="IR"), line(to="CU"), line(to="DE")])] == [
        "prohibited",
        "prohibited",
        "no_finding",
    ]


def test_russia_needs_a_license_with_a_policy_of_denial_for_chip_chapters(kernel: Factory, line: Factory) -> None:
    screened, _ = kernel()
    chips, unknown = screened.screen([line(to="RU", hts="8542310000"), line(to="RU")])
    assert (chips.outcome, chips.review_policy) == ("license_required", "policy_of_denial")
    assert (unknown.outcome, "hts_chapter" in unknown.needs) == ("hold", True)


def test_hong_kong_is_china(kernel: Factory, line: Factory) -> None:
    screened, _ = kernel()
    assert screened.screen([line("A100 SXM4 80GB", "2022-11-01", "HK", eccn=None)])[0].outcome == "license_required"


def test_each_distinct_party_is_looked_up_once(kernel: Factory, line: Factory) -> None:
    screened, lists = kernel()
    lines = [line(row=row, buyer=f"Buyer {row % 3}") for row in range(1, 31)]
    first = screened.screen(lines)
    again = screened.screen(lines)
    assert len(lists.asked) == 3
    assert first == again


def test_a_line_is_decided_the_same_alone_and_among_others(kernel: Factory, line: Factory) -> None:
    parts = ["A100 SXM4 80GB", "H20 SXM 96GB", "L4", "CABLE", "Trainium1", "GeForce RTX 4090"]
    days = ["2022-11-01", "2023-11-16", "2023-11-17", "2025-04-09", "2026-02-01"]
    lines = [line(part, day, to, eccn=None) for part in parts for day in days for to in ("CN", "MY", "DE", "VN")]
    together = kernel()[0].screen(lines)
    assert together == [kernel()[0].screen([one])[0] for one in lines]
