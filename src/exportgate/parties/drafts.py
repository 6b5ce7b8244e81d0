"""Makes hits out of what agrees: a name, a name but for its place, an identifier, or an address; and says what decides.

A name decides where it is exact, no weak alias, and no country contradicts; an identifier where no country contradicts;
an address where the listed unit agrees. A party is no ship: the name of a vessel or aircraft decides nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exportgate.parties.address_search import SHARED, ListedAddressHit, same_address
from exportgate.parties.aligned import aligned
from exportgate.parties.countries import Countries
from exportgate.parties.entry import SAME_PARTY, Entry, Hit, HitKind, Party
from exportgate.parties.explain import Compared, country_reason, name_reasons
from exportgate.parties.explanation import Explanation
from exportgate.parties.identifier_reading import Identifier
from exportgate.parties.identifiers import (
    Agreement,
    agreeing,
    contradicting,
    contradiction_reason,
    elsewhere_reason,
    identifier_reason,
    identifiers_of,
)
from exportgate.parties.index import NameIndex
from exportgate.parties.listed_names import ListedName
from exportgate.parties.matches import Match
from exportgate.parties.notes import notes
from exportgate.parties.priority import (
    AFFILIATE,
    CONTRADICTED,
    WEAK,
    CountryEvidence,
    Territory,
    country_evidence,
    priority,
    priority_parts,
)
from exportgate.parties.reported import ReportedNames, countries_of, matched_entry, reported_reason
from exportgate.parties.score import Comparison
from exportgate.parties.weights import Rarity

CRAFT = frozenset({"vessel", "aircraft"})
GUESSED = 0.85
"""What a name that is not exact counts for in the priority, so that no guess at a severe list hides an exact name."""
IDENTIFIED = 0.99
"""The score of an identifier alone: only a name that is exact after normalization scores 1."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A hit before it is explained, with what its priority is made of and what the explanation needs.

    `counted` is the score that counts in the priority, which `reduced` lowers as a whole; `rarest` is the weight of the
    rarest word that agrees; `apart` is the highest least score at which it would be one of an affiliate.
    """

    hit: Hit
    countries: CountryEvidence
    counted: float
    rarest: float
    reduced: float = 1.0
    compared: Compared | None = None
    shared: tuple[Agreement, ...] = ()
    apart: float = 0.0

    @property
    def weighed(self) -> "Draft":
        """The same with the priority that follows."""
        weight = priority(self.counted, self.hit.entry.source, self.countries, self.rarest, reduced=self.reduced)
        return replace(self, hit=replace(self.hit, priority=weight))


def reach_of(draft: Draft) -> float:
    """Return the highest least score at which a hit still counts: by its name, or below 1 as one on an affiliate.

    Only an identifier makes it 1 where the names are not exact.
    """
    return 1.0 if draft.shared else max(draft.hit.score, draft.apart)


def matched_name(name: str, entry: Entry, match: Match, listed: ListedName) -> str:
    """Return the listed name that matched: of several that are the same after normalization, the one that is meant."""
    literal = match.comparison.exact and name.strip() in entry.names
    return name.strip() if literal else entry.names[listed.place]


def counted_score(comparison: Comparison) -> float:
    """Return what the score of two names counts for in the priority."""
    return comparison.score if comparison.exact else comparison.score * GUESSED


def rarest_weight(comparison: Comparison, rarity: Rarity) -> float:
    """Return the weight of the rarest listed word that agrees."""
    words = (comparison.listed[at] for pair in comparison.alignment.pairs for at in pair.listed)
    return max(map(rarity.weight, words), default=0.0)


@dataclass(frozen=True, slots=True)
class Drafts:
    """Makes the hits of one party; its identifiers are read once."""

    party: Party
    identifiers: tuple[Identifier, ...]
    territory: Territory
    rarity: Rarity
    countries: Countries | None
    names: ReportedNames

    def by_name(self, index: NameIndex, match: Match) -> Iterator[Draft]:
        """Yield the hits of a match; names that agree but for their places are those of affiliates.

        Who may be an affiliate of a company that only acts for a listed party is too far from that party to be named.
        """
        entry, listed = index.entry(match.entry), index.listed_name(match.name)
        comparison = match.comparison
        rarest = rarest_weight(comparison, self.rarity)
        reduced = (WEAK if listed.weak else 1.0) * (AFFILIATE if match.sister else 1.0)
        name = matched_name(self.party.name, entry, match, listed)
        compared = Compared(self.party.name, match.query, name, listed, comparison)
        exact = comparison.exact and not listed.weak and entry.kind not in CRAFT
        kind: HitKind = "affiliate" if match.sister else "name"
        for found in self._hits(index, entry, kind, name, comparison.score):
            may_be_affiliate = found.relation in {"", *SAME_PARTY}
            if match.sister and not may_be_affiliate:
                continue
            countries = self.evidence(found)
            decisive = exact and found.itself and countries is not CountryEvidence.CONTRADICTS
            hit = replace(found, decisive=decisive)
            apart = match.apart if may_be_affiliate else 0.0
            draft = Draft(hit, countries, counted_score(comparison), rarest, reduced, compared, apart=apart)
            yield self._with_identifiers(draft).weighed

    def by_identifier(self, index: NameIndex, at: int) -> Iterator[Draft]:
        """Yield the hits of an entry that may have one of the party's identifiers, none where it has none of them."""
        entry = index.entry(at)
        shared = tuple(agreeing(self.identifiers, identifiers_of(entry)))
        for hit in self._hits(index, entry, "identifier", shared[0].theirs.text, IDENTIFIED) if shared else ():
            yield self._identified(Draft(hit, self.evidence(hit), IDENTIFIED, 1.0, shared=shared)).weighed

    def by_address(self, index: NameIndex, found: ListedAddressHit) -> Iterator[Draft]:
        """Yield the hits of an address; at that of a listed party nothing is decisive.

        The address of a reported name counts where one of the listed party that it stands for would.
        """
        entry = index.entry(found.entry)
        address = entry.kind == "address"
        for hit in self._hits(index, entry, "address", found.text, found.score):
            if hit.reported and not address and hit.entry.source not in SHARED:
                continue
            countries = self.evidence(hit)
            exact = address and hit.itself and found.match.level == "unit"
            decisive = exact and countries is not CountryEvidence.CONTRADICTS
            told = replace(hit, decisive=decisive, why=tuple(found.why))
            yield Draft(told, countries, found.score, found.score).weighed

    def evidence(self, hit: Hit) -> CountryEvidence:
        """Return what the countries of the party and of the matched name say."""
        return country_evidence(self.party.country, countries_of(hit), self.territory)

    def explained(self, draft: Draft, *, explain: bool) -> Hit:
        """Return the hit with its reasons, and with its explanation where that is asked for."""
        hit = draft.hit
        why = [*map(identifier_reason, draft.shared), *self._elsewhere_reasons(draft), *hit.why]
        if draft.compared is not None:
            why += self._of_name(draft.compared, hit)
        why += reported_reason(hit)
        why += country_reason(self.party.country, countries_of(hit), draft.countries)
        explanation = self._explanation(draft) if explain else None
        return replace(hit, why=tuple(reason[:1].upper() + reason[1:] for reason in why), explanation=explanation)

    def explanation_of(self, entry: Entry, compared: Compared) -> Explanation:
        """Return how the names of the party and an entry compare, and what priority follows, whether a hit or not."""
        hit = Hit("", entry, "name", compared.listed_text, compared.comparison.score, 0.0, decisive=False, why=())
        reduced = WEAK if compared.listed.weak else 1.0
        rarest = rarest_weight(compared.comparison, self.rarity)
        counted = counted_score(compared.comparison)
        return self._explanation(Draft(hit, self.evidence(hit), counted, rarest, reduced, compared))

    def _hits(self, index: NameIndex, entry: Entry, kind: HitKind, name: str, score: float) -> Iterator[Hit]:
        """Yield hits on the parties that an entry stands for, neither weighed nor decisive yet."""
        for list_id, listed, reported in self.names.standing_for(index.list_id, entry):
            yield Hit(list_id, listed, kind, name, score, 0.0, decisive=False, why=(), reported=reported)

    def _with_identifiers(self, draft: Draft) -> Draft:
        """Let identifiers speak on a match by name: one that agrees decides, a different one lowers the priority."""
        if not self.identifiers:
            return draft
        listed = identifiers_of(matched_entry(draft.hit))
        if shared := tuple(agreeing(self.identifiers, listed)):
            hit = replace(draft.hit, kind="name")
            return self._identified(replace(draft, hit=hit, shared=shared))
        if any(contradicting(self.identifiers, listed)):
            return replace(draft, reduced=draft.reduced * CONTRADICTED)
        return draft

    def _identified(self, draft: Draft) -> Draft:
        """Raise a hit whose identifier agrees; it decides where no country contradicts and it is no chance meeting.

        One that is stated for another country raises nothing.
        """
        hit, countries = draft.hit, draft.countries
        telling = [one for one in draft.shared if not one.elsewhere(countries_of(hit), self.territory)]
        if not telling:
            return replace(draft, reduced=draft.reduced * CONTRADICTED)
        sure = countries is CountryEvidence.AGREES or any(agreement.sure for agreement in telling)
        decisive = hit.itself and sure and countries is not CountryEvidence.CONTRADICTS
        raised = replace(hit, decisive=hit.decisive or decisive)
        return replace(draft, hit=raised, counted=max(draft.counted, IDENTIFIED), rarest=1.0, reduced=1.0)

    def _elsewhere_reasons(self, draft: Draft) -> Iterator[str]:
        """Yield which identifiers that agree are stated for another country."""
        listed = countries_of(draft.hit)
        for agreement in draft.shared:
            if agreement.elsewhere(listed, self.territory):
                yield elsewhere_reason(agreement, listed)

    def _of_name(self, compared: Compared, hit: Hit) -> Iterator[str]:
        """Yield what the two names say, and what identifiers and addresses say beside them."""
        matched = matched_entry(hit)
        if hit.kind == "affiliate":
            yield (
                f"the names agree but for the place: '{self.party.name}' may be an affiliate of '{hit.matched_name}', "
                "or that party itself; check"
            )
        yield from name_reasons(compared, self.rarity)
        if matched.kind in CRAFT and hit.kind == "name":
            craft = "an aircraft" if matched.kind == "aircraft" else "a vessel"
            yield f"the listed name is that of {craft} and a party is none, so it decides nothing by itself"
        for difference in contradicting(self.identifiers, identifiers_of(matched)) if self.identifiers else ():
            yield contradiction_reason(*difference)
        yield from same_address(self.party, matched, self.countries)

    def _reduced_by(self, draft: Draft) -> Iterator[str]:
        """Yield what makes a hit less likely, so that its priority is multiplied."""
        if draft.reduced == 1.0:
            return
        if draft.compared is not None and draft.compared.listed.weak:
            yield "it is by a weak alias"
        if draft.hit.kind == "affiliate":
            yield "the place is another"
        if any(contradicting(self.identifiers, identifiers_of(matched_entry(draft.hit)))):
            yield "an identifier is another"
        if any(self._elsewhere_reasons(draft)):
            yield "the number is stated for another country"

    def _explanation(self, draft: Draft) -> Explanation:
        """Return how the score and the priority of a hit came about, for the names that were compared, if any were."""
        compared = draft.compared
        return Explanation(
            aligned=aligned(compared, self.rarity) if compared else None,
            priority=priority_parts(
                draft.counted,
                draft.hit.entry.source,
                draft.countries,
                draft.rarest,
                "not exact" if compared is not None and not compared.comparison.exact and not draft.shared else "",
            ),
            reduced=draft.reduced,
            reduced_by=tuple(self._reduced_by(draft)),
            entries=self.rarity.entries,
            notes=tuple(notes(compared, matched_entry(draft.hit))),
        )
