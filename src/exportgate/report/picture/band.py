"""Draws the answers on one item over time as a band: a stretch per answer, in the colors and signs of the page.

The picture has no color of its own: its elements carry the classes that the page's style sheet gives tone and tint.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from exportgate.report.over_time import Drawn, Stretch
from exportgate.report.picture.label_places import text_width
from exportgate.report.picture.svg import Attribute, element, line, rect, text, title
from exportgate.report.wording import TITLES, words

WIDTH, HEIGHT = 960.0, 114.0
LEFT, RIGHT = 2.0, 958.0
TOP, BOTTOM, TONE = 24.0, 80.0, 6.0
SIZE, SMALL = 12.5, 11.0
SIGNS = {"prohibited": "\u25a0", "license_required": "\u25b2", "hold": "\u25c6", "no_finding": "\u25cb"}
ROOM = 12.0
MARKED = 60
"""Ship dates that are marked at most."""
DAY = timedelta(days=1)


class Scale:
    """Where a day stands; the last day has its width too."""

    def __init__(self, first: date, until: date) -> None:
        self.first, self.until = first, until
        self._days = max((until - first).days + 1, 1)

    def at(self, day: date) -> float:
        """Return the place of the beginning of a day, held within the band."""
        passed = min(max((day - self.first).days, 0), self._days)
        return LEFT + (RIGHT - LEFT) * passed / self._days


def band(drawn: Drawn, first: date, until: date, name: str) -> str:
    """Return the picture as SVG; `name` says what it is of, for who does not see it."""
    scale = Scale(first, until)
    stretches = (mark for stretch in drawn.stretches for mark in _stretch(stretch, scale))
    body = [title(name), *stretches, *_years(scale), *_turns(drawn, scale), *_shipped(drawn, scale)]
    looks: dict[str, Attribute] = {"class": "band", "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}", "role": "img"}
    return element("svg", "".join(body), aria_label=name, **looks)


def _stretch(stretch: Stretch, scale: Scale) -> Iterator[str]:
    """A stretch as a tinted field under a strip of the outcome's tone, with what fits of outcome and codes in it."""
    left = scale.at(stretch.first)
    right = scale.at(scale.until + DAY if stretch.last is None else stretch.last + DAY)
    outcome = str(stretch.decision.outcome)
    fields = [
        title(f"{stretch.days}: {stretch.said}"),
        rect(left, TOP, right, BOTTOM, fill="none", stroke="currentColor", **{"class": "field"}),
        rect(left, TOP, right, TOP + TONE, **{"class": "tone"}),
    ]
    policy = stretch.decision.review_policy
    longer = f"{stretch.codes}, {words(policy)}" if policy else stretch.codes
    for choices, y, size, look in (
        ([f"{SIGNS[outcome]} {TITLES[outcome]}", SIGNS[outcome]], TOP + 24, SIZE, "outcome"),
        ([longer, stretch.codes], TOP + 40, SMALL, "codes"),
    ):
        shown = next((one for one in choices if text_width(one, size) + ROOM <= right - left), "")
        if shown:
            fields.append(text(shown, left + ROOM / 2, y, font_size=size, **{"class": look}))
    yield element("g", "".join(fields), **{"class": outcome})


def _years(scale: Scale) -> Iterator[str]:
    yield line(LEFT, BOTTOM, RIGHT, BOTTOM, **{"class": "axis"})
    for year in range(scale.first.year + 1, scale.until.year + 1):
        x = scale.at(date(year, 1, 1))
        yield line(x, BOTTOM, x, BOTTOM + 5, **{"class": "axis"})
        if x + text_width(str(year), SMALL) <= RIGHT:
            yield text(str(year), x + 3, BOTTOM + 14, font_size=SMALL, **{"class": "small"})


def _turns(drawn: Drawn, scale: Scale) -> Iterator[str]:
    """The days on which a threshold changed: a line each, with its date where there is room for it."""
    taken = LEFT
    for day in drawn.turns:
        x = scale.at(day)
        said = f"limits changed {day}"
        yield element("g", title(said) + line(x, TOP - 6, x, TOP + TONE, **{"class": "turn"}))
        left = min(x - 2, RIGHT - text_width(said, SMALL))
        if left >= taken:
            yield text(said, left, TOP - 10, font_size=SMALL, **{"class": "small"})
            taken = left + text_width(said, SMALL) + ROOM


def _shipped(drawn: Drawn, scale: Scale) -> Iterator[str]:
    """Ship dates as arrowheads on the axis; those before the rules begin are not on it."""
    days = sorted({shipped.day for shipped in drawn.shipped if shipped.day >= scale.first})
    taken = LEFT
    for day in days[:MARKED]:
        x = (scale.at(day) + scale.at(day + DAY)) / 2
        rows = [str(shipped.row) for shipped in drawn.shipped if shipped.day == day]
        said = f"ships {day}"
        head = element("path", d=f"M{x:.1f},{BOTTOM:g} l5,-9 h-10 z", **{"class": "ship"})
        yield element("g", title(f"{said}: row {', '.join(rows[:6])}{', ...' if len(rows) > 6 else ''}") + head)
        width = text_width(said, SMALL)
        left = min(max(x - width / 2, LEFT), RIGHT - width)
        if left >= taken:
            yield text(said, left, BOTTOM + 29, font_size=SMALL, **{"class": "ship-date"})
            taken = left + width + ROOM
