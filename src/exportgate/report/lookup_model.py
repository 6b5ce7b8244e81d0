"""What `lookup` answers: the hits of one party, where in a file it stands, and what was searched for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exportgate.parties.entry import Hit, Party
from exportgate.report.lists_used import ListUsed


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file a party stands: its record and its physical line, and what the file itself calls it."""

    row: int
    line: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits of one party, best first; `more` counts those that are not shown.

    `place` is there where the party comes from a file; `fault` says why it could not be looked up, else it is empty.
    """

    party: Party
    hits: tuple[Hit, ...] = ()
    more: int = 0
    place: Place | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched: which lists, as of which day, and from which score."""

    on: date
    lists: Sequence[ListUsed]
    min_score: float
