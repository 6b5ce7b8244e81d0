"""Reads an organization's own list from CSV: one name in a row, its columns found by usual headings or named by hand.

Faults are told with line and column.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.parties.countries import Countries
from exportgate.parties.lists import csl_csv
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.own_table import OwnTable, TableRow
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.records import Record, RecordFile, open_records


def read(path: Path, given: Mapping[str, str] | None = None, countries: Countries | None = None) -> ReadList:
    """Read a list file; `given` maps keys of an entry to the headings that hold them.

    Raises:
        ListError: the file cannot be read, has no column of names, or has a fault; all faults are counted.
    """
    with open_records(path) as file:
        header = file.next()
        if header is None:
            raise ListError(f"{path}: the file holds no line of text; write a line of headings and one name in a row")
        table = OwnTable(path, _CsvRow(path, header), given or {}, countries or Countries.load())
        table.take(_rows(path, file, len(header.fields)))
    return table.finished("csv")


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is a table of one's own: named as CSV, it begins with headings; or its columns were named."""
    if not beginning.name.endswith(".csv"):
        return False
    return beginning.mapped or (beginning.line[:1] not in {"", "<", "{", "["} and not csl_csv.recognized(beginning))


def _rows(path: Path, file: RecordFile, width: int) -> Iterator["_CsvRow"]:
    while (record := file.next(width)) is not None:
        yield _CsvRow(path, record)


class _CsvRow(TableRow):
    """A record of the file as a row of a table."""

    def __init__(self, path: Path, record: Record) -> None:
        super().__init__(record.line, record.fields, record.raw, record.fault)
        self._file = str(path)

    def span(self, at: int | None = None) -> Span:
        """Return the place of the cell in a column, or that of the row."""
        if at is None:
            return Span(self._file, self.line, 1, self.line, 1)
        start = self._starts[at]
        return Span(self._file, self.line, start, self.line, start + len(self.fields[at]))

    @cached_property
    def _starts(self) -> list[int]:
        """The column at which each field begins, counted in the record's text."""
        starts, quoted = [1], False
        for at, letter in enumerate(self.raw):
            if letter == '"':
                quoted = not quoted
            elif letter == "," and not quoted:
                starts.append(at + 2)
        return starts
