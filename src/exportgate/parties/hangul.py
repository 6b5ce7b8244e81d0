"""Turns Hangul into Latin: known words into what lists write, other words by the sound of their letters.

A syllable's code point says its letters. Company names follow the Revised Romanization; a personal name (a surname and
one or two syllables) is written in separate syllables as newspapers and lists do (김정은 is kim jong un).
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from exportgate.parties.script_words import cut, script_letters, script_words

KINDS = ("initial", "vowel", "final", "carried")
HANGUL = re.compile(r"[\uac00-\ud7a3]+")
PARENTHESIZED_FORMS = (
    (re.compile(r"\(\s*주\s*\)"), " jusikhoesa "),
    (re.compile(r"\(\s*유\s*\)"), " yuhanhoesa "),
)
SPACED_NAME = re.compile(r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]) ([\uac00-\ud7a3]{2})(?![\uac00-\ud7a3])")
# How lists write the vowels of personal names, where they differ: 정은 is jong un, 철 is chol.
VOWEL_OF_PERSON = {"eo": "o", "yeo": "yo", "eu": "u"}


def letters_of(syllable: str) -> tuple[str, str, str]:
    """Return the initial, vowel and final that a syllable is made of, the final '' where there is none."""
    initial, vowel, *final = list(normalize("NFD", syllable))
    return initial, vowel, final[0] if final else ""


def romanized(text: str) -> str:
    """Return syllables by the Revised Romanization, a final carried over to a vowel that follows."""
    initials, vowels, finals, carried = (script_letters(f"hangul {kind}") for kind in KINDS)
    found: list[str] = []
    before = ""
    for syllable in text:
        initial, vowel, final = letters_of(syllable)
        ending = finals.get(before, "")
        start = initials[initial]
        if not start:
            found.append(carried.get(before, ""))
        else:
            found += ending, "l" if start == "r" and ending == "l" else start
        found.append(vowels[vowel])
        before = final
    return "".join([*found, finals.get(before, "")])


def of_person(syllable: str) -> str:
    """Return one syllable of a given name as lists write it."""
    initial, vowel, final = letters_of(syllable)
    sound = script_letters("hangul vowel")[vowel]
    start, end = script_letters("hangul initial")[initial], script_letters("hangul final").get(final, "")
    return f"{start}{VOWEL_OF_PERSON.get(sound, sound)}{end}"


def person(text: str) -> str:
    """Return three syllables that begin with a surname as a personal name, or ''."""
    surname = script_letters("hangul surname").get(text[0])
    return " ".join([surname, *map(of_person, text[1:])]) if surname and len(text) == 3 else ""


def words_of(word: str) -> Iterator[str]:
    """Yield the Latin words of one unbroken string of Hangul."""
    known = script_words().get(word) or person(word)
    if known:
        yield known
        return
    for part, latin in cut(word):
        yield latin or romanized(part)


def to_latin(text: str) -> str:
    """Return a text with its Hangul in Latin letters and with spaces between the words cut out of it."""
    for form, latin in PARENTHESIZED_FORMS:
        text = form.sub(latin, text)
    spaced = SPACED_NAME.sub(joined_name, text)
    return HANGUL.sub(lambda found: f" {' '.join(words_of(found.group()))} ", spaced)


def joined_name(found: re.Match[str]) -> str:
    """Join a surname to the given name after it, so that both are read as one person."""
    return found.group(1) + found.group(2) if found.group(1) in script_letters("hangul surname") else found.group()
