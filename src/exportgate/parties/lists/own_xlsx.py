"""Reads an organization's own list from a workbook (XLSX), by the same headings as from CSV.

The list is the first visible sheet with a row of headings that name a column of names, among its first rows; another
one is named by hand. Every other sheet, and whatever stands under no heading, is told as not read.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile, islice
from pathlib import Path

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.own_headings import key_of
from exportgate.parties.lists.own_table import OwnTable
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.xlsx_sheets import MOST_COLUMNS, Sheet, SheetRow, letters, open_sheets

HEADINGS_WITHIN = 20
"""Among how many rows the headings must stand."""
PARTS = frozenset({"[content_types].xml", "workbook.xml"})


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is a workbook, by its parts."""
    return not beginning.is_folder and PARTS.issubset(beginning.members)


def read(
    path: Path, given: Mapping[str, str] | None = None, countries: Countries | None = None, sheet: str = ""
) -> ReadList:
    """Read a list file; `given` maps keys of an entry to the headings that hold them, `sheet` names the sheet.

    Raises:
        ListError: the file cannot be read, has no such sheet or no column of names, or has a fault.
    """
    with open_sheets(path) as sheets:
        chosen = _chosen(path, sheets, given or {}, sheet)
        header = _headings(chosen, given or {}) or next(chosen.rows())
        if len(header.fields) == MOST_COLUMNS:
            raise ListError(f"{chosen.where}: the row of headings has {MOST_COLUMNS} columns or more; leave fewer")
        table = OwnTable(path, header, given or {}, countries or Countries.load())
        body = _Body(chosen, header)
        table.take(body.rows())
        others = [f"sheet '{shown(other.name)}'" for other in sheets if other is not chosen and any(other.rows())]
    return table.finished(_layout(chosen, body.formulas), [*body.unread, *others])


def _chosen(path: Path, sheets: Sequence[Sheet], given: Mapping[str, str], name: str) -> Sheet:
    """Return the sheet that holds the list.

    Raises:
        ListError: there is none, or none of the name that was given.
    """
    names = ", ".join(f"'{shown(sheet.name)}'" for sheet in sheets) or "none"
    if name:
        named = [sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold()]
        if not named:
            raise ListError(f"{path}: there is no sheet '{shown(name)}'; the sheets are {names}")
        if not any(named[0].rows()):
            raise ListError(f"{named[0].where}: the sheet is empty; name another one with --sheet")
        return named[0]
    for sheet in sheets:
        if not sheet.hidden and _headings(sheet, given):
            return sheet
    raise ListError(
        f"{path}: no sheet has a row of headings with a column of names among its first {HEADINGS_WITHIN} rows (the "
        f"sheets are {names}); write a heading such as 'name', or name the sheet with --sheet and the column with "
        "--map name=HEADING"
    )


def _headings(sheet: Sheet, given: Mapping[str, str]) -> SheetRow | None:
    """Return the row of headings: the first one that names a column of names, by itself or as was given."""
    wanted = given.get("name", "").strip().casefold()
    for row in islice(sheet.rows(), HEADINGS_WITHIN):
        if any(field.strip().casefold() == wanted if wanted else key_of(field) == "name" for field in row.fields):
            return row
    return None


class _Body:
    """The rows under the headings, and what stands under none."""

    def __init__(self, sheet: Sheet, header: SheetRow) -> None:
        self._width = len(header.fields)
        self._sheet = sheet
        self._first = header.line + 1
        self._headless = {at for at, field in enumerate(header.fields) if not field.strip()}
        self._told: set[int] = set()
        self.formulas = 0

    @property
    def unread(self) -> list[str]:
        """The columns that hold something and have no heading."""
        return [f"column {letters(at + 1)}" for at in sorted(self._told)]

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows, each as wide as the headings."""
        for row in dropwhile(lambda row: row.line < self._first, self._sheet.rows()):
            beyond = range(self._width, len(row.fields))
            self._told.update(at for at in (*self._headless, *beyond) if at < len(row.fields) and row.fields[at])
            self.formulas += row.formulas
            missing = ("",) * (self._width - len(row.fields))
            faults = tuple(fault for fault in row.faults if fault.at < self._width and fault.at not in self._headless)
            yield SheetRow(self._sheet.where, row.line, (*row.fields, *missing)[: self._width], faults)


def _layout(sheet: Sheet, formulas: int) -> str:
    stored = f", {formulas} values of formulas as stored" if formulas else ""
    return f"xlsx, sheet '{shown(sheet.name)}'{stored}"
