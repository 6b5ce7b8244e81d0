"""What is noted of a circuit beside its answer: siblings, the lane, the letters, and the text that is not enforced."""

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog

from .single_items import Asked, answer, of

DIFFUSION = "us.ear.742.6.a6_diffusion"
LANE = "us.ear.742.6.b10_lane"
APRIL = "us.ear.letters.april_2025_circuits"


@pytest.fixture(scope="module")
def ask(law: Law, catalog: Catalog) -> Asked:
    return Asked(law, catalog)


@pytest.mark.parametrize("part", ["A10", "A10G"])
def test_a_sibling_that_its_maker_puts_outside_is_not_named_as_controlled(ask: Asked, part: str) -> None:
    assert ask("RTX A6000", "CN", "2024-06-01").item.classifications == ()
    notes = of(ask(part, "CN", "2024-06-01"), "exportgate.same_silicon")
    assert any("A40" in note.because for note in notes)
    assert not any("RTX A6000" in note.because for note in notes)


@pytest.mark.parametrize(
    ("part", "to", "parent", "event"),
    [
        ("GeForce RTX 4090", "DE", "CN", "export"),
        ("A30", "VE", "VE", "export"),
        ("Instinct MI210", "VE", "VE", "export"),
        ("A30", "CN", "CN", "reexport"),
    ],
)
def test_no_review_of_what_nac_admits_gets_stricter_in_january_2026(
    ask: Asked, part: str, to: str, parent: str, event: str
) -> None:
    days = ("2026-01-14", "2026-01-15", "2026-07-10")
    found = {answer(ask(part, to, day, parent=parent, event=event, nac_notice_accepted="no")) for day in days}
    assert found == {("license_required", "case_by_case")}


def test_the_presumption_of_denial_stays_for_data_center_circuits_outside_the_lane(ask: Asked) -> None:
    assert answer(ask("B200", "CN", "2026-03-01", parent="CN")) == ("license_required", "presumption_of_denial")


def test_the_lane_is_no_note_on_a_circuit_outside_3a090(ask: Asked) -> None:
    assert of(ask("T4", "CN", "2026-03-01"), LANE) == []
    assert of(ask("H200 NVL", "CN", "2026-03-01"), LANE) != []


@pytest.mark.parametrize("eccn", ["3A001", "5A002"])
def test_what_the_lane_asks_for_waits_until_the_family_of_the_item_is_known(ask: Asked, eccn: str) -> None:
    needs = ask("XYZ", "CN", "2026-06-01", eccn=eccn).needs
    assert "declared_eccn" in needs
    assert not {"commercially_available_in_us", "us_supply_certified", "us_laboratory_tests", "tpp"} & set(needs)


@pytest.mark.parametrize(
    ("part", "to", "day", "class_of_letter"),
    [
        ("H20 SXM 96GB", "SG", "2026-06-01", APRIL),
        ("A100 SXM4 80GB", "DE", "2022-09-01", "us.ear.letters.august_2022_circuits"),
    ],
)
def test_a_class_of_a_letter_is_told_only_where_the_letter_reaches(
    ask: Asked, part: str, to: str, day: str, class_of_letter: str
) -> None:
    assert of(ask(part, to, day, parent=to), class_of_letter) == []
    assert of(ask(part, "CN", day, parent="CN"), class_of_letter) != []


@pytest.mark.parametrize("day", ["2025-03-03", "2025-06-01", "2026-06-01"])
def test_the_text_that_is_not_enforced_is_told_only_where_no_enforced_license_stands(ask: Asked, day: str) -> None:
    told = {parent: of(ask("H100 SXM5 80GB", "DE", day, parent=parent), DIFFUSION) for parent in ("DE", "CN")}
    assert [note.paragraph for note in told["DE"]] == ["worldwide"]
    assert "worldwide" not in [note.paragraph for note in told["CN"]]


@pytest.mark.parametrize("to", ["US", "DE"])
def test_red_flag_19_is_none_of_a_dealer_in_finished_circuits(ask: Asked, to: str) -> None:
    assert of(ask("Ascend 910B1", to, "2025-05-12"), "us.ear.732.designer") == []
    made = ask("Ascend 910B1", to, "2025-05-12", ships_as_fabricator_or_packager="yes")
    assert [str(found.outcome) for found in of(made, "us.ear.732.designer")] == ["hold"]


@pytest.mark.parametrize(("kind", "day"), [("memory", "2022-09-01"), ("tool", "2022-09-01"), ("tool", "2023-10-24")])
def test_letters_ask_nothing_of_what_has_no_processing_units(ask: Asked, kind: str, day: str) -> None:
    found = ask("XYZ", "CN", day, parent="CN", item_kind=kind, package_area="121")
    assert not {"tpp", "io_bandwidth", "designer"} & set(found.needs)
    assert not any(finding.provision.startswith("us.ear.letters.") for finding in found.findings)


def test_a_circuit_of_a_letter_is_watched_like_one_of_3a090(ask: Asked) -> None:
    asked = {
        part: {item.fact for item in ask(part, "CN", "2026-06-01").checklist}
        for part in ("H20 SXM 96GB", "H100 SXM5 80GB")
    }
    other = {item.fact for item in ask("XYZ", "CN", "2026-06-01", eccn="4A994.l").checklist}
    assert {"cash_payment", "first_purchase", "site_without_power"} <= asked["H20 SXM 96GB"] & asked["H100 SXM5 80GB"]
    assert not {"cash_payment", "first_purchase"} & other
