"""Columns of a shipment file that state facts: found by their headings, typed, and set aside where unreadable."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.diagnostics.model import RuleError
from exportgate.engine.values import Value
from exportgate.foundation.quantities import UNKNOWN, exactly
from exportgate.foundation.spans import Span
from exportgate.foundation.truth import Truth
from exportgate.foundation.yaml_source import Scalar
from exportgate.parties.countries import Countries
from exportgate.provisions.vocabulary import Fact
from exportgate.runs.columns import find_columns
from exportgate.runs.fact_values import fact_text, read_fact
from exportgate.runs.framing import Record
from exportgate.runs.headings import Vocabulary, heading_faults
from exportgate.runs.line_values import Unreadable
from exportgate.runs.lines import LineParser
from exportgate.runs.mapping import NO_MAPPING, read_mapping
from exportgate.runs.rejects import Rejection
from exportgate.screening.shipment import ShipmentLine

from .facts import FACTS

ROW = {"Ship date": "2024-06-03", "Part": "XJ-7", "Consignee": "Elbe GmbH", "Consignee country": "DE"}
SPAN = Span("rules/facts.yaml", 7, 9, 7, 14)


def parse(cells: dict[str, str], mapping: str = "", folder: Path | None = None) -> ShipmentLine | Rejection:
    countries, settings = Countries.load(), NO_MAPPING
    if folder is not None:
        (folder / "mapping.yaml").write_text(mapping, encoding="utf-8")
        settings = read_mapping(folder / "mapping.yaml", countries, FACTS)
    columns = find_columns(Path("shipments.csv"), tuple(cells), Vocabulary.load(FACTS), settings)
    fields = tuple(cells.values())
    return LineParser(columns, countries, mapping=settings).parse(Record(1, 2, fields, ",".join(fields), None))


def stated(cells: dict[str, str], mapping: str = "", folder: Path | None = None) -> dict[str, Value]:
    parsed = parse(ROW | cells, mapping, folder)
    assert isinstance(parsed, ShipmentLine), parsed
    return dict(parsed.facts)


@pytest.mark.parametrize("fact", sorted(FACTS))
def test_a_fact_is_known_by_each_of_its_headings_and_by_its_own_name(fact: str) -> None:
    vocabulary = Vocabulary.load(FACTS)
    names = [fact, *(heading.text for heading in FACTS[fact].headings)]
    assert {vocabulary.meaning(name).column for name in names} == {fact}


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("TPP", "tpp"),
        ("Total Processing Performance", "tpp"),
        ("FP16 (TFLOPS)", "fp16_rate"),
        ("FP16/BF16 TFLOP/s", "fp16_rate"),
        ("INT8_TOPS", "int8_rate"),
        ("Applicable die area [mm²]", "applicable_die_area"),
        ("Memory Bandwidth (GB/s)", "memory_bandwidth"),
        ("Speicherbandbreite (GB/s)", "memory_bandwidth"),
        ("NVLink bandwidth GB/s", "link_bandwidth"),
        ("TF32-Bitlänge", "tf32_bit_length"),
        ("Data Centre (yes/no)", "designed_or_marketed_for_datacenter"),
        ("NAC notice accepted?", "nac_notice_accepted"),
        ("PO on file", "purchase_order_on_file"),
        ("Supplement No. 8 entity", "supplement_8_entity"),
    ],
)
def test_headings_of_product_data_name_their_fact(heading: str, fact: str) -> None:
    assert Vocabulary.load(FACTS).meaning(heading).column == fact


@pytest.mark.parametrize(
    "heading",
    [
        "Memory bandwidth",
        "Link bandwidth",
        "Link bandwidth (Gb/s)",
        "Memory bandwidth TB/s",
        "Die area mm2",
        "Data center use",
    ],
)
def test_a_heading_that_leaves_the_unit_or_the_meaning_open_names_no_fact(heading: str) -> None:
    assert Vocabulary.load(FACTS).meaning(heading).column is None


def test_a_heading_that_leaves_the_unit_open_is_explained() -> None:
    columns = find_columns(Path("s.csv"), ("Consignee", "Part", "Memory bandwidth"), Vocabulary.load(FACTS))
    assert columns.notes == (
        "the column 'Memory bandwidth' is not used: map it to memory_bandwidth where it is in GB/s in a mapping file",
    )


def test_absent_unknown_and_a_value_are_three_inputs() -> None:
    cells = {"TPP": "", "Performance density": "n/a", "Memory bandwidth GB/s": "864 GB/s", "Data center": "no"}
    assert stated(cells) == {
        "performance_density": UNKNOWN,
        "memory_bandwidth": exactly(864),
        "designed_or_marketed_for_datacenter": Truth.NO,
    }


def test_an_unreadable_cell_sets_the_row_aside_with_column_text_and_what_was_expected() -> None:
    parsed = parse(ROW | {"Total proc. perf.": "x", "TPP": "4,800", "Item kind": "board"})
    assert isinstance(parsed, Rejection)
    assert parsed.reasons == (
        "column 'Item kind': 'board' is no value of item_kind: expected ic, assembly, memory, tool or 'unknown'",
        (
            "column 'TPP': '4,800' is no value of tpp: expected a number in TPP that is not negative, such as 600 or "
            "5.92, without thousands separators, or 'unknown'"
        ),
    )


def test_two_columns_for_one_fact_are_refused() -> None:
    with pytest.raises(Exception, match="both stand for tpp"):
        parse(ROW | {"TPP": "1", "Total processing performance": "2"})


def test_a_mapping_names_a_fact_and_gives_what_cells_leave_empty(tmp_path: Path) -> None:
    mapping = "columns: {Bandbreite: memory_bandwidth}\ndefaults: {item_kind: memory, purchase_order_on_file: 'yes'}\n"
    found = stated({"Bandbreite": "864", "PO on file": "unknown"}, mapping, tmp_path)
    assert found["memory_bandwidth"] == exactly(864)
    assert str(found["item_kind"].text) == "memory"  # type: ignore[union-attr] # a code
    assert found["purchase_order_on_file"] == Truth.UNKNOWN
    assert stated({"PO on file": "-"}, mapping.split("\n")[1], tmp_path)["purchase_order_on_file"] == Truth.YES


def test_a_default_that_is_no_value_of_its_fact_is_refused_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"mapping\.yaml:1:17: 'many' is no value of tpp"):
        parse(ROW, "defaults: {tpp: many}\n", tmp_path)


def with_heading(name: str, text: str) -> dict[str, Fact]:
    return {**FACTS, name: replace(FACTS[name], headings=(Scalar(SPAN, text, quoted=False),))}


@pytest.mark.parametrize(
    ("heading", "other"), [("Model-Number", "part_number"), ("Ship to cntry", "ultimate_consignee_country")]
)
def test_a_heading_of_a_fact_and_of_another_column_is_refused_where_it_stands(heading: str, other: str) -> None:
    facts = with_heading("tpp", heading)
    (found,) = heading_faults(facts.values())
    assert (found.code, found.span) == ("XR131", SPAN)
    assert f"'{heading}' of 'tpp' also names {other}" in found.message
    with pytest.raises(RuleError, match="also names"):
        Vocabulary.load(facts)


def test_headings_of_two_facts_that_differ_by_an_abbreviation_are_refused() -> None:
    assert [item.code for item in heading_faults(with_heading("tpp", "datacenter").values())] == ["XR131"]


def test_the_shipped_headings_name_one_column_each() -> None:
    assert heading_faults(FACTS.values()) == ()


@given(fact=st.sampled_from(sorted(name for name in FACTS if FACTS[name].source is None)), text=st.text(max_size=16))
def test_an_unreadable_cell_never_lets_the_row_through(fact: str, text: str) -> None:
    parsed = parse(ROW | {fact: text})
    try:
        value = read_fact(FACTS[fact], fact_text(text))
    except Unreadable:
        assert isinstance(parsed, Rejection)
        return
    assert isinstance(parsed, ShipmentLine)
    assert parsed.facts == (() if value is None else ((fact, value),))
