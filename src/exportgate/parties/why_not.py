"""Says of any entry of the lists why a party hits it or does not: the answer of `lookup --against`.

Every name of the entry is compared with the plain scorer, without the index, so that what the index finds can be held
to it: where the two disagree the program has a defect, and the answer says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from exportgate.foundation.characters import shown
from exportgate.foundation.truth import Truth
from exportgate.parties.address_reading import parse_address
from exportgate.parties.address_search import SCORES, SHARED, addresses_of
from exportgate.parties.addresses import LEVELS, AddressMatch, compare_addresses
from exportgate.parties.countries import Countries
from exportgate.parties.drafts import CRAFT
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.explain import Compared, weakness
from exportgate.parties.explanation import Explanation, Reason, figure
from exportgate.parties.home import compare_at
from exportgate.parties.listing import in_force, listed_text
from exportgate.parties.named_entry import NamedEntry
from exportgate.parties.names import party_readings
from exportgate.parties.reported import reported_reason
from exportgate.parties.search import KEPT, PartyLists
from exportgate.parties.shortfalls import shortfalls


@dataclass(frozen=True, slots=True)
class WhyNot:
    """How a party stands to one entry.

    `hit` is there where the entry is a hit, and `rank` its place among all hits, from 1. `score` is that of the listed
    name that is most alike, `matched_name`; `explanation` lays the two side by side, if names could be compared.
    """

    list_id: str
    entry: Entry
    hit: Hit | None
    rank: int
    matched_name: str
    score: float
    explanation: Explanation | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the party, the least score, how many hits are shown, and the day."""

    party: Party
    min_score: float
    limit: int
    on: date


ASKED_OF, OTHERS_NAMED = 50, 5
"""Of how many entries that one text names it is asked how near they are, and how many of the others are named."""


def why_not_nearest(
    lists: PartyLists, found: Sequence[NamedEntry], asked: Asked, countries: Countries | None
) -> WhyNot:
    """Say why a party hits the nearest of some entries, or why not, and name the others, by what a person can ask."""
    answers = [(why_not(lists, named, asked, countries), named) for named in found[:ASKED_OF]]
    answers.sort(key=lambda one: (one[0].hit is None, one[0].rank, -one[0].score))
    (nearest, _), *others = answers
    if not others:
        return nearest
    told = [
        f"{shown(named.reference)} '{shown(named.entry.name)}' ("
        + (f"a hit, number {answer.rank} by priority)" if answer.hit else f"no hit, score {figure(answer.score)})")
        for answer, named in others[:OTHERS_NAMED]
    ]
    more = f" and {len(found) - 1 - len(told)} more" if len(found) - 1 > len(told) else ""
    text = (
        f"{len(found)} entries are called so, and this one is the nearest; the others: {'; '.join(told)}{more}; ask "
        "for one of them as it is written here"
    )
    return replace(nearest, reasons=(*nearest.reasons, Reason("others", text)))


def why_not(lists: PartyLists, named: NamedEntry, asked: Asked, countries: Countries | None) -> WhyNot:
    """Say why a party hits an entry, or why not."""
    entry = named.entry
    (hits,) = lists.all_hits([asked.party], asked.min_score)
    rank, hit = next(((rank, hit) for rank, hit in enumerate(hits, 1) if is_of(hit, named)), (0, None))
    if hit is not None and hit.reported is not None:
        return by_reported_name(lists, named, asked, hit, rank)
    best = best_comparison(lists, named, asked)
    explanation = explanation_of(lists, named, asked, best)
    reasons = [
        *standing_reasons(asked, entry, hit, rank),
        *name_reasons(asked, entry, hit, best, explanation),
        *address_reasons(asked.party, entry, countries),
        *defect_reasons(asked, entry, best, hit),
    ]
    return WhyNot(
        list_id=named.index.list_id,
        entry=entry,
        hit=hit,
        rank=rank,
        matched_name=best.listed_text if best else entry.name,
        score=best.comparison.score if best else 0.0,
        explanation=explanation,
        reasons=tuple(reasons),
    )


def by_reported_name(lists: PartyLists, named: NamedEntry, asked: Asked, hit: Hit, rank: int) -> WhyNot:
    """Say how a party hits an entry by a name that is reported to stand for it."""
    (kept,) = lists.search([asked.party], asked.min_score, explain=True)
    same = (one for one in kept.hits if one.reported is not None and is_of(one, named))
    return WhyNot(
        list_id=named.index.list_id,
        entry=named.entry,
        hit=hit,
        rank=rank,
        matched_name=hit.matched_name,
        score=hit.score,
        explanation=next((one.explanation for one in same), None),
        reasons=tuple(standing_reasons(asked, named.entry, hit, rank)),
    )


def is_of(hit: Hit, named: NamedEntry) -> bool:
    """Tell whether a hit is on an entry, or came about by it where it is a reported name."""
    wanted = named.index.list_id, named.entry.source, named.entry.entity_id
    by = hit.reported
    return wanted == (hit.list_id, hit.entry.source, hit.entry.entity_id) or (
        by is not None and wanted == (by.list_id, by.entry.source, by.entry.entity_id)
    )


def explanation_of(lists: PartyLists, named: NamedEntry, asked: Asked, best: Compared | None) -> Explanation | None:
    """Return the explanation of the best comparison, by the hit itself where it is among those that are kept."""
    if best is None:
        return None
    (kept,) = lists.search([asked.party], asked.min_score, explain=True)
    for hit in kept.hits:
        view = hit.explanation.aligned if hit.explanation is not None and is_of(hit, named) else None
        if view is not None and view.listed == best.listed_text:
            return hit.explanation
    return lists.explain_comparison(asked.party, named.entry, best)


def best_comparison(lists: PartyLists, named: NamedEntry, asked: Asked) -> Compared | None:
    """Compare a party's name with every name of an entry; return the best of those that may be a hit, else the best."""
    index, entry = named.index, named.entry
    found: list[tuple[tuple[bool, bool, float], Compared]] = []
    for reading in party_readings(asked.party.name):
        for number in index.names_of(named.number):
            listed = index.listed_name(number)
            query, comparison = compare_at(index.home_of(named.number), reading, listed, lists.rarity)
            one = Compared(asked.party.name, query, entry.names[listed.place], listed, comparison)
            reaches = comparison.score >= asked.min_score and may_count(one)
            found.append(((reaches, comparison.exact, comparison.score), one))
    return max(found, key=lambda ranked: ranked[0])[1] if found else None


def may_count(compared: Compared) -> bool:
    """Tell whether a listed name may be a hit at all: a weak alias only where it is exact."""
    return compared.comparison.exact or not compared.listed.weak


def may_mean(compared: Compared, entry: Entry) -> bool:
    """Tell whether a party's name may mean the entry: a vessel or aircraft only by its very name."""
    return entry.kind not in CRAFT or (compared.comparison.exact and not compared.query.forms)


def standing_reasons(asked: Asked, entry: Entry, hit: Hit | None, rank: int) -> Iterator[Reason]:
    """Say where among the hits the entry stands, and whether it counts on the day."""
    if hit is not None:
        by = "a name but for its place" if hit.kind == "affiliate" else f"its {hit.kind}"
        yield Reason("hit", f"it is a hit by {by}, number {rank} by priority")
        for text in reported_reason(hit):
            yield Reason("reported", text)
        if rank > KEPT:
            yield Reason("not_shown", f"it is only counted: the first {KEPT} hits are shown")
        elif rank > asked.limit:
            yield Reason("not_shown", f"it is only counted with --limit {asked.limit}: --limit {rank} shows it")
    if in_force(entry, asked.on) is Truth.NO:
        yield Reason("not_in_force", f"on {asked.on} it does not count: {listed_text(entry, asked.on)}")


def name_reasons(
    asked: Asked, entry: Entry, hit: Hit | None, best: Compared | None, explanation: Explanation | None
) -> Iterator[Reason]:
    """Say what keeps the names apart."""
    if best is None:
        if entry.kind == "address":
            yield Reason("address_entry", "the entry is an address, so the name of a party plays no part")
        return
    score, least = best.comparison.score, asked.min_score
    if not may_count(best):
        text = f"{weakness(best)}: it must be exact, and is not"
        yield Reason("weak_alias", text)
    if not may_mean(best, entry):
        told = "must have exactly that name, without a legal form of a company"
        yield Reason("craft", f"the entry is a{'n' if entry.kind == 'aircraft' else ''} {entry.kind}: a party {told}")
    if score >= least or explanation is None or explanation.aligned is None:
        return
    if not explanation.aligned.pairs:
        yield Reason("nothing_alike", "no word of the name is like a word of any listed name of the entry")
        return
    if hit is not None and hit.kind == "affiliate":
        yield Reason(
            "affiliate", "only the place keeps the names apart, so it may be an affiliate, at a lower priority"
        )
    yield Reason("below_min_score", f"the score {figure(score)} is below the least of {figure(least)}")
    yield from shortfalls(explanation.aligned)


def address_reasons(party: Party, entry: Entry, countries: Countries | None) -> Iterator[Reason]:
    """Say how near the party's address comes to an address of the entry."""
    if not party.address:
        return
    mine = parse_address(party.address, party.country, countries)
    first = next(iter(entry.countries), None)
    found: list[tuple[int, str, AddressMatch]] = []
    for text in addresses_of(entry):
        match = compare_addresses(mine, parse_address(text, first, countries))
        if match is not None:
            found.append((LEVELS.index(match.level), text, match))
    if not found:
        yield Reason("address", "no address of the entry shares even the street with the party's")
        return
    _, text, match = min(found, key=lambda one: one[0])
    means = f"which scores {SCORES[match.level]:g}"
    if entry.kind != "address" and entry.source not in SHARED:
        means = f"but the addresses of parties on the list {entry.source} are not searched"
    elif entry.kind != "address" and not match.shared:
        means = "but at the address of a listed party only a shared unit is a hit"
    yield Reason("address", f"the addresses agree as far as the {match.level}, {means}: {match.why} ('{text}')")


def defect_reasons(asked: Asked, entry: Entry, best: Compared | None, hit: Hit | None) -> Iterator[Reason]:
    """Say where the index does not find what the plain comparison does, or the other way round."""
    by_names = best is not None and best.comparison.score >= asked.min_score and may_count(best)
    expected = by_names and best is not None and may_mean(best, entry)
    lost = expected and hit is None
    unfounded = not expected and hit is not None and hit.kind == "name" and not asked.party.identifiers
    if lost or unfounded:
        text = "the plain comparison says otherwise than the index: this is a defect of the program, please report it"
        yield Reason("defect", text)
