"""Turns kana into Latin, and the kanji of Japanese names that a table knows.

Katakana words of companies become the English word that they imitate (テクノロジー is technology), other kana Hepburn
with long vowels folded; katakana loses the vowels that Japanese adds to foreign names (バラク is barak). A name is
Japanese where it has kana or a Japanese legal form, or where a table of Japanese names and words covers it; kanji that
the table does not know stay Han.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from exportgate.parties.name_tables import rows
from exportgate.parties.script_words import cut, script_letters

KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
PARENTHESIZED_FORMS = (
    (re.compile(r"\(\s*株\s*\)"), " 株式会社 "),
    (re.compile(r"\(\s*有\s*\)"), " 有限会社 "),
    (re.compile(r"\(\s*合\s*\)"), " 合同会社 "),
)
KANJI = re.compile(r"[\u3400-\u9fff]")
FORMS = re.compile("株式[会會]社|有限[会會]社|合同[会會]社")
SMALL = "ァィゥェォャュョヮ"
LONG = (("ou", "o"), ("oo", "o"), ("uu", "u"), ("aa", "a"), ("ii", "i"), ("ee", "e"))
# A vowel that katakana adds to a foreign consonant: u after most of them, o after t and d.
ADDED = re.compile(r"(?<=[^aeiou\s])(?<=[kgszbpfmrlv])u(?=$|[^aeiouyn])|(?<=[td])o$|(?<=ts)u$")
SHORTEST_FOREIGN = 4


def joined_small(before: str, small: str) -> str:
    """Return the sound of a kana with a small kana after it: ki and small ya are kya, fu and small a are fa."""
    base, vowel = before[:-1], script_letters("kana")[small]
    if small in "ャュョ":
        glide = vowel[1:] if base.endswith(("sh", "ch", "j")) else vowel
        return base + glide if before[-1:] in {"i", "e"} else before + vowel
    if before == "u":
        return "w" + vowel
    return base + vowel if base else vowel


def hepburn(text: str) -> str:
    """Return kana in Hepburn romanization with long vowels folded."""
    sounds = script_letters("kana")
    found: list[str] = []
    doubled = False
    for kana in text.translate(TO_KATAKANA):
        if kana == "ッ":
            doubled = True
        elif kana in SMALL and found and not doubled:
            found.append(joined_small(found.pop(), kana))
        elif kana in sounds:
            sound = sounds[kana]
            found.append(("t" if sound[:1] == "c" else sound[:1]) + sound if doubled else sound)
            doubled = False
    latin = "".join(found)
    for double, single in LONG:
        latin = latin.replace(double, single)
    return latin


def foreign(text: str) -> str:
    """Return a katakana word as the foreign word that it may imitate, without the vowels that Japanese adds."""
    latin = hepburn(text)
    return ADDED.sub("", latin) if len(latin) >= SHORTEST_FOREIGN else latin


def words_of(run: str) -> Iterator[str]:
    """Yield the Latin words of one unbroken string of kana."""
    for part, latin in cut(run):
        for piece in re.findall(rf"{KATAKANA.pattern}|[\u3041-\u3096]+", "" if latin else part):
            yield foreign(piece) if KATAKANA.fullmatch(piece) else hepburn(piece)
        if latin:
            yield latin


@cache
def kanji_words() -> Mapping[str, str]:
    """Return a Japanese name or word in kanji → the Latin words that stand for it."""
    return MappingProxyType({row["word"]: row["latin"] for row in rows("kanji-words")})


@cache
def kanji_pattern() -> re.Pattern[str]:
    """Return what finds the kanji that the table knows, the longest first, and the other kanji one by one."""
    known = "|".join(sorted(kanji_words(), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<known>{known})|[\u3400-\u9fff]")


@cache
def japanese_names() -> frozenset[str]:
    """Return the kanji that are a name of a brand, a place or a person, not a word of what companies do."""
    return frozenset(row["word"] for row in rows("kanji-words") if row["kind"] == "name")


def is_japanese(text: str) -> bool:
    """Tell whether a text with kanji is Japanese: by kana, by its legal form, or because the table covers it."""
    if KANA.search(text) or FORMS.search(text):
        return True
    found = list(kanji_pattern().finditer(text))
    return all(word["known"] for word in found) and any(word["known"] in japanese_names() for word in found)


def to_latin(text: str) -> str:
    """Return a text with its kana and the kanji of Japanese names in Latin, and its legal forms spelled out."""
    for form, spelled in PARENTHESIZED_FORMS:
        text = form.sub(spelled, text)
    if KANJI.search(text) and is_japanese(text):
        text = FORMS.sub(lambda form: f" {form.group()} ", text)
        text = kanji_pattern().sub(lambda word: f" {kanji_words()[word['known']]} " if word["known"] else word[0], text)
    return KANA.sub(lambda found: f" {' '.join(words_of(found.group()))} ", text)
