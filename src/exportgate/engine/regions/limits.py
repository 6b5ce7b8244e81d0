"""A point of an axis, and how many points and regions may be visited."""

from dataclasses import dataclass
from fractions import Fraction

from exportgate.engine.values import Value

LARGEST = 300_000
"""Regions that are visited at most: about a tenth of a second and a few MiB for a provision of ordinary size."""
LONGEST = 4096
"""Points that one axis has at most; only a fact that holds a set of codes can come near."""


class TooManyRegions(Exception):  # noqa: N818 - named for what it says; always caught and reported
    """The facts span more regions than may be visited."""

    def __init__(self, regions: int, most: int = LARGEST) -> None:
        super().__init__(f"the facts part into {regions:,} regions or more, and at most {most:,} are visited")


@dataclass(frozen=True, slots=True)
class Point:
    """A value that stands for all that the leaves answer alike, and what to call it.

    An `ordered` point lies on the line of numbers: it is the limit itself where `low` and `high` are one, else it
    stands for everything strictly between them (None: open on that side). The `rest` is whatever no leaf names.
    """

    value: Value
    text: str
    low: Fraction | None = None
    high: Fraction | None = None
    ordered: bool = False
    rest: bool = False
