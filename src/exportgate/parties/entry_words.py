"""Reduces a text of an entry to its letters and figures, so that another way of writing can be told from a change.

It knows no sounds, translations or legal forms: what two names have in common beyond their words is for `score`.
"""

import re
import unicodedata
from datetime import datetime

APOSTROPHES = re.compile(r"['’‘`´ʼʻ′]")
WORD = re.compile(r"[^\W_]+")
DAY = re.compile(r"\b(\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \d{4})\b")
SAME_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order, without case, accents, apostrophes and punctuation."""
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return WORD.findall(APOSTROPHES.sub("", text.casefold()))


def folded(text: str) -> str:
    """Return a text as its words with a blank between two; empty where it has none."""
    return " ".join(words_of(text))


def word_bag(text: str) -> str:
    """Return the words of a text in the order of the alphabet, days in one style: alike where only order differs."""
    lower = SAME_DAY.sub(r"\3-\1-\2", DAY.sub(_iso, text.casefold()))
    return " ".join(sorted(words_of(lower)))


def _iso(day: re.Match[str]) -> str:
    try:
        return datetime.strptime(day[1], "%d %b %Y").date().isoformat()
    except ValueError:
        return day[1]
