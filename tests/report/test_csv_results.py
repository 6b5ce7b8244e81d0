import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.report.csv_results import COLUMNS, FORMULA_STARTS, CsvResults, composed, own_headings
from exportgate.screening.findings import LineDecision

from . import sample
from .strategies import DECISIONS, hostile

FIELDS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1, max_size=4)


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def cells(decision: LineDecision) -> dict[str, str]:
    results = CsvResults(())
    heading = own_headings(())
    row = read(results.line_text(7, ("x",), decision))[0][1:]
    return dict(zip(heading, row, strict=True))


@given(FIELDS, DECISIONS)
def test_columns_of_the_file_come_back_but_for_the_apostrophe_before_a_formula(
    fields: list[str], decision: LineDecision
) -> None:
    results = CsvResults([f"column {number}" for number in range(len(fields))])
    rows = read(results.heading_text() + results.line_text(1, fields, decision))
    assert len(rows) == 2
    assert [text.removeprefix("'") for text in rows[1][: len(fields)]] == [text.removeprefix("'") for text in fields]
    assert len(rows[0]) == len(rows[1]) == len(fields) + len(COLUMNS)


@given(DECISIONS)
def test_no_cell_of_ours_begins_like_a_formula_or_has_a_line_end(decision: LineDecision) -> None:
    for cell in cells(decision).values():
        assert not cell.startswith(FORMULA_STARTS)
        assert "\n" not in cell
        assert "\r" not in cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formula_from_a_list_becomes_text(text: str) -> None:
    assert cells(hostile(text))["exportgate_because"] == f"'{text.strip()}"


def test_formula_in_the_file_is_made_text_and_a_number_keeps_its_sign() -> None:
    fields = ["=1+1", "@SUM(1)", "+86 10", "-4", "+4.5"]
    row = read(CsvResults(list("abcde")).line_text(1, fields, sample.SOPHGO_LINE))[0]
    assert row[:5] == ["'=1+1", "'@SUM(1)", "'+86 10", "-4", "+4.5"]


def test_row_says_what_decided_and_why() -> None:
    made = cells(sample.SOPHGO_LINE)
    assert made["exportgate_row"] == "7"
    assert made["exportgate_outcome"] == "license_required"
    assert made["exportgate_review_policy"] == "presumption_of_denial"
    assert made["exportgate_classification"] == "3A090.a; 4A090.a"
    assert made["exportgate_provisions"] == "us.ear.744.11#a; us.ear.742.6#a-6"
    assert made["exportgate_because"] == f"{sample.ENTITY_LIST.because}; {sample.REGIONAL.because}"
    assert made["exportgate_hits"] == "end user: Sophgo Technologies Ltd. [EL] 1.00; end user: 2 more"
    assert made["exportgate_license_exceptions"] == "NAC (unavailable)"


def test_line_without_findings_has_empty_cells() -> None:
    made = cells(sample.DECISIONS[-1])
    assert made["exportgate_outcome"] == "no_finding"
    assert made["exportgate_provisions"] == made["exportgate_because"] == made["exportgate_hits"] == ""


def test_remarks_and_notices_stand_in_the_last_columns() -> None:
    results = CsvResults(["a"], ["the list is a subset"])
    text = results.line_text(1, ["x"], sample.DECISIONS[-1], ("one", "=two"))
    assert read(text)[0][-2:] == ["one; =two", "the list is a subset"]


def test_heading_that_the_file_already_has_is_kept_and_ours_is_numbered() -> None:
    own = own_headings(["Exportgate_Row ", "exportgate_row_2", "part"])
    assert own[0] == "exportgate_row_3"
    assert own[1:] == tuple(f"exportgate_{column}" for column in COLUMNS[1:])


def test_a_listed_name_cannot_steer_a_terminal_or_turn_a_text_around() -> None:
    assert composed("Acme \x1b[2J Ltd. \u202eevil\u202c Ünder") == "Acme ␛[2J Ltd. ⟨U+202E⟩evil⟨U+202C⟩ Ünder"


def test_half_a_character_becomes_one_that_can_be_written() -> None:
    assert composed("a\ud800b") == "a\ufffdb"


def test_reasons_on_several_lines_are_put_on_one() -> None:
    broken = replace(sample.REGIONAL, because="one\r\n  two\tthree")
    made = sample.decision(sample.H100, (broken,))
    assert cells(made)["exportgate_because"] == "one two three"
