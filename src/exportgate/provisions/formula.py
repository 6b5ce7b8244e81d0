"""The arithmetic of definitions: facts, figures with a unit, sums, products, quotients, and the highest stated.

    expression = term {"+" term}
    term       = factor {("*" | "/") factor}
    factor     = number unit | name | "highest_stated" "(" expression {"," expression} ")" | "(" expression ")"

`highest_stated` takes the greatest of the figures that are stated at all: a mode that the maker does not state is no
claimed mode (Technical Notes to 3A090), so it neither counts nor makes the result unknown.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from exportgate.foundation.quantities import decimal_text, parse_number

TOKEN = re.compile(r"\s*(?:(?P<number>\d[\d.]*)|(?P<name>[A-Za-z][A-Za-z0-9_]*)|(?P<sign>[-+*/(),]))")
DEPTH = 20
WORDS = 200
HELP = "write facts and figures joined by '+', '*' and '/', such as 'tpp / applicable_die_area'"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number written in the formula, with its unit (empty for a pure number)."""

    value: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class FactName:
    """A fact of the vocabulary."""

    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation on two or more expressions."""

    sign: Literal["+", "*", "/", "highest_stated"]
    parts: tuple["Formula", ...]


Formula = Figure | FactName | Operation


class FormulaError(Exception):
    """A formula that does not follow the grammar; the message says what was expected where."""


def parse_formula(text: str, units: frozenset[str]) -> Formula:
    """Parse a formula.

    Raises:
        FormulaError: at the first word that does not fit.
    """
    tokens = _tokens(text)
    if len(tokens) > WORDS:
        raise FormulaError(
            f"it has more than {WORDS} names, figures and signs; define a part of it as a fact of its own"
        )
    parser = _Parser(tokens, units)
    formula = parser.expression(0)
    if parser.peek():
        raise FormulaError(f"'{parser.peek()}' is not expected here")
    return formula


def names_in(formula: Formula) -> tuple[str, ...]:
    """Return the facts that a formula uses, in order of first use."""
    if isinstance(formula, FactName):
        return (formula.name,)
    if isinstance(formula, Figure):
        return ()
    return tuple(dict.fromkeys(name for part in formula.parts for name in names_in(part)))


def formula_text(formula: Formula) -> str:
    """Return the formula as it is written, with one blank around each sign and no parentheses that say nothing."""
    if isinstance(formula, FactName):
        return formula.name
    if isinstance(formula, Figure):
        return f"{decimal_text(formula.value, 30)} {formula.unit}".rstrip()
    if formula.sign == "highest_stated":
        return f"highest_stated({', '.join(formula_text(part) for part in formula.parts)})"
    texts = [formula_text(part) for part in formula.parts]
    if formula.sign != "+":
        # Products and quotients are read from the left, so only the first part may itself be one without parentheses.
        bare = [_binds(part, place) for place, part in enumerate(formula.parts)]
        texts = [text if fits else f"({text})" for text, fits in zip(texts, bare, strict=True)]
    return f" {formula.sign} ".join(texts)


def _binds(part: Formula, place: int) -> bool:
    if not isinstance(part, Operation) or part.sign == "highest_stated":
        return True
    return part.sign != "+" and place == 0


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    place = 0
    while text[place:].strip():
        found = TOKEN.match(text, place)
        if found is None:
            raise FormulaError(f"'{text[place:].strip()[0]}' is no part of one")
        tokens.append(found.group().strip())
        place = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[str], units: frozenset[str]) -> None:
        self.tokens = tokens
        self.units = units
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if not token or (expected and token != expected):
            wanted = f"'{expected}'" if expected else "a fact or a number"
            raise FormulaError(f"expected {wanted} " + (f"before '{token}'" if token else "at the end"))
        self.place += 1
        return token

    def expression(self, depth: int) -> Formula:
        if depth > DEPTH:
            raise FormulaError(f"nested deeper than {DEPTH} levels")
        parts = [self.term(depth)]
        while self.peek() == "+":
            self.take()
            parts.append(self.term(depth))
        return parts[0] if len(parts) == 1 else Operation("+", tuple(parts))

    def term(self, depth: int) -> Formula:
        left = self.factor(depth)
        while self.peek() in ("*", "/"):
            sign: Literal["*", "/"] = "*" if self.take() == "*" else "/"
            right = self.factor(depth)
            if sign == "/" and isinstance(right, Figure) and right.value == 0:
                raise FormulaError("it divides by 0")
            left = Operation(sign, (left, right))
        return left

    def factor(self, depth: int) -> Formula:
        word = self.take()
        if word == "(":
            inner = self.expression(depth + 1)
            self.take(")")
            return inner
        if word[0].isdigit():
            value = parse_number(word)
            if value is None:
                raise FormulaError(f"'{word[:40]}' is no number")
            return Figure(value, self.take() if self.peek() in self.units else "")
        if word == "highest_stated":
            return Operation("highest_stated", self.arguments(depth))
        if not word[0].isalpha():
            raise FormulaError(f"expected a fact or a number before '{word}'")
        return FactName(word)

    def arguments(self, depth: int) -> tuple[Formula, ...]:
        self.take("(")
        parts = [self.expression(depth + 1)]
        while self.peek() == ",":
            self.take()
            parts.append(self.expression(depth + 1))
        self.take(")")
        return tuple(parts)
