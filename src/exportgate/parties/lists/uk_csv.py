"""Reads the sanctions lists of the United Kingdom in CSV: the UK Sanctions List, and the consolidated list of 2022.

The first (UK-Sanctions-List.csv) has a line with the day of the report before its header and gives each party a unique
id, the second (ConList.csv, kept until January 2026) a line with the day of the last update and a group id. Rows of
one id are one party: names, spellings and addresses, each in all its combinations. Columns that hold nothing an entry
has a place for are remarks under their heading.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind
from exportgate.parties.lists.accounting import Account
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.csl_csv import made_id
from exportgate.parties.lists.csl_fields import tidy
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.records import RecordFile, open_records
from exportgate.parties.lists.uk_fields import IDENTIFIER_COLUMNS, countries_in, identifiers, labeled, read_day, values
from exportgate.parties.lists.united import distinct, joined, united

CODE = "UK"
PAGE = "https://www.gov.uk/government/publications/the-uk-sanctions-list"
KINDS: dict[str, EntryKind] = {"individual": "individual", "entity": "entity", "ship": "vessel"}
GIVEN_NAMES, FAMILY_NAME = tuple(f"name {at}" for at in range(1, 6)), "name 6"
ONE_OF = (
    ("id", ("group id", "unique id")),
    ("type", ("group type", "designation type")),
    ("name type", ("alias type", "name type")),
    ("quality", ("alias quality", "alias strength")),
    ("regime", ("regime", "regime name")),
    ("postcode", ("post/zip code", "address postal code")),
    ("country", ("country", "address country")),
    ("nationality", ("nationality", "nationality(/ies)")),
    ("born", ("dob", "d.o.b")),
)
"""What each list calls a column that both have; the first three must be there."""
NEEDED = ("id", "type", "name type", FAMILY_NAME)
LISTED = ("listed on", "date designated", "uk sanctions list date designated")
ADDRESS = tuple(f"{word} {at}" for at in range(1, 7) for word in ("address", "address line"))
OTHER_NAME = "name non-latin script"
INFORMATION = "other information"
LOW = ("low", "weak")
FORMER = ("fka", "formerly")
PLACED = frozenset(
    [*NEEDED, *GIVEN_NAMES, *LISTED, *ADDRESS, OTHER_NAME, INFORMATION]
    + [name for name, _ in ONE_OF]
    + [name for column, (_, more) in IDENTIFIER_COLUMNS.items() for name in (column, *more)]
)
Row = Mapping[str, str]


def recognized(beginning: Beginning) -> bool:
    """Tell whether one of the first lines is the header of one of the lists."""
    lines = beginning.text.split("\n")[:3]
    return not beginning.mapped and any(_header(tuple(line.split(","))) is not None for line in lines)


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read one of the lists, plain, gzip or zip.

    Raises:
        ListError: the file is not there, is no text, is no such list, or more than half of it is unreadable.
    """
    account = Account(path)
    table = countries or Countries.load()
    found: dict[str, list[_Name]] = {}
    with open_records(path) as file:
        header, as_of = _start(file)
        while (record := file.next(len(header))) is not None:
            reason = account.fault(file, record, len(header))
            row = {} if reason else dict(zip(header, map(tidy, record.fields), strict=True))
            if not reason and _header(record.fields) == header:
                reason = "the header line again, not a party"
            name = "" if reason else _name(row)
            number = "" if reason else row["id"] or made_id(CODE, name)
            if not reason and not name and number not in found:
                reason = "the row has no name"
            if reason:
                account.set_aside(record, reason)
            else:
                found.setdefault(number, []).append(_row(number, name or found[number][0].entry.name, row, table))
    layout = f"uk-csv, {'UK Sanctions List' if 'sanctions imposed' in header else 'consolidated list'}"
    return account.settled([_one(rows) for rows in found.values()], f"{layout}, {len(header)} columns", as_of)


def _start(file: RecordFile) -> tuple[tuple[str, ...], str | None]:
    """Return the names of the columns and the day of the list, which the line before them may give.

    Raises:
        ListError: neither of the first two lines is a header.
    """
    day: date | None = None
    first = file.next()
    for record in (first, file.next() if first and _header(first.fields) is None else None):
        header = _header(record.fields) if record else None
        if header is not None:
            return header, day.isoformat() if day else None
        if record is not None:
            told = (read_day(text) for field in record.fields for text in (field, field.rpartition(":")[2]))
            day = next(filter(None, told), day)
    raise ListError(
        f"{file.path}: line {first.line if first else 1} and the next are no header of a UK list: it needs 'Name 6', "
        "'Name type' or 'Alias Type', and 'Unique ID' or 'Group ID'; download the list again as CSV"
    )


def _header(fields: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the names of the columns, those that both lists have under one name; None where they are no header."""
    called = {written: name for name, texts in ONE_OF for written in texts}
    names = tuple(called.get(text, text) for text in (tidy(field).strip('" ').lower() for field in fields))
    return names if set(names) >= set(NEEDED) and len(set(names)) == len(names) else None


class _Name(NamedTuple):
    """One row: what it says as an entry of its own, and which kind of name it gives."""

    entry: Entry
    rank: int
    weak: bool


def _name(row: Row) -> str:
    """Return the name of a row: given names before the family name, that of a company or ship alone; else its own."""
    given, family = [row.get(part, "") for part in GIVEN_NAMES], row[FAMILY_NAME]
    parts = [*given, family] if row["type"].lower() == "individual" else [family, *given]
    name = " ".join(filter(None, parts))
    name = name if any(map(str.isalnum, name)) else row.get(OTHER_NAME, "")
    return name if any(map(str.isalnum, name)) else ""


def _row(number: str, name: str, row: Row, countries: Countries) -> _Name:
    kind_of_name = row["name type"].lower()
    primary = kind_of_name.startswith("primary name") and "variation" not in kind_of_name
    address = ", ".join(filter(None, (*(row.get(part, "") for part in ADDRESS), row.get("postcode", ""))))
    home, unknown_home = countries_in(row.get("country", ""), countries)
    nations, unknown_nations = countries_in(row.get("nationality", ""), countries)
    days = [(text, read_day(text)) for column in LISTED if (text := row.get(column, ""))]
    remarks = [
        f"formerly: {name}" if kind_of_name.startswith(FORMER) else "",
        *(f"listing date not readable: {text}" for text, day in days if day is None),
        *(f"country: {text}" for text in unknown_home),
        *(f"nationality: {text}" for text in unknown_nations),
        *(f"born: {text}" for text in values(row.get("born", ""))),
        *(f"{heading}: {text}" for heading, text in row.items() if text and heading not in PLACED),
    ]
    numbers = [text for column in IDENTIFIER_COLUMNS for text in _identifiers(column, row)]
    for label, text in labeled(row.get(INFORMATION, "")):
        if label in IDENTIFIER_COLUMNS:
            numbers.extend(identifiers(IDENTIFIER_COLUMNS[label][0], text))
        else:
            remarks.append(f"{label}: {text}" if label else text)
    entry = Entry(
        entity_id=number,
        source=CODE,
        kind=KINDS.get(row["type"].lower(), "entity"),
        name=name,
        aliases=tuple(text for text in values(row.get(OTHER_NAME, "")) if text != name),
        countries=distinct(home, nations),
        addresses=(", ".join(filter(None, (address, row.get("country", "")))),) if address else (),
        identifiers=tuple(dict.fromkeys(numbers)),
        programs=(row["regime"],) if row.get("regime") else (),
        listed_from=min((day for _, day in days if day), default=None) if all(day for _, day in days) else None,
        remarks=joined(remarks),
        url=PAGE,
    )
    low = any(word in row.get("quality", "").lower() for word in LOW)
    return _Name(entry, 0 if primary else 1, low and not primary)


def _identifiers(column: str, row: Row) -> list[str]:
    label, more = IDENTIFIER_COLUMNS[column]
    details = " ".join(row.get(name, "") for name in more)
    return list(identifiers(label, row.get(column, ""), details))


def _one(rows: list[_Name]) -> Entry:
    """Return one entry for the rows of one id: the primary name first, and apart the names that are only weak."""
    entry = united([row.entry for row in sorted(rows, key=lambda row: row.rank)])
    strong = {name for row in rows if not row.weak for name in row.entry.names}
    weak = distinct(*((row.entry.name,) for row in rows if row.weak and row.entry.name not in strong))
    aliases = tuple(name for name in entry.aliases if name not in weak)
    return replace(entry, aliases=aliases, weak_aliases=tuple(name for name in weak if name != entry.name))
