"""Places labels beside dots so that none covers another: the most telling first; one without room is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot

GAPS = (7.0, 15.0, 24.0, 34.0)
"""How far from its dot a label may lie; one that lies farther than the first gets a line to its dot."""
MARGIN = 2.5
LETTER = 0.56
"""Width of a letter on average, in sizes of the type: generous, since the reader's own font is not known."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Tell whether the two share any surface."""
        apart = self.right <= other.left or other.right <= self.left or self.bottom <= other.top
        return not apart and self.top < other.bottom

    def within(self, other: "Area") -> bool:
        """Tell whether this one lies inside the other."""
        sides = self.left >= other.left and self.right <= other.right
        return sides and self.top >= other.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """A text to be written beside a point, within an area."""

    text: str
    x: float
    y: float
    inside: Area


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is."""
    return len(text) * size * LETTER


def place_labels(labels: Sequence[Label], taken: Iterable[Area], size: float) -> tuple[tuple[Label, Area], ...]:
    """Return the labels that find room, each with the area it fills; earlier labels go first."""
    filled = list(taken)
    placed: list[tuple[Label, Area]] = []
    for label in labels:
        for area in _candidates(label, size):
            wide = Area(area.left - MARGIN, area.top, area.right + MARGIN, area.bottom)
            if area.within(label.inside) and not any(wide.meets(other) for other in filled):
                filled.append(wide)
                placed.append((label, area))
                break
    return tuple(placed)


def leader(label: Label, area: Area) -> tuple[float, float] | None:
    """Return where a line from the dot meets a label that lies apart from it, None where it lies beside it."""
    x, y = min(max(label.x, area.left), area.right), min(max(label.y, area.top), area.bottom)
    return (x, y) if hypot(x - label.x, y - label.y) > GAPS[0] + 4 else None


def _candidates(label: Label, size: float) -> Iterator[Area]:
    """Right, left, then the corners, above and below; then the same farther away."""
    width, height = text_width(label.text, size), size
    for gap in GAPS:
        right, left = label.x + gap, label.x - gap - width
        above, below = label.y - gap - height + 1, label.y + gap - 1
        for x, y in (
            (right, label.y - height / 2),
            (left, label.y - height / 2),
            (right - 2, above),
            (right - 2, below),
            (left + 2, above),
            (left + 2, below),
            (label.x - width / 2, above),
            (label.x - width / 2, below),
        ):
            yield Area(x, y, x + width, y + height)
