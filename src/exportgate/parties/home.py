"""Knows the places that an entry is at, so that a party named with one of them is not taken for one elsewhere.

"YMTC Wuhan" is YMTC where the entry has Wuhan in another of its names or in an address, "Hikvision China" is Hikvision
where its country is China.
"""

from dataclasses import replace

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.listed_names import ListedName
from exportgate.parties.name_tables import places
from exportgate.parties.names import NormalName, normalize
from exportgate.parties.persons import compare
from exportgate.parties.score import DEFAULT_MIN_SCORE, Comparison
from exportgate.parties.sisters import places_of, sisters
from exportgate.parties.weights import Rarity

AT_HOME = 0.97


def home_of(entry: Entry) -> frozenset[str]:
    """Return the places in the names and addresses of an entry, and its countries by name."""
    known = Countries.load().names
    texts = (*entry.names, *entry.addresses, *(known[code] for code in entry.countries if code in known))
    return frozenset(places().keys() & {token for text in texts for token in normalize(text).tokens})


def at_home(
    query: NormalName, listed: ListedName, home: frozenset[str], rarity: Rarity, comparison: Comparison
) -> Comparison:
    """Return the comparison of two names without the places of the query that are the entry's own.

    It takes the place of `comparison` where the two were kept apart by such places alone; it is never exact.
    """
    own = (places_of(query) - places_of(listed.normal)) & home
    apart = comparison.apart_from_place >= DEFAULT_MIN_SCORE or sisters(query, listed.normal, rarity)
    if not (own and apart) or own.issuperset(query.tokens):
        return comparison
    kept = [at for at, token in enumerate(query.tokens) if token not in own]
    tokens = tuple(query.tokens[at] for at in kept)
    initials = tuple(query.initials[at] for at in kept) if query.initials else ()
    head = sum(at < query.head for at in kept)
    key = " ".join(tokens)
    found = compare(replace(query, tokens=tokens, key=key, full=key, initials=initials, head=head), listed, rarity)
    if found.score <= comparison.score:
        return comparison
    return replace(found, score=min(found.score, AT_HOME), exact=False)
