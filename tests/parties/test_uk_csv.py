"""The UK lists are read as their publishers describe them; the files are made here, their parties invented."""

import csv
import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.lists import uk_csv, uk_fields
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

CONSOLIDATED_HEADER = (
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,"
    "Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,"
    "National Identification Number,National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,"
    "Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,Regime,Listed On,"
    "UK Sanctions List Date Designated,Last Updated,Group ID"
)
SANCTIONS_HEADER = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,"
    "Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,"
    "Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,"
    "Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,"
    "Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,"
    "National Identifier additional information,Passport number,Passport additional information,Position,Gender,"
    "Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),"
    "IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,"
    "Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)"
)
CONSOLIDATED, SANCTIONS = CONSOLIDATED_HEADER.split(","), SANCTIONS_HEADER.split(",")
PERSON = {
    "Name 6": "PETROV",
    "Name 1": "Ivan",
    "Name 2": "Petrovich",
    "Name Non-Latin Script": "Иван Петров",
    "DOB": "(1) 01/02/1970 (2) 00/00/1971",
    "Nationality": "(1) Russia. (2) Belarus",
    "Passport Number": "(1) 714211297 (2) 654320001",
    "Passport Details": "(1) Russia. Issued 2011, Moscow (2) Belarus",
    "Address 1": "Flat 1",
    "Address 4": "2 First Street",
    "Address 6": "Minsk",
    "Post/Zip Code": "220000",
    "Country": "Belarus",
    "Position": "Director",
    "Group Type": "Individual",
    "Alias Type": "Primary name",
    "Regime": "Russia",
    "Listed On": "17/02/2012",
    "UK Sanctions List Date Designated": "31/12/2020",
    "Group ID": "12345",
    "Other Information": (
        "Former deputy. (UK Sanctions List Ref):RUS9999 (UK Statement of Reasons):Involved person (a director): it is "
        "told. (Phone number):(1) +37517 (2) +37518 (Business Reg No):TIN - 7703104630"
    ),
}
COMPANY = {
    "Unique ID": "RUS9998",
    "OFSI Group ID": "15000",
    "Name 6": "FIRST WORKS LIMITED",
    "Name type": "Primary Name",
    "Designation Type": "Entity",
    "Regime Name": "The Russia (Sanctions) (EU Exit) Regulations 2019",
    "Sanctions Imposed": "Asset freeze|Trust services sanctions",
    "Address Line 1": "1 First Street",
    "Address Country": "Russia",
    "Date Designated": "24/03/2022",
    "Business registration number (s)": "(1) Tax Identification Number: INN 2536210349 (2) 1027700456024 (Russia).",
    "Last Updated": "01/01/2026",
}
SHIP = {
    "Unique ID": "RUS9997",
    "Name 6": "THIRD STAR",
    "Name type": "Primary Name",
    "Designation Type": "Ship",
    "Date Designated": "31/07/2024",
    "IMO number": "IMO9187629",
    "Current believed flag of ship": "Gabon",
    "Year Built": "2019",
}


def text_of(columns: list[str], first: str, rows: tuple[dict[str, str], ...]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return f"{first}\r\n{stream.getvalue()}" if first else stream.getvalue()


def read(folder: Path, text: str, name: str = "list.csv") -> ReadList:
    path = folder / name
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode("utf-8-sig"))
    assert format_of(path).name == "uk-csv"
    found = uk_csv.read(path)
    assert found.rows == len(found.entries) + found.merged + len(found.rejected)
    return found


def consolidated(folder: Path, *rows: dict[str, str], first: str = "Last Updated,28/01/2026") -> ReadList:
    return read(folder, text_of(CONSOLIDATED, first, rows))


def sanctions(folder: Path, *rows: dict[str, str], first: str = "Report Date: 13-Feb-2026") -> ReadList:
    return read(folder, text_of(SANCTIONS, first, rows), "UK-Sanctions-List.csv.gz")


def test_rows_of_one_group_are_one_party_with_good_and_low_aliases_apart(tmp_path: Path) -> None:
    found = consolidated(
        tmp_path,
        PERSON | {"Name 2": "", "Alias Type": "AKA", "Alias Quality": "Good quality"},
        PERSON | {"Name 6": "VANYA", "Name 1": "", "Name 2": "", "Alias Type": "AKA", "Alias Quality": "Low quality"},
        PERSON,
        PERSON | {"Address 1": "", "Address 4": "3 Other Street"},
        PERSON | {"Name 6": "PETROFF", "Alias Type": "Primary name variation"},
        PERSON | {"Name 6": "IVANOV", "Alias Type": "FKA", "Alias Quality": "Good quality"},
    )
    assert (found.rows, found.merged, found.as_of) == (6, 5, "2026-01-28")
    assert found.layout == "uk-csv, consolidated list, 36 columns"
    person = found.entries[0]
    assert (person.entity_id, person.source, person.kind) == ("12345", "UK", "individual")
    assert person.name == "Ivan Petrovich PETROV"
    assert person.aliases == (
        "Иван Петров",
        "Ivan PETROV",
        "Ivan Petrovich PETROFF",
        "Ivan Petrovich IVANOV",
    )
    assert person.weak_aliases == ("VANYA",)
    assert person.addresses == (
        "Flat 1, 2 First Street, Minsk, 220000, Belarus",
        "3 Other Street, Minsk, 220000, Belarus",
    )
    assert (person.countries, person.programs) == (("BY", "RU"), ("Russia",))
    assert (person.listed_from, person.listed_to) == (date(2012, 2, 17), None)
    assert {item.key for item in identifiers_of(person)} == {"714211297", "654320001", "7703104630"}
    for told in (
        "born: 01/02/1970; born: 00/00/1971",
        "position: Director",
        "Former deputy.",
        "uk sanctions list ref: RUS9999",
        "uk statement of reasons: Involved person (a director): it is told.",
        "phone number: (1) +37517 (2) +37518",
        "formerly: Ivan Petrovich IVANOV",
    ):
        assert told in person.remarks


def test_the_sanctions_list_gives_companies_and_ships_by_unique_id(tmp_path: Path) -> None:
    found = sanctions(
        tmp_path,
        COMPANY,
        COMPANY | {"Name 6": "FW", "Name type": "ALias", "Alias strength": "Weak"},
        COMPANY | {"Name 6": "FIRST WORKS OOO", "Name type": "Primary name variation", "Name 1": "Group"},
        SHIP,
    )
    assert (found.as_of, found.layout) == ("2026-02-13", "uk-csv, UK Sanctions List, 58 columns")
    company, ship = found.entries
    assert company == Entry(
        entity_id="RUS9998",
        source="UK",
        kind="entity",
        name="FIRST WORKS LIMITED",
        aliases=("FIRST WORKS OOO Group",),
        weak_aliases=("FW",),
        countries=("RU",),
        addresses=("1 First Street, Russia",),
        identifiers=(
            "Business registration number: 2536210349 (Tax Identification Number INN)",
            "Business registration number: 1027700456024 (Russia)",
        ),
        programs=("The Russia (Sanctions) (EU Exit) Regulations 2019",),
        listed_from=date(2022, 3, 24),
        remarks=(
            "last updated: 01/01/2026; ofsi group id: 15000; sanctions imposed: Asset freeze|Trust services sanctions"
        ),
        url=uk_csv.PAGE,
    )
    assert (ship.kind, ship.identifiers) == ("vessel", ("IMO number: IMO9187629",))
    assert [item.key for item in identifiers_of(ship)] == ["9187629"]
    assert ship.remarks == "current believed flag of ship: Gabon; year built: 2019"


@pytest.mark.parametrize(
    "text",
    [
        *("17/02/2012", "17-Feb-2012", "17 February 2012", "17 Feb 2012", "2012-02-17", "17.02.2012", "17/02/12"),
        *("17/02/2012 00:00:00", "2012-02-17T00:00:00Z"),
    ],
)
def test_dates_are_read_day_first_in_every_style(text: str) -> None:
    assert uk_fields.read_day(text) == date(2012, 2, 17)
    assert uk_fields.read_day("03/04/2012") == date(2012, 4, 3)


def test_a_date_that_cannot_be_read_leaves_the_party_in_force_and_is_told(tmp_path: Path) -> None:
    person = consolidated(tmp_path, PERSON | {"Listed On": "00/00/2012"}).entries[0]
    assert person.listed_from is None
    assert "listing date not readable: 00/00/2012" in person.remarks


def test_a_party_named_in_another_script_alone_and_one_without_a_primary_name_are_kept(tmp_path: Path) -> None:
    found = sanctions(
        tmp_path,
        COMPANY | {"Name 6": "", "Name non-latin script": "华新技术有限公司"},
        SHIP | {"Name type": "Alias"},
        SHIP | {"Name 6": "", "Address Country": "Atlantis"},
    )
    assert [entry.names for entry in found.entries] == [("华新技术有限公司",), ("THIRD STAR",)]
    assert "country: Atlantis" in found.entries[1].remarks


def test_rows_that_are_no_party_are_set_aside_and_line_ends_belong_to_their_field(tmp_path: Path) -> None:
    header = dict(zip(SANCTIONS, SANCTIONS, strict=True))
    text = text_of(
        SANCTIONS,
        "Report Date: 13-Feb-2026",
        (COMPANY | {"Other Information": "First\r\nline; second"}, header, {"Unique ID": "RUS1"}, SHIP),
    )
    found = read(tmp_path, text + '"SHORT",1\r\n\x1a')
    assert [(row.row, row.line, row.reason) for row in found.rejected] == [
        (2, 5, "the header line again, not a party"),
        (3, 6, "the row has no name"),
        (5, 8, "2 fields where there are 58 columns"),
    ]
    assert "First line" in found.entries[0].remarks


@pytest.mark.parametrize("first", ["", "Report Date: unknown"])
def test_a_list_without_a_day_before_its_header_has_none(tmp_path: Path, first: str) -> None:
    found = sanctions(tmp_path, COMPANY, first=first)
    assert (found.as_of, len(found.entries)) == (None, 1)


@pytest.mark.parametrize("text", ["", "Report Date: 13-Feb-2026\n", "A,B\nC,D\n", "Name 6,Name 6,Unique ID\n\n"])
def test_a_file_that_is_no_uk_list_is_refused_with_what_was_expected(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text or "\n", "utf-8")
    with pytest.raises(ListError, match="and the next are no header of a UK list: it needs 'Name 6'"):
        uk_csv.read(path)


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("Syria", ("SY",), ()),
        ("(1) Iran. (2) Iraq", ("IR", "IQ"), ()),
        ("Russia. Ukraine", ("RU", "UA"), ()),
        ("United Kingdom|Cyprus", ("GB", "CY"), ()),
        ("Atlantis", (), ("Atlantis",)),
        ("", (), ()),
    ],
)
def test_countries_are_read_one_or_several_in_a_cell(
    cell: str, codes: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert uk_fields.countries_in(cell, Countries.load()) == (codes, unknown)


FIELD = st.text(alphabet=st.sampled_from('ab1 (2),;:.|"\n/Ä中'), max_size=16)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(st.sampled_from(["", "1", "2"]), *[FIELD] * 5), max_size=6),
    cut=st.integers(0, 60),
)
def test_no_row_is_lost_whatever_the_fields_hold(tmp_path: Path, rows: list[tuple[str, ...]], cut: int) -> None:
    keys = ("Group ID", "Name 6", "Nationality", "Passport Number", "Other Information", "Listed On")
    made = tuple(dict(zip(keys, row, strict=True)) for row in rows)
    text = text_of(CONSOLIDATED, "Last Updated,28/01/2026", made)
    head = text_of(CONSOLIDATED, "Last Updated,28/01/2026", ())
    found = read(tmp_path, head + text[len(head) : len(text) - cut] if cut else text)
    if not cut:
        assert found.rows == len(rows)
