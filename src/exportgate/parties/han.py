"""Reads Han names: simplified characters, words cut out of the unbroken string, how they sound and what they mean.

The conversion and reading libraries are imported only when Han occurs. Known activity words and places become words of
their own; what is left between them is taken as a brand. Names with kana are cut but not read aloud.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, groupby, islice
from typing import Literal, Protocol, cast

from exportgate.parties.han_lexicon import cutting, naming
from exportgate.parties.name_tables import han_names, han_places, han_readings, han_variants, han_words, places
from exportgate.parties.scripts import has_han

Words = tuple[str, ...]
Meaning = tuple[Words, bool]
KANA = re.compile(r"[\u3040-\u30ff]")
NUMERAL = "零〇一二三四五六七八九十百两"
DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNIT = "(?=研究|设计|所|厂|院|局|工厂|医院|实验|部队|事业部|车间|师|旅|基地|工程|试验)"
ACADEMY = "(?<=航天|科技|科工|集团)[一二三四五六七八九十](?=院)"
NUMBERED_UNIT = re.compile(rf"(?:第([{NUMERAL}]{{1,6}}|\d{{1,6}})|([{NUMERAL}]{{2,6}}|{ACADEMY})){UNIT}")
BARE_UNITS = tuple(
    (re.compile(rf"(?<=\d)\s*{bare}(?=\Z|[^\u3400-\u9fff]|公司|有限)"), whole)
    for bare, whole in (("所", "研究所"), ("院", "研究院"), ("厂", "工厂"))
)
# The short name of CETC, which in a longer string may be other words (机电科技), where a number follows.
NUMBERED_CETC = re.compile(r"(?<![\u3400-\u9fff])电科(?=\s*\d)")
OWN_READINGS = (4, 3, 2, 1)
MOST_TRANSLATIONS = 6
LONGEST_READ = 100


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
    """Return the value of a numeral in figures or in Han: in its counting form (五十五) or digit by digit (五五)."""
    if digits.isascii():
        return int(digits)
    if not set(digits) & {"十", "百"}:
        return int("".join(str(DIGITS[digit]) for digit in digits))
    hundreds, _, rest = digits.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * (DIGITS.get(hundreds[-1:], 1) if "百" in digits else 0)
    total += 10 * (DIGITS.get(tens[-1:], 1) if ten else 0)
    return total + DIGITS.get(ones[-1:], 0)


def simplify(text: str) -> str:
    """Return a name with simplified characters, and the number of a numbered unit (第五十五研究所, 55所) in digits."""
    if not has_han(text):
        return text
    simplified = to_simplified().convert(text).translate(han_variants())
    figures = NUMBERED_UNIT.sub(lambda found: f" {han_number(found.group(1) or found.group(2))} ", simplified)
    for bare, whole in BARE_UNITS:
        figures = bare.sub(f" {whole} ", figures)
    return NUMBERED_CETC.sub("中电科", figures)


@lru_cache(maxsize=4096)
def cut_words(text: str) -> tuple[Words, Words]:
    """Cut an unbroken Han string into words, and the short names of the legal forms cut out of it.

    A form that limits liability stays a word, so that the head of a name ends there as in any language; 公司 alone is
    a mere part of 集团公司 or 总公司. A string of such parts alone stays whole.
    """
    pieces = cutting().cut(text)
    words = tuple(word for piece in pieces for word in piece.words)
    forms = tuple(piece.short for piece in pieces if piece.kind == "form" and not piece.words)
    return (words, forms) if words else ((text,), ())


@lru_cache(maxsize=4096)
def reading_of(word: str) -> Words:
    """Return one syllable for each character of a word, companies' own readings before the dictionary's."""
    from pypinyin import lazy_pinyin

    syllables = list(lazy_pinyin(word, errors=list))  # type: ignore[arg-type]  # a letter each for what has no reading
    at = 0
    while at < len(word):
        size = next((size for size in OWN_READINGS if word[at : at + size] in han_readings()), 0)
        if size > 1 or (size and word not in han_words()):
            syllables[at : at + size] = han_readings()[word[at : at + size]].split()
        at += size or 1
    return tuple(syllables)


def say_word(word: str) -> str:
    """Return a word of a name in pinyin, a place as it is spelled in Latin letters, any other word as it is."""
    place = han_places().get(word)
    if place is not None and places()[place] != "country":
        return place
    return "".join(reading_of(word)) if has_han(word) else word


def can_be_said(words: Words) -> bool:
    """Tell whether a name has Han and no kana, which stands for Japanese readings."""
    whole = "".join(words)
    return has_han(whole) and KANA.search(whole) is None


def say(words: Words) -> Words:
    """Return the first hundred words of a name in pinyin, each joined into one, or () where one cannot be read."""
    return tuple(map(say_word, words[:LONGEST_READ])) if can_be_said(words) else ()


@lru_cache(maxsize=4096)
def meanings(text: str) -> tuple[Meaning, ...]:
    """Return, for each piece of a Han string, its English names or renderings, and whether it is a known name.

    What is unknown is read aloud.
    """
    found: list[Meaning] = []
    for piece in naming().cut(text):
        for word in piece.words:
            if piece.kind == "name":
                found.append((han_names()[word][1], True))
            elif piece.kind == "place":
                found.append(((han_places()[word],), False))
            else:
                found.append((han_words().get(word) or (say_word(word),), False))
    return tuple(found)


def meanings_of(words: Words) -> Iterator[Meaning]:
    """Yield the meanings of the words of a name, neighbors in Han being read as one string."""
    for is_han, run in groupby(words, key=has_han):
        if is_han:
            yield from meanings("".join(run))
        else:
            yield from (((word,), False) for word in run)


def translate(words: Words, head: int) -> Iterator[tuple[Literal["translated", "named"], Words, int]]:
    """Yield the renderings of a Han name in English, the likeliest first: kind of reading, words, length of the head.

    Of a text too long for a name the first hundred words are read.
    """
    if not can_be_said(words):
        return
    head = min(head, LONGEST_READ)
    yield from renderings(tuple(meanings_of(words[:head])), tuple(meanings_of(words[head:LONGEST_READ])))


def renderings(
    first: Sequence[Meaning], rest: Sequence[Meaning]
) -> Iterator[tuple[Literal["translated", "named"], Words, int]]:
    """Yield the names that the pieces of a head and of what follows it make, by the likeliest meaning of each first.

    Each piece has its meanings and whether it is a known name. Other meanings are tried one piece at a time, so that a
    name has but a few renderings.
    """
    pieces = [meanings for meanings, _ in (*first, *rest)]
    kind: Literal["translated", "named"] = "named" if any(named for _, named in (*first, *rest)) else "translated"
    choices = ((at, other) for at, piece in enumerate(pieces) for other in range(1, len(piece)))
    for chosen, other in islice(chain([(-1, 0)], choices), MOST_TRANSLATIONS):
        picked = [piece[other if at == chosen else 0].split() for at, piece in enumerate(pieces)]
        yield kind, tuple(chain.from_iterable(picked)), sum(map(len, picked[: len(first)]))
