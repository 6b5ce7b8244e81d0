"""Looks parties up on the lists once per run, however often they occur."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from exportgate.parties.entry import Party
from exportgate.parties.search import PartyHits
from exportgate.screening.shipment import LineParty


class Lists(Protocol):
    """The lists that are searched; answers come in the order of the parties asked for."""

    def search(self, parties: Sequence[Party]) -> Sequence[PartyHits]:
        """Return the hits of each party."""
        ...


NOTHING = PartyHits()
REMEMBERED = 200_000
"""Parties kept between batches: beyond, they are looked up anew, so memory stays bounded."""


class PartySearch:
    """The hits of the distinct parties asked for."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._found: dict[Party, PartyHits] = {}

    def prepare(self, parties: Iterable[LineParty]) -> None:
        """Look up those of the parties that are new, all of them together."""
        if len(self._found) > REMEMBERED:
            self._found.clear()
        new = [party for party in dict.fromkeys(map(party_of, parties)) if party not in self._found]
        if new:
            for party, found in zip(new, self._lists.search(new), strict=True):
                # Parties without a hit share one answer, so that lines alike but for such names stay alike.
                self._found[party] = found if found.hits else NOTHING

    def found(self, party: LineParty) -> PartyHits:
        """Return the hits of a party that was prepared."""
        return self._found[party_of(party)]


def party_of(party: LineParty) -> Party:
    """Return a line's party as it is looked up."""
    return Party(party.name, party.country, party.address, party.identifiers)
