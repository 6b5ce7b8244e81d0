"""Reads the U.S. Consolidated Screening List as published in CSV, in each of its layouts, found by the header's names.

A row is an entry, adds to the entry of the same list and id, or is set aside with a reason; a date that cannot be read
leaves the entry in force and says so in its remarks. What the requirements mean is left to the rules.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind
from exportgate.parties.lists import csl_fields as cells
from exportgate.parties.lists.accounting import Account
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.records import Record, RecordFile, open_records
from exportgate.parties.lists.united import distinct, joined, united
from exportgate.parties.name_tables import generic_aliases

NEEDED = (
    *("source", "type", "programs", "name", "addresses", "federal_register_notice", "start_date", "end_date"),
    *("license_requirement", "license_policy", "alt_names"),
)
OPTIONAL = (
    *("_id", "entity_number", "title", "standard_order", "call_sign", "vessel_type", "gross_tonnage"),
    *("gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks", "source_list_url", "citizenships"),
    *("dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids"),
)
REMARKED = {
    "title": "title",
    "dates_of_birth": "born",
    "places_of_birth": "born in",
    "vessel_type": "vessel type",
    "vessel_flag": "vessel flag",
    "vessel_owner": "vessel owner",
    "gross_tonnage": "gross tonnage",
    "gross_registered_tonnage": "gross registered tonnage",
    "standard_order": "standard order",
}
KINDS: dict[str, EntryKind] = {
    "entity": "entity",
    "individual": "individual",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
ADDRESS_ROW = re.compile(r"Address \d+")


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file begins with the header of the list: with at least half of the columns that it must have."""
    names = {name.strip(' "').lower() for name in re.split("[,;\t]", beginning.line)}
    return not beginning.mapped and len(names.intersection(NEEDED)) * 2 >= len(NEEDED)


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a Consolidated Screening List file, plain or gzip.

    Raises:
        ListError: the file is not there, is no text, is no such list, or more than half of it is unreadable.
    """
    with open_records(path) as file:
        header, layout = _header(file)
        reader = _Reader(path, header, countries or Countries.load())
        while (record := file.next(len(header))) is not None:
            reader.take(file, record)
    return reader.finished(layout)


def _header(file: RecordFile) -> tuple[tuple[str, ...], str]:
    """Return the column names and the name of the layout.

    Raises:
        ListError: the first line that is not blank is not the list's header.
    """
    record = file.next()
    if record is None:
        raise ListError(f"{file.path}: the file holds no line of text; download the list again")
    start = record.raw.lstrip()[:1]
    if start == "<":
        _refuse(file, record, "begins like XML, not a CSV header; download the CSV form of the list")
    if start in {"{", "["}:
        _refuse(file, record, "begins like JSON, not a CSV header; download the CSV form of the list")
    names = tuple(name.strip().lower() for name in record.fields)
    missing = [name for name in NEEDED if name not in names]
    if missing:
        _refuse(file, record, f"is no header of the list: it lacks {', '.join(missing)}; import a file with its header")
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        _refuse(file, record, f"names the column '{twice}' twice; keep one of them")
    extra = [name for name in names if name not in {*NEEDED, *OPTIONAL}]
    ignored = f", not read: {', '.join(extra)}" if extra else ""
    return names, f"csl-csv, {len(names)} columns{'' if '_id' in names else ' without _id'}{ignored}"


def _refuse(file: RecordFile, record: Record, what: str) -> None:
    raise ListError(f"{file.path}: line {record.line} {what}")


class _Reader:
    """Collects the rows of each entry and the rejected ones, record by record."""

    def __init__(self, path: Path, header: tuple[str, ...], countries: Countries) -> None:
        self.header = header
        self.countries = countries
        self.account = Account(path)
        self.found: dict[tuple[str, str], list[Entry]] = {}
        self.quoted = True

    def take(self, file: RecordFile, record: Record) -> None:
        self.quoted = self.quoted and record.raw.startswith('"')
        reason = self.account.fault(file, record, len(self.header))
        same = (field.strip().lower() == name for field, name in zip(record.fields, self.header, strict=True))
        if not reason and all(same):
            reason = "the header line again, not a party"
        if not reason:
            row = dict(zip(self.header, record.fields, strict=True))
            code = cells.source_code(row["source"])
            entry = entry_of(row, code or "", self.countries)
            if code is not None and any(map(str.isalnum, entry.name)):
                self.found.setdefault((code, entry.entity_id), []).append(entry)
                return
            label = f"the source label '{row['source'][:80]}' has no list code in parentheses"
            reason = "the row has no name" if code is not None else label
        self.account.set_aside(record, reason)

    def finished(self, layout: str) -> ReadList:
        quoted = ", every field quoted" if self.account.rows and self.quoted else ""
        return self.account.settled([united(rows) for rows in self.found.values()], layout + quoted)


def entry_of(row: Mapping[str, str], code: str, countries: Countries) -> Entry:
    """Return the entry of a row, its cells by the names of their columns; one without a name has an empty one."""

    def cell(column: str) -> str:
        return cells.tidy(row.get(column, ""))

    name, aliases, name_remark = cells.split_name(row["name"])
    places = cells.split_addresses(row["addresses"], countries)
    origins = [cells.split_countries(row.get(column, ""), countries) for column in ("citizenships", "nationalities")]
    found = cells.split_identifiers(row.get("ids", ""))
    call_sign = (f"Call Sign: {cell('call_sign')}",) if cell("call_sign") else ()
    from_, from_remark = _day(cell("start_date"), "start")
    to, to_remark = _day(cell("end_date"), "end")
    said = [f"{label}: {cell(column)}" for column, label in REMARKED.items() if cell(column)]
    remarks = [cell("remarks"), name_remark, from_remark, to_remark, *said, *found.rest]
    requirement = cell("license_requirement")
    others = [alias for alias in distinct(aliases, cells.split_aliases(row["alt_names"])) if alias != name]
    generic = generic_aliases()
    is_address = ADDRESS_ROW.fullmatch(name) is not None
    return Entry(
        entity_id=cell("entity_number") or cell("_id") or made_id(code, name, places.countries if is_address else ()),
        source=code,
        kind="address" if is_address else KINDS.get(cell("type").lower(), "entity"),
        name=name,
        aliases=tuple(alias for alias in others if alias.casefold() not in generic),
        weak_aliases=tuple(alias for alias in others if alias.casefold() in generic),
        countries=distinct(places.countries, *origins),
        addresses=places.addresses,
        identifiers=distinct(found.identifiers, call_sign),
        programs=distinct(tuple(piece.strip() for piece in cell("programs").split(";") if piece.strip())),
        requirement=requirement,
        policy=cell("license_policy"),
        footnotes=cells.footnotes(requirement),
        notice=cell("federal_register_notice"),
        listed_from=from_,
        listed_to=to,
        remarks=joined(remarks),
        url=cell("source_information_url") or cell("source_list_url"),
    )


def made_id(code: str, name: str, countries: Sequence[str] = ()) -> str:
    """Return the id of an entry whose list gives none: a digest of list and name, the same in every file.

    Address rows are numbered by country, so that their countries belong to the name.
    """
    return hashlib.sha256("\n".join((code, name.casefold(), *countries)).encode()).hexdigest()[:24]


def _day(text: str, which: str) -> tuple[date | None, str]:
    day = cells.read_date(text) if text else None
    return day, f"{which} date not readable: {text}" if text and day is None else ""
