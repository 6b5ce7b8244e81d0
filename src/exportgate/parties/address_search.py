"""Searches listed addresses: those that stand for whoever uses them, and those at which listed parties are.

How far two addresses agree is for `addresses` to say; here a listed unit becomes a near-certain hit and a neighbor in
the same building a weaker one. A street alone is no hit. At the address of a listed party only a shared unit is a hit,
since towers house hundreds of firms; it says nothing of whether the two are one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exportgate.parties.addresses import AddressIndex, AddressMatch, compare_addresses, parse_address
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex

SCORES = {"unit": 0.98, "building": 0.85}
SHARED = ("EL", "MEU", "MIEU", "UVL")
"""The lists of parties at whose address another party is a red flag."""
WITH_UNIT = re.compile(r"#|\b(?:rooms?|rm|units?|flat|suite|ste|office|ofis|shop|apt|kv|pom)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedAddressHit:
    """An address entry, by its number in the index, the listed address as written, and how far it agrees."""

    entry: int
    text: str
    match: AddressMatch

    @property
    def score(self) -> float:
        """How alike the addresses are."""
        return SCORES[self.match.level]


class ListedAddresses:
    """The address entries of a list, and the addresses of its parties that name a unit."""

    def __init__(self, index: NameIndex, countries: Countries | None) -> None:
        rows = [(at, text) for at in index.address_entries for text in addresses_of(index.entry(at))]
        named = [at for at in index.entries_on(SHARED) if at not in index.address_entries]
        units = [(at, text) for at in named for text in index.entry(at).addresses if WITH_UNIT.search(text)]
        self._whole = _Places(index, rows, countries)
        self._units = _Places(index, units, countries)

    def search(self, party: Party) -> Iterator[ListedAddressHit]:
        """Yield the nearest address of each entry that a party's address shares enough with.

        That is the building for an entry which is an address, and a unit for one which is a party.
        """
        yield from self._whole.search(party, lambda match: match.level in SCORES)
        if WITH_UNIT.search(party.address or ""):
            yield from self._units.search(party, lambda match: bool(match.shared))


class _Places:
    """Listed addresses with the entries that they are of."""

    def __init__(self, index: NameIndex, rows: Sequence[tuple[int, str]], countries: Countries | None) -> None:
        self._rows = rows
        listed = (
            parse_address(text, next(iter(index.entry(at).countries), None), countries) for at, text in self._rows
        )
        self._index = AddressIndex(listed, countries) if self._rows else None

    def search(self, party: Party, enough: Callable[[AddressMatch], bool]) -> Iterator[ListedAddressHit]:
        """Yield the nearest address of each entry that agrees enough."""
        seen: set[int] = set()
        for hit in self._index.search(party.address or "", party.country) if self._index else ():
            entry, text = self._rows[hit.position]
            if enough(hit.match) and entry not in seen:
                seen.add(entry)
                yield ListedAddressHit(entry, text, hit.match)


def addresses_of(entry: Entry) -> tuple[str, ...]:
    """Return the addresses of an address entry, whose name is its address where it gives no other."""
    return entry.addresses or (entry.name,)


def same_address(party: Party, entry: Entry, countries: Countries | None) -> Iterator[str]:
    """Say that a party also has an address of an entry that it matches by name: the unit, else the building."""
    if not (party.address and entry.addresses):
        return
    mine = parse_address(party.address, party.country, countries)
    listed = (parse_address(text, None, countries) for text in entry.addresses)
    matches = [match for address in listed if (match := compare_addresses(mine, address))]
    near = [match for level in SCORES for match in matches if match.level == level]
    if near:
        yield f"the address fits as well: {near[0].why}"
