"""Since when an entry is listed: by its own dates, else by the notices that its row cites."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry
from exportgate.parties.listing import by_notice, in_force, listed_text, notice_days


def cited(notice: str, source: str = "EL", **more: Any) -> Entry:
    return Entry("e1", source, "entity", "Listed Party", notice=notice, **more)


@pytest.mark.parametrize(
    ("notice", "day", "listed"),
    [
        ("89 FR 96837", "2024-12-01", Truth.NO),
        ("89 FR 96837", "2024-12-02", Truth.YES),
        ("87 FR 77505", "2022-12-15", Truth.NO),
        ("88 FR 71992; 89 FR 25505", "2023-10-16", Truth.NO),
        ("88 FR 71992; 89 FR 25505", "2023-10-17", Truth.YES),
        ("89 FR 25505; 88 FR 71992", "2023-10-17", Truth.YES),
        ("88 FR 99999", "2022-12-17", Truth.NO),
        ("88 FR 99999", "2022-12-18", Truth.UNKNOWN),
        ("88 FR 99999", "2023-12-30", Truth.UNKNOWN),
        ("88 FR 99999", "2023-12-31", Truth.YES),
        ("88 F.R. 99,999 6/7/2023", "2022-11-01", Truth.NO),
        ("88  FR No. 12", "2022-11-01", Truth.NO),
        ("76 FR 99999, 11/21/11", "2011-11-06", Truth.NO),
        ("76 FR 99999, 11/21/11", "2011-11-07", Truth.UNKNOWN),
        ("76 FR 99999, 11/21/11", "2011-11-21", Truth.YES),
        ("77 FR 99998,\n11/29/12.\n87 FR 51877, 8/24/22", "2012-11-29", Truth.YES),
        ("81 FR 99999 preview citation details, 9/7/16", "2016-08-23", Truth.NO),
        ("46 F.R. 99999 9/17/1981 and 46 F.R. 19290 3/30/81", "1981-03-30", Truth.YES),
        ("86 FR 99999; 87 FR 21012, 4/11/22", "2021-06-01", Truth.UNKNOWN),
        ("76 FR 99999, 11/21/12", "2011-11-21", Truth.UNKNOWN),
        ("76 FR 99999, 13/41/11", "2011-11-21", Truth.UNKNOWN),
        ("", "1990-01-01", Truth.YES),
        ("to be published", "1990-01-01", Truth.YES),
    ],
)
def test_an_entry_without_a_day_is_listed_by_the_earliest_of_its_notices(notice: str, day: str, listed: Truth) -> None:
    assert in_force(cited(notice), date.fromisoformat(day)) is listed


def test_an_entry_is_listed_when_its_list_was_read() -> None:
    entry = cited("91 FR 10", held_on=date(2026, 7, 31))
    found = [in_force(entry, date(2026, month, 31)) for month in (1, 7, 8)]
    assert found == [Truth.UNKNOWN, Truth.YES, Truth.YES]
    early = cited("91 FR 10", held_on=date(2025, 7, 31))
    assert in_force(early, date(2025, 7, 31)) is Truth.YES


def test_an_entry_with_days_needs_no_notice() -> None:
    entry = cited("91 FR 10", listed_from=date(2020, 1, 1), listed_to=date(2023, 1, 1))
    days = (date(2019, 12, 31), date(2020, 1, 1), date(2023, 1, 2))
    assert [in_force(entry, day) for day in days] == [Truth.NO, Truth.YES, Truth.NO]
    assert [listed_text(entry, day) for day in days] == [
        "listed only from 2020-01-01",
        "",
        "listed only to 2023-01-01",
    ]


def test_a_renewed_denial_order_may_have_been_in_force_since_the_first_notice_cited() -> None:
    orders = "87 F.R. 99999 4/12/2022, 88 F.R. 19609 4/3/2023, 90 F.R. 45178 9/18/2025"
    entry = cited(orders, "DPL", listed_from=date(2025, 9, 16), listed_to=date(2026, 9, 16))
    days = (date(2022, 3, 1), date(2023, 2, 1), date(2025, 9, 16), date(2026, 9, 17))
    assert [in_force(entry, day) for day in days] == [Truth.NO, Truth.UNKNOWN, Truth.YES, Truth.NO]
    said = "listed from 2025-09-16 by the latest order; an earlier one, 87 FR 99999, may have been in force"
    assert listed_text(entry, date(2023, 2, 1)) == said


def test_a_renewed_order_that_ends_after_its_list_was_read_may_have_been_renewed_again() -> None:
    orders = "87 F.R. 99999 4/12/2022, 90 F.R. 45178 9/18/2025"
    entry = cited(orders, "DPL", listed_from=date(2025, 9, 16), listed_to=date(2026, 9, 16))
    after = date(2026, 11, 20)
    read = [replace(entry, held_on=date(2026, month, 1)) for month in (4, 10)]
    assert [in_force(one, after) for one in read] == [Truth.UNKNOWN, Truth.NO]
    assert listed_text(read[0], after) == (
        "listed to 2026-09-16 by an order that was renewed before; the list of 2026-04-01 cannot tell whether it was"
        " renewed again"
    )
    once = cited("90 F.R. 45178 9/18/2025", "DPL", listed_from=date(2025, 9, 16), listed_to=date(2026, 9, 16))
    assert in_force(replace(once, held_on=date(2026, 4, 1)), after) is Truth.NO


def test_an_order_that_was_not_renewed_begins_on_its_own_day() -> None:
    entry = cited("88 F.R. 99999 4/3/2023", "DPL", listed_from=date(2023, 3, 27))
    assert [in_force(entry, date(2023, 3, day)) for day in (26, 27)] == [Truth.NO, Truth.YES]


def test_a_notice_that_prints_a_whole_list_again_says_nothing_of_one_entry() -> None:
    assert in_force(cited("91 FR 35189", "1260H"), date(2023, 1, 1)) is Truth.YES


def test_what_is_not_known_of_a_listing_is_said() -> None:
    entry = cited("88 FR 99999")
    assert listed_text(entry, date(2022, 10, 1)) == "listed only by 88 FR 99999, a notice of 2023"
    said = "listed by 88 FR 99999, a notice of 2023 whose day the list does not give"
    assert listed_text(entry, date(2023, 5, 1)) == said


def test_the_day_beside_a_notice_is_said() -> None:
    entry = cited("76 FR 99999, 11/21/11")
    assert listed_text(entry, date(2011, 1, 1)) == "listed by 76 FR 99999, printed on 2011-11-21"
    said = "listed by 76 FR 99999, printed on 2011-11-21, and may have taken effect before"
    assert listed_text(entry, date(2011, 11, 20)) == said
    assert listed_text(entry, date(2011, 11, 21)) == ""


def test_the_days_of_notices_are_those_of_the_embedded_entries(
    checkout: Path, plain_yaml: Callable[[Path], Any]
) -> None:
    files = [file for file in (checkout / "data" / "parties").glob("*.yaml") if file.name != "list.yaml"]
    entries = [entry for file in files for entry in plain_yaml(file)["entries"] if entry.get("list") in {"EL", "MEU"}]
    listed: dict[str, set[str]] = {}
    for entry in entries:
        listed.setdefault(by_notice("; ".join(entry.get("notices", []))).notice, set()).add(entry.get("listed", ""))
    days = notice_days()
    assert len(days) > 30
    for notice, day in days.items():
        assert listed[notice] == {day.isoformat()}, notice
