"""Reads the sanctions lists of the U.S. Treasury (OFAC) as published in enhanced XML: SDN, or the non-SDN lists in one.

A row is the listing of one entity on one of the lists that the file publishes; a party on two of them is two entries
with one id, as on the Consolidated Screening List. A list that the file does not publish is a remark of the entry.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, EntryKind
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_fields import read_date
from exportgate.parties.lists.ofac_csv import PAGE
from exportgate.parties.lists.ofac_party import OfacParty
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.united import joined
from exportgate.parties.lists.xml_node import XmlNode
from exportgate.parties.lists.xml_stream import open_xml, root_of

ROOT = "sanctionsData"
TITLE = "the OFAC sanctions lists"
SDN, CONSOLIDATED = "SDN List", "Consolidated List"
CODES: Mapping[str, str] = {
    SDN: "SDN",
    "Sectoral Sanctions Identifications List": "SSI",
    "Non-SDN Menu-Based Sanctions List": "MBS",
    "Non-SDN CMIC List": "CMIC",
    "Non-SDN Palestinian Legislative Council List": "PLC",
    "CAPTA List": "CAP",
    "FSE List": "FSE",
}
"""The codes of the lists, those of the Consolidated Screening List."""
OTHER_CODE = "OFAC"
"""Stands for a list that the table lacks; nothing says what it forbids, so a hit on it is to be judged."""
KINDS: Mapping[str, EntryKind] = {
    "entity": "entity",
    "individual": "individual",
    "vessel": "vessel",
    "aircraft": "aircraft",
}


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is XML with the root element of the lists."""
    return root_of(beginning.data) == ROOT


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read a file of the lists, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is damaged, or is not of these lists.
    """
    table = countries or Countries.load()
    as_of, published = "", frozenset[str]()
    with open_xml(path, ROOT, TITLE, ("publicationInfo", "entity")) as file:
        collected = Collected(path)
        for node in file.records():
            if node.name == "publicationInfo":
                as_of = node.take_text("dataAsOf")
                published = frozenset(node.take_texts("filters", "sanctionsLists", "sanctionsList"))
            else:
                _collect(node, published, collected, table)
    day = read_date(as_of)
    named = f" ({', '.join(sorted(published))})" if published else ""
    return collected.finished(f"ofac-xml{named}", day.isoformat() if day else None, TITLE)


@dataclass(frozen=True, slots=True)
class _Listing:
    """One list that an entity is on: its name as published, its code, and since when."""

    name: str
    code: str
    since: date | None

    def here(self, published: frozenset[str]) -> bool:
        """Tell whether the file publishes this list: by its name, or, but for the SDN list, as a part of the others."""
        return not published or self.name in published or (CONSOLIDATED in published and self.name != SDN)


def _collect(node: XmlNode, published: frozenset[str], collected: Collected, countries: Countries) -> None:
    """Collect the entries of an entity, one per list that the file publishes."""
    listings = [listing for listing in _listings(node) if listing.name != CONSOLIDATED]
    here = [listing for listing in listings if listing.here(published)]
    party = OfacParty(node, countries)
    reason = "" if any(map(str.isalnum, party.name)) else "the entity has no name"
    if reason or not here:
        raw = f"{node.attribute('id')} {party.name}: {joined(party.remarks)}"
        collected.reject(node.line, reason or "the entity is on no list that the file publishes", raw)
        return
    elsewhere = [_also(listing) for listing in listings if listing not in here]
    for listing in here:
        collected.add(_entry(party, listing, elsewhere))


def _entry(party: OfacParty, listing: _Listing, elsewhere: list[str]) -> Entry:
    unknown = f"on the list: {listing.name}" if listing.code == OTHER_CODE else ""
    return Entry(
        entity_id=party.entity_id,
        source=listing.code,
        kind=KINDS.get(party.kind.casefold(), "entity"),
        name=party.name,
        aliases=party.aliases,
        weak_aliases=party.weak_aliases,
        countries=party.countries,
        addresses=party.addresses,
        identifiers=party.identifiers,
        programs=party.programs,
        listed_from=listing.since,
        remarks=joined([unknown, *party.remarks, *elsewhere]),
        url=f"{PAGE}{party.entity_id}",
    )


def _listings(node: XmlNode) -> Iterator[_Listing]:
    for listing in node.take("sanctionsLists", "sanctionsList"):
        yield _Listing(listing.text, CODES.get(listing.text, OTHER_CODE), read_date(listing.attribute("datePublished")))


def _also(listing: _Listing) -> str:
    return f"also on the {listing.name}{f' since {listing.since}' if listing.since else ''}"
