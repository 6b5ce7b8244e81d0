"""Opens a workbook (XLSX) that may be anything, and gives the rows of its sheets as a person sees them.

A workbook is a zip of XML: its parts are bounded, none may declare a document type, links to other files are not
followed, and no formula is worked out; what the spreadsheet program stored for it counts. Dates are ISO, numbers are
written without an exponent and with the zeros in front that their format shows.
"""

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.parties.lists.containers import AGAIN, open_parts
from exportgate.parties.lists.own_table import CellFault, TableRow

SIZE_LIMIT = 128 * 1024 * 1024
"""What the parts of a workbook may take together, unpacked."""
BLOCK = 64 * 1024
MOST_ROWS, MOST_COLUMNS = 1_048_576, 256
"""The most rows that a sheet has, and the most columns that a list may have."""
ZEROS = re.compile(r"0{2,}")
FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[\s/>]")
FAR = re.compile(rb"<(?:\w{1,20}:)?c\s[^>]{0,80}?\br=[\"'](?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d")
"""A cell beyond the column IV, which is the last one that a list may have."""
LONGEST_TAG = 128
DIGITS_KEPT = 15
"""How many digits of a number a workbook keeps."""
SAVE = "open the file in a spreadsheet program and save it again, or save the sheet as CSV UTF-8"


class SheetRow(TableRow):
    """A row of a sheet; `formulas` counts its cells that hold one."""

    def __init__(
        self, sheet: str, line: int, fields: tuple[str, ...], faults: tuple[CellFault, ...] = (), formulas: int = 0
    ) -> None:
        super().__init__(line, fields, raw="; ".join(field for field in fields if field), faults=faults)
        self.sheet = sheet
        self.formulas = formulas

    def span(self, at: int | None = None) -> Span:
        """Return the place of the cell in a column, or that of the row."""
        column = 0 if at is None else at + 1
        return _CellSpan(self.sheet, self.line, column, self.line, column)


class _CellSpan(Span):
    """The place of a cell, or of a row where its column is 0."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self.file}, {f'cell {letters(self.column)}' if self.column else 'row '}{self.line}"


class Sheet(NamedTuple):
    """A sheet of a workbook: its name, whether it is hidden, itself with values, and with formulas where it has any."""

    name: str
    hidden: bool
    where: str
    values: Any
    formulas: Any

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows in their order, those without a cell left out.

        Raises:
            ListError: the sheet is broken.
        """
        from openpyxl.cell.read_only import EMPTY_CELL

        bounds = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
        written_rows = self.formulas.iter_rows(**bounds) if self.formulas else repeat(())
        blank: object = None
        with _told(self.where):
            for number, row in enumerate(self.values.iter_rows(**bounds), start=1):
                written = next(written_rows, ()) or repeat(None)
                if row is blank:
                    continue
                width = 1 + max((at for at, cell in enumerate(row) if cell is not EMPTY_CELL), default=-1)
                # Rows that are not there are given as one and the same, up to a million times.
                blank = blank if width else row
                cells = [_read(cell, formula) for cell, formula in zip(row[:width], written, strict=False)]
                while cells and cells[-1] == _EMPTY:
                    cells.pop()
                if cells:
                    faults = (CellFault(at, *cell.fault) for at, cell in enumerate(cells) if cell.fault)
                    count = sum(cell.is_formula for cell in cells)
                    yield SheetRow(self.where, number, tuple(cell.text for cell in cells), tuple(faults), count)


class _Cell(NamedTuple):
    """A cell as it is shown; `fault` says what is wrong with it and what to do."""

    text: str = ""
    is_formula: bool = False
    fault: tuple[str, str] | None = None


_EMPTY = _Cell()


@contextmanager
def open_sheets(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """Open a workbook.

    Raises:
        ListError: the file cannot be opened, is no workbook, or passes a limit.
    """
    from openpyxl import load_workbook

    with open_parts(path, SIZE_LIMIT) as (stream, archive), warnings.catch_warnings():
        # What the library cannot keep when it writes a workbook is no concern of a list.
        warnings.simplefilter("ignore")
        parts = [part for part in archive.namelist() if part.endswith((".xml", ".rels"))]
        for part in parts:
            _refuse_types(path, archive, part)
        with _told(str(path)):
            values = load_workbook(stream, read_only=True, data_only=True, keep_links=False).worksheets
            formulas: list[Any] = [None] * len(values)
            far = [part for part in parts if _holds(archive, part, FAR)]
            if any(_holds(archive, part, FORMULA) for part in parts):
                formulas = load_workbook(stream, read_only=True, keep_links=False).worksheets
        if far:
            column = letters(MOST_COLUMNS)
            raise ListError(
                f"{path}: a cell stands beyond the column {column} ('{shown(far[0])}'); delete what is there"
            )
        yield tuple(
            Sheet(sheet.title, sheet.sheet_state != "visible", f"{path}, sheet '{shown(sheet.title)}'", sheet, written)
            for sheet, written in zip(values, formulas, strict=True)
        )


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Say of a workbook that cannot be read where it is broken."""
    try:
        yield
    except MemoryError:
        raise ListError(f"{where}: the workbook is too large to be read; save the sheet as CSV UTF-8") from None
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError) as error:
        raise ListError(f"{where}: the workbook is broken ({shown(str(error))}); {SAVE}") from None


def _refuse_types(path: Path, archive: ZipFile, part: str) -> None:
    """Refuse a part that declares a document type, by which entities could be smuggled in; read up to its root."""
    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda *_: seen.append("root")
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("type")
    try:
        with archive.open(part) as stream:
            while not seen and (block := stream.read(BLOCK)):
                parser.Parse(block)
    except (expat.ExpatError, BadZipFile, OSError, EOFError):
        seen = seen or ["broken"]
    if seen[:1] != ["root"]:
        what = "declares a document type, which no workbook does" if seen[:1] == ["type"] else "is broken"
        raise ListError(f"{path}: the part '{shown(part)}' of the workbook {what}; {AGAIN}")


def _holds(archive: ZipFile, part: str, wanted: re.Pattern[bytes]) -> bool:
    """Tell whether a part holds a tag."""
    end = b""
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            if wanted.search(end + block):
                return True
            end = block[-LONGEST_TAG:]
    return False


def _read(cell: Any, written: Any) -> _Cell:
    """Return a cell as it is shown; `written` is the same cell with its formula, where the workbook has any."""
    is_formula = written is not None and written.data_type == "f"
    value = cell.value
    if value is None:
        lacks = ("the formula has no stored value", SAVE) if is_formula else None
        return _Cell("", is_formula, lacks)
    if cell.data_type == "e":
        return _Cell(str(value), is_formula, (f"the cell shows {shown(str(value))}", "mend it, or leave it empty"))
    if isinstance(value, bool):
        return _Cell(str(value).upper(), is_formula)
    if isinstance(value, int | float):
        return _number(value, cell.number_format, is_formula=is_formula)
    if isinstance(value, datetime):
        return _Cell(value.isoformat(" ") if value.time() != time() else value.date().isoformat(), is_formula)
    return _Cell(value.isoformat() if isinstance(value, date | time) else str(value), is_formula)


def _number(value: int | float, number_format: str, *, is_formula: bool) -> _Cell:
    """Return a number as it is shown; one of more digits than are kept is a fault."""
    whole = value == int(value) if abs(value) < float("inf") else False
    text = str(int(value)) if whole else f"{value:.{DIGITS_KEPT}g}"
    if len(text.lstrip("-")) > DIGITS_KEPT and whole:
        lost = f"a number of {len(text.lstrip('-'))} digits, of which a workbook keeps only {DIGITS_KEPT}"
        return _Cell(text, is_formula, (lost, "format the column as text and enter the number again"))
    if whole and ZEROS.fullmatch(number_format or ""):
        text = text.zfill(len(number_format))
    return _Cell(text, is_formula)


def letters(column: int) -> str:
    """Return the letters of a column that is counted from 1 (28 is AB)."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
