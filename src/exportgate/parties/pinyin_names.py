"""Finds known Chinese names written in pinyin, joined or split in any way (Zhong Xin Guoji, Zhongxin Guoji).

Only names of three syllables or more are known by their sound alone: two syllables are the sound of many names. The
table gives the pinyin, so that the reading library is not needed.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from exportgate.parties.name_tables import han_names, rows

Words = tuple[str, ...]


@cache
def by_sound() -> Mapping[str, tuple[str, ...]]:
    """Return the pinyin of a known name, joined → its English names."""
    spoken = {row["pinyin"].replace(" ", ""): row["han"] for row in rows("han-names") if row["pinyin"]}
    return MappingProxyType({sound: han_names()[han][1] for sound, han in spoken.items()})


@cache
def beginnings() -> frozenset[str]:
    """Return every run of syllables that the pinyin of a known name begins with, joined."""
    found: set[str] = set()
    for row in rows("han-names"):
        joined = ""
        for syllable in row["pinyin"].split():
            joined += syllable
            found.add(joined)
    return frozenset(found)


def name_at(words: Words, start: int) -> tuple[int, tuple[str, ...]]:
    """Return where the longest known name that begins at a word ends, and its English names; (start, ()) if none."""
    joined = ""
    found: tuple[int, tuple[str, ...]] = (start, ())
    for end, word in enumerate(words[start:], start=start + 1):
        joined += word
        if joined not in beginnings():
            break
        if joined in by_sound():
            found = end, by_sound()[joined]
    return found


def may_name(words: Words) -> bool:
    """Tell whether a known name in pinyin may be among the words."""
    return not beginnings().isdisjoint(words)


def in_english(words: Words, head: int) -> Iterator[tuple[Words, int]]:
    """Yield a name with the first known name in pinyin in it put into English, once for each of its English names."""
    for start in range(len(words)):
        end, names = name_at(words, start)
        if names:
            for name in names:
                put = tuple(name.split())
                shift = len(put) - (end - start)
                yield (*words[:start], *put, *words[end:]), head + shift if head >= end else head
            return
