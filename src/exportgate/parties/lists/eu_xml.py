"""Reads the European Union's consolidated list of financial sanctions as published in XML (FSF, form 1.1).

A row is a sanctionEntity. What an element says stands in its attributes. A name that is not strong is weak. The day of
designation is the day of listing; where the list gives none, the entry counts as listed from the beginning, since the
regulations that it names may only amend an earlier one.
"""

from collections.abc import Iterator
from pathlib import Path

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.identifier_labels import kind_of
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_csv import made_id
from exportgate.parties.lists.csl_fields import read_date
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.united import joined
from exportgate.parties.lists.written_names import written_names
from exportgate.parties.lists.xml_node import XmlNode, in_words
from exportgate.parties.lists.xml_stream import open_xml, root_of

ROOT, RECORD = "export", "sanctionEntity"
NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
TITLE = "the EU consolidated list of financial sanctions"
URL = "https://www.sanctionsmap.eu"
SILENT = frozenset(
    {"logicalId", "regulationLanguage", "nameLanguage", "firstName", "middleName", "lastName", "calendarType"}
    | {
        "year",
        "dayOfMonth",
        "monthOfYear",
        "countryIso2Code",
        "regulationSummary",
        "organisationType",
        "publicationUrl",
    }
)
"""What ties the publisher's records together, or says again what stands elsewhere in the element."""
NOTHING = ("false", "UNKNOWN", "00")
"""How the list writes that it has nothing to say."""
PLACE_PARTS = ("street", "poBox", "zipCode", "city", "place", "region", "countryDescription")


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is XML with the root element and the namespace of the list."""
    return root_of(beginning.data) == ROOT and NAMESPACE.encode() in beginning.data


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read the list, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is damaged, or is not this list.
    """
    table = countries or Countries.load()
    with open_xml(path, ROOT, TITLE, (RECORD,)) as file:
        collected = Collected(path)
        for node in file.records():
            entry = _Row(node, table).entry()
            if any(map(str.isalnum, entry.name)):
                collected.add(entry)
            else:
                collected.reject(node.line, "the entity has no name", f"{entry.entity_id}: {entry.remarks}")
        generated = read_date(file.root.attribute("generationDate"))
    return collected.finished("eu-xml (FSF 1.1)", generated.isoformat() if generated else None, TITLE)


class _Row:
    """One listed party as its element is taken apart."""

    def __init__(self, node: XmlNode, countries: Countries) -> None:
        self.node = node
        self.countries = countries
        self.remarks = list(node.take_texts("remark"))
        self.regulations: list[str] = []
        self.strong: list[str] = []
        self.weak: list[str] = []
        self.places: list[str] = []
        self.addresses: list[str] = []
        self.identifiers: list[str] = []

    def entry(self) -> Entry:
        """Return the party as an entry; one without a name has an empty one."""
        node = self.node
        subject = [code for kind in node.take("subjectType") for code in kind.attributes.values()]
        for part, take in (
            ("nameAlias", self._name),
            ("citizenship", self._citizenship),
            ("birthdate", self._birth),
            ("address", self._address),
            ("identification", self._identification),
        ):
            for inner in node.take(part):
                self._regulated(inner)
                take(inner)
        regulations = node.take("regulation")
        cited = [_regulation(regulation) for regulation in regulations]
        notices = [f"{text}{_in_force(regulation)}" for text, regulation in zip(cited, regulations, strict=True)]
        urls = [text for regulation in regulations for text in regulation.take_texts("publicationUrl")]
        name = next(iter([*self.strong, *self.weak]), "")
        designated = node.attribute("designationDate")
        day = read_date(designated)
        unread = f"designated on a day that cannot be read: {designated}" if designated and day is None else ""
        beside = [text for text in dict.fromkeys(self.regulations) if text not in cited]
        amended = f"named in: {', '.join(beside)}" if beside else ""
        return Entry(
            entity_id=node.attribute("euReferenceNumber") or node.attribute("logicalId") or made_id("EU", name),
            source="EU",
            kind="individual" if {"P", "person"}.intersection(subject) else "entity",
            name=name,
            aliases=tuple(alias for alias in dict.fromkeys(self.strong) if alias != name),
            weak_aliases=tuple(alias for alias in dict.fromkeys(self.weak) if alias not in {name, *self.strong}),
            countries=tuple(dict.fromkeys(self.places)),
            addresses=tuple(dict.fromkeys(self.addresses)),
            identifiers=tuple(dict.fromkeys(self.identifiers)),
            programs=tuple(dict.fromkeys(filter(None, (found.attribute("programme") for found in regulations)))),
            notice=joined(notices),
            listed_from=day,
            remarks=joined([*self.remarks, unread, amended, *_left(node)]),
            url=next(iter(urls), URL),
        )

    def _name(self, alias: XmlNode) -> None:
        parts = [alias.attribute(part) for part in ("firstName", "middleName", "lastName")]
        written = written_names(alias.attribute("wholeName") or " ".join(filter(None, parts)))
        strong = alias.attribute("strong").casefold() != "false"
        (self.strong if strong else self.weak).extend(written.names)
        gender = {"M": "male", "F": "female"}.get(alias.attributes.get("gender", ""), "")
        if gender:
            alias.attribute("gender")
            self.remarks.append(f"gender: {gender}")
        beside = [*written.remarks, *_left(alias)]
        if beside:
            self.remarks.append(f"{written.names[0] if written.names else 'name'} ({', '.join(beside)})")

    def _citizenship(self, citizenship: XmlNode) -> None:
        country = self._country(citizenship)
        beside = ", ".join(filter(None, (country, *_left(citizenship))))
        self.remarks += [f"citizenship: {beside}"] if beside else []

    def _birth(self, birth: XmlNode) -> None:
        about = "about " if birth.attribute("circa") == "true" else ""
        day = birth.attribute("birthdate") or _partial_day(birth)
        place = ", ".join(self._place(birth))
        years = birth.attribute("yearRangeFrom"), birth.attribute("yearRangeTo")
        when = day or (f"between {years[0]} and {years[1]}" if all(years) else "".join(years))
        beside = ", ".join(filter(None, (f"{about}{when}" if when else "", place, *_left(birth))))
        self.remarks += [f"born: {beside}"] if beside else []

    def _address(self, address: XmlNode) -> None:
        for contact in address.take("contactInfo"):
            key, value = contact.attribute("key"), contact.attribute("value")
            told = f"{in_words(key)}: {value}"
            (self.identifiers if kind_of(key) else self.remarks).append(told)
        code = self._code(address)
        self.places += [code] if code else []
        parts = self._place(address)
        text = ", ".join(parts)
        if len(parts) > 1 or (parts and code is None):
            self.addresses.append(text)
        at_listing = ["as at the time of listing"] if address.attribute("asAtListingTime") == "true" else []
        beside = ", ".join((*at_listing, *_left(address)))
        if beside:
            self.remarks.append(f"address{': ' if text else ''}{text}: {beside}")

    def _identification(self, document: XmlNode) -> None:
        label = document.attribute("identificationTypeDescription") or document.attribute("identificationTypeCode")
        document.attribute("identificationTypeCode")
        number = document.attribute("number") or document.attribute("latinNumber")
        remark = document.take_text("remark")
        if label.casefold().startswith("other") and kind_of(remark) and not any(map(str.isdigit, remark)):
            label, remark = remark.strip("()"), ""
        code = self._code(document)
        self._country(document, of_party=False)
        said = [remark, *_left(document)]
        if number:
            self.identifiers.append(f"{label or 'identification'}: {number}{f', {code}' if code else ''}")
        if any(said):
            self.remarks.append(f"{label} {number}: {', '.join(filter(None, said))}")

    def _place(self, element: XmlNode) -> list[str]:
        """Take the parts of a place, as an address is written."""
        parts = {part: element.attribute(part) for part in PLACE_PARTS}
        if parts["poBox"]:
            parts["poBox"] = f"P.O. Box {parts['poBox']}"
        return [text for text in parts.values() if text and text not in NOTHING]

    def _code(self, element: XmlNode) -> str:
        """Return the country of an element by its code or, where that says nothing, by its name."""
        texts = (element.attributes.get(key, "").strip() for key in ("countryIso2Code", "countryDescription"))
        return next((code for text in texts if (code := self.countries.country(text))), "")

    def _country(self, element: XmlNode, *, of_party: bool = True) -> str:
        """Take the country of an element and return its name; it is one of the party's own unless said otherwise."""
        code = self._code(element)
        self.places += [code] if code and of_party else []
        name = element.attribute("countryDescription")
        return "" if name in NOTHING else name

    def _regulated(self, element: XmlNode) -> None:
        """Note by which regulations an element was published."""
        self.regulations += [_regulation(summary) for summary in element.take("regulationSummary")]


def _regulation(regulation: XmlNode) -> str:
    """Return a regulation as its number and the day of its publication."""
    number, day = regulation.attribute("numberTitle"), regulation.attribute("publicationDate")
    return f"{number}{f' of {day}' if day else ''}"


def _in_force(regulation: XmlNode) -> str:
    """Return since when a regulation is in force, as it follows its number."""
    day = regulation.attribute("entryIntoForceDate")
    return f", in force {day}" if day else ""


def _partial_day(birth: XmlNode) -> str:
    """Return a day of birth of which the list knows only the year, or year and month."""
    parts = [birth.attribute(part) for part in ("year", "monthOfYear", "dayOfMonth")]
    known = parts[: next((at for at, part in enumerate(parts) if not part), len(parts))]
    return "-".join(part.zfill(2) for part in known)


def _left(element: XmlNode) -> Iterator[str]:
    """Yield what nobody took of an element, but for what says nothing."""
    for text in element.untaken(SILENT):
        label, _, said = text.partition(": ")
        if said not in NOTHING:
            yield label if said == "true" else said if label == "remark" else text
