"""What the law says differently on two days, gathered for showing: provisions, and parts whose answer differs."""

from dataclasses import dataclass
from datetime import date

from exportgate.provisions.differences import ProvisionDifference
from exportgate.screening.catalog_changes import PartChange


@dataclass(frozen=True, slots=True)
class LawDifference:
    """The differences between two days.

    `compared` is the number of parts asked about, for an export to `country`; `not_compared` says why none was.
    """

    first: date
    second: date
    provisions: tuple[ProvisionDifference, ...]
    parts: tuple[PartChange, ...]
    compared: int
    country: str
    not_compared: str = ""

    @property
    def nothing(self) -> bool:
        """Whether the law reads alike on both days."""
        return not self.provisions and not self.parts
