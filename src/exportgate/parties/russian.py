"""Reduces a Russian word in Latin letters to a stem, whatever the transliteration and the ending.

Priborostroitelnyy, priborostroitelny, priborostroitelnogo and priborostroitelnaia have one stem, so that a table of
dictionary forms serves them all.
"""

import re
from functools import lru_cache

REMEMBERED = 65536
SHORTEST_WORD, LONGEST_WORD, SHORTEST_STEM = 5, 40, 4
# One way to write each letter that transliterations write in several.
LETTERS = (
    (re.compile("shch|shh|sch"), "sh"),
    (re.compile("kh|x"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("t[sz]"), "c"),
    (re.compile("ck|c(?=[lrt])"), "k"),
    (re.compile("yo"), "e"),
    (re.compile("[yij]+(?=[aeou])"), ""),
    (re.compile("[yij]+"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
ENDING = re.compile(r"(?:[oe](?:go|mu|[mvh])|i(?:mi|[hmv])|a(?:mi|[hm])|[aeiou]+)$")


@lru_cache(maxsize=REMEMBERED)
def stem_of(word: str) -> tuple[str, bool]:
    """Return the stem of a word and whether it has an ending; ('', False) for a word that is too short for one."""
    if not (SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isascii() and word.isalpha()):
        return "", False
    for pattern, letter in LETTERS:
        word = pattern.sub(letter, word)
    stem = ENDING.sub("", word)
    return (stem, stem != word) if len(stem) >= SHORTEST_STEM else ("", False)
