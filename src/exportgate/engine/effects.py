"""What each paragraph does to each row: conditions, then the exceptions to it, then what it yields to.

An exception relieves only where it is proved. Two paragraphs of one classification that both apply, with no order
between them, are a conflict, never decided by their place in a file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.conditions import Answers, Evaluated, Groups, evaluate
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.table import FactTable
from exportgate.foundation.truth import Column, Truth, disjunction
from exportgate.provisions.model import Kind


class Effect(StrEnum):
    """What a paragraph does, in results and in cases alike."""

    DOES_NOT_APPLY = "does_not_apply"
    UNDETERMINED = "undetermined"
    APPLIES_UNLESS = "applies_unless"
    APPLIES = "applies"
    CONFLICT = "conflict"
    STAYED = "stayed"
    NOT_IN_FORCE = "not_in_force"


EFFECTS = tuple(Effect)
CODE = {effect: number for number, effect in enumerate(EFFECTS)}
IN_FORCE = np.array([Truth.NO, Truth.UNKNOWN, Truth.YES, Truth.YES, Truth.YES, Truth.NO, Truth.NO], dtype=np.int8)
"""Whether a paragraph with that effect holds, as a truth value."""
HOLDING = frozenset({Effect.APPLIES, Effect.APPLIES_UNLESS})
OPEN = frozenset({Effect.UNDETERMINED, Effect.CONFLICT})


@dataclass(frozen=True, slots=True)
class ParagraphResult:
    """A paragraph, its evaluated condition, and its effect in every row (an index into EFFECTS)."""

    held: ParagraphInForce
    evaluated: Evaluated
    effects: NDArray[np.int8]

    def effect(self, row: int) -> Effect:
        """Return the effect in a row."""
        return EFFECTS[int(self.effects[row])]

    @property
    def holds(self) -> Column:
        """Whether the paragraph holds, as a truth value per row."""
        truth: Column = IN_FORCE[self.effects]
        return truth


Results = Mapping[str, ParagraphResult]


def work_out(
    paragraphs: Sequence[ParagraphInForce], table: FactTable, groups: Groups, known: Answers | None = None
) -> dict[str, ParagraphResult]:
    """Return the effect of every paragraph on every row; `paragraphs` are in precedence order.

    `known` keeps answers to leaves between calls on one table under the same groups.
    """
    known = {} if known is None else known
    results: dict[str, ParagraphResult] = {}
    overriders = _overriders(paragraphs)
    for held in paragraphs:
        evaluated = evaluate(held.paragraph.condition, table, held.version.thresholds, groups, known)
        relief, senior = _before(held, overriders[held.id], results, overriders, table.rows)
        effects = _in_time(_effects(evaluated.truth, relief, senior), held)
        results[held.id] = ParagraphResult(held, evaluated, effects)
    _mark_conflicts(results)
    return results


def effects_without(result: ParagraphResult, results: Results, left_out: Collection[str]) -> NDArray[np.int8]:
    """Return the effects that a paragraph would have if those named did not override it."""
    overriders = _overriders([found.held for found in results.values()])
    kept = [other for other in overriders[result.held.id] if other not in left_out]
    relief, senior = _before(result.held, kept, results, overriders, len(result.effects))
    return _in_time(_effects(result.evaluated.truth, relief, senior), result.held)


def _overriders(paragraphs: Iterable[ParagraphInForce]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for held in paragraphs:
        for target in held.paragraph.overrides:
            found[target].append(held.id)
    return found


def _in_time(effects: NDArray[np.int8], held: ParagraphInForce) -> NDArray[np.int8]:
    """Mark what a stayed paragraph would do as stayed."""
    if not held.stayed:
        return effects
    return np.where(effects == CODE[Effect.DOES_NOT_APPLY], effects, CODE[Effect.STAYED]).astype(np.int8)


def apart(one: Results, other: Results, rows: int) -> NDArray[np.bool_]:
    """Tell in which rows two sets of paragraphs differ: in an effect, or in what follows from one that holds."""
    differs = np.zeros(rows, dtype=bool)
    for name in one.keys() | other.keys():
        first, second = one.get(name), other.get(name)
        if first is None or second is None:
            present = first or second
            differs |= present is not None and present.holds != Truth.NO
            continue
        differs |= first.effects != second.effects
        if first.held.paragraph.consequences != second.held.paragraph.consequences:
            differs |= first.holds == Truth.YES
    return differs


def _before(
    held: ParagraphInForce,
    over: Sequence[str],
    results: Results,
    overriders: Mapping[str, Sequence[str]],
    rows: int,
) -> tuple[Column, Column]:
    """Whether what overrides a paragraph, and what it yields to, stands before it in each row."""
    beside = frozenset(over)
    relief = [_stands(name, beside, results, overriders) for name in over if name in results]
    senior = [_stands(name, beside, results, overriders) for name in held.paragraph.yields_to if name in results]
    return disjunction(relief, rows), disjunction(senior, rows)


def _stands(name: str, beside: frozenset[str], results: Results, overriders: Mapping[str, Sequence[str]]) -> Column:
    """Whether a paragraph stands before another, which those of `beside` override.

    What applies unless something is proved does not stand for certain. Where that something overrides the other one as
    well, one of the two stands before it either way, so there is no doubt.
    """
    result = results[name]
    # A conflict is marked over what applies, for certain or unless: whether it was doubtful shows above it.
    unless = (result.effects == CODE[Effect.APPLIES_UNLESS]) | (result.effects == CODE[Effect.CONFLICT])
    holds = result.holds
    if not unless.any():
        return holds
    above = frozenset(overriders.get(name, ()))
    doubts = [_stands(other, above, results, overriders) for other in sorted(above - beside) if other in results]
    doubtful = disjunction(doubts, len(holds)) == Truth.UNKNOWN
    holds[unless & doubtful] = Truth.UNKNOWN
    return holds


def _effects(met: Column, relief: Column, senior: Column) -> NDArray[np.int8]:
    """Combine, cell by cell: what is excepted or yields does not apply; what might be is named as such."""
    effects = np.full(met.shape, CODE[Effect.APPLIES], dtype=np.int8)
    effects[relief == Truth.UNKNOWN] = CODE[Effect.APPLIES_UNLESS]
    effects[(met == Truth.UNKNOWN) | (senior == Truth.UNKNOWN)] = CODE[Effect.UNDETERMINED]
    effects[(met == Truth.NO) | (relief == Truth.YES) | (senior == Truth.YES)] = CODE[Effect.DOES_NOT_APPLY]
    return effects


def _mark_conflicts(results: dict[str, ParagraphResult]) -> None:
    """Mark rows in which two unordered paragraphs of one classification both apply with different codes."""
    families: dict[str, list[ParagraphResult]] = defaultdict(list)
    for result in results.values():
        if result.held.provision.kind is Kind.CLASSIFICATION and result.held.paragraph.classifies:
            families[result.held.provision.id].append(result)
    for family in families.values():
        if len(family) < 2:
            continue
        codes = {result.held.paragraph.classifies for result in family}
        given = [disjunction([r.holds for r in family if r.held.paragraph.classifies == code], 0) for code in codes]
        clash = sum((column == Truth.YES).astype(np.int16) for column in given) > 1
        for result in family:
            result.effects[clash & (result.holds == Truth.YES)] = CODE[Effect.CONFLICT]
