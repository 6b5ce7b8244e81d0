"""Writes `report.xlsx` in constant memory: texts are always texts, never formulas, links or numbers.

The same content gives the same bytes: the date in the workbook's properties is the day applied.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from exportgate.foundation.errors import StoreError
from exportgate.foundation.visible import visible
from exportgate.report.basis import RunBasis
from exportgate.report.totals import Totals
from exportgate.report.xlsx_rows import sheets
from exportgate.report.xlsx_sheet import Cell, Column, Row, Sheet, Styled

LONGEST_CELL = 32_767
CUT = " [cut]"
EXACT_DIGITS = 15
PAPER_A4 = 9
PAGE_WIDTH = 250
LINE_HEIGHT = 15.0
MOST_LINES = 27
FIRST_DAY = date(1900, 3, 1)  # spreadsheets count a day that 1900 did not have; earlier dates stay text
UNDATED = date(2000, 1, 1)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
TOP = {"valign": "top"}
FORMATS: Mapping[str, Mapping[str, Any]] = {
    "": TOP,
    "wrap": {**TOP, "text_wrap": True},
    "number": {**TOP, "align": "right", "indent": 1},
    "date": {**TOP, "num_format": "yyyy-mm-dd", "align": "left"},
    "title": {"bold": True, "font_size": 16},
    "number head": {"bold": True, "bottom": 1, "valign": "bottom", "align": "right", "indent": 1},
    "head": {"bold": True, "bottom": 1, "valign": "bottom"},
    "notice": {**TOP, "text_wrap": True, "bold": True, "font_color": "#8A4300", "bg_color": "#FBEFDD"},
    "prohibited": {**TOP, "bold": True, "font_color": "#FFFFFF", "bg_color": "#8C1616"},
    "license_required": {**TOP, "bold": True, "font_color": "#8A4300", "bg_color": "#FBEFDD"},
    "hold": {**TOP, "bold": True, "font_color": "#1B5591", "bg_color": "#E8F0F8"},
    "no_finding": {**TOP, "font_color": "#545D66"},
    "rejected": {**TOP, "font_color": "#5B3A86", "bg_color": "#F1ECF7"},
}


def write_workbook(path: Path, basis: RunBasis, totals: Totals, questions: Mapping[str, str]) -> None:
    """Write the workbook.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        path.open("wb").close()
        with TemporaryDirectory() as folder:
            _write(xlsxwriter.Workbook(str(path), {**OPTIONS, "tmpdir": folder}), basis, totals, questions)
    except (XlsxWriterException, OSError) as error:
        raise StoreError(f"{path}: cannot be written ({error}); name another folder with --out") from None


def cell_text(text: str) -> str:
    """Return a text that a cell can hold: its characters visible, at most 32,767 UTF-16 units, never markup."""
    shown = visible(text)
    if len(shown) > LONGEST_CELL // 2 and len(shown.encode("utf-16-le")) > 2 * LONGEST_CELL:
        units = shown.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT))]
        shown = units.decode("utf-16-le", errors="ignore") + CUT
    # The writer passes on a text between these tags as it is, as formatted text, without escaping it.
    return f"{shown} " if shown.startswith("<r>") and shown.endswith("</r>") else shown


def row_height(row: Row, columns: Sequence[Column]) -> float:
    """Return the height in points that the wrapped texts of a row need; programs differ in whether they see to it."""
    lines = 1
    for cell, column in zip(row, columns, strict=False):
        text = cell.text if isinstance(cell, Styled) else cell
        if column.style == "wrap" and isinstance(text, str) and len(text) > column.width // 2:
            lines = max(lines, _wrapped_lines(text, column.width))
    return LINE_HEIGHT * min(lines, MOST_LINES)


def _wrapped_lines(text: str, width: int) -> int:
    """Estimate the lines that a text takes, a wide character as two; words that do not fit leave a line unfilled."""
    places = len(text) if text.isascii() else sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
    return text.count("\n") + -(-places * 11 // (width * 10))


def _write(workbook: Any, basis: RunBasis, totals: Totals, questions: Mapping[str, str]) -> None:
    _describe(workbook, basis, totals)
    formats = {name: workbook.add_format(dict(properties)) for name, properties in FORMATS.items()}
    for sheet in sheets(basis, totals, questions):
        _Page(workbook.add_worksheet(sheet.name), formats).write(sheet)
    workbook.close()


def _describe(workbook: Any, basis: RunBasis, totals: Totals) -> None:
    day = basis.on or totals.last_day or UNDATED
    workbook.set_properties(
        {
            "title": cell_text(f"Screening report: {basis.input.name}")[:250],
            "comments": f"{basis.tool} {basis.version}",
            "created": datetime.combine(day, time()),
        }
    )


class _Page:
    """One sheet being written, row by row."""

    def __init__(self, worksheet: Any, formats: Mapping[str, Any]) -> None:
        self._sheet = worksheet
        self._formats = formats

    def write(self, sheet: Sheet) -> None:
        self._lay_out(sheet)
        first = 1 if sheet.table else 0
        last = first - 1
        for last, row in enumerate(sheet.rows, first):
            # In constant memory a row's height must be known before its cells are written.
            height = row_height(row, sheet.columns)
            if height > LINE_HEIGHT:
                self._sheet.set_row(last, height)
            for number, cell in enumerate(row):
                self._cell(last, number, cell, sheet.columns[number].style)
        if sheet.table:
            self._sheet.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)

    def _lay_out(self, sheet: Sheet) -> None:
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(PAPER_A4)
        self._sheet.fit_to_pages(1 + sum(column.width for column in sheet.columns) // PAGE_WIDTH, 0)
        self._sheet.set_footer("&L&A&RPage &P of &N")
        for number, column in enumerate(sheet.columns):
            self._sheet.set_column(number, number, column.width, self._formats[column.style])
        if sheet.table:
            self._sheet.freeze_panes(1, 0)
            self._sheet.repeat_rows(0)
            for number, column in enumerate(sheet.columns):
                style = "number head" if column.style == "number" else "head"
                self._sheet.write_string(0, number, column.heading, self._formats[style])

    def _cell(self, row: int, column: int, cell: Cell, style: str) -> None:
        if isinstance(cell, str):
            if cell:
                self._sheet.write_string(row, column, cell_text(cell), self._formats[style])
        elif isinstance(cell, Styled):
            self._sheet.write_string(row, column, cell_text(cell.text), self._formats[cell.style])
        elif isinstance(cell, date):
            self._date(row, column, cell)
        elif cell is not None:
            self._number(row, column, cell)

    def _date(self, row: int, column: int, day: date) -> None:
        if day < FIRST_DAY:
            self._sheet.write_string(row, column, day.isoformat(), self._formats[""])
        else:
            self._sheet.write_datetime(row, column, datetime.combine(day, time()), self._formats["date"])

    def _number(self, row: int, column: int, number: float | Decimal) -> None:
        """Write a number that a cell holds exactly as a number, any other as text."""
        exact = not isinstance(number, Decimal) or len(number.normalize().as_tuple().digits) <= EXACT_DIGITS
        if exact:
            self._sheet.write_number(row, column, float(number), self._formats["number"])
        else:
            self._sheet.write_string(row, column, str(number), self._formats[""])
