"""Searches of a published list find the rows that a plain count finds."""

import csv
import gzip
import re
from pathlib import Path
from typing import Any

import pytest

from exportgate.parties.entry import Entry
from exportgate.parties.entry_search import EntrySearch, Query
from exportgate.parties.lists.formats import format_of

EL = frozenset({"EL"})


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    return shared / "data" / "csl" / "csl_2022-05-16_full.csv.gz"


@pytest.fixture(scope="module")
def entries(path: Path) -> tuple[Entry, ...]:
    return format_of(path).read(path).entries


@pytest.fixture(scope="module")
def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("asked", "column", "pattern"),
    [
        ({"name": "sberbank"}, "name alt_names", r"sberbank"),
        ({"name": "hikvision"}, "name alt_names", r"hikvision"),
        ({"number": "9187629"}, "ids", r"\b9187629\b"),
        ({"number": "21944"}, "entity_number", r"^21944$"),
        ({"notice": "87 FR 12240", "sources": EL}, "federal_register_notice", r"\b87 FR 12240\b"),
        ({"notice": "2022", "sources": EL}, "federal_register_notice", r"\b87 FR\b|/20?22\b"),
        ({"program": "NPWMD"}, "programs", r"NPWMD"),
    ],
)
def test_as_many_entries_are_found_as_rows_hold_it(
    entries: tuple[Entry, ...], rows: list[dict[str, str]], asked: dict[str, Any], column: str, pattern: str
) -> None:
    programs = frozenset(filter(None, [asked.pop("program", "")]))
    wanted = EntrySearch(Query(**asked, programs=programs))
    found = sum(wanted.found(entry) is not None for entry in entries)
    codes = [f"({code})" for code in asked.get("sources", ("",)) if code] or [""]
    there = [row for row in rows if any(code in row["source"] for code in codes)]
    plain = sum(
        bool(re.search(pattern, " ".join(row[name] for name in column.split()), re.IGNORECASE)) for row in there
    )
    assert found == plain > 0
