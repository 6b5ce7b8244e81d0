"""Pairs the words of a query and of a listed person's name: which stands for which, how, and to what degree.

Two words are one where they are forms of one given name (Ted, Theodore), sound the same or differ by slips of the pen,
and never where they are forms of two given names, however near in spelling (Maria, Mario), or Chinese names of other
syllables (Li, Lei). Then come words that are written apart in one name and joined in the other, and initials.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from exportgate.parties.alignment import PairKind
from exportgate.parties.likeness import edits_allowed, likeness
from exportgate.parties.person_syllables import other_names
from exportgate.parties.person_words import PersonWord, father_of, manly, sound_of

DEGREES: dict[PairKind, float] = {
    "equal": 1.0,
    "given_name": 0.96,
    "sound": 0.95,
    "joined": 0.96,
    "gender": 0.85,
    "initial": 0.9,
}
ONE_ABD = 0.85
EDIT_COST = 1.0
LONGEST_RUN = 3
VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each word of the two names."""

    query: tuple[float, ...]
    listed: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two words, or runs of words, that stand for each other, by their places among the words of the two names."""

    query: tuple[int, ...]
    listed: tuple[int, ...]
    kind: PairKind
    degree: float


@lru_cache(maxsize=262144)
def alike(one: PersonWord, other: PersonWord) -> tuple[PairKind, float] | None:
    """Return how two words of persons' names are one word and to what degree, or None."""
    servants = 1.0 if one.servant == other.servant else ONE_ABD
    if one.text == other.text:
        return "equal", DEGREES["equal"] * servants
    if one.forms and other.forms:
        return None if one.forms.isdisjoint(other.forms) else ("given_name", DEGREES["given_name"] * servants)
    if all(word.forms <= {word.text} for word in (one, other)) and other_names(one.text, other.text):
        return None
    if sound_of(one.text) == sound_of(other.text):
        return "sound", DEGREES["sound"] * servants
    if of_other_gender(one.text, other.text):
        return "gender", DEGREES["gender"]
    if (degree := spelled_alike(one.text, other.text)) > 0:
        return "spelling", degree * servants
    found = likeness(one.text, other.text)
    return (found.kind, found.degree) if found and found.kind == "sound" else None


def of_other_gender(one: str, other: str) -> bool:
    """Tell whether two words are a family name in its forms for a man and a woman, or a patronymic in both."""
    if father_of(one) and father_of(one) == father_of(other):
        return one.endswith("a") != other.endswith("a")
    men = [{sound_of(man) for man in manly(text)} for text in (one, other)]
    return sound_of(other) in men[0] or sound_of(one) in men[1]


def spelled_alike(one: str, other: str) -> float:
    """Return how alike two spellings are, 0 where they differ by more than slips of the pen."""
    longest = max(len(one), len(other))
    allowed = min(edits_allowed(len(one)), edits_allowed(len(other)))
    if abs(len(one) - len(other)) > allowed:
        return 0.0
    edits = OSA.distance(one, other, score_cutoff=allowed)
    return 1 - EDIT_COST * edits / longest if edits <= allowed else 0.0


class Board:
    """Which words of the two names are still to be paired, and what is paired."""

    def __init__(self, mine: Sequence[PersonWord], theirs: Sequence[PersonWord]) -> None:
        self.mine, self.theirs = mine, theirs
        self.query, self.listed = dict.fromkeys(range(len(mine))), dict.fromkeys(range(len(theirs)))
        self.found: list[Match] = []

    def take(self, match: Match) -> None:
        """Accept a match, unless one of its words is taken."""
        if self.query.keys() >= set(match.query) and self.listed.keys() >= set(match.listed):
            self.found.append(match)
            for at in match.query:
                del self.query[at]
            for at in match.listed:
                del self.listed[at]

    def take_alike(self, weights: Weights) -> None:
        """Pair words that are alike, the heaviest and most alike first."""
        offers = []
        for at, word in enumerate(self.mine):
            for there, other in enumerate(self.theirs):
                how = alike(word, other)
                if how:
                    weight = min(weights.query[at], weights.listed[there])
                    offers.append((how[1] * weight, Match((at,), (there,), *how)))
        for _, match in sorted(offers, key=lambda offer: (-offer[0], offer[1].query, offer[1].listed)):
            self.take(match)

    def take_joined(self) -> None:
        """Pair free neighbors with the free word that they are when joined."""
        for run, there in joined(self.mine, self.query, self.theirs, self.listed):
            self.take(Match(run, (there,), "joined", DEGREES["joined"]))
        for run, at in joined(self.theirs, self.listed, self.mine, self.query):
            self.take(Match((at,), run, "joined", DEGREES["joined"]))

    def take_initials(self) -> None:
        """Pair free initials with free words that they may stand for."""
        for at, run in initials(self.mine, self.query, self.theirs, self.listed):
            self.take(Match((at,), run, "initial", DEGREES["initial"]))
        for there, run in initials(self.theirs, self.listed, self.mine, self.query):
            self.take(Match(run, (there,), "initial", DEGREES["initial"]))


def matches_of(mine: Sequence[PersonWord], theirs: Sequence[PersonWord], weights: Weights) -> list[Match]:
    """Pair the words of two names: words that are alike first, then joined words, then initials."""
    board = Board(mine, theirs)
    board.take_alike(weights)
    if board.query and board.listed:
        board.take_joined()
        board.take_initials()
    return board.found


def joined(
    words: Sequence[PersonWord], free: dict[int, None], others: Sequence[PersonWord], among: dict[int, None]
) -> list[tuple[tuple[int, ...], int]]:
    """Return the runs of free neighbors that are, joined, a free word of the other name: Jong Un and Jongun."""
    found = []
    for start in free:
        run: tuple[int, ...] = (start,)
        text = words[start].text
        for at in range(start + 1, start + LONGEST_RUN + 1):
            if at not in free:
                break
            run, text = (*run, at), text + words[at].text
            found += [(run, there) for there in among if same_joined(text, others[there].text)]
    return found


def same_joined(one: str, other: str) -> bool:
    """Tell whether two words are the same or sound the same."""
    return one == other or (sound_of(one) == sound_of(other) and not other_names(one, other))


def may_be_initials(word: PersonWord) -> bool:
    """Tell whether a word is an initial or may be several run together (AA; three only without a vowel, JCM)."""
    return word.kind == "initial" or len(word.text) == 2 or (len(word.text) == 3 and VOWELS.isdisjoint(word.text))


def initials(
    words: Sequence[PersonWord], free: dict[int, None], others: Sequence[PersonWord], among: dict[int, None]
) -> list[tuple[int, tuple[int, ...]]]:
    """Return the free initials, single or run together (VV), with the free words of the other name that they start."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for at in free:
        text = words[at].text
        if not may_be_initials(words[at]):
            continue
        for first in among:
            run = tuple(range(first, first + len(text)))
            if all(
                there in among and others[there].full and starts_with(others[there], letter)
                for there, letter in zip(run, text, strict=True)
            ):
                found.append((at, run))
    return found


def starts_with(word: PersonWord, letter: str) -> bool:
    """Tell whether a word, or a name that it is a form of, starts with a letter."""
    return word.text[0] == letter or any(form[0] == letter for form in word.forms)
