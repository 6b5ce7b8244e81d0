"""The embedded party list is well formed: closed keys and values, real days and countries, clean names."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exportgate.foundation.resources import shipped
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import own_yaml
from exportgate.parties.reported import ReportedNames

Entry = dict[str, Any]
TEXTS = {"id", "list", "kind", "name", "requirement", "policy", "policy_note", "listed", "delisted", "family"}
LISTS = {"aliases", "weak_aliases", "han", "countries", "addresses", "programs", "footnotes", "notices"}
CODES = {"EL", "DPL", "SDN", "MEU", "MIEU", "CMIC", "1260H", "UVL"}
REQUIREMENTS = {
    "EL": {"all items subject to the EAR", "items on the CCL, and EAR99 items in supplement no. 7 to part 746"},
    "MEU": {"items listed in supplement no. 2 to part 744"},
    "MIEU": {"all items subject to the EAR"},
}
POLICIES = {"presumption_of_denial", "policy_of_denial", "case_by_case", "see_text"}
SMIC_AND_NEIGHBORS = {"el-smic", "el-smic-south-china", "el-wuhan-xinxin"}
NOT_ROWS = {"list.yaml", "reported.yaml"}
BY_ITEM = {"el-shenzhen-pengxinxu-technology", "el-swaysure-technology"}


@pytest.fixture(scope="module")
def entries(checkout: Path, plain_yaml: Callable[[Path], Any]) -> list[Entry]:
    files = sorted((checkout / "data" / "parties").glob("*.yaml"))
    return [entry for file in files if file.name not in NOT_ROWS for entry in plain_yaml(file)["entries"]]


def test_the_list_says_what_it_is_and_as_of_when(checkout: Path, plain_yaml: Callable[[Path], Any]) -> None:
    head = plain_yaml(checkout / "data" / "parties" / "list.yaml")
    assert set(head) == {"id", "title", "as_of", "curated", "sources", "note"}
    assert (head["id"], head["curated"]) == ("embedded", "true")
    assert date.fromisoformat(head["as_of"]) == date(2026, 7, 31)
    assert all(source.startswith("https://") for source in head["sources"])


def test_there_are_at_least_400_distinct_parties(entries: list[Entry]) -> None:
    assert len({entry["name"].casefold() for entry in entries}) >= 400


def test_ids_are_unique_readable_and_begin_with_their_list(entries: list[Entry]) -> None:
    ids = [entry["id"] for entry in entries]
    assert [entry_id for entry_id, count in Counter(ids).items() if count > 1] == []
    for entry in entries:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", entry["id"]), entry["id"]
        assert entry["id"].startswith(f"{entry['list'].lower()}-")


def test_keys_and_values_are_closed(entries: list[Entry]) -> None:
    for entry in entries:
        assert set(entry) <= TEXTS | LISTS, entry["id"]
        assert {"id", "list", "kind", "name"} <= set(entry)
        assert all(isinstance(entry[key], str) and entry[key] for key in TEXTS & set(entry))
        assert all(isinstance(entry[key], list) and entry[key] for key in LISTS & set(entry))
        assert entry["list"] in CODES
        assert entry["kind"] in {"entity", "address"}
        assert set(entry.get("footnotes", [])) <= {"1", "3", "4", "5"}
        assert all(re.fullmatch(r"\d+ FR \d+", notice) for notice in entry.get("notices", [])), entry["id"]


def test_requirement_and_policy_stand_where_the_list_gives_them(entries: list[Entry]) -> None:
    for entry in entries:
        allowed = REQUIREMENTS.get(entry["list"])
        assert ("requirement" in entry) == ("policy" in entry) == (allowed is not None), entry["id"]
        if allowed is not None:
            assert entry["requirement"] in allowed
            by_item = entry["policy"].startswith("presumption of denial except case by case for items not described in")
            assert by_item if entry["id"] in BY_ITEM else entry["policy"] in POLICIES
            assert entry["policy"] != "see_text" or "policy_note" in entry, entry["id"]


def test_entity_list_rows_cite_a_notice_and_a_day(entries: list[Entry]) -> None:
    for entry in entries:
        if entry["list"] == "EL":
            assert {"notices", "listed", "countries"} <= set(entry), entry["id"]


def test_programs_stand_on_treasury_rows_only(entries: list[Entry]) -> None:
    assert all(("programs" in entry) == (entry["list"] in {"SDN", "CMIC"}) for entry in entries)


def test_days_are_real_and_in_order(entries: list[Entry]) -> None:
    for entry in entries:
        days = [date.fromisoformat(entry[key]) for key in ("listed", "delisted") if key in entry]
        assert days == sorted(days)
        assert all(day <= date(2026, 7, 31) for day in days), entry["id"]


def test_countries_are_known_codes(entries: list[Entry], checkout: Path, plain_yaml: Callable[[Path], Any]) -> None:
    table = plain_yaml(checkout / "data" / "countries.yaml")
    known = {row["code"] for row in table["countries"]}
    for entry in entries:
        codes = entry.get("countries", [])
        assert set(codes) <= known, entry["id"]
        assert len(set(codes)) == len(codes)


def test_names_are_clean_and_not_repeated_within_an_entry(entries: list[Entry]) -> None:
    for entry in entries:
        names = [entry["name"], *entry.get("aliases", []), *entry.get("weak_aliases", []), *entry.get("han", [])]
        assert len({name.casefold() for name in names}) == len(names), entry["id"]
        for name in names:
            assert name == " ".join(name.split()), entry["id"]
            assert not re.match(r"(and|or) |.*[;,]$", name), name
            assert name.count("(") == name.count(")"), name


def test_han_names_are_written_in_han(entries: list[Entry]) -> None:
    for entry in entries:
        assert all(re.fullmatch(r"[\u4e00-\u9fff（）]{2,}", name) for name in entry.get("han", [])), entry["id"]


def test_aliases_of_three_letters_or_fewer_are_weak(entries: list[Entry]) -> None:
    for entry in entries:
        assert all(len(re.sub(r"\W", "", alias)) > 3 for alias in entry.get("aliases", [])), entry["id"]


def test_generic_aliases_are_weak(entries: list[Entry]) -> None:
    generic = {"CAS", "Suma", "BEST", "Cambrian", "SWX", "PNC", "NTS", "Pure Technology", "XMC"}
    assert generic <= {alias for entry in entries for alias in entry.get("weak_aliases", [])}
    assert generic.isdisjoint(alias for entry in entries for alias in entry.get("aliases", []))


def test_address_rows_are_one_address_each(entries: list[Entry]) -> None:
    rows = [entry for entry in entries if entry["kind"] == "address"]
    assert {entry["id"] for entry in rows} == {*(f"el-address-hk-{no:02}" for no in range(1, 19)), "el-address-tr-01"}
    for entry in rows:
        assert len(entry["addresses"]) == 1
        assert "aliases" not in entry
        assert entry["countries"] in (["HK", "CN"], ["TR"])


def test_an_address_counts_from_the_day_of_the_rule_that_lists_it(entries: list[Entry]) -> None:
    days = {entry["notices"][0]: entry["listed"] for entry in entries if entry["kind"] == "address"}
    assert days.pop("89 FR 68548") >= "2024-08"
    assert days == {"89 FR 51653": "2024-06-12", "89 FR 87264": "2024-11-01", "90 FR 48193": "2025-10-08"}


def test_special_rows_say_what_is_special(entries: list[Entry]) -> None:
    by_id = {entry["id"]: entry for entry in entries}
    assert by_id["el-arrow-electronics-hong-kong"]["delisted"] == "2025-11-12"
    biren = by_id["el-shanghai-biren-intelligent-technology"]
    assert biren["footnotes"] == ["4"]
    assert "digit" in biren["policy_note"]
    assert all("policy_note" in by_id[entry_id] for entry_id in SMIC_AND_NEIGHBORS)
    assert by_id["el-sophgo-technologies"]["listed"] == "2025-01-16"


def test_every_reported_name_has_a_source_a_day_a_party_on_the_list_and_a_warning() -> None:
    read = own_yaml.read(shipped("data") / "parties").entries
    names = ReportedNames([NameIndex.build("embedded", read)])
    reported = [entry for entry in read if entry.relation]
    assert len(reported) > 10
    for entry in reported:
        assert names.listed(entry), entry.name
        assert entry.notice, entry.name
        assert entry.listed_from, entry.name
        assert "verif" in entry.remarks, entry.name
