"""Says of any entry of the lists why a party hits it or does not: the answer of `lookup --against`.

Every name of the entry is compared with the plain scorer, without the index, so that what the index finds can be held
to it: where the two disagree the program has a defect, and the answer says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from exportgate.foundation.truth import Truth
from exportgate.parties.address_reading import parse_address
from exportgate.parties.address_search import SCORES, addresses_of
from exportgate.parties.addresses import LEVELS, AddressMatch, compare_addresses
from exportgate.parties.countries import Countries
from exportgate.parties.drafts import CRAFT
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.explain import Compared
from exportgate.parties.explanation import Aligned, Explanation, WeighedWord
from exportgate.parties.listing import in_force, listed_text
from exportgate.parties.named_entry import NamedEntry
from exportgate.parties.names import readings
from exportgate.parties.persons import compare
from exportgate.parties.score import combine
from exportgate.parties.search import KEPT, PartyLists

Code = Literal[
    "hit",
    "not_shown",
    "not_in_force",
    "address_entry",
    "address",
    "nothing_alike",
    "below_min_score",
    "listed_words",
    "name_words",
    "conflict",
    "weak_alias",
    "craft",
    "defect",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why an entry is a hit or none: a code for machines, and a sentence."""

    code: Code
    text: str


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


def why_not(lists: PartyLists, named: NamedEntry, asked: Asked, countries: Countries | None) -> WhyNot:
    """Say why a party hits an entry, or why not."""
    entry = named.entry
    (hits,) = lists.all_hits([asked.party], asked.min_score)
    found = [
        (rank, hit)
        for rank, hit in enumerate(hits, 1)
        if (hit.list_id, hit.entry.entity_id) == (named.index.list_id, entry.entity_id)
    ]
    rank, hit = found[0] if found else (0, None)
    best = best_comparison(lists, named, asked)
    explanation = None if best is None else lists.explain_comparison(asked.party, entry, best)
    reasons = [
        *standing_reasons(asked, entry, hit, rank),
        *name_reasons(asked, entry, best, explanation),
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


def best_comparison(lists: PartyLists, named: NamedEntry, asked: Asked) -> Compared | None:
    """Compare a party's name with every name of an entry; return the best of those that may be a hit, else the best."""
    index, entry = named.index, named.entry
    found: list[tuple[tuple[bool, bool, float], Compared]] = []
    for reading in readings(asked.party.name):
        for number in index.names_of(named.number):
            listed = index.listed_name(number)
            comparison = compare(reading, listed, lists.rarity)
            one = Compared(asked.party.name, reading, entry.names[listed.place], listed, comparison)
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
        yield Reason("hit", f"it is a hit by {hit.kind}, number {rank} by priority")
        if rank > KEPT:
            yield Reason("not_shown", f"it is only counted: the first {KEPT} hits are shown")
        elif rank > asked.limit:
            yield Reason("not_shown", f"it is only counted with --limit {asked.limit}: --limit {rank} shows it")
    if in_force(entry, asked.on) is Truth.NO:
        yield Reason("not_in_force", f"on {asked.on} it does not count: {listed_text(entry, asked.on)}")


def name_reasons(
    asked: Asked, entry: Entry, best: Compared | None, explanation: Explanation | None
) -> Iterator[Reason]:
    """Say what keeps the names apart."""
    if best is None:
        if entry.kind == "address":
            yield Reason("address_entry", "the entry is an address, so the name of a party plays no part")
        return
    score, least = best.comparison.score, asked.min_score
    if not may_count(best):
        text = f"'{best.listed_text}' is a weak alias on the list: it must be exact, and is not"
        yield Reason("weak_alias", text)
    if not may_mean(best, entry):
        told = "must have exactly that name, without a legal form of a company"
        yield Reason("craft", f"the entry is a{'n' if entry.kind == 'aircraft' else ''} {entry.kind}: a party {told}")
    if score >= least or explanation is None or explanation.aligned is None:
        return
    if not explanation.aligned.pairs:
        yield Reason("nothing_alike", "no word of the name is like a word of any listed name of the entry")
        return
    yield Reason("below_min_score", f"the score {score:.3f} is below the least of {least:g}, by {least - score:.3f}")
    yield from shortfalls(explanation.aligned)


def shortfalls(view: Aligned) -> Iterator[Reason]:
    """Say of each thing that lowers a score what the score would be without it."""
    for one in view.conflicts:
        apart = min(1.0, view.score.score / one.factor) if view.score.person else supposed(view, without=one.kind)
        text = (
            f"the {one.kind} differ ('{one.name}' against '{one.listed}'), which multiplies the score by {one.factor}"
        )
        yield Reason("conflict", f"{text}; it would be {apart:.2f} otherwise")
    if view.score.person:
        return
    if view.listed_left:
        text = f"the name lacks {words_text(view.listed_left)}; if the listed name had none of it"
        yield Reason("listed_words", f"{text}, the score would be {supposed(view, listed_left=()):.2f}")
    if view.name_left:
        text = f"the listed name lacks {words_text(view.name_left)}; if the name had none of it"
        yield Reason("name_words", f"{text}, the score would be {supposed(view, name_left=()):.2f}")


def words_text(words: Sequence[WeighedWord]) -> str:
    """Name words with their weights."""
    return ", ".join(f"'{word.text}' (weight {word.weight:.2f}, {word.commonness})" for word in words)


def supposed(
    view: Aligned,
    *,
    name_left: Sequence[WeighedWord] | None = None,
    listed_left: Sequence[WeighedWord] | None = None,
    without: str = "",
) -> float:
    """Return the score that two names would have with other words left over, or without one of the conflicts."""
    name_left = view.name_left if name_left is None else name_left
    listed_left = view.listed_left if listed_left is None else listed_left
    sides = (([pair.name for pair in view.pairs], name_left), ([pair.listed for pair in view.pairs], listed_left))
    covered = []
    for paired, left in sides:
        agreed = sum(word.weight * pair.degree for word, pair in zip(paired, view.pairs, strict=True))
        covered.append(agreed / sum(word.weight for word in (*paired, *left)))
    score = combine(covered[0], covered[1], view.score.evidence)
    for one in view.conflicts:
        score *= 1.0 if one.kind == without else one.factor
    return min(score, view.score.cap)


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
    if entry.kind != "address" and not match.shared:
        means = "but at the address of a listed party only a shared unit is a hit"
    yield Reason("address", f"the addresses agree as far as the {match.level}, {means}: {match.why} ('{text}')")


def defect_reasons(asked: Asked, entry: Entry, best: Compared | None, hit: Hit | None) -> Iterator[Reason]:
    """Say where the index does not find what the plain comparison does, or the other way round."""
    by_names = best is not None and best.comparison.score >= asked.min_score and may_count(best)
    expected = by_names and best is not None and may_mean(best, entry)
    if expected != (hit is not None and hit.kind == "name"):
        text = "the plain comparison says otherwise than the index: this is a defect of the program, please report it"
        yield Reason("defect", text)
