"""Reads an organization's own table, wherever its rows come from: columns known by usual headings or named by hand.

Rows of one id are names of one entry. A cell of several values sets them apart by semicolons. Every fault is collected,
with its place, and refused together; what the texts mean is left to the rules.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exportgate.foundation import yaml_source
from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Node, Scalar
from exportgate.parties.countries import Countries
from exportgate.parties.lists.own_entries import ENTRY_KEYS, ONLY_REPORTED, OwnEntries
from exportgate.parties.lists.own_headings import key_of, meant
from exportgate.parties.lists.read_list import ReadList, RejectedEntry

ONE_VALUE = frozenset(
    {"id", "list", "kind", "name", "requirement", "policy", "policy_note", "listed", "delisted", "family", "of", "note"}
    | set(ONLY_REPORTED)
)
LAYOUT = (
    "such as 'name,of,relation,source,since' for names that stand for a listed party, or 'id,name,country'; "
    "name other columns with --map name=HEADING,of=HEADING"
)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with the cell of a column, and what to do about it."""

    at: int
    message: str
    help: str


class TableRow(ABC):
    """A row of a table: its place, its texts by column, and what is wrong with it as a whole or in a cell."""

    def __init__(
        self, line: int, fields: tuple[str, ...], raw: str = "", fault: str = "", faults: Sequence[CellFault] = ()
    ) -> None:
        self.line = line
        self.fields = fields
        self.raw = raw
        self.fault = fault
        self.faults = faults

    @abstractmethod
    def span(self, at: int | None = None) -> Span:
        """Return the place of the cell in a column, or that of the row."""


class OwnTable:
    """The rows of one table as they come."""

    def __init__(self, path: Path, header: TableRow, given: Mapping[str, str], countries: Countries) -> None:
        self.path = path
        self.columns = _columns(path, header, given)
        self._width = len(header.fields)
        self._countries = countries
        self._reading = OwnEntries(countries, table=True)
        self._unread = _unread(header, self.columns, self._reading)
        self._empty: list[RejectedEntry] = []
        self._rows = 0

    def take(self, rows: Iterable[TableRow]) -> None:
        """Take all rows.

        Raises:
            ListError: there are too many faults.
        """
        for row in rows:
            self._rows += 1
            if not row.fault and not row.faults and not any(field.strip() for field in row.fields):
                raw = row.raw.rstrip("\r\n")
                self._empty.append(RejectedEntry(self._rows, row.line, "every field is empty", raw))
                continue
            if row.fault or len(row.fields) != self._width:
                width = f"the row has {len(row.fields)} fields where the headings are {self._width}"
                self._reading.fault(row.span(), row.fault or width, "mend the row")
            else:
                self._take(row)
            self._reading.refuse_many_faults(self.path)

    def _take(self, row: TableRow) -> None:
        """Take a row; one whose name cannot be read says nothing else."""
        faults = [fault for fault in row.faults if fault.at in self.columns]
        for fault in faults:
            self._reading.fault(row.span(fault.at), fault.message, fault.help)
        if not any(self.columns[fault.at] == "name" for fault in faults):
            self._reading.take(yaml_source.Mapping(row.span(), tuple(self._cells(row))))

    def finished(self, kind: str, unread: Iterable[str] = ()) -> ReadList:
        """Return the list; `kind` is what its layout is called, `unread` what else was not read.

        Raises:
            ListError: there is a fault.
        """
        self._reading.refuse_faults(self.path)
        entries = tuple(self._reading.found.values())
        ignored = (*self._unread, *unread)
        told = f", not read: {', '.join(ignored)}" if ignored else ""
        layout = f"{kind}, {len(self.columns)} columns{told}"
        merged = self._rows - len(entries) - len(self._empty)
        return ReadList(entries, tuple(self._empty), self._rows, merged, layout, title=self.path.stem, unread=ignored)

    def _cells(self, row: TableRow) -> Iterator[tuple[Scalar, Node]]:
        """Yield the cells of a row that say something, as the values of an entry's keys."""
        faulty = {fault.at for fault in row.faults}
        for at, key in self.columns.items():
            text = row.fields[at]
            if not text.strip() or at in faulty:
                continue
            span = row.span(at)
            if key in ONE_VALUE:
                yield Scalar(span, key, quoted=False), Scalar(span, " ".join(text.split()), quoted=True)
                continue
            pieces = [" ".join(piece.split()) for piece in re.split(r"[;\n]", text) if piece.strip()]
            if key == "countries":
                pieces = [self._countries.resolve(piece) or piece for piece in pieces]
            values = tuple(Scalar(span, piece, quoted=True) for piece in pieces)
            yield Scalar(span, key, quoted=False), yaml_source.Sequence(span, values)


def _columns(path: Path, header: TableRow, given: Mapping[str, str]) -> dict[int, str]:
    """Return which key of an entry each column holds."""
    names = [name.strip() for name in header.fields]
    found: dict[int, str] = {}
    for key, heading in given.items():
        places = [at for at, name in enumerate(names) if name.casefold() == heading.strip().casefold()]
        if key not in ENTRY_KEYS:
            raise ListError(f"--map: '{key}' is nothing that an entry has; map one of {', '.join(ENTRY_KEYS)}")
        if len(places) != 1:
            if not places and (why := _set_apart(header)):
                raise ListError(f"{path}: line {header.line}: {why}")
            held = "stands twice" if places else "is not there"
            raise ListError(f"{path}: the column '{heading}' {held}; the headings are {', '.join(names[:20])}")
        found[places[0]] = key
    for at, name in enumerate(names):
        key = key_of(name)
        if at in found or not key or key in given:
            continue
        if key in found.values():
            raise ListError(
                f"{path}: line {header.line}: two columns may be '{key}'; say which with --map {key}=HEADING"
            )
        found[at] = key
    if "name" not in found.values():
        raise ListError(f"{path}: line {header.line}: {_no_names(header)}")
    if "of" not in found.values():
        # Without the party that a name stands for, such a column says something of the list's own.
        found = {at: key for at, key in found.items() if key not in ONLY_REPORTED or key in given}
    return dict(sorted(found.items()))


def _no_names(header: TableRow) -> str:
    """Say why no column holds names, and how a list of one's own is laid out."""
    there = ", ".join(shown(name.strip()) for name in header.fields[:20])
    return _set_apart(header) or f"no column holds names (there are: {there}); write headings, {LAYOUT}"


def _set_apart(header: TableRow) -> str:
    """Say that another sign than the comma stands between the columns; empty where none seems to."""
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if header.raw.count(sign) >= len(header.fields):
            return f"the columns are set apart by {called}; save the file with commas between them, {LAYOUT}"
    return ""


def _unread(header: TableRow, columns: Mapping[int, str], reading: OwnEntries) -> tuple[str, ...]:
    """Return the headings that are not read; one that is nearly that of a column which is missing is a fault."""
    known = set(ENTRY_KEYS).difference(columns.values(), () if "of" in columns.values() else ONLY_REPORTED)
    unread = [(at, name) for at, name in enumerate(header.fields) if at not in columns and name.strip()]
    for at, name in unread:
        if heading := meant(name, known):
            span = header.span(at)
            advice = f"did you mean '{heading}'? If it is something else, give it a heading that is less like it"
            reading.fault(span, f"the heading '{shown(name.strip())}' is not known", advice)
    return tuple(name.strip() for _, name in unread)
