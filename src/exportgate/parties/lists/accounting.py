"""Keeps account of the rows of a list: each is an entry, adds to one, or is set aside with its place and a reason."""

from collections.abc import Sequence
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.parties.lists.read_list import ReadList, RejectedEntry
from exportgate.parties.lists.records import Record, RecordFile

RAW_LIMIT = 2000
REJECTED_LIMIT = 10_000


class Account:
    """Counts rows and keeps those set aside; a file of which most cannot be read is refused."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = 0
        self.rejected: list[RejectedEntry] = []

    def fault(self, file: RecordFile, record: Record, width: int) -> str:
        """Count a row, and say what is wrong with its form; nothing where it has `width` fields.

        The row must be the last one read of the file.
        """
        self.rows += 1
        fault = record.fault
        if not fault and len(record.fields) != width:
            fault = f"{len(record.fields)} fields where there are {width} columns"
        return f"the file ends inside this record ({fault})" if fault and file.cut_short(record) else fault

    def set_aside(self, record: Record, reason: str) -> None:
        """Keep the row counted last as one that is no entry.

        Raises:
            ListError: more than half of many rows were set aside.
        """
        self.rejected.append(RejectedEntry(self.rows, record.line, reason, record.raw.rstrip("\r\n")[:RAW_LIMIT]))
        if len(self.rejected) > REJECTED_LIMIT and len(self.rejected) * 2 > self.rows:
            raise ListError(
                f"{self.path}: line {record.line}: more than half of the {self.rows} rows so far cannot be read"
                f" ({reason}); download the list again"
            )

    def settled(self, entries: Sequence[Entry], layout: str, as_of: str | None = None) -> ReadList:
        """Return the list as read; the rows that are neither an entry nor set aside were joined to one."""
        merged = self.rows - len(self.rejected) - len(entries)
        return ReadList(tuple(entries), tuple(self.rejected), self.rows, merged, layout, as_of)
