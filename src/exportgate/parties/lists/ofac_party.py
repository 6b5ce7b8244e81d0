"""Takes an entity of the OFAC lists in enhanced XML apart: names, addresses, features, documents, relationships."""

import re

from exportgate.parties.countries import Countries
from exportgate.parties.identifier_labels import kind_of
from exportgate.parties.lists.csl_csv import made_id
from exportgate.parties.lists.csl_fields import IDENTIFIER_LABEL
from exportgate.parties.lists.ofac_remarks import FORMER_OR_NEW
from exportgate.parties.lists.xml_node import XmlNode

ADDRESS_PARTS = ("ADDRESS1", "ADDRESS2", "ADDRESS3", "CITY", "STATE/PROVINCE", "REGION", "POSTAL CODE")
CONTACT = re.compile(f"{IDENTIFIER_LABEL.pattern}|call sign", re.IGNORECASE)
ORIGINS = {"citizenship country": "citizenship", "nationality country": "nationality"}
ORIGINS |= {"nationality of registration": "nationality of registration"}
REMARKED = {"birthdate": "born", "place of birth": "born in", "gender": "gender"}
SILENT = frozenset(
    {"id", "refId", "identityId", "versionId", "isPrimary", "nameId", "nameTranslationId", "featureTypeId", "entityId"}
    | {"valueRefId", "valueDate", "isValid", "script", "nameParts", "formattedFirstName", "formattedLastName"}
)
"""What ties the publisher's records together, or says again what stands elsewhere in the entity."""


class OfacParty:
    """One entity: what an entry holds, and `remarks` with everything else that it says."""

    def __init__(self, node: XmlNode, countries: Countries) -> None:
        self._countries = countries
        self._strong: list[str] = []
        self._weak: list[str] = []
        self._places: list[str] = []
        self._addresses: list[str] = []
        self._identifiers: list[str] = []
        self.name = ""
        self.remarks: list[str] = []
        self.kind = node.take_text("generalInfo", "entityType")
        self.programs = node.take_texts("sanctionsPrograms", "sanctionsProgram")
        self.remarks += [f"title: {text}" for text in node.take_texts("generalInfo", "title")]
        self.remarks += node.take_texts("generalInfo", "remarks")
        for name in node.take("names", "name"):
            self._name(name)
        for address in node.take("addresses", "address"):
            self._address(address)
        for feature in node.take("features", "feature"):
            self._feature(feature)
        for document in node.take("identityDocuments", "identityDocument"):
            self._document(document)
        for relationship in node.take("relationships", "relationship"):
            self._relationship(relationship)
        self.remarks += [f"sanctions: {text}" for text in node.take_texts("sanctionsTypes", "sanctionsType")]
        self.remarks += [f"authority: {text}" for text in node.take_texts("legalAuthorities", "legalAuthority")]
        self.entity_id = node.attributes.get("id", "").strip() or made_id("OFAC", self.name)
        self.remarks += node.untaken(SILENT)

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every name but the first and the weak ones, those in another script among them."""
        return tuple(name for name in dict.fromkeys(self._strong) if name != self.name)

    @property
    def weak_aliases(self) -> tuple[str, ...]:
        """The names that the publisher calls low in quality."""
        return tuple(name for name in dict.fromkeys(self._weak) if name not in {self.name, *self._strong})

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries of addresses, citizenship, nationality and registration."""
        return tuple(dict.fromkeys(self._places))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses, in each script that the list gives."""
        return tuple(dict.fromkeys(self._addresses))

    @property
    def identifiers(self) -> tuple[str, ...]:
        """The identifiers as "label: number, country"."""
        return tuple(dict.fromkeys(self._identifiers))

    def _name(self, name: XmlNode) -> None:
        primary = name.take_text("isPrimary") == "true"
        weak = name.take_text("isLowQuality") == "true"
        alias_type = name.take_text("aliasType")
        written = [_full_name(translation) for translation in name.take("translations", "translation")]
        names = [text for text in written if text]
        if primary and names and not self.name:
            self.name = names[0]
        (self._weak if weak and not primary else self._strong).extend(names)
        if not names:
            return
        if former := FORMER_OR_NEW.get(alias_type[:1].casefold()):
            self.remarks.append(f"{former}: {names[0]}")
        self.remarks += [f"{names[0]}: {text}" for text in name.untaken(SILENT)]

    def _address(self, address: XmlNode) -> None:
        country = address.take_text("country")
        code = self._countries.country(country.removeprefix("Region: "))
        self._places += [code] if code else []
        translations = address.take("translations", "translation")
        for translation in translations:
            parts = translation.take("addressParts", "addressPart")
            by_type = {part.take_text("type"): part.take_text("value") for part in parts}
            said = [by_type.pop(kind, "") for kind in ADDRESS_PARTS]
            text = ", ".join(filter(None, (*said, *by_type.values(), country if country != "undetermined" else "")))
            if text and text != country:
                self._addresses.append(text)
        if code is None and country != "undetermined" and not any(country in text for text in self._addresses):
            self.remarks += [f"address: {country}"] if country else []
        translated = (told for translation in translations for told in translation.untaken(SILENT))
        self.remarks += [f"address: {text}" for text in (*address.untaken(SILENT), *translated)]

    def _feature(self, feature: XmlNode) -> None:
        label = feature.take_text("type").rstrip(" :-")
        value = feature.take_text("value") or feature.take_text("valueDate", "fromDateBegin")
        reliability = feature.take_text("reliability")
        beside = [f"reliability: {reliability}" if reliability not in {"", "Confirmed"} else ""]
        beside += [*feature.take_texts("comments"), *feature.untaken(SILENT)]
        told = " ".join(filter(None, (value, *(f"({text.strip('()')})" for text in beside if text))))
        key = label.casefold()
        if key in ORIGINS:
            code = self._countries.country(value)
            self._places += [code] if code else []
        said_as = ORIGINS.get(key) or REMARKED.get(key)
        if said_as is None and is_identifier(label):
            self._identifiers.append(f"{label}: {told}")
        else:
            self.remarks.append(f"{said_as or label}: {told}")

    def _document(self, document: XmlNode) -> None:
        label, number = document.take_text("type"), document.take_text("documentNumber")
        country = document.take_text("issuingCountry")
        code = self._countries.country(country) or country
        document.take("name")
        if number:
            self._identifiers.append(f"{label}: {number}{', ' if code else ''}{code}")
        beside = ["not valid"] if document.take_text("isValid") == "false" else []
        beside += document.untaken(SILENT)
        if beside:
            self.remarks.append(f"{label} {number}: {', '.join(beside)}")

    def _relationship(self, relationship: XmlNode) -> None:
        kind, other = relationship.take_text("type"), relationship.take_text("relatedEntity")
        beside = ", ".join(relationship.untaken(SILENT))
        self.remarks.append(f"{kind}: {other}{f' ({beside})' if beside else ''}")


def is_identifier(label: str) -> bool:
    """Tell whether a feature is a number of the party, or a way to reach it, and not a fact about it."""
    kind = kind_of(label)
    return kind not in {"", "other"} or (kind == "other" and CONTACT.search(label) is not None)


def _full_name(translation: XmlNode) -> str:
    """Return a name as the list writes it, or its parts in one where it only gives these."""
    full = translation.take_text("formattedFullName")
    if full:
        return full
    return " ".join(part.take_text("value") for part in translation.take("nameParts", "namePart"))
