"""Searches the listed addresses that stand for whoever uses them, and compares a party's address with an entry's own.

How far two addresses agree is for `addresses` to say; here a listed unit becomes a near-certain hit and a neighbor in
the same building a weaker one. A street alone is no hit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from exportgate.parties.addresses import AddressIndex, AddressMatch, compare_addresses, parse_address
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex

SCORES = {"unit": 0.98, "building": 0.85}


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
    """The address entries of a list."""

    def __init__(self, index: NameIndex, countries: Countries | None) -> None:
        self._rows = [(at, text) for at in index.address_entries for text in addresses_of(index.entry(at))]
        listed = (
            parse_address(text, next(iter(index.entry(at).countries), None), countries) for at, text in self._rows
        )
        self._index = AddressIndex(listed, countries) if self._rows else None

    def search(self, party: Party) -> Iterator[ListedAddressHit]:
        """Yield the nearest address of each entry that a party's address shares at least the building with."""
        seen: set[int] = set()
        for hit in self._index.search(party.address or "", party.country) if self._index else ():
            entry, text = self._rows[hit.position]
            if hit.match.level in SCORES and entry not in seen:
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
