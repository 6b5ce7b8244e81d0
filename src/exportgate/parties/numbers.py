"""Makes the numbers in a name comparable: "No. 55", "55th", "Fifty-Fifth" and "fifty 5" are all 55.

Only whole words become numbers; letters with digits in them ("3K") stay the word they are. A cardinal below twenty is
one only after tens, a sign or a noun that is numbered ("Forty-Four", "Plant Two"), since "Four Seasons" is a brand;
elsewhere it only means its figure (`name_tables.meaning_of`). After a word, a Roman numeral of two letters or more is a
number (but XI, which is a surname).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from exportgate.parties.name_tables import rows

FIGURE_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th|ya|yy|iy|oy|go|aya)")
SIGNED = re.compile(r"(?:no|nr)(\d+)")
SUFFIXES = frozenset({"st", "nd", "rd", "th", "yy", "iy", "oy", "ya", "aya", "go"})
NUMBERED = frozenset(
    [
        "fund",
        "phase",
        "plant",
        "factory",
        "brigade",
        "regiment",
        "division",
        "battalion",
        "base",
        "unit",
        "institute",
        "bureau",
    ]
)


@cache
def words_of_kind(kind: str) -> Mapping[str, str]:
    """Return the number words of one kind (number, tens, cardinal, roman, sign) → their value in figures."""
    return {row["word"]: row["value"] for row in rows("number-words") if row["kind"] == kind}


@cache
def number_words() -> Mapping[str, str]:
    """Return the words that are numbers wherever they stand, those that join tens and ones included → their value."""
    words, tens = words_of_kind("number"), words_of_kind("tens")
    ones = {**words, **words_of_kind("cardinal")}
    joined = {
        f"{ten}{one}": str(int(value) + int(added))
        for ten, value in tens.items()
        for one, added in ones.items()
        if len(added) == 1
    }
    return {**joined, **words, **tens}


@cache
def words_told_apart() -> frozenset[str]:
    """Return every word that `with_numbers` does not leave as it is, or that decides about its neighbor."""
    cardinals = words_of_kind("cardinal")
    return frozenset(
        {*number_words(), *cardinals, *words_of_kind("sign"), *words_of_kind("roman"), *SUFFIXES, *NUMBERED}
    )


@cache
def words_before_cardinals() -> frozenset[str]:
    """Return the words after which a cardinal below twenty is a number."""
    return frozenset({*words_of_kind("tens"), *words_of_kind("sign"), *NUMBERED})


def is_number(token: str) -> bool:
    """Tell whether a token is a number."""
    return token.isascii() and token.isdigit()


def figure(token: str) -> str:
    """Return an ordinal in figures as its number, a number without leading zeros, any other token as it is."""
    if token.isalpha():
        return token
    found = FIGURE_ORDINAL.fullmatch(token) or SIGNED.fullmatch(token)
    digits = found.group(1) if found else token
    return digits.lstrip("0") or "0" if is_number(digits) else token


def value_of(tokens: Sequence[str], at: int) -> str:
    """Return the number that a token is, in figures, or ''."""
    token = figure(tokens[at])
    if is_number(token):
        return token
    if at and token in words_of_kind("cardinal") and tokens[at - 1] in words_before_cardinals():
        return words_of_kind("cardinal")[token]
    if at and token in words_of_kind("roman"):
        return words_of_kind("roman")[token]
    return number_words().get(token, "")


def with_numbers(tokens: Sequence[str]) -> list[str]:
    """Return the tokens with number words in figures, without the sign (No., Nr.) before and the ending (-th) after."""
    found: list[str] = []
    number = open_tens = False
    for at, token in enumerate(tokens):
        if number and token in SUFFIXES:
            number = open_tens = False
            continue
        value = value_of(tokens, at)
        if value and open_tens and len(value) == 1 and value != "0":
            value = str(int(found.pop()) + int(value))
        while value and found and found[-1] in words_of_kind("sign"):
            found.pop()
        found.append(value or token)
        number = bool(value)
        open_tens = token in words_of_kind("tens")
    return found
