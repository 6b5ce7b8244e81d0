import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from exportgate.foundation.errors import StoreError
from exportgate.report.summary import Summary
from exportgate.report.totals import Totals
from exportgate.report.xlsx import LONGEST_CELL, cell_text, row_height, write_workbook
from exportgate.report.xlsx_sheet import FINDINGS, HITS, LINES
from exportgate.screening.findings import LineDecision
from exportgate.screening.shipment import ShipmentLine

from . import sample
from .sample_basis import basis
from .strategies import hostile

SHEETS = ["Summary", "Lines", "Findings", "Checklist", "Hits", "To find out", "Rejected", "About"]


def written(folder: Path, totals: Totals, name: str = "report.xlsx") -> Workbook:
    path = folder / name
    write_workbook(path, basis(), totals, sample.QUESTIONS)
    return openpyxl.load_workbook(path)


def one(decision: LineDecision, line: ShipmentLine | None = None) -> Totals:
    summary = Summary(sample.CLASSIFYING)
    summary.add(line or sample.line(1, 1), decision)
    return summary.totals()


def table(book: Workbook, sheet: str) -> list[dict[str, object]]:
    heading, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def test_sheets_stand_in_their_order_with_headings_frozen_and_filtered(tmp_path: Path) -> None:
    book = written(tmp_path, sample.summary(26).totals())
    assert book.sheetnames == SHEETS
    assert book["Lines"].freeze_panes == "A2"
    assert book["Lines"].auto_filter.ref == "A1:Z25"
    for name, columns in (("Lines", LINES), ("Findings", FINDINGS), ("Hits", HITS)):
        assert [cell.value for cell in book[name][1]] == [column.heading for column in columns]


def test_lines_are_the_worst_first_with_their_reasons(tmp_path: Path) -> None:
    rows = table(written(tmp_path, sample.summary(26).totals()), "Lines")
    assert len(rows) == 24
    assert rows[0]["Outcome"] == "Prohibited"
    assert rows[0]["Why"] == sample.SANCTIONED.because
    assert rows[-1]["Outcome"] == "No finding"
    assert isinstance(rows[0]["Date"], datetime)
    assert isinstance(rows[0]["Quantity"], int)


def test_checklist_has_a_row_per_line_and_question_with_room_for_the_answer(tmp_path: Path) -> None:
    asked = (sample.asked("declines_service", "Does the buyer decline service?"), sample.asked("cash", "=1+1"))
    first, second = table(written(tmp_path, one(replace(sample.SOPHGO_LINE, checklist=asked))), "Checklist")
    assert (first["Row"], first["Question"], first["Fact"]) == (
        1,
        "Does the buyer decline service?",
        "declines_service",
    )
    assert (first["Citation"], first["Rule"]) == (
        "15 CFR part 732, Supp. No. 3, red flag 7",
        "us.ear.732.order#service",
    )
    assert [first[name] for name in ("Answer", "By", "On")] == [None, None, None]
    assert second["Question"] == "=1+1"


def test_findings_and_hits_name_their_row(tmp_path: Path) -> None:
    book = written(tmp_path, one(sample.SOPHGO_LINE))
    assert [row["Outcome"] for row in table(book, "Findings")] == ["License required", "License required", "Noted"]
    (hit,) = table(book, "Hits")
    assert (hit["Row"], hit["Party"], hit["Entry"], hit["Score"]) == (
        1,
        "Sophgo Technologies Limited",
        "Sophgo Technologies Ltd.",
        1,
    )


def test_outcome_is_written_in_its_color(tmp_path: Path) -> None:
    cell = written(tmp_path, one(sample.DECISIONS[3]))["Lines"]["A2"]
    assert (cell.value, cell.fill.fgColor.rgb, cell.font.color.rgb) == ("Prohibited", "FF8C1616", "FFFFFFFF")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "{=1+1}",
        "https://example.com/x",
        "mailto:x@example.com",
        "00123",
        "1e5",
        "<r><t>x</t></r>",
        "internal:'Hits'!A1",
    ],
)
def test_text_stays_text_of_the_same_letters(tmp_path: Path, text: str) -> None:
    book = written(tmp_path, one(hostile(text)))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "d") and cell.hyperlink is None for cell in row)
    (hit,) = table(book, "Hits")
    assert str(hit["Party"]).rstrip() == text


def test_text_that_looks_like_an_escape_of_the_format_is_escaped_itself(tmp_path: Path) -> None:
    (hit,) = table(written(tmp_path, one(hostile("_x0041_"))), "Hits")
    assert hit["Party"] == "_x005F_x0041_"


def test_control_characters_do_not_spoil_the_file(tmp_path: Path) -> None:
    (hit,) = table(written(tmp_path, one(hostile("a\x00\x0b\ufffe\ud800b"))), "Hits")
    assert hit["Party"] == "a␀␋\ufffd\ufffdb"


@pytest.mark.parametrize("text", ["x" * 40_000, "\U00020000" * 20_000])
def test_cell_holds_as_much_as_a_cell_can_and_says_where_it_is_cut(text: str) -> None:
    shown = cell_text(text)
    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert shown.endswith(" [cut]")
    assert cell_text("x" * LONGEST_CELL) == "x" * LONGEST_CELL


def test_number_that_a_cell_cannot_hold_exactly_is_text(tmp_path: Path) -> None:
    line = replace(sample.line(1), quantity=Decimal("12345678901234567.5"), unit_value=Decimal("0.1"))
    (row,) = table(written(tmp_path, one(sample.DECISIONS[0], line)), "Lines")
    assert (row["Quantity"], row["Unit value"]) == ("12345678901234567.5", 0.1)


def test_day_before_the_calendar_of_spreadsheets_is_text(tmp_path: Path) -> None:
    line = replace(sample.line(1), date=date(1899, 12, 31))
    (row,) = table(written(tmp_path, one(sample.DECISIONS[0], line)), "Lines")
    assert row["Date"] == "1899-12-31"


def test_rejected_rows_and_questions_are_there(tmp_path: Path) -> None:
    book = written(tmp_path, sample.summary(26).totals())
    assert [row["Row"] for row in table(book, "Rejected")] == [13, 26]
    assert {"Fact": "declared_eccn", "Question": sample.QUESTIONS["declared_eccn"], "Lines": 2} in table(
        book, "To find out"
    )


def test_curated_subset_is_called_so_on_the_first_sheet(tmp_path: Path) -> None:
    book = written(tmp_path, Summary().totals())
    texts = [str(cell) for row in book["Summary"].iter_rows(values_only=True) for cell in row if cell]
    assert any("curated subset as of 2026-07-31" in text for text in texts)


def test_same_totals_give_the_same_bytes(tmp_path: Path) -> None:
    totals = sample.summary(26).totals()
    written(tmp_path, totals, "one.xlsx")
    written(tmp_path, totals, "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2025-12-24T00:00:00Z" in archive.read("docProps/core.xml")


def test_wrapped_text_gets_the_height_it_needs() -> None:
    short = row_height((1, "x", "r", "e", "c", "why", "", ""), FINDINGS)
    tall = row_height((1, "x", "r", "e", "c", "why " * 100, "", ""), FINDINGS)
    wide = row_height((1, "x", "r", "e", "c", "长" * 400, "", ""), FINDINGS)
    assert short == 15
    assert 15 < tall < wide <= 409


def test_folder_that_is_not_there_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"report\.xlsx: cannot be written"):
        written(tmp_path / "missing", Summary().totals())
