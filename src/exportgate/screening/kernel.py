"""Screens batches of shipment lines: each distinct item, party and combination is worked out once per run.

The kernel reads no file, no clock and no environment; what it is given decides what it answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.parties.end_uses import NO_WORDS, EndUses
from exportgate.parties.search import PartyHits
from exportgate.provisions.model import Subject
from exportgate.screening.classification import Classified, classify_with_stated
from exportgate.screening.decision import decide, item_view, undated
from exportgate.screening.findings import Finding, ItemView, LineDecision, PartyView
from exportgate.screening.item_notes import item_notes
from exportgate.screening.items import ItemQuery, ItemRows, item_rows
from exportgate.screening.line_facts import settled
from exportgate.screening.line_signs import signs_of
from exportgate.screening.own_findings import end_use_findings, item_findings, nameless_party
from exportgate.screening.owners import holders_of
from exportgate.screening.party_search import PartySearch
from exportgate.screening.party_stage import ListedLine, PartyStage, listing
from exportgate.screening.routes import Territory, route_of
from exportgate.screening.shipment import LineParty, ShipmentLine
from exportgate.screening.shipments import Route, ShipmentResult, screen_shipments
from exportgate.screening.siblings import SameSilicon
from exportgate.screening.stated_eccn import at_stated_eccn
from exportgate.screening.transactions import spelled_out

REMEMBERED = 50_000
"""Decisions and routes kept between batches: beyond, they are worked out anew, so memory stays bounded."""
Key = tuple[int, int, Route]


@dataclass(frozen=True, slots=True)
class ItemInLaw:
    """An item classified under one period's law, also with the vendor's stated TPP where that exists; with notes."""

    number: int
    classified: Classified
    stated: Classified | None
    view: ItemView
    notes: tuple[Finding, ...]


class Kernel:
    """One run's rules, catalog and lists, and what has been worked out with them so far."""

    def __init__(
        self, law: Law, catalog: Catalog, search: PartySearch, territory: Territory, end_uses: EndUses = NO_WORDS
    ) -> None:
        self.law = law
        self.catalog = catalog
        self.search = search
        self.territory = territory
        self.end_uses = end_uses
        self._silicon = SameSilicon(law, catalog)
        self._listed = PartyStage(law, territory)
        self._items: dict[tuple[ItemQuery, int], ItemInLaw] = {}
        self._rows: dict[ItemQuery, ItemRows] = {}
        self._shipments: dict[Key, ShipmentResult] = {}
        self._routes: dict[tuple[object, ...], Route] = {}
        self._decisions: dict[tuple[object, ...], LineDecision] = {}

    def screen(self, lines: Sequence[ShipmentLine]) -> list[LineDecision]:
        """Return the decision on each line, in order; lines that are alike share one decision object."""
        for remembered in (self._decisions, self._routes):
            if len(remembered) > REMEMBERED:
                remembered.clear()
        self.search.prepare([(party, line.date) for line in lines for party in parties_of(line)])
        self._classify(lines)
        keys = [self._key(line) for line in lines]
        self._ship(lines, keys)
        listed = [self._listed_line(line, *key) for line, key in zip(lines, keys, strict=True)]
        self._listed.prepare(found for found in listed if found.day >= self.law.begins)
        return [self._decide(line, found, *key) for line, found, key in zip(lines, listed, keys, strict=True)]

    def numbers(self, line: ShipmentLine) -> list[int]:
        """Return the numbers of the parties of a line that was screened just before, as `PartySearch` counts them."""
        return [self.search.number(party, line.date) for party in parties_of(line)]

    def _classify(self, lines: Sequence[ShipmentLine]) -> None:
        """Classify the items that are new in their period, all of one period together."""
        new: dict[int, dict[ItemQuery, None]] = {}
        days: dict[int, date] = {}
        for line in lines:
            period, query = self.law.period(line.date), query_of(line)
            if (query, period) not in self._items:
                new.setdefault(period, {})[query] = None
                days[period] = line.date
        for period, queries in new.items():
            self._classify_period(period, days[period], list(queries))

    def _classify_period(self, period: int, day: date, queries: list[ItemQuery]) -> None:
        law, vocabulary = self.law.on(day), self.law.rules.vocabulary
        rows = settled([self._rows_of(query) for query in queries], law.definitions, vocabulary)
        found, other, stages = classify_with_stated(rows, law, vocabulary)
        plain = at_stated_eccn(found, law, vocabulary)
        notes = item_notes(plain, stages, day, self._silicon)
        for query, classified, noted in zip(queries, plain, notes, strict=True):
            self._items[query, period] = ItemInLaw(
                len(self._items), classified, other.get(query), item_view(classified), noted
            )

    def _rows_of(self, query: ItemQuery) -> ItemRows:
        if query not in self._rows:
            self._rows[query] = item_rows(query, self.catalog)
        return self._rows[query]

    def _ship(self, lines: Sequence[ShipmentLine], keys: Sequence[tuple[Key, ItemInLaw]]) -> None:
        """Work out the pairs of item and route that are new, all of one period together."""
        new: dict[int, dict[Key, tuple[Classified, Route]]] = {}
        days: dict[int, date] = {}
        for line, (key, item) in zip(lines, keys, strict=True):
            if key not in self._shipments:
                new.setdefault(key[1], {})[key] = (item.classified, key[2])
                days[key[1]] = line.date
        for period, shipments in new.items():
            law = self.law.on(days[period])
            results = screen_shipments(list(shipments.values()), law, self.law.rules.vocabulary)
            self._shipments.update(zip(shipments, results, strict=True))

    def _key(self, line: ShipmentLine) -> tuple[Key, ItemInLaw]:
        period = self.law.period(line.date)
        item = self._items[query_of(line), period]
        return (item.number, period, self._route(line, cataloged=bool(item.classified.item.parts))), item

    def _route(self, line: ShipmentLine, *, cataloged: bool) -> Route:
        places = tuple(
            (p.role, p.name, p.country, p.address_places, p.headquarters, p.parent, p.parent_country)
            for p in line.parties
        )
        signs = signs_of(line, self.end_uses, self.territory, cataloged=cataloged)
        known = (line.event, line.export_country, line.destination_country, places, signs)
        if known not in self._routes:
            self._routes[known] = replace(route_of(line, self.territory), signs=signs)
        return self._routes[known]

    def _listed_line(self, line: ShipmentLine, key: Key, item: ItemInLaw) -> ListedLine:
        number, _, route = key
        views = tuple(self._view(party, line.date) for party in parties_of(line))
        return ListedLine(
            number, item.classified, route, self._shipments[key].transaction, line.date, line.parties, views
        )

    def _decide(self, line: ShipmentLine, listed: ListedLine, key: Key, item: ItemInLaw) -> LineDecision:
        day, views = line.date, listed.views
        hits = tuple((view.role, id(view.hits), listing(view.hits, day)) for view in views if view.hits)
        names = tuple((view.role, view.name, view.country) for view in views)
        early = day < self.law.begins
        owned = len(views) > len(line.parties)
        shares = tuple((party.parent, party.parent_share, party.owners) for party in line.parties) if owned else ()
        whole = (key, hits, names, shares, early and day)
        if whole not in self._decisions:
            if early:
                self._decisions[whole] = undated(item.view, views, day, self.law.begins)
            else:
                law, shipment = self.law.on(day), self._shipments[key]
                by_lists = (
                    spelled_out(found, shipment.missing, law, Subject.PARTY, self.law.rules.vocabulary)
                    for found in self._listed.findings(listed)
                )
                found = (*by_lists, *nameless(views))
                about_item = item_findings(item.classified.by_law, item.stated, law)
                notes = (*item.notes, *end_use_findings(key[2].signs.words))
                held = (*item.classified.findings, *about_item, *notes)
                self._decisions[whole] = decide(item.view, held, shipment, views, found)
        return self._decisions[whole]

    def _view(self, party: LineParty, day: date) -> PartyView:
        found: PartyHits = self.search.found(party, day)
        return PartyView(party.role, party.name, party.country or "", found.hits, found.more)


def nameless(views: Sequence[PartyView]) -> tuple[Finding, ...]:
    """Return a finding for each party whose name has no letter."""
    roles: dict[str, list[str]] = {}
    for view in views:
        if not any(letter.isalpha() for letter in view.name):
            roles.setdefault(view.name, []).append(view.role)
    return tuple(nameless_party(name, list(dict.fromkeys(found))) for name, found in roles.items())


def query_of(line: ShipmentLine) -> ItemQuery:
    """Return the item of a line."""
    return ItemQuery(
        part=line.part_number or "",
        description=line.description or "",
        eccn=line.eccn or "",
        hts=line.hts or "",
        line=line.facts,
    )


def parties_of(line: ShipmentLine) -> list[LineParty]:
    """Return the parties of a line, then the parents and owners named for them."""
    return [*line.parties, *holders_of(line.parties)]
