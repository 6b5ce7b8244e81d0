"""Ties a report's lines to its tables: where in them a party's match or an item stands, and on which rows it occurs."""

from collections import defaultdict
from collections.abc import Sequence

from exportgate.parties.entry import Hit
from exportgate.report.totals import Totals, item_key
from exportgate.report.worst import KeptLine
from exportgate.screening.findings import ItemView, PartyView


class Anchors:
    """The numbers, from 1, that parties and items have in the tables of a report."""

    def __init__(self, totals: Totals) -> None:
        self._parties = {
            (total.name, total.country, total.hit): number for number, total in enumerate(totals.parties, 1)
        }
        self._items = {item_key(total.item): number for number, total in enumerate(totals.items, 1)}
        self._party_rows: defaultdict[int, dict[int, None]] = defaultdict(dict)
        self._item_rows: defaultdict[int, dict[int, None]] = defaultdict(dict)

    def party(self, party: PartyView, hit: Hit) -> int | None:
        """Return the number of a party's match, None where the table does not show it."""
        return self._parties.get((party.name, party.country, hit))

    def item(self, item: ItemView) -> int | None:
        """Return the number of an item, None where the table does not show it."""
        return self._items.get(item_key(item))

    def see(self, lines: Sequence[KeptLine]) -> None:
        """Note the rows of the lines that are shown, in their order."""
        for kept in lines:
            row = kept.line.row
            self._item_rows[self.item(kept.decision.item) or 0][row] = None
            for party in kept.decision.parties:
                for hit in party.hits:
                    self._party_rows[self.party(party, hit) or 0][row] = None

    def rows_of_party(self, number: int) -> tuple[int, ...]:
        """Return the shown rows on which a party's match occurs."""
        return tuple(self._party_rows[number])

    def rows_of_item(self, number: int) -> tuple[int, ...]:
        """Return the shown rows on which an item occurs."""
        return tuple(self._item_rows[number])
