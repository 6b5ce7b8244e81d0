"""Searches opened lists for parties: by name, by identifier, and by address where the list has such addresses.

A name that stands for a listed party leads to that party's entry. The name of a vessel or aircraft is a hit only of a
party that has exactly that name and no legal form of a company. What a hit means in law is for others; of many hits the
first 25 are kept and the rest are counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from exportgate.parties.address_search import ListedAddresses, has_number
from exportgate.parties.countries import Countries
from exportgate.parties.drafts import CRAFT, Draft, Drafts, reach_of
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.explain import Compared
from exportgate.parties.explanation import Explanation
from exportgate.parties.identifier_reading import read_identifiers
from exportgate.parties.index import NameIndex
from exportgate.parties.matches import Match, Matcher
from exportgate.parties.names import party_readings
from exportgate.parties.priority import Territory
from exportgate.parties.reported import ReportedNames
from exportgate.parties.score import DEFAULT_MIN_SCORE
from exportgate.parties.weights import REMEMBERED, Count, Rarity

KEPT = 25
NAMES_KEPT = 50_000
Matches = tuple[tuple[Match, ...], ...]
"""The matches of one name on each list."""
Row = tuple[str, str, str, date | None, str]


@dataclass(frozen=True, slots=True)
class PartyHits:
    """The hits of one party, the first to look at first, and how many more there are beyond those kept."""

    hits: tuple[Hit, ...] = ()
    more: int = 0


def may_mean(index: NameIndex, match: Match) -> bool:
    """Tell whether a party's name may mean the entry that it matches: a vessel or aircraft only by its very name."""
    if index.entry(match.entry).kind not in CRAFT:
        return True
    return match.comparison.exact and not match.query.forms


def total(counts: Sequence[Count]) -> Count:
    """Return the count over all lists, each word counted once."""
    if len(counts) == 1:
        return lru_cache(maxsize=REMEMBERED)(counts[0])
    return lru_cache(maxsize=REMEMBERED)(lambda word: sum(count(word) for count in counts))


def rarity_on(indexes: Sequence[NameIndex]) -> Rarity:
    """Return how rare words are on some lists together."""
    return Rarity(
        entries=sum(index.entries for index in indexes),
        with_word=total([index.entries_with_word for index in indexes]),
        persons_with_word=total([index.persons_with_word for index in indexes]),
        with_acronym=total([index.entries_with_acronym for index in indexes]),
    )


class PartyLists:
    """Several opened lists, searched as one."""

    def __init__(
        self,
        indexes: Iterable[NameIndex],
        territory: Territory | None = None,
        countries: Countries | None = None,
    ) -> None:
        """`territory` gives the country whose treatment a country shares (HK → CN); by default each is its own."""
        self.indexes = tuple(indexes)
        self.rarity = rarity_on(self.indexes)
        self._territory: Territory = territory or str
        self._countries = countries
        self._known: dict[float, dict[str, Matches]] = {}
        self._matchers = lru_cache(maxsize=4)(self._make_matchers)

    def _make_matchers(self, min_score: float) -> tuple[Matcher, ...]:
        return tuple(Matcher(index, self.rarity, min_score) for index in self.indexes)

    @cached_property
    def _addresses(self) -> tuple[ListedAddresses, ...]:
        return tuple(ListedAddresses(index, self._countries) for index in self.indexes)

    def search(
        self, parties: Sequence[Party], min_score: float = DEFAULT_MIN_SCORE, *, explain: bool = False
    ) -> list[PartyHits]:
        """Return the hits of each party whose score is not below the least: by priority, then list, then entity id.

        Those that only a differing place keeps below it are hits on affiliates. Where it is asked for, each hit has its
        explanation.
        """
        return [
            PartyHits(
                tuple(making.explained(draft, explain=explain) for draft in drafts[:KEPT]), max(0, len(drafts) - KEPT)
            )
            for making, drafts in self._drafts(parties, min_score)
        ]

    def all_hits(self, parties: Sequence[Party], min_score: float = DEFAULT_MIN_SCORE) -> Iterator[list[Hit]]:
        """Yield every hit of each party in the same order, however many there are; none of them says why."""
        for _, drafts in self._drafts(parties, min_score):
            yield [draft.hit for draft in drafts]

    def reaching(self, parties: Sequence[Party], min_score: float) -> Iterator[list[tuple[Hit, float]]]:
        """Yield every hit of each party with the highest least score at which it would still be one."""
        for _, drafts in self._drafts(parties, min_score):
            yield [(draft.hit, reach_of(draft)) for draft in drafts]

    def _drafts(self, parties: Sequence[Party], min_score: float) -> Iterator[tuple[Drafts, list[Draft]]]:
        """Yield the hits of each party in order, not yet explained, with what made them."""
        by_name = self._by_name(parties, min_score)
        for party in parties:
            making = self._making(party)
            yield making, sorted(self._best(making, by_name[party.name], min_score), key=_place)

    def explain_comparison(self, party: Party, entry: Entry, compared: Compared) -> Explanation:
        """Return how the names of a party and an entry compare, and what priority follows."""
        return self._making(party).explanation_of(entry, compared)

    def _making(self, party: Party) -> Drafts:
        identifiers = read_identifiers(party.identifiers)
        return Drafts(party, identifiers, self._territory, self.rarity, self._countries, self._reported)

    def _best(self, making: Drafts, by_list: Matches, min_score: float) -> Iterable[Draft]:
        """Return one hit for each entry that the party matches, by whatever agrees best."""
        best: dict[Row, Draft] = {}
        for index, matches in zip(self.indexes, by_list, strict=True):
            for match in matches:
                if may_mean(index, match):
                    _keep(best, making.by_name(index, match))
            for at in index.entries_with_identifier(making.identifiers) if making.identifiers else ():
                _keep(best, making.by_identifier(index, at))
        for draft in self._by_address(making, min_score):
            best.setdefault(_row(draft.hit), draft)
        return best.values()

    @cached_property
    def _reported(self) -> ReportedNames:
        return ReportedNames(self.indexes)

    def _by_name(self, parties: Sequence[Party], min_score: float) -> dict[str, Matches]:
        """Return the matches of each name, per list; a name is matched once, however many addresses it is met with."""
        known = self._known.setdefault(min_score, {})
        if len(known) > NAMES_KEPT:
            known.clear()
        new = [name for name in dict.fromkeys(party.name for party in parties) if name not in known]
        queries = [party_readings(name) for name in new]
        by_list = [matcher.match(queries) for matcher in self._matchers(min_score)]
        for at, name in enumerate(new):
            known[name] = tuple(matches[at] for matches in by_list)
        return known

    def _by_address(self, making: Drafts, min_score: float) -> Iterator[Draft]:
        """Yield the hits of a party's address on listed addresses."""
        asked = making.party.address or has_number(making.party.name)
        for index, addresses in zip(self.indexes, self._addresses, strict=True) if asked else ():
            for found in addresses.search(making.party):
                if found.score >= min_score:
                    yield from making.by_address(index, found)


def _keep(best: dict[Row, Draft], drafts: Iterable[Draft]) -> None:
    """Keep hits, each unless a better one has its entry."""
    for draft in drafts:
        known = best.get(_row(draft.hit))
        if known is None or _worth(draft.hit) > _worth(known.hit):
            best[_row(draft.hit)] = draft


def _row(hit: Hit) -> Row:
    """Return what tells one listed row from another, and the party itself from companies that act for it.

    A row in two states of a list is two, since each may be listed at other times.
    """
    relation = hit.relation if not hit.itself else ""
    return hit.list_id, hit.entry.source, hit.entry.entity_id, hit.entry.held_on, relation


def _worth(hit: Hit) -> tuple[bool, bool, bool, float]:
    """Return what makes one hit on a row better than another: that it decides, is the party itself, and is alike."""
    return hit.decisive, hit.itself, hit.kind == "name", hit.score


def _place(draft: Draft) -> tuple[float, bool, str, str, str]:
    """Return what orders hits: priority, then the listed party itself before one that a name is reported to serve."""
    hit = draft.hit
    return -hit.priority, not hit.itself, hit.list_id, hit.entry.entity_id, hit.kind
