"""Searches listed addresses: those that stand for whoever uses them, and those at which listed parties are.

How far two addresses agree is for `addresses` to say; here a listed unit becomes a near-certain hit, a neighbor in the
same building a weaker one, and the street alone a weak one that only a low `--min-score` shows. At the address of a
listed party only a shared unit or post box is a hit, since towers house hundreds of firms; it says nothing of whether
the two are one. A name that is itself an address is searched as one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from exportgate.parties.address_index import AddressIndex
from exportgate.parties.address_reading import parse_address
from exportgate.parties.addresses import LEVELS, AddressMatch, MatchLevel, compare_addresses
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex

SCORES: dict[MatchLevel, float] = {"unit": 0.98, "building": 0.85, "street": 0.5}
SHARED = ("EL", "MEU", "MIEU", "UVL")
"""The lists of parties at whose address, or at that of a company of theirs, another party is a red flag."""
WITH_UNIT = re.compile(
    r"#|\b(?:rooms?|rm|units?|flat|suite|ste|office|ofis|shop|apt|kv|pom|of(?= ?\d)|box|pob)\b|室|房", re.IGNORECASE
)
DIGIT = re.compile(r"\d")
REMEMBERED = 65536
NAMED_BESIDE = 5
"""Other listed units of a building that are named beside a hit."""


@dataclass(frozen=True, slots=True)
class ListedAddressHit:
    """An address entry, by its number in the index, the listed address as written, and how far it agrees.

    `beside` names the other listed addresses in the building of a listed unit, short; `by_name` tells that the party's
    name is the address that was searched.
    """

    entry: int
    text: str
    match: AddressMatch
    beside: tuple[str, ...] = ()
    by_name: bool = False

    @property
    def score(self) -> float:
        """How alike the addresses are."""
        return SCORES[self.match.level]

    @property
    def why(self) -> Iterator[str]:
        """How far the address agrees, and what else is listed in the building."""
        if self.by_name:
            yield "the party's name is itself an address"
        yield self.match.why
        if self.beside:
            more = len(self.beside) - NAMED_BESIDE
            rest = f" and {more} more" if more > 0 else ""
            yield f"also listed in this building: {', '.join(self.beside[:NAMED_BESIDE])}{rest}"


class ListedAddresses:
    """The address entries of a list, and the addresses of its parties that name a unit or a post box."""

    def __init__(self, index: NameIndex, countries: Countries | None) -> None:
        rows = [(at, text) for at in index.address_entries for text in addresses_of(index.entry(at))]
        self._whole = len(rows)
        listed = {*index.entries_on(SHARED), *index.reported_entries}
        parties = sorted(listed.difference(index.address_entries))
        rows += [(at, text) for at in parties for text in index.entry(at).addresses if WITH_UNIT.search(text)]
        parsed = (parse_address(text, next(iter(index.entry(at).countries), None), countries) for at, text in rows)
        self._rows = rows
        self._names = {at: index.entry(at).name for at in index.address_entries}
        self._index = AddressIndex(parsed, countries, range(self._whole, len(rows))) if rows else None
        self._countries = countries
        self._found = lru_cache(maxsize=REMEMBERED)(self._search)

    def __len__(self) -> int:
        return len(self._rows)

    def search(self, party: Party) -> tuple[ListedAddressHit, ...]:
        """Return the nearest address of each entry that a party's address shares enough with, the nearest first.

        That is the street for an entry which is an address, and a unit for one which is a party. The party's name is
        asked only where it is itself an address.
        """
        hits = self._found(party.address, party.country) if party.address else ()
        if has_number(party.name):
            by_name = self._found(party.name, party.country)
            if by_name and is_address(party.name, party.country, self._countries):
                known = {hit.entry for hit in hits}
                hits += tuple(replace(hit, by_name=True) for hit in by_name if hit.entry not in known)
        return hits

    def _search(self, text: str, country: str | None) -> tuple[ListedAddressHit, ...]:
        """Return the nearest address of each entry that agrees enough, with what else is listed in the building."""
        near: dict[int, tuple[int, AddressMatch]] = {}
        for hit in self._index.search(text, country) if self._index else ():
            if hit.position < self._whole or hit.match.shared:
                near.setdefault(self._rows[hit.position][0], (hit.position, hit.match))
        inside = [(entry, at) for entry, (at, match) in near.items() if at < self._whole and match.level != "street"]
        return tuple(
            ListedAddressHit(
                entry, self._rows[at][1], match, self._beside(entry, inside) if match.level == "unit" else ()
            )
            for entry, (at, match) in near.items()
        )

    def _beside(self, entry: int, inside: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Return the head of each other address in the building, with the name of its entry."""
        if entry not in dict(inside):
            return ()
        others = [(self._names[other], self._rows[at][1]) for other, at in inside if other != entry]
        return tuple(f"{text.partition(',')[0]} ({name})" for name, text in others)


def addresses_of(entry: Entry) -> tuple[str, ...]:
    """Return the addresses of an address entry, whose name is its address where it gives no other."""
    return entry.addresses or (entry.name,)


def has_number(name: str) -> bool:
    """Tell whether a name has a number, without which it is no address."""
    return DIGIT.search(name) is not None


def is_address(name: str, country: str | None, countries: Countries | None) -> bool:
    """Tell whether a name is itself an address: a house number on a street, or a unit or floor of a building."""
    read = parse_address(name, country, countries)
    return bool((read.kind and read.numbers) or (read.buildings and (read.units or read.floors)) or read.boxes)


def same_address(party: Party, entry: Entry, countries: Countries | None) -> Iterator[str]:
    """Say that a party also has an address of an entry that it matches by name: the unit, else the building."""
    if not (party.address and entry.addresses):
        return
    mine = parse_address(party.address, party.country, countries)
    listed = (parse_address(text, None, countries) for text in entry.addresses)
    matches = [match for address in listed if (match := compare_addresses(mine, address))]
    near = [match for level in LEVELS[:2] for match in matches if match.level == level]
    if near:
        yield f"the address fits as well: {near[0].why}"
