"""Reads Han names: simplified characters, words cut out of the unbroken string, and how they are said aloud.

The conversion and reading libraries are imported only when Han occurs. Known activity words and places become words of
their own; what is left between them is taken as a brand. Names with kana are cut but not read aloud.
"""

import re
from functools import cache, lru_cache
from typing import Protocol, cast

from exportgate.parties.name_tables import han_places, han_readings, word_forms
from exportgate.parties.scripts import has_han

KANA = re.compile(r"[\u3040-\u30ff]")
DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
NUMBERED_UNIT = re.compile(
    r"(?:第([零〇一二三四五六七八九十百]+)|([零〇一二三四五六七八九十百]{2,}))(?=研究|设计|所|厂|院|局|工厂|医院|实验)"
)


class Converter(Protocol):
    """What the character conversion library offers."""

    def convert(self, text: str) -> str:
        """Return the text in the other characters."""
        ...


@cache
def to_simplified() -> Converter:
    """Load the traditional to simplified conversion, character by character and by phrase."""
    from opencc import OpenCC

    return cast("Converter", OpenCC("t2s"))


def han_number(digits: str) -> int:
    """Return the value of a Han numeral, in its counting form (五十五) or digit by digit (五五)."""
    if not set(digits) & {"十", "百"}:
        return int("".join(str(DIGITS[digit]) for digit in digits))
    hundreds, _, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * (DIGITS.get(hundreds[-1:], 1) if "百" in digits else 0)
    total += 10 * (DIGITS.get(tens[-1:], 1) if ten else 0)
    return total + DIGITS.get(ones[-1:], 0)


def simplify(text: str) -> str:
    """Return a name with simplified characters, and the number of a numbered unit (第五十五研究所) in digits."""
    if not has_han(text):
        return text
    simplified = to_simplified().convert(text)
    return NUMBERED_UNIT.sub(lambda found: f" {han_number(found.group(1) or found.group(2))} ", simplified)


@cache
def known_words() -> tuple[frozenset[str], int]:
    """Return the Han words that are cut out of a name, and the length of the longest."""
    words = {word for word in (*word_forms(), *han_places()) if has_han(word) and len(word) > 1}
    return frozenset(words), max(map(len, words))


def word_at(text: str, start: int) -> str:
    """Return the longest known word that begins at a place in the string, or ''."""
    words, longest = known_words()
    sizes = range(min(longest, len(text) - start), 1, -1)
    return next((text[start : start + size] for size in sizes if text[start : start + size] in words), "")


def split_words(text: str) -> tuple[str, ...]:
    """Cut an unbroken Han string into known words and what stands between them."""
    found: list[str] = []
    start = brand = 0
    while start < len(text):
        word = word_at(text, start)
        if word:
            found += [text[brand:start], word]
            brand = start = start + len(word)
        else:
            start += 1
    return tuple(part for part in (*found, text[brand:]) if part)


@lru_cache(maxsize=4096)
def reading_of(text: str) -> tuple[str, ...]:
    """Return one syllable for each character, companies' own readings before the dictionary's."""
    from pypinyin import lazy_pinyin

    syllables = list(lazy_pinyin(text, errors=list))  # type: ignore[arg-type]  # a letter each for what has no reading
    for characters, reading in sorted(han_readings().items(), key=lambda pair: len(pair[0])):
        at = text.find(characters)
        while at >= 0:
            if len(characters) > 1 or not in_longer_word(text, at):
                syllables[at : at + len(characters)] = reading.split()
            at = text.find(characters, at + 1)
    return tuple(syllables)


def in_longer_word(text: str, at: int) -> bool:
    """Tell whether the character at a place belongs to a known word, whose reading is then the dictionary's."""
    return any(start <= at < start + len(word_at(text, start)) for start in range(max(0, at - 3), at + 1))


def say(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name in pinyin, each joined into one, or () where a word cannot be read."""
    whole = "".join(words)
    if not has_han(whole) or KANA.search(whole):
        return ()
    syllables, said, start = reading_of(whole), [], 0
    for word in words:
        said.append("".join(syllables[start : start + len(word)]) if has_han(word) else word)
        start += len(word)
    return tuple(said)
