"""Tells of a name in which one word has a root of a listed person whether it can have what `person_keys` asks beside.

That is no other word that tells; or a rare word and an initial on one of the two sides; or neighbors that joined are
another root of the same listed name. How joined words sound is slow to work out, so only a rough sound is compared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from exportgate.parties.index import NameIndex
from exportgate.parties.kept_rows import Marks
from exportgate.parties.name_tables import person_words
from exportgate.parties.names import NormalName
from exportgate.parties.party_words import PART, PartyWords
from exportgate.parties.person_alignment import VOWELS, may_be_initials
from exportgate.parties.person_keys import RARE, listed_roots, listed_words, root_key
from exportgate.parties.person_words import rough_root, rough_sound
from exportgate.parties.weights import Rarity


@dataclass(slots=True)
class Beside:
    """What listed names have beside a root: the rough sounds of their other roots, and whether any initials."""

    sounds: set[tuple[str, str]] = field(default_factory=set)
    initials: bool = False
    anything: bool = False


class BesideRoots:
    """What the names of the persons of an index have beside each of their roots."""

    def __init__(self, index: NameIndex, rarity: Rarity) -> None:
        self._rarity = rarity
        self._known: defaultdict[int, Beside] = defaultdict(Beside)
        for name in map(index.listed_name, range(index.names)):
            if name.person and not name.weak:
                self._learn(name.normal)

    def _learn(self, name: NormalName) -> None:
        roots = {root: rough_root(root) for root in listed_roots(name)}
        initials = any(word.kind != "slight" and may_be_initials(word) for word in listed_words(name)[1])
        for one, other in permutations(roots, 2):
            self._known[root_key(one)].sounds.add(roots[other])
        for root in roots:
            self._known[root_key(root)].initials |= initials

    def of_words(self, kept: PartyWords, rooted: Marks) -> dict[str, Beside]:
        """Return what may stand beside each of the words that have a listed root."""
        found: dict[str, Beside] = defaultdict(Beside)
        for key, word in zip(kept.root_keys.tolist(), kept.root_keys_of.tolist(), strict=True):
            if rooted[word] and key in self._known:
                beside, known = found[kept.words[word]], self._known[key]
                beside.sounds |= known.sounds
                beside.initials |= known.initials
        for word in (kept.word_flags & PART).nonzero()[0].tolist():
            found[kept.words[word]].anything = True
        return found

    def may_match(self, name: NormalName, beside: Mapping[str, Beside]) -> bool:
        """Tell whether a name in which one word has a listed root may match."""
        return any(
            self._with(tokens, beside, formal=bool(name.forms))
            for tokens in {name.tokens, name.tokens[: name.head], tuple(name.full.split(" "))}
        )

    def _with(self, tokens: tuple[str, ...], beside: Mapping[str, Beside], *, formal: bool) -> bool:
        known = [(token, beside[token]) for token in tokens if token in beside]
        if not known:
            return False
        telling = [token for token in tokens if not may_be_slight(token) or person_words().get(token) == "optional"]
        if len(telling) < 2 or any(item.anything for _, item in known):
            return True
        rare = not formal and any(self._rarity.weight(token) >= RARE for token, _ in known)
        if rare and (any(map(may_be_short, tokens)) or any(item.initials for _, item in known)):
            return True
        sounds = set().union(*(item.sounds for _, item in known))
        return any(rough_sound(run) in sounds for run in runs_without(tokens, {token for token, _ in known}))


def runs_without(tokens: Sequence[str], known: set[str]) -> Iterator[str]:
    """Yield the neighbors that may be one word when joined, a particle between them too, without any of some words."""
    for at in range(len(tokens) - 1):
        if not known.isdisjoint(tokens[at : at + 2]):
            continue
        yield tokens[at] + tokens[at + 1]
        if at + 2 < len(tokens) and may_be_slight(tokens[at + 1]) and tokens[at + 2] not in known:
            yield tokens[at] + tokens[at + 1] + tokens[at + 2]


def may_be_slight(token: str) -> bool:
    """Tell whether a token may say next to nothing in a person's name."""
    return len(token) == 1 or token in person_words()


def may_be_short(token: str) -> bool:
    """Tell whether a token may be initials, as `may_be_initials` has it of a word."""
    return len(token) < 3 or (len(token) == 3 and VOWELS.isdisjoint(token))
