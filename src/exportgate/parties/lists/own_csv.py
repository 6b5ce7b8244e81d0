"""Reads an organization's own list from CSV: one name in a row, its columns found by usual headings or named by hand.

Rows of one id are names of one entry. A cell of several values sets them apart by semicolons. Every fault is collected,
with line and column, and refused together; what the texts mean is left to the rules.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from exportgate.foundation import yaml_source
from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.foundation.spans import Span
from exportgate.foundation.yaml_source import Node, Scalar, Sequence
from exportgate.parties.countries import Countries
from exportgate.parties.lists import csl_csv
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.own_entries import ENTRY_KEYS, ONLY_REPORTED, OwnEntries
from exportgate.parties.lists.own_headings import key_of, meant
from exportgate.parties.lists.read_list import ReadList, RejectedEntry
from exportgate.parties.lists.records import Record, open_records

ONE_VALUE = frozenset(
    {
        "id",
        "list",
        "kind",
        "name",
        "requirement",
        "policy",
        "policy_note",
        "listed",
        "delisted",
        "family",
        *ONLY_REPORTED,
    }
    | {"of", "note"}
)


LAYOUT = (
    "such as 'name,of,relation,source,since' for names that stand for a listed party, or 'id,name,country'; "
    "name other columns with --map name=HEADING,of=HEADING"
)


def read(path: Path, given: Mapping[str, str] | None = None, countries: Countries | None = None) -> ReadList:
    """Read a list file; `given` maps keys of an entry to the headings that hold them.

    Raises:
        ListError: the file cannot be read, has no column of names, or has a fault; all faults are counted.
    """
    table = countries or Countries.load()
    reading = OwnEntries(table, table=True)
    empty: list[RejectedEntry] = []
    rows = 0
    with open_records(path) as file:
        header = file.next()
        if header is None:
            raise ListError(f"{path}: the file holds no line of text; write a line of headings and one name in a row")
        columns = _columns(path, header, given or {})
        unread = _unread(path, header, columns, reading)
        while (record := file.next(len(header.fields))) is not None:
            rows += 1
            if not record.fault and not any(field.strip() for field in record.fields):
                empty.append(RejectedEntry(rows, record.line, "every field is empty", record.raw.rstrip("\r\n")))
                continue
            span = Span(str(path), record.line, 1, record.line, 1)
            if record.fault or len(record.fields) != len(header.fields):
                width = f"the row has {len(record.fields)} fields where the headings are {len(header.fields)}"
                reading.fault(span, record.fault or width, "mend the row")
                reading.refuse_many_faults(path)
                continue
            reading.take(yaml_source.Mapping(span, tuple(_cells(path, record, columns, table))))
            reading.refuse_many_faults(path)
    reading.refuse_faults(path)
    entries = tuple(reading.found.values())
    ignored = f", not read: {', '.join(unread)}" if unread else ""
    layout = f"csv, {len(columns)} columns{ignored}"
    merged = rows - len(entries) - len(empty)
    return ReadList(entries, tuple(empty), rows, merged, layout, title=path.stem, unread=unread)


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is a table of one's own: named as CSV, it begins with headings; or its columns were named."""
    if not beginning.name.endswith(".csv"):
        return False
    return beginning.mapped or (beginning.line[:1] not in {"", "<", "{", "["} and not csl_csv.recognized(beginning))


def _columns(path: Path, header: Record, given: Mapping[str, str]) -> dict[int, str]:
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


def _no_names(header: Record) -> str:
    """Say why no column holds names, and how a list of one's own is laid out."""
    there = ", ".join(shown(name.strip()) for name in header.fields[:20])
    return _set_apart(header) or f"no column holds names (there are: {there}); write headings, {LAYOUT}"


def _set_apart(header: Record) -> str:
    """Say that another sign than the comma stands between the columns; empty where none seems to."""
    for sign, called in ((";", "semicolons"), ("\t", "tabs")):
        if header.raw.count(sign) >= len(header.fields):
            return f"the columns are set apart by {called}; save the file with commas between them, {LAYOUT}"
    return ""


def _unread(path: Path, header: Record, columns: Mapping[int, str], reading: OwnEntries) -> tuple[str, ...]:
    """Return the headings that are not read; one that is nearly that of a column which is missing is a fault."""
    known = set(ENTRY_KEYS).difference(columns.values(), () if "of" in columns.values() else ONLY_REPORTED)
    unread = [(at, name) for at, name in enumerate(header.fields) if at not in columns and name.strip()]
    starts = _starts(header)
    for at, name in unread:
        if heading := meant(name, known):
            span = Span(str(path), header.line, starts[at], header.line, starts[at] + len(name))
            advice = f"did you mean '{heading}'? If it is something else, give it a heading that is less like it"
            reading.fault(span, f"the heading '{shown(name.strip())}' is not known", advice)
    return tuple(name.strip() for _, name in unread)


def _cells(
    path: Path, record: Record, columns: Mapping[int, str], countries: Countries
) -> Iterator[tuple[Scalar, Node]]:
    """Yield the cells of a row that say something, as the values of an entry's keys."""
    starts = _starts(record)
    for at, key in columns.items():
        text = record.fields[at]
        if not text.strip():
            continue
        span = Span(str(path), record.line, starts[at], record.line, starts[at] + len(text))
        if key in ONE_VALUE:
            yield Scalar(span, key, quoted=False), Scalar(span, " ".join(text.split()), quoted=True)
            continue
        pieces = [" ".join(piece.split()) for piece in re.split(r"[;\n]", text) if piece.strip()]
        if key == "countries":
            pieces = [countries.resolve(piece) or piece for piece in pieces]
        values = tuple(Scalar(span, piece, quoted=True) for piece in pieces)
        yield Scalar(span, key, quoted=False), Sequence(span, values)


def _starts(record: Record) -> list[int]:
    """Return the column at which each field of a record begins, counted in the record's text."""
    starts, quoted = [1], False
    for at, letter in enumerate(record.raw):
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            starts.append(at + 2)
    return starts
