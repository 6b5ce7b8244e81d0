"""Finds names that agree but for their places: sister companies, branches and subsidiaries of a listed party.

Without its places a name must be the same word for word, common words in any form; a place that only one of the two has
keeps them apart as well. Among what agrees must be a word that is common neither on the lists nor in company names at
large: what many companies are called says nothing of their owners.
"""

from collections.abc import Sequence

import numpy as np

from exportgate.parties.grouped import KeyTable, key_table
from exportgate.parties.listed_names import ListedName
from exportgate.parties.name_tables import places, stands_for
from exportgate.parties.names import NormalName
from exportgate.parties.text_keys import text_key
from exportgate.parties.weights import Rarity, is_common

SHORTEST, RARE = 3, 0.6
"""The least length and weight of such a word."""


def core_of(name: NormalName) -> tuple[str, ...]:
    """Return the words of a name without its places, common words in one form; nothing where only places are left."""
    known = places()
    return tuple(stands_for(token) for token in name.tokens if token not in known)


def places_of(name: NormalName) -> frozenset[str]:
    """Return the places in a name."""
    return frozenset(places().keys() & name.tokens)


def sisters(query: NormalName, listed: NormalName, rarity: Rarity) -> bool:
    """Tell whether two names are the same but for their places, and share a word that is theirs alone."""
    core = core_of(query)
    own = any(len(word) >= SHORTEST and not is_common(word) and rarity.weight(word) >= RARE for word in core)
    return own and core == core_of(listed) and places_of(query) != places_of(listed)


def sister_table(names: Sequence[ListedName]) -> KeyTable:
    """Return the table that leads from a name without its places to the names of companies that are so, by number."""
    strong = ((at, core_of(name.normal)) for at, name in enumerate(names) if not (name.weak or name.person))
    return key_table([(_key(core), at) for at, core in strong if core])


def sister_pairs(table: KeyTable, queries: Sequence[NormalName]) -> list[tuple[int, int]]:
    """Return the pairs of a query that has a place and a listed name that may be the same but for it, by numbers."""
    known = places()
    asked = [at for at, query in enumerate(queries) if not known.keys().isdisjoint(query.tokens)]
    cores = [core_of(queries[at]) for at in asked]
    keys = np.array([_key(core) if core else 0 for core in cores], dtype=np.uint32)
    names, of = table.look_up(keys)
    return [(asked[place], name) for place, name in zip(of.tolist(), names.tolist(), strict=True) if cores[place]]


def _key(core: Sequence[str]) -> int:
    return text_key("sister:", " ".join(core))
