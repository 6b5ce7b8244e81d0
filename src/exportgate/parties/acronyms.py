"""Derives the acronyms by which a name of several words may be known (Semiconductor Manufacturing … → smic).

Small words, places and "group" may be skipped, a word of several parts (ChangXin) may give a letter for each, and the
legal form may give a final c. The acronym stands for the whole name, for its head before a legal form, or for what
comes before a number, with or without a leading place. How much an acronym says is for the scorer to judge.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from exportgate.parties.name_tables import places
from exportgate.parties.numbers import is_number

SHORTEST, LONGEST = 3, 8
LONGEST_SPAN = 16
CHOICES = 5
ARTICLES = frozenset({"the", "a", "an"})
SKIPPED = frozenset(
    [
        "of",
        "and",
        "for",
        "in",
        "on",
        "de",
        "y",
        "und",
        "et",
        "la",
        "le",
        "du",
        "des",
        "i",
        "at",
        "group",
        "grp",
    ]
)
CAMEL = re.compile(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b")
CAPITAL = re.compile(r"[A-Z]")
SYLLABLE = (
    r"(?:(?:[bpm]|[dtnlgkhjqxzcsryw]|[zcs]h)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u))"
)
PINYIN = re.compile(rf"(?:{SYLLABLE}){{2,3}}")
SYLLABLES = re.compile(SYLLABLE)
CONSONANTS_FIRST = re.compile(r"[bpmfdtnlgkhjqxzcsryw]")


def camel_initials(text: str) -> dict[str, str]:
    """Return the words written with inner capitals, in lower case → their capitals in lower case."""
    return {word.lower(): "".join(CAPITAL.findall(word)).lower() for word in CAMEL.findall(text)}


def syllable_initials(token: str) -> str:
    """Return the first letters of the syllables of a word of two or three pinyin syllables, else its first letter."""
    if len(token) < 5 or PINYIN.fullmatch(token) is None:
        return token[:1]
    parts = SYLLABLES.findall(token)
    initials = "".join(part[0] for part in parts)
    return initials if all(map(CONSONANTS_FIRST.match, parts)) else token[:1]


@lru_cache(maxsize=65536)
def letters_of(token: str, initials: str) -> tuple[str, ...]:
    """Return what a word may give to an acronym, its likeliest letter first."""
    if is_number(token) or token in ARTICLES:
        return ("",)
    first = token[:1]
    if token in SKIPPED or token in places():
        return ("", first)
    parts = initials if len(initials) > 1 else syllable_initials(token)
    return (first, parts) if len(parts) > 1 else (first,)


def spans_of(tokens: Sequence[str], head: int) -> list[tuple[int, int]]:
    """Return the parts of a name that an acronym may stand for, the widest first."""
    start = next((at for at, token in enumerate(tokens) if token not in places()), 0)
    number = next((at for at, token in enumerate(tokens) if is_number(token)), len(tokens))
    ends = dict.fromkeys((len(tokens), head, number))
    return [(first, end) for first in dict.fromkeys((0, start)) for end in ends if 1 < end - first <= LONGEST_SPAN]


@lru_cache(maxsize=8192)
def acronyms_of(
    tokens: tuple[str, ...], initials: tuple[str, ...], forms: tuple[str, ...], head: int
) -> dict[str, tuple[int, int]]:
    """Return the acronyms of a name (3 to 8 letters) → the span of its words that each stands for."""
    found: dict[str, tuple[int, int]] = {}
    for span in spans_of(tokens, head):
        for acronym in variants(options_of(tokens, initials, forms, head, span)):
            found.setdefault(acronym, span)
    return found


def options_of(
    tokens: Sequence[str], initials: Sequence[str], forms: Sequence[str], head: int, span: tuple[int, int]
) -> list[tuple[str, ...]]:
    """Return what each word of a span may give to an acronym, and last what the legal form may.

    A name with more than a few choices keeps only the likeliest for the later words.
    """
    start, end = span
    options = [letters_of(tokens[at], initials[at]) for at in range(start, end)]
    closed = forms and end in {head, len(tokens)}
    options.append(("", "c") if closed else ("",))
    if sum(len(option) > 1 for option in options) <= CHOICES:
        return options
    open_choices = [at for at, option in enumerate(options) if len(option) > 1]
    settled = set(open_choices[CHOICES:-1])
    return [option[:1] if at in settled else option for at, option in enumerate(options)]


def variants(options: Sequence[tuple[str, ...]]) -> list[str]:
    """Spell out the choices."""
    spelled = dict.fromkeys("".join(letters) for letters in product(*options))
    return [word for word in spelled if SHORTEST <= len(word) <= LONGEST and word.isascii() and word.isalpha()]
