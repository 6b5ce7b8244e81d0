"""Says when the words that two names do not share are those of two persons, whatever else they share."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from exportgate.parties.alignment import Pair
from exportgate.parties.name_tables import given_names
from exportgate.parties.person_alignment import Match
from exportgate.parties.person_syllables import is_syllable, other_names
from exportgate.parties.person_words import PersonWord
from exportgate.parties.score import edits_between

LONG, LETTERS_A_SLIP = 7, 7
SHORTEST_TWICE_DAMAGED = 5
TELLING = frozenset({"name", "patronymic", "initial"})
FATHERS = frozenset({"bin", "ibn", "ben", "bint"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names: its tokens, its words, and the places of the words that are left over."""

    tokens: tuple[str, ...]
    words: tuple[PersonWord, ...]
    left: tuple[int, ...]

    @property
    def telling(self) -> list[PersonWord]:
        """The words left over that say who is meant."""
        return [self.words[at] for at in self.left if self.words[at].kind in TELLING]

    def text(self, *, slight: bool) -> str:
        """The words left over without spaces, as they were written, titles and particles only if asked for."""
        words = [self.words[at] for at in self.left if slight or self.words[at].kind in TELLING]
        return "".join(self.tokens[place] for word in words for place in word.at)


def two_persons(mine: Side, theirs: Side, found: Sequence[Match], pairs: Sequence[Pair], *, damaged: bool) -> bool:
    """Tell whether two names are those of two persons; `damaged` says that as strings they differ by few letters."""
    if mine.telling and theirs.telling and differ(mine, theirs, damaged=damaged):
        return True
    return (
        half_named(mine, theirs)
        or turned(mine.tokens, theirs.tokens, pairs)
        or (not damaged and servant_of_other(mine, theirs, found))
    )


def differ(mine: Side, theirs: Side, *, damaged: bool) -> bool:
    """Tell whether the words left over on both sides are other words, and not slips of the pen.

    Two given names are, two initials, and two Chinese names of other syllables; else words that differ by few letters
    once their spaces are gone are slips, where they are long or the names as wholes differ by few letters too.
    """
    one, other = mine.telling, theirs.telling
    single = len(one) == len(other) == 1
    if single and two_names(one[0], other[0]):
        return True
    if other_names(joined(one), joined(other)):
        return True
    text, its = mine.text(slight=damaged), theirs.text(slight=damaged)
    length = min(len(text), len(its))
    if not damaged and (length < LONG if single else edits_between(text, its) is None):
        return True
    slips = 1 + length // LETTERS_A_SLIP
    if damaged and length >= SHORTEST_TWICE_DAMAGED:
        slips = max(slips, 2)
    return Levenshtein.distance(text, its) > slips


def two_names(one: PersonWord, other: PersonWord) -> bool:
    """Tell whether two words are two initials or two given names."""
    return one.kind == other.kind == "initial" or {one.text, other.text} <= given_names().keys()


def joined(words: Sequence[PersonWord]) -> str:
    """Return some words as one."""
    return "".join(word.text for word in words)


def half_named(mine: Side, theirs: Side) -> bool:
    """Tell whether one name is a Chinese one of two syllables, and the other has a third, which is never left out."""
    names = [[word for word in side.words if word.kind != "slight"] for side in (mine, theirs)]
    if {len(names[0]), len(names[1])} != {2, 3}:
        return False
    return all(is_syllable(word.text) and word.forms <= {word.text} for words in names for word in words)


def servant_of_other(mine: Side, theirs: Side, found: Sequence[Match]) -> bool:
    """Tell whether one name has Abd before a word that the other has without it, beside another word of its own."""
    return any(
        any(one.words[at].servant for at in places) and not any(other.words[at].servant for at in its) and other.telling
        for match in found
        for one, places, other, its in (
            (mine, match.query, theirs, match.listed),
            (theirs, match.listed, mine, match.query),
        )
    )


def turned(tokens: Sequence[str], others: Sequence[str], pairs: Sequence[Pair]) -> bool:
    """Tell whether one name makes a man the father whom the other makes the son (Salman bin Omar, Omar bin Salman)."""
    son, father = around(tokens)
    child, parent = around(others)
    if son is None or child is None:
        return False
    return any(
        (son in pair.query and parent in pair.listed) or (father in pair.query and child in pair.listed)
        for pair in pairs
    )


def around(tokens: Sequence[str]) -> tuple[int | None, int | None]:
    """Return the places of the words before and after the first "son of", None where there is none."""
    at = next((at for at in range(1, len(tokens) - 1) if tokens[at] in FATHERS), None)
    return (None, None) if at is None else (at - 1, at + 1)
