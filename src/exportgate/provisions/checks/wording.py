"""Reads operative words: which figures they state, in which unit, and on which side of each figure the law applies."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from exportgate.foundation.quantities import parse_number
from exportgate.provisions.model import Operator

CODES = re.compile(r"\b\d[A-E]\d{3}\S*", re.IGNORECASE)
"""Control list numbers such as 3A090.a, whose digits are no figures."""
FIGURE = re.compile(r"(?<![\w.,])\d(?:[\d]|[ ,](?=\d{3}(?!\d)))*(?:\.\d+)?")
MORE, LESS = r"(?:more|greater|higher|larger|above|over|up)", r"(?:less|fewer|lower|smaller|below|under)"
EXCEED = r"(?:exceed\w*|surpass\w*)"
# What stands before a figure; a longer form comes before the shorter one that it holds.
BEFORE: tuple[tuple[Operator, str], ...] = (
    (Operator.AT_MOST, rf"(?:not?|never|nor|without)(?: to)? {EXCEED}|not (?:above|over)"),
    (Operator.AT_MOST, r"(?:not?|never) (?:more|greater|higher|larger) than"),
    (Operator.AT_LEAST, r"(?:not?|never) (?:less|fewer|lower|smaller) than|not (?:below|under)"),
    (Operator.AT_MOST, rf"{LESS}(?: than)? or equal(?: to)?|equal(?:s|ing)?(?: to)? or {LESS}(?: than)?"),
    (Operator.AT_LEAST, rf"{MORE}(?: than)? or equal(?: to)?|equal(?:s|ing)?(?: to)? or {MORE}(?: than)?"),
    (Operator.AT_LEAST, rf"(?:equal\w*|meet\w*|reach\w*)(?: to)? or {EXCEED}"),
    (Operator.AT_MOST, r"at most|up to(?: and including)?|maximum(?: of)?"),
    (Operator.AT_LEAST, r"at least|minimum(?: of)?"),
    (Operator.LESS_THAN, r"(?:less|fewer|lower|smaller) than|below|under"),
    (Operator.MORE_THAN, rf"(?:more|greater|higher|larger) than|{EXCEED}|above|over|in excess of"),
)
PHRASE = re.compile("|".join(rf"(?P<w{at}>\b(?:{words})\b)" for at, (_, words) in enumerate(BEFORE)))
NEAR = 4
"""Words that may stand between a phrase and its figure: 'greater than a value of 4800'."""
AFTER = (
    (Operator.AT_LEAST, re.compile(rf"^(?:\s*[^\s,;]+){{0,7}}?\s*\b(?:or|and) {MORE}\b(?! than)")),
    (Operator.AT_MOST, re.compile(rf"^(?:\s*[^\s,;]+){{0,7}}?\s*\b(?:or|and) {LESS}\b(?! than)")),
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure in words: its value, the word after it, and the operators that the words around it mean."""

    value: Fraction
    unit: str
    operators: frozenset[Operator]


def stated_figures(words: str) -> tuple[Stated, ...]:
    """Return the figures that words state, each with what the words say of it; digits of codes are none."""
    text = CODES.sub(lambda found: " " * len(found.group()), words)
    found = [(place, value) for place in FIGURE.finditer(text) if (value := _value(place.group())) is not None]
    stated: list[Stated] = []
    for at, (place, value) in enumerate(found):
        left = text[found[at - 1][0].end() if at else 0 : place.start()].lower()
        right = text[place.end() : found[at + 1][0].start() if at + 1 < len(found) else len(text)].lower()
        unit = text[place.end() :].split(maxsplit=1)
        stated.append(Stated(value, unit[0].strip(",;") if unit else "", _operators(left, right)))
    return tuple(stated)


def _value(text: str) -> Fraction | None:
    return parse_number(re.sub(r"[ ,]", "", text))


def _operators(left: str, right: str) -> frozenset[Operator]:
    """A phrase before a figure and an ending after it may both speak of it; where they disagree, both are returned."""
    found = {operator for operator, ending in AFTER if ending.match(right)}
    phrases = list(PHRASE.finditer(left))
    if phrases and len(left[phrases[-1].end() :].split()) <= NEAR:
        found.add(_meant(phrases[-1].lastgroup))
    return frozenset(found)


def _meant(group: str | None) -> Operator:
    return BEFORE[int((group or "w0").removeprefix("w"))][0]


def words_of(operators: Iterable[Operator]) -> str:
    """Return operators as they are written, in a fixed order."""
    return " and ".join(f"'{operator}'" for operator in sorted(operators))
