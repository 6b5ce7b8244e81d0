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
ASIDE = re.compile(r" \((?:better|worse)\)|(?<=\d):1\b")
"""What neither states a figure nor says on which side of one: 'less (better) than', and the 1 of the ratio 100:1."""
MORE = r"(?:more|greater|higher|larger|longer|above|over|up)"
LESS = r"(?:less|fewer|lower|smaller|shorter|below|under)"
EXCEED = r"(?:exceed\w*|surpass\w*)"
EQUAL = r"(?:(?:is|are|be) )?equal(?:s|ing|led)?(?: to)?,?"
OR = r",? or,?"
# What stands before a figure, unless denied; a longer form comes before the shorter one that it holds.
BEFORE: tuple[tuple[Operator, str], ...] = (
    (Operator.AT_MOST, rf"{LESS}(?: than)?{OR} {EQUAL}|{EQUAL}{OR} {LESS}(?: than)?|at or {LESS}"),
    (Operator.AT_LEAST, rf"{MORE}(?: than)?{OR} {EQUAL}|{EQUAL}{OR} {MORE}(?: than)?|at or {MORE}"),
    (Operator.AT_LEAST, rf"(?:equal\w*|meet\w*|reach\w*)(?: to)?{OR} {EXCEED}|{EXCEED}{OR} {EQUAL}"),
    (Operator.LESS_THAN, r"up to,? but (?:not including|excluding)"),
    (Operator.AT_MOST, r"at most|up to(?:,? and including)?|maximum(?: of)?"),
    (Operator.AT_LEAST, r"at least|minimum(?: of)?"),
    (Operator.LESS_THAN, r"(?:less|fewer|lower|smaller|shorter) than"),
    (Operator.MORE_THAN, rf"(?:more|greater|higher|larger|longer) than|{EXCEED}|in excess of"),
)
# Prepositions that also point at other text ('under paragraph (a)'): only right before the figure do they compare.
BARE: tuple[tuple[Operator, str], ...] = ((Operator.LESS_THAN, r"below|under"), (Operator.MORE_THAN, r"above|over"))
DENIED = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.MORE_THAN: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE_THAN,
    Operator.LESS_THAN: Operator.AT_LEAST,
}
BETWEEN = r"(?:,? (?:to|be|been|being|have|has|ever|normally|in any case|in total|in the aggregate),?)*,? "
DENIAL = re.compile(rf"\b(?:not|no(?! longer)|never|nor|neither|cannot|without|fail\w*){BETWEEN}$")
PHRASE = re.compile("|".join(rf"(?P<w{at}>\b(?:{words})(?=[\s,]|$))" for at, (_, words) in enumerate(BEFORE)))
RIGHT_BEFORE = r"(?= (?:(?:a|an|the|value|figure|level|rate|limit|threshold|of) )*$)"
NEXT = re.compile("|".join(rf"(?P<b{at}>\b(?:{words})){RIGHT_BEFORE}" for at, (_, words) in enumerate(BARE)))
NEAR = 7
"""Words that may stand between a phrase and its figure: 'exceeding an aggregate bidirectional transfer rate of 600'."""
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
    text = ASIDE.sub("", CODES.sub(lambda found: " " * len(found.group()), words))
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
    before = " ".join(left.split()) + " "
    phrases = [
        (phrase, BEFORE[_number(phrase)][0])
        for phrase in PHRASE.finditer(before)
        if len(before[phrase.end() :].split()) <= NEAR
    ]
    phrases += [(phrase, BARE[_number(phrase)][0]) for phrase in NEXT.finditer(before) if not phrases]
    if phrases:
        phrase, operator = phrases[-1]
        denied = DENIAL.search(before[: phrase.start()]) is not None
        found.add(DENIED[operator] if denied else operator)
    return frozenset(found)


def _number(phrase: re.Match[str]) -> int:
    return int((phrase.lastgroup or "w0")[1:])


def words_of(operators: Iterable[Operator]) -> str:
    """Return operators as they are written, in a fixed order."""
    return " and ".join(f"'{operator}'" for operator in sorted(operators))
