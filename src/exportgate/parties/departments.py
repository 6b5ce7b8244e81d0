"""Finds the party whose department, faculty or branch a text names: "School of Physics, Beihang University".

Only where a word for such a unit stands is anything cut, and a text has but a few owners: where it has commas, what
stands between them and is no unit; else what follows "School of", or what stands before the unit.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from exportgate.parties.name_tables import (
    company_words,
    given_names,
    han_words,
    owned_words,
    places,
    translation_of,
    word_forms,
)
from exportgate.parties.numbers import is_number
from exportgate.parties.scripts import WORD, clean, has_han, to_latin
from exportgate.parties.settling import settle

Words = Sequence[str]
BETWEEN = re.compile(r"[,;、|]| [-–—/] ")
INSIDE = re.compile(r"\(([^()]{1,80})\)")
OF = frozenset({"of", "for", "at", "de", "der", "di", "da", "do", "fur"})
# What follows a unit, in a place: "филиал в г. Воронеж", "branch in Berlin".
IN = frozenset({"in", "at", "v", "vo"})
BODIES = frozenset({"university", "institute", "academy", "universitet", "institut", "universitat", "universidad"})
# A center or laboratory is a unit of what stands before it only where that is whole.
WHOLES = frozenset({"group", "corporation", "company", "university", "ltd", "inc", "gmbh"})
# "Law Offices of" stands before the name of whoever has them.
OF_PERSONS = frozenset({"office", "offices"})
CENTERS = frozenset({"center", "centre"})
OF_CENTERS = frozenset(
    {
        "research",
        "training",
        "service",
        "technical",
        "technology",
        "engineering",
        "design",
        "data",
        "computing",
        "computer",
    }
)
FORMS_BEFORE = frozenset({"ao", "oao", "pao", "zao", "ooo", "nao", "jsc", "ojsc", "pjsc", "llc"})
HAN_UNIT = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,16}?大[学學])"
    r"[\u3400-\u9fff]{0,16}(?:系|[学學][院部]|研究生院|(?:实验|實驗)室)(?![\u3400-\u9fff])"
)
ANYONE = "anyone"
OPENING = 4
LONGEST = 1000
SEGMENTS = 8
MOST = 4


def unit_ends(words: Words) -> bool:
    """Tell whether words close with a department, a faculty or a research center."""
    return words[-1] in owned_words() or (words[-1] in CENTERS and len(words) > 1 and words[-2] in OF_CENTERS)


def opening_of(words: Words) -> int:
    """Return where what follows an opening "Department of" begins, or 0."""
    found = (at + 2 for at, word in enumerate(words[:OPENING]) if word in owned_words() and word not in OF_PERSONS)
    return next((start for start in found if start < len(words) and words[start - 1] in OF), 0)


@cache
def trade_words() -> frozenset[str]:
    """Return the words for what is done anywhere (sales, physics), for units, and for places."""
    of_trades = (word for renderings in han_words().values() for english in renderings for word in english.split())
    return frozenset({*of_trades, *company_words(), *word_forms(), *owned_words(), *places()})


def says_little(word: str) -> bool:
    """Tell whether a word may say what a department does or where it is, so that no party is known by it."""
    return word not in given_names() and (word in trade_words() or translation_of(word) is not None)


def is_unit(words: Words) -> bool:
    """Tell whether words are of a unit alone ("Sales Department"), not the end of a name ("Omar Hong Kong Branch")."""
    if opening_of(words) or owned_words().get(words[0]) == "unit" or owned_words().get(words[-1]) == "faculty":
        return True
    return unit_ends(words) and all(map(says_little, words))


def says_who(text: str) -> bool:
    """Tell whether a text may be a party's name: it has a word for a university, or one that says more than a trade."""
    _, *words = settle([ANYONE, *WORD.findall(text)]).tokens
    return not BODIES.isdisjoint(words) or any(not is_number(word) and not says_little(word) for word in words)


def set_apart(inside: re.Match[str]) -> str:
    """Return what stands in parentheses between commas where it is a unit, else as it is."""
    words = WORD.findall(inside.group(1))
    return f", {inside.group(1)}, " if words and is_unit(words) else inside.group()


def after_of(words: Words) -> Iterator[str]:
    """Yield what follows "Department of", and after it what follows "of" before a university or the like."""
    start = opening_of(words)
    if start:
        for at in range(start, len(words)):
            if words[at - 1] in OF and (at == start or not BODIES.isdisjoint(words[at:])):
                yield " ".join(words[at:])


def before_unit(words: Words) -> Iterator[str]:
    """Yield what stands before a unit: "… Group Research Center", "… филиал в …", "… University School of …"."""
    for at, word in enumerate(words[1:], start=1):
        following = words[at + 1 : at + 2]
        located = owned_words().get(word) == "unit" and following and following[0] in IN
        whole = words[at - 1] in BODIES and word in owned_words() and following and following[0] in OF
        closing = words[at - 1] in WHOLES and len(words) - at <= OPENING and unit_ends(words)
        if located or whole or closing:
            yield " ".join(words[:at])


def after_form(words: Words) -> Iterator[str]:
    """Yield a name with the legal form that it begins with after a unit: "отдел закупок АО …", "филиал ПАО …"."""
    if owned_words().get(words[0]) == "unit":
        start = next((at for at, word in enumerate(words[1:-1], start=1) if word in FORMS_BEFORE), 0)
        end = next((at for at, word in enumerate(words) if at > start + 1 and word in IN), len(words))
        if start:
            yield " ".join(words[start:end])


def owners_in(lowered: str) -> Iterator[str]:
    """Yield what may be the owner of a unit that a lower-case text names, the likeliest first."""
    segments = [(segment, WORD.findall(segment)) for segment in BETWEEN.split(INSIDE.sub(set_apart, lowered), SEGMENTS)]
    units = [words for _, words in segments if words and is_unit(words)]
    others = [segment.strip() for segment, words in segments if words and not is_unit(words)]
    if units and others:
        yield ", ".join(others)
        yield from others
    for words in units or [words for _, words in segments if words]:
        for part in (*after_form(words), *before_unit(words), *after_of(words)):
            if not others or not units or not BODIES.isdisjoint(WORD.findall(part)):
                yield part


def owners_of(text: str) -> tuple[str, ...]:
    """Return the parties, at most four, of which a text may name a department, a faculty or a branch."""
    lowered = to_latin(clean(text))[:LONGEST]
    found: list[str] = []
    if has_han(lowered):
        found += HAN_UNIT.findall(lowered)[:1]
    words = WORD.findall(lowered)
    if not (owned_words().keys().isdisjoint(words) and CENTERS.isdisjoint(words)):
        telling = (part for part in owners_in(lowered) if says_who(part))
        found += islice(dict.fromkeys(islice(telling, 2 * MOST)), MOST)
    return tuple(found)
