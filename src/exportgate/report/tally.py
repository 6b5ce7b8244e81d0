"""Counts things of which there may be very many, in bounded memory, and keeps exact figures of those that rank first.

The rank of a thing depends on the thing alone, never on its count. So what ranks among the first once all is counted
was among the first all along, and nothing was dropped from its count.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from exportgate.provisions.model import Outcome
from exportgate.report.wording import RANKS

Key = TypeVar("Key", bound=Hashable)
About = TypeVar("About")


@dataclass(slots=True)
class Counted(Generic[About]):
    """How many lines a thing concerns, the worst outcome among them, and what is to be said about it."""

    about: About
    worst: Outcome
    lines: int = 0


class RankedTally(Generic[Key, About]):
    """Counts lines by key; of more than twice `keep` keys those that rank last are dropped."""

    def __init__(self, rank: Callable[[Key], Any], *, keep: int = 20_000) -> None:
        self._rank = rank
        self._keep = keep
        self._counted: dict[Key, Counted[About]] = {}
        self.dropped = False

    def add(self, key: Key, lines: int, outcome: Outcome, about: Callable[[], About]) -> About:
        """Count lines of one outcome, and return what is to be said; `about` is asked for it when the key is new."""
        counted = self._counted.get(key)
        if counted is None:
            if len(self._counted) >= 2 * self._keep:
                self._drop()
            counted = self._counted[key] = Counted(about(), outcome)
        counted.lines += lines
        if RANKS[outcome] < RANKS[counted.worst]:
            counted.worst = outcome
        return counted.about

    def ranked(self) -> list[tuple[Key, Counted[About]]]:
        """Return what was counted, first the first; where any were dropped, only those whose count is whole."""
        if self.dropped:
            self._drop()
        return sorted(self._counted.items(), key=lambda pair: self._rank(pair[0]))

    def _drop(self) -> None:
        first = sorted(self._counted, key=self._rank)[: self._keep]
        self._counted = {key: self._counted[key] for key in first}
        self.dropped = True
