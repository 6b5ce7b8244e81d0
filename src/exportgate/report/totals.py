"""What a run adds up to, as every report shows it: plain figures and the rows of its tables, all in order."""

from dataclasses import dataclass
from datetime import date

from exportgate.parties.entry import Hit
from exportgate.provisions.model import Outcome
from exportgate.report.wording import MEANINGS
from exportgate.report.worst import KeptLine
from exportgate.screening.findings import ItemView, Lifted, namespace_of_own

ItemKey = tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def item_key(item: ItemView) -> ItemKey:
    """Return what makes two items one row of a table: what was written, and how it was understood."""
    return (item.part, item.declared_eccn, item.catalog_parts, item.classifications, item.possible)


@dataclass(frozen=True, slots=True)
class RuleTotal:
    """A paragraph of a rule and the lines that it decided; `cite` is what the citations of its findings share."""

    name: str
    outcome: Outcome
    cite: str
    confidence: str
    lines: int

    @property
    def own(self) -> str:
        """The namespace of the organization whose own rule this is, empty for the law and the tool's own checks."""
        return namespace_of_own(self.name)


@dataclass(frozen=True, slots=True)
class OwnTotal:
    """What an own rule said of lines, whether or not it decided them: its outcome, or what it relaxed and why."""

    name: str
    title: str
    outcome: Outcome
    relaxed: Lifted | None
    lines: int

    @property
    def own(self) -> str:
        """The namespace of the organization whose rule this is."""
        return namespace_of_own(self.name)

    @property
    def said(self) -> str:
        """The rule, and what it relaxed."""
        lifted = self.relaxed
        return self.name if lifted is None else f"{self.name} relaxes {lifted.rule}: {lifted.because}"


@dataclass(frozen=True, slots=True)
class PartyTotal:
    """A party of the shipments, a list entry that it matches, in which roles, and the lines that this concerns."""

    name: str
    country: str
    hit: Hit
    roles: tuple[str, ...]
    worst: Outcome
    lines: int


@dataclass(frozen=True, slots=True)
class ItemTotal:
    """An item as it was understood, why it is classified so, and the lines that it is on."""

    item: ItemView
    why: tuple[str, ...]
    worst: Outcome
    lines: int


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not screened: its record number, its first physical line, why, and its text."""

    row: int
    line: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of a run; the tables of parties and items hold the foremost, `more_…` says whether any are left out.

    `outcomes` counts lines by outcome, rejected rows last; `needs`, `asked` (question, fact), `lists` (list id, source)
    and `destinations` count the lines that a missing fact, a question, a list or a country concerns, most lines first.
    `days` counts the lines of each day, the earliest first.
    """

    lines: int
    rejected: int
    outcomes: tuple[tuple[str, int], ...]
    days: tuple[tuple[date, int], ...]
    rules: tuple[RuleTotal, ...]
    own: tuple[OwnTotal, ...]
    needs: tuple[tuple[str, int], ...]
    asked: tuple[tuple[tuple[str, str], int], ...]
    lists: tuple[tuple[tuple[str, str], int], ...]
    destinations: tuple[tuple[str, int], ...]
    parties: tuple[PartyTotal, ...]
    items: tuple[ItemTotal, ...]
    more_parties: bool
    more_items: bool
    worst: tuple[KeptLine, ...]
    rejected_rows: tuple[RejectedRow, ...]
    not_modeled: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def first_day(self) -> date | None:
        """The earliest day of a line."""
        return self.days[0][0] if self.days else None

    @property
    def last_day(self) -> date | None:
        """The latest day of a line."""
        return self.days[-1][0] if self.days else None

    @property
    def rows(self) -> int:
        """All data records of the input, read and rejected."""
        return self.lines + self.rejected

    def count(self, outcome: str) -> int:
        """Return how many lines have an outcome, or are rejected."""
        return dict(self.outcomes)[outcome]

    def meaning(self, outcome: str) -> str:
        """Return what an outcome means in this run: what an own rule forbids, no law may have forbidden."""
        own = {bool(rule.own) for rule in self.rules if rule.outcome is Outcome.PROHIBITED}
        if outcome != Outcome.PROHIBITED or True not in own:
            return MEANINGS[outcome]
        by_whom = "No ordinary license cures it, or an" if False in own else "An"
        return f"{by_whom} own rule of the organization forbids it. Do not proceed."
