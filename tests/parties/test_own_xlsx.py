"""A list of one's own is read from a workbook as from CSV, and a workbook may be anything."""

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import own_csv, own_xlsx, xlsx_sheets
from exportgate.parties.lists.formats import format_of

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ("Number", "Company", "Country", "Also known as", "Listed on")


def sheet(book: Workbook, name: str, *rows: tuple[Any, ...]) -> Worksheet:
    made: Worksheet = book.create_sheet(name)
    for row in rows:
        made.append(row)
    return made


def workbook(folder: Path, *rows: tuple[Any, ...], name: str = "Parties") -> Path:
    book = Workbook(write_only=True)
    sheet(book, name, *rows)
    return saved(folder, book)


def saved(folder: Path, book: Workbook) -> Path:
    path = folder / "own.xlsx"
    book.save(path)
    return path


def altered(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """Replace bytes of a part, which a spreadsheet program would not write."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def cell(path: Path, place: str, xml: str) -> Path:
    """Replace a cell of the first sheet."""
    with zipfile.ZipFile(path) as archive:
        written = archive.read(SHEET)
    found = re.search(rb'<c r="%s".*?</c>' % place.encode(), written)
    assert found
    return altered(path, SHEET, found[0], xml.encode())


def refused(path: Path, given: dict[str, str] | None = None, sheet_name: str = "") -> list[str]:
    with pytest.raises(ListError) as error:
        own_xlsx.read(path, given, sheet=sheet_name)
    return str(error.value).splitlines()


def test_a_sheet_gives_the_entries_of_the_same_table_as_csv(tmp_path: Path) -> None:
    rows = [
        ("7", "First, Co.", "China", "FC; 1st", "2020-01-31"),
        ("8", "Other", "DE", "", ""),
        ("7", "First HK", "HK", "", ""),
    ]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in (HEADINGS, *rows))
    (tmp_path / "own.csv").write_text(text, "utf-8")
    path = workbook(tmp_path, HEADINGS, *rows)
    from_sheet, from_csv = own_xlsx.read(path), own_csv.read(tmp_path / "own.csv")
    assert from_sheet.entries == from_csv.entries
    assert (from_sheet.rows, from_sheet.merged, from_sheet.title) == (from_csv.rows, from_csv.merged, "own")
    assert from_sheet.layout == "xlsx, sheet 'Parties', 5 columns"
    assert format_of(path).name == "xlsx"


def test_numbers_dates_and_truth_are_texts_as_they_are_shown(tmp_path: Path) -> None:
    book = Workbook()
    made = book.active
    assert isinstance(made, Worksheet)
    made.append(HEADINGS)
    made.append((42, 7.0, "CN", 3.5, date(2020, 1, 31)))
    made.append((43, True, "CN", datetime(2021, 2, 3, 4, 5), datetime(2020, 1, 31)))
    made["A2"].number_format = "00000"
    first, second = own_xlsx.read(saved(tmp_path, book)).entries
    assert (first.entity_id, first.name, first.aliases, first.listed_from) == (
        "00042",
        "7",
        ("3.5",),
        date(2020, 1, 31),
    )
    assert (second.name, second.aliases) == ("TRUE", ("2021-02-03 04:05:00",))
    assert second.listed_from == date(2020, 1, 31)


def test_the_stored_values_of_formulas_count_and_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, HEADINGS, (7, '="First"&" Co."', "CN"), (8, "Other", "CN"))
    assert refused(path)[1].strip().startswith(f"{path}, sheet 'Parties', cell B2: the formula has no stored value")
    cell(path, "B2", '<c r="B2" t="str"><f>"First"</f><v>First Co.</v></c>')
    read = own_xlsx.read(path)
    assert [entry.name for entry in read.entries] == ["First Co.", "Other"]
    assert read.layout == "xlsx, sheet 'Parties', 1 values of formulas as stored, 5 columns"


def test_every_fault_is_told_with_sheet_row_and_column_letter(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ("id", "name", "note", "country", "listed"),
        (1, "First", "", "Narnia", "2020-13-01"),
        (2, "#N/A", "", "CN", ""),
        (911100007109249290, "Third", "", "CN", ""),
        (4, "", "", "CN", ""),
    )
    cell(path, "B3", '<c r="B3" t="e"><v>#N/A</v></c>')
    where = f"{path}, sheet 'Parties'"
    told = [line.strip() for line in refused(path)[1:]]
    assert [line.split(": ")[0].removeprefix(f"{where}, ") for line in told] == [
        *("cell D2", "cell E2", "cell B3", "cell A4", "row 5"),
    ]
    assert told[0].startswith(f"{where}, cell D2: 'Narnia' is no country code")
    assert "the cell shows #N/A" in told[2]
    assert "a number of 18 digits, of which a workbook keeps only 15" in told[3]


def test_the_first_visible_sheet_with_headings_is_read_and_others_are_told(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet(book, "Notes", ("Read me",), ("first",))
    sheet(book, "Old", ("name",), ("Gone",)).sheet_state = "hidden"
    sheet(
        book,
        "Parties",
        ("Our list",),
        (),
        ("name", None, "Colour"),
        ("First", "aside", "red", None, "beyond"),
        (),
        ("Second",),
    )
    sheet(book, "Empty")
    read = own_xlsx.read(saved(tmp_path, book))
    assert [entry.name for entry in read.entries] == ["First", "Second"]
    assert read.unread == ("Colour", "column B", "column E", "sheet 'Notes'", "sheet 'Old'")
    assert (read.rows, read.rejected) == (2, ())


def test_a_sheet_and_its_columns_can_be_named(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet(book, "One", ("name",), ("First",))
    sheet(book, "Two", ("Title",), ("Firm", "Land"), ("Second", "CN"))
    sheet(book, "Empty")
    path = saved(tmp_path, book)
    (entry,) = own_xlsx.read(path, {"name": "firm", "countries": "Land"}, sheet=" two ").entries
    assert (entry.name, entry.countries) == ("Second", ("CN",))
    assert own_xlsx.read(path, {"name": "Firm"}).entries[0].name == "Second"
    assert "there is no sheet 'Three'; the sheets are 'One', 'Two', 'Empty'" in refused(path, sheet_name="Three")[0]
    assert "the sheet is empty" in refused(path, sheet_name="Empty")[0]
    assert "no column holds names (there are: Title)" in refused(path, sheet_name="Two")[0]


def test_a_workbook_without_a_list_is_refused(tmp_path: Path) -> None:
    told = refused(workbook(tmp_path, ("Firm",), ("First",)))
    assert (
        "no sheet has a row of headings with a column of names among its first 20 rows (the sheets are 'Parties')"
        in told[0]
    )


def test_a_part_that_declares_a_document_type_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("name",), ("First",))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    altered(path, SHEET, b"<worksheet", bomb)
    assert "the part 'xl/worksheets/sheet1.xml' of the workbook declares a document type" in refused(path)[0]


def test_a_workbook_that_swells_or_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path, ("name",), ("First",))
    swollen = tmp_path / "swollen.xlsx"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name))
        made.writestr("xl/media/image.bin", bytes(40 * 1024 * 1024))
    assert "the archive unpacks to more than 200 times its size" in refused(swollen)[0]
    monkeypatch.setattr(xlsx_sheets, "SIZE_LIMIT", 1000)
    assert "the list passes" in refused(path)[0]


def test_far_cells_and_broken_parts_are_bounded(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("name",), ("First",))
    altered(path, SHEET, b'r="A2"', b'r="ZZZ99999999999"')
    assert "a cell stands beyond the column IV ('xl/worksheets/sheet1.xml')" in refused(path)[0]
    far = altered(workbook(tmp_path, ("name",), ("First",)), SHEET, b'<row r="2">', b'<row r="1048576">')
    altered(far, SHEET, b'r="A2"', b'r="A1048576"')
    assert [entry.name for entry in own_xlsx.read(far).entries] == ["First"]
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(workbook(tmp_path, ("name",), ("First",)).read_bytes()[:-400])
    assert "the zip archive is cut short" in refused(cut)[0]
    odd = workbook(tmp_path, ("name",), ("First",))
    altered(odd, "xl/workbook.xml", b"<workbook", b"<workbock")
    assert "broken" in refused(odd)[0]
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("../evil.xml", "<a/>")
    assert "whose path leads out of it" in refused(other)[0]


def test_links_to_other_files_are_not_followed(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("name",), ("First",))
    extra = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(extra, "a") as archive:
        archive.writestr(
            "xl/externalLinks/externalLink1.xml", '<externalLink xmlns="x"><a href="file:///etc/hosts"/></externalLink>'
        )
    path.write_bytes(extra.getvalue())
    assert [entry.name for entry in own_xlsx.read(path).entries] == ["First"]
