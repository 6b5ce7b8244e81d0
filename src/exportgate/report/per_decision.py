"""Remembers what was made of a decision, since lines that are alike share one decision object."""

from collections.abc import Callable
from typing import Generic, TypeVar

from exportgate.screening.findings import LineDecision

Made = TypeVar("Made")


class PerDecision(Generic[Made]):
    """A function of decisions that is asked once per decision object, as long as `limit` objects are remembered.

    Objects are told apart by identity, which costs nothing however large they are; each is kept alive meanwhile.
    """

    def __init__(self, make: Callable[[LineDecision], Made], *, limit: int = 4096) -> None:
        self._make = make
        self._limit = limit
        self._made: dict[int, tuple[LineDecision, Made]] = {}

    def __call__(self, decision: LineDecision) -> Made:
        """Return what the function makes of the decision."""
        known = self._made.get(id(decision))
        if known is not None:
            return known[1]
        if len(self._made) >= self._limit:
            self._made.clear()
        made = self._make(decision)
        self._made[id(decision)] = (decision, made)
        return made
