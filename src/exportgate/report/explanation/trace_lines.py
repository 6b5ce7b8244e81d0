"""The lines of a condition's tree for a person: limbs, leaves, and how a derived figure came about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exportgate.engine.trace.derivation import Derivation, Term
from exportgate.engine.trace.model import ConditionTrace, LeafTrace, LimbTrace
from exportgate.engine.trace.reading import NOT_KNOWN
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import FactName, Figure, Formula
from exportgate.provisions.model import Operator
from exportgate.report.explanation.figures import figure, percentage, shown
from exportgate.report.folding import fold

STEP = 2
COMPARED = {
    Operator.AT_LEAST: "at least",
    Operator.MORE_THAN: "more than",
    Operator.AT_MOST: "at most",
    Operator.LESS_THAN: "less than",
}
SIGNS = {"+": "+", "*": "×", "/": "÷"}


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of a tree; `PLAIN` are for a terminal that cannot show the others."""

    yes: str = "✓"
    no: str = "✗"
    unknown: str = "?"
    cut: str = "…"
    leads: str = "→"
    signs: Mapping[str, str] = field(default_factory=lambda: SIGNS)

    def of(self, truth: Truth) -> str:
        """Return the mark of a truth value."""
        return {Truth.YES: self.yes, Truth.UNKNOWN: self.unknown, Truth.NO: self.no}[truth]


FULL = Marks()
PLAIN = Marks("+", "x", "?", "...", "->", {"+": "+", "*": "*", "/": "/"})


@dataclass(frozen=True, slots=True)
class Tree:
    """Writes trees; each derived fact is worked out in full below the first leaf that asks for it."""

    marks: Marks
    groups: Mapping[str, str]
    derived: dict[str, Derivation]

    def lines(self, node: ConditionTrace, indent: int, cite: str = "") -> Iterator[str]:
        """Yield the lines of a node and of everything below it."""
        if isinstance(node, LeafTrace):
            derivation = self.derived.pop(node.fact.name, None)
            text = self.leaf(node, source=derivation is None)
            yield folded(f"{self.marks.of(node.truth)} {text}{_cited(cite)}", indent)
            if derivation is not None:
                yield from self.derivation(derivation, indent + 2 * STEP)
            return
        if len(node.children) == 1:
            yield from self.lines(node.children[0], indent, node.cite or cite)
            return
        yield folded(f"{self.marks.of(node.truth)} {_joined(node)}{_cited(node.cite or cite)}", indent)
        for child in node.children:
            yield from self.lines(child, indent + STEP)

    def leaf(self, leaf: LeafTrace, *, source: bool = True) -> str:
        """Return a leaf as question and answer: what is asked, the value, where it is from, and the margin."""
        value = shown(leaf.value, leaf.fact.unit, self.marks.cut)
        origin = f" ({leaf.source})" if source and leaf.source != NOT_KNOWN else ""
        return f"{self.question(leaf)}: {value}{origin}{self.distance(leaf)}"

    def question(self, leaf: LeafTrace) -> str:
        """Return what a leaf asks, with the operative words of the law where it compares a figure."""
        title, no = leaf.fact.title, leaf.leaf.negated
        if leaf.threshold is not None:
            words = f' ("{leaf.threshold.words}")' if leaf.threshold.words else " (words of the law not read)"
            limit = figure(leaf.threshold.value, self.marks.cut)
            return f"{title} {COMPARED[leaf.leaf.operator]} {limit} {leaf.threshold.unit}{words}"
        if leaf.leaf.operator is Operator.YES:
            return f"not {title}" if no else title
        operand = f"'{leaf.leaf.operand}'"
        if leaf.leaf.operator is Operator.IN:
            group = self.groups.get(leaf.leaf.operand, leaf.leaf.operand)
            return f"{title} {'not ' if no else ''}in {group}"
        if leaf.leaf.operator is Operator.INCLUDES:
            return f"{title} {'does not include' if no else 'includes'} {operand}"
        return f"{title} is {'not ' if no else ''}{operand}"

    def distance(self, leaf: LeafTrace) -> str:
        """Return how far the value lies from the threshold, and on which side."""
        if leaf.margin is None:
            return ""
        if leaf.margin.absolute == 0:
            return ", exactly on it"
        side = "above" if leaf.margin.absolute > 0 else "below"
        share = "" if leaf.margin.percent is None else f" or {percentage(leaf.margin.percent)} %"
        return f", {figure(abs(leaf.margin.absolute), self.marks.cut)} {side}{share}"

    def derivation(self, found: Derivation, indent: int) -> Iterator[str]:
        """Yield how a derived fact came about, term by term."""
        value = shown(found.value, found.fact.unit, self.marks.cut)
        law = f"{found.definition.provision}, {found.definition.cite}"
        if not found.highest:
            yield folded(f"{self.expression(found.definition.formula, found)} = {value} [{law}]", indent)
            return
        yield folded(f"the highest of these is {value} [{law}]", indent)
        for term in found.terms:
            if term.stated:
                yield folded(self.term(term, found), indent + STEP)

    def term(self, term: Term, found: Derivation) -> str:
        """Return a term with its value; the deciding one is marked."""
        mark = self.marks.leads if term.decides else " " * len(self.marks.leads)
        value = shown(term.value, found.fact.unit, self.marks.cut)
        return f"{mark} {self.expression(term.formula, found)} = {value}"

    def expression(self, formula: Formula, found: Derivation) -> str:
        """Return a formula with the values of its facts in place."""
        if isinstance(formula, Figure):
            return f"{figure(formula.value, self.marks.cut)} {formula.unit}".rstrip()
        if isinstance(formula, FactName):
            used = found.inputs[formula.name]
            origin = "" if used.source == NOT_KNOWN else f" ({used.source})"
            return f"{used.fact.title} {shown(used.value, used.fact.unit, self.marks.cut)}{origin}"
        parts = [self.expression(part, found) for part in formula.parts]
        if formula.sign == "highest_stated":
            return f"the highest of {', '.join(parts)}"
        return f" {self.marks.signs[formula.sign]} ".join(parts)


def folded(text: str, indent: int) -> str:
    """Return a text within the width of the page; further lines stand under the first word after the mark."""
    lead = len(text) - len(text.lstrip())
    return fold(text.lstrip(), " " * (indent + lead), " " * (indent + 2 * STEP))


def _joined(limb: LimbTrace) -> str:
    return "all of these" if limb.every else "at least one of these"


def _cited(cite: str) -> str:
    return f" [{cite}]" if cite else ""
