"""The law, the catalog, and a kernel over lists that a test writes down."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.parties.end_uses import EndUses
from exportgate.parties.entry import Entry, Hit, HitKind, Party
from exportgate.parties.search import PartyHits
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import Facts, LineParty, Owner, ShipmentLine


class WrittenLists:
    """Lists that hit exactly the names written down; counts how often it is asked."""

    def __init__(self, entries: Mapping[str, tuple[Entry, bool]]) -> None:
        self.entries = entries
        self.asked: list[Party] = []

    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        self.asked.extend(parties)
        return [PartyHits(self._hits(party)) for party in parties]

    def _hits(self, party: Party) -> tuple[Hit, ...]:
        if party.name not in self.entries:
            return ()
        entry, decisive = self.entries[party.name]
        kind: HitKind = "address" if entry.kind == "address" else "name"
        return (Hit("test", entry, kind, entry.name, 1.0 if decisive else 0.9, 1.0, decisive, ("it is written down",)),)


@pytest.fixture(scope="session")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.fixture(scope="session")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")


def _kernel(law: Law, catalog: Catalog, entries: Mapping[str, tuple[Entry, bool]]) -> tuple[Kernel, WrittenLists]:
    lists = WrittenLists({name.replace("_", " "): value for name, value in entries.items()})
    return Kernel(law, catalog, PartySearch(lists), lambda code: "CN" if code == "HK" else code, EndUses.load()), lists


@pytest.fixture
def kernel(law: Law, catalog: Catalog) -> Callable[..., tuple[Kernel, WrittenLists]]:
    def make(**entries: tuple[Entry, bool]) -> tuple[Kernel, WrittenLists]:
        return _kernel(law, catalog, entries)

    return make


@pytest.fixture
def kernel_of(catalog: Catalog) -> Callable[..., Kernel]:
    """Returns a kernel over a law that a test puts together."""

    def make(law: Law, **entries: tuple[Entry, bool]) -> Kernel:
        return _kernel(law, catalog, entries)[0]

    return make


@pytest.fixture
def line() -> Callable[..., ShipmentLine]:
    def make(
        part: str = "CABLE",
        day: str = "2024-06-03",
        to: str = "DE",
        *,
        buyer: str = "Elbe GmbH",
        eccn: str | None = "EAR99",
        role: str = "ultimate_consignee",
        parent: tuple[str, str] | None = None,
        parent_share: Fraction | None = None,
        owners: tuple[Owner, ...] = (),
        country: str | None = None,
        row: int = 1,
        hts: str | None = None,
        facts: Facts = (),
    ) -> ShipmentLine:
        name, place = parent or (None, None)
        party = LineParty(
            role,  # type: ignore[arg-type]  # roles as plain text
            buyer,
            country or to,
            parent=name,
            parent_country=place,
            parent_share=parent_share,
            owners=owners,
        )
        return ShipmentLine(
            row=row,
            line=row + 1,
            shipment_id=None,
            line_number=None,
            date=date.fromisoformat(day),
            event="export",
            export_country="US",
            destination_country=to,
            part_number=part,
            description=None,
            eccn=eccn,
            hts=hts,
            quantity=None,
            unit_value=None,
            currency=None,
            end_use=None,
            parties=(party,),
            facts=facts,
        )

    return make
