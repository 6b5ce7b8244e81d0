"""Traps of chips: two limbs against two figures, data centers, dies that count, letters, memory, foundries and days."""

from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.screening.classification import classify
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery, item_rows

from .single_items import Asked, answer, of, statuses

LICENSE = "us.ear.742.6.a6"
LETTER = "us.ear.letters.april_2025"
FOUNDRY = "us.ear.foundry.license"


@pytest.fixture(scope="module")
def ask(law: Law, catalog: Catalog) -> Asked:
    return Asked(law, catalog)


def known(law: Law, catalog: Catalog, day: str) -> dict[str, tuple[str, ...]]:
    rows = [item_rows(ItemQuery(part.name), catalog) for part in catalog.parts]
    found = classify(rows, law.on(date.fromisoformat(day)), law.rules.vocabulary)
    return {part.name: item.known for part, item in zip(catalog.parts, found, strict=True)}


@pytest.mark.parametrize("part", ["A800 SXM4 80GB", "H800 SXM5 80GB"])
def test_trap_1_a_part_with_a_slower_link_is_outside_the_first_text_and_inside_the_second(
    ask: Asked, part: str
) -> None:
    assert ask(part, "CN", "2022-12-01").item.classifications == ()
    assert ask(part, "CN", "2023-11-17").item.classifications == ("3A090.a", "4A090.a")


def test_trap_1_no_part_of_the_first_text_is_outside_the_second(law: Law, catalog: Catalog) -> None:
    first, second = known(law, catalog, "2023-11-16"), known(law, catalog, "2023-11-17")
    controlled = [part for part, codes in first.items() if "3A090.a" in codes]
    assert controlled
    assert all("3A090.a" in second[part] for part in controlled)


@pytest.mark.parametrize(("tpp", "link", "inside"), [("4800", "600", 1), ("4799", "600", 0), ("4800", "599", 0)])
def test_trap_1_the_first_text_needs_both_limbs(ask: Asked, tpp: str, link: str, inside: int) -> None:
    found = ask("", "CN", "2023-06-01", item_kind="ic", tpp=tpp, io_bandwidth=link)
    assert found.item.classifications == ("3A090.a",) * inside


def test_trap_2_not_for_data_centers_saves_only_below_4800(ask: Asked) -> None:
    assert "3A090.a" in ask("GeForce RTX 4090", "CN", "2024-06-01").item.classifications
    facts = {"item_kind": "ic", "performance_density": "6", "designed_or_marketed_for_datacenter": "no"}
    assert ask("", "CN", "2024-06-01", tpp="4800", **facts).item.classifications == ("3A090.a",)
    assert ask("", "CN", "2024-06-01", tpp="4799.9", **facts).item.classifications == ()


def test_trap_3_density_counts_non_planar_logic_dies_dense_rates_and_the_highest_precision(ask: Asked) -> None:
    facts = {"item_kind": "ic", "designed_or_marketed_for_datacenter": "yes", "fp16_rate": "100"}
    # 8 bits give 3,200 and 16 bits only 1,600: at 540 mm2 the first is of .a.2, the second of nothing.
    highest = ask("", "CN", "2024-06-01", fp8_rate="400", applicable_die_area="540", **facts)
    assert highest.item.classifications == ("3A090.a",)
    assert ask("", "CN", "2024-06-01", applicable_die_area="540", **facts).item.classifications == ()
    planar = ask("", "CN", "2024-06-01", fp8_rate="400", applicable_die_area="undefined", **facts)
    assert (planar.item.classifications, planar.item.possible) == ((), ())


@pytest.mark.parametrize(
    ("tpp", "density", "code"),
    [
        ("4800", "1.6", "3A090.a"),
        ("4799.9", "1.6", "3A090.b"),
        ("4800", "3.2", "3A090.a"),
        ("4799.9", "3.2", "3A090.b"),
        ("1600", "3.2", "3A090.b"),
        ("1600", "5.92", "3A090.a"),
        ("2399.9", "3.19", ""),
    ],
)
def test_trap_4_b_ends_where_a_begins(ask: Asked, tpp: str, density: str, code: str) -> None:
    facts = {"item_kind": "ic", "designed_or_marketed_for_datacenter": "yes"}
    found = ask("", "CN", "2024-06-01", tpp=tpp, performance_density=density, **facts)
    assert found.item.classifications == ((code,) if code else ())


def test_trap_5_the_h20_is_outside_3a090_and_inside_the_letter(ask: Asked) -> None:
    found = ask("H20 SXM 96GB", "CN", "2025-04-09", parent="CN")
    assert (found.item.classifications, found.item.possible) == ((), ())
    assert found.outcome == "license_required"
    assert not of(found, LICENSE)
    assert [item.effect for item in of(found, LETTER)] == ["applies"]
    assert not of(ask("H20 SXM 96GB", "CN", "2025-04-08", parent="CN"), LETTER)


def test_trap_5_the_letter_names_the_mi308_and_follows_the_party_not_the_part(ask: Asked) -> None:
    assert [item.effect for item in of(ask("Instinct MI308X", "CN", "2025-06-01", parent="CN"), LETTER)] == ["applies"]
    assert of(ask("H20 SXM 96GB", "SG", "2025-06-01", parent="CN"), LETTER)
    assert not of(ask("H20 SXM 96GB", "SG", "2025-06-01", parent="SG"), LETTER)


def test_trap_10_memory_is_no_item_of_z_and_of_no_exception_for_processors(ask: Asked) -> None:
    stack = {"item_kind": "memory", "memory_bandwidth_density": "6.7"}
    found = ask("XHBM-1", "CN", "2025-06-01", parent="CN", eccn="5A002.z", **stack)
    assert found.item.classifications == ("3A090.c",)
    assert {statuses(found).get(name, "unavailable") for name in ("NAC", "ACA")} == {"unavailable"}


def test_trap_10_a_processor_packaged_with_memory_is_judged_by_its_logic(ask: Asked) -> None:
    facts = {"item_kind": "ic", "memory_bandwidth_density": "6.7", "tpp": "1000", "performance_density": "1"}
    found = ask("", "CN", "2025-06-01", designed_or_marketed_for_datacenter="yes", **facts)
    assert (found.item.classifications, found.item.possible) == ((), ())


@pytest.mark.parametrize(
    ("day", "billions", "memory", "stands"),
    [
        ("2026-06-01", "29.9", "yes", "overcome"),
        ("2026-06-01", "30", "no", "arms-embargoed"),
        ("2027-06-01", "34.9", "no", "overcome"),
        ("2027-06-01", "34.9", "yes", "arms-embargoed"),
        ("2027-06-01", "35", "no", "arms-embargoed"),
        ("2028-06-01", "29.9", "yes", "overcome"),
        ("2028-06-01", "34.9", "no", "arms-embargoed"),
        ("2029-01-01", "39.9", "no", "overcome"),
        ("2029-01-01", "39.9", "yes", "arms-embargoed"),
        ("2029-01-01", "40", "no", "arms-embargoed"),
    ],
)
def test_trap_15_the_limit_of_transistors_follows_the_year_and_the_memory(
    ask: Asked, day: str, billions: str, memory: str, stands: str
) -> None:
    found = foundry(ask, day, transistor_count=billions, contains_hbm=memory, count_attested_by="fabricator")
    applies = {item.paragraph for item in of(found, FOUNDRY) if item.effect == "applies"}
    assert applies & {"overcome", "arms-embargoed"} == {stands}


def test_trap_15_in_2028_the_strict_limit_is_used_and_said(ask: Asked) -> None:
    found = foundry(ask, "2028-06-01", transistor_count="34.9", contains_hbm="no", count_attested_by="fabricator")
    (notice,) = [item for item in of(found, FOUNDRY) if item.paragraph == "count-of-2028"]
    assert (str(notice.outcome), "silent on 2028" in notice.because) == ("no_finding", True)


def test_trap_17_a_foundry_shipment_between_effect_and_compliance_is_warned_of_and_not_blocked(ask: Asked) -> None:
    before, between, after = (foundry(ask, day) for day in ("2025-01-15", "2025-01-30", "2025-01-31"))
    assert not of(before, FOUNDRY)
    (notice,) = of(between, FOUNDRY)
    assert (str(notice.outcome), "2025-01-31" in notice.because) == ("no_finding", True)
    assert answer(after) == ("license_required", "presumption_of_denial")


def foundry(ask: Asked, day: str, **facts: str) -> LineDecision:
    known = {
        "item_kind": "ic",
        "process_node": "7",
        "tpp": "1000",
        "performance_density": "1",
        "designed_or_marketed_for_datacenter": "no",
        "ships_as_fabricator_or_packager": "yes",
        "packaged_outside_macau_d5": "yes",
        "attested_outside_3a090a": "no",
        "packager": "none",
    }
    return ask("SG-1", "CN", day, parent="CN", eccn="3A991.p", **{**known, **facts})
