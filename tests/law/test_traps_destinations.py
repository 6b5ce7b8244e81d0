"""The traps of section 10 of the reference that lie in destinations, parents, published text and dates, by name."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.parties.search import PartyHits
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import LineParty, ShipmentLine

from .single_items import Asked, answer, of, statuses

LICENSE = "license_required"
DENIAL, APPROVAL, CASES = "presumption_of_denial", "presumption_of_approval", "case_by_case"
CERTIFIED = {
    "commercially_available_in_us": "yes",
    "us_shipments_and_specifications_given": "yes",
    "us_supply_certified": "yes",
    "aggregate_tpp_share": "50",
    "no_restricted_use_certified": "yes",
    "remote_access_procedures_given": "yes",
    "remote_users_listed": "yes",
    "iaas_and_security_given": "yes",
    "us_laboratory_tests": "yes",
}


@pytest.fixture(scope="module")
def ask(law: Law, catalog: Catalog) -> Asked:
    return Asked(law, catalog)


class NoLists:
    """Lists that nobody is on."""

    def search(self, parties: list[object]) -> list[PartyHits]:
        return [PartyHits(()) for _ in parties]


@pytest.fixture(scope="module")
def review(law: Law, catalog: Catalog) -> Callable[..., tuple[str, str | None]]:
    """Screens an H200 from the United States to China for the given parties on a day of March 2026."""
    kernel = Kernel(law, catalog, PartySearch(NoLists()), lambda code: "CN" if code == "HK" else code)  # type: ignore[arg-type]

    def screened(to: str, *parties: LineParty) -> tuple[str, str | None]:
        unsaid: Mapping[str, None] = dict.fromkeys(
            (
                "shipment_id",
                "line_number",
                "description",
                "eccn",
                "hts",
                "quantity",
                "unit_value",
                "currency",
                "end_use",
            )
        )
        line = ShipmentLine(
            row=1,
            line=2,
            date=date(2026, 3, 2),
            event="export",
            export_country="US",
            destination_country=to,
            part_number="H200 SXM 141GB",
            parties=parties,
            **unsaid,  # type: ignore[arg-type]  # what a line may leave out
        )
        return answer(kernel.screen([line])[0])

    return screened


def around(day: str) -> tuple[str, str]:
    """Return the day before a day, and the day."""
    second = date.fromisoformat(day)
    return str(second - timedelta(days=1)), day


def test_trap_6_macau_is_not_d5_and_is_named_beside_it(law: Law, ask: Asked) -> None:
    groups = law.on(date(2024, 6, 3)).groups
    assert "MO" not in groups["us.ear.groups.d5"]
    assert {"us.ear.groups.d1", "us.ear.groups.d4"} <= {name for name, codes in groups.items() if "MO" in codes}
    assert answer(ask("H100 SXM5 80GB", "MO", "2024-06-03", parent="MO")) == (LICENSE, DENIAL)
    assert answer(ask("H100 SXM5 80GB", "MY", "2024-06-03", parent="MO")) == (LICENSE, DENIAL)


def test_trap_6_hong_kong_is_china(review: Callable[..., tuple[str, str | None]]) -> None:
    buyer = LineParty("ultimate_consignee", "A", "HK", parent="A", parent_country="HK")
    assert review("HK", buyer) == review("CN", buyer) == (LICENSE, CASES)


@pytest.mark.parametrize("country", ["IL", "CY", "SG", "TW", "MX", "AL", "MT", "ZA"])
@pytest.mark.parametrize("part", ["H100 SXM5 80GB", "Instinct MI210"])
@pytest.mark.parametrize("day", ["2024-05-30", "2024-06-03", "2026-08-03"])
def test_trap_6_the_countries_of_a6_are_out_of_the_destination_scope(
    ask: Asked, country: str, part: str, day: str
) -> None:
    assert answer(ask(part, country, day, parent=country)) == ("no_finding", None)


@pytest.mark.parametrize("country", ["MY", "TH", "ID"])
@pytest.mark.parametrize("day", ["2023-11-17", "2024-06-03", "2026-08-03"])
def test_trap_7_a_destination_outside_all_groups_is_clear_but_not_for_a_parent_in_d5(
    ask: Asked, country: str, day: str
) -> None:
    own, chinese, unknown = (ask("H100 SXM5 80GB", country, day, parent=parent) for parent in (country, "CN", None))
    assert answer(own) == ("no_finding", None)
    assert answer(chinese) == (LICENSE, DENIAL)
    assert (unknown.outcome, unknown.needs) == ("hold", ("party_headquarters",))


@pytest.mark.parametrize("day", ["2025-01-13", "2025-05-12", "2025-05-13", "2025-05-15", "2026-08-03"])
@pytest.mark.parametrize("country", ["DE", "IN", "MY"])
def test_trap_8_the_worldwide_license_is_told_and_never_blocks(ask: Asked, day: str, country: str) -> None:
    found = ask("H100 SXM5 80GB", country, day, parent=country)
    assert answer(found) == ("no_finding", None)
    (note,) = of(found, "us.ear.742.6.a6_diffusion")
    assert (str(note.outcome), note.confidence) == ("no_finding", "S")
    assert "AIA, ACM and LPP" in note.because
    assert "country allocations" in note.because


def test_trap_8_the_note_says_what_held_on_its_day(ask: Asked) -> None:
    def note(day: str) -> list[str]:
        found = ask("H100 SXM5 80GB", "DE", day, parent="DE")
        return [item.because for item in of(found, "us.ear.742.6.a6_diffusion")]

    assert note("2025-01-12") == []
    (before,), (after,) = (note(day) for day in around("2025-05-13"))
    assert "from May 15, 2025 on" in before
    assert "not enforced since May 13, 2025" in after
    assert of(ask("Instinct MI210", "DE", "2025-06-03", parent="DE"), "us.ear.742.6.a6_diffusion") == []


def test_trap_8_what_is_not_enforced_does_not_free_a_parent_in_d5(ask: Asked) -> None:
    before, after = (ask("H100 SXM5 80GB", "MY", day, parent="CN") for day in around("2026-05-31"))
    assert answer(before) == answer(after) == (LICENSE, DENIAL)
    said = [{item.paragraph for item in of(found, "us.ear.742.6.a6_diffusion")} for found in (before, after)]
    assert said == [set(), {"headquarters-anywhere"}]


@pytest.mark.parametrize(
    "part", ["H200 SXM 141GB", "H100 SXM5 80GB", "H800 SXM5 80GB", "A800 SXM4 80GB", "Instinct MI300A", "H200 NVL"]
)
def test_trap_9_a_part_within_the_figures_is_reviewed_case_by_case_and_still_needs_a_license(
    ask: Asked, part: str
) -> None:
    found = ask(part, "CN", "2026-03-02")
    assert answer(found) == (LICENSE, CASES)
    assert set(CERTIFIED) <= set(found.needs)
    assert answer(ask(part, "CN", "2026-03-02", **CERTIFIED)) == (LICENSE, CASES)
    assert not set(CERTIFIED) & set(ask(part, "CN", "2026-03-02", **CERTIFIED).needs)


def test_trap_9_the_lane_begins_on_its_day_and_opens_to_macau_as_well(ask: Asked) -> None:
    found = [answer(ask("H200 SXM 141GB", to, day)) for to in ("CN", "MO") for day in around("2026-01-15")]
    assert found == [(LICENSE, DENIAL), (LICENSE, CASES)] * 2


@pytest.mark.parametrize(("event", "start"), [("reexport", "US"), ("reexport", "SG"), ("export", "TW")])
def test_trap_9_reexports_and_exports_from_abroad_are_presumed_denied(ask: Asked, event: str, start: str) -> None:
    found = ask("H200 SXM 141GB", "CN", "2026-03-02", event=event, start=start, **CERTIFIED)
    assert answer(found) == (LICENSE, DENIAL)


def test_trap_9_a_transfer_within_china_is_presumed_denied(ask: Asked) -> None:
    moved = ask("H200 SXM 141GB", "CN", "2026-03-02", event="in_country_transfer", start="CN", **CERTIFIED)
    assert answer(moved) == (LICENSE, DENIAL)


@pytest.mark.parametrize("country", ["MY", "SG", "DE", "VN", "RU"])
def test_trap_9_the_lane_is_closed_to_buyers_of_d5_elsewhere(ask: Asked, country: str) -> None:
    assert answer(ask("H200 SXM 141GB", country, "2026-03-02", parent="CN", **CERTIFIED))[1] in {
        DENIAL,
        "policy_of_denial",
    }


@pytest.mark.parametrize(
    ("tpp", "bandwidth", "expected"),
    [("20999.9", "6499.9", CASES), ("21000", "4800", DENIAL), ("15832", "6500", DENIAL)],
)
def test_trap_9_both_figures_are_strictly_below(ask: Asked, tpp: str, bandwidth: str, expected: str) -> None:
    circuit = {"item_kind": "ic", "tpp": tpp, "memory_bandwidth": bandwidth}
    found = ask("", "CN", "2026-03-02", **circuit, designed_or_marketed_for_datacenter="yes")
    assert answer(found) == (LICENSE, expected)


@pytest.mark.parametrize("part", ["B200 SXM", "B300 SXM"])
def test_trap_9_what_is_above_the_figures_is_presumed_denied(ask: Asked, part: str) -> None:
    assert answer(ask(part, "CN", "2026-03-02", **CERTIFIED)) == (LICENSE, DENIAL)
    assert answer(ask("Instinct MI325X", "CN", "2026-03-02")) == (LICENSE, CASES)


@pytest.mark.parametrize("condition", sorted(CERTIFIED))
def test_trap_9_a_condition_that_is_stated_not_to_hold_ends_the_lane(ask: Asked, condition: str) -> None:
    wrong = "50.1" if condition == "aggregate_tpp_share" else "no"
    alone = ask("H200 SXM 141GB", "CN", "2026-03-02", **{condition: wrong})
    beside = ask("H200 SXM 141GB", "CN", "2026-03-02", **{**CERTIFIED, condition: wrong})
    assert answer(alone) == answer(beside) == (LICENSE, DENIAL)


def test_trap_9_figures_that_are_not_known_leave_the_presumption_of_denial(ask: Asked) -> None:
    found = ask("", "CN", "2026-03-02", item_kind="ic", tpp="15832", designed_or_marketed_for_datacenter="yes")
    assert answer(found) == (LICENSE, DENIAL)
    assert "memory_bandwidth" in found.needs


def test_trap_9_an_end_user_elsewhere_is_outside_the_lane(review: Callable[..., tuple[str, str | None]]) -> None:
    consignee = LineParty("ultimate_consignee", "A", "CN", parent="A", parent_country="CN")
    remote = LineParty("end_user", "B", "SG", parent="A", parent_country="CN")
    local = LineParty("end_user", "B", "MO", parent="A", parent_country="CN")
    assert review("CN", consignee) == review("CN", consignee, local) == (LICENSE, CASES)
    assert review("CN", consignee, remote) == (LICENSE, DENIAL)
    assert review("CN", consignee, remote, local) == (LICENSE, DENIAL)


def test_trap_10_memory_has_neither_nac_nor_aca_and_no_lane(ask: Asked) -> None:
    stack = {"item_kind": "memory", "memory_bandwidth_density": "2.5", "memory_bandwidth": "820"}
    papers = {
        "nac_notice_accepted": "yes",
        "purchase_order_on_file": "yes",
        "designed_or_marketed_for_datacenter": "no",
    }
    found = ask("", "CN", "2026-03-02", parent="CN", **stack, **papers, **CERTIFIED)
    assert found.item.classifications == ("3A090.c",)
    assert answer(found) == (LICENSE, DENIAL)
    assert {statuses(found).get(name, "unavailable") for name in ("NAC", "ACA")} == {"unavailable"}


def test_trap_10_memory_packaged_with_a_processor_is_outside_paragraph_c(ask: Asked) -> None:
    found = ask("H100 SXM5 80GB", "DE", "2025-03-03", parent="DE")
    assert found.item.classifications == ("3A090.a", "4A090.a")
    assert of(found, "us.ear.742.6.a6_hbm") == []


def test_trap_16_supplement_8_to_part_740_is_the_uae_and_says_nothing_of_affiliates(law: Law, ask: Asked) -> None:
    approved = {"supplement_8_entity": "microsoft"}
    before, after = (ask("H100 SXM5 80GB", "AE", day, parent="US", **approved) for day in around("2026-07-10"))
    assert answer(before) == (LICENSE, APPROVAL)
    assert answer(after) == ("no_finding", None)
    assert answer(ask("H100 SXM5 80GB", "AE", "2026-08-03", parent="AE")) == (LICENSE, APPROVAL)
    assert answer(ask("H100 SXM5 80GB", "AE", "2026-08-03", parent="AE", supplement_8_entity="none")) == (
        LICENSE,
        APPROVAL,
    )
    (cite,) = {
        paragraph.cite
        for version in law.rules.provisions["us.ear.742.6.a6"].versions
        for paragraph in version.paragraphs
        if paragraph.id == "uae-approved-entities"
    }
    assert "part 740, Supp. No. 8" in cite


@pytest.mark.parametrize(("entity", "expected"), [("g42", LICENSE), ("core42", LICENSE), ("openai", "no_finding")])
def test_trap_16_two_approvals_in_the_uae_end_on_their_day(ask: Asked, entity: str, expected: str) -> None:
    last, ended = (
        ask("H100 SXM5 80GB", "AE", day, parent="AE", supplement_8_entity=entity) for day in around("2027-04-06")
    )
    assert (answer(last)[0], answer(ended)[0]) == ("no_finding", expected)


def test_trap_17_a_shipment_between_effect_and_compliance_is_warned_and_not_stopped(ask: Asked) -> None:
    stack = {"item_kind": "memory", "memory_bandwidth_density": "2.5"}
    days = (*around("2024-12-02"), *around("2024-12-31"))
    found = [ask("", "CN", day, parent="CN", eccn="EAR99", **stack) for day in days]
    notes = [[str(item.outcome) for item in of(one, "us.ear.742.6.a6_hbm")] for one in found]
    assert notes == [[], ["no_finding"], ["no_finding"], [LICENSE]]
    assert answer(found[3]) == (LICENSE, DENIAL)
    (warning,) = of(found[2], "us.ear.742.6.a6_hbm")
    assert "compliance from December 31, 2024" in warning.because


def test_trap_17_the_warning_holds_no_line_of_memory_that_is_declared_as_what_it_is(ask: Asked) -> None:
    stack = {"item_kind": "memory", "memory_bandwidth_density": "2.5"}
    found = [ask("", "CN", day, parent="CN", eccn="3A090.c", **stack) for day in around("2024-12-31")]
    assert [answer(one)[0] for one in found] == ["no_finding", LICENSE]
