"""Writes `report.xlsx` in constant memory: texts are always texts, never formulas, links or numbers.

The same content gives the same bytes: the date in the workbook's properties is the day applied.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from exportgate.foundation.errors import StoreError
from exportgate.report.basis import RunBasis
from exportgate.report.totals import Totals
from exportgate.report.visible import visible
from exportgate.report.xlsx_rows import Cell, Sheet, Styled, sheets

LONGEST_CELL = 32_767
CUT = " [cut]"
EXACT_DIGITS = 15
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
    "number": {**TOP, "num_format": "#,##0.####"},
    "date": {**TOP, "num_format": "yyyy-mm-dd"},
    "title": {"bold": True, "font_size": 16},
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
    workbook = xlsxwriter.Workbook(str(path), OPTIONS)
    try:
        _describe(workbook, basis, totals)
        formats = {name: workbook.add_format(dict(properties)) for name, properties in FORMATS.items()}
        for sheet in sheets(basis, totals, questions):
            _Page(workbook.add_worksheet(sheet.name), formats).write(sheet)
        workbook.close()
    except (XlsxWriterException, OSError) as error:
        raise StoreError(f"{path}: cannot be written ({error}); name another folder with --out") from None


def cell_text(text: str) -> str:
    """Return a text that a cell can hold: its characters visible, at most 32,767 UTF-16 units, never markup."""
    shown = visible(text)
    if len(shown.encode("utf-16-le")) > 2 * LONGEST_CELL:
        units = shown.encode("utf-16-le")[: 2 * (LONGEST_CELL - len(CUT))]
        shown = units.decode("utf-16-le", errors="ignore") + CUT
    # The writer passes on a text between these tags as it is, as formatted text, without escaping it.
    return f"{shown} " if shown.startswith("<r>") and shown.endswith("</r>") else shown


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
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&L&A&RPage &P of &N")
        styles = [column.style for column in sheet.columns]
        for number, column in enumerate(sheet.columns):
            self._sheet.set_column(number, number, column.width, self._formats[column.style])
        first = 1 if sheet.table else 0
        if sheet.table:
            self._sheet.freeze_panes(1, 0)
            self._sheet.repeat_rows(0)
            for number, column in enumerate(sheet.columns):
                self._sheet.write_string(0, number, column.heading, self._formats["head"])
        last = first - 1
        for last, row in enumerate(sheet.rows, first):
            for number, cell in enumerate(row):
                self._cell(last, number, cell, styles[number])
        if sheet.table:
            self._sheet.autofilter(0, 0, max(last, 1), len(sheet.columns) - 1)

    def _cell(self, row: int, column: int, cell: Cell, style: str) -> None:
        if isinstance(cell, Styled):
            self._sheet.write_string(row, column, cell_text(cell.text), self._formats[cell.style])
        elif isinstance(cell, str):
            if cell:
                self._sheet.write_string(row, column, cell_text(cell), self._formats[style])
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
