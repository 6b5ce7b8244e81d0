"""Keeps the worst lines of a run: by outcome, then by the most urgent hit, then by row."""

from dataclasses import dataclass
from operator import itemgetter

from exportgate.report.urgency import urgency
from exportgate.report.wording import RANKS
from exportgate.screening.findings import LineDecision
from exportgate.screening.shipment import ShipmentLine

Badness = tuple[int, float]
NEVER = (len(RANKS), 0.0, 0)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line with its decision."""

    line: ShipmentLine
    decision: LineDecision

    @property
    def reference(self) -> str:
        """What the file itself calls the line: shipment and line number, as far as it says."""
        return ", line ".join(filter(None, (self.line.shipment_id, self.line.line_number)))


def badness(decision: LineDecision) -> Badness:
    """Return what lines are ordered by before their row: the smaller, the worse."""
    return RANKS[decision.outcome], -urgency(decision)


class WorstLines:
    """The `limit` worst of all lines offered so far."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: list[tuple[tuple[int, float, int], KeptLine]] = []
        self._cut = NEVER

    def wants(self, rank: Badness, row: int) -> bool:
        """Tell whether a line is worse than the best of a full set."""
        return (*rank, row) < self._cut

    def keep(self, rank: Badness, kept: KeptLine) -> None:
        """Add a line that is wanted; twice the limit are held between cuts."""
        self._kept.append(((*rank, kept.line.row), kept))
        if len(self._kept) >= 2 * self._limit:
            self._trim()

    def in_order(self) -> tuple[KeptLine, ...]:
        """Return the lines kept, worst first."""
        self._trim()
        return tuple(kept for _, kept in self._kept)

    def _trim(self) -> None:
        self._kept.sort(key=itemgetter(0))
        del self._kept[self._limit :]
        if len(self._kept) == self._limit and self._kept:
            self._cut = self._kept[-1][0]
