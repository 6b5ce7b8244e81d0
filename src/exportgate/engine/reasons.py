"""Reads out of evaluated columns why a paragraph has its effect in a row, and which facts are still missing.

Nothing is worked out a second time: the truth of every node is looked up where the evaluation left it.
"""

from collections.abc import Iterator, Sequence

from exportgate.engine.conditions import Evaluated
from exportgate.engine.effects import Effect, ParagraphResult
from exportgate.engine.table import FactTable
from exportgate.engine.values import value_text
from exportgate.foundation.truth import UNKNOWN, YES
from exportgate.provisions.model import Leaf, Limb, Operator

WORDS = {
    Operator.AT_LEAST: "is at least",
    Operator.MORE_THAN: "is more than",
    Operator.AT_MOST: "is at most",
    Operator.LESS_THAN: "is less than",
}
DENIALS = {
    Operator.AT_LEAST: "is below",
    Operator.MORE_THAN: "is not above",
    Operator.AT_MOST: "is above",
    Operator.LESS_THAN: "is not below",
}


def needs_of(result: ParagraphResult, row: int) -> tuple[str, ...]:
    """Return the facts whose absence leaves the condition open in a row, in the order of the rule's text."""
    return tuple(dict.fromkeys(leaf.fact for leaf in open_leaves(result.evaluated, row)))


def open_leaves(node: Evaluated, row: int) -> Iterator[Leaf]:
    """Yield the unknown leaves that could still turn the node; branches already decided are left out."""
    if node.truth.item(row) != UNKNOWN:
        return
    if isinstance(node.condition, Leaf):
        yield node.condition
    for child in node.children:
        if child.truth.item(row) == UNKNOWN:
            yield from open_leaves(child, row)


def deciding_leaves(node: Evaluated, row: int) -> Iterator[tuple[Leaf, str]]:
    """Yield the leaves that make the node true or false in a row, each with the citation of its limb."""
    yield from _deciding(node, row, "")


def _deciding(node: Evaluated, row: int, cite: str) -> Iterator[tuple[Leaf, str]]:
    truth = node.truth.item(row)
    if isinstance(node.condition, Leaf):
        yield node.condition, cite
        return
    limb: Limb = node.condition
    cite = limb.cite or cite
    alike = [child for child in node.children if child.truth.item(row) == truth]
    every = limb.every == (truth == YES)
    for child in alike if every else alike[:1]:
        yield from _deciding(child, row, cite)


def because(result: ParagraphResult, table: FactTable, rows: Sequence[int]) -> str:
    """Return one sentence that says why the paragraph has its effect in rows that agree on it.

    The first row decides which conditions are named; values that differ between the rows are all shown.
    """
    row = rows[0]
    if result.effect(row) is Effect.UNDETERMINED:
        leaves = open_leaves(result.evaluated, row)
        facts = dict.fromkeys(table.vocabulary.fact(leaf.fact).title for leaf in leaves)
        if not facts:
            return "cannot be decided while a paragraph that stands before it is not"
        return f"cannot be decided without knowing {_listed(facts)}"
    parts: list[str] = []
    cites: list[str] = []
    for leaf, cite in deciding_leaves(result.evaluated, row):
        parts.append(leaf_text(leaf, result, table, rows))
        if cite and cite not in cites:
            cites.append(cite)
    text = _listed(dict.fromkeys(parts))
    return f"{text} ({', '.join(cites)})" if cites else text


def leaf_text(leaf: Leaf, result: ParagraphResult, table: FactTable, rows: Sequence[int]) -> str:
    """Return a leaf as a clause: the fact, its value, and how it stands to what is asked."""
    fact = table.vocabulary.fact(leaf.fact)
    column = table.column(leaf.fact)
    value = " or ".join(dict.fromkeys(value_text(column.at(row)) for row in rows))
    threshold = result.held.version.thresholds.get(leaf.operand)
    if leaf.operator in WORDS and threshold is not None:
        met = next(node for node in _leaf_nodes(result.evaluated) if node.condition == leaf).truth.item(rows[0]) == YES
        words = WORDS[leaf.operator] if met else DENIALS[leaf.operator]
        return f"{fact.title} {value} {words} {threshold.text} {threshold.unit}"
    return f"{fact.title}: {value}"


def _leaf_nodes(node: Evaluated) -> Iterator[Evaluated]:
    if isinstance(node.condition, Leaf):
        yield node
    for child in node.children:
        yield from _leaf_nodes(child)


def _listed(parts: dict[str, None]) -> str:
    texts = list(parts)
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}" if texts else ""
