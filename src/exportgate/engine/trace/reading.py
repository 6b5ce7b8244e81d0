"""Reads the tree of a decision out of evaluated columns, for one row.

Nothing is evaluated a second time: every truth and effect is looked up where the evaluation left it.
"""

from collections.abc import Mapping, Sequence

from exportgate.engine.conditions import Evaluated
from exportgate.engine.effects import Effect, ParagraphResult, Results
from exportgate.engine.reasons import WORDS, needs_of
from exportgate.engine.trace.model import (
    BearingTrace,
    ConditionTrace,
    LeafTrace,
    LimbTrace,
    Margin,
    ParagraphTrace,
    Stage,
    deciding,
)
from exportgate.engine.values import Value, unknown
from exportgate.foundation.quantities import Number
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Kind, Leaf, Threshold
from exportgate.provisions.vocabulary import Fact

NOT_KNOWN = "not known"
Origins = Mapping[str, str]
"""Where the value of each fact came from."""


def trace_stage(stage: Stage, row: int, origins: Origins) -> tuple[ParagraphTrace, ...]:
    """Return the tree of every paragraph of a stage, those that do not apply included, in precedence order."""
    return tuple(_paragraph(result, stage, row, origins) for result in stage.results.values())


def _paragraph(result: ParagraphResult, stage: Stage, row: int, origins: Origins) -> ParagraphTrace:
    exceptions = overriders(result, stage.results)
    seniors = [stage.results[name] for name in result.held.paragraph.yields_to if name in stage.results]
    return ParagraphTrace(
        held=result.held,
        effect=result.effect(row),
        condition=_condition(result.evaluated, result, stage, row, origins),
        exceptions=tuple(_bearing(other, stage, row, origins) for other in exceptions),
        seniors=tuple(_bearing(other, stage, row, origins) for other in seniors),
        needs=_needs(result, [*exceptions, *seniors], row),
    )


def overriders(result: ParagraphResult, results: Results) -> list[ParagraphResult]:
    """Return the paragraphs in force that are exceptions to one."""
    return [other for other in results.values() if result.held.id in other.held.paragraph.overrides]


def _needs(result: ParagraphResult, before: Sequence[ParagraphResult], row: int) -> tuple[str, ...]:
    """What is missing for the condition itself, else for what stands before it."""
    effect = result.effect(row)
    if effect not in (Effect.UNDETERMINED, Effect.APPLIES_UNLESS):
        return ()
    own = needs_of(result, row)
    others = (need for other in before if other.effect(row) is Effect.UNDETERMINED for need in needs_of(other, row))
    return own or tuple(dict.fromkeys(others))


def _bearing(result: ParagraphResult, stage: Stage, row: int, origins: Origins) -> BearingTrace:
    stands = _stands(result, row)
    before = overriders(result, stage.results)
    before += [stage.results[name] for name in result.held.paragraph.yields_to if name in stage.results]
    barred = stands != Truth.YES and result.evaluated.truth[row] == Truth.YES
    return BearingTrace(
        held=result.held,
        effect=result.effect(row),
        stands=stands,
        deciding=deciding(_condition(result.evaluated, result, stage, row, origins)),
        barred_by=tuple(other.held.id for other in before if barred and _stands(other, row) != Truth.NO),
    )


def _stands(result: ParagraphResult, row: int) -> Truth:
    """Whether a paragraph holds against others; as in the evaluation, an exception that may be barred is not proved."""
    effect = result.effect(row)
    if effect is Effect.APPLIES_UNLESS and result.held.provision.kind is Kind.EXCEPTION:
        return Truth.UNKNOWN
    return Truth(int(result.holds[row]))


def _condition(node: Evaluated, result: ParagraphResult, stage: Stage, row: int, origins: Origins) -> ConditionTrace:
    truth = Truth(int(node.truth[row]))
    if isinstance(node.condition, Leaf):
        leaf = node.condition
        value = stage.table.column(leaf.fact).at(row)
        threshold = result.held.version.thresholds.get(leaf.operand) if leaf.operator in WORDS else None
        fact = stage.table.vocabulary.fact(leaf.fact)
        return LeafTrace(
            leaf=leaf,
            fact=fact,
            value=value,
            source=source_of(fact, value, origins),
            threshold=threshold,
            truth=truth,
            margin=margin(value, threshold),
        )
    children = tuple(_condition(child, result, stage, row, origins) for child in node.children)
    return LimbTrace(node.condition.every, node.condition.cite, truth, children)


def source_of(fact: Fact, value: Value, origins: Origins) -> str:
    """Return where a value came from; of what is not known, nothing is said to have come from anywhere."""
    return NOT_KNOWN if value == unknown(fact) else origins.get(fact.name, NOT_KNOWN)


def margin(value: Value, threshold: Threshold | None) -> Margin | None:
    """Return how far an exactly known number lies from a threshold."""
    if threshold is None or not isinstance(value, Number) or value.exact is None:
        return None
    absolute = value.exact - threshold.value
    return Margin(absolute, absolute / threshold.value * 100 if threshold.value else None)
