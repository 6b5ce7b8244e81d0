"""The grammar of a leaf: one fact, one operator, one operand; no arithmetic, no literal numbers, no `and` or `or`."""

import re

from exportgate.foundation.yaml_source import Scalar
from exportgate.provisions.model import Leaf, Operator

NAME = r"[a-z][a-z0-9_]*"
FORMS: tuple[tuple[re.Pattern[str], Operator | None, bool], ...] = (
    (re.compile(rf"({NAME})\s*(>=|>|<=|<)\s*({NAME})\Z"), None, False),
    (re.compile(rf'({NAME})\s+is\s+not\s+"([^"]+)"\Z'), Operator.IS, True),
    (re.compile(rf'({NAME})\s+is\s+"([^"]+)"\Z'), Operator.IS, False),
    (re.compile(rf'({NAME})\s+does\s+not\s+include\s+"([^"]+)"\Z'), Operator.INCLUDES, True),
    (re.compile(rf'({NAME})\s+includes\s+"([^"]+)"\Z'), Operator.INCLUDES, False),
    (re.compile(rf"({NAME})\s+not\s+in\s+([a-z][a-z0-9_.]*)\Z"), Operator.IN, True),
    (re.compile(rf"({NAME})\s+in\s+([a-z][a-z0-9_.]*)\Z"), Operator.IN, False),
    (re.compile(rf"not\s+({NAME})()\Z"), Operator.YES, True),
    (re.compile(rf"({NAME})()\Z"), Operator.YES, False),
)
HELP = (
    "write 'fact >= threshold' (also >, <=, <), 'fact', 'not fact', 'fact in group', 'fact not in group', "
    "'fact is \"CODE\"' or 'fact includes \"CODE\"'"
)
THRESHOLD = re.compile(rf"{NAME}\Z")
# The first that fits what was written says what to do; the forms as a whole are the help for anything else.
HINTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r".*\b(?:and|or|AND|OR)\b|.*(?:&&|\|\|)", "one leaf asks one thing: list the conditions under 'all' or 'any'"),
        (r".*[<>]=?.*[<>]=?", "one leaf has one comparison: write the other as a leaf of its own, under 'all'"),
        (r"[^<>]*(?:>=|>|<=|<)\s*[-+]?[\d.]", "name a threshold of this version, and give it the figure there"),
        (r"[^\"]*(?:=>|>\s+=|≥)", "write >= for 'at least'"),
        (r"[^\"]*(?:=<|<\s+=|≤)", "write <= for 'at most'"),
        (r".*[-+*/]", "there is no arithmetic in a condition: let a definition work the fact out"),
        (r"[^\"]*(?:==?|!=)\s*\"", "write 'fact is \"CODE\"' or 'fact is not \"CODE\"'"),
        (r"[^\"]*(?:==?|!=)", "write >= or <=: a figure is compared with a limit, and only a code 'is' another"),
        (r".*\b(?:is|is not|include|includes)\s+[^\"\s]", "put the code in double quotes"),
    )
)


def leaf_help(text: str) -> str:
    """Return what to do about a text that is no leaf."""
    lowered = " ".join(text.split()).lower()
    if '"' not in text and any(pattern.match(lowered) for pattern, _, _ in FORMS):
        return f"did you mean '{lowered}'? Names are written in lower case"
    return next((hint for pattern, hint in HINTS if pattern.match(text)), HELP)


def parse_leaf(node: Scalar) -> Leaf | None:
    """Return the leaf that a text stands for, or None where the grammar has no such form."""
    text = " ".join(node.text.split())
    for pattern, operator, negated in FORMS:
        found = pattern.match(text)
        if found is None:
            continue
        if operator is None:
            fact, sign, operand = found.groups()
            return Leaf(fact, Operator(sign), operand, negated=False, text=text, span=node.span)
        return Leaf(found[1], operator, found[2], negated=negated, text=text, span=node.span)
    return None
