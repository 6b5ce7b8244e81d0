"""What a destination, a parent and a license exception mean for advanced computing items, on any day."""

import json
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.runs.workbench import open_countries

from .single_items import Asked, answer, of, statuses

LICENSE = "license_required"
DENIAL, APPROVAL, CASES = "presumption_of_denial", "presumption_of_approval", "case_by_case"
GROUPS = {"a1": "A:1", "a5": "A:5", "a6": "A:6", "d1": "D:1", "d4": "D:4", "d5": "D:5", "e1": "E:1", "e2": "E:2"}
SCOPE = (
    "AF AM AZ BH BY CD CF CN CU EG ER GE HT IQ IR JO KG KH KP KW KZ LA LB LY MD MM MN MO NI OM PK QA RU SA SD SO SS SY "
    "TJ TM UZ VE VN YE ZW"
)
"""The destinations in scope of July 2026, worked out by hand from the table of country groups."""
HBM = ("exporter_qualifies", "designer_purchases", "straight_to_packaging", "packaging_site_allied")
HBM_MET = {f"hbm_{name}": "yes" for name in (*HBM, "packaging_confirmed", "packages_below_limits")} | {
    "hbm_packaging_at_advanced_node_facility": "no"
}


@pytest.fixture(scope="module")
def ask(law: Law, catalog: Catalog) -> Asked:
    return Asked(law, catalog)


def members(law: Law, group: str, day: str) -> set[str]:
    return set(law.on(date.fromisoformat(day)).groups[f"us.ear.groups.{group}"])


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_country_groups_have_the_members_of_the_table_of_july_2026(law: Law, shared: Path, group: str) -> None:
    countries = open_countries()
    text = (shared / "data" / "ear" / "country-groups.json").read_text(encoding="utf-8")
    published = {countries.resolve(name) for name in json.loads(text)["groups"][GROUPS[group]]}
    assert members(law, group, "2026-07-23") == published


def test_the_destinations_in_scope_are_those_of_the_groups_without_the_allied_ones(law: Law) -> None:
    found = {group: members(law, group, "2026-09-24") for group in ("d1", "d4", "d5", "a5", "a6")}
    scope = (found["d1"] | found["d4"] | found["d5"]) - found["a5"] - found["a6"]
    assert scope == set(SCOPE.split())


@pytest.mark.parametrize("day", ["2022-08-26", "2024-05-29", "2024-05-30", "2026-02-02", "2026-02-03", "2026-09-24"])
def test_macau_stands_beside_d5_on_every_day(law: Law, day: str) -> None:
    assert members(law, "d5_macau", day) == members(law, "d5", day) | {"MO"}


@pytest.mark.parametrize(
    ("country", "last", "first"), [("KH", "2026-02-02", "2026-02-03"), ("NI", "2024-03-14", "2024-03-15")]
)
def test_a_country_that_leaves_or_joins_d5_changes_the_review_on_that_day(
    ask: Asked, country: str, last: str, first: str
) -> None:
    before, after = (answer(ask("H100 SXM5 80GB", country, day, parent=country)) for day in (last, first))
    expected = {"KH": ((LICENSE, DENIAL), (LICENSE, APPROVAL)), "NI": (("no_finding", None), (LICENSE, DENIAL))}
    assert (before, after) == expected[country]


def test_the_same_circuit_to_saudi_arabia_differs_for_a_french_and_a_chinese_parent(ask: Asked) -> None:
    french, chinese = (ask("H100 SXM5 80GB", "SA", "2024-06-03", parent=parent) for parent in ("FR", "CN"))
    assert answer(french) == (LICENSE, APPROVAL)
    assert answer(chinese) == (LICENSE, DENIAL)
    assert {item.paragraph for item in of(chinese, "us.ear.742.6.a6")} == {"other-destinations", "headquarters"}


def test_an_unknown_parent_outside_the_scope_holds_the_line_and_is_asked_for(ask: Asked) -> None:
    found = ask("H100 SXM5 80GB", "SG", "2024-06-03")
    assert (answer(found), found.needs) == (("hold", None), ("party_headquarters",))


@pytest.mark.parametrize(
    ("day", "parent", "expected"),
    [
        ("2022-12-01", "US", CASES),
        ("2022-12-01", "DE", CASES),
        ("2022-12-01", "TW", CASES),
        ("2022-12-01", "CN", DENIAL),
        ("2022-12-01", None, DENIAL),
        ("2023-12-01", "US", DENIAL),
    ],
)
def test_the_first_rule_reviewed_allied_companies_in_china_case_by_case(
    ask: Asked, day: str, parent: str | None, expected: str
) -> None:
    found = ask("A100 SXM4 80GB", "CN", day, parent=parent)
    assert answer(found) == (LICENSE, expected)
    assert {item.confidence for item in of(found, "us.ear.742.6.b10_2022") if item.outcome != "hold"} <= {"M"}


def test_macau_was_added_three_months_after_china(ask: Asked) -> None:
    before, after = (answer(ask("A100 SXM4 80GB", "MO", day)) for day in ("2023-01-16", "2023-01-17"))
    assert (before, after) == (("no_finding", None), (LICENSE, DENIAL))


def test_a_circuit_for_players_is_open_for_nac_with_notice_and_order_and_closed_for_one_for_data_centers(
    ask: Asked,
) -> None:
    documents = {"nac_notice_accepted": "yes", "purchase_order_on_file": "yes"}
    player = ask("GeForce RTX 4090", "CN", "2024-06-03", parent="CN")
    assert (answer(player), statuses(player)["NAC"]) == ((LICENSE, CASES), "possible")
    noticed = ask("GeForce RTX 4090", "CN", "2024-06-03", parent="CN", **documents)
    assert (answer(noticed)[0], statuses(noticed)["NAC"]) == ("no_finding", "available")
    server = ask("H100 SXM5 80GB", "CN", "2024-06-03", parent="CN", **documents)
    assert (answer(server), statuses(server)["NAC"]) == ((LICENSE, DENIAL), "unavailable")


def test_aca_needs_no_notice_elsewhere_but_a_parent_of_no_concern(ask: Asked) -> None:
    ordered = {"purchase_order_on_file": "yes"}
    vietnam = ask("GeForce RTX 4090", "VN", "2024-06-03", parent="VN", **ordered)
    assert (answer(vietnam)[0], statuses(vietnam)["ACA"]) == ("no_finding", "available")
    chinese = ask("GeForce RTX 4090", "VN", "2024-06-03", parent="CN", **ordered)
    assert (answer(chinese), statuses(chinese)["ACA"]) == ((LICENSE, CASES), "unavailable")


@pytest.mark.parametrize("country", ["CN", "MO", "CY"])
def test_a_proved_aca_never_makes_a_transfer_within_d5_stricter(ask: Asked, country: str) -> None:
    """Cyprus was in D:5 and in A:6 until May 2024, so there a headquarters paragraph stood behind the milder one."""
    moved = {"event": "in_country_transfer", "start": country, "parent": "CN"}
    open_one = ask("GeForce RTX 4090", country, "2024-05-29", **moved)
    proved = ask("GeForce RTX 4090", country, "2024-05-29", **moved, purchase_order_on_file="yes")
    assert answer(open_one) == (LICENSE, CASES)
    assert (answer(proved)[0], statuses(proved)["ACA"]) == ("no_finding", "available")


def test_every_other_license_exception_is_named_as_barred(ask: Asked) -> None:
    for to, parent, paragraph in (("CN", "CN", "destinations"), ("MY", "CN", "headquarters")):
        (note,) = of(ask("H100 SXM5 80GB", to, "2024-06-03", parent=parent), "us.ear.740.2.a9")
        assert (note.paragraph, str(note.outcome)) == (paragraph, "no_finding")
        assert all(
            text in note.because
            for text in ("740.9(a)(6)", "RPL (740.10)", "740.11(b)", "no license exception is left")
        )
    assert of(ask("H100 SXM5 80GB", "DE", "2024-06-03", parent="DE"), "us.ear.740.2.a9") == []


def test_memory_is_relieved_only_where_every_condition_of_its_exception_is_stated(ask: Asked) -> None:
    stack = {"item_kind": "memory", "memory_bandwidth_density": "2.5"}
    met = ask("", "CN", "2025-03-03", parent="CN", **stack, **HBM_MET)
    assert (answer(met)[0], statuses(met)["HBM"]) == ("no_finding", "available")
    for name in HBM_MET:
        left_out = {key: value for key, value in HBM_MET.items() if key != name}
        found = ask("", "CN", "2025-03-03", parent="CN", **stack, **left_out)
        assert (answer(found), statuses(found)["HBM"]) == ((LICENSE, DENIAL), "possible")
        assert name in found.needs
        wrong = {**HBM_MET, name: "yes" if HBM_MET[name] == "no" else "no"}
        other = ask("", "CN", "2025-03-03", parent="CN", **stack, **wrong)
        expected = "possible" if name == "hbm_packaging_site_allied" else "unavailable"
        assert (answer(other)[0], statuses(other)["HBM"]) == (LICENSE, expected)


@pytest.mark.parametrize("country", ["IR", "KP", "SY", "CU"])
@pytest.mark.parametrize(("part", "eccn"), [("H100 SXM5 80GB", ""), ("CABLE", "EAR99")])
def test_every_item_is_prohibited_to_embargoed_destinations(ask: Asked, country: str, part: str, eccn: str) -> None:
    assert answer(ask(part, country, "2024-06-03", parent=country, eccn=eccn)) == ("prohibited", None)


@pytest.mark.parametrize("country", ["RU", "BY"])
def test_circuits_and_goods_of_their_chapters_meet_a_policy_of_denial_in_russia_and_belarus(
    ask: Asked, country: str
) -> None:
    denied = (LICENSE, "policy_of_denial")
    assert answer(ask("H100 SXM5 80GB", country, "2022-09-05", parent=country)) == denied
    for hts in ("8542.31", "8471.80", "9030.82"):
        assert answer(ask("CABLE", country, "2024-06-03", parent=country, eccn="EAR99", hts=hts)) == denied
    other = ask("CABLE", country, "2024-06-03", parent=country, eccn="EAR99", hts="4202.11")
    assert answer(other)[0] == "hold"


def test_crimea_needs_a_license_and_a_region_held_in_part_the_place(ask: Asked) -> None:
    denied = (LICENSE, "policy_of_denial")
    assert answer(ask("CABLE", "UA-43", "2024-06-03", parent="UA", eccn="EAR99")) == denied
    open_one = ask("CABLE", "UA-14", "2024-06-03", parent="UA", eccn="EAR99")
    assert (open_one.outcome, "in_occupied_part" in open_one.needs) == ("hold", True)
    held = ask("CABLE", "UA-14", "2024-06-03", parent="UA", eccn="EAR99", in_occupied_part="yes")
    assert answer(held) == denied
