"""Whom the next state of a list shows to have been listed since an older one."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry
from exportgate.parties.listing import in_force, listed_text
from exportgate.runs.listed_between import gone_since, listed_between

DAY = date(2022, 9, 7)
ORDERS = "87 F.R. 99999 5/18/2022, 88 F.R. 99999 5/10/2023"
RENEWED: dict[str, Any] = {"listed_from": date(2023, 10, 31), "listed_to": date(2024, 10, 30)}


def denied(name: str = "Quietwater Airways", **more: Any) -> Entry:
    return Entry(f"id of {name}", "DPL", "entity", name, notice=ORDERS, **more)


def test_who_is_on_both_lists_is_searched_once() -> None:
    both = [denied(listed_from=date(2020, 1, 1))]
    assert listed_between(both, both, DAY) == ()


def test_who_was_added_with_a_date_is_searched_beside_the_older_list() -> None:
    added = denied("Lowtide Freight", listed_from=date(2023, 1, 1))
    assert listed_between([denied()], [denied(), added], DAY) == (added,)


def test_who_was_added_without_a_date_is_known_to_be_absent_before() -> None:
    added = Entry("9", "SDN", "entity", "Lowtide Freight")
    (found,) = listed_between([], [added], DAY)
    state = [in_force(replace(found, held_on=date(2023, 11, 30)), day) for day in (DAY, date(2023, 1, 1))]
    assert (found.absent_on, state) == (DAY, [Truth.NO, Truth.UNKNOWN])
    said = "listed after 2022-09-07 and by 2023-11-30, on a day that the list does not give"
    assert listed_text(replace(found, held_on=date(2023, 11, 30)), date(2023, 1, 1)) == said


def test_an_acronym_that_two_parties_share_hides_neither() -> None:
    older = Entry("1", "EL", "entity", "Delta Engineering Concern", aliases=("DEC",))
    newer = Entry("2", "EL", "entity", "Dynamic Engineering Co.", aliases=("DEC",), listed_from=date(2022, 12, 8))
    assert listed_between([older], [newer], DAY) == (newer,)
    assert gone_since([older], [newer]) == (older,)


def test_a_party_that_was_renamed_is_known_by_either_name() -> None:
    before = Entry("1", "EL", "entity", "Old Name Ltd.", aliases=("Other",), listed_from=date(2020, 1, 1))
    after = Entry("2", "EL", "entity", "New Name Ltd.", aliases=("OLD NAME, LTD",), listed_from=date(2020, 1, 1))
    assert (listed_between([before], [after], DAY), listed_between([after], [before], DAY)) == ((), ())
    assert (gone_since([before], [after]), gone_since([after], [before])) == ((), ())


@pytest.mark.parametrize("ended", ["2024-10-30", "2030-01-01", None])
def test_who_is_on_the_older_list_for_as_long_is_not_searched_again(ended: str | None) -> None:
    older = denied(listed_from=date(2022, 5, 13), listed_to=date.fromisoformat(ended) if ended else None)
    assert listed_between([older], [denied(**RENEWED)], DAY) == ()


def test_an_order_that_the_older_list_takes_for_expired_is_searched_as_renewed() -> None:
    older = denied(listed_from=date(2022, 5, 13), listed_to=date(2022, 11, 9))
    assert listed_between([older], [denied(**RENEWED)], DAY) == (denied(**RENEWED),)


def test_an_order_that_lost_its_end_is_searched_too() -> None:
    open_end = denied(listed_from=date(2023, 10, 31))
    assert listed_between([denied(listed_to=date(2022, 11, 9))], [open_end], DAY) == (open_end,)
