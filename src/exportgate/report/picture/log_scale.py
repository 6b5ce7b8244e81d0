"""A logarithmic axis of a picture: where a value lies, and which values are marked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

ROOM = 1.35
"""How far beyond the outermost value an axis reaches, as a factor."""
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class LogScale:
    """Values from `low` to `high`, drawn from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float | None, *, beyond: float) -> float:
        """Return where a value lies; one that is not there (None) lies at `beyond`, one outside at the edge."""
        if value is None:
            return beyond
        clipped = min(max(value, self.low), self.high)
        return self.start + (self.end - self.start) * log10(clipped / self.low) / log10(self.high / self.low)

    def marks(self) -> Iterator[tuple[float, bool]]:
        """Yield the values to mark, and whether each is a power of ten."""
        for power in range(floor(log10(self.low)), ceil(log10(self.high)) + 1):
            for step in STEPS:
                value = step * 10.0**power
                if self.low <= value <= self.high:
                    yield value, step == 1


def log_scale(values: Iterable[float], start: float, end: float) -> LogScale:
    """Return a scale that holds all values above zero."""
    positive = [value for value in values if value > 0] or [1.0]
    return LogScale(min(positive) / ROOM, max(positive) * ROOM, start, end)


def mark_text(value: float) -> str:
    """Return a marked value as it is written: 0.5, 20, 10,000."""
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
