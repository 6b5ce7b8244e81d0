"""Says when two words of Chinese names are other names, since each is written in its own syllables of pinyin.

Pinyin has some four hundred syllables, and a letter more or less makes another one: Li, Lei; Jianmin, Tianmin. Only
what Wade-Giles or Korean spelling writes otherwise may be one name in two spellings: Zhang, Chang; Bo, Po.
"""

import re
from functools import lru_cache

FINALS = {
    "": "a ai an ang ao e ei en er ou",
    "w": "a ai an ang ei en o u",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue",
    "l": "a ai an ang ao e ei eng i ian iang iao ie in ing iu ong ou u uan un uo ue",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
}
SYLLABLES = {start + final: (start, final) for start, finals in FINALS.items() for final in finals.split()}
ONE_SOUND = frozenset(map(frozenset, (("zh", "ch"), ("j", "ch"), ("q", "ch"), ("b", "p"), ("d", "t"), ("g", "k"))))
ONE_SYLLABLE = frozenset(map(frozenset, (("yu", "you"), ("ri", "li"))))
# What the spelling of hardly any other language has.
CHINESE = re.compile("zh|x|q|ng|[iu][ae]|uo|iu|ui|io")
# What any syllables joined look like, told at once: an initial, vowels, and n, ng or r where no vowel follows.
SHAPE = re.compile(r"(?:(?:[zcs]h|[b-df-hj-np-tw-z])?[aeiouv]{1,3}+(?:ng(?![aeiou])|[nr](?![aeiou]))?)++")
LONGEST = 12
LONGEST_JOINED, LONGEST_SYLLABLE = 36, 6


@lru_cache(maxsize=65536)
def cuts(text: str) -> tuple[tuple[str, ...], ...]:
    """Return every way to read a word as one syllable or two, each with a consonant first but the first of one."""
    if len(text) > LONGEST:
        return ()
    if text in SYLLABLES:
        return ((text,),)
    halves = ((text[:at], text[at:]) for at in range(2, len(text) - 1))
    return tuple(
        (one, other) for one, other in halves if all(part in SYLLABLES and SYLLABLES[part][0] for part in (one, other))
    )


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two syllables are the same in Wade-Giles or in Korean spelling."""
    (start, final), (begin, end) = SYLLABLES[one], SYLLABLES[other]
    same = start == begin or frozenset((start, begin)) in ONE_SOUND
    return (same and final == end) or frozenset((one, other)) in ONE_SYLLABLE


def is_syllable(text: str) -> bool:
    """Tell whether a word is one syllable of pinyin: Guo, Ying."""
    return text in SYLLABLES


@lru_cache(maxsize=65536)
def syllables_of(text: str) -> tuple[str, ...]:
    """Return the syllables of pinyin that a word of no great length is joined of (Xinkailai), or () where it is not.

    A consonant goes to the syllable that it begins, as pinyin marks where it does not (Xi'an).
    """
    if len(text) > LONGEST_JOINED or SHAPE.fullmatch(text) is None:
        return ()
    found: list[tuple[str, ...] | None] = [(), *[None] * len(text)]
    for end in range(1, len(text) + 1):
        starts = range(max(0, end - LONGEST_SYLLABLE), end)
        cut = [
            (*before, text[at:end]) for at in starts if text[at:end] in SYLLABLES and (before := found[at]) is not None
        ]
        found[end] = min(cut, key=awkwardness, default=None)
    return found[-1] or ()


def awkwardness(syllables: tuple[str, ...]) -> tuple[int, int]:
    """Return how much speaks against a way to cut a word: syllables after the first that begin with no consonant."""
    return sum(not SYLLABLES[syllable][0] for syllable in syllables[1:]), len(syllables)


def is_pinyin(text: str) -> bool:
    """Tell whether a word may be syllables of pinyin joined: Haiguang."""
    return bool(syllables_of(text))


def other_names(one: str, other: str) -> bool:
    """Tell whether two words are other names: both are one syllable, or both are two and one of them looks Chinese."""
    mine, theirs = cuts(one), cuts(other)
    if not mine or not theirs or len(mine[0]) != len(theirs[0]):
        return False
    if len(mine[0]) == 2 and not (CHINESE.search(one) or CHINESE.search(other)):
        return False
    return not any(all(map(may_be_one, cut, its)) for cut in mine for its in theirs)
