"""Which snapshot of each list answers for a day."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.report.lists_used import ListUsed
from exportgate.runs.list_states import ListStates

DAYS = st.dates(date(2022, 1, 1), date(2022, 1, 12))


def snapshot(list_id: str, day: date, undated: int = 0) -> ListUsed:
    return ListUsed(
        id=list_id,
        title="",
        as_of=day,
        entries=10,
        names=10,
        source="list.csv",
        digest=f"digest of {day}",
        retrieved=datetime(2026, 8, 1, tzinfo=UTC),
        curated=False,
        snapshot=f"{day:%y%m%d}",
        undated=undated,
    )


def held(list_id: str, *days: str) -> tuple[ListUsed, ...]:
    return tuple(snapshot(list_id, date.fromisoformat(day), undated=3) for day in days)


TWO = ListStates([held("us", "2022-05-16", "2023-11-30", "2026-07-31"), held("own", "2024-01-01")])


@pytest.mark.parametrize(
    ("day", "us", "own"),
    [
        ("2021-01-01", "2026-07-31", "2024-01-01"),
        ("2022-05-15", "2026-07-31", "2024-01-01"),
        ("2022-05-16", "2022-05-16", "2024-01-01"),
        ("2023-02-01", "2022-05-16", "2024-01-01"),
        ("2024-06-01", "2023-11-30", "2024-01-01"),
        ("2026-07-31", "2026-07-31", "2024-01-01"),
        ("2030-01-01", "2026-07-31", "2024-01-01"),
    ],
)
def test_the_newest_snapshot_not_after_a_day_answers_else_the_one_in_force(day: str, us: str, own: str) -> None:
    chosen = TWO.chosen(TWO.state_on(date.fromisoformat(day)))
    assert [str(one.day) for one in chosen] == [us, own]


def test_the_state_in_force_has_no_day_of_its_own() -> None:
    assert [TWO.state_on(date(year, 1, 1)) for year in (2023, 2027)] == [date(2022, 5, 16), None]
    one = ListStates([held("own", "2024-01-01")])
    assert [one.state_on(date(year, 1, 1)) for year in (2021, 2027)] == [None, None]


def test_before_the_first_snapshot_of_a_list_who_is_gone_since_it_is_asked_for() -> None:
    days = {"2021-01-01": date(2022, 5, 16), "2022-05-16": None, "2027-01-01": None}
    for day, first in days.items():
        us, own = TWO.first(TWO.state_on(date.fromisoformat(day)))
        assert (us and us.day, own) == (first, None)


@given(st.lists(st.lists(DAYS, min_size=1, max_size=4, unique=True), min_size=1, max_size=3), DAYS)
def test_a_state_stands_for_every_day_on_which_the_same_snapshots_answer(lists: list[list[date]], day: date) -> None:
    states = ListStates([tuple(snapshot(str(at), one) for one in sorted(days)) for at, days in enumerate(lists)])

    def by_hand(days: list[date]) -> date:
        return max((one for one in days if one <= day), default=max(days))

    assert [one.day for one in states.chosen(states.state_on(day))] == [by_hand(days) for days in lists]


def test_the_lines_of_each_snapshot_are_counted_and_those_before_all_of_them_apart() -> None:
    days = {date(2021, 3, 1): 2, date(2022, 6, 1): 3, date(2023, 1, 1): 4, date(2026, 8, 1): 5}
    us, own = (used.states for used in TWO.used(days))
    told = [(str(one.day), one.by_dates, str(one.first), str(one.last), one.lines) for one in us]
    assert told == [
        ("2026-07-31", True, "2021-03-01", "2021-03-01", 2),
        ("2022-05-16", False, "2022-06-01", "2023-01-01", 7),
        ("2026-07-31", False, "2026-08-01", "2026-08-01", 5),
    ]
    assert [one.since for one in us] == [date(2022, 5, 16), None, None]
    assert [(one.by_dates, one.lines, one.undated) for one in own] == [(True, 9, 3), (False, 5, 3)]
