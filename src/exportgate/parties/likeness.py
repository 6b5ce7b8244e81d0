"""Says how alike two words are, and by which kind of evidence: the same, a form, an abbreviation, sound or spelling.

Numbers are alike only when equal. A pair of words that this module accepts always shares one of the keys made in
`word_keys`, which is what makes retrieval complete.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

from exportgate.parties.name_tables import meaning_of, places
from exportgate.parties.numbers import is_number
from exportgate.parties.weights import is_common

Kind = Literal["equal", "form", "abbreviation", "sound", "spelling"]
SHORTEST_ABBREVIATION = 3
SHORTEST_OF_RARE_WORD = 6
LONGEST_ABBREVIATION = 16
LONGEST_SPELLED = 32
SHORTEST_SOUNDED = 4
EDIT_COST = 1.0
VOWELS = frozenset("aeiouy")
KNOWN_WORDS = 0.6
SHORT_WORD, OTHER_INITIAL = 5, 0.85
SOUNDS = (
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("shch|sch"), "sh"),
    (re.compile("(?<=te)ch"), "k"),
    (re.compile("ae"), "ai"),
    (re.compile("ck|kh|[cq]"), "k"),
    (re.compile("x"), "ks"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("ou|oo"), "u"),
    (re.compile("[yij]e"), "e"),
    (re.compile("[yj]"), "i"),
    (re.compile("z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two words are, from 0 to 1, and what kind of evidence says so."""

    degree: float
    kind: Kind


EQUAL = Likeness(1.0, "equal")
FORM = Likeness(0.9, "form")
ABBREVIATION = Likeness(0.9, "abbreviation")
WORD_OF_ITS_OWN = Likeness(0.5, "abbreviation")
SOUND = Likeness(0.86, "sound")
SOUND_AND_SPELLING = Likeness(0.93, "sound")


def edits_allowed(length: int) -> int:
    """Return how many slips of the pen a word of a length may have and still be taken for itself."""
    if length > LONGEST_SPELLED:
        return 0
    return 0 if length < 4 else 1 if length < 8 else 2


@lru_cache(maxsize=131072)
def sound_of(token: str) -> str:
    """Return a word with letters that transcriptions confuse written alike: Baykal and Baikal, Elektro and Electro."""
    for pattern, letter in SOUNDS:
        token = pattern.sub(letter, token)
    return token


def may_sound(token: str) -> bool:
    """Tell whether a word is long enough to be known by its sound, and has a vowel: acronyms are only spelled."""
    return len(token) >= SHORTEST_SOUNDED and not VOWELS.isdisjoint(token)


def may_abbreviate(short: str, full: str) -> bool:
    """Tell whether one word is the beginning of a longer one; of a rare word it must be a good part."""
    least = SHORTEST_ABBREVIATION if is_common(full) else SHORTEST_OF_RARE_WORD
    return (
        least <= len(short) <= min(LONGEST_ABBREVIATION, len(full) - 2)
        and full.startswith(short)
        and full not in places()
    )


def spelling(one: str, other: str) -> Likeness | None:
    """Compare by edit distance, a transposition counting once."""
    allowed = min(edits_allowed(len(one)), edits_allowed(len(other)))
    if not allowed or abs(len(one) - len(other)) > allowed:
        return None
    edits = OSA.distance(one, other, score_cutoff=allowed)
    if edits > allowed:
        return None
    degree = 1 - EDIT_COST * edits / max(len(one), len(other))
    # A slip at the very beginning is rare, and in a short word it makes another brand: Keda, Neda.
    if one[0] != other[0] and min(len(one), len(other)) <= SHORT_WORD:
        degree *= OTHER_INITIAL
    return Likeness(degree * KNOWN_WORDS if is_common(one) and is_common(other) else degree, "spelling")


def better(one: Likeness, other: Likeness | None) -> Likeness:
    """Return the stronger of two pieces of evidence."""
    return other if other and other.degree > one.degree else one


@lru_cache(maxsize=262144)
def likeness(one: str, other: str) -> Likeness | None:
    """Return the strongest evidence that two words are the same word, or None."""
    if one == other:
        return EQUAL
    if meaning_of(one) == meaning_of(other):
        return FORM
    if is_number(one) or is_number(other):
        return None
    if one in places() and other in places():
        return None
    if may_abbreviate(one, other) or may_abbreviate(other, one):
        return WORD_OF_ITS_OWN if is_common(one) and is_common(other) else ABBREVIATION
    spelled = spelling(one, other)
    if not (may_sound(one) and may_sound(other)) or sound_of(one) != sound_of(other):
        return spelled
    return better(SOUND_AND_SPELLING if spelled else SOUND, spelled)
