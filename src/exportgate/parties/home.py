"""Knows the places that an entry is at, so that a party named with one of them is not taken for one elsewhere.

"YMTC Wuhan" is YMTC where the entry has Wuhan in another of its names or in an address, "Hikvision China" is Hikvision
where its country is China.
"""

from dataclasses import replace

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.listed_names import ListedName
from exportgate.parties.name_tables import places
from exportgate.parties.names import NormalName, normalize, only
from exportgate.parties.persons import compare
from exportgate.parties.score import Comparison
from exportgate.parties.sisters import places_of, sisters
from exportgate.parties.weights import Rarity


def home_of(entry: Entry) -> frozenset[str]:
    """Return the places in the names and addresses of an entry, and its countries by name."""
    known = Countries.load().names
    texts = (*entry.names, *entry.addresses, *(known[code] for code in entry.countries if code in known))
    return frozenset(places().keys() & {token for text in texts for token in normalize(text).tokens})


def without(query: NormalName, words: frozenset[str]) -> NormalName:
    """Return a name without some of its words."""
    lean = only(query, [at for at, token in enumerate(query.tokens) if token not in words])
    return replace(lean, full=lean.key, reading="home" if query.reading == "whole" else query.reading)


def compare_at(
    home: frozenset[str], query: NormalName, listed: ListedName, rarity: Rarity
) -> tuple[NormalName, Comparison]:
    """Compare a name with one of an entry that is at some places; return it as it was compared.

    Names that are the same but for places are compared without those of the query that are the entry's own; where such
    places are all that differs from a listed one, they do not lower the score.
    """
    comparison = compare(query, listed, rarity)
    foreign = places_of(query) - places_of(listed.normal)
    own = foreign & home
    if comparison.exact or not own:
        return query, comparison
    if sisters(query, listed.normal, rarity):
        lean = without(query, own)
        found = compare(lean, listed, rarity)
        return (lean, found) if found.score > comparison.score else (query, comparison)
    if "places" in comparison.conflicts and own == foreign:
        conflicts = tuple(conflict for conflict in comparison.conflicts if conflict != "places")
        score = comparison.apart_from_place
        return query, replace(comparison, score=score, conflicts=conflicts, apart_from_place=0.0)
    return query, comparison
