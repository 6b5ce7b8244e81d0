"""Searches opened lists for parties: by name, and by address where the list has addresses that stand for their users.

A hit is decisive only where the name is exact, no weak alias, and no country contradicts, or where the listed unit
agrees. A party is no ship: the name of a vessel or aircraft decides nothing, and is a hit only of a party that has
exactly that name and no legal form of a company. What a hit means in law is for others; of many hits the first 25 are
kept and the rest are counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from exportgate.parties.address_search import ListedAddresses, has_number, same_address
from exportgate.parties.aligned import aligned
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.explain import Compared, country_reason, name_reasons
from exportgate.parties.explanation import Explanation
from exportgate.parties.index import NameIndex
from exportgate.parties.listed_names import ListedName
from exportgate.parties.matches import Match, Matcher
from exportgate.parties.names import readings
from exportgate.parties.notes import notes
from exportgate.parties.priority import (
    WEAK,
    CountryEvidence,
    Territory,
    country_evidence,
    priority,
    priority_parts,
)
from exportgate.parties.score import DEFAULT_MIN_SCORE, Comparison
from exportgate.parties.weights import REMEMBERED, Count, Rarity

KEPT = 25
CRAFT = frozenset({"vessel", "aircraft"})
NAMES_KEPT = 500_000
Matches = tuple[tuple[Match, ...], ...]
"""The matches of one name on each list."""


@dataclass(frozen=True, slots=True)
class PartyHits:
    """The hits of one party, the first to look at first, and how many more there are beyond those kept."""

    hits: tuple[Hit, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A hit before it is explained, with what the explanation needs."""

    hit: Hit
    compared: Compared | None = None


def matched_name(name: str, entry: Entry, match: Match, listed: ListedName) -> str:
    """Return the listed name that matched: of several that are the same after normalization, the one that is meant."""
    literal = match.comparison.exact and name.strip() in entry.names
    return name.strip() if literal else entry.names[listed.place]


def may_mean(index: NameIndex, match: Match) -> bool:
    """Tell whether a party's name may mean the entry that it matches: a vessel or aircraft only by its very name."""
    if index.entry(match.entry).kind not in CRAFT:
        return True
    return match.comparison.exact and not match.query.forms


def total(counts: Sequence[Count]) -> Count:
    """Return the count over all lists, each word counted once."""
    if len(counts) == 1:
        return counts[0]
    return lru_cache(maxsize=REMEMBERED)(lambda word: sum(count(word) for count in counts))


def rarity_on(indexes: Sequence[NameIndex]) -> Rarity:
    """Return how rare words are on some lists together."""
    return Rarity(
        entries=sum(index.entries for index in indexes),
        with_word=total([index.entries_with_word for index in indexes]),
        persons_with_word=total([index.persons_with_word for index in indexes]),
        with_acronym=total([index.entries_with_acronym for index in indexes]),
    )


def rarest_weight(comparison: Comparison, rarity: Rarity) -> float:
    """Return the weight of the rarest listed word that agrees."""
    words = (comparison.listed[at] for pair in comparison.alignment.pairs for at in pair.listed)
    return max(map(rarity.weight, words), default=0.0)


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

        Where it is asked for, each hit has its explanation.
        """
        return [
            PartyHits(
                tuple(self._explained(party, draft, explain=explain) for draft in drafts[:KEPT]),
                max(0, len(drafts) - KEPT),
            )
            for party, drafts in zip(parties, self._drafts(parties, min_score), strict=True)
        ]

    def all_hits(self, parties: Sequence[Party], min_score: float = DEFAULT_MIN_SCORE) -> Iterator[list[Hit]]:
        """Yield every hit of each party in the same order, however many there are; none of them says why."""
        for drafts in self._drafts(parties, min_score):
            yield [draft.hit for draft in drafts]

    def _drafts(self, parties: Sequence[Party], min_score: float) -> Iterator[list[Draft]]:
        """Yield the hits of each party in order, not yet explained."""
        by_name = self._by_name(parties, min_score)
        for party in parties:
            drafts: list[Draft] = []
            for index, matches in zip(self.indexes, by_name[party.name], strict=True):
                drafts += [self._draft(party, index, match) for match in matches if may_mean(index, match)]
            named = {(draft.hit.list_id, draft.hit.entry.entity_id) for draft in drafts}
            drafts += [
                draft
                for draft in self._by_address(party, min_score)
                if (draft.hit.list_id, draft.hit.entry.entity_id) not in named
            ]
            drafts.sort(
                key=lambda draft: (-draft.hit.priority, draft.hit.list_id, draft.hit.entry.entity_id, draft.hit.kind)
            )
            yield drafts

    def _by_name(self, parties: Sequence[Party], min_score: float) -> dict[str, Matches]:
        """Return the matches of each name, per list; a name is matched once, however many addresses it is met with."""
        known = self._known.setdefault(min_score, {})
        if len(known) > NAMES_KEPT:
            known.clear()
        new = [name for name in dict.fromkeys(party.name for party in parties) if name not in known]
        queries = [readings(name) for name in new]
        by_list = [matcher.match(queries) for matcher in self._matchers(min_score)]
        for at, name in enumerate(new):
            known[name] = tuple(matches[at] for matches in by_list)
        return known

    def _draft(self, party: Party, index: NameIndex, match: Match) -> Draft:
        """Return the hit of a match, not yet explained."""
        entry, listed = index.entry(match.entry), index.listed_name(match.name)
        countries = country_evidence(party.country, entry.countries, self._territory)
        comparison = match.comparison
        rarest = rarest_weight(comparison, self.rarity)
        hit = Hit(
            list_id=index.list_id,
            entry=entry,
            kind="name",
            matched_name=matched_name(party.name, entry, match, listed),
            score=comparison.score,
            priority=priority(comparison.score, entry.source, countries, rarest, weak=listed.weak),
            decisive=comparison.exact
            and not listed.weak
            and entry.kind not in CRAFT
            and countries is not CountryEvidence.CONTRADICTS,
            why=(),
        )
        return Draft(hit, Compared(party.name, match.query, hit.matched_name, listed, comparison))

    def _by_address(self, party: Party, min_score: float) -> Iterator[Draft]:
        """Yield the hits of a party's address on listed addresses; at that of a listed party nothing is decisive."""
        asked = party.address or has_number(party.name)
        for index, addresses in zip(self.indexes, self._addresses, strict=True) if asked else ():
            for found in addresses.search(party):
                if found.score >= min_score:
                    entry = index.entry(found.entry)
                    countries = country_evidence(party.country, entry.countries, self._territory)
                    hit = Hit(
                        list_id=index.list_id,
                        entry=entry,
                        kind="address",
                        matched_name=found.text,
                        score=found.score,
                        priority=priority(found.score, entry.source, countries, found.score),
                        decisive=entry.kind == "address"
                        and found.match.level == "unit"
                        and countries is not CountryEvidence.CONTRADICTS,
                        why=tuple(found.why),
                    )
                    yield Draft(hit)

    def _explained(self, party: Party, draft: Draft, *, explain: bool) -> Hit:
        """Return the hit with its reasons, and with its explanation where that is asked for."""
        hit = draft.hit
        countries = country_evidence(party.country, hit.entry.countries, self._territory)
        why = [*hit.why]
        if draft.compared is not None:
            why += name_reasons(draft.compared, self.rarity)
            if hit.entry.kind in CRAFT:
                craft = "an aircraft" if hit.entry.kind == "aircraft" else "a vessel"
                why.append(f"the listed name is that of {craft} and a party is none, so it decides nothing by itself")
            why += same_address(party, hit.entry, self._countries)
        why += country_reason(party.country, hit.entry.countries, countries)
        explanation = self._explanation(hit.entry, hit.score, draft.compared, countries) if explain else None
        return replace(hit, why=tuple(reason[:1].upper() + reason[1:] for reason in why), explanation=explanation)

    def explain_comparison(self, party: Party, entry: Entry, compared: Compared) -> Explanation:
        """Return how the names of a party and an entry compare, and what priority follows."""
        countries = country_evidence(party.country, entry.countries, self._territory)
        return self._explanation(entry, compared.comparison.score, compared, countries)

    def _explanation(
        self, entry: Entry, score: float, compared: Compared | None, countries: CountryEvidence
    ) -> Explanation:
        """Return how a score and a priority came about, for the names that were compared, if any were."""
        rarest = rarest_weight(compared.comparison, self.rarity) if compared else score
        return Explanation(
            aligned=aligned(compared, self.rarity) if compared else None,
            priority=priority_parts(score, entry.source, countries, rarest),
            reduced=WEAK if compared is not None and compared.listed.weak else 1.0,
            entries=self.rarity.entries,
            notes=tuple(notes(compared, entry)),
        )
