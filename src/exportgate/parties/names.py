"""Normalizes a name, by one way for list and query alike: letters, words, numbers, legal forms, Chinese.

`normalize` gives one name its comparable form; `readings` gives every form under which a text is to be compared, with
the parts of "A t/a B", and Chinese as it sounds and in translation; `party_readings` also has the party whose unit
a name is. How alike two names are is for `score` to say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Literal

from exportgate.parties.acronyms import acronyms_of, camel_initials
from exportgate.parties.departments import owners_of
from exportgate.parties.han import Words, cut_words, say, simplify, translate
from exportgate.parties.legal_forms import cut_unbroken, form_words
from exportgate.parties.name_parts import SLASHES, parts_of
from exportgate.parties.name_tables import company_words, han_places, han_words, places, word_forms
from exportgate.parties.numbers import is_number
from exportgate.parties.pinyin_names import in_english, may_name
from exportgate.parties.scripts import WORD, clean, guessed_words, has_han, has_imitation, to_latin
from exportgate.parties.settling import settle
from exportgate.parties.two_scripts import names_by_script

Reading = Literal["whole", "part", "home", "pinyin", "translated", "named"]
APOSTROPHES = re.compile(r"['’‘`´ʼʻ′]|(?<=\w)\?(?=\w)")
MAY_BE_APOSTROPHES = frozenset("'`?")
DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\.){2,}+[^\W\d_]?(?!\w)")
REPEATED = 4
REMEMBERED = 4096
COMPANY = frozenset({"co", "comp", "company", "corp", "corporation", "compania", "compagnie", "companhia", "kompaniya"})
SLASHED = re.compile(rf"(?<!\w)(?:{SLASHES})(?!\w)")
SCRIPT_CHANGE = re.compile(
    r"(?<=[a-z0-9])(?=[\u3040-\u30ff\u3400-\u9fff])|(?<=[\u3040-\u30ff\u3400-\u9fff])(?=[a-z0-9])"
)
PARENTHESIZED = re.compile(r"\(\s*([a-z]{3,8})\s*\)")
BEFORE_PARENTHESES = re.compile(r"\A\s*([a-z]{3,8})\s*\(")


@dataclass(frozen=True, slots=True)
class NormalName:
    """A name made comparable.

    `tokens` are its words without legal forms and `key` the same in one string, `full` the same with them; `forms` are
    the short names of the forms cut; after the first `head` tokens come a branch, a department or what follows a form;
    `pinyin` is what the Han in it sounds like; `initials` are the letters that each token gives to an acronym;
    `guessed` are the words, in their own script, that are read with guessed vowels.
    """

    key: str
    full: str
    tokens: tuple[str, ...]
    forms: tuple[str, ...]
    head: int
    initials: tuple[str, ...]
    pinyin: str = ""
    reading: Reading = "whole"
    imitates: bool = False
    guessed: str = ""

    @property
    def strings(self) -> tuple[str, ...]:
        """The name without the spaces between its words: first without its legal forms, then with them."""
        return tuple(dict.fromkeys((self.key.replace(" ", ""), self.full.replace(" ", ""))))

    @property
    def from_han(self) -> bool:
        """Whether these words are only how a Chinese name sounds or what it means."""
        return self.reading in {"pinyin", "translated", "named"}

    @property
    def acronyms(self) -> dict[str, tuple[int, int]]:
        """The acronyms by which the name may be known → the span of tokens that each stands for; none of a person."""
        return acronyms_of(self.tokens, self.initials, self.spoken_forms, self.head) if self.initials else {}

    @property
    def spoken_forms(self) -> tuple[str, ...]:
        """The legal forms where they may give an acronym its final c: those with the word company or corporation."""
        return self.forms if self.forms and not COMPANY.isdisjoint(self.full.split(" ")) else ()


def unbroken_words(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """Cut a string without spaces into words and legal forms."""
    if has_han(text):
        return cut_words(text)
    left, forms = cut_unbroken(text)
    return (left,), forms


def words_of(text: str) -> tuple[list[str], list[str]]:
    """Return the words of a lower-case text and the legal forms cut out of its unbroken strings."""
    if text.isascii():
        return WORD.findall(text), []
    words: list[str] = []
    forms: list[str] = []
    for token in WORD.findall(SCRIPT_CHANGE.sub(" ", text)):
        inner, cut = ((token,), ()) if token.isascii() else unbroken_words(token)
        words += inner
        forms += cut
    return words, forms


def tidy(text: str) -> str:
    """Return a cleaned lower-case text with "t/a", apostrophes, dotted initials and "&" written as words are."""
    if "/" in text:
        text = SLASHED.sub(" ", text)
    if not text.isascii() or not MAY_BE_APOSTROPHES.isdisjoint(text):
        text = APOSTROPHES.sub("", text)
    if "." in text:
        text = DOTTED.sub(lambda found: found.group().replace(".", ""), text)
    return text.replace("&", " and ").replace("%", " percent")


def normalize(text: str) -> NormalName:
    """Return the comparable form of one name; "also known as" and its like only separate words."""
    visible = clean(text)
    folded = simplify(to_latin(visible))
    tidied = tidy(folded)
    words, han_forms = words_of(tidied)
    settled = settle(words)
    tokens = settled.tokens
    camel = camel_initials(visible)
    name = NormalName(
        key=" ".join(tokens),
        full=" ".join(settled.full),
        tokens=tokens,
        forms=(*han_forms, *settled.forms),
        head=settled.head,
        initials=tuple(camel.get(token, token[:1]) for token in tokens),
        pinyin=" ".join(say(tokens)),
        imitates=has_imitation(visible),
        guessed=guessed_words(visible),
    )
    name = without_own_acronyms(name, PARENTHESIZED.findall(tidied)[:REPEATED])
    before = BEFORE_PARENTHESES.match(tidied)
    return without_acronym_before(name, before[1]) if before else name


def only(name: NormalName, kept: Sequence[int]) -> NormalName:
    """Return a name with those of its words that stand at some places, which its legal forms still follow."""
    tokens = tuple(name.tokens[at] for at in kept)
    initials = tuple(name.initials[at] for at in kept) if name.initials else ()
    head = sum(at < name.head for at in kept)
    return replace(name, tokens=tokens, key=" ".join(tokens), initials=initials, head=head)


def without_own_acronyms(name: NormalName, parenthesized: Sequence[str]) -> NormalName:
    """Drop a word in parentheses that only abbreviates the words before it: "… Defense Technology (NUDT)"."""
    for acronym in parenthesized:
        if acronym not in name.tokens[1:]:
            continue
        at = name.tokens.index(acronym, 1)
        if acronym in acronyms_of(name.tokens[:at], name.initials[:at], ("co",), min(at, name.head)):
            name = only(name, [kept for kept in range(len(name.tokens)) if kept != at])
    return name


def without_acronym_before(name: NormalName, acronym: str) -> NormalName:
    """Drop a first word that only abbreviates the words in parentheses after it: "NUDT (National University …)"."""
    rest = only(name, range(1, len(name.tokens)))
    spelled = name.tokens[:1] == (acronym,) and acronym in acronyms_of(rest.tokens, rest.initials, ("co",), rest.head)
    return rest if spelled else name


def in_other_words(name: NormalName) -> Iterator[NormalName]:
    """Yield a Chinese name as it is said aloud where it is in Han, and as it is translated where that differs."""
    aloud = tuple(name.pinyin.split())
    said: tuple[Reading, Words, int] = ("pinyin", aloud, min(name.head, len(aloud)))
    others: Iterator[tuple[Reading, Words, int]]
    others = chain([said], translate(name.tokens, name.head)) if name.pinyin else in_english(name.tokens, name.head)
    seen = {name.tokens}
    for reading, tokens, head in others:
        if tokens not in seen:
            seen.add(tokens)
            key = " ".join(tokens)
            letters = tuple(token[:1] for token in tokens)
            other = replace(name, key=key, full=key, tokens=tokens, initials=letters, head=head, pinyin="")
            yield replace(other, reading=reading)


def says_who(name: NormalName) -> bool:
    """Tell whether a name has more than places, numbers, legal forms and words that say what a company does."""
    little = (form_words(), places(), han_places(), company_words(), word_forms(), han_words())
    return any(not is_number(token) and not any(token in words for words in little) for token in name.tokens)


def readings(text: str) -> tuple[NormalName, ...]:
    """Return every form under which a name is compared: the whole, its parts, then Chinese in other words."""
    return read_with(text, parts_of(text))


@lru_cache(maxsize=REMEMBERED)
def party_readings(text: str) -> tuple[NormalName, ...]:
    """Return the `readings` of a party's name, with those of the party whose department or branch the name is."""
    return read_with(text, (*parts_of(text), *owners_of(text)))


def read_with(text: str, parts: Sequence[str]) -> tuple[NormalName, ...]:
    """Return the readings of a text and of the names that are parts of it."""
    whole = normalize(text)
    by_script = list(filter(says_who, map(normalize, names_by_script(text))))
    if not parts and not by_script and not whole.pinyin and not may_name(whole.tokens):
        return (whole,) if whole.tokens else ()
    named = [*map(normalize, dict.fromkeys(parts)), *by_script]
    names = [whole, *(replace(name, reading="part", guessed=whole.guessed) for name in named)]
    names += [other for name in names for other in in_other_words(name)]
    return tuple(name for name in names if name.tokens)
