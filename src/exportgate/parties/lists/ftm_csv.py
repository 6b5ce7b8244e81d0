"""Reads a list of OpenSanctions as simplified CSV (`targets.simple.csv`): one party in a row, cells of several values.

A party that stands on several lists is a row on each of them. What the cell of sanctions says stays a remark, since it
does not tell which of its days is which; so the entries are undated.
"""

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.lists.accounting import Account
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.csl_fields import tidy
from exportgate.parties.lists.ftm_codes import known_code, list_code
from exportgate.parties.lists.ftm_model import KINDS, country_of, first_day
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.records import open_records
from exportgate.parties.lists.united import distinct, joined, united

NEEDED = frozenset({"id", "schema", "name", "aliases", "countries", "identifiers", "sanctions", "dataset"})
OPTIONAL = frozenset(
    {"birth_date", "addresses", "phones", "emails", "program_ids", "first_seen", "last_seen", "last_change"}
)
TOLD = {"birth_date": "born", "sanctions": "sanctions", "first_seen": "first seen", "last_change": "last change"}


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file begins with the header of such a list."""
    return not beginning.mapped and set(_header(beginning.line)) >= NEEDED


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a list, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is no text, is no such list, or more than half of it is unreadable.
    """
    table = countries or Countries.load()
    account = Account(path)
    found: dict[tuple[str, str], list[Entry]] = {}
    seen = ""
    with open_records(path) as file:
        first = file.next()
        header = _header(first.raw) if first else ()
        if not set(header) >= NEEDED or len(set(header)) < len(header):
            raise ListError(
                f"{path}: line {first.line if first else 1} is no header of a simplified list: it needs "
                f"{', '.join(sorted(NEEDED))}, each once; download the list again"
            )
        while (record := file.next(len(header))) is not None:
            reason = account.fault(file, record, len(header))
            row = {} if reason else dict(zip(header, record.fields, strict=True))
            if not reason and not any(map(str.isalnum, row["name"])):
                reason = "the row has no name"
            if reason:
                account.set_aside(record, reason)
                continue
            entries = _entries(row, table)
            account.rows += len(entries) - 1
            seen = max(seen, row.get("last_seen", ""))
            for entry in entries:
                found.setdefault((entry.source, entry.entity_id), []).append(entry)
    as_of = first_day(seen)
    unread = tuple(name for name in header if name not in NEEDED | OPTIONAL)
    entries = [united(rows) for rows in found.values()]
    read_list = account.settled(entries, f"ftm-csv, {len(header)} columns", as_of.isoformat() if as_of else None)
    return replace(read_list, unread=unread)


def _header(line: str) -> tuple[str, ...]:
    return tuple(name.strip(' "\r\n\ufeff').lower() for name in line.split(","))


def _values(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Return the values of a cell, which are set apart by semicolons and quoted where they hold one."""
    cell = row.get(column, "")
    try:
        pieces = next(csv.reader([" ".join(cell.split())], delimiter=";", strict=True), [])
    except csv.Error:
        pieces = cell.split(";")
    return tuple(dict.fromkeys(filter(None, map(tidy, pieces))))


def _entries(row: Mapping[str, str], countries: Countries) -> list[Entry]:
    """Return the entry of a party on each list that it is on."""
    datasets = _values(row, "dataset")
    programs = _values(row, "program_ids")
    codes = [code for code in map(known_code, datasets) if code]
    codes = codes or [list_code(dataset, programs) for dataset in datasets or ("",)]
    entry = _entry(row, programs, countries)
    return [replace(entry, source=code) for code in dict.fromkeys(codes)]


def _entry(row: Mapping[str, str], programs: tuple[str, ...], countries: Countries) -> Entry:
    name = tidy(row["name"])
    codes = {text: country_of(text, countries) for text in _values(row, "countries")}
    contacts = [f"Phone Number: {text}" for text in _values(row, "phones")]
    contacts += [f"Email Address: {text}" for text in _values(row, "emails")]
    remarks = [f"country: {text}" for text, code in codes.items() if code is None]
    remarks += [f"dataset: {'; '.join(_values(row, 'dataset'))}"]
    remarks += [f"{label}: {'; '.join(_values(row, column))}" for column, label in TOLD.items() if row.get(column)]
    schema = row["schema"].strip()
    return Entry(
        entity_id=row["id"].strip() or name,
        source="",
        kind=KINDS.get(schema, "entity"),
        name=name,
        aliases=tuple(alias for alias in _values(row, "aliases") if alias != name),
        countries=tuple(dict.fromkeys(code for code in codes.values() if code)),
        addresses=_values(row, "addresses"),
        identifiers=distinct(_values(row, "identifiers"), tuple(contacts)),
        programs=programs,
        remarks=joined([*([] if schema in KINDS else [f"schema: {schema}"]), *remarks]),
    )
