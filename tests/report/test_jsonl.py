import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.report.jsonl import JsonLines, hit_object, item_object, line_object
from exportgate.screening.findings import LineDecision

from . import sample
from .strategies import DECISIONS, WORDS

KEYS = ["row", "outcome", "review_policy", "license_exceptions", "item", "parties", "findings", "needs", "checklist"]


@given(DECISIONS, st.integers(1, 10**9), st.lists(WORDS, max_size=2))
def test_text_is_the_object_on_one_line(decision: LineDecision, row: int, remarks: list[str]) -> None:
    text = JsonLines().line_text(row, decision, tuple(remarks))
    assert json.loads(text) == line_object(row, decision, tuple(remarks))
    assert text.endswith("\n")
    assert text.count("\n") == 1


def test_keys_stand_in_the_order_of_the_format() -> None:
    read = json.loads(JsonLines().line_text(1, sample.SOPHGO_LINE))
    assert list(read) == KEYS
    assert list(read["item"]) == list(item_object(sample.H100))
    assert list(read["parties"][1]["hits"][0]) == list(hit_object(sample.EXACT))
    assert list(line_object(1, sample.SOPHGO_LINE)) == KEYS


def test_remarks_are_there_only_where_the_line_has_any() -> None:
    assert "remarks" not in line_object(1, sample.SOPHGO_LINE)
    assert line_object(1, sample.SOPHGO_LINE, ("read with care",))["remarks"] == ["read with care"]


def test_letters_of_any_script_are_written_as_they_are() -> None:
    assert "长鑫存储技术有限公司" in JsonLines().line_text(1, sample.DECISIONS[5])


def test_half_a_character_becomes_one_that_can_be_written() -> None:
    broken = replace(sample.SOPHGO_LINE, needs=("a\ud800b",))
    assert "a\ufffdb" in JsonLines().line_text(1, broken).encode().decode()


def test_decisions_that_differ_in_one_party_are_told_apart() -> None:
    lines = JsonLines()
    other = replace(sample.SOPHGO_LINE, parties=(sample.CLEAN,))
    first, second, again = (lines.line_text(1, made) for made in (sample.SOPHGO_LINE, other, sample.SOPHGO_LINE))
    assert first == again
    assert json.loads(second)["parties"][0]["name"] == sample.CLEAN.name


def test_scores_have_four_places() -> None:
    found = hit_object(sample.ALIKE)
    assert (found["score"], found["priority"]) == (0.8612, 0.6402)


def test_list_is_the_id_in_the_store_and_source_the_code_of_the_list() -> None:
    found = hit_object(sample.EXACT)
    assert (found["list"], found["source"]) == ("embedded", "EL")


def test_cite_says_where_the_list_stands_in_law_or_where_it_is_published() -> None:
    unknown = replace(sample.EXACT, entry=replace(sample.SOPHGO, source="NEW"))
    assert hit_object(sample.EXACT)["cite"] == "15 CFR part 744, Supp. No. 4"
    assert hit_object(unknown)["cite"] == sample.SOPHGO.url


def test_address_is_the_one_that_matched_else_the_first_else_null() -> None:
    second = replace(sample.AT_UNIT, entry=replace(sample.ADDRESS, addresses=("elsewhere", *sample.ADDRESS.addresses)))
    assert hit_object(second)["address"] == sample.ADDRESS.addresses[0]
    assert hit_object(sample.EXACT)["address"] == sample.SOPHGO.addresses[0]
    assert hit_object(sample.CYRILLIC)["address"] is None


@pytest.mark.parametrize(
    ("item", "part", "parts"),
    [
        (sample.H100, "H100 SXM5 80GB", None),
        (sample.SERVER, None, None),
        (sample.A100_ALIAS, None, ["A100 PCIe 40GB", "A100 SXM4 80GB"]),
    ],
)
def test_one_catalog_part_is_named_and_several_are_listed(item: object, part: str | None, parts: object) -> None:
    made = next(decision for decision in sample.DECISIONS if decision.item is item)
    shown = line_object(1, made)["item"]
    assert shown["catalog_part"] == part
    assert shown.get("catalog_parts") == parts


def test_what_an_item_lacks_is_null() -> None:
    shown = item_object(sample.SERVER)
    assert (shown["item_kind"], shown["declared_eccn"], shown["catalog_part"]) == (None, None, None)
