"""What `lists diff` shows: for a terminal, for a machine and as a page."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import list_diff
from exportgate.report.list_diff_html import diff_html
from exportgate.report.list_diff_json import diff_json
from exportgate.report.list_diff_model import Comparison, ListSide
from exportgate.report.list_diff_order import set_apart
from exportgate.report.list_diff_text import diff_text

BEFORE = (
    Entry("1", "EL", "entity", "Acme Lithography", addresses=("5 Example Road, CN",), policy="Presumption of denial"),
    Entry("2", "EL", "entity", "Boreal Optics", countries=("RU",), requirement="For all items.", notice="86 FR 1"),
    Entry("3", "SDN", "individual", "EXAMPLE, Ann"),
    Entry("4", "SDN", "entity", "Cobalt Trading"),
)
AFTER = (
    replace(BEFORE[0], name="Acme Imaging", addresses=("Kowloon, HK",), policy="Policy of denial"),
    replace(BEFORE[2], name="Ann EXAMPLE"),
    replace(BEFORE[3], entity_id="5"),
    Entry("6", "EL", "entity", "Dune Circuits", countries=("AE",), programs=("X",)),
)
HOSTILE = "<script>alert(1)</script>\x1b[2J\u202e=1+1 & \"'"


def side(name: str, entries: tuple[Entry, ...], as_of: date | None = None) -> ListSide:
    return ListSide(name, "us", "1a2b3c4d5e6f", "list.csv", "ab" * 32, "csv", as_of, len(entries), 0)


def comparison(before: tuple[Entry, ...] = BEFORE, after: tuple[Entry, ...] = AFTER) -> Comparison:
    days = (date(2022, 5, 16), date(2023, 11, 30))
    return Comparison(side("us@2022", before, days[0]), side("us", after, days[1]), list_diff(before, after))


def test_the_object_has_what_was_added_removed_renamed_and_changed() -> None:
    told = json.loads(diff_json(comparison()))
    assert [entry["entity_id"] for entry in told["added"]] == ["5", "6"]
    assert [entry["entity_id"] for entry in told["removed"]] == ["2", "4"]
    assert [(pair["name_before"], pair["name"]) for pair in told["renamed"]] == [
        ("Acme Lithography", "Acme Imaging"),
        ("EXAMPLE, Ann", "Ann EXAMPLE"),
    ]
    assert [pair["entity_id"] for pair in told["readdressed"]] == ["1"]
    (changed,) = told["changed"]
    assert changed["changes"] == [
        {"field": "name", "before": ["Acme Lithography"], "after": ["Acme Imaging"], "respelled": ""},
        {"field": "addresses", "before": ["5 Example Road, CN"], "after": ["Kowloon, HK"]},
        {"field": "policy", "before": ["Presumption of denial"], "after": ["Policy of denial"]},
    ]
    assert (changed["paired_by"], changed["sure"]) == ("id", "certain")


def test_the_object_says_what_was_compared_and_counts_it_by_list() -> None:
    told = json.loads(diff_json(comparison()))
    assert told["before"]["as_of"] == "2022-05-16"
    assert (told["after"]["list_id"], told["after"]["snapshot"]) == ("us", "1a2b3c4d5e6f")
    assert told["counts"] == {
        "before": 4,
        "after": 4,
        "added": 2,
        "removed": 2,
        "renamed": 2,
        "readdressed": 1,
        "otherwise": 1,
        "changed": 1,
        "unchanged": 0,
    }
    assert [(row["source"], row["added"], row["removed"]) for row in told["sources"]] == [("EL", 1, 1), ("SDN", 1, 1)]


def test_another_address_alone_is_a_change_and_told_as_such() -> None:
    moved = (replace(BEFORE[0], addresses=("Kowloon, HK",)),)
    told = json.loads(diff_json(comparison(BEFORE[:1], moved)))
    assert (
        [pair["entity_id"] for pair in told["changed"]] == [pair["entity_id"] for pair in told["readdressed"]] == ["1"]
    )
    assert (told["counts"]["changed"], told["counts"]["otherwise"]) == (1, 0)


def test_an_entry_whose_name_stands_under_another_id_says_so() -> None:
    told = json.loads(diff_json(comparison()))
    assert [entry["same_name"] for entry in told["removed"]] == [[], ["5"]]
    assert [entry["same_name"] for entry in told["added"]] == [["4"], []]
    assert "listed before under this name: 1 other entry (4)" in diff_text(comparison(), 100, 0)
    assert "listed before under this name: 1 other entry" in diff_html(comparison())


def test_only_the_lists_that_are_asked_for_are_told() -> None:
    told = json.loads(diff_json(comparison().only(["SDN"])))
    assert [entry["source"] for entry in told["added"]] == ["SDN"]
    assert [row["source"] for row in told["sources"]] == ["SDN"]


def test_the_table_tells_each_change_with_what_was_and_what_is() -> None:
    assert (
        diff_text(comparison(), 100, 0)
        == """\
from  us@2022, as of 2022-05-16, 4 entries
to    us, as of 2023-11-30, 4 entries
2 added, 2 removed, 2 renamed, 1 re-addressed, 1 changed otherwise; 0 unchanged.

list  before  after  added  removed  renamed  re-addressed  otherwise
EL         2      2      1        1        1             1          1
SDN        2      2      1        1        1             -          -
all        4      4      2        2        2             1          1

Entries paired: 2 by the publisher's id.

Added: 2
  EL    Dune Circuits, AE [6]
        X
  SDN   Cobalt Trading [5]
        listed before under this name: 1 other entry (4)

Removed: 2
  EL    Boreal Optics, RU [2]
        For all items.; 86 FR 1
  SDN   Cobalt Trading [4]
        still listed under this name: 1 other entry (5)

Renamed: 2
  EL    Acme Lithography [1]
        → Acme Imaging
  SDN   EXAMPLE, Ann [3]
        → Ann EXAMPLE (the same words in another order)

Re-addressed: 1
  EL    Acme Imaging [1]
        - 5 Example Road, CN
        + Kowloon, HK

Changed otherwise: 1
  EL    Acme Imaging [1]
        policy: Presumption of denial → Policy of denial
"""
    )


def test_a_section_shows_no_more_than_asked_and_says_how_many_there_are() -> None:
    text = diff_text(comparison(), 100, 1)
    assert "Added: 2" in text
    assert "… 1 more; --limit 0 shows all" in text
    assert "Cobalt" not in text


def test_what_changes_the_law_comes_before_other_changes() -> None:
    before = tuple(Entry(str(number), "EL", "entity", f"Acme {number}") for number in range(3))
    after = (before[0], replace(before[1], remarks="x"), replace(before[2], requirement="For all items."))
    text = diff_text(comparison(before, after), 100, 0)
    assert text.index("Acme 2") < text.index("Acme 1")


def test_equal_lists_and_lists_that_share_nothing_are_told_in_a_sentence() -> None:
    assert comparison(BEFORE, BEFORE).verdict == "Nothing changed: 4 entries in both."
    assert "no entry in common" in comparison(BEFORE[:1], AFTER[3:]).verdict


def test_what_one_file_leaves_out_is_told_once() -> None:
    before = tuple(Entry(str(at), "EL", "entity", f"Acme {at}", addresses=("5 Example Road",)) for at in range(20))
    after = tuple(replace(entry, addresses=()) for entry in before)
    notes = comparison(before, after).notes
    assert notes[1] == "What us leaves out and the other gives counts as no change: EL: addresses (20)."
    assert comparison(after, before).notes[1].startswith("What us@2022 leaves out")


def test_two_formats_are_told() -> None:
    two = replace(comparison(), after=replace(side("us", AFTER), layout="ofac-csv, SDN.CSV"))
    assert "The two are of different formats (csv and ofac-csv)" in two.notes[-1]


def test_the_page_tells_what_the_object_tells() -> None:
    page = diff_html(comparison())
    for text in ("Dune Circuits", "Boreal Optics", "Acme Lithography", "<del>5 Example Road, CN</del>"):
        assert text in page
    assert "<del>Presumption</del> of denial" in page
    assert "<ins>Policy</ins> of denial" in page


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    page = diff_html(comparison())
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in page
    assert not re.search(r"<script|<img|<link|\bsrc=|url\(|\bstyle=|\bon\w+=", page)


def test_nothing_from_a_list_reaches_a_terminal_or_a_page_as_it_is() -> None:
    hostile = Entry(HOSTILE, "EL", "entity", HOSTILE, (HOSTILE,), addresses=(HOSTILE,), policy=HOSTILE, notice=HOSTILE)
    other = replace(hostile, name=f"x{HOSTILE}", addresses=(f"y{HOSTILE}",), policy=f"z{HOSTILE}")
    changed = comparison((hostile,), (other, replace(hostile, entity_id="new", name="z")))
    page, text, told = diff_html(changed), diff_text(changed, 100, 0), diff_json(changed)
    assert "<script" not in page
    for shown in (page, text, told):
        assert not set(shown) & {"\x1b", "\u202e"}
    assert json.loads(told)["renamed"][0]["name_before"] == HOSTILE


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", ("a", "b", "x", "c")),
        ("a", "a b", ("a", "", "b", "")),
        ("1 2 3 4 5 6 x 7 8 9 0 1", "1 2 3 4 5 6 y 7 8 9 0 1", ("… 4 5 6", "x", "y", "7 8 9 …")),
        ("", "a", ("", "", "a", "")),
    ],
)
def test_of_two_long_texts_only_what_is_near_the_difference_is_shown(
    before: str, after: str, expected: tuple[str, ...]
) -> None:
    assert set_apart(before, after) == expected


WORDS = st.lists(st.sampled_from("abc"), max_size=6).map(" ".join)


@given(WORDS, WORDS)
def test_what_is_set_apart_makes_up_both_texts(before: str, after: str) -> None:
    begins, gone, new, ends = set_apart(before, after)
    if "…" not in f"{begins}{ends}":
        assert f"{begins} {gone} {ends}".split() == before.split()
        assert f"{begins} {new} {ends}".split() == after.split()
    assert (gone == new == "") == (before.split() == after.split())
