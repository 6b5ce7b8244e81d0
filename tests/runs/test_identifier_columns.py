"""The numbers of a party are taken from whatever columns a file has for them, each with its label."""

from pathlib import Path

from exportgate.parties.countries import Countries
from exportgate.runs.columns import find_columns
from exportgate.runs.framing import RecordReader
from exportgate.runs.headings import Vocabulary
from exportgate.runs.lines import LineParser
from exportgate.screening.party_search import party_of
from exportgate.screening.shipment import ShipmentLine

from .facts import FACTS

HEAD = "Ship date,Export country,ECCN,End user,End user country"


def lines(folder: Path, headings: str, *rows: str) -> tuple[list[ShipmentLine], tuple[str, ...]]:
    path = folder / "numbers.csv"
    path.write_text("\n".join((f"{HEAD},{headings}", *(f"2024-06-03,US,EAR99,Weser AG,DE,{row}" for row in rows), "")))
    reader = RecordReader(path)
    columns = find_columns(path, reader.headings, Vocabulary.load(FACTS))
    parser = LineParser(columns, Countries.load())
    found = [line for record in reader if isinstance(line := parser.parse(record), ShipmentLine)]
    return found, columns.notes


def test_numbers_are_looked_up_with_the_label_of_their_column(tmp_path: Path) -> None:
    headings = "End user registration number,End user USCC,End user LEI,End user IMO number"
    (line,), _ = lines(tmp_path, headings, "HRB 12345,91110000MA005UCQ5P,25340038P8SYW80B9W34,IMO 9187629")
    assert party_of(line.parties[0]).identifiers == (
        "IMO 9187629",
        "Registration number: HRB 12345",
        "Tax ID: 91110000MA005UCQ5P",
        "LEI: 25340038P8SYW80B9W34",
    )


def test_an_empty_cell_gives_no_number(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, "End user tax id", "7736640919", "")
    assert [line.parties[0].identifiers for line in found] == [("Tax ID: 7736640919",), ()]


def test_a_second_column_of_numbers_is_passed_through_and_not_refused(tmp_path: Path) -> None:
    (line,), notes = lines(tmp_path, "End user id,End user DUNS", "0000104711,52-023-7366")
    assert line.parties[0].identifiers == ("0000104711",)
    assert any("'End user DUNS' is not used: 'End user id' gives end_user_id" in note for note in notes)


def test_a_number_that_cannot_be_compared_is_remarked_on_the_line(tmp_path: Path) -> None:
    found, _ = lines(tmp_path, "End user tax id", "7.73664E+09", "7736640919.0", "12", "RU 7736640919")
    cut, amount, short, whole = (
        [text for text in line.remarks if text.startswith("end user: the identifier")] for line in found
    )
    assert len(found) == 4
    assert len(cut) == 1
    assert cut[0].startswith("end user: the identifier 'Tax ID: 7.73664E+09' cannot be compared: a spreadsheet")
    assert cut[0].endswith("format the column as text and enter the whole number")
    assert "fewer than 5 letters and digits" in short[0]
    assert amount == whole == []
