"""Knows what is written in pinyin by its sound: activity words, places, legal forms and known names of companies.

A known string is found however its syllables are joined or split, as long as it begins and ends where words of the
text do. The tables give the pinyin, so that the reading library is not needed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Literal

from exportgate.parties.han import han_number
from exportgate.parties.name_tables import rows

Kind = Literal["name", "word", "place", "brand", "nothing", "number", "unit"]
KINDS: tuple[Kind, ...] = ("name", "word", "place", "brand", "nothing")
TELLING = frozenset({"name", "word"})
LONGEST_BRAND = 2
SUFFIXES = {"province": ("sheng",), "city": ("shi",), "district": ("qu", "xin qu", "xian")}
SPOKEN = "ling yi er san si wu liu qi ba jiu shi bai"
HAN_NUMERALS = dict(zip(SPOKEN.split(), "零一二三四五六七八九十百", strict=True))
NUMERAL = re.compile("|".join(HAN_NUMERALS))
NUMERALS = re.compile(f"(?:{NUMERAL.pattern})+")
ORDINAL = re.compile(f"di((?:{NUMERAL.pattern})*)")
LONGEST_NUMERAL = 6


@dataclass(frozen=True, slots=True)
class Sound:
    """What some syllables mean, the likeliest first: nothing where they say nothing of a party ("gong si")."""

    kind: Kind
    meanings: tuple[str, ...]
    syllables: int


def spoken_places() -> Iterator[tuple[str, Kind, tuple[str, ...]]]:
    """Yield the Chinese places with and without their suffixes: pinyin, kind, and the place in Latin letters."""
    chinese = [row for row in rows("places") if row["han"]]
    for sound in ("place", "pinyin"):
        for row in chinese:
            for suffix in ("", *SUFFIXES.get(row["kind"], ())) if row[sound] else ():
                yield f"{row[sound]} {suffix}", "place", (row["place"],)


def spoken_words() -> Iterator[tuple[str, Kind, tuple[str, ...]]]:
    """Yield known names, activity words and legal forms: pinyin, kind, and what they are in English."""
    for row in rows("han-names"):
        kind: Kind = "name" if len(row["pinyin"].split()) > LONGEST_BRAND else "brand"
        if row["english"]:
            yield row["pinyin"], kind, tuple(row["english"].split("|"))
    for row in rows("han-words"):
        if row["pinyin"]:
            yield row["pinyin"], "word", tuple(row["english"].split("|"))
    for row in rows("legal-forms"):
        if row["language"] == "Chinese" and row["form"].isascii():
            yield row["form"], "nothing", ()


def written(pinyin: str) -> Iterator[str]:
    """Yield the ways in which a string of pinyin is written as one word: ü as v, u or yu."""
    joined = pinyin.replace(" ", "")
    yield joined
    for letter in "u", "yu":
        if "lv" in joined or "nv" in joined:
            yield joined.replace("lv", f"l{letter}").replace("nv", f"n{letter}")


@cache
def sounds() -> Mapping[str, Sound]:
    """Return known pinyin, joined → what it means; what sounds alike means what each of it means.

    A place is only the place, unless a word or a name of companies sounds the same.
    """
    found: dict[str, Sound] = {}
    known = sorted((*spoken_words(), *spoken_places()), key=lambda one: KINDS.index(one[1]))
    for pinyin, kind, meanings in known:
        for joined in written(pinyin):
            if joined in found and "place" in {kind, found[joined].kind}:
                continue
            before = found.get(joined, Sound(kind, (), max(2, len(pinyin.split()))))
            found[joined] = replace(before, meanings=tuple(dict.fromkeys((*before.meanings, *meanings))))
    return MappingProxyType(found)


@cache
def beginnings() -> frozenset[str]:
    """Return every run of syllables that known pinyin begins with, joined."""
    found = set(sounds())
    for pinyin, _, _ in (*spoken_words(), *spoken_places()):
        syllables = pinyin.split()
        for size in range(1, len(syllables)):
            found.update(written("".join(syllables[:size])))
    return frozenset(found)


@cache
def first_words() -> frozenset[str]:
    """Return the runs of syllables that known names and activity words begin with, joined."""
    telling = (pinyin.split() for pinyin, kind, _ in spoken_words() if kind in TELLING)
    return frozenset(way for one in telling for size in range(len(one)) for way in written("".join(one[: size + 1])))


def sounds_at(words: Sequence[str], start: int) -> Iterator[tuple[int, Sound]]:
    """Yield what is known to begin at a word: where each ends, the shortest first, and what it means."""
    joined = ""
    for end in range(start + 1, len(words) + 1):
        joined += words[end - 1]
        if joined not in beginnings():
            return
        if joined in sounds():
            yield end, sounds()[joined]


def number_at(words: Sequence[str], start: int) -> tuple[int, str]:
    """Return where "di wu shi wu", which numbers a unit, ends, and its figures; (start, "") where there is none."""
    first = ORDINAL.fullmatch(words[start])
    end, joined = start + 1, first[1] if first else ""
    while first and end < len(words) and NUMERALS.fullmatch(words[end]):
        joined += words[end]
        end += 1
    spoken = NUMERAL.findall(joined)
    if not 0 < len(spoken) <= LONGEST_NUMERAL or end == len(words):
        return start, ""
    return end, str(han_number("".join(map(HAN_NUMERALS.__getitem__, spoken))))
