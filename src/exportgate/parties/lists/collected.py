"""Collects the entries of a list of records, such as the elements of an XML file, and those that are none."""

from dataclasses import replace
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.parties.lists.accounting import Account
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.records import Record
from exportgate.parties.lists.united import united
from exportgate.parties.name_tables import generic_aliases


class Collected:
    """The rows of one list file as they come; rows of one list code and id are one entry."""

    def __init__(self, path: Path) -> None:
        self._account = Account(path)
        self._found: dict[tuple[str, str], list[Entry]] = {}

    def add(self, entry: Entry) -> None:
        """Take a row that is an entry, or a part of one; an alias that says little alone is weak."""
        self._account.rows += 1
        generic = tuple(alias for alias in entry.aliases if alias.casefold() in generic_aliases())
        if generic:
            strong = tuple(alias for alias in entry.aliases if alias not in generic)
            entry = replace(entry, aliases=strong, weak_aliases=(*entry.weak_aliases, *generic))
        self._found.setdefault((entry.source, entry.entity_id), []).append(entry)

    def join(self) -> None:
        """Take a row that adds to an entry and is none by itself."""
        self._account.rows += 1

    def reject(self, line: int, reason: str, raw: str) -> None:
        """Set a row aside.

        Raises:
            ListError: most rows so far cannot be read.
        """
        self._account.rows += 1
        self._account.set_aside(Record(line, (), raw), reason)

    def finished(self, layout: str, as_of: str | None, title: str) -> ReadList:
        """Return the list.

        Raises:
            ListError: it has no entry.
        """
        if not self._found:
            first = next((f" ({row.reason})" for row in self._account.rejected), "")
            raise ListError(f"{self._account.path}: the file holds no entry of {title}{first}; download the list again")
        entries = [united(rows) for rows in self._found.values()]
        return replace(self._account.settled(entries, layout, as_of), title=title)
