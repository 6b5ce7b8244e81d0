"""Finds the party whose department, faculty or branch a text names: "School of Physics, Beihang University".

Only where a word for such a unit stands is anything cut, and a text has but a few owners: where it has commas, what
stands between them and is no unit; else what follows "School of", or what stands before the unit.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

from exportgate.parties.name_tables import owned_words, places
from exportgate.parties.russian import stem_of
from exportgate.parties.scripts import WORD, clean, has_han, to_latin
from exportgate.parties.units import (
    BODIES,
    BODY_STEMS,
    CENTERS,
    IN,
    OF,
    OPENING,
    Words,
    has_body,
    is_located,
    is_place,
    is_unit,
    opening_of,
    opens,
    says_little,
    says_who,
    unit_ends,
)

BETWEEN = re.compile(r"[,;、|]| [-–—/] ")
INSIDE = re.compile(r"\(([^()]{1,80})\)")
R_AND_D = re.compile(r"(?<!\w)r\s?(?:&|and)\s?d(?!\w)")
ADJECTIVE = ("go", "oy", "ey", "iy", "yy", "iko", "no")
# A center or laboratory is a unit of what stands before it only where that is whole.
WHOLES = frozenset({"group", "corporation", "company", "university", "ltd", "inc", "gmbh"})
FORMS_BEFORE = frozenset(
    {
        "ao",
        "oao",
        "pao",
        "zao",
        "ooo",
        "nao",
        "tov",
        "too",
        "fgup",
        "fgbu",
        "fgbou",
        "fgau",
        "jsc",
        "ojsc",
        "pjsc",
        "llc",
    }
)
HAN_UNIT = re.compile(
    r"(?<![\u3400-\u9fff])([\u3400-\u9fff]{2,16}?大[学學])"
    r"[\u3400-\u9fff]{0,16}(?:系|[学學][院部]|研究生院|(?:实验|實驗)室)(?![\u3400-\u9fff])"
)
LONGEST = 1000
SEGMENTS = 8
MOST = 4


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
        located = owned_words().get(word) == "unit" and is_located(words[at + 1 :])
        whole = words[at - 1] in BODIES and word in owned_words() and following and following[0] in OF
        closing = words[at - 1] in WHOLES and len(words) - at <= OPENING and unit_ends(words)
        if located or whole or closing:
            yield " ".join(words[:at])


def before_place(words: Words) -> Iterator[str]:
    """Yield what stands before the place of a closing research center: "Huawei Wuhan R&D Center"."""
    if words[-1] in CENTERS and unit_ends(words):
        at = next((at for at in range(len(words) - 2, 0, -1) if words[at] in places()), 0)
        if at and all(map(says_little, words[at:])):
            yield " ".join(words[:at])


def after_form(words: Words) -> Iterator[str]:
    """Yield a name with the legal form that it begins with after a unit: "отдел закупок АО …", "филиал ПАО …"."""
    unit = opens(words)
    if unit >= 0:
        start = next((at for at, word in enumerate(words[:-1]) if at > unit and word in FORMS_BEFORE), 0)
        end = next((at for at, word in enumerate(words) if at > start + 1 and word in IN), len(words))
        if start:
            yield " ".join(words[start:end])


def body_of(words: Words) -> int:
    """Return where the first university or the like in Russian begins, with its adjectives.

    Where there is none it is the number of words.
    """
    at = next((at for at, word in enumerate(words) if stem_of(word)[0] in BODY_STEMS), len(words))
    while 0 < at < len(words) and words[at - 1].endswith(ADJECTIVE):
        at -= 1
    return at


def after_subject(words: Words) -> Iterator[str]:
    """Yield what follows a unit and its subject: "факультет физики Томского политехнического университета"."""
    unit = opens(words)
    if unit < 0 or not OF.isdisjoint(words[unit + 1 : unit + 2]):
        return
    left = words[unit + 1 :]
    telling = next((at for at, word in enumerate(left) if not says_little(word) or is_place(word)), len(left))
    yield " ".join(left[min(telling, body_of(left)) :])


def owners_in(lowered: str) -> Iterator[str]:
    """Yield what may be the owner of a unit that a lower-case text names, the likeliest first."""
    segments = [(segment, WORD.findall(segment)) for segment in BETWEEN.split(INSIDE.sub(set_apart, lowered), SEGMENTS)]
    units = [words for _, words in segments if words and is_unit(words)]
    others = [segment.strip() for segment, words in segments if words and not is_unit(words)]
    if units and others:
        yield ", ".join(others)
        yield from others
    for words in units or [words for _, words in segments if words]:
        for part in chain(*(find(words) for find in (after_form, before_unit, before_place, after_of, after_subject))):
            if not (units and any(map(says_who, others))) or has_body(WORD.findall(part)):
                yield part


def owners_of(text: str) -> tuple[str, ...]:
    """Return the parties, at most four, of which a text may name a department, a faculty or a branch."""
    lowered = to_latin(clean(text))[:LONGEST]
    found: list[str] = []
    if has_han(lowered):
        found += HAN_UNIT.findall(lowered)[:1]
    words = WORD.findall(lowered)
    if not (owned_words().keys().isdisjoint(words) and CENTERS.isdisjoint(words)):
        telling = (part for part in owners_in(R_AND_D.sub("research and development", lowered)) if says_who(part))
        found += islice(dict.fromkeys(islice(telling, 2 * MOST)), MOST)
    return tuple(found)
