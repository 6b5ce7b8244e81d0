"""Finds the parts of conditions that could be deleted without changing their paragraph in any region.

Two reasons are told apart. Where a part makes no difference whoever belongs to the groups, the condition says something
twice or nothing: an error. Where it makes none only because of the members that the groups have, the rule may follow
the words of the law, which does not rely on them: one note for the version.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from exportgate.diagnostics.model import Collector
from exportgate.engine.conditions import Evaluated
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.regions.limits import TooManyRegions
from exportgate.engine.regions.versions import Period, VersionRegions
from exportgate.foundation.truth import Column, conjunction, disjunction
from exportgate.provisions.model import Condition, Leaf, Limb, Operator
from exportgate.provisions.vocabulary import Fact, FactType, Vocabulary

Path = tuple[int, ...]
"""Where a node stands in a condition: the place of each child on the way down; empty for the whole."""


def check_dead_conditions(regions: VersionRegions, collector: Collector) -> None:
    """Report every limb and leaf that makes no difference; of two that say the same, the later one."""
    by_members: list[str] = []
    for held in regions.periods[0].paragraphs:
        if any(regions.never_filled(leaf) for leaf in held.paragraph.leaves()):
            continue
        known = [period.known.results[held.id].evaluated for period in regions.periods]
        dropped: set[Path] = set()
        for path in paths(held.paragraph.condition):
            if any(path[: len(above)] == above for above in dropped):
                continue
            tried = dropped | {path}
            if all(_same(evaluated, tried) for evaluated in known):
                idle = _report(held, tried, path, regions, collector)
                if idle is not None:
                    dropped.add(path)
                    by_members.extend(idle)
    if by_members:
        message = f"with the members that the groups have, these make no difference: {'; '.join(by_members)}"
        help_ = "keep what the law says, because members may change; correct a group that is named by mistake"
        collector.note("XR505", regions.version.span, message, help_)


def paths(condition: Condition, above: Path = ()) -> Iterator[Path]:
    """Yield the place of every node below the whole condition, a limb before its children, the last one first."""
    if isinstance(condition, Leaf):
        return
    for place in reversed(range(len(condition.children))):
        yield (*above, place)
        yield from paths(condition.children[place], (*above, place))


def node_at(condition: Condition, path: Path) -> Condition:
    """Return the node at a place."""
    for place in path:
        if isinstance(condition, Limb):
            condition = condition.children[place]
    return condition


def truth_without(node: Evaluated, dropped: set[Path], path: Path = ()) -> Column | None:
    """Return the truth of a condition without some of its nodes, None where nothing is left of it."""
    if path in dropped:
        return None
    if all(gone[: len(path)] != path for gone in dropped) or isinstance(node.condition, Leaf):
        return node.truth
    parts = [truth_without(child, dropped, (*path, place)) for place, child in enumerate(node.children)]
    left = [part for part in parts if part is not None]
    if not left:
        return None
    join = conjunction if node.condition.every else disjunction
    return join(left, len(node.truth))


def _same(evaluated: Evaluated, dropped: set[Path]) -> bool:
    truth = truth_without(evaluated, dropped)
    return truth is not None and bool(np.array_equal(truth, evaluated.truth))


def _report(
    held: ParagraphInForce, tried: set[Path], path: Path, regions: VersionRegions, collector: Collector
) -> list[str] | None:
    """Report a part that makes no difference for known facts; None where it makes one for unknown ones.

    What is idle only by the members of groups is returned, to be said in one place.
    """
    node = node_at(held.paragraph.condition, path)
    what = f"'{node.text}'" if isinstance(node, Leaf) else f"'{'all' if node.every else 'any'}'"
    period = regions.periods[0]
    try:
        if _same(_alone(*freed(held, period.vocabulary), period), tried):
            message = f"{what} makes no difference to paragraph '{held.paragraph.id}', whatever the facts are"
            collector.error("XR505", node.span, message, "remove it, or correct what makes it idle")
            return []
        if not all(_same(_alone(held, period.vocabulary, period), tried) for period in regions.periods):
            return None
    except TooManyRegions as error:
        message = f"whether {what} makes a difference where facts are unknown is not checked: {error}"
        collector.warning("XR508", node.span, message, "it makes none where they are known; see whether it is needed")
        return []
    return [f"{what} in '{held.paragraph.id}'"]


def _alone(held: ParagraphInForce, vocabulary: Vocabulary, period: Period) -> Evaluated:
    """The paragraph's condition by itself in every region, unknown facts included."""
    lone = Period(period.day, period.law, (held,), vocabulary)
    return lone.partly_known.results[held.id].evaluated


def freed(held: ParagraphInForce, vocabulary: Vocabulary) -> tuple[ParagraphInForce, Vocabulary]:
    """Return a paragraph that takes belonging to each group as a question of its own, and the vocabulary for it."""
    facts = dict(vocabulary.facts)

    def free(condition: Condition) -> Condition:
        if isinstance(condition, Limb):
            return replace(condition, children=tuple(free(child) for child in condition.children))
        if condition.operator is not Operator.IN:
            return condition
        name = f"{condition.fact} in {condition.operand}"
        facts[name] = Fact(name, FactType.YES_NO, "", name, "")
        return replace(condition, fact=name, operator=Operator.YES, operand="")

    paragraph = replace(held.paragraph, condition=free(held.paragraph.condition))
    return replace(held, paragraph=paragraph), replace(vocabulary, facts=facts)
