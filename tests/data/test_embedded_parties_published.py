"""The embedded party list against the published lists: nothing on it that they lack, and complete where it says so."""

import csv
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Entry = dict[str, Any]
Row = dict[str, str]
Fold = Callable[[str], str]

AGENCY_FILES = {
    "EL": "bis_entity_list",
    "MEU": "bis_meu",
    "CMIC": "ofac_nscmic",
    "1260H": "dow_1260h",
    "DPL": "bis_dpl",
}
CORRECTED = {
    "Xi'an Huawei Technologies Co., Ltd., Xi'an, Shaanxi": "Xi'an Huawei Technologies Co., Ltd.",
    "Guangdong Qinzhi Technology Research Institute Co.": "Guangdong Qinzhi Technology Research Institute Co., Ltd.",
}
BIREN = "Shanghai Biren Intelligent Technology Co., Ltd."


@pytest.fixture(scope="module")
def entries(checkout: Path, plain_yaml: Callable[[Path], Any]) -> list[Entry]:
    files = sorted((checkout / "data" / "parties").glob("*.yaml"))
    return [
        entry
        for file in files
        if file.name not in {"list.yaml", "reported.yaml"}
        for entry in plain_yaml(file)["entries"]
    ]


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    packed = gzip.decompress((shared / "data" / "csl" / "csl_2026-07-31_full.csv.gz").read_bytes())
    return list(csv.DictReader(io.StringIO(packed.decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def agencies(shared: Path) -> dict[str, list[dict[str, Any]]]:
    folder = shared / "data" / "us_2026-07-09"
    files = {code: folder / f"{name}.json" for code, name in AGENCY_FILES.items()}
    return {code: json.loads(file.read_text(encoding="utf-8"))["entities"] for code, file in files.items()}


def code_of(row: Row) -> str:
    found = re.search(r"\((\w+)\) -|\((\w+)\)$", row["source"])
    code = re.search(r"\b(EL|DPL|SDN|MEU|CMIC|UVL)\b", found.group() if found else "")
    return code.group() if code else ""


def party_named(name: str) -> str:
    """Return the party that a row of a head organization names as its affiliate or subordinate institution."""
    last = re.split(r"Affiliated Entity:|Subordinate Institution -", name)[-1].strip()
    return CORRECTED.get(last, last)


def footnotes_of(requirement: str) -> list[str]:
    """Return the footnotes that stand as bare digits in a requirement text."""
    text = re.sub(r"\s", "", requirement)
    first = ["1"] if re.search(r"734\.9\(e\)1", text) else []
    return first + re.findall(r"EAR\)([45])\.?$", text)


def test_every_name_is_on_the_list_that_the_entry_names(
    entries: list[Entry], rows: list[Row], agencies: dict[str, list[dict[str, Any]]], folded: Fold
) -> None:
    published: set[tuple[str, str]] = set()
    for row in rows:
        for name in (row["name"], party_named(row["name"]), *row["alt_names"].split(";")):
            published.add((code_of(row), folded(name)))
    for code, parties in agencies.items():
        for party in parties:
            published |= {(code, folded(name)) for name in (party["name"], *party["aliases"])}
    subsidiaries = folded(" ".join(party["notes"] or "" for party in agencies["1260H"]))
    missing = [
        entry["id"]
        for entry in entries
        if entry["list"] != "MIEU"  # named in 15 CFR 744.22(f)(2), on no published list
        and (entry["list"], folded(entry["name"])) not in published
        and not (entry["list"] == "1260H" and folded(entry["name"]) in subsidiaries)
    ]
    assert missing == []


@pytest.mark.parametrize(("footnote", "count"), [("1", 156), ("4", 95), ("5", 16)])
def test_every_row_with_a_footnote_is_embedded_once(
    footnote: str, count: int, entries: list[Entry], rows: list[Row], folded: Fold
) -> None:
    published = Counter(
        folded(party_named(row["name"]))
        for row in rows
        if code_of(row) == "EL" and footnote in footnotes_of(row["license_requirement"])
    )
    embedded = Counter(
        folded(entry["name"])
        for entry in entries
        if entry["list"] == "EL" and footnote in entry.get("footnotes", []) and entry["name"] != BIREN
    )
    assert published.total() == count
    assert embedded == published


def test_every_address_row_is_embedded_with_its_address(
    entries: list[Entry], rows: list[Row], agencies: dict[str, list[dict[str, Any]]], folded: Fold
) -> None:
    listed = [row for row in rows if code_of(row) == "EL" and re.fullmatch(r"Address \d+", row["name"])]
    embedded = [entry for entry in entries if entry["kind"] == "address"]
    countries = Counter((row["name"], "TR" in row["addresses"]) for row in listed)
    assert countries == Counter((entry["name"], "TR" in entry["countries"]) for entry in embedded)
    streets = {folded(row["address"] or "") for row in agencies["EL"] if row["name"].startswith("Address ")}
    assert {folded(entry["addresses"][0]) for entry in embedded} == streets


def test_every_december_2024_addition_is_embedded(entries: list[Entry], rows: list[Row], folded: Fold) -> None:
    added = {folded(row["name"]) for row in rows if row["federal_register_notice"].startswith("89 FR 9683")}
    embedded = {folded(entry["name"]) for entry in entries if entry["list"] == "EL"}
    assert len(added) >= 139
    assert added <= embedded


def test_notices_are_those_of_the_row(entries: list[Entry], rows: list[Row], folded: Fold) -> None:
    cited: dict[str, set[str]] = {}
    for row in rows:
        if code_of(row) == "EL":
            notices = re.findall(r"\d+\s+FR\s+\d+", row["federal_register_notice"])
            cited.setdefault(folded(party_named(row["name"])), set()).update(" ".join(n.split()) for n in notices)
    removal = "90 FR 50858"
    for entry in entries:
        known = cited.get(folded(entry["name"]))
        if entry["list"] == "EL" and known is not None:
            assert set(entry["notices"]) - {removal} <= known, entry["id"]
