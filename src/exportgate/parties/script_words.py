"""The tables of other scripts: how their letters sound, and the words that no letters tell (전자 is electronics).

A table gives company words, brands, places and frequent personal names in kana, Hangul, Arabic, Hebrew, Thai and
Devanagari; `cut` finds them in strings written without spaces.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from unicodedata import normalize

from exportgate.parties.name_tables import rows

SHORTEST = 2


@cache
def script_words() -> Mapping[str, str]:
    """Return a word of another script → the Latin words that stand for it."""
    return MappingProxyType({normalize("NFKC", row["word"]): row["latin"] for row in rows("script-words")})


@cache
def script_letters(kind: str) -> Mapping[str, str]:
    """Return the letters of one kind (kana, arabic, thai consonant …) → how each is written in Latin."""
    return MappingProxyType({row["letter"]: row["sound"] for row in rows("script-letters") if row["kind"] == kind})


@cache
def longest_word(first: str) -> int:
    """Return the length of the longest known word that begins with a letter, 0 where there is none."""
    return max((len(word) for word in script_words() if word[0] == first), default=0)


def known_at(text: str, start: int) -> str:
    """Return the longest known word of two letters or more that begins at a place in a string, or ''."""
    sizes = range(min(longest_word(text[start]), len(text) - start), SHORTEST - 1, -1)
    return next((text[start : start + size] for size in sizes if text[start : start + size] in script_words()), "")


def cut(text: str) -> Iterator[tuple[str, str]]:
    """Cut an unbroken string: yield each known word with its Latin, and each stretch between them with ''."""
    start = unknown = 0
    while start < len(text):
        word = known_at(text, start)
        if not word:
            start += 1
            continue
        if unknown < start:
            yield text[unknown:start], ""
        yield word, script_words()[word]
        unknown = start = start + len(word)
    if unknown < len(text):
        yield text[unknown:], ""
