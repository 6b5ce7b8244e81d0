"""Reads the consolidated list of the United Nations Security Council as published in XML.

A row is an INDIVIDUAL or an ENTITY. The parts of a name are put together; an alias of low quality is weak; names in
their original script are names like others. What no field of an entry holds is kept in its remarks.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.identifier_labels import kind_of
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_csv import made_id
from exportgate.parties.lists.csl_fields import country_at_end, read_date
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.united import distinct, joined
from exportgate.parties.lists.written_names import names_in_note, written_names
from exportgate.parties.lists.xml_node import XmlNode
from exportgate.parties.lists.xml_stream import open_xml, root_of

ROOT = "CONSOLIDATED_LIST"
TITLE = "the UN Security Council Consolidated List"
URL = "https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list"
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PLACE_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
SILENT = frozenset({"DATAID", "VERSIONNUM", "LIST_TYPE", "SORT_KEY", "SORT_KEY_LAST_MOD"})
"""What serves the publisher's own upkeep."""
NOTHING = ("", "na")
"""How the list writes that there is nothing to say."""
PASSPORT = ("passeport", "pasaporte")


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is XML with the root element of the list."""
    return root_of(beginning.data) == ROOT


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read the list, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is damaged, or is not this list.
    """
    table = countries or Countries.load()
    with open_xml(path, ROOT, TITLE, ("INDIVIDUAL", "ENTITY")) as file:
        collected = Collected(path)
        for node in file.records():
            entry = _Row(node, table).entry()
            if any(map(str.isalnum, entry.name)):
                collected.add(entry)
            else:
                collected.reject(
                    node.line, f"the {node.name.lower()} has no name", f"{entry.entity_id}: {entry.remarks}"
                )
        generated = read_date(file.root.attribute("dateGenerated"))
    return collected.finished("un-xml", generated.isoformat() if generated else None, TITLE)


class _Row:
    """One listed party as its element is taken apart."""

    def __init__(self, node: XmlNode, countries: Countries) -> None:
        self.node = node
        self.prefix = f"{node.name}_"
        self.countries = countries
        self.remarks: list[str] = []
        self.aliases: list[str] = []
        self.weak: list[str] = []
        self.addresses: list[str] = []
        self.places: list[str] = []
        self.identifiers: list[str] = []

    def entry(self) -> Entry:
        """Return the party as an entry; one without a name has an empty one."""
        node = self.node
        written = written_names(" ".join(filter(None, (_said(node, part) for part in NAME_PARTS))))
        name = written.names[0] if written.names else ""
        self.aliases += (*written.names[1:], *node.take_texts("NAME_ORIGINAL_SCRIPT"))
        comments = [node.take_text(f"COMMENTS{number}") for number in range(1, 4)]
        for part, take in (("ALIAS", self._alias), ("ADDRESS", self._address), ("DOCUMENT", self._document)):
            for inner in node.take(self.prefix + part):
                take(inner)
        self._country(node.take_texts("NATIONALITY", "VALUE"), "nationality")
        self._told()
        reference = node.take_text("REFERENCE_NUMBER")
        from_, to = self._day("LISTED_ON", "listed on"), self._day("DELISTED_ON", "delisted on")
        others = [alias for alias in dict.fromkeys(self.aliases) if alias != name]
        return Entry(
            entity_id=reference or node.take_text("DATAID") or made_id("UN", name),
            source="UN",
            kind="individual" if node.name == "INDIVIDUAL" else "entity",
            name=name,
            aliases=tuple(others),
            weak_aliases=tuple(alias for alias in dict.fromkeys(self.weak) if alias not in {name, *others}),
            countries=tuple(dict.fromkeys(self.places)),
            addresses=tuple(dict.fromkeys(self.addresses)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            programs=node.take_texts("UN_LIST_TYPE"),
            listed_from=from_,
            listed_to=to,
            remarks=joined([*comments, *written.remarks, *self.remarks, *node.untaken(SILENT)]),
            url=URL,
        )

    def _alias(self, alias: XmlNode) -> None:
        quality = alias.take_text("QUALITY")
        written = written_names(_said(alias, "ALIAS_NAME"))
        note = alias.take_text("NOTE")
        names = distinct(written.names, names_in_note(note))
        (self.weak if quality.casefold() == "low" else self.aliases).extend(names)
        former = ("formerly known by this name",) if quality.casefold().startswith("f.k.a") else ()
        beside = (*former, *written.remarks, *filter(None, [note]), *alias.untaken())
        if beside:
            self.remarks.append(f"{names[0] if names else 'alias'} ({', '.join(beside)})")

    def _address(self, address: XmlNode) -> None:
        parts = [_said(address, part) for part in PLACE_PARTS]
        country = parts[-1]
        note = address.take_text("NOTE")
        said = ", ".join(filter(None, parts))
        if not said and "," in note and country_at_end(note, self.countries):
            said, note = note, ""
        self._country((country or said or note,), "")
        if said and said != country:
            self.addresses.append(said)
        elif said and self.countries.country(country) is None:
            self.remarks.append(f"address: {said}")
        if beside := ", ".join(filter(None, (note, *address.untaken()))):
            self.remarks.append(f"address{': ' if said else ''}{said}: {beside}")

    def _document(self, document: XmlNode) -> None:
        kinds = distinct(document.take_texts("TYPE_OF_DOCUMENT2"), document.take_texts("TYPE_OF_DOCUMENT"))
        known = [kind for kind in kinds if kind_of(kind)] or list(kinds)
        label = known[0] if known else "identification number"
        if any(word in label.casefold() for word in PASSPORT):
            label = "Passport"
        number = _said(document, "NUMBER")
        issued = distinct(document.take_texts("ISSUING_COUNTRY"), document.take_texts("COUNTRY_OF_ISSUE"))
        note = document.take_text("NOTE")
        code = next((code for code in map(self.countries.country, issued) if code), "")
        elsewhere = [f"issued by {text}" for text in issued if self.countries.country(text) != code or not code]
        if number:
            self.identifiers.append(f"{label}: {number}{', ' if code else ''}{code}")
        elif any(map(str.isdigit, note)):
            self.identifiers.append(note if ":" in note else f"{label}: {note}")
        others = [kind for kind in kinds if kind.casefold() != label.casefold()]
        beside = ", ".join(filter(None, (*others, *elsewhere, note, *document.untaken())))
        if beside:
            self.remarks.append(f"{label}{' ' if number else ''}{number}: {beside}")

    def _country(self, texts: Iterable[str], label: str) -> None:
        """Note the countries of some texts; one that is none is a remark where it has a label."""
        for text in (text for text in texts if text not in NOTHING):
            code = country_at_end(text, self.countries)
            if code is not None:
                self.places.append(code)
            elif label:
                self.remarks.append(f"{label}: {text}")

    def _told(self) -> None:
        """Note what the list tells of a party that an entry has no field for."""
        node = self.node
        for label, path in (("title", ("TITLE", "VALUE")), ("position", ("DESIGNATION", "VALUE"))):
            self.remarks += [f"{label}: {text}" for text in node.take_texts(*path) if text not in NOTHING]
        births = node.take(f"{self.prefix}DATE_OF_BIRTH")
        self.remarks += [f"born: {text}" for text in map(_birth, births) if text]
        for place in node.take(f"{self.prefix}PLACE_OF_BIRTH"):
            parts = [_said(place, part) for part in (*PLACE_PARTS, "NOTE")]
            if any(parts):
                self.remarks.append(f"born in: {', '.join(filter(None, parts))}")
        if updated := node.take_texts("LAST_DAY_UPDATED", "VALUE"):
            self.remarks.append(f"updated: {', '.join(updated)}")

    def _day(self, name: str, label: str) -> date | None:
        text = self.node.take_text(name)
        day = read_date(text[:10]) if text else None
        if text and day is None:
            self.remarks.append(f"{label} not readable: {text}")
        return day


def _said(node: XmlNode, name: str) -> str:
    """Take what an element says under a name; empty where it only says that there is nothing."""
    text = node.take_text(name)
    return "" if text in NOTHING else text


def _birth(birth: XmlNode) -> str:
    """Return a date of birth in words; empty where the element says nothing."""
    kind = birth.take_text("TYPE_OF_DATE").casefold()
    days = [*birth.take_texts("DATE"), *birth.take_texts("YEAR")]
    years = birth.take_text("FROM_YEAR"), birth.take_text("TO_YEAR")
    if all(years):
        days.append(f"between {years[0]} and {years[1]}")
    told: Iterator[str] = birth.untaken()
    about = "approximately " if kind == "approximately" and days else ""
    return about + ", ".join((*days, *(text.removeprefix("note: ") for text in told)))
