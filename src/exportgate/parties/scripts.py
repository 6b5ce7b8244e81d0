"""Brings the letters of a name to plain lower-case Latin; only Han stays, for others to read.

A word that mixes Latin with letters of an alphabet that looks like it (Cyrillic, Greek, Armenian, Cherokee, Lisu) is
taken to imitate Latin, so its letters are read by their look ("SМIC" with a Cyrillic М is smic); a word wholly in one
script is read by its sound.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from exportgate.parties import abugidas, hangul, japanese, semitic
from exportgate.parties.lookalikes import without_digits
from exportgate.parties.name_tables import rows
from exportgate.parties.script_words import script_words

CYRILLIC_OR_GREEK = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u1f00-\u1fff]")
LOOKALIKE = re.compile(r"[\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13ff\u1f00-\u1fff\ua4d0-\ua4ff]")
UKRAINIAN = re.compile("[іїєґў]")
NOT_UKRAINIAN = re.compile("[ёъәғқңөұүһ]")
# Written with letters of other Cyrillic alphabets that sound as г and и do in Ukrainian.
UKRAINIAN_SOUNDS = str.maketrans("ги", "һы")
INNER_YI = re.compile(r"(?<=\w)ї")
GREEK_PAIRS = (
    (re.compile(r"\bμπ"), "b"),
    (re.compile(r"\bντ"), "d"),
    (re.compile(r"\bγκ"), "g"),
    (re.compile("γγ"), "ng"),
    (re.compile("ου"), "ou"),
    (re.compile("αυ"), "av"),
    (re.compile("ευ"), "ev"),
)
NUMERO = re.compile(r"№|(?<!\w)n[°º](?=\s?\d)")
RUSSIAN_ENDING = re.compile(r"(?<=\d)\s?-\s?(?:[иоыа]?[йяе]|[ео]?го|[ео]?му|х|ми)(?!\w)")
GREEK = re.compile("[\u0370-\u03ff]")
LATIN = re.compile(r"[a-z]")
WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u064b-\u0652\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
# Letters and marks that show nothing: selectors of a variant, fillers of Hangul.
BLANK = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u3164\uffa0]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
SPACES = re.compile(" {2,}")
SEMITIC = re.compile("[\u0591-\u06ff]")
OTHER_SCRIPTS = (
    (SEMITIC, semitic.to_latin),
    (re.compile("[\u0900-\u0e4e]"), abugidas.to_latin),
    (re.compile("[\u3040-\u30ff\u3400-\u9fff]"), japanese.to_latin),
    (re.compile("[\uac00-\ud7a3]"), hangul.to_latin),
)
# Signs that no name has of its own and NFKC makes letters of: of a trade mark (DJI™ → djitm), of a blessing.
TRADE_MARK = re.compile(r"[™℠®©Ⓡ\uFDFA\uFDFB]|(?<=\w)\s?[(（](?:TM|R)[)）]", re.IGNORECASE)
INVISIBLE = {"Cf": "", "Cs": "", "Cc": " ", "Co": " ", "Zl": " ", "Zp": " "}


@cache
def letters(column: str) -> Mapping[int, str]:
    """Return a translation table, by `sound` or by `look`, of the letters that Unicode does not take apart."""
    table = {ord(row["letter"]): row[column] for row in rows("letters")}
    return table if column == "sound" else {letter: look for letter, look in table.items() if look}


def clean(text: str) -> str:
    """Drop what cannot be seen (joiners, direction marks, lone surrogates); make controls and trade marks spaces."""
    if ")" in text or not text.isascii():
        text = TRADE_MARK.sub(" ", text)
    if text.isascii() and text.isprintable():
        return text
    return "".join(INVISIBLE.get(unicodedata.category(letter), letter) for letter in BLANK.sub("", text))


def imitates_latin(word: str) -> bool:
    """Tell whether a lower-case word mixes Latin with letters of an alphabet that looks like it."""
    return bool(LOOKALIKE.search(word) and LATIN.search(word))


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
    elif GREEK.match(text):
        for pair, latin in GREEK_PAIRS:
            text = pair.sub(latin, text)
    return text.translate(letters("sound"))


@lru_cache(maxsize=8)  # a name and its parts ask for the same text one after the other
def to_latin(text: str) -> str:
    """Return a cleaned name in lower case without diacritics, in Latin letters and Han."""
    if text.isascii():
        return without_digits(text.casefold())
    folded = unicodedata.normalize("NFKC", NUMERO.sub(" no ", text.casefold())).casefold()
    composed = without_other_scripts(unicodedata.normalize("NFC", folded))
    if UKRAINIAN.search(composed) and not NOT_UKRAINIAN.search(composed):
        composed = as_ukrainian(composed)
    latin = WORD.sub(word_to_latin, without_greek_accents(RUSSIAN_ENDING.sub("", composed)))
    plain = MARKS.sub("", unicodedata.normalize("NFKD", latin))
    spaced = unicodedata.normalize("NFC", plain.translate(letters("sound")))
    return without_digits(SPACES.sub(" ", spaced))


def guessed_words(text: str) -> str:
    """Return the Arabic and Hebrew words of a cleaned name whose vowels are guessed, '' where there are none."""
    if text.isascii():
        return ""
    folded = unicodedata.normalize("NFKC", text)
    return semitic.guessed_words(folded) if SEMITIC.search(folded) else ""


def as_ukrainian(text: str) -> str:
    """Return a text with letters for the sounds that г and и have in Ukrainian and Belarusian."""
    return INNER_YI.sub("і", text).translate(UKRAINIAN_SOUNDS)


def without_other_scripts(text: str) -> str:
    """Return a text with Arabic, Hebrew, kana, Hangul, Thai and the scripts of India in Latin."""
    for pattern, read in OTHER_SCRIPTS:
        if pattern.search(text):
            text = read(text)
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
