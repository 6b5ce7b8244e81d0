"""Brings the letters of a name to plain lower-case Latin; only Han stays, for others to read.

A word that mixes Latin with Cyrillic or Greek letters is taken to imitate Latin, so its letters are read by their
look ("SМIC" with a Cyrillic М is smic); a word wholly in one script is read by its sound.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from exportgate.parties import abugidas, hangul, japanese, semitic
from exportgate.parties.name_tables import rows
from exportgate.parties.script_words import script_words

CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
LATIN = re.compile(r"[a-z]")
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[\u0300-\u036f\u064b-\u0652]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
SPACES = re.compile(" {2,}")
OTHER_SCRIPTS = (
    (re.compile("[\u0591-\u06ff]"), semitic.to_latin),
    (re.compile("[\u0900-\u0e4e]"), abugidas.to_latin),
    (re.compile("[\u3040-\u30ff\u3400-\u9fff]"), japanese.to_latin),
    (re.compile("[\uac00-\ud7a3]"), hangul.to_latin),
)
INVISIBLE = {"Cf": "", "Cs": "", "Cc": " ", "Co": " ", "Zl": " ", "Zp": " "}


@cache
def letters(column: str) -> Mapping[int, str]:
    """Return a translation table, by `sound` or by `look`, of the letters that Unicode does not take apart."""
    table = {ord(row["letter"]): row[column] for row in rows("letters")}
    return table if column == "sound" else {letter: look for letter, look in table.items() if look}


def clean(text: str) -> str:
    """Drop what cannot be seen (joiners, direction marks, lone surrogates); make control characters spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(INVISIBLE.get(unicodedata.category(letter), letter) for letter in text)


def imitates_latin(word: str) -> bool:
    """Tell whether a lower-case word mixes Latin with Cyrillic or Greek letters."""
    return bool(CYRILLIC_OR_GREEK.search(word) and LATIN.search(word))


def has_imitation(text: str) -> bool:
    """Tell whether some word of a name mixes Latin with letters that only look Latin."""
    return not text.isascii() and any(imitates_latin(word) for word in WORD.findall(text.casefold()))


def word_to_latin(word: re.Match[str]) -> str:
    """Read one lower-case word by its look where it imitates Latin, else as a brand is written, else by its sound."""
    text = word.group()
    if CYRILLIC_OR_GREEK.match(text) and text in script_words():
        return script_words()[text]
    if imitates_latin(text):
        text = text.translate(letters("look"))
    return text.translate(letters("sound"))


def to_latin(text: str) -> str:
    """Return a cleaned name in lower case without diacritics, Cyrillic and Greek in Latin letters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if folded.isascii():
        return folded
    composed = without_other_scripts(unicodedata.normalize("NFC", folded))
    latin = WORD.sub(word_to_latin, without_greek_accents(composed))
    plain = MARKS.sub("", unicodedata.normalize("NFKD", latin))
    return unicodedata.normalize("NFC", plain.translate(letters("sound")))


def without_other_scripts(text: str) -> str:
    """Return a text with Arabic, Hebrew, kana, Hangul, Thai and the scripts of India in Latin."""
    for pattern, read in OTHER_SCRIPTS:
        if pattern.search(text):
            text = SPACES.sub(" ", read(text))
    return text


def without_greek_accents(text: str) -> str:
    """Take the accents off Greek letters, which the letter table lists without them; й and ё stay whole."""
    return "".join(
        unicodedata.normalize("NFD", letter)[0]
        if "\u0370" <= letter <= "\u03ff" or "\u1f00" <= letter <= "\u1fff"
        else letter
        for letter in text
    )


def has_han(text: str) -> bool:
    """Tell whether a name has Han characters."""
    return HAN.search(text) is not None
