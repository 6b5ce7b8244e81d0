"""The country table names every country once and lets no spelling stand for two."""

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Fold = Callable[[str], str]
Table = dict[str, list[dict[str, Any]]]

KEYS = {"code", "name", "alpha3", "treated_as", "aliases"}
NO_COUNTRY = {"Middle East Region", "Turkish individual", "North Korean entity in China", "Fishing Vessels"}


@pytest.fixture(scope="module")
def table(checkout: Path, plain_yaml: Callable[[Path], Any]) -> Table:
    loaded: Table = plain_yaml(checkout / "data" / "countries.yaml")
    return loaded


@pytest.fixture(scope="module")
def holders(table: Table, folded: Fold) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in table["countries"]:
        for spelling in (row["code"], row["alpha3"], row["name"], *row.get("aliases", [])):
            found[folded(spelling)].add(row["code"])
    return found


def test_every_country_of_iso_3166_stands_once(table: Table) -> None:
    codes = [row["code"] for row in table["countries"]]
    assert len(codes) == len(set(codes)) == 250
    assert all(re.fullmatch(r"[A-Z]{2}", code) for code in codes)
    assert codes == sorted(codes)
    assert len({row["alpha3"] for row in table["countries"]}) == 250
    assert all(re.fullmatch(r"[A-Z]{3}", row["alpha3"]) for row in table["countries"])


def test_rows_carry_known_keys_and_no_alias_twice(table: Table) -> None:
    assert set(table) == {"countries", "ambiguous", "regions"}
    for row in table["countries"]:
        assert set(row) <= KEYS
        spellings = [row["name"], *row.get("aliases", [])]
        assert all(spelling == spelling.strip() != "" for spelling in spellings)
        assert len({spelling.casefold() for spelling in spellings}) == len(spellings), row["code"]


def test_a_spelling_stands_for_one_country(holders: dict[str, set[str]]) -> None:
    assert {spelling: codes for spelling, codes in holders.items() if len(codes) > 1} == {}


def test_ambiguous_words_are_no_spelling_of_a_country(table: Table, holders: dict[str, set[str]], folded: Fold) -> None:
    codes = {row["code"] for row in table["countries"]}
    words = [folded(row["text"]) for row in table["ambiguous"]]
    assert len(words) == len(set(words))
    assert set(words).isdisjoint(holders)
    for row in table["ambiguous"]:
        assert len(set(row["candidates"])) == len(row["candidates"]) >= 2
        assert set(row["candidates"]) <= codes


def test_only_hong_kong_is_treated_as_another_country(table: Table) -> None:
    assert {row["code"]: row["treated_as"] for row in table["countries"] if "treated_as" in row} == {"HK": "CN"}


def test_regions_belong_to_a_country_and_are_no_spelling_of_one(
    table: Table, holders: dict[str, set[str]], folded: Fold
) -> None:
    texts = {row["text"] for row in table["regions"]}
    assert texts >= {"Crimea", "Donetsk", "Luhansk", "Sevastopol"}
    for row in table["regions"]:
        assert set(row) == {"text", "code", "country", "note"}
        assert row["country"] == "UA"
        assert folded(row["text"]) not in holders


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("China (PRC)", "CN"),
        ("Republic of China", "TW"),
        ("Taiwan (Province of China)", "TW"),
        ("Hong Kong SAR, China", "HK"),
        ("Macao", "MO"),
        ("Korea, Republic of", "KR"),
        ("Korea Rep", "KR"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of the Congo", "CG"),
        ("Guinea", "GN"),
        ("Guinea-Bissau", "GW"),
        ("Equatorial Guinea", "GQ"),
        ("Papua New Guinea", "PG"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Dominica", "DM"),
        ("Dominican Republic", "DO"),
        ("Sudan", "SD"),
        ("South Sudan", "SS"),
        ("NO", "NO"),
        ("Viet Nam", "VN"),
        ("Turkey", "TR"),
        ("Myanmar", "MM"),
        ("Czechia", "CZ"),
        ("Macedonia", "MK"),
        ("Ivory Coast", "CI"),
        ("Deutschland", "DE"),
        ("UAE", "AE"),
        ("U.K.", "GB"),
        ("Russian Federation", "RU"),
    ],
)
def test_usual_spellings_lead_to_their_country(
    text: str, code: str, holders: dict[str, set[str]], folded: Fold
) -> None:
    assert holders[folded(text)] == {code}


def test_every_destination_of_the_commerce_country_chart_is_known(
    shared: Path, holders: dict[str, set[str]], folded: Fold
) -> None:
    chart = json.loads((shared / "data" / "ear" / "country-chart.json").read_text(encoding="utf-8"))
    written = {*chart["countries"], *chart["embargoed"], *chart["aliases"]}
    assert {text for text in written if folded(text) not in holders} == set()


def test_every_country_of_the_agencies_lists_is_known(
    shared: Path, table: Table, holders: dict[str, set[str]], folded: Fold
) -> None:
    regions = {folded(row["text"]) for row in table["regions"]}
    written = set()
    for file in (shared / "data" / "us_2026-07-09").glob("*.json"):
        rows = json.loads(file.read_text(encoding="utf-8")).get("entities", [])
        written |= {row["country"] for row in rows if row.get("country")}
    unknown = {text for text in written if folded(text) not in holders and folded(text) not in regions}
    assert len(written) > 100
    assert unknown <= NO_COUNTRY
