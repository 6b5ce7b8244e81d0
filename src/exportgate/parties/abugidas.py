"""Turns the scripts of India (nine of them, laid out alike in Unicode) and Thai into Latin.

A consonant carries a short `a` unless a vowel sign or a mark takes it away. Words that a table knows become what lists
write.
"""

import re

from exportgate.parties.script_words import cut, script_letters, script_words

INDIC = re.compile(r"[\u0900-\u0d7f]+")
FIRST_INDIC, BLOCK = 0x0900, 0x80
THAI = re.compile(r"[\u0e01-\u0e4e]+")
COMPOSED_AM = "\u0e4d\u0e32"


def indic(text: str) -> str:
    """Return one word of an Indian script by the sound of its letters; a short vowel that ends it is not said."""
    consonants, signs = script_letters("indic consonant"), script_letters("indic sign")
    others = script_letters("indic other")
    found: list[str] = []
    carries = False
    for letter in text:
        # The blocks of the nine scripts are laid out alike, so that one table serves them all.
        same = chr(FIRST_INDIC + ord(letter) % BLOCK)
        if carries and same not in signs:
            found.append("a")
        carries = same in consonants
        found.append(consonants.get(same) or signs.get(same) or others.get(same, ""))
    return "".join(found)


def thai(text: str) -> str:
    """Return a stretch of Thai by the sound of its letters, a vowel written before its consonant set behind it."""
    consonants, before = script_letters("thai consonant"), script_letters("thai vowel before")
    after = script_letters("thai vowel")
    found: list[str] = []
    held = ""
    for letter in text.replace(COMPOSED_AM, COMPOSED_AM[0]):
        if letter in before:
            held = before[letter]
        elif letter in consonants:
            found.append(consonants[letter] + held)
            held = ""
        else:
            found.append(after.get(letter, ""))
    return "".join([*found, held])


def to_latin(text: str) -> str:
    """Return a text with its Indian scripts and its Thai in Latin."""
    text = INDIC.sub(lambda found: f" {script_words().get(found.group()) or indic(found.group())} ", text)
    return THAI.sub(lambda found: f" {' '.join(latin or thai(part) for part, latin in cut(found.group()))} ", text)
