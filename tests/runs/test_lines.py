"""Records become typed lines; a row that cannot be screened is rejected with every reason, and no other row is."""

import csv
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.quantities import exactly
from exportgate.foundation.truth import Truth
from exportgate.parties.countries import Countries
from exportgate.runs.columns import find_columns
from exportgate.runs.framing import Record, RecordReader
from exportgate.runs.headings import Vocabulary
from exportgate.runs.lines import LineParser
from exportgate.runs.mapping import read_mapping
from exportgate.runs.rejects import Rejection
from exportgate.screening.shipment import LineParty, ShipmentLine

from .facts import FACTS

GOOD = {
    "ship_date": "2023-11-17",
    "event": "export",
    "export_country": "US",
    "consignee": "Acme GmbH",
    "consignee_country": "Germany",
    "end_user": "Beta SA",
    "end_user_country": "FR",
    "destination_country": "DE",
    "part_number": "A100",
    "eccn": "3a090.A",
    "quantity": "8",
}


def parse(
    cells: dict[str, str], *, on: date | None = None, mapping: str = "", folder: Path | None = None
) -> ShipmentLine | Rejection:
    countries = Countries.load()
    settings = {}
    if folder is not None:
        path = folder / "mapping.yaml"
        path.write_text(mapping, encoding="utf-8")
        settings = {"mapping": read_mapping(path, countries, FACTS)}
    columns = find_columns(Path("shipments.csv"), tuple(cells), Vocabulary.load(FACTS), **settings)
    parser = LineParser(columns, countries, on=on, **settings)
    fields = tuple(cells.values())
    return parser.parse(Record(1, 2, fields, ",".join(fields), None))


def line(cells: dict[str, str], **settings: object) -> ShipmentLine:
    parsed = parse(cells, **settings)  # type: ignore[arg-type] # the settings of parse
    assert isinstance(parsed, ShipmentLine), parsed
    return parsed


def reasons(cells: dict[str, str], **settings: object) -> tuple[str, ...]:
    parsed = parse(cells, **settings)  # type: ignore[arg-type] # the settings of parse
    assert isinstance(parsed, Rejection), parsed
    return parsed.reasons


def without(*columns: str) -> dict[str, str]:
    return {column: text for column, text in GOOD.items() if column not in columns}


def test_a_good_row_becomes_a_typed_line() -> None:
    parsed = line(GOOD | {"Unit price (EUR)": "12.50", "data center": "yes", "HTS": "8471.50", "Line": "3"})
    assert parsed.date == date(2023, 11, 17)
    assert (parsed.event, parsed.export_country, parsed.destination_country) == ("export", "US", "DE")
    assert (parsed.part_number, parsed.eccn, parsed.hts, parsed.line_number) == ("A100", "3A090.a", "8471.50", "3")
    assert (parsed.quantity, parsed.unit_value, parsed.currency) == (Decimal(8), Decimal("12.50"), "EUR")
    assert parsed.facts == (("designed_or_marketed_for_datacenter", Truth.YES),)
    assert parsed.parties == (
        LineParty("ultimate_consignee", "Acme GmbH", "DE"),
        LineParty("end_user", "Beta SA", "FR"),
    )
    assert parsed.remarks == ()


def test_every_field_of_a_party_is_read() -> None:
    cells = GOOD | {
        "Buyer": " Gamma Ltd ",
        "Buyer address": "1 Main Street",
        "Buyer country": "SG",
        "Buyer headquarters": "China",
        "Buyer parent": "Delta Group",
        "Buyer parent country": "CN",
    }
    assert line(cells).parties[0] == LineParty(
        "purchaser", "Gamma Ltd", "SG", "1 Main Street", "CN", "Delta Group", "CN"
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ship_date": ""}, "no ship date"),
        ({"ship_date": "2023-02-30"}, "not a day of the calendar"),
        ({"ship_date": "17.11.2023"}, "date_format"),
        ({"quantity": "twelve"}, "positive finite number"),
        ({"quantity": "-4"}, "positive finite number"),
        ({"quantity": "0"}, "not positive"),
        ({"quantity": "1e999"}, "positive finite number"),
        ({"quantity": "NaN"}, "positive finite number"),
        ({"quantity": "1,000"}, "without thousands separators"),
        ({"destination_country": "ZQ"}, "destination country 'ZQ' is no country"),
        ({"consignee_country": "ZQ"}, "country of the ultimate consignee 'ZQ' is no country"),
        ({"export_country": "Atlantis"}, "country of export 'Atlantis'"),
        ({"consignee": "", "end_user": " - "}, "no party is named: the end user and the ultimate consignee are empty"),
        ({"eccn": "3A9"}, "ECCN '3A9'"),
        ({"event": "gift"}, "event 'gift'"),
    ],
)
def test_a_row_that_cannot_be_screened_is_rejected_with_the_reason(changed: dict[str, str], said: str) -> None:
    (reason,) = reasons(GOOD | changed)
    assert said in reason


def test_all_reasons_of_a_row_are_told_together() -> None:
    parsed = parse(GOOD | {"ship_date": "soon", "quantity": "-1", "eccn": "x", "event": "x", "consignee_country": "x"})
    assert isinstance(parsed, Rejection)
    assert len(parsed.reasons) == 5
    assert parsed.reason.count("; ") >= 4


def test_a_spoiled_record_keeps_its_fault_as_the_reason() -> None:
    columns = find_columns(Path("shipments.csv"), tuple(GOOD), Vocabulary.load(FACTS))
    rejection = LineParser(columns, Countries.load()).parse(Record(7, 9, None, '1,"x', "unclosed quote in column 2"))
    assert rejection == Rejection(7, 9, ("unclosed quote in column 2",), '1,"x')


def test_an_empty_row_has_one_reason() -> None:
    assert reasons(dict.fromkeys(GOOD, " ")) == ("every field is empty; delete the row",)


def test_the_day_given_for_all_lines_makes_up_for_a_missing_ship_date_but_not_for_a_wrong_one() -> None:
    assert line(without("ship_date"), on=date(2024, 1, 1)).date == date(2024, 1, 1)
    assert line(GOOD, on=date(2024, 1, 1)).date == date(2024, 1, 1)
    assert "calendar" in reasons(GOOD | {"ship_date": "2023-02-30"}, on=date(2024, 1, 1))[0]


@pytest.mark.parametrize(
    ("absent", "destination", "source"),
    [
        (("destination_country",), "FR", "end user"),
        (("destination_country", "end_user_country"), "DE", "ultimate consignee"),
    ],
)
def test_a_missing_destination_is_taken_from_who_receives_and_says_so(
    absent: tuple[str, ...], destination: str, source: str
) -> None:
    for cells in (without(*absent), GOOD | dict.fromkeys(absent, "")):
        parsed = line(cells)
        assert parsed.destination_country == destination
        assert parsed.remarks == (f"the destination is taken from the country of the {source}",)


def test_a_destination_that_nothing_tells_stays_unknown_and_is_remarked() -> None:
    parsed = line(without("destination_country", "end_user_country", "consignee_country"))
    assert parsed.destination_country is None
    assert parsed.remarks == ("no destination country is given",)


@pytest.mark.parametrize(
    ("export", "destination", "event"),
    [
        ("US", "DE", "export"),
        ("TW", "DE", "reexport"),
        ("DE", "DE", "in_country_transfer"),
        ("US", "US", "in_country_transfer"),
        ("", "DE", None),
    ],
)
def test_a_missing_event_follows_from_the_countries(export: str, destination: str, event: str | None) -> None:
    parsed = line(without("event") | {"export_country": export, "destination_country": destination})
    assert parsed.event == event
    assert len(parsed.remarks) == 1


def test_the_purchaser_is_party_enough_where_no_column_names_a_receiver() -> None:
    cells = without("consignee", "end_user") | {"Customer": "Acme"}
    assert [party.role for party in line(cells).parties] == ["purchaser"]
    assert reasons(cells | {"Customer": ""}) == ("no party is named: the purchaser is empty",)


def test_an_address_without_its_name_is_rejected() -> None:
    assert reasons(GOOD | {"end_user": "", "end_user_address": "1 Main Street"}) == (
        "the end user has no name, only an address, a parent or owners",
    )


def test_a_number_for_a_name_is_remarked() -> None:
    assert "has no letter" in line(GOOD | {"consignee": "0000104711"}).remarks[0]
    assert line(GOOD | {"consignee": "1汽"}).remarks == ()


def test_values_that_do_not_decide_are_remarked_and_unknown() -> None:
    parsed = line(GOOD | {"unit_value": "$ 12", "currency": "dollars"})
    assert (parsed.unit_value, parsed.currency) == (None, None)
    assert len(parsed.remarks) == 2


def test_defaults_of_the_mapping_fill_absent_and_empty_columns(tmp_path: Path) -> None:
    mapping = "defaults: {export_country: TW, event: re-export, destination_country: JP, tpp: 4800, end_use: test}"
    parsed = line(without("event", "export_country") | {"destination_country": ""}, mapping=mapping, folder=tmp_path)
    assert (parsed.event, parsed.export_country, parsed.destination_country) == ("reexport", "TW", "JP")
    assert (parsed.facts, parsed.end_use, parsed.remarks) == ((("tpp", exactly(4800)),), "test", ())
    assert line(GOOD, mapping=mapping, folder=tmp_path).event == "export"


@given(text=st.text(min_size=1))
def test_a_reason_stays_on_one_line_of_bounded_length(text: str) -> None:
    (reason,) = reasons(GOOD | {"eccn": f"?{text}"})
    assert len(reason) < 150
    assert reason.isprintable()


@given(cells=st.lists(st.text(max_size=10), min_size=len(GOOD), max_size=len(GOOD)))
def test_any_row_becomes_a_line_or_a_rejection_with_a_reason(cells: list[str]) -> None:
    parsed = parse(dict(zip(GOOD, cells, strict=True)))
    assert isinstance(parsed, ShipmentLine) or all(parsed.reasons)


@pytest.mark.parametrize("dirty", ["0.002", "0.2"])
def test_every_dirty_row_of_a_generated_file_is_rejected_and_no_clean_one(
    shared: Path, tmp_path: Path, dirty: str
) -> None:
    path = tmp_path / "ten.csv"
    generator = shared / "bench" / "make_shipments.py"
    subprocess.run([sys.executable, str(generator), "10000", str(path), "--dirty", dirty], check=True)
    with (tmp_path / "ten.truth.csv").open(encoding="utf-8", newline="") as stream:
        expected = {int(row["row"]): row["dirty"] for row in csv.DictReader(stream) if row["dirty"]}
    reader = RecordReader(path)
    parser = LineParser(find_columns(path, reader.headings, Vocabulary.load(FACTS)), Countries.load())
    parsed = [parser.parse(record) for record in reader]
    rejected = [item.row for item in parsed if isinstance(item, Rejection)]
    assert set(expected.values()) >= {"missing-column", "bad-date", "bad-quantity", "bad-country", "open-quote"}
    assert rejected == sorted(expected)
    assert (len(parsed), reader.lines) == (10_000, 10_001)
