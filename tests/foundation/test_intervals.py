"""Intervals count both their first and their last day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.intervals import Interval, change_dates, parse_day

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2040, 1, 1))


def test_first_and_last_day_belong_to_the_interval() -> None:
    interval = Interval(date(2023, 11, 17), date(2024, 4, 3))
    assert date(2023, 11, 17) in interval
    assert date(2024, 4, 3) in interval
    assert date(2023, 11, 16) not in interval
    assert date(2024, 4, 4) not in interval


@given(DAYS, st.integers(0, 900), DAYS)
def test_membership_changes_only_on_change_dates(first: date, length: int, day: date) -> None:
    interval = Interval(first, first + timedelta(days=length))
    if (day in interval) != (day - timedelta(days=1) in interval):
        assert day in change_dates([interval])


@given(DAYS, DAYS, DAYS, DAYS)
def test_overlapping_is_mutual(a: date, b: date, c: date, d: date) -> None:
    left, right = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    assert left.overlaps(right) == right.overlaps(left)


def test_only_a_whole_iso_date_is_a_day() -> None:
    assert parse_day("2023-11-17") == date(2023, 11, 17)
    for text in ("2023-02-30", "20231117", "2023-W10-1", "17.11.2023", "2023-11-17T00:00", ""):
        assert parse_day(text) is None
