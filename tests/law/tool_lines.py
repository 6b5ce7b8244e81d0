"""Lines of chip-making tools, screened with the rows of the Entity List that a test names."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.search import PartyHits
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import Event, LineParty, ShipmentLine

ALL = "For all items subject to the EAR"
FOOTNOTE_5 = f"{ALL} (see §§734.4(a)(9), 734.9(e)(3) and 744.11 of the EAR)5"
SIEN = Entry(
    "el-sien",
    "EL",
    "entity",
    "SiEn (Qingdao)",
    countries=("CN",),
    requirement=FOOTNOTE_5,
    policy="Presumption of denial",
    footnotes=("5",),
    listed_from=date(2024, 12, 2),
)
SMIC_SOUTH = Entry(
    "el-smic-south",
    "EL",
    "entity",
    "SMIC South",
    countries=("CN",),
    requirement=FOOTNOTE_5,
    policy="Presumption of denial",
    footnotes=("5",),
    listed_from=date(2020, 12, 18),
)
HUAWEI = Entry(
    "el-huawei",
    "EL",
    "entity",
    "Huawei",
    countries=("CN",),
    requirement=f"{ALL}, see §734.9(e)1 of the EAR",
    policy="Presumption of denial",
    footnotes=("1",),
    listed_from=date(2019, 5, 16),
)
LISTED = {entry.name: entry for entry in (SIEN, SMIC_SOUTH, HUAWEI)}


class Lists:
    """Hits exactly the names of the entries."""

    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        return [self._hits(party.name) for party in parties]

    def _hits(self, name: str) -> PartyHits:
        entry = LISTED.get(name)
        decisive = entry is not None
        hits = () if entry is None else (Hit("test", entry, "name", entry.name, 1.0, 1.0, decisive, ("written",)),)
        return PartyHits(hits)


def screen(
    law: Law,
    catalog: Catalog,
    day: str,
    to: str = "CN",
    *,
    eccn: str | None = None,
    part: str = "TOOL-1",
    buyer: str = "Harbor Fab",
    home: str | None = None,
    from_: str = "US",
    event: str = "export",
    **facts: str,
) -> LineDecision:
    """Return the decision on one line; facts are written as `classify --fact` takes them.

    `home` is the country of the buyer's headquarters and of its ultimate parent, that of the destination without it.
    """
    vocabulary = law.rules.vocabulary
    given = tuple((name, parse_value(vocabulary.fact(name), text)) for name, text in sorted(facts.items()))
    assert all(value is not None for _, value in given), facts
    seat = home or to
    party = LineParty("end_user", buyer, to, headquarters=seat, parent=f"{buyer} Holding", parent_country=seat)
    line = ShipmentLine(
        row=1,
        line=2,
        shipment_id=None,
        line_number=None,
        date=date.fromisoformat(day),
        event=cast("Event", event),
        export_country=from_,
        destination_country=to,
        part_number=part,
        description=None,
        eccn=eccn,
        hts=None,
        quantity=Decimal(1),
        unit_value=None,
        currency=None,
        end_use=None,
        parties=(party,),
        facts=tuple((name, value) for name, value in given if value is not None),
    )
    kernel = Kernel(law, catalog, PartySearch(Lists()), lambda code: "CN" if code == "HK" else code)
    return kernel.screen([line])[0]


def effects(decision: LineDecision, provision: str) -> dict[str, str]:
    """Return the effect of each paragraph of a provision, `us.ear.` left out of its id, that the line shows."""
    return {found.paragraph: found.effect for found in decision.findings if found.provision == f"us.ear.{provision}"}


def the(decision: LineDecision, provision: str, paragraph: str) -> Finding:
    """Return the finding of one paragraph, of which there is exactly one."""
    (found,) = [
        item for item in decision.findings if (item.provision, item.paragraph) == (f"us.ear.{provision}", paragraph)
    ]
    return found
