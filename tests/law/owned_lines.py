"""Lines whose parties have owners, screened with lists that a test writes down."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.search import PartyHits
from exportgate.runs.owner_values import read_owners, read_share
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import Facts, LineParty, Role, ShipmentLine

WINGTECH = Entry("el-1", "EL", "entity", "Wingtech", policy="Presumption of denial", listed_from=date(2024, 12, 2))
CASE_BY_CASE = Entry("el-2", "EL", "entity", "Mild", policy="Case by case", listed_from=date(2020, 1, 1))
ADDRESS = Entry("el-3", "EL", "address", "Address 01", listed_from=date(2024, 6, 12))
MEU = Entry("meu-1", "MEU", "entity", "Army Works", countries=("CN",), listed_from=date(2020, 12, 23))
RUSSIAN_MEU = Entry("meu-2", "MEU", "entity", "Zavod", countries=("RU",), listed_from=date(2022, 3, 3))
SDN = Entry("sdn-1", "SDN", "entity", "Blocked", programs=("UKRAINE-EO13662; RUSSIA-EO14024",))
OTHER_SDN = Entry("sdn-2", "SDN", "entity", "Tanker", programs=("IRAN",))
UVL = Entry("uvl-1", "UVL", "entity", "Unverified")
DPL = Entry("dpl-1", "DPL", "entity", "Denied")
LISTED = {entry.name: entry for entry in (WINGTECH, CASE_BY_CASE, MEU, RUSSIAN_MEU, SDN, OTHER_SDN, UVL, DPL)}


class Lists:
    """Hits the names of the entries, and those written `~Name` as a name that is only alike."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries

    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        return [self._hits(party.name) for party in parties]

    def _hits(self, name: str) -> PartyHits:
        entry = self.entries.get(name.lstrip("~"))
        if entry is None:
            return PartyHits(())
        decisive = not name.startswith("~")
        return PartyHits(
            (Hit("test", entry, "name", entry.name, 1.0 if decisive else 0.9, 1.0, decisive, ("written",)),)
        )


def screen(
    law: Law,
    catalog: Catalog,
    day: str,
    *,
    owners: str = "",
    parent: str | None = None,
    parent_share: str = "",
    country: str | None = "NL",
    role: Role = "ultimate_consignee",
    eccn: str = "EAR99",
    facts: Facts = (),
    others: tuple[LineParty, ...] = (),
) -> LineDecision:
    """Return the decision on a cable for one party; owners and shares are written as a shipment file writes them."""
    owned = LineParty(
        role,
        "Nexperia",
        country,
        parent=parent,
        parent_country=None if parent is None else "CN",
        parent_share=read_share(parent_share),
        owners=read_owners(owners) or (),
    )
    line = ShipmentLine(
        row=1,
        line=2,
        shipment_id=None,
        line_number=None,
        date=date.fromisoformat(day),
        event="export",
        export_country="US",
        destination_country="NL",
        part_number="CABLE",
        description=None,
        eccn=eccn,
        hts=None,
        quantity=Decimal(1),
        unit_value=None,
        currency=None,
        end_use=None,
        parties=(owned, *others),
        facts=facts,
    )
    kernel = Kernel(law, catalog, PartySearch(Lists(LISTED)), lambda code: "CN" if code == "HK" else code)
    return kernel.screen([line])[0]


def of(decision: LineDecision, provision: str) -> list[Finding]:
    """Return the findings of one provision."""
    return [found for found in decision.findings if found.provision == provision]


def said(decision: LineDecision) -> set[tuple[str, str]]:
    """Return what is said of listed parties: provisions, the shared beginning of their ids cut off, and effects."""
    short = {(found.provision.removeprefix("us.ear."), found.effect) for found in decision.findings}
    return {(name, effect) for name, effect in short if name.startswith(("744.", "732."))}
