"""Which entries hold the words, numbers, notices and days that are asked for."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.parties.entry import Entry
from exportgate.parties.entry_search import EntrySearch, Found, Query

ACME = Entry(
    "EL-7",
    "EL",
    "entity",
    "Xi'an Acme Lithography Co., Ltd.",
    ("顶点光刻有限公司", "Société Acmé"),
    weak_aliases=("The Works",),
    countries=("CN", "HK"),
    identifiers=("Tax ID No.: RU, 7736640919", "USCC: 914-403-00MA5EXAMP12"),
    programs=("RUSSIA-EO14024",),
    footnotes=("4",),
    notice="80 FR 8524; 87 FR 62202, 10/13/2022",
    remarks="vessel type: Cargo; IMO 9187629",
)
DIGEST = replace(ACME, entity_id="501a68d7c0ffee501a68d7c0")


def found(entry: Entry = ACME, **asked: Any) -> Found | None:
    return EntrySearch(Query(**asked)).found(entry)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("acme", ACME.name),
        ("LITHO xian", ACME.name),
        ("co ltd acme", ACME.name),
        ("xi'an", ACME.name),
        ("顶点", "顶点光刻有限公司"),
        ("頂點", "顶点光刻有限公司"),
        ("光刻 顶点", "顶点光刻有限公司"),
        ("societe acme", "Société Acmé"),
        ("ACMÉ soci", "Société Acmé"),
        ("works", "The Works"),
    ],
)
def test_a_name_is_found_by_its_words_or_parts_of_them_in_any_order(words: str, name: str) -> None:
    answer = found(name=words)
    assert answer is not None
    assert answer.name == name


@pytest.mark.parametrize("words", ["acne", "acme works", "lithography gmbh", "societe xian", "顶尖"])
def test_a_name_that_lacks_one_of_the_words_is_not_found(words: str) -> None:
    assert found(name=words) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("EL-7", "EL-7"),
        ("el-7", "EL-7"),
        ("7736640919", "Tax ID No.: RU, 7736640919"),
        ("INN 7736640919", "Tax ID No.: RU, 7736640919"),
        ("91440300MA5EXAMP12", "USCC: 914-403-00MA5EXAMP12"),
        ("9144 0300 ma5e xamp12", "USCC: 914-403-00MA5EXAMP12"),
        ("IMO 9187629", "IMO 9187629"),
        ("9187629", "IMO 9187629"),
    ],
)
def test_a_number_is_found_as_id_or_identifier_however_it_is_written(number: str, text: str) -> None:
    answer = found(number=number)
    assert answer is not None
    assert answer.number == text


@pytest.mark.parametrize("number", ["7", "736640919", "77366409190", "918762", "91440300", "EL-"])
def test_a_part_of_a_number_is_another_number(number: str) -> None:
    assert found(number=number) is None


def test_a_digest_is_found_by_the_beginning_that_tables_show() -> None:
    assert found(DIGEST, number="501a68d7…") is not None
    assert found(DIGEST, number="501A68D7C0FF") is not None
    assert found(DIGEST, number="501a") is None


def test_noughts_before_a_number_do_not_count() -> None:
    entry = replace(ACME, identifiers=("Registration: 0012345678",))
    assert found(entry, number="12345678") is not None


@pytest.mark.parametrize(
    "notice", ["87 FR 62202", "87 F.R. 62,202", "80 fr 8524", "87 FR", "2022", "2015", "62202", "80 FR 1; 87 FR 62202"]
)
def test_a_notice_is_found_by_citation_volume_or_year(notice: str) -> None:
    assert found(notice=notice) is not None


@pytest.mark.parametrize("notice", ["87 FR 6220", "88 FR 62202", "88 FR", "2021", "vol 3"])
def test_another_notice_is_not(notice: str) -> None:
    assert found(notice=notice) is None


def test_a_year_is_read_of_volumes_written_out() -> None:
    entry = replace(ACME, notice="Vol. 81, No. 53, 3/18/16")
    assert found(entry, notice="2016") is not None
    assert found(entry, notice="2017") is None


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"countries": frozenset({"HK", "RU"})}, True),
        ({"countries": frozenset({"RU"})}, False),
        ({"programs": frozenset({"eo14024"})}, True),
        ({"programs": frozenset({"IRAN"})}, False),
        ({"footnotes": frozenset({"4"})}, True),
        ({"footnotes": frozenset({"1", "3"})}, False),
        ({"sources": frozenset({"EL", "SDN"})}, True),
        ({"sources": frozenset({"SDN"})}, False),
        ({"kinds": frozenset({"vessel"})}, False),
        ({"kinds": frozenset({"entity"}), "name": "acme", "notice": "2022"}, True),
        ({"kinds": frozenset({"entity"}), "name": "acme", "notice": "2021"}, False),
    ],
)
def test_every_field_that_is_asked_for_must_fit(asked: dict[str, Any], fits: bool) -> None:  # noqa: FBT001 - a case
    assert (found(**asked) is not None) == fits


LISTED = replace(ACME, listed_from=date(2022, 10, 7), listed_to=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"since": date(2022, 10, 7)}, True),
        ({"since": date(2022, 10, 8)}, False),
        ({"before": date(2022, 10, 8)}, True),
        ({"before": date(2022, 10, 7)}, False),
        ({"on": date(2022, 10, 6)}, False),
        ({"on": date(2024, 1, 1)}, True),
        ({"on": date(2024, 1, 2)}, False),
        ({"since": date(2022, 1, 1), "before": date(2023, 1, 1)}, True),
    ],
)
def test_the_day_of_listing_may_be_bounded(asked: dict[str, Any], fits: bool) -> None:  # noqa: FBT001 - a case
    assert (found(LISTED, **asked) is not None) == fits


def test_without_a_day_the_notice_bounds_it_and_an_entry_without_either_is_listed_from_the_beginning() -> None:
    assert found(since=date(2016, 1, 1)) is None
    assert found(since=date(2015, 6, 1)) is not None
    undated = replace(ACME, notice="")
    assert found(undated, since=date(1990, 1, 1)) is None
    answer = found(undated, before=date(1990, 1, 1))
    assert answer is not None
    assert answer.undated


def test_what_holds_no_letter_and_no_figure_asks_nothing() -> None:
    assert EntrySearch(Query(name="…")).asks_nothing
    assert EntrySearch(Query(number="--")).asks_nothing
    assert not EntrySearch(Query(number="4", name="顶点")).asks_nothing


@given(st.text(max_size=30), st.text(max_size=20), st.text(max_size=20))
def test_any_text_can_be_asked_for(name: str, number: str, notice: str) -> None:
    answer = found(name=name, number=number, notice=notice)
    assert answer is None or answer.entry is ACME


@given(st.permutations(["Xi'an", "Acme", "Lithography", "Co"]), st.integers(1, 4))
def test_any_of_its_words_in_any_order_find_a_name(words: list[str], count: int) -> None:
    answer = found(name=" ".join(words[:count]))
    assert answer is not None
    assert answer.name == ACME.name
