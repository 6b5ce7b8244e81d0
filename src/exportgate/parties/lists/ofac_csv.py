"""Reads the Treasury's SDN list, or its list of other sanctioned parties, from the tables that it is published in.

A row of the primary table is an entry; a row of other names, of addresses or of the ends of long remarks adds to the
entry that it names, or is set aside where there is none. Rows are counted through all tables. `-0-` is an empty field.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exportgate.foundation.characters import shown
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind
from exportgate.parties.lists.accounting import Account
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.csl_fields import country_at_end, read_date, tidy
from exportgate.parties.lists.ofac_remarks import APART, FORMER_OR_NEW, read_remarks
from exportgate.parties.lists.ofac_tables import Table, Tables, is_primary, is_table, tables_of
from exportgate.parties.lists.read_list import ReadList, day_in_name
from exportgate.parties.lists.records import Record
from exportgate.parties.lists.united import distinct, joined, united

NULL = re.compile(r"-0-?")
"""An empty field; the last one of a file is cut by one sign in some editions."""
PRIMARY_WIDTH, OTHER_NAMES_WIDTH, ADDRESSES_WIDTH, COMMENTS_WIDTH = 12, 5, 6, 2
KINDS: dict[str, EntryKind] = {"individual": "individual", "vessel": "vessel", "aircraft": "aircraft"}
REMARKED = ("title", "", "vessel type", "gross tonnage", "gross registered tonnage", "vessel flag", "vessel owner")
"""What the columns after the programs are called in remarks; the call sign is an identifier."""
CODES = (
    ("PLC", re.compile(r"NS-PLC")),
    ("SSI", re.compile(r"UKRAINE-EO13662")),
    ("CMIC", re.compile(r"CMIC-EO13959|NS-CMIC")),
    ("FSE", re.compile(r"FSE-\w+")),
    ("CAP", re.compile(r"561-Related|HIFPAA|CAPTA")),
    ("NSISA", re.compile(r"NS-ISA")),
)
"""The code that the Consolidated Screening List gives to the list of a program beside the SDN list."""
CORRESPONDENT = re.compile(r"correspondent (?:bank )?account", re.IGNORECASE)
CMIC_LISTED = re.compile(r"Listing Date \(CMIC\):? (\d\d \w{3} \d{4})")
UNKNOWN = "undetermined"
CUT_AT = 1000
PAGE = "https://sanctionssearch.ofac.treas.gov/Details.aspx?id="
FIRST_LINE = re.compile(r'\d+,\s*(?:"|\d+,|-0-)')

Row = tuple[str, ...]


def recognized(beginning: Beginning) -> bool:
    """Tell whether a folder or zip has a table that is named as published, or a file begins as one does.

    A file of another name is recognized by its empty fields, so that it can be told how to be named.
    """
    if beginning.mapped or beginning.members:
        return not beginning.mapped and any(map(is_primary, beginning.members))
    numbered = FIRST_LINE.match(beginning.line) is not None
    return numbered and (is_table(beginning.name) or beginning.line.count("-0-") > 2)


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a list, given its primary file, beside which the other tables lie, or the folder or zip that holds them.

    Raises:
        ListError: a table is missing or cannot be read, or more than half of it is no row of such a table.
    """
    tables = tables_of(path)
    reader = _Reader(tables, countries or Countries.load())
    reader.take_parties()
    reader.take_details(tables.alternates, OTHER_NAMES_WIDTH, reader.other_names, named=3)
    reader.take_details(tables.addresses, ADDRESSES_WIDTH, reader.addresses)
    if tables.comments is not None:
        reader.take_details(tables.comments, COMMENTS_WIDTH, reader.comments)
    return reader.finished()


def files(path: Path) -> tuple[Path, ...]:
    """Return the files of a list's tables, given as to `read`; of a zip, the zip."""
    return tuple(dict.fromkeys(table.path for table in tables_of(path).all))


class _Reader:
    """Collects the rows of each entry from all tables, by the number of the entry."""

    def __init__(self, tables: Tables, countries: Countries) -> None:
        self.tables = tables
        self.countries = countries
        self.account = Account(tables.primary.path)
        self.parties: dict[str, list[Row]] = {}
        self.other_names: dict[str, list[Row]] = {}
        self.addresses: dict[str, list[Row]] = {}
        self.comments: dict[str, list[Row]] = {}

    def take_parties(self) -> None:
        """Read the primary table."""
        for record, row in self._rows(self.tables.primary, PRIMARY_WIDTH):
            if re.fullmatch(r"[0-9]{1,12}", row[0].strip()) is None:
                self._set_aside(self.tables.primary, record, "the first field is no number of an entry")
            elif not _says_something(row[1]):
                self._set_aside(self.tables.primary, record, "the row has no name")
            else:
                self.parties.setdefault(row[0].strip(), []).append(row)

    def take_details(self, table: Table, width: int, into: dict[str, list[Row]], named: int | None = None) -> None:
        """Read a table whose rows begin with the number of an entry; `named` is the column that must hold a name."""
        for record, row in self._rows(table, width):
            number = row[0].strip()
            if number not in self.parties:
                known = f"it is of entry '{shown(number, 20)}', which is not in {self.tables.primary.name}"
                self._set_aside(table, record, known)
            elif named is not None and not _says_something(row[named]):
                self._set_aside(table, record, "the row has no name")
            else:
                into.setdefault(number, []).append(row)

    def finished(self) -> ReadList:
        """Return the list as read."""
        entries = [united([self._entry(number, row) for row in rows]) for number, rows in self.parties.items()]
        names = ", ".join(table.name for table in self.tables.all)
        return self.account.settled(entries, f"ofac-csv, {names}", day_in_name(self.tables.primary.name))

    def _rows(self, table: Table, width: int) -> Iterator[tuple[Record, Row]]:
        with table.open() as file:
            while (record := file.next(width)) is not None:
                fault = self.account.fault(file, record, width)
                if fault:
                    self._set_aside(table, record, fault)
                else:
                    yield record, tuple("" if NULL.fullmatch(field.strip()) else field for field in record.fields)

    def _set_aside(self, table: Table, record: Record, reason: str) -> None:
        self.account.set_aside(record, f"{table.name}: {reason}")

    def _entry(self, number: str, row: Row) -> Entry:
        name, kind = tidy(row[1]), tidy(row[2]).lower()
        text = self._remarks_of(number, row)
        said = read_remarks(text, self.countries)
        programs = tuple(filter(None, (piece.strip(" []") for piece in re.split(r"\] ?\[|;", tidy(row[3])))))
        places = [_place(place, self.countries) for place in self.addresses.get(number, ())]
        others = [tidy(other[3]) for other in self.other_names.get(number, ())]
        call_sign = (f"Call Sign: {tidy(row[5])}",) if row[5] else ()
        remarked = [f"{label}: {tidy(cell)}" for label, cell in zip(REMARKED, row[4:11], strict=True) if label and cell]
        kind_said = f"type: {kind}" if kind and kind not in KINDS else ""
        return Entry(
            entity_id=number,
            source="SDN" if self.tables.listing == "sdn" else list_of(programs, text),
            kind=KINDS.get(kind, "entity"),
            name=name,
            aliases=tuple(other for other in dict.fromkeys(others) if other != name),
            weak_aliases=tuple(weak for weak in dict.fromkeys(said.weak_aliases) if weak not in {name, *others}),
            countries=distinct(tuple(code for place in places for code in place.countries), tuple(said.countries)),
            addresses=distinct(tuple(place.address for place in places if place.address)),
            identifiers=distinct(call_sign, tuple(said.identifiers)),
            programs=distinct(programs),
            listed_from=min(filter(None, map(read_date, CMIC_LISTED.findall(text))), default=None),
            remarks=joined([kind_said, *remarked, *said.rest, *self._said_of_details(number)]),
            url=f"{PAGE}{number}",
        )

    def _remarks_of(self, number: str, row: Row) -> str:
        """Return the remarks with their end from the comments, which goes on where the text was cut."""
        if self.tables.comments is None and len(row[11]) >= CUT_AT:
            whole, _, part = row[11].rpartition(APART)
            return f"{whole}{APART}cut off, the end is in a table of comments that was not given: {part}"
        return "".join((row[11], *(comment[1] for comment in self.comments.get(number, ()))))

    def _said_of_details(self, number: str) -> Iterator[str]:
        """Yield what the rows of names and addresses say beside these: a former or new name, a remark."""
        for other in self.other_names.get(number, ()):
            kind = FORMER_OR_NEW.get(other[2].strip()[:1].lower(), "")
            yield f"{kind}: {tidy(other[3])}" if kind else ""
            yield f"{tidy(other[3])}: {tidy(other[4])}" if other[4] else ""
        for place in self.addresses.get(number, ()):
            yield f"address: {tidy(place[5])}" if place[5] else ""
            yield f"address: {UNKNOWN}" if place[4].strip() == UNKNOWN else ""


class _Place(NamedTuple):
    address: str
    countries: tuple[str, ...]


def _place(row: Row, countries: Countries) -> _Place:
    """Return one row of addresses: street, city with state and postal code, country."""
    street, city, country = (text if text != UNKNOWN else "" for text in map(tidy, row[2:5]))
    code = country_at_end(country or city, countries)
    there = street or city or (country if code is None else "")
    address = ", ".join(filter(None, (street, city, country))) if there else ""
    return _Place(address, (code,) if code else ())


def list_of(programs: tuple[str, ...], remarks: str) -> str:
    """Return which of the lists beside the SDN list an entry is on: menu-based sanctions where no program tells."""
    for code, program in CODES:
        if any(map(program.fullmatch, programs)):
            return code
    return "CAP" if CORRESPONDENT.search(remarks) else "MBS"


def _says_something(text: str) -> bool:
    return any(map(str.isalnum, text))
