"""Who designed or packaged an item is recognized however it is written, and its headquarters follow from that."""

from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import Code
from exportgate.items.catalog import Catalog
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.line_facts import settled

from .single_items import Asked, of

CIRCUIT = {"item_kind": "ic", "tpp": "6000", "designed_or_marketed_for_datacenter": "yes"}
GP10, STATED = "us.ear.736.gp10", "us.ear.736.gp10_stated"
DAY = "2026-06-01"


@pytest.fixture(scope="module")
def ask(law: Law, catalog: Catalog) -> Asked:
    return Asked(law, catalog)


def questions(decision: LineDecision) -> list[str]:
    return [item.fact for item in decision.checklist if item.provision.startswith(GP10)]


@pytest.mark.parametrize(
    "designer",
    [
        "Huawei",
        "HUAWEI Technologies Co., Ltd.",
        "hisilicon",
        "HiSilicon (Shanghai) Technologies",
        "Huawei International Pte Ltd",
        "华为",
        "Cambricon",
        "Biren Technology",
    ],
)
def test_a_circuit_of_3a090_by_a_designer_from_china_is_presumed_to_be_made_in_breach(
    ask: Asked, designer: str
) -> None:
    found = ask("XYZ", "DE", DAY, parent="DE", designer=designer, **CIRCUIT)
    assert str(found.outcome) == "prohibited"
    assert [finding.paragraph for finding in of(found, GP10)] == ["designer"]
    assert questions(found) == []


def test_an_american_designer_answers_the_question(ask: Asked) -> None:
    found = ask("XYZ", "DE", DAY, parent="DE", designer="NVIDIA Corporation", **CIRCUIT)
    assert (of(found, GP10), of(found, STATED), questions(found)) == ([], [], [])


@pytest.mark.parametrize("designer", ["NVIDIA Corporation", "Huawei", "Nobody"])
def test_a_seat_in_macau_or_d5_that_is_stated_counts_whatever_the_name(ask: Asked, designer: str) -> None:
    found = ask("XYZ", "DE", DAY, parent="DE", designer=designer, designer_in_macau_or_d5="yes", **CIRCUIT)
    assert str(found.outcome) == "prohibited"
    assert of(found, STATED) != []


@pytest.mark.parametrize(
    ("to", "parent", "start"), [("DE", "CN", "US"), ("CN", "CN", "US"), ("DE", "DE", "CN"), ("DE", "DE", "MO")]
)
def test_an_unknown_designer_holds_where_the_line_touches_macau_or_d5(
    ask: Asked, to: str, parent: str, start: str
) -> None:
    found = of(ask("XYZ", to, DAY, parent=parent, start=start, designer="Nobody Ltd", **CIRCUIT), STATED)
    assert [(finding.paragraph, finding.effect) for finding in found] == [("cause-to-ask", "undetermined")]
    assert found[0].needs == ("designer_in_macau_or_d5",)


def test_an_unknown_designer_is_a_question_for_the_reviewer_elsewhere(ask: Asked) -> None:
    found = ask("XYZ", "DE", DAY, parent="DE", **CIRCUIT)
    assert of(found, STATED) == []
    assert questions(found) == ["designer_in_macau_or_d5"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("apple", "Apple"),
        ("Apple Inc.", "Apple"),
        ("Advanced Micro Devices, Inc.", "AMD"),
        ("HPE", "Hewlett Packard Enterprise"),
        ("ASE Technology", "ASE"),
        ("Texas Instruments Incorporated", "Texas Instruments"),
    ],
)
def test_an_approved_maker_is_recognized_however_it_is_written(catalog: Catalog, written: str, name: str) -> None:
    found = catalog.makers.named(written)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "written", ["Apple Technology Shenzhen", "Intelligent Inc.", "Block Chain Ltd", "Micron Silicon"]
)
def test_likeness_to_an_approved_maker_gives_nothing(catalog: Catalog, written: str) -> None:
    assert catalog.makers.named(written) is None
    assert catalog.makers.headquarters(written) == ""


@pytest.mark.parametrize("group", ["us.ear.groups.approved_designers", "us.ear.groups.approved_osats"])
def test_every_approved_maker_is_recognized_by_its_own_name(law: Law, catalog: Catalog, group: str) -> None:
    names = law.on(date.fromisoformat(DAY)).groups[group]
    assert names
    assert {name: getattr(catalog.makers.named(name), "name", "") for name in names} == {name: name for name in names}


def test_a_line_states_its_designer_as_well_as_a_person_does(law: Law, catalog: Catalog) -> None:
    query = ItemQuery("XYZ", eccn="3A090.a", line=(("designer", Code("HiSilicon Co., Ltd.")),))
    of_day = law.on(date.fromisoformat(DAY))
    (item,) = settled([item_rows(query, catalog)], of_day.definitions, law.rules.vocabulary)
    facts = dict(item.rows[0].facts)
    assert (facts["designer"], facts["designer_headquarters"]) == (Code("Huawei"), Code("CN"))
    assert item.contradictions == ()


def test_the_designer_of_a_catalog_part_is_not_contradicted_by_its_legal_name(law: Law, catalog: Catalog) -> None:
    query = ItemQuery("H100 SXM5 80GB", line=(("designer", Code("NVIDIA Corporation")),))
    of_day = law.on(date.fromisoformat(DAY))
    (item,) = settled([item_rows(query, catalog)], of_day.definitions, law.rules.vocabulary)
    assert item.contradictions == ()


def test_a_figure_given_against_the_catalog_is_used_and_named(ask: Asked) -> None:
    (note,) = of(ask("H100 SXM5 80GB", "DE", DAY, parent="DE", tpp="100"), "exportgate.given_otherwise")
    assert (str(note.outcome), note.effect) == ("no_finding", "applies")
    assert "given as 100 TPP, but the catalog gives 15831.2 TPP for H100 SXM5 80GB" in note.because
    assert of(ask("H100 SXM5 80GB", "DE", DAY, parent="DE", tpp="15831.2"), "exportgate.given_otherwise") == []


def test_given_figures_that_contradict_each_other_hold(ask: Asked) -> None:
    found = ask("XYZ", "DE", DAY, parent="DE", item_kind="ic", tpp="1000", fp16_rate="400")
    (note,) = of(found, "exportgate.given_otherwise")
    assert (str(note.outcome), note.needs) == ("hold", ("tpp",))
    assert "given as 1000 TPP, but the other figures that are given make it 6400 TPP" in note.because


def test_a_foundry_is_told_where_its_designer_is_not_recognized(ask: Asked) -> None:
    facts = {"ships_as_fabricator_or_packager": "yes", "item_kind": "ic", "process_node": "5"}
    told = {
        name: of(ask("XYZ", "CN", DAY, designer=name, **facts), "exportgate.maker_not_recognized")
        for name in ("apple inc", "Pear Inc.")
    }
    assert told["apple inc"] == []
    assert ["'Pear Inc.' is not recognized" in note.because for note in told["Pear Inc."]] == [True]


def test_an_attestation_of_an_approved_designer_counts_however_it_is_written(ask: Asked) -> None:
    facts = {"ships_as_fabricator_or_packager": "yes", "item_kind": "ic", "process_node": "5"}
    attested = {**facts, "attested_outside_3a090a": "yes"}
    found = {
        name: of(ask("XYZ", "CN", DAY, designer=name, **attested), "us.ear.foundry.license") for name in ("HPE", "X")
    }
    assert {name: [item.paragraph for item in items] for name, items in found.items()} == {
        "HPE": ["overcome"],
        "X": ["arms-embargoed"],
    }
