"""Lines with one listed party, screened with lists that a test writes down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry, Hit, HitKind, Party
from exportgate.parties.search import PartyHits
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import Facts, LineParty, Role, ShipmentLine

ALL_ITEMS = "For all items subject to the EAR. (See §744.11 of the EAR)"
EVERY_ROW = {"countries": ("CN",), "listed_from": date(2020, 1, 1)}
PART = "CABLE"


@dataclass(frozen=True)
class OneHit:
    """Lists on which every party is found as one entry."""

    hit: Hit

    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        return [PartyHits((self.hit,)) for _ in parties]


def screen(
    law: Law,
    catalog: Catalog,
    entry: Entry,
    day: str = "2026-03-02",
    *,
    part: str = PART,
    eccn: str | None = "EAR99",
    hts: str | None = None,
    role: Role = "end_user",
    to: str = "DE",
    kind: HitKind = "name",
    decisive: bool = True,
    facts: Facts = (),
) -> LineDecision:
    """Return the decision on a line whose one party is the listed one, or may be it."""
    hit = Hit("test", entry, kind, entry.name, 1.0 if decisive else 0.9, 1.0, decisive, ("written",))
    line = ShipmentLine(
        row=1,
        line=2,
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
        parties=(LineParty(role, "Quartz Harbor", to, parent="Quartz Harbor"),),
        facts=facts,
    )
    kernel = Kernel(law, catalog, PartySearch(OneHit(hit)), lambda code: "CN" if code == "HK" else code)
    return kernel.screen([line])[0]


def on(source: str, **more: object) -> Entry:
    """Return an entry of a list, in China and listed since 2020 unless more is said."""
    return Entry("e1", source, "entity", "Listed Party", **{**EVERY_ROW, **more})  # type: ignore[arg-type]


def row(requirement: str = ALL_ITEMS, policy: str = "Presumption of denial.", **more: object) -> Entry:
    """Return a row of the Entity List with its own texts."""
    return on("EL", requirement=requirement, policy=policy, **more)


def of(decision: LineDecision, provision: str) -> list[Finding]:
    """Return the findings of one provision."""
    return [found for found in decision.findings if found.provision == provision]


def effects(decision: LineDecision, provision: str) -> dict[str, str]:
    """Return the effects of a provision's paragraphs that are shown."""
    return {found.paragraph: found.effect for found in of(decision, provision)}
