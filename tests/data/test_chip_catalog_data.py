"""The chip catalog as data: its shape, its names, its sources, and its agreement with the reference table of chips."""

import csv
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from exportgate.items.catalog import key

Document = dict[str, Any]
Row = dict[str, str]

PART_KEYS = (
    *("part", "vendor", "aliases", "kind", "released", "datacenter", "rates", "dies", "silicon", "node", "transistors"),
    *("link_bandwidth", "host_bandwidth", "memory", "package_area", "power", "stated_tpp", "eccn", "confidence"),
    *("sources", "note"),
)
ADDED = {"link_bandwidth", "host_bandwidth"}
"""What the catalog may know beyond the reference table."""
MEMORY_OF_ITS_OWN = {"EPYC 9965": {"bandwidth": "614"}}
"""Twelve channels at 6,400 MT/s, where the table counts 6,000 MT/s."""
TABLES = ("sources", "makers")
"""Files of the folder that hold no parts."""
NEEDED = {"part", "kind", "confidence", "sources"}
DIE_KEYS = ("role", "count", "area", "transistors", "counted")
MEMORY_KEYS = ("type", "capacity", "bandwidth")
ECCN = re.compile(r"[345][A-E]\d{3}(\.[a-z0-9]+)*\Z")
SOURCE_KEYS = ("id", "title", "url", "read", "retrieved")
BITS = {"fp4": 4, "int4": 4, "fp6": 6, "fp8": 8, "int8": 8, "fp16": 16, "tf32": 19, "fp32": 32, "fp64": 64}
CHOICES = {
    "kind": {"ic", "assembly", "memory", "tool"},
    "datacenter": {"yes", "no", "ambiguous"},
    "confidence": {"high", "medium", "low"},
}
FIGURES = ("node", "transistors", "link_bandwidth", "host_bandwidth", "package_area", "power", "stated_tpp")

# Trade names that several parts bear, by how many: each of them must be looked at where the name stands alone.
SHARED_NAMES = {
    2: (
        *("Tesla V100", "A100 80GB", "A100 40GB", "A100 SXM4", "A100 SXM", "A100 PCIe", "A800", "A800 80GB"),
        *("H100 80GB", "H800", "H800 80GB", "H200", "H20", "GH200", "Grace Hopper", "Blackwell Ultra", "RTX 6000"),
        *("Gaudi2", "Gaudi 3 China", "Arctic Sound-M", "Siyuan 370", "思元370", "Ascend 910", "昇腾910"),
    ),
    3: ("H100", "Ponte Vecchio"),
    4: ("A100", "Gaudi 3", "Ascend 910B", "昇腾910B"),
    7: ("Gaudi",),
}
# Parts whose reference area is that of the counted dies alone; elsewhere it takes in the arguable dies.
COUNTED_DIES_ONLY = {f"Ascend 910B{grade}" for grade in (1, 2, 3, 4)} | {"Ascend 910C", "Bow IPU"}
RATE_COLUMNS = {
    **{name: f"{name}_tflops" for name in ("fp4", "fp6", "fp8", "tf32", "fp32", "fp64")},
    **{name: f"{name}_tops" for name in ("int4", "int8")},
    "fp16": "fp16_bf16_tflops",
}
COLUMNS = {
    "node": "process_node_nm",
    "transistors": "transistors_billion",
    "link_bandwidth": "interconnect_bidirectional_GBps",
    "host_bandwidth": "host_io_bidirectional_GBps",
    "package_area": "package_area_mm2",
    "power": "tdp_w",
    "stated_tpp": "vendor_stated_TPP",
    "confidence": "confidence",
}
MEMORY_COLUMNS = {"type": "memory_type", "capacity": "memory_GB", "bandwidth": "memory_bandwidth_GBps"}
ROUNDING = Decimal("0.001")


@pytest.fixture(scope="module")
def documents(checkout: Path) -> dict[str, Document]:
    paths = sorted((checkout / "data" / "chips").glob("*.yaml"))
    # The base loader builds nothing but text, lists and dictionaries.
    return {path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) for path in paths}  # noqa: S506


@pytest.fixture(scope="module")
def parts(documents: dict[str, Document]) -> dict[str, Document]:
    return {part["part"]: part for name, file in documents.items() if name not in TABLES for part in file["parts"]}


@pytest.fixture(scope="module")
def rows(shared: Path) -> dict[str, Row]:
    with (shared / "reference" / "chips.csv").open(encoding="utf-8", newline="") as stream:
        return {row["part"]: row for row in csv.DictReader(stream)}


def test_a_file_holds_a_vendor_and_parts_with_known_keys_in_one_order(documents: dict[str, Document]) -> None:
    for name, file in documents.items():
        if name in TABLES:
            continue
        single = [] if name == "memory" else ["headquarters"]
        assert list(file) == ["vendor", *single, "parts"], name
        assert file["parts"], name
        for part in file["parts"]:
            assert list(part) == [known for known in PART_KEYS if known in part], part["part"]
            assert set(part) >= NEEDED, part["part"]
            assert ("vendor" in part) == (name == "memory"), part["part"]


def test_nested_entries_hold_only_known_keys(parts: dict[str, Document]) -> None:
    for name, part in parts.items():
        assert list(part.get("rates", {})) == [bit for bit in BITS if bit in part.get("rates", {})], name
        assert set(part.get("memory", {})) <= set(MEMORY_KEYS), name
        for die in part.get("dies", []):
            assert set(die) <= set(DIE_KEYS), name
            assert {"role", "count", "area", "counted"} <= set(die), name


def test_a_makers_control_number_is_of_the_list_and_has_a_source(
    parts: dict[str, Document], documents: dict[str, Document]
) -> None:
    tables = {source["id"] for source in documents["sources"]["sources"] if source["read"] == "yes"}
    stated = {name: part["eccn"] for name, part in parts.items() if "eccn" in part}
    assert len(stated) >= 18
    for name, eccn in stated.items():
        assert list(eccn) == ["code", "source", "since"], name
        assert ECCN.match(eccn["code"]), name
        assert eccn["source"] in tables, name


def test_values_have_the_form_of_their_place(parts: dict[str, Document]) -> None:
    for name, part in parts.items():
        for place, allowed in CHOICES.items():
            assert part.get(place, next(iter(allowed))) in allowed, (name, place)
        figures = [part[place] for place in FIGURES if place in part] + list(part.get("rates", {}).values())
        figures += [part["memory"][place] for place in ("capacity", "bandwidth") if place in part.get("memory", {})]
        assert all(re.fullmatch(r"\d+(\.\d+)?", figure) for figure in figures), name
        if "released" in part:
            assert date.fromisoformat(part["released"]).isoformat() == part["released"], name


def test_a_memory_part_has_no_rates_and_every_other_part_says_whether_it_is_for_data_centers(
    parts: dict[str, Document],
) -> None:
    for name, part in parts.items():
        is_memory = part["kind"] == "memory"
        assert ("datacenter" in part) != is_memory, name
        assert not (is_memory and ("rates" in part or "dies" in part)), name


def test_a_planar_die_never_counts_and_a_finer_process_is_never_planar(parts: dict[str, Document]) -> None:
    for name, part in parts.items():
        for die in part.get("dies", []):
            planar = die.get("transistors") == "planar"
            assert planar == (die["counted"] == "no"), name
            assert planar == (int(part["node"]) >= 22), name


def test_a_part_is_named_once(documents: dict[str, Document], parts: dict[str, Document]) -> None:
    written = [part["part"] for name, file in documents.items() if name not in TABLES for part in file["parts"]]
    assert len({key(name) for name in written}) == len(written) == len(parts)


def test_an_alias_names_two_parts_only_where_it_is_shared_on_purpose(parts: dict[str, Document]) -> None:
    bearers: dict[str, list[str]] = defaultdict(list)
    for name, part in parts.items():
        for alias in part.get("aliases", []):
            if key(alias) != key(name):
                bearers[key(alias)].append(name)
    assert all(len(set(names)) == len(names) for names in bearers.values())
    shared = {alias: len(names) for alias, names in bearers.items() if len(names) > 1}
    assert shared == {key(name): count for count, names in SHARED_NAMES.items() for name in names}


def test_no_alias_is_the_name_of_another_part(parts: dict[str, Document]) -> None:
    owner = {key(name): name for name in parts}
    for name, part in parts.items():
        for alias in part.get("aliases", []):
            assert owner.get(key(alias), name) == name, alias


def test_every_source_is_in_the_table_and_none_stands_there_unused(
    documents: dict[str, Document], parts: dict[str, Document]
) -> None:
    table = [source["id"] for source in documents["sources"]["sources"]]
    assert len(set(table)) == len(table)
    assert set(table) == {source for part in parts.values() for source in part["sources"]}
    assert all(part["sources"] for part in parts.values())


def test_a_source_has_a_title_and_says_whether_it_was_read(documents: dict[str, Document]) -> None:
    assert list(documents["sources"]) == ["sources"]
    for source in documents["sources"]["sources"]:
        assert list(source) == [known for known in SOURCE_KEYS if known in source], source["id"]
        assert source["title"]
        assert source["read"] in {"yes", "no"}, source["id"]
        assert source.get("url", "https://").startswith("https://"), source["id"]
        assert ("url" in source) == (source["read"] == "yes"), source["id"]


def test_the_catalog_holds_the_parts_of_the_reference_table_and_those_that_only_the_law_names(
    parts: dict[str, Document], rows: dict[str, Row]
) -> None:
    assert set(parts) == set(rows) | {"Ascend 910D"}


def test_every_trade_name_of_the_reference_table_is_kept(parts: dict[str, Document], rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        written = re.sub(r"\s*\(.*?\)|OPN ", "", row["aliases"])
        for trade_name in filter(None, re.split(r"; |/", written)):
            assert any(alias.endswith(trade_name) for alias in parts[name]["aliases"]), (name, trade_name)


def test_figures_are_those_of_the_reference_table(parts: dict[str, Document], rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        part = parts[name]
        stated = {place: text for place, text in _picked(row, COLUMNS).items() if text}
        added = {place for place in COLUMNS if part.get(place)} - stated.keys()
        assert {place: part.get(place, "") for place in stated} == stated, name
        assert added <= ADDED, name
        memory = part.get("memory", {})
        kept = _picked(row, MEMORY_COLUMNS) | MEMORY_OF_ITS_OWN.get(name, {})
        assert {place: memory.get(place, "") for place in MEMORY_COLUMNS} == kept, name
        assert part.get("datacenter", "n/a") == row["designed_or_marketed_for_datacenter"], name


def test_the_highest_rate_times_bits_is_the_tpp_of_the_reference_table(
    parts: dict[str, Document], rows: dict[str, Row]
) -> None:
    for name, row in rows.items():
        if not row["TPP"] or row["TPP_driver"] == "vendor-stated":
            assert "rates" not in parts[name], name
            continue
        derived = max(Decimal(rate) * BITS[precision] for precision, rate in parts[name]["rates"].items())
        assert _close(derived, Decimal(row["TPP"])), name


def test_no_rate_is_a_sparse_figure(parts: dict[str, Document], rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        rates = parts[name].get("rates", {})
        for precision, column in RATE_COLUMNS.items():
            dense, rate = row[column], rates.get(precision, "")
            assert bool(dense) == bool(rate), (name, precision)
            if dense:
                assert Decimal(rate) != 2 * Decimal(dense), (name, precision)
                assert Decimal(rate) == Decimal(dense), (name, precision)


def test_die_areas_add_up_to_the_area_of_the_reference_table(parts: dict[str, Document], rows: dict[str, Row]) -> None:
    for name, row in rows.items():
        part, stated = parts[name], row["die_area_mm2"]
        assert ("dies" in part) == (stated != ""), name
        if stated == "0":
            assert {die["counted"] for die in part["dies"]} == {"no"}, name
        elif stated:
            kinds = {"yes"} if name in COUNTED_DIES_ONLY else {"yes", "open"}
            assert _close(_area(part, kinds), Decimal(stated)), name


def test_only_parts_with_an_arguable_die_are_taken_as_counted_dies_alone(parts: dict[str, Document]) -> None:
    assert all(_area(parts[name], {"open"}) > 0 for name in COUNTED_DIES_ONLY)


def _picked(row: Row, columns: dict[str, str]) -> Row:
    return {place: row[column] for place, column in columns.items()}


def _area(part: Document, kinds: set[str]) -> Decimal:
    counted = (die for die in part["dies"] if die["counted"] in kinds)
    return sum((Decimal(die["area"]) * int(die["count"]) for die in counted), Decimal(0))


def _close(value: Decimal, expected: Decimal) -> bool:
    return abs(value - expected) <= expected * ROUNDING
