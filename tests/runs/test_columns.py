"""Headings of ERP and customs exports find their columns; what is ambiguous is asked for, never guessed."""

import csv
from pathlib import Path

import pytest

from exportgate.foundation.errors import InputError
from exportgate.parties.countries import Countries
from exportgate.runs.columns import ColumnMap, find_columns
from exportgate.runs.headings import COLUMNS, Vocabulary
from exportgate.runs.mapping import read_mapping

from .facts import FACTS

FILE = Path("shipments.csv")
GENERATED = (
    "shipment_id",
    "line",
    "ship_date",
    "event",
    "export_country",
    "consignee",
    "consignee_address",
    "consignee_country",
    "end_user",
    "end_user_country",
    "destination_country",
    "part_number",
    "description",
    "eccn",
    "quantity",
    "unit_value_usd",
)


def found(*headings: str, mapping: str = "", folder: Path | None = None) -> ColumnMap:
    vocabulary = Vocabulary.load(FACTS)
    if folder is None:
        return find_columns(FILE, headings, vocabulary)
    path = folder / "mapping.yaml"
    path.write_text(mapping, encoding="utf-8")
    return find_columns(FILE, headings, vocabulary, read_mapping(path, Countries.load(), FACTS))


def refused(*headings: str, mapping: str = "", folder: Path | None = None) -> str:
    with pytest.raises(InputError) as caught:
        found(*headings, mapping=mapping, folder=folder)
    return str(caught.value)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_known_by_its_own_name(column: str) -> None:
    assert Vocabulary.load(FACTS).meaning(column).column == column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Ship-to party", "ultimate_consignee"),
        ("Name of the ship-to party", "ultimate_consignee"),
        ("Sold-to Party", "purchaser"),
        ("Goods recipient", "ultimate_consignee"),
        ("Material", "part_number"),
        ("MATNR", "part_number"),
        ("Act. goods issue date", "ship_date"),
        ("Ship To Name", "ultimate_consignee"),
        ("Bill-To Customer", "purchaser"),
        ("Ordered Item", "part_number"),
        ("Actual Shipment Date", "ship_date"),
        ("Ultimate Consignee Name", "ultimate_consignee"),
        ("Country of Ultimate Destination", "destination_country"),
        ("Schedule B/HTS Number", "hts"),
        ("Date of Exportation", "ship_date"),
        ("Freight Forwarder", "forwarder"),
        ("Notify Party", "intermediate_consignee"),
        ("\ufeffBuyer", "purchaser"),
        ("CUSTOMER_NAME", "purchaser"),
        ("consigneeAddress", "ultimate_consignee_address"),
        ("EndUserCountryCode", "end_user_country"),
        ("End user HQ", "end_user_headquarters"),
        ("Ultimate parent of end user", "end_user_parent"),
        ("Part #", "part_number"),
        ("P/N", "part_number"),
        ("Qty (pcs)", "quantity"),
        ("Datacentre", "designed_or_marketed_for_datacenter"),
        ("Warenempfänger", "ultimate_consignee"),
    ],
)
def test_usual_headings_name_their_column(heading: str, column: str) -> None:
    assert Vocabulary.load(FACTS).meaning(heading).column == column


@pytest.mark.parametrize(
    "heading", ["USPPI", "Quantity Unit", "Value (US $)", "KUNNR", "LAND1", "Country", "Item", "", "€"]
)
def test_headings_of_several_meanings_name_nothing(heading: str) -> None:
    assert Vocabulary.load(FACTS).meaning(heading).column is None


def test_the_generated_export_is_mapped_whole() -> None:
    columns = found(*GENERATED)
    assert columns.passed_through == ()
    assert columns.currency == "USD"
    assert columns.notes == ()
    assert columns.positions["ultimate_consignee_address"] == 6
    assert columns.positions["unit_value"] == 15


def test_headings_of_the_generator_are_those_of_this_test(shared: Path) -> None:
    text = (shared / "bench" / "make_shipments.py").read_text(encoding="utf-8")
    assert all(f"'{heading}'" in text for heading in GENERATED)


def test_unknown_headings_are_passed_through_and_ambiguous_ones_explained() -> None:
    columns = found("Consignee", "Part", "Plant", "Country")
    assert columns.passed_through == ("Plant", "Country")
    assert columns.notes == ("the column 'Country' is not used: say whose country it is in a mapping file",)


def test_a_file_without_part_and_eccn_is_read_and_reported() -> None:
    assert found("Consignee", "Ship date").notes == (
        "no column gives a part number or an ECCN, so no line says what is shipped",
    )


def test_an_address_without_a_name_column_is_reported() -> None:
    assert "no column gives the name of the end user" in found("Consignee", "Part", "End user address").notes[0]


def test_two_headings_for_one_column_are_refused_with_both_and_the_next_step() -> None:
    message = refused("Ship-to party", "Part", "Name of ship-to party")
    assert "'Ship-to party' (column 1) and 'Name of ship-to party' (column 3)" in message
    assert "ultimate_consignee" in message
    assert "--mapping" in message
    assert "rename one of them" in refused("Consignee", "Consignee")


def test_a_file_without_a_party_is_refused_with_what_was_found() -> None:
    message = refused("Part", "Konsignee", "KUNNR")
    assert "headings found: 'Part', 'Konsignee', 'KUNNR'" in message
    assert "'Konsignee' resembles 'consignee' (ultimate_consignee)" in message
    assert "customer's number" in message
    assert "columns: {HEADING: ultimate_consignee}" in message


def test_a_very_wide_file_without_a_party_is_refused_in_a_bounded_sentence() -> None:
    assert len(refused(*("x" * 5000 for _ in range(3000)))) < 20_000


def test_the_mapping_goes_before_usual_headings(tmp_path: Path) -> None:
    mapping = "columns:\n  Kunde: ultimate_consignee\nignore: [Delivery]\n"
    columns = found("Kunde", "Ship-to", "Delivery", "Part", mapping=mapping, folder=tmp_path)
    assert dict(columns.positions) == {"ultimate_consignee": 0, "part_number": 3}
    assert columns.passed_through == ("Ship-to", "Delivery")
    assert "'Ship-to' is not used: the mapping gives ultimate_consignee to another" in columns.notes[0]


def test_a_mapping_finds_its_heading_in_another_spelling(tmp_path: Path) -> None:
    columns = found("Empfänger\nName", mapping="columns: {empfanger name: end_user}", folder=tmp_path)
    assert columns.positions["end_user"] == 0


def test_a_heading_that_is_not_in_the_file_is_refused_with_line_column_and_suggestion(tmp_path: Path) -> None:
    mapping = "columns:\n  Konsigne: end_user\nignore: [Plant]\n"
    message = refused("Konsignee", "Part", mapping=mapping, folder=tmp_path)
    assert "mapping.yaml:2:3: shipments.csv has no heading 'Konsigne'; did you mean 'Konsignee'?" in message
    assert "mapping.yaml:3:10: shipments.csv has no heading 'Plant'" in message


def test_a_heading_that_stands_twice_in_the_file_cannot_be_mapped(tmp_path: Path) -> None:
    message = refused("Name", "Name", mapping="columns: {Name: end_user}", folder=tmp_path)
    assert "stands twice" in message


def test_a_damaged_vocabulary_is_refused_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text("columns:\n  eccn: [Code]\n  hts: [code]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"columns\.yaml:3:9: 'code' names both eccn and hts"):
        Vocabulary.load(FACTS, tmp_path)


def test_no_shipped_synonym_is_lost_to_its_spelling() -> None:
    vocabulary = Vocabulary.load(FACTS)
    wrong = [
        text for key, text in vocabulary.written.items() if vocabulary.meaning(text).column != vocabulary.columns[key]
    ]
    assert wrong == []


def test_csv_headings_with_quotes_and_breaks_are_understood() -> None:
    row = next(csv.reader(['"Ship\nDate","Consignee ""Name""","Part No."']))
    assert set(found(*row).positions) == {"ship_date", "ultimate_consignee", "part_number"}
