"""Lines with parties: what a list entry means, when, in which role, and that work is done once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from exportgate.parties.entry import Entry
from exportgate.screening.findings import LineDecision
from exportgate.screening.shipment import LineParty, ShipmentLine

Factory = Callable[..., Any]
Decide = Callable[..., LineDecision]
EL = Entry(
    "e1", "EL", "entity", "Listed Ltd", countries=("CN",), policy="Presumption of denial.", listed_from=date(2024, 1, 2)
)
DPL = Entry("d1", "DPL", "entity", "Denied Inc")
SDN = Entry("s1", "SDN", "entity", "Blocked LLC", listed_from=date(2020, 1, 1))
WATCHED = Entry("w1", "WATCH", "entity", "Army Works", listed_from=date(2020, 1, 1))
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
    chart = {"exportgate.country_chart": "applies"}
    assert provisions(before) == {"exportgate.el": "not_in_force", "us.ear.ear99": "applies", **chart}
    assert after.outcome == "license_required"


def test_a_listed_forwarder_is_a_red_flag_and_no_requirement(decide: Decide) -> None:
    found = decide(EL, role="forwarder")
    assert (found.outcome, provisions(found)["us.ear.732.listed_forwarder"]) == ("hold", "applies")
    assert "us.ear.744.11" not in provisions(found)


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
    assert "exportgate.list_not_modeled" in provisions(decide(WATCHED))


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


def several(line: Factory, *parties: LineParty, **facts: object) -> ShipmentLine:
    made: ShipmentLine = replace(line(**facts), parties=parties)
    return made


def test_every_parent_that_is_stated_for_a_name_counts_in_any_order(kernel: Factory, line: Factory) -> None:
    stated = [
        LineParty("purchaser", "ABC Ltd", "SG", parent="Deep Holding", parent_country="CN"),
        LineParty("end_user", "ABC Ltd", "SG", parent="ABC Ltd"),
    ]
    for order in (stated, stated[::-1]):
        made = several(line, *order, part="H100 SXM5 80GB", to="SG", eccn=None)
        assert kernel()[0].screen([made])[0].outcome == "license_required"


def test_not_yet_and_no_longer_listed_are_told_apart(kernel: Factory, line: Factory) -> None:
    short = Entry("e9", "EL", "entity", "Brief", listed_from=date(2024, 7, 1), listed_to=date(2024, 8, 1))
    screened, _ = kernel(Brief=(short, True))
    lines = [line(buyer="Brief", day=day) for day in ("2024-06-20", "2024-07-20", "2024-09-20")]
    early, during, late = screened.screen(lines)
    assert "listed only from 2024-07-01" in " ".join(finding.because for finding in early.findings)
    assert during.outcome == "license_required"
    assert "listed only to 2024-08-01" in " ".join(finding.because for finding in late.findings)


@pytest.mark.parametrize(("country", "to"), [("KP", "DE"), ("IR", "AE"), ("RU", "TR"), ("BY", "KZ")])
def test_a_party_where_the_goods_may_not_go_puts_the_line_on_hold(
    kernel: Factory, line: Factory, country: str, to: str
) -> None:
    made = several(line, LineParty("ultimate_consignee", "A", to), LineParty("end_user", "B", country), to=to)
    found = kernel()[0].screen([made])[0]
    assert (found.outcome, "us.ear.732.destination" in provisions(found)) == ("hold", True)


def test_a_region_under_its_own_section_needs_a_license_where_all_of_it_is_occupied(
    kernel: Factory, line: Factory
) -> None:
    crimea, donetsk = kernel()[0].screen([line(to="UA-43"), line(to="UA-14", row=2)])
    assert (crimea.outcome, crimea.review_policy) == ("license_required", "policy_of_denial")
    assert (donetsk.outcome, "in_occupied_part" in donetsk.needs) == ("hold", True)


def test_a_number_for_a_name_is_no_party(kernel: Factory, line: Factory) -> None:
    found = kernel()[0].screen([line(buyer="0001004567")])[0]
    assert (found.outcome, "exportgate.party_not_named" in provisions(found)) == ("hold", True)


def test_what_nothing_cures_has_no_review_policy_and_no_exception(kernel: Factory, line: Factory) -> None:
    found = kernel()[0].screen([line("GeForce RTX 4090", to="IR", eccn=None)])[0]
    assert (found.outcome, found.review_policy) == ("prohibited", None)
    assert {item.status for item in found.license_exceptions} <= {"unavailable"}


@pytest.mark.parametrize("part", ["Ｈ１００", "Н100 SXM5", "DGXH100", "H100x8", "A100X", "910B", "H20 141", "昇腾910B"])
def test_another_spelling_of_a_controlled_part_declared_ear99_never_passes(
    kernel: Factory, line: Factory, part: str
) -> None:
    assert kernel()[0].screen([line(part, to="CN")])[0].outcome != "no_finding"


def test_a_line_that_names_no_item_is_on_hold(kernel: Factory, line: Factory) -> None:
    found = kernel()[0].screen([line("")])[0]
    assert (found.outcome, "exportgate.no_item" in provisions(found)) == ("hold", True)


def test_a_declared_subparagraph_is_read_as_its_paragraph(kernel: Factory, line: Factory) -> None:
    found = kernel()[0].screen([line("LOT-7", to="CN", eccn="3A090.a.1")])[0]
    assert (found.outcome, found.item.classifications) == ("license_required", ("3A090.a",))


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
