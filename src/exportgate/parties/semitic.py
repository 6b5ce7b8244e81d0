"""Turns Arabic (with the letters of Persian and Urdu) and Hebrew into Latin.

Words and names that a table knows become what lists write, and so do runs of words (حزب الله). In other words only
consonants and long vowels are written; a short `a` is read wherever a syllable would lack its vowel (تكريتي is
takriti), which is a guess (`guessed_words`). An article is a word of its own.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import groupby

from exportgate.parties.script_words import script_letters, script_words

WORD = re.compile(r"[\u05d0-\u05ea\u0591-\u05c7\u0610-\u061a\u0620-\u0669\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff]+")
POINTS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0591-\u05c7]")
DOTTED = re.compile(
    r"(?<![\u05d0-\u05ea\u0620-\u06ff])(?:[\u05d0-\u05ea\u0620-\u06ff]\.){2,}[\u05d0-\u05ea\u0620-\u06ff]?"
)
QUOTED = re.compile(r"""(?<=[\u05d0-\u05ea])["״'׳](?=[\u05d0-\u05ea])""")
# One letter for each of those that writers of Arabic, Persian and Urdu use for one another.
SAME = {ord(one): other for one, other in zip("كىيےۓئأإآٱؤةۀھہۂ", "کیییییااااوههههه", strict=True)}
MARKED_END = {"ة": "a", "ى": "a", "ה": "a"}
LONG = {"w": "u", "y": "i", "v": "o"}
VOWELS = frozenset("aiou")
SERVANT = re.compile(r"عبد\s+ال")
PREFIXES: Mapping[str, str] = {"عبدال": "abd al", "وال": "wa al", "بال": "bi al", "ال": "al", "لل": "lil"}
# The prefixes that still say something before a word that the table knows.
KEPT: Mapping[str, str] = {"عبدال": "abd al ", "وال": "and "}
LEAST_AFTER_PREFIX = 3
REMEMBERED = 65_536


@cache
def known_words() -> Mapping[str, str]:
    """Return the known words, each also without its article, with one letter for those that stand for one another."""
    words = {word.translate(SAME): latin for word, latin in script_words().items()}
    return {word.removeprefix("ال"): latin for word, latin in words.items()} | words


@cache
def known_runs() -> re.Pattern[str]:
    """Return a pattern of the runs of words that the table knows, the longest first."""
    runs = sorted((word for word in known_words() if " " in word and WORD.match(word)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, runs))})(?!\w)")


def sound_of(letter: str) -> str:
    """Return how a letter is written in Latin, '' where it is not."""
    same = letter.translate(SAME)
    return script_letters("arabic").get(same) or script_letters("hebrew").get(same, "")


def sounds(word: str) -> Iterator[str]:
    """Yield the letters of a word as Latin consonants and long vowels."""
    before = ""
    for at, letter in enumerate(word):
        last = at == len(word) - 1
        sound = sound_of(letter)
        if last and at > 1 and letter in MARKED_END:
            sound = MARKED_END[letter]
        follows = "" if last else sound_of(word[at + 1])
        if sound in LONG and before and before not in VOWELS and follows not in VOWELS:
            sound = LONG[sound]
        if sound and not (sound == before and sound in VOWELS):
            yield sound
            before = sound


def with_vowels(run: list[str], *, before: bool, after: bool) -> str:
    """Return a run of consonants with the short vowels that its syllables need, given the vowels beside it."""
    count = len(run)
    coda = before and (count > 1 if after else count != 2)
    body = run[coda : count - after]
    odd = len(body) % 2
    found = run[:coda] + ([body[0] + "a"] if odd and count > 1 else body[:odd])
    found += [f"{body[at]}a{body[at + 1]}" for at in range(odd, len(body) - 1, 2)]
    return "".join(found + run[count - after :] if after else found)


def spoken(word: str) -> str:
    """Return a word that no table knows by the sound of its letters."""
    groups = [(vowel, list(run)) for vowel, run in groupby(sounds(word), key=VOWELS.__contains__)]
    return "".join(
        "".join(run) if vowel else with_vowels(run, before=at > 0, after=at < len(groups) - 1)
        for at, (vowel, run) in enumerate(groups)
    )


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str) -> str:
    """Return one word in Latin, or what its parts are in Latin."""
    word = POINTS.sub("", text)
    return as_known(word) or after_prefix(word) or spoken(word)


def prefix_of(plain: str) -> str:
    """Return the prefix that a word starts with, '' where it has none."""
    return next((prefix for prefix in PREFIXES if plain.startswith(prefix)), "")


def as_known(word: str) -> str:
    """Return a word as the table has it, or what follows its article or its "and"; '' where it has neither."""
    plain = word.translate(SAME)
    if plain in known_words():
        return known_words()[plain]
    prefix = prefix_of(plain)
    known = known_words().get(plain[len(prefix) or 1 :], "")
    if not known or (not prefix and plain[:1] != "و"):
        return ""
    return f"{KEPT.get(prefix, '')}{known}" if prefix else f"and {known}"


def after_prefix(word: str) -> str:
    """Return a word by its sound after its article, which is a word of its own; '' where it has none."""
    prefix = prefix_of(word.translate(SAME))
    rest = word[len(prefix) :]
    return f"{PREFIXES[prefix]} {spoken(rest)}" if prefix and len(rest) >= LEAST_AFTER_PREFIX else ""


def with_known_runs(text: str) -> str:
    """Return a text whose runs of words that the table knows are in Latin, the letters of abbreviations together."""
    text = DOTTED.sub(lambda found: found.group().replace(".", ""), QUOTED.sub("", text))
    plain, read, at = text.translate(SAME), "", 0
    for found in known_runs().finditer(plain):
        read += f"{text[at : found.start()]} {known_words()[found.group()]} "
        at = found.end()
    return SERVANT.sub("عبدال", read + text[at:])


def to_latin(text: str) -> str:
    """Return a text with its Arabic and Hebrew in Latin; dotted and quoted abbreviations are one word (בע"מ)."""
    return WORD.sub(lambda found: f" {words_of(found.group())} ", with_known_runs(text))


def guessed_words(text: str) -> str:
    """Return the words of a text whose vowels `to_latin` guesses, with one letter for those that are used alike."""
    return " ".join(filter(None, map(guessed, WORD.findall(with_known_runs(text)))))


@lru_cache(maxsize=65536)
def guessed(word: str) -> str:
    """Return a word without its points where its vowels are guessed, else ''; long texts repeat their words."""
    plain = POINTS.sub("", word)
    return plain.translate(SAME) if is_guessed(plain) else ""


def is_guessed(word: str) -> bool:
    """Tell whether the vowels of a word without points are guessed: no table knows it, and it has letters enough."""
    return len(word) > 1 and not word.isdecimal() and not as_known(word)
