"""Says a condition in English: facts and groups by their titles, thresholds with their unit and operative words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exportgate.provisions.model import Condition, Leaf, Limb, Operator, Threshold
from exportgate.provisions.ruleset import RuleSet
from exportgate.provisions.vocabulary import FactType
from exportgate.report.rules.lines import folded

COMPARED = {
    Operator.AT_LEAST: "is {figure} or more",
    Operator.MORE_THAN: "is more than {figure}",
    Operator.AT_MOST: "is {figure} or less",
    Operator.LESS_THAN: "is less than {figure}",
}


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """Words for the conditions of one version: its thresholds, and the rules whose facts and groups they name."""

    rules: RuleSet
    thresholds: Mapping[str, Threshold]

    def lines(self, condition: Condition, indent: int) -> list[str]:
        """Return the condition as indented lines, led by `when`."""
        condition, cite = _bare(condition)
        if isinstance(condition, Leaf):
            return [folded(f"when {self.leaf(condition)}{_cited(cite)}", indent)]
        head = f"when {_joint(condition)}{_cited(cite)}:"
        return [folded(head, indent), *self._children(condition, indent + 2)]

    def leaf(self, leaf: Leaf) -> str:
        """Return one leaf as a clause."""
        fact = self.rules.vocabulary.facts.get(leaf.fact)
        title = leaf.fact if fact is None else fact.title
        if leaf.operator in COMPARED:
            return f"{title} {COMPARED[leaf.operator].format(figure=self._figure(leaf))}{self._words(leaf)}"
        if leaf.operator is Operator.YES:
            return f"{title}: {'no' if leaf.negated else 'yes'}"
        if leaf.operator is Operator.IS:
            return f"{title} is {'not ' if leaf.negated else ''}{leaf.operand}"
        if leaf.operator is Operator.INCLUDES:
            return f"{title} {'does not include' if leaf.negated else 'includes'} {leaf.operand}"
        return self._membership(leaf, title, several=fact is not None and fact.type is FactType.CODES)

    def _children(self, limb: Limb, indent: int) -> Iterator[str]:
        for child in limb.children:
            condition, cite = _bare(child)
            if isinstance(condition, Leaf):
                yield folded(f"- {self.leaf(condition)}{_cited(cite)}", indent)
            else:
                yield folded(f"- {_joint(condition)}{_cited(cite)}:", indent)
                yield from self._children(condition, indent + 4)

    def _figure(self, leaf: Leaf) -> str:
        threshold = self.thresholds.get(leaf.operand)
        return leaf.operand if threshold is None else f"{threshold.text} {threshold.unit}"

    def _words(self, leaf: Leaf) -> str:
        threshold = self.thresholds.get(leaf.operand)
        if threshold is None:
            return ""
        return " (its words could not be read)" if threshold.words is None else f" ('{threshold.words}')"

    def _membership(self, leaf: Leaf, title: str, *, several: bool) -> str:
        group = self.rules.provisions.get(leaf.operand)
        name = leaf.operand if group is None else f"'{group.title}' ({group.id})"
        if several:
            return f"{title}: {'none' if leaf.negated else 'one or more'} of the group {name}"
        return f"{title} is {'not ' if leaf.negated else ''}in the group {name}"


def _bare(condition: Condition) -> tuple[Condition, str]:
    """Return a condition without limbs of one child, which say nothing, and the citation that they carried."""
    cite = ""
    while isinstance(condition, Limb):
        cite = condition.cite or cite
        if len(condition.children) != 1:
            break
        condition = condition.children[0]
    return condition, cite


def _joint(limb: Limb) -> str:
    return "all of" if limb.every else "any of"


def _cited(cite: str) -> str:
    return f" [{cite}]" if cite else ""
