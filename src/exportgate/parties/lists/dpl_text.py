"""Reads the Denied Persons List of the Bureau of Industry and Security, as published in tab-separated text.

A row is one address of a denied person. Rows of one name are one entry, denied from the first day of any of its orders
to the last; the orders stand in the remarks where they differ. An order without an expiration date stays in force.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.lists.accounting import Account
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.csl_csv import made_id
from exportgate.parties.lists.csl_fields import country_at_end, read_date, split_name, tidy
from exportgate.parties.lists.read_list import ReadList, day_in_name
from exportgate.parties.lists.records import open_records
from exportgate.parties.lists.united import joined, united

CODE = "DPL"
COLUMNS = (
    *("Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date", "Expiration_Date"),
    *("Standard_Order", "Last_Update", "Action", "FR_Citation"),
)
NEEDED = frozenset(map(str.lower, COLUMNS)) - {"last_update", "action"}
PAGE = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl"


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file begins with the header of the list."""
    return not beginning.mapped and _header(beginning.line) is not None


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a Denied Persons List file, plain, gzip or zip.

    Raises:
        ListError: the file is not there, is no text, is no such list, or more than half of it is unreadable.
    """
    account = Account(path)
    table = countries or Countries.load()
    found: dict[str, list[Entry]] = {}
    with open_records(path, delimiter="\t") as file:
        first = file.next()
        header = _header(first.raw) if first else None
        if header is None:
            raise ListError(
                f"{path}: line {first.line if first else 1} is no header of the Denied Persons List: it needs "
                f"{', '.join(COLUMNS[:8])} …, set apart by tabs; download the list again"
            )
        while (record := file.next(len(header))) is not None:
            reason = account.fault(file, record, len(header))
            row = {} if reason else {name: tidy(field) for name, field in zip(header, record.fields, strict=True)}
            if not reason and tuple(map(str.lower, row.values())) == header:
                reason = "the header line again, not a party"
            if not reason and not any(map(str.isalnum, row["name"])):
                reason = "the row has no name"
            if reason:
                account.set_aside(record, reason)
            else:
                entry = _entry(row, table)
                found.setdefault(entry.entity_id, []).append(entry)
    entries = [_one(rows) for rows in found.values()]
    return account.settled(entries, f"dpl, {len(header)} columns", day_in_name(path.name))


def _header(line: str) -> tuple[str, ...] | None:
    """Return the names of the columns, None where the line does not name those that the list must have."""
    names = tuple(name.strip(' "\r\n').lower() for name in line.split("\t"))
    return names if set(names) >= NEEDED and len(set(names)) == len(names) else None


def _entry(row: Mapping[str, str], countries: Countries) -> Entry:
    name, aliases, name_remark = split_name(row["name"])
    place = ", ".join(filter(None, (row[part] for part in ("street_address", "city", "state", "postal_code"))))
    address = ", ".join(filter(None, (place, row["country"])))
    country = countries.country(row["country"]) if row["country"] else None
    code = country or country_at_end(address, countries)
    from_, from_remark = _day(row["effective_date"], "effective")
    to, to_remark = _day(row["expiration_date"], "expiration")
    order = f"standard order: {row['standard_order'].upper()}" if row["standard_order"] else ""
    return Entry(
        entity_id=made_id(CODE, name),
        source=CODE,
        kind="entity",
        name=name,
        aliases=tuple(alias for alias in aliases if alias != name),
        countries=(code,) if code else (),
        addresses=(address,) if place else (),
        notice=row["fr_citation"],
        listed_from=from_,
        listed_to=to,
        remarks=joined([row.get("action", ""), name_remark, from_remark, to_remark, order, _updated(row)]),
        url=PAGE,
    )


def _updated(row: Mapping[str, str]) -> str:
    return f"last update: {row['last_update']}" if row.get("last_update") else ""


def _day(text: str, which: str) -> tuple[date | None, str]:
    day = read_date(text) if text else None
    return day, f"{which} date not readable: {text}" if text and day is None else ""


def _one(rows: Sequence[Entry]) -> Entry:
    """Return one entry for the rows of one name; of several orders the remarks tell the days of each."""
    orders = dict.fromkeys((row.listed_from, row.listed_to) for row in rows)
    entry = united(rows)
    if len(orders) == 1:
        return entry
    told = " and ".join(f"{from_ or 'an unknown day'} to {to or 'no end'}" for from_, to in orders)
    return replace(entry, remarks=joined([entry.remarks, f"orders of {told}"]))
