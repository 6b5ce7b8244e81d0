"""How old a list is, and whether that is too old: after the days set for the list, else after what is usual for it."""

from dataclasses import dataclass
from datetime import date, timedelta

from exportgate.parties.lists.published import usual_staleness
from exportgate.store.settings import ListSettings
from exportgate.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Freshness:
    """`seen` is the last day that the snapshot is known to be in force; after `stale_after` days it is stale.

    `stale_after` is None for a list that never is, as an organization's own where nothing is set for it.
    """

    seen: date
    stale_after: int | None

    def age(self, today: date) -> int:
        """Return the age in days; none where the list is of a later day than today."""
        return max((today - self.seen).days, 0)

    @property
    def stale_from(self) -> date | None:
        """The first day on which the list is stale."""
        return None if self.stale_after is None else self.seen + timedelta(self.stale_after + 1)

    def stale(self, today: date) -> bool:
        """Tell whether the list is stale on a day."""
        return self.stale_from is not None and today >= self.stale_from


def freshness(snapshot: Snapshot, settings: ListSettings) -> Freshness:
    """Return how fresh a snapshot is, by its own day and by what its publisher said of it later."""
    seen = max(snapshot.day, settings.seen.get(snapshot.name, snapshot.day))
    if isinstance(settings.stale_after, str):
        return Freshness(seen, None)
    return Freshness(seen, settings.stale_after or usual_staleness(code for code, _ in snapshot.sources))
