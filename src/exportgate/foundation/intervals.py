"""Closed intervals of days, as law counts them: from the first day to the last, both included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both included; None means open on that side."""

    first: date | None = None
    last: date | None = None

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two share a day."""
        starts_late = self.last is not None and other.first is not None and other.first > self.last
        ends_early = other.last is not None and self.first is not None and self.first > other.last
        return not (starts_late or ends_early)

    def __str__(self) -> str:
        return f"{self.first or 'the beginning'} to {self.last or 'open'}"


def change_dates(intervals: Iterable[Interval]) -> tuple[date, ...]:
    """Return the sorted days on which membership in any of the intervals begins or has just ended."""
    days: set[date] = set()
    for interval in intervals:
        if interval.first is not None:
            days.add(interval.first)
        if interval.last is not None and interval.last < date.max:
            days.add(interval.last + timedelta(days=1))
    return tuple(sorted(days))


def parse_day(text: str) -> date | None:
    """Return the day of an ISO date such as 2023-11-17, or None where the text is not exactly one."""
    if len(text) != len("2023-11-17") or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
