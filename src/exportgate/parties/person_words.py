"""Reads the words of a person's name: titles, particles, initials, patronymics, compounds (Abd al-Aziz), spellings.

Names of persons reach a list through many transcriptions, so each word carries what its spellings have in common: the
given names it may be a form of, its roots (how it and they sound) and the class of letter that it starts with.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from exportgate.parties.name_tables import given_names, person_words
from exportgate.parties.names import NormalName

Kind = Literal["name", "patronymic", "initial", "optional", "slight"]
FULL = frozenset({"name", "patronymic", "optional"})
FEW = 2
MOST_WORDS = 14
LONGEST_WORD = 40
SHORTEST_COMPOUND = 3
SERVANT = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdur", "abdus", "abdu", "abed"})
SERVANT_OF = re.compile(r"abd[aeiou]{1,2}(?:l|(.)(?=\1))?(?P<of>\w{3,})")
WORSHIPER = "abdullah"
KUNYA = frozenset({"abu", "abou", "abo", "umm", "oum"})
ENDINGS = {"din": re.compile(r"(?:[aeiou]{1,2}[ld])?d(?:i|ee|ie)n+e?"), "allah": re.compile(r"[auo]ll?ah?|llah")}
ENDED = {
    "din": re.compile(r"\w{3,}?(?=[aeiou]{1,2}[ld]d(?:i|ee|ie)ne?\Z)"),
    "allah": re.compile(r"\w{3,}(?=[aou]ll?ah\Z)"),
}
PATRONYMIC = re.compile(r"(?P<of>\w{3,}?)(?:[aeiouy]*v[iy]t?s?ch|[aeiouy]*[vw]n[ay]|[iy]ch?na)")
SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("d?zh|dj", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("dh", "d"),
        ("ck|q|c(?=[^ehiy]|$)", "k"),
        ("t?sch(?=[ae]|$)|t?ch", "c"),
        ("sch", "sh"),
        ("ts|tz", "s"),
        ("x", "ks"),
        ("w", "v"),
        ("ff?$", "v"),
        ("(?<=[bcdfghklmnprstvz])j|(?<=[aeiou])j(?![aeiou])|(?<=[aeiou])y", "i"),
        ("[aeio]?[iy]+[ey]?(?![aou])|ee|ei|e|y", "i"),
        ("[ou]+", "u"),
        (r"(.)\1+", r"\1"),
    )
)
GENDERS = (("ova", "ov"), ("eva", "ev"), ("ina", "in"), ("skaya", "sky"), ("skaia", "sky"), ("ska", "sky"))
BEGINNING = 8
NOT_LASTING, LASTING_TWICE = re.compile("[^blmnr]+"), re.compile(r"(.)\1+")
NO_STARTS: frozenset[str] = frozenset()
STARTS = {letter: alike[0] for alike in ("aeiouyjh", "ckgq", "szx", "bp", "dt", "vwf") for letter in alike}


@dataclass(frozen=True, slots=True)
class PersonWord:
    """One word of a person's name, or several that make one.

    `at` are the places of its tokens, `forms` the given names it may be a form of; `roots` and `starts` are what it has
    in common with any word that may be alike. A `servant` is a name after Abd.
    """

    text: str
    at: tuple[int, ...]
    kind: Kind
    forms: frozenset[str] = frozenset()
    roots: frozenset[str] = frozenset()
    starts: frozenset[str] = frozenset()
    servant: bool = False

    @property
    def full(self) -> bool:
        """Whether it is a whole word that a person is known by."""
        return self.kind in FULL


class Part(NamedTuple):
    """A word of a name before it is known what it is: its text, the places of its tokens, whether it is after Abd."""

    text: str
    at: tuple[int, ...]
    servant: bool


class Shared(NamedTuple):
    """What the spellings of a word have in common: `forms`, `roots` and `starts` of `PersonWord`."""

    forms: frozenset[str]
    roots: frozenset[str]
    starts: frozenset[str]


@lru_cache(maxsize=131072)
def sound_of(text: str) -> str:
    """Return a word with the letters that transcriptions of names confuse written alike: Husayn and Hossein."""
    for pattern, letter in SOUNDS:
        text = pattern.sub(letter, text)
    return text


def rough_sound(text: str) -> tuple[str, str]:
    """Return what is quick to tell of the sound of a word: its first letter, and those that no spelling changes."""
    return first_sound(text[:BEGINNING]), lasting_letters(text)


def rough_root(root: str) -> tuple[str, str]:
    """Return the same of a word that is a sound already."""
    return root[:1], lasting_letters(root)


def lasting_letters(text: str) -> str:
    """Return the letters of a word that are the same in its sound, each once in a row."""
    return LASTING_TWICE.sub(r"\1", NOT_LASTING.sub("", text))


@lru_cache(maxsize=131072)
def first_sound(text: str) -> str:
    """Return the first letter of the sound of a word that begins with a text."""
    return sound_of(text)[:1]


def start_of(text: str) -> str:
    """Return the class of the letter that a word starts with, as it sounds."""
    return same_start(sound_of(text)[:1])


def same_start(letter: str) -> str:
    """Return the class of a letter: letters at which transcriptions of one name may start are of one class."""
    return STARTS.get(letter, letter)


def father_of(text: str) -> str:
    """Return the stem of a patronymic (Ivanovich, Ivanovna → ivan), or '' where a word is none."""
    found = PATRONYMIC.fullmatch(text) if 6 < len(text) <= LONGEST_WORD else None
    return found["of"].rstrip("aeiouy") if found else ""


def manly(text: str) -> Iterator[str]:
    """Yield a family name in its form for a man where it may be that for a woman (Ivanova → Ivanov)."""
    for woman, man in GENDERS:
        if text.endswith(woman) and len(text) > len(woman) + 1:
            yield text[: -len(woman)] + man


@lru_cache(maxsize=131072)
def shared_by_spellings(text: str) -> Shared:
    """Return what the spellings of a word have in common."""
    stem = father_of(text)
    stems = [stem + ending for ending in ("", "y", "ey", "ay")] if stem else []
    forms = given_names().get(text, frozenset())
    fathers = {form for known in stems for form in given_names().get(known, ())}
    spellings = {text, *forms, *fathers, *stems[:1], *manly(text)}
    return Shared(
        forms | {f"{form}+" for form in fathers},
        frozenset(map(sound_of, spellings)),
        frozenset(map(start_of, spellings)) | {same_start(text[:1])},
    )


def compounds(tokens: Sequence[str]) -> list[Part]:
    """Return the words of a name, compounds as one word."""
    parts: list[Part] = []
    at = 0
    while at < len(tokens):
        start, text, servant = at, tokens[at], False
        at += 1
        if text in SERVANT or text in KUNYA:
            after = at
            while after < len(tokens) - 1 and person_words().get(tokens[after]) == "particle":
                after += 1
            if after < len(tokens) and len(tokens[after]) >= SHORTEST_COMPOUND:
                servant = text in SERVANT
                text, at = (tokens[after] if servant else f"abu{tokens[after]}"), after + 1
                text, servant = (WORSHIPER, False) if servant and ending_of(text) == "allah" else (text, servant)
        elif text.startswith("abd") and text not in given_names() and (found := SERVANT_OF.fullmatch(text)):
            text, servant = found["of"], True
        ending, at = ending_at(tokens, at, text)
        parts.append(Part(ended(text) + ending, tuple(range(start, at)), servant))
    return parts


@lru_cache(maxsize=131072)
def ending_of(token: str) -> str:
    """Return the second part of a name that a token is when it stands apart: din or allah, else nothing."""
    return next((ending for ending, pattern in ENDINGS.items() if pattern.fullmatch(token)), "")


def may_be_part(token: str) -> bool:
    """Tell whether a token may make one word with one beside it: Abd, Abu, -din, -allah."""
    return token in SERVANT or token in KUNYA or ending_of(token) != ""


def spelled_of_parts(token: str) -> bool:
    """Tell whether a token may be read as another word: a patronymic, one with Abd, or one in -din or -allah."""
    return token.startswith("abd") or father_of(token) != "" or ended(token) != token


def is_of_god(token: str) -> bool:
    """Tell whether a word is a name in -allah, as persons bear too: Hizbullah."""
    return ENDED["allah"].match(token) is not None


def ending_at(tokens: Sequence[str], at: int, text: str) -> tuple[str, int]:
    """Return the second part of a name in -din or -allah that stands apart (Saif al-Din), and the place after it."""
    if len(text) < SHORTEST_COMPOUND or person_words().get(text) is not None:
        return "", at
    after = at
    if after < len(tokens) - 1 and person_words().get(tokens[after]) == "particle":
        after += 1
    ending = ending_of(tokens[after]) if after < len(tokens) else ""
    return (ending, after + 1) if ending else ("", at)


@lru_cache(maxsize=131072)
def ended(text: str) -> str:
    """Return a name in -uddin or -ullah with its ending in one spelling."""
    if text in given_names():
        return text
    for ending, pattern in ENDED.items():
        found = pattern.match(text)
        if found:
            return found.group() + ending
    return text


def kind_of(text: str, at: int, tokens: int) -> Kind:
    """Return the kind of a word at a place among so many tokens."""
    known = person_words().get(text)
    if len(text) == 1:
        return "slight" if known and 0 < at < tokens - 1 else "initial"
    return "optional" if known == "optional" else "slight" if known else "name"


def kinds_of(parts: Sequence[Part], tokens: int) -> list[Kind]:
    """Return the kinds of the words of a name: where few are full, particles are too; of many, some are patronymics."""
    kinds = [kind_of(part.text, part.at[0], tokens) for part in parts]
    if sum(kind in FULL for kind in kinds) < FEW:
        known = person_words()
        kinds = [
            "name" if kind == "slight" and known.get(part.text) != "title" else kind
            for part, kind in zip(parts, kinds, strict=True)
        ]
    if sum(kind in FULL for kind in kinds) > FEW:
        kinds = [
            "patronymic" if kind in FULL and father_of(part.text) else kind
            for part, kind in zip(parts, kinds, strict=True)
        ]
    return kinds


@lru_cache(maxsize=65536)
def read(tokens: tuple[str, ...]) -> tuple[PersonWord, ...]:
    """Return the words of a person's name; () where it is too long to be one."""
    if len(tokens) > MOST_WORDS or max(map(len, tokens), default=0) > LONGEST_WORD:
        return ()
    parts = compounds(tokens)
    words: list[PersonWord] = []
    before = NO_STARTS
    for part, kind in zip(parts, kinds_of(parts, len(tokens)), strict=True):
        shared = shared_by_spellings(part.text)
        starts = shared.starts | before if before else shared.starts
        words.append(PersonWord(part.text, part.at, kind, shared.forms, shared.roots, starts, part.servant))
        before = shared.starts if kind == "slight" else NO_STARTS
    return tuple(words)


def tokens_of(name: NormalName, *, with_forms: bool) -> tuple[str, ...]:
    """Return the words of a name, those that look like legal forms too where asked for: "Iyad ag Ghali"."""
    return tuple(name.full.split(" ")) if with_forms and name.forms else name.tokens
