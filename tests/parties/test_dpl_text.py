"""The Denied Persons List is read with its orders; rows of one name are addresses of one entry."""

import gzip
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.parties.lists import csl_csv, dpl_text
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

COLUMNS = dpl_text.COLUMNS
HEADER = "\t".join(f'"{name}"' for name in COLUMNS)
ROW = {
    "Name": " FIRST PERSON",
    "Street_Address": "INMATE NUMBER: 1, P.O. BOX 2",
    "City": "ANTHONY",
    "State": "NM",
    "Postal_Code": "88201",
    "Effective_Date": "02/10/2022",
    "Expiration_Date": "06/17/2030",
    "Standard_Order": "Y",
    "Last_Update": "2022-02-22",
    "Action": "F.R. NOTICE ADDED",
    "FR_Citation": "87 F.R. 9030 2/17/2022",
}


def line(**changed: str) -> str:
    row = ROW | changed
    return "\t".join('"{}"'.format(row.get(name, "").replace('"', '""')) for name in COLUMNS)


def read(folder: Path, *lines: str, name: str = "dpl_2023-11-30.txt", end: str = "") -> ReadList:
    path = folder / name
    text = "\n".join((HEADER, *lines)) + end
    path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
    assert format_of(path).name == "dpl"
    found = dpl_text.read(path)
    assert found.rows == len(found.entries) + found.merged + len(found.rejected)
    return found


def test_a_row_is_an_entry_with_its_order(tmp_path: Path) -> None:
    found = read(tmp_path, line())
    assert found.as_of == "2023-11-30"
    assert found.entries == (
        Entry(
            entity_id=csl_csv.made_id("DPL", "FIRST PERSON"),
            source="DPL",
            kind="entity",
            name="FIRST PERSON",
            countries=("US",),
            addresses=("INMATE NUMBER: 1, P.O. BOX 2, ANTHONY, NM, 88201",),
            notice="87 F.R. 9030 2/17/2022",
            listed_from=date(2022, 2, 10),
            listed_to=date(2030, 6, 17),
            remarks="F.R. NOTICE ADDED; standard order: Y; last update: 2022-02-22",
            url=dpl_text.PAGE,
        ),
    )


def test_rows_of_one_name_are_one_entry_and_orders_of_other_days_are_told(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        line(City="ELSEWHERE"),
        line(),
        line(Effective_Date="03/04/2002", FR_Citation="67 F.R. 1"),
        line(Name="OTHER PERSON"),
        name="dpl.txt.gz",
    )
    assert (found.rows, found.merged, found.as_of) == (4, 2, None)
    entry = found.entries[0]
    assert (len(entry.addresses), entry.notice) == (2, "87 F.R. 9030 2/17/2022; 67 F.R. 1")
    assert (entry.listed_from, entry.listed_to) == (date(2002, 3, 4), date(2030, 6, 17))
    assert entry.remarks.endswith("orders of 2022-02-10 to 2030-06-17 and 2002-03-04 to 2030-06-17")


def test_an_order_without_an_end_or_with_an_unreadable_one_stays_in_force(tmp_path: Path) -> None:
    found = read(tmp_path, line(Expiration_Date=""), line(Expiration_Date="INDEFINITE"), line(), line(Name="B"))
    first = found.entries[0]
    assert first.listed_to is None
    assert "expiration date not readable: INDEFINITE" in first.remarks
    assert "orders of 2022-02-10 to no end and 2022-02-10 to 2030-06-17" in first.remarks


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("FIRST PERSON A/K/A SECOND PERSON", ("FIRST PERSON", "SECOND PERSON")),
        ("FIRST AIRLINES D/B/A S9 AIRLINES", ("FIRST AIRLINES", "S9 AIRLINES")),
        ("FIRST (A.K.A. OTHER) PERSON", ("FIRST PERSON", "OTHER")),
        ('FIRST "SAM" PERSON', ('FIRST "SAM" PERSON',)),
        ("FIRST AND SECOND TECHNIK (FAST)", ("FIRST AND SECOND TECHNIK (FAST)",)),
    ],
)
def test_names_that_hold_another_are_taken_apart(tmp_path: Path, name: str, names: tuple[str, ...]) -> None:
    assert read(tmp_path, line(Name=name)).entries[0].names == names


@pytest.mark.parametrize(
    ("country", "state", "code"),
    [("AE", "", "AE"), ("PRC", "", "CN"), ("", "TX", "US"), ("NM", "", None), ("", "", None)],
)
def test_a_country_is_that_of_its_cell_or_of_the_united_states_where_the_address_ends_so(
    tmp_path: Path, country: str, state: str, code: str | None
) -> None:
    entry = read(tmp_path, line(Country=country, State=state, Postal_Code="88201" if state else "")).entries[0]
    assert entry.countries == ((code,) if code else ())


def test_rows_that_are_no_person_are_set_aside_and_a_ctrl_z_is_no_row(tmp_path: Path) -> None:
    found = read(tmp_path, line(), HEADER, line(Name=" . "), '"SHORT"\t"ROW"', line(Name="B"), end="\n\x1a")
    assert [entry.name for entry in found.entries] == ["FIRST PERSON", "B"]
    assert [(row.row, row.line, row.reason) for row in found.rejected] == [
        (2, 3, "the header line again, not a party"),
        (3, 4, "the row has no name"),
        (4, 5, "2 fields where there are 12 columns"),
    ]


@pytest.mark.parametrize("text", ["Name,Street\nA,B\n", "Name\tStreet_Address\nA\tB\n"])
def test_a_file_that_is_no_such_list_is_refused_with_what_was_expected(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(ListError, match=r"line 1 is no header of the Denied Persons List: it needs Name, Street_Add"):
        dpl_text.read(path)


FIELD = st.text(alphabet=st.sampled_from('ab1/ ;,"\t\n.Ä中'), max_size=12)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(FIELD, FIELD), max_size=6), cut=st.integers(0, 60))
def test_no_row_is_lost_whatever_the_fields_hold(tmp_path: Path, rows: list[tuple[str, str]], cut: int) -> None:
    text = "\n".join(line(Name=name, Effective_Date=day) for name, day in rows)
    found = read(tmp_path, text[: max(0, len(text) - cut)] if cut else text)
    if not cut:
        assert found.rows == len(rows)


@pytest.mark.parametrize(
    ("file", "rows", "persons"),
    [("dpl_2019-06-29.txt", 546, 415), ("dpl_2022-09-07.txt", 581, 459), ("dpl_2023-11-30.txt", 665, 545)],
)
def test_every_row_of_the_published_files_is_accounted_for(shared: Path, file: str, rows: int, persons: int) -> None:
    found = dpl_text.read(shared / "data" / "bis" / file)
    assert (found.rows, len(found.entries), found.merged, found.rejected) == (rows, persons, rows - persons, ())
    assert found.as_of == file[4:14]
    assert all(entry.listed_from and entry.addresses for entry in found.entries)
    assert sum(entry.listed_to is None for entry in found.entries) == 45


def test_a_person_has_the_id_name_and_country_of_the_screening_list(shared: Path) -> None:
    ours = {entry.entity_id: entry for entry in dpl_text.read(shared / "data/bis/dpl_2022-09-07.txt").entries}
    screening = csl_csv.read(shared / "data/csl/csl_2022-05-16_full.csv.gz").entries
    theirs = [entry for entry in screening if entry.source == "DPL"]
    alike = [(entry, ours.get(csl_csv.made_id("DPL", entry.name))) for entry in theirs]
    assert sum(mine is None for _, mine in alike) == 5
    assert all(mine.name == entry.name and set(mine.countries) >= set(entry.countries) for entry, mine in alike if mine)
