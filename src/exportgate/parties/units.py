"""Tells the words of departments, faculties, branches and research centers from those that name a party.

English puts "of" behind a unit that other words follow; other languages begin with the unit, and its subject or its
adjectives stand beside it.
"""

from collections.abc import Sequence
from functools import cache

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
from exportgate.parties.russian import stem_of
from exportgate.parties.scripts import WORD
from exportgate.parties.settling import settle

Words = Sequence[str]
OF = frozenset({"of", "for", "at", "de", "der", "di", "da", "do", "fur"})
# What follows a unit, in a place: "филиал в г. Воронеж", "branch in Berlin"; and "succursale de Lyon".
IN = frozenset({"in", "at", "v", "vo", "w", "en", "im"})
IN_PLACE = frozenset({"de", "di", "da", "do", "din", "po"})
# Without "of" or "de" these are of what a company does or is (School Supplies, Sales Solutions, Laboratorio Reig).
NEEDING_OF = (
    "school schools college faculty laboratory laboratories lab labs branch dept department departments division office"
    " offices purchasing procurement sales accounting accounts representative rep attn attention subsidiary liaison"
    " representation laboratoire laboratorio laboratorium laboratuvari"
)
UNITS_WITH_OF = frozenset(NEEDING_OF.split())
BODIES = frozenset({"university", "institute", "academy", "universitet", "institut", "universitat", "universidad"})
BODY_STEMS = frozenset(stem_of(body)[0] for body in ("universitet", "institut", "akademiya"))
# "Law Offices of" stands before the name of whoever has them.
OF_PERSONS = frozenset({"office", "offices"})
CENTERS = frozenset({"center", "centre"})
OF_CENTERS = frozenset(
    {
        "research",
        "development",
        "innovation",
        "competence",
        "testing",
        "logistics",
        "procurement",
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
ANYONE = "anyone"
OPENING = 4


def is_place(word: str) -> bool:
    """Tell whether a word is a place or a Russian form of one."""
    found = translation_of(word)
    return word in places() or (found is not None and found.kind == "place")


def is_located(words: Words) -> bool:
    """Tell whether words begin with where something is: "in Berlin", "de Lyon"."""
    return bool(words) and (words[0] in IN or (words[0] in IN_PLACE and len(words) > 1 and is_place(words[1])))


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


def opens(words: Words) -> int:
    """Return where the unit stands that words begin with, as in many languages ("кафедра …", "физический факультет …").

    It is -1 where there is none.
    """
    for at, word in enumerate(words[:OPENING]):
        if word in owned_words() and word not in UNITS_WITH_OF:
            return at
        if not says_little(word):
            break
    return -1


def is_unit(words: Words) -> bool:
    """Tell whether words are of a unit alone ("Sales Department"), not the end of a name ("Omar Hong Kong Branch")."""
    if opening_of(words) or owned_words().get(words[0]) == "unit" or owned_words().get(words[-1]) == "faculty":
        return True
    return opens(words) == 0 or ((unit_ends(words) or opens(words) > 0) and all(map(says_little, words)))


def has_body(words: Words) -> bool:
    """Tell whether a university or the like is among words, in any Russian ending."""
    return not BODIES.isdisjoint(words) or any(stem_of(word)[0] in BODY_STEMS for word in words)


def without_forms(text: str) -> Words:
    """Return the words of a lower-case text without legal forms, also where it is nothing but these."""
    return settle([ANYONE, *WORD.findall(text)]).tokens[1:]


def names_party(text: str) -> bool:
    """Tell whether a text has a word that says more than a trade, a place or a number."""
    return any(not is_number(word) and not says_little(word) for word in without_forms(text))


def says_who(text: str) -> bool:
    """Tell whether a text may be a party's name: it has a word for a university, or one that says more than a trade."""
    return has_body(without_forms(text)) or names_party(text)
