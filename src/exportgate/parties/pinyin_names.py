"""Reads Chinese names written in pinyin, joined or split in any way: Hua Wei Ji Shu is huawei technology.

A name is cut, as one in Han is, into what is known by its sound and what is taken for a brand. Sound alone says little:
two syllables are the sound of many names, and three may be a person's. So a known name of three syllables or more is
read anywhere; all else only where activity words in pinyin say that a company's name is written so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from exportgate.parties.han import LONGEST_READ, Meaning, Words, renderings
from exportgate.parties.han_lexicon import cheapest
from exportgate.parties.name_tables import places
from exportgate.parties.numbers import is_number
from exportgate.parties.person_syllables import is_pinyin, is_syllable, syllables_of
from exportgate.parties.pinyin_words import TELLING, Sound, first_words, number_at, sounds_at

SHORTEST_NAME = 4
LONG, SYLLABLES_OF_NAME = 9, 4
REMEMBERED = 131_072
BRANDS = frozenset({"brand", "syllables"})
UNITS = {
    "chang": Sound("unit", ("factory",), 1),
    "suo": Sound("unit", ("research institute",), 1),
    "yuan": Sound("unit", ("academy", "research institute"), 1),
}
# Syllables that are words of English as well: where a word has no others, nobody need have meant it (gang tie).
ALSO_ENGLISH = (
    "an ban bin can chang dan die fan fang gang gun hang he hen kong lang lie long man mane me men mo pan pang pen"
    " pin ping pie ran rang run sang she shun song sun tan tang tie wan wen you"
)
ENGLISH = frozenset(ALSO_ENGLISH.split())


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a name and what they mean by their sound, if that is known."""

    words: Words
    sound: Sound | None

    @property
    def kind(self) -> str:
        """What the words are: of a known sound, a number, `syllables` of a brand, or `other`, in another language."""
        if self.sound is not None:
            return self.sound.kind
        if all(map(is_number, self.words)):
            return "number"
        return "syllables" if all(map(is_pinyin, self.words)) else "other"

    @property
    def syllables(self) -> int:
        """How many syllables the words have, or about: two in a word of another spelling."""
        if self.sound is not None:
            return self.sound.syllables
        return 0 if self.kind == "number" else sum(1 if is_syllable(word) else 2 for word in self.words)

    def meaning(self, following: str) -> Meaning:
        """Return what the words may stand for in English, given the kind of the next piece; is it a known name."""
        joined = "".join(self.words)
        if self.sound is None:
            return (joined if all(map(is_syllable, self.words)) else " ".join(self.words),), False
        if self.kind == "brand":
            return ((joined, *self.sound.meanings) if following == "word" else (joined,)), False
        return self.sound.meanings or ("",), self.kind == "name"


def known_at(words: Words, at: int, brand_at: int) -> Iterator[tuple[int, Sound]]:
    """Yield what is known at a word, where it ends and what it means.

    A brand of two syllables is known only at one word, a unit of one syllable ("suo") only at the end.
    """
    end, figures = number_at(words, at)
    if figures:
        yield end, Sound("number", (figures,), 0)
    if 0 < at == len(words) - 1 and words[at] in UNITS:
        yield at + 1, UNITS[words[at]]
    yield from ((end, sound) for end, sound in sounds_at(words, at) if sound.kind != "brand" or at == brand_at)


def first_of_brand(words: Words) -> int:
    """Return where a name goes on after the places that it begins with."""
    at = 0
    while at < len(words):
        ends = [end for end, sound in sounds_at(words, at) if sound.kind == "place"]
        if not ends:
            break
        at = ends[-1]
    return at


def split(word: str) -> Words:
    """Return the syllables of a place, whose letters may be of two words, and of a long word in pinyin."""
    place = word in places()
    found = syllables_of(word) if place or len(word) >= LONG else ()
    return found if found and (place or len(found) >= SYLLABLES_OF_NAME) else (word,)


def split_words(words: Words) -> Words:
    """Return words with places and long ones in pinyin split: da tong xin may be of Da and Tong Xin, not of Datong."""
    return tuple(chain.from_iterable(map(split, words)))


def pieces_of(words: Words) -> list[Piece]:
    """Cut the words of a name into what is known by its sound and what is not."""
    brand_at = first_of_brand(words)
    known = [dict(known_at(words, at, brand_at)) for at in range(len(words))]
    # A word that is no syllable is cut off from those beside it, known or not.
    ends = [known[at].keys() | ({at + 1} if not is_syllable(words[at]) else set()) for at in range(len(words))]
    cut = cheapest(len(words), ends.__getitem__)
    return [Piece(words[start:end], known[start].get(end)) for start, end, _ in cut]


def is_company(pieces: Sequence[Piece]) -> bool:
    """Tell whether pieces are of a company's name in pinyin: a known name, or activity words among enough syllables.

    One activity word must follow a brand and stand among pinyin alone: where it comes first (Kaifa Technology), or
    beside another language (Andrew Yule), it is a brand itself.
    """
    if any(piece.kind == "name" for piece in pieces):
        return True
    if sum(piece.syllables for piece in pieces) < SHORTEST_NAME:
        return False
    words = [at for at, piece in enumerate(pieces) if piece.kind == "word" and not ENGLISH.issuperset(piece.words)]
    if len(words) != 1:
        return len(words) > 1
    return any(piece.kind in BRANDS for piece in pieces[: words[0]]) and all(piece.kind != "other" for piece in pieces)


@lru_cache(maxsize=REMEMBERED)
def may_begin(word: str) -> bool:
    """Tell whether a known name or an activity word in pinyin may begin with a word or within it."""
    return word in first_words() or not first_words().isdisjoint(split(word))


def may_name(words: Words) -> bool:
    """Tell whether a known name or an activity word in pinyin may be among the words."""
    if not any(map(may_begin, words)):
        return False
    words = split_words(words)
    return any(sound.kind in TELLING for at in range(len(words)) for _, sound in sounds_at(words, at))


def in_english(words: Words, head: int) -> Iterator[tuple[Literal["translated", "named"], Words, int]]:
    """Yield the renderings of a name in pinyin, the likeliest first: kind of reading, words, length of the head."""
    head = min(head, LONGEST_READ)
    first, rest = (pieces_of(split_words(part)) for part in (words[:head], words[head:LONGEST_READ]))
    pieces = [*first, *rest]
    if is_company(pieces):
        following = [*(piece.kind for piece in pieces[1:]), ""]
        meanings = [piece.meaning(kind) for piece, kind in zip(pieces, following, strict=True)]
        yield from renderings(meanings[: len(first)], meanings[len(first) :])
