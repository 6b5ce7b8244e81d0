"""Collects the entries of a list and the rows that are none, so that every row is accounted for."""

from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.parties.lists.read_list import ReadList, RejectedEntry
from exportgate.parties.lists.united import united

RAW_LIMIT = 2000
REJECTED_LIMIT = 10_000


class Collected:
    """The rows of one list file as they come; rows of one list code and id are one entry."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._found: dict[tuple[str, str], list[Entry]] = {}
        self._rejected: list[RejectedEntry] = []
        self._rows = 0

    def add(self, entry: Entry) -> None:
        """Take a row that is an entry, or a part of one."""
        self._rows += 1
        self._found.setdefault((entry.source, entry.entity_id), []).append(entry)

    def reject(self, line: int, reason: str, raw: str) -> None:
        """Set a row aside.

        Raises:
            ListError: most rows so far cannot be read.
        """
        self._rows += 1
        self._rejected.append(RejectedEntry(self._rows, line, reason, raw[:RAW_LIMIT]))
        if len(self._rejected) > REJECTED_LIMIT and len(self._rejected) * 2 > self._rows:
            raise ListError(
                f"{self.path}: line {line}: more than half of the {self._rows} rows so far cannot be read ({reason}); "
                "download the list again"
            )

    def finished(self, layout: str, as_of: str | None, title: str) -> ReadList:
        """Return the list.

        Raises:
            ListError: it has no entry.
        """
        if not self._found:
            reason = f" ({self._rejected[0].reason})" if self._rejected else ""
            raise ListError(f"{self.path}: the file holds no entry of {title}{reason}; download the list again")
        entries = tuple(united(rows) for rows in self._found.values())
        merged = self._rows - len(self._rejected) - len(entries)
        return ReadList(entries, tuple(self._rejected), self._rows, merged, layout, as_of, title)
