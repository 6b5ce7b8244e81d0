"""Says when the words that two persons' names share are enough to compare them, and makes keys for exactly that.

Enough are two words with a root in common, or one that is rare beside an initial and the word it may stand for, or the
one word of two names of one word. Neighbors may be one word when joined. So any two names of which `supported` is true
share a key, and no other evidence needs one.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from exportgate.parties.grouped import KeyTable, key_table
from exportgate.parties.listed_names import ListedName
from exportgate.parties.name_tables import word_forms
from exportgate.parties.names import NormalName
from exportgate.parties.numbers import is_number
from exportgate.parties.person_alignment import Match, may_be_initials
from exportgate.parties.person_words import (
    PersonWord,
    compounds,
    is_of_god,
    may_be_part,
    read,
    shared_by_spellings,
    sound_of,
    tokens_of,
)
from exportgate.parties.text_keys import text_key
from exportgate.parties.weights import Rarity

INITIAL, SLIGHT = 0.25, 0.02
PART_OF_WEIGHT = {"patronymic": 0.5, "optional": 0.4}
RARE = 0.55
SHORT_NAME = 3
GENERATIONS = frozenset({"2", "3", "4"})


def weight_of(word: PersonWord, tokens: Sequence[str], rarity: Rarity) -> float:
    """Return the weight of a word: as common as the commonest name that it may be a form of."""
    if not word.full:
        return INITIAL if word.kind == "initial" else SLIGHT
    heaviest = max(rarity.weight(tokens[at]) for at in word.at)
    known = min((rarity.weight(form.rstrip("+")) for form in word.forms), default=1.0)
    return min(heaviest, known) * PART_OF_WEIGHT.get(word.kind, 1.0)


def supported(
    mine: Sequence[PersonWord],
    theirs: Sequence[PersonWord],
    found: Sequence[Match],
    weights: Sequence[float],
    *,
    initials: bool,
) -> bool:
    """Tell whether the pairs of two names are enough to compare them; `weights` are those of the query's words.

    In the name of a company `initials` say nothing.
    """
    telling = [match for match in found if any(mine[at].kind != "slight" for at in match.query)]
    rooted = [match for match in telling if match.kind != "initial" and same_root(mine, theirs, match)]
    whole = [match for match in rooted if match.kind != "joined"]
    if not whole:
        return False
    if len(rooted) > 1 or count_telling(mine) == count_telling(theirs) == 1:
        return True
    return (
        initials
        and weights[whole[0].query[0]] >= RARE
        and any(
            match.kind == "initial" and same_start(mine, theirs, match) and of_short_name(mine, theirs, match)
            for match in telling
        )
    )


def of_short_name(mine: Sequence[PersonWord], theirs: Sequence[PersonWord], match: Match) -> bool:
    """Tell whether the name that has the initial is but an initial or two and a family name."""
    return any(
        count_telling(words) <= SHORT_NAME and all(may_be_initials(words[at]) for at in places)
        for words, places in ((mine, match.query), (theirs, match.listed))
    )


def count_telling(words: Sequence[PersonWord]) -> int:
    """Return how many words of a name are more than titles and particles."""
    return sum(word.kind != "slight" for word in words)


def roots_of(words: Sequence[PersonWord]) -> frozenset[str]:
    """Return the roots of a word, or the root of a run of words as joined."""
    return words[0].roots if len(words) == 1 else frozenset([sound_of("".join(word.text for word in words))])


def same_root(mine: Sequence[PersonWord], theirs: Sequence[PersonWord], match: Match) -> bool:
    """Tell whether what is paired is full words with a root in common."""
    one, other = [mine[at] for at in match.query], [theirs[at] for at in match.listed]
    full = all(any(word.full for word in words) for words in (one, other))
    return full and not roots_of(one).isdisjoint(roots_of(other))


def same_start(mine: Sequence[PersonWord], theirs: Sequence[PersonWord], match: Match) -> bool:
    """Tell whether an initial and the first word it stands for start alike."""
    return not mine[match.query[0]].starts.isdisjoint(theirs[match.listed[0]].starts)


def may_be_person(name: NormalName) -> bool:
    """Tell whether a query may be the name of a person: one with a word of trade or a number (but III) is none.

    A name in -allah that an organization has too says nothing beside another word: Qari Hizbullah, Hizballah.
    """
    tokens = name.tokens[: name.head]
    trades = [token for token in tokens if token in word_forms() and not (len(tokens) > 1 and is_of_god(token))]
    return not trades and not any(is_number(token) and token not in GENERATIONS for token in tokens)


def single_roots(words: Sequence[PersonWord]) -> list[tuple[int, str]]:
    """Return the roots of each full word with its place."""
    return [(at, root) for at, word in enumerate(words) if word.full for root in word.roots]


def joined_roots(words: Sequence[PersonWord]) -> Iterator[tuple[range, str]]:
    """Yield the roots of neighbors joined, a particle between them too, with their places."""
    for start in range(len(words)):
        for end in range(start + 2, min(start + 4, len(words) + 1)):
            run = words[start:end]
            if may_be_joined(run):
                yield range(start, end), sound_of("".join(word.text for word in run))


def may_be_joined(run: Sequence[PersonWord]) -> bool:
    """Tell whether neighbors may be written as one word: two, or two with a particle between them."""
    return any(word.full for word in run) and (len(run) == 2 or (len(run) == 3 and run[1].kind == "slight"))


def pair_keys(words: Sequence[PersonWord], known: Container[int] | None = None) -> Iterator[str]:
    """Yield the keys of each two roots of a name, not both of joined words; of a name of one word, its root.

    With `known`, other roots are left aside.
    """
    single = [(at, root) for at, root in single_roots(words) if known is None or root_key(root) in known]
    if count_telling(words) == 1:
        yield from (root for _, root in single)
    for (at, root), (there, other) in combinations(single, 2):
        if at != there:
            yield f"{min(root, other)} {max(root, other)}"
    for run, other in joined_roots(words) if single else ():
        if known is None or root_key(other) in known:
            yield from (f"{min(root, other)} {max(root, other)}" for at, root in single if at not in run)


def initial_keys(words: Sequence[PersonWord], rooted: Sequence[tuple[int, str]], *, listed: bool) -> Iterator[str]:
    """Yield the keys of some roots of a name, each with the start of each other word, as an initial or in full.

    An initial (`.`) of one name meets a word of the other (`-`), never an initial; in a long name it says nothing.
    """
    short = count_telling(words) <= SHORT_NAME
    for there, word in enumerate(words):
        sides = [listed] * word.full + [not listed] * (short and may_be_initials(word))
        for side in sides if word.kind != "slight" else ():
            mark = "-" if side else "."
            yield from (f"{root}{mark}{start}" for at, root in rooted if at != there for start in word.starts)


def listed_words(name: NormalName) -> tuple[tuple[str, ...], tuple[PersonWord, ...]]:
    """Return the tokens and the words of a listed name, with what looks like legal forms: "Iyad ag Ghali"."""
    tokens = tokens_of(name, with_forms=True)
    return tokens, read(tokens)


def query_words(name: NormalName, *, with_forms: bool) -> tuple[tuple[str, ...], tuple[PersonWord, ...]]:
    """Return the tokens and the words of a query; what follows the name itself (a branch) is slight."""
    tokens = tokens_of(name, with_forms=with_forms)
    if tokens != name.tokens or name.head == len(tokens):
        return tokens, read(tokens)
    words = read(tokens[: name.head])
    return tokens, words + tuple(PersonWord(tokens[at], (at,), "slight") for at in range(name.head, len(tokens)))


def listed_keys(name: NormalName) -> set[str]:
    """Return the keys of a listed person's name."""
    _, words = listed_words(name)
    return {*pair_keys(words), *initial_keys(words, single_roots(words), listed=True)}


def listed_roots(name: NormalName) -> set[str]:
    """Return the roots of the words, and of the joined words, of a listed person's name."""
    _, words = listed_words(name)
    return {root for _, root in single_roots(words)} | {root for _, root in joined_roots(words)}


class KnownRoots:
    """The roots that the words of listed persons have, by their keys."""

    def __init__(self, keys: Iterable[int]) -> None:
        self._keys = frozenset(keys)
        self.may_have = lru_cache(maxsize=131072)(self._may_have)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def _may_have(self, token: str) -> bool:
        """Tell whether a word that a token is, or is a part of, may have one of the roots."""
        if may_be_part(token):
            return True
        (part,) = compounds((token,))
        return any(root_key(root) in self._keys for root in shared_by_spellings(part.text).roots)


def asked_keys(name: NormalName, known: KnownRoots, rarity: Rarity) -> set[str]:
    """Return the keys under which a query may meet a listed person, given the roots that listed persons have."""
    keys: set[str] = set()
    if not may_be_person(name):
        return keys
    for with_forms in (False, True) if name.forms else (False,):
        if not any(map(known.may_have, tokens_of(name, with_forms=with_forms))):
            continue
        tokens, words = query_words(name, with_forms=with_forms)
        single = [(at, root) for at, root in single_roots(words) if root_key(root) in known]
        if single:
            keys.update(pair_keys(words, known))
            if not name.forms:
                rare = [one for one in single if weight_of(words[one[0]], tokens, rarity) >= RARE]
                keys.update(initial_keys(words, rare, listed=False))
    return keys


def root_key(root: str) -> int:
    """Return the key of a root."""
    return text_key("root:", root)


def person_tables(names: Sequence[ListedName]) -> dict[str, KeyTable]:
    """Return the tables `persons`, from keys to names of persons by number, and `person_roots`, of the roots known."""
    persons = [(at, name.normal) for at, name in enumerate(names) if name.person and not name.weak]
    keys = [(text_key("person:", key), at) for at, name in persons for key in listed_keys(name)]
    roots = {root for _, name in persons for root in listed_roots(name)}
    return {"persons": key_table(keys), "person_roots": key_table([(root_key(root), 0) for root in roots])}


def person_pairs(
    table: KeyTable, known: KnownRoots, queries: Sequence[NormalName], rarity: Rarity
) -> list[tuple[int, int]]:
    """Return the pairs of a query and a listed person's name that share a key, by their numbers."""
    asked = [
        (at, text_key("person:", key)) for at, query in enumerate(queries) for key in asked_keys(query, known, rarity)
    ]
    rows = np.array(asked, dtype=np.int64).reshape(-1, 2)
    names, of = table.look_up(rows[:, 1].astype(np.uint32))
    return list(zip(rows[of, 0].tolist(), names.tolist(), strict=True))
