"""Joins what FollowTheMoney keeps in entities of its own to the parties that it belongs to, in whatever order it comes.

Sanctions, addresses and documents are taken apart; of every other tie, such as an ownership, a remark says what it is
and who is at its other end.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from exportgate.parties.countries import Countries
from exportgate.parties.lists.ftm_model import (
    ADDRESS_PARTS,
    HOLDERS,
    IDENTIFIERS,
    NAMES,
    SILENT,
    FtmEntity,
    country_of,
    words_of,
)

DOCUMENTS = {"Identification": "Identification Number", "Passport": "Passport"}
NUMBERED = frozenset({*DOCUMENTS, "CryptoWallet", "Security"})


@dataclass(slots=True)
class Joined:
    """What other entities say of one party."""

    sanctions: list[FtmEntity] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class Links:
    """Everything in a file that is no party, and who the parties are."""

    def __init__(self, countries: Countries) -> None:
        self._countries = countries
        self._names: dict[str, str] = {}
        self._addresses: dict[str, FtmEntity] = {}
        self._at: dict[str, list[str]] = {}
        self._others: list[FtmEntity] = []
        self._joined: dict[str, Joined] = {}
        self._used: set[str] = set()
        self._tied: set[str] = set()

    def take(self, entity: FtmEntity) -> None:
        """Note an entity of the file."""
        if entity.is_party:
            self._names[entity.id] = entity.caption or next(iter(entity.values(*NAMES)), entity.id)
        if entity.schema == "Address":
            self._addresses[entity.id] = entity
            if entity.inside:
                self._at.setdefault(entity.inside, []).append(entity.id)
        elif not entity.is_party:
            self._others.append(entity)
        for address in entity.values("addressEntity"):
            self._at.setdefault(entity.id, []).append(address)

    def join(self) -> None:
        """Join everything to its parties, once all entities are noted."""
        for party, places in self._at.items():
            for place in dict.fromkeys(places):
                if address := self._addresses.get(place):
                    self._locate(self._of(party), address)
        self._used = {place for party, places in self._at.items() if party in self._names for place in places}
        for entity in self._others:
            holders = self.holders(entity)
            self._tied.update(holders if len(holders) > 1 else ())
            for party in holders:
                self._tie(self._of(party), entity, party)

    def joined(self, party: str) -> Joined:
        """Return what other entities say of a party."""
        return self._joined.get(party) or Joined()

    def holders(self, entity: FtmEntity) -> tuple[str, ...]:
        """Return the parties that an entity which is none names, each once."""
        named = (value for values in entity.properties.values() for value in values if value in self._names)
        inside = (entity.inside,) if entity.inside in self._names else ()
        return tuple(dict.fromkeys([*named, *inside]))

    def is_used(self, entity: FtmEntity) -> bool:
        """Tell whether an entity that is no party says something of one."""
        return entity.id in self._used if entity.schema == "Address" else bool(self.holders(entity))

    def is_tied(self, party: str) -> bool:
        """Tell whether something ties a party to another one, whose remarks name it then."""
        return party in self._tied

    def _of(self, party: str) -> Joined:
        return self._joined.setdefault(party, Joined())

    def _locate(self, joined: Joined, address: FtmEntity) -> None:
        written = address.values("full") or (", ".join(address.values(*ADDRESS_PARTS)),)
        countries = address.values("country")
        for text in filter(None, written):
            joined.addresses.append(text)
        joined.countries += countries

    def _tie(self, joined: Joined, entity: FtmEntity, party: str) -> None:
        if entity.schema == "Sanction":
            joined.sanctions.append(entity)
        elif entity.schema in NUMBERED and party in {*entity.values(*HOLDERS), entity.inside}:
            joined.identifiers += self._numbers(entity)
            joined.countries += entity.values("country") if entity.schema in DOCUMENTS else ()
            joined.remarks += self._told(entity, party, {"number", "type", "country", *HOLDERS, *IDENTIFIERS})
        else:
            joined.remarks += self._told(entity, party, frozenset())

    def _numbers(self, entity: FtmEntity) -> Iterator[str]:
        """Yield the numbers of a document, a wallet or a security, each with its label and the country of issue."""
        label = next(iter(entity.values("type")), "") or DOCUMENTS.get(entity.schema, "")
        codes = [country_of(text, self._countries) for text in entity.values("country")]
        country = "".join(f", {code}" for code in codes[:1] if code)
        for number in entity.values("number"):
            yield f"{label}: {number}{country}"
        for name, known in IDENTIFIERS.items():
            for number in entity.values(name):
                if number not in entity.values("number"):
                    yield f"{known}: {number}{country}"

    def _told(self, entity: FtmEntity, party: str, taken: AbstractSet[str]) -> Iterator[str]:
        """Yield in one remark what an entity says beside what was taken of it."""
        said = []
        for name, values in entity.properties.items():
            texts = [self._names.get(value, value) for value in values if value != party]
            if texts and name not in SILENT and name not in taken:
                said.append(f"{words_of(name)} {', '.join(texts)}")
        if said:
            yield f"{words_of(entity.schema)}: {'; '.join(said)}"
