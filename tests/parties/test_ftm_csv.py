"""The simplified CSV of OpenSanctions is read, its cells of several values taken apart."""

import csv
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import ftm_csv
from exportgate.parties.lists.formats import format_of

COLUMNS = [
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions", "phones"),
    *("emails", "program_ids", "dataset", "first_seen", "last_seen", "last_change"),
]
SDN = "US OFAC Specially Designated Nationals (SDN) List"


def written(folder: Path, *rows: dict[str, str], columns: list[str] = COLUMNS) -> Path:
    path = folder / "targets.simple.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(**values: str) -> dict[str, str]:
    return {"id": "NK-1", "schema": "Company", "name": "Acme", "dataset": SDN} | values


def test_a_row_becomes_an_entry_with_everything_it_says(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row(
            schema="Person",
            aliases='Acme One;"Acme; Two"',
            birth_date="1978-12-05",
            countries="ru;suhh",
            addresses="1 Road, Omsk;2 Lane",
            identifiers="7707083893",
            sanctions="IRAN - reason - 2020-01-01",
            phones="+7 1234567",
            emails="a@example.org",
            program_ids="US-IRAN;US-RUS",
            first_seen="2021-01-01T00:00:00",
            last_seen="2026-07-31T04:10:01",
        ),
    )
    assert format_of(path).name == "ftm-csv"
    read = ftm_csv.read(path)
    (entry,) = read.entries
    assert (entry.entity_id, entry.source, entry.kind, entry.name) == ("NK-1", "SDN", "individual", "Acme")
    assert (entry.aliases, entry.countries) == (("Acme One", "Acme; Two"), ("RU",))
    assert entry.addresses == ("1 Road, Omsk", "2 Lane")
    assert entry.identifiers == ("7707083893", "Phone Number: +7 1234567", "Email Address: a@example.org")
    assert (entry.programs, entry.listed_from) == (("US-IRAN", "US-RUS"), None)
    assert entry.remarks == (
        f"country: suhh; dataset: {SDN}; born: 1978-12-05; sanctions: IRAN - reason - 2020-01-01; "
        "first seen: 2021-01-01T00:00:00"
    )
    assert (read.rows, read.as_of) == (1, "2026-07-31")


def test_a_party_on_several_lists_is_an_entry_of_each_and_other_datasets_are_told(tmp_path: Path) -> None:
    read = ftm_csv.read(
        written(
            tmp_path,
            row(dataset=f"{SDN};US BIS Denied Persons List;Wikidata"),
            row(id="NK-2", dataset="Swiss SECO Sanctions"),
            row(id="NK-3", dataset="US Trade Consolidated Screening List (CSL)"),
            row(id="NK-1", name="Acme Ltd."),
            row(id="NK-4", name=" "),
        )
    )
    assert [(entry.entity_id, entry.source) for entry in read.entries] == [
        ("NK-1", "SDN"),
        ("NK-1", "DPL"),
        ("NK-2", "SWISSSECOSANCTIONS"),
        ("NK-3", "USTRADECONSOLIDATEDSCREENINGLISTCSL"),
    ]
    assert "Wikidata" in read.entries[0].remarks
    assert [(found.line, found.reason) for found in read.rejected] == [(6, "the row has no name")]
    assert read.rows == len(read.entries) + read.merged + len(read.rejected) == 6


def test_older_and_newer_layouts_are_read_and_columns_not_known_told(tmp_path: Path) -> None:
    columns = [name for name in COLUMNS if name not in {"program_ids", "last_change"}]
    assert ftm_csv.read(written(tmp_path, row(), columns=columns)).unread == ()
    assert ftm_csv.read(written(tmp_path, row(), columns=[*COLUMNS, "color"])).unread == ("color",)


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text("id,schema,name\n1,Company,Acme\n", "utf-8")
    with pytest.raises(ListError, match="line 1 is no header of a simplified list: it needs aliases, countries"):
        ftm_csv.read(path)
