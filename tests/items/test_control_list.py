"""Codes of the Commerce Control List by day: what it has, what came later, what moved, and what it never had."""

import gzip
import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.items.control_list import control_list, standing
from exportgate.provisions.ruleset import load_rules

TODAY = date(2026, 9, 1)
OF_NOTES = (
    "3A090.d",
    "4A003.a",
    "5A002.f",
    "5A002.g",
    "5A002.h",
    "5A002.i",
    "5A002.j",
    "5A004.c",
    "5A004.d",
    "5D001.b",
)
"""Letters of notes to reserved paragraphs, which the copy of the list takes for paragraphs."""


@pytest.fixture(scope="module")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.mark.parametrize(
    ("code", "before", "first"),
    [
        ("3A090.a", "2022-10-06", "2022-10-07"),
        ("4A090", "2022-10-06", "2022-10-07"),
        ("3A090.b", "2023-11-16", "2023-11-17"),
        ("4A090.b", "2023-11-16", "2023-11-17"),
        ("5A002.z.1.a", "2023-11-16", "2023-11-17"),
        ("3B001.c.2", "2023-11-16", "2023-11-17"),
        ("3B001.d.1", "2023-11-16", "2023-11-17"),
        ("3B001.k", "2023-11-16", "2023-11-17"),
        ("3B002.c", "2023-11-16", "2023-11-17"),
        ("3B903", "2024-09-05", "2024-09-06"),
        ("3E905", "2024-09-05", "2024-09-06"),
        ("3A090.c", "2024-12-01", "2024-12-02"),
        ("3B993.f.1", "2024-12-01", "2024-12-02"),
        ("3B994", "2024-12-01", "2024-12-02"),
        ("3B001.c.4.a", "2024-12-01", "2024-12-02"),
        ("4E091", "2025-01-12", "2025-01-13"),
    ],
)
def test_a_code_stands_in_the_list_from_its_first_day_and_not_before(code: str, before: str, first: str) -> None:
    early = standing(code, date.fromisoformat(before))
    assert (early.within, f"only from {first} on" in early.because) == ("", True)
    assert standing(code, date.fromisoformat(first)).because == ""


@pytest.mark.parametrize(
    ("code", "became"),
    [
        ("3B001.c.1.b", "3B993.c.1"),
        ("3B001.f.1.b.2.b", "3B993.f.1"),
        ("3B001.o.1", "3B993.o"),
        ("3B001.p.1", "3B993.p.1"),
        ("3B001.p.3", "3B993.p.3"),
    ],
)
def test_a_paragraph_that_moved_is_none_from_that_day_and_says_where_it_went(code: str, became: str) -> None:
    assert standing(code, date(2024, 12, 1)).because == ""
    late = standing(code, date(2024, 12, 2))
    assert (late.within, late.cite) == ("", "89 FR 96790")
    assert f"which went to {became};" in late.because


def test_a_paragraph_joined_with_its_parent_still_lies_in_it() -> None:
    late = standing("3B001.f.1.b.2.a", date(2024, 12, 2))
    assert late.within == "3B001.f.1.b"
    assert late.because


def test_the_entry_of_2022_for_equipment_ends_with_its_paragraphs() -> None:
    assert standing("3B090.a.1", date(2023, 11, 16)).because == ""
    assert standing("3B090.a.1", date(2023, 11, 17)).cite == "88 FR 73424"


@pytest.mark.parametrize(
    ("code", "within", "near"),
    [
        ("3A001.zz", "3A001", "near it are 3A001.h, 3A001.i, 3A001.z"),
        ("3A001.a.7.x", "3A001.a.7", "near it are 3A001.a.7.a, 3A001.a.7.b"),
        ("3A991.z", "3A991", "near it are 3A991.n, 3A991.o, 3A991.p"),
        ("3A991.a.99", "3A991.a", "near it are 3A991.a.1, 3A991.a.2, 3A991.a.3"),
        ("3B001.d.16", "3B001.d", "near it are 3B001.d.14, 3B001.d.15, 3B001.d.17"),
        ("3B001.k.1", "3B001.k", "3B001.k has no paragraphs"),
        ("4A090.c", "4A090", "near it are 4A090.a, 4A090.b"),
    ],
)
def test_a_paragraph_that_the_list_never_had_lies_in_its_parent_and_names_its_neighbors(
    code: str, within: str, near: str
) -> None:
    found = standing(code, TODAY)
    assert found.within == within
    assert near in found.because


@pytest.mark.parametrize("code", ["3D001.a", "3A999", "9A004.x", "1C350.d.1", "EAR99", "3A001.a.7.a", "5A992.c", ""])
def test_what_the_file_does_not_show_is_not_denied(code: str) -> None:
    assert standing(code, TODAY).because == ""


def test_every_code_that_a_rule_gives_is_in_the_list_on_the_days_on_which_it_gives_it(law: Law) -> None:
    missing = [
        (code, str(day), found.because)
        for day in law.changes
        for code in sorted(law.on(day).classifiable)
        if (found := standing(code, day)).because
    ]
    assert missing == []


def test_the_law_changes_on_every_day_on_which_the_list_does(law: Law) -> None:
    days = {day for row in control_list().values() if (day := row.during.first) is not None}
    assert days
    assert days <= set(law.changes)


def test_the_codes_of_the_groups_by_reason_are_codes_of_the_list(law: Law) -> None:
    groups = law.on(TODAY).groups
    named = [name for name in groups if name.rpartition(".")[2].startswith(("reasons_", "chart_entries", "sme"))]
    unknown = {
        (name, code): found.because
        for name in named
        for code in groups[name]
        if "611" not in code  # whose reserved paragraphs the list names as one range
        if (found := standing(code, TODAY)).because
    }
    assert len(named) > 15
    assert unknown == {}


def test_every_row_stands_beneath_the_row_that_it_lies_in() -> None:
    rows = control_list()
    for code in rows:
        for parent, child in pairwise(_prefixes(code)):
            beneath = rows[parent].beneath
            assert child.rpartition(".")[2] in beneath or beneath == ("*",), code


def test_every_paragraph_of_the_published_list_is_known(shared: Path) -> None:
    entries = json.loads(gzip.decompress((shared / "data" / "ear" / "ccl.json.gz").read_bytes()))["entries"]
    denied = {
        f"{entry['eccn']}.{item['paragraph']}"
        for entry in entries
        for item in entry.get("items") or ()
        if entry["eccn"][0] in "345"
        and item["kind"] == "item"
        and item["paragraph"]
        and "[Reserved]" not in item["text"]
        if standing(f"{entry['eccn']}.{item['paragraph']}", TODAY).because
    }
    assert {code for code in denied if not code.startswith(OF_NOTES)} == set()


def _prefixes(code: str) -> list[str]:
    segments = code.split(".")
    return [".".join(segments[:stop]) for stop in range(1, len(segments) + 1)]
