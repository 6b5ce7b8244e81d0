"""The control numbers of an item: what is declared, classified or published, at every depth."""

from dataclasses import replace
from datetime import date

import pytest

from exportgate.engine.law import Law, LawOfDay
from exportgate.engine.values import CodeSet, codes
from exportgate.items.catalog import Catalog
from exportgate.items.part import Part
from exportgate.screening.control_codes import Controls
from exportgate.screening.items import ItemQuery, item_rows

PART = Part(
    name="Example 1",
    vendor="Example",
    kind="ic",
    aliases=(),
    released=None,
    datacenter="no",
    rates=(),
    dies=None,
    link_bandwidth=None,
    host_bandwidth=None,
    memory_type="",
    memory_bandwidth=None,
    package_area=None,
    stated_tpp=None,
    confidence="high",
    sources=(),
    note="",
    eccn="4A994.l",
    eccn_source="example",
)


@pytest.fixture(scope="module")
def day(law: Law) -> LawOfDay:
    """The law of a day on which every rule is in force."""
    return law.on(date(2026, 9, 1))


def _codes(day: LawOfDay, query: ItemQuery, found: CodeSet | None = None, *, part: Part = PART) -> CodeSet:
    item = item_rows(query, Catalog([part]))
    return Controls(day).of(item, item.rows[0].part, found or CodeSet())


def test_a_declared_paragraph_stands_with_everything_that_it_lies_in(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("XC7", eccn="3A001.a.7.a"))
    assert found == codes(["3A001", "3A001.a", "3A001.a.7", "3A001.a.7.a"])


def test_an_entry_without_a_paragraph_may_be_each_that_the_rules_ask_for(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("XC7", eccn="3A090"))
    assert found.known == {"3A090"}
    assert {"3A090.a", "3A090.b", "3A090.c"} <= found.possible
    assert found.complete


def test_nothing_is_excluded_where_no_control_number_is_known(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("XC7"))
    assert found == CodeSet(complete=False)


def test_the_makers_own_number_is_taken_where_none_is_declared(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("Example 1"))
    assert found == codes(["4A994", "4A994.l"])


def test_the_makers_own_number_stays_possible_beside_another_declared_one(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("Example 1", eccn="EAR99"))
    assert found == codes(["EAR99"], ["4A994", "4A994.l"])


def test_a_declared_entry_that_the_facts_do_not_meet_is_only_possible(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("Example 1", eccn="3A090.a"), part=replace(PART, eccn=""))
    assert found == codes([], ["3A090", "3A090.a"])


def test_a_declared_entry_is_no_finer_than_the_facts_that_meet_it(day: LawOfDay) -> None:
    found = _codes(day, ItemQuery("Example 1", eccn="3A090"), codes(["3A090.a"]), part=replace(PART, eccn=""))
    assert found == codes(["3A090", "3A090.a"])
