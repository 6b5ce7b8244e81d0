"""Brings the words of an address into one spelling: case, accents, scripts, dashes, and the short forms of street,
building, district and direction words in the styles that occur on the lists.

The words stand in `data/names/address-words.csv`. Which part of the address a word belongs to is left to the reader of
its parts.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from exportgate.parties.name_tables import rows
from exportgate.parties.scripts import CYRILLIC_OR_GREEK, clean, has_han, to_latin

NUMBER_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "i": "1", "ii": "2", "iii": "3"}
ORDINALS = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
    "seventh": "7",
    "eighth": "8",
    "ninth": "9",
    "tenth": "10",
    "eleventh": "11",
    "twelfth": "12",
    "thirteenth": "13",
    "fourteenth": "14",
    "fifteenth": "15",
    "sixteenth": "16",
    "seventeenth": "17",
    "eighteenth": "18",
    "nineteenth": "19",
    "twentieth": "20",
}

LONG_WORD = 8
LONGEST = 600
"""The letters of an address that are read; what stands behind them is the rest of a text that is no single address."""
FOLDED = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "№": " no "}
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("'’‘`´\"“”", None)
    | {"@": " ", "⁄": "/", ";": ",", "(": ",", ")": ",", "，": ",", "、": ",", "\n": ",", "|": ","}
)
LETTER_IN_BRACKETS = re.compile(r"(?<=\d)\s{0,3}\(\s?([a-z])\s?\)|(?<=\d)_([a-z])\b")
INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
SEE_ELSEWHERE = re.compile(r"\((?:see|for alternate) [^)]{0,200}\)")
DETACHED_DASH = re.compile(r"(?<=\d)\s{1,3}(?:-|to)\s{1,3}(?=\d)")
DETACHED_LETTER = re.compile(r"(?<=\d)\s{0,3}-\s{0,3}(?=[a-z]\s{0,3}(?:,|\Z))")
LOST_DASH = re.compile(r"(?<=\d)['?](?=\d)")
LETTER_AND_FLOOR = re.compile(r"\b([a-z])(?=\d{1,2}/f\b)")
SLIPPED_STROKE = re.compile(r"\b(\d{1,2})if\b")


@cache
def words_for(kind: str) -> frozenset[str]:
    """Return the words of one kind: `street`, `building`, `place kind` …"""
    return frozenset(row["word"] for row in rows("address-words") if row["kind"] == kind)


@cache
def full_forms(kind: str = "short form") -> Mapping[str, str]:
    """Return a short form of a word of an address, or of a direction, → its full form.

    A long word that lacks a letter (comercial) counts as a short form of it.
    """
    table = list(rows("address-words"))
    forms = {row["word"]: row["stands_for"] for row in table if row["kind"] == kind}
    if kind == "short form":
        known = {row["word"] for row in table}
        for word in (word for word in known if len(word) >= LONG_WORD and word.isalpha()):
            for at in range(1, len(word)):
                forms.setdefault(word[:at] + word[at + 1 :], forms.get(word, word))
        forms = {word: full for word, full in forms.items() if word not in known or full != word}
    return MappingProxyType(forms)


def plain(text: str) -> str:
    """Return the text in lower-case Latin without accents, with plain dashes and commas, initials joined (N.T. → nt).

    Han addresses come out in the order and the words of English ones.
    """
    lower = text[:LONGEST].casefold()
    if not lower.isascii():
        lower = _in_latin(lower)
    lower = LOST_DASH.sub("-", lower)
    if "(" in lower or "_" in lower:
        lower = SEE_ELSEWHERE.sub(" ", LETTER_IN_BRACKETS.sub(r"-\1\2", lower))
    folded = lower.translate(FOLDED)
    if "." in folded:
        folded = INITIALS.sub(lambda found: found[0].replace(".", ""), folded).replace(".", " ")
    if "/f" in folded or "if" in folded:
        folded = SLIPPED_STROKE.sub(r"\1/f", LETTER_AND_FLOOR.sub(r"\1 ", folded))
    if " -" in folded or "- " in folded or " to " in folded:
        folded = DETACHED_LETTER.sub("-", DETACHED_DASH.sub("-", folded)).replace(" - ", " , ")
    return " ".join(folded.split())


def _in_latin(lower: str) -> str:
    """Return a lower-case text in Latin letters without accents."""
    lower = clean(lower)
    if has_han(lower):
        from exportgate.parties.address_han import in_english

        lower = in_english(lower).casefold()
    if CYRILLIC_OR_GREEK.search(lower):
        lower = to_latin(lower)
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def canonical(word: str) -> str:
    """Return the full form of a word of an address."""
    if word.endswith("str") and len(word) > len("str") + 2:
        return f"{word}asse"
    return full_forms().get(word, word)


def squashed(words: str) -> str:
    """Return the letters and digits of a text, so that Mong Kok is Mongkok."""
    return "".join(letter for letter in words if letter.isalnum())
