"""Reads the Treasury's SDN list, or its list of other sanctioned parties, in its first XML form, such as sdn.xml.

A row is an sdnEntry. The form does not say which of the two lists a file is: one in which every tenth entry has a
program of the other lists alone is of these, and each entry's program tells its list. A file that holds fewer entries
than it says is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_fields import read_date
from exportgate.parties.lists.ofac_csv import KINDS, PAGE, UNKNOWN, list_of
from exportgate.parties.lists.ofac_party import is_identifier
from exportgate.parties.lists.ofac_remarks import FORMER_OR_NEW
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.united import distinct, joined
from exportgate.parties.lists.xml_node import XmlNode
from exportgate.parties.lists.xml_stream import XmlFile, open_xml, root_of

ROOT, RECORD, INFORMATION = "sdnList", "sdnEntry", "publshInformation"
"""The names of elements as the form spells them."""
TITLE = "the OFAC sanctions lists"
OTHER_LISTS = frozenset({"NS-PLC", "CMIC-EO13959"})
"""Programs of which the SDN list has none, or two or three among its thousands."""
ADDRESS_PARTS = ("address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country")
ORIGINS = {"nationality": "nationalityList", "citizenship": "citizenshipList"}
BIRTHS = (
    ("born", ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth")),
    ("born in", ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth")),
)
VESSEL = {
    "vesselType": "vessel type",
    "tonnage": "gross tonnage",
    "grossRegisteredTonnage": "gross registered tonnage",
    "vesselFlag": "vessel flag",
    "vesselOwner": "vessel owner",
}
SILENT = frozenset({"uid", "mainEntry"})


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is XML with the root element of the lists."""
    return root_of(beginning.data) == ROOT


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read the list, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is damaged, is not of these lists, or lacks entries.
    """
    table = countries or Countries.load()
    as_of, counted = "", ""
    with open_xml(path, ROOT, TITLE, (INFORMATION, RECORD)) as file:
        collected = Collected(path)
        for node in file.records():
            if node.name == INFORMATION:
                as_of, counted = node.take_text("Publish_Date"), node.take_text("Record_Count")
            else:
                _collect(node, table, collected)
        day = read_date(as_of)
        found = collected.finished("sdn-xml", day.isoformat() if day else None, TITLE)
        _check_count(file, counted, found.rows)
    return _told_apart(found)


def _check_count(file: XmlFile, counted: str, rows: int) -> None:
    if counted.isdecimal() and rows < int(counted):
        file.refuse(f"the file says that it has {int(counted):,} entries and holds {rows:,}; download the list again")


def _told_apart(found: ReadList) -> ReadList:
    """Return the list with the code of each entry's list."""
    others = sum(bool(OTHER_LISTS.intersection(entry.programs)) for entry in found.entries)
    if others * 10 <= len(found.entries):
        return found
    entries = tuple(replace(entry, source=list_of(entry.programs, entry.remarks)) for entry in found.entries)
    return replace(found, entries=entries)


def _collect(node: XmlNode, countries: Countries, collected: Collected) -> None:
    entry = _entry(node, countries)
    if any(map(str.isalnum, entry.name)) and entry.entity_id:
        collected.add(entry)
        return
    reason = "the entry has no name" if entry.entity_id else "the entry has no number (uid)"
    collected.reject(node.line, reason, f"{entry.entity_id} {entry.name}: {entry.remarks}")


def _entry(node: XmlNode, countries: Countries) -> Entry:
    number, kind = node.take_text("uid"), node.take_text("sdnType").casefold()
    name = _name(node)
    titles = [f"title: {text}" for text in node.take_texts("title")]
    strong, weak, former = _aliases(node.take("akaList", "aka"))
    origins = {
        label: [country for holder in node.take(element) for country in holder.take_texts(label, "country")]
        for label, element in ORIGINS.items()
    }
    addresses, places, said_of_places = _addresses(node.take("addressList", "address"), countries)
    identifiers, said = _identifiers(node.take("idList", "id"), countries)
    calls = [f"Call Sign: {text}" for text in node.take_texts("vesselInfo", "callSign")]
    vessel = [f"{label}: {text}" for part, label in VESSEL.items() for text in node.take_texts("vesselInfo", part)]
    births = [f"{label}: {text}" for label, path in BIRTHS for text in node.take_texts(*path)]
    belongs = [f"{label}: {country}" for label, found in origins.items() for country in found]
    own = [countries.country(country) for found in origins.values() for country in found]
    programs = node.take_texts("programList", "program")
    remarks = node.take_texts("remarks")
    return Entry(
        entity_id=number,
        source="SDN",
        kind=KINDS.get(kind, "entity"),
        name=name,
        aliases=tuple(alias for alias in strong if alias != name),
        weak_aliases=tuple(alias for alias in weak if alias not in {name, *strong}),
        countries=distinct(tuple(places), tuple(filter(None, own))),
        addresses=tuple(addresses),
        identifiers=distinct(tuple(calls), tuple(identifiers)),
        programs=programs,
        remarks=joined(
            [*titles, *remarks, *former, *births, *belongs, *vessel, *said, *said_of_places, *node.untaken(SILENT)]
        ),
        url=f"{PAGE}{number}",
    )


def _name(node: XmlNode) -> str:
    return ", ".join(filter(None, (node.take_text("lastName"), node.take_text("firstName"))))


def _aliases(nodes: Iterable[XmlNode]) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
    """Return the strong and the weak aliases, and remarks on those that are former or new names."""
    strong: list[str] = []
    weak: list[str] = []
    said: list[str] = []
    for node in nodes:
        kind, quality, name = node.take_text("type"), node.take_text("category"), _name(node)
        (weak if quality.casefold() == "weak" else strong).append(name)
        if former := FORMER_OR_NEW.get(kind[:1].casefold()):
            said.append(f"{former}: {name}")
        said += [f"{name}: {text}" for text in node.untaken(SILENT)]
    return tuple(filter(None, dict.fromkeys(strong))), tuple(filter(None, dict.fromkeys(weak))), said


def _addresses(nodes: Iterable[XmlNode], countries: Countries) -> tuple[list[str], list[str], list[str]]:
    """Return addresses, countries, and what else the addresses say; one that is only a country is no address."""
    addresses: dict[str, None] = {}
    places: list[str] = []
    said: list[str] = []
    for node in nodes:
        parts = [text for text in (node.take_text(part) for part in ADDRESS_PARTS) if text and text != UNKNOWN]
        code = countries.country(re.sub(r"\ARegion: ", "", parts[-1])) if parts else None
        places += [code] if code else []
        if len(parts) > 1 or (parts and code is None):
            addresses[", ".join(parts)] = None
        said += [f"address: {text}" for text in node.untaken(SILENT)]
    return list(addresses), places, said


def _identifiers(nodes: Iterable[XmlNode], countries: Countries) -> tuple[list[str], list[str]]:
    """Return the identifiers as "label: number, country", and as remarks what the form puts among them."""
    identifiers: list[str] = []
    said: list[str] = []
    for node in nodes:
        label, number, country = (node.take_text(part) for part in ("idType", "idNumber", "idCountry"))
        label = label.rstrip(" :-")
        code = countries.country(country) or country
        text = f"{label}: {number}{', ' if number and code else ''}{code}"
        (identifiers if number and is_identifier(label) else said).append(text)
        if beside := ", ".join(node.untaken(SILENT)):
            said.append(f"{label} {number}: {beside}")
    return identifiers, said
