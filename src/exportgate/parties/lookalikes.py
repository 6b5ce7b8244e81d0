"""Reads digits that stand for letters: "Huaw3i" is huawei, "Ig0r Sech1n" igor sechin.

Only a digit between letters is read so, in a word of four letters or more that has few digits: what begins or ends
with figures (3Com, Area51, Mi8) is a name of its own.
"""

import re

BETWEEN_LETTERS = re.compile(r"(?<=[a-z])[0135]{1,2}(?=[a-z])")
WITH_DIGIT = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9]*[a-z](?![a-z0-9])")
LETTERS = str.maketrans("035", "oes")
SHORTEST, LONGEST = 4, 40
LETTERS_TO_A_DIGIT = 3
VOWELS = frozenset("aeiouy")


def letters_for(found: re.Match[str]) -> str:
    """Return the letters that digits stand for: 1 is l beside a vowel, else i."""
    text = found.string
    beside = {text[found.start() - 1], text[found.end()]}
    return found.group().replace("1", "i" if beside.isdisjoint(VOWELS) else "l").translate(LETTERS)


def word_of(found: re.Match[str]) -> str:
    """Return a word with its digits read as letters, if it is long and has few of them."""
    word = found.group()
    digits = sum(map(str.isdigit, word))
    if not digits or not SHORTEST <= len(word) <= LONGEST or len(word) < digits * (LETTERS_TO_A_DIGIT + 1):
        return word
    return BETWEEN_LETTERS.sub(letters_for, word)


def without_digits(text: str) -> str:
    """Return a lower-case text in Latin letters with the digits that stand for letters read as such."""
    return WITH_DIGIT.sub(word_of, text) if BETWEEN_LETTERS.search(text) else text
