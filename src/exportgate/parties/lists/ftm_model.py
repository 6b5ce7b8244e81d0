"""Entities of FollowTheMoney as they are written: which are parties, what each property is to an entry, nested ones."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exportgate.parties.countries import Countries
from exportgate.parties.entry import EntryKind
from exportgate.parties.lists.csl_fields import tidy

KINDS: Mapping[str, EntryKind] = {
    "LegalEntity": "entity",
    "Organization": "entity",
    "Company": "entity",
    "PublicBody": "entity",
    "Person": "individual",
    "Vessel": "vessel",
    "Airplane": "aircraft",
}
"""The schemata of parties."""
NAMES = ("name", "alias", "previousName")
WEAK_NAMES = ("weakAlias", "abbreviation")
NAME_PARTS = ("firstName", "secondName", "middleName", "lastName")
COUNTRIES = ("country", "jurisdiction", "mainCountry", "nationality", "citizenship", "flag")
IDENTIFIERS = {
    "leiCode": "LEI",
    "registrationNumber": "Registration Number",
    "taxNumber": "Tax ID No.",
    "idNumber": "Identification Number",
    "vatCode": "VAT Number",
    "innCode": "INN",
    "ogrnCode": "OGRN",
    "okpoCode": "OKPO Registration Number",
    "kppCode": "KPP",
    "uscCode": "Unified Social Credit Code",
    "dunsCode": "DUNS",
    "uniqueEntityId": "Unique Entity ID",
    "cageCode": "CAGE Registration Number",
    "licenseNumber": "License Number",
    "swiftBic": "SWIFT/BIC",
    "isinCode": "ISIN",
    "isin": "ISIN",
    "ticker": "Ticker",
    "imoNumber": "IMO",
    "mmsi": "MMSI",
    "callSign": "Call Sign",
    "serialNumber": "Serial Number",
    "passportNumber": "Passport",
    "socialSecurityNumber": "SSN",
    "npiCode": "NPI Number",
    "email": "Email Address",
    "phone": "Phone Number",
    "website": "Website",
    "publicKey": "Digital Currency Address",
    "cryptoAddress": "Digital Currency Address",
}
HOLDERS = ("holder", "issuer")
"""The properties by which documents, wallets and securities name whose they are."""
TOLD_AS = {"birthDate": "born", "birthPlace": "born in", "notes": "", "summary": "", "description": ""}
"""What a property is called in remarks, where its name would not do."""
SILENT = frozenset({"modifiedAt", "retrievedAt", "createdAt", "indexText", "namesMentioned", "alephUrl", "proof"})
"""What serves the upkeep of the data."""
ADDRESS_PARTS = ("remarks", "postOfficeBox", "street", "street2", "city", "postalCode", "region", "state")
LISTING_TOPICS = frozenset({"sanction", "sanction.counter", "sanction.control", "export.control", "debarment"})
"""Topics that say that an entity itself is listed, not one that it is linked to."""
WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
PARTIAL_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
MOST_LEVELS = 16


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """An entity; a nested one is written within the entity `inside`. Values that are entities stand as their ids."""

    id: str
    schema: str
    properties: Mapping[str, tuple[str, ...]]
    datasets: tuple[str, ...] = ()
    target: bool | None = None
    caption: str = ""
    seen: str = ""
    inside: str = ""

    def values(self, *names: str) -> tuple[str, ...]:
        """Return the values of some properties, each once, in their order."""
        return tuple(dict.fromkeys(value for name in names for value in self.properties.get(name, ())))

    @property
    def is_party(self) -> bool:
        """Whether it is somebody, or something that is listed as such and is nobody's, such as a wallet."""
        return self.schema in KINDS or (self.target is True and not self.values(*HOLDERS))

    @property
    def is_named_as_listed(self) -> bool:
        """Whether the entity itself is said to be listed; one that says nothing of it is, as in a file of one list."""
        return self.target is not False or not LISTING_TOPICS.isdisjoint(self.values("topics"))


def entities_of(value: Any, inside: str = "", level: int = 0) -> Iterator[FtmEntity]:
    """Yield an entity and, after it, those written within its properties.

    Raises:
        ValueError: a value is no entity; says what it lacks.
    """
    if not isinstance(value, dict) or not isinstance(value.get("properties"), dict):
        raise ValueError("it is no entity of FollowTheMoney: 'properties' are missing")  # noqa: TRY004 - a value read
    texts = [value.get(key) for key in ("id", "schema")]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise ValueError("it is no entity of FollowTheMoney: 'id' or 'schema' is missing")
    if level > MOST_LEVELS:
        raise ValueError("entities are nested more deeply than any list needs")
    own, nested = str(texts[0]), []
    properties: dict[str, tuple[str, ...]] = {}
    for name, held in value["properties"].items():
        items = held if isinstance(held, list) else [held]
        nested += [item for item in items if isinstance(item, dict)]
        properties[name] = tuple(dict.fromkeys(filter(None, map(_written, items))))
    datasets, caption, seen = (value.get(key) for key in ("datasets", "caption", "last_seen"))
    yield FtmEntity(
        own,
        str(texts[1]),
        properties,
        tuple(str(name) for name in datasets) if isinstance(datasets, list) else (),
        value["target"] if isinstance(value.get("target"), bool) else None,
        tidy(caption) if isinstance(caption, str) else "",
        seen if isinstance(seen, str) else "",
        inside,
    )
    for item in nested:
        yield from entities_of(item, own, level + 1)


def _written(item: Any) -> str:
    """Return a value as text; of a party its id, of what belongs to one by its place nothing."""
    if isinstance(item, dict):
        return str(item.get("id") or "") if item.get("schema") in KINDS else ""
    return "" if item is None else tidy(str(item))


def words_of(name: str) -> str:
    """Return the name of a property or schema in words (`birthDate` is "birth date")."""
    return WORDS.sub(" ", name).lower()


def country_of(text: str, countries: Countries) -> str | None:
    """Return the country of a code such as `ru` or `cn-xz`, or of a name."""
    return countries.country(text.upper() if len(text) == 2 else text) or countries.country(
        text.partition("-")[0].upper()
    )


def first_day(text: str) -> date | None:
    """Return the first day that a date may mean, which may lack its day or month."""
    found = PARTIAL_DAY.match(text)
    return _date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def last_day(text: str) -> date | None:
    """Return the last day that a date may mean, which may lack its day or month."""
    found = PARTIAL_DAY.match(text)
    if found is None:
        return None
    days = [int(found[3])] if found[3] else range(31, 27, -1)
    return next(filter(None, (_date(int(found[1]), int(found[2] or 12), day) for day in days)), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
