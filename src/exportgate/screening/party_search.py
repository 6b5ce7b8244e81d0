"""Looks parties up on the lists as they were on the day of each line, once per run, however often they occur."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Protocol

from exportgate.parties.entry import Party
from exportgate.parties.search import PartyHits
from exportgate.screening.shipment import LineParty


class Lists(Protocol):
    """The lists that are searched; answers come in the order of the parties asked for."""

    def search(self, parties: Sequence[Party]) -> Sequence[PartyHits]:
        """Return the hits of each party."""
        ...


StateOn = Callable[[date], date | None]
"""Gives the state of the lists that holds for a day, as `Party.as_of` names it."""
NOTHING = PartyHits()
REMEMBERED = 200_000
"""Parties kept between batches: beyond, they are looked up anew, so memory stays bounded."""


def in_force(_: date) -> None:
    """Look every line up on the lists in force, whatever its day."""


class PartySearch:
    """The hits of the distinct parties asked for."""

    def __init__(self, lists: Lists, state_on: StateOn = in_force) -> None:
        self._lists, self._state_on = lists, state_on
        self._found: dict[Party, PartyHits] = {}
        self._numbers: dict[Party, int] = {}
        self._asked = 0

    def prepare(self, parties: Iterable[tuple[LineParty, date]]) -> None:
        """Look up those of the parties that are new, each as of its day, all of them together."""
        if len(self._found) > REMEMBERED:
            self._found.clear()
            self._numbers.clear()
        asked = dict.fromkeys(self._party(party, day) for party, day in parties)
        new = [party for party in asked if party not in self._found]
        if new:
            for party, found in zip(new, self._lists.search(new), strict=True):
                # Parties without a hit share one answer, so that lines alike but for such names stay alike.
                self._found[party] = found if found.hits else NOTHING
            self._numbers.update(zip(new, range(self._asked, self._asked + len(new)), strict=True))
            self._asked += len(new)

    def found(self, party: LineParty, day: date) -> PartyHits:
        """Return the hits of a party that was prepared for a day."""
        return self._found[self._party(party, day)]

    def number(self, party: LineParty, day: date) -> int:
        """Return the number of a party that was prepared for a day, among all that the lists were asked for."""
        return self._numbers[self._party(party, day)]

    def _party(self, party: LineParty, day: date) -> Party:
        return party_of(party, self._state_on(day))


def party_of(party: LineParty, as_of: date | None = None) -> Party:
    """Return a line's party as it is looked up in a state of the lists."""
    return Party(party.name, party.country, party.address, party.identifiers, as_of)
