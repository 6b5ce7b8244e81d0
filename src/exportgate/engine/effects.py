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
from exportgate.foundation.truth import NO, UNKNOWN, YES, Column, disjunction
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
IN_FORCE = np.array([NO, UNKNOWN, YES, YES, YES, NO, NO], dtype=np.int8)
"""Whether a paragraph with that effect holds, as a truth value."""
IF_ALONE = np.array([CODE[effect] for effect in (Effect.DOES_NOT_APPLY, Effect.UNDETERMINED, Effect.APPLIES)], np.int8)
"""The effect of a paragraph that nothing stands before, by the truth of its condition."""
DOUBTED = np.array([effect in (Effect.APPLIES_UNLESS, Effect.CONFLICT) for effect in EFFECTS])
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
        return EFFECTS[self.effects.item(row)]

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
    return _in_order(
        [
            (held, evaluate(held.paragraph.condition, table, held.version.thresholds, groups, known))
            for held in paragraphs
        ]
    )


def without_kind(results: Results, kind: Kind) -> dict[str, ParagraphResult]:
    """Return what every paragraph would do if the provisions of a kind were not there; those are left out."""
    return _in_order(
        [(result.held, result.evaluated) for result in results.values() if result.held.provision.kind is not kind]
    )


def _in_order(paragraphs: Sequence[tuple[ParagraphInForce, Evaluated]]) -> dict[str, ParagraphResult]:
    """Return the effects of paragraphs in precedence order, each with its evaluated condition."""
    results: dict[str, ParagraphResult] = {}
    overriders = _overriders(held for held, _ in paragraphs)
    for held, evaluated in paragraphs:
        relief, senior = _before(held, overriders[held.id], results, overriders, len(evaluated.truth))
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
            differs |= present is not None and present.holds != NO
            continue
        differs |= first.effects != second.effects
        if first.held.paragraph.consequences != second.held.paragraph.consequences:
            differs |= first.holds == YES
    return differs


def _before(
    held: ParagraphInForce,
    over: Sequence[str],
    results: Results,
    overriders: Mapping[str, Sequence[str]],
    rows: int,
) -> tuple[Column | None, Column | None]:
    """Whether what overrides a paragraph, and what it yields to, stands before it in each row; None where none can."""
    beside = frozenset(over)
    relief = [_stands(name, beside, results, overriders) for name in over if name in results]
    senior = [_stands(name, beside, results, overriders) for name in held.paragraph.yields_to if name in results]
    return disjunction(relief, rows) if relief else None, disjunction(senior, rows) if senior else None


def _stands(name: str, beside: frozenset[str], results: Results, overriders: Mapping[str, Sequence[str]]) -> Column:
    """Whether a paragraph stands before another, which those of `beside` override.

    What applies unless something is proved does not stand for certain. Where that something overrides the other one as
    well, one of the two stands before it either way, so there is no doubt.
    """
    result = results[name]
    # A conflict is marked over what applies, for certain or unless: whether it was doubtful shows above it.
    unless = DOUBTED[result.effects]
    holds = result.holds
    if not unless.any():
        return holds
    above = frozenset(overriders.get(name, ()))
    doubts = [_stands(other, above, results, overriders) for other in sorted(above - beside) if other in results]
    doubtful = disjunction(doubts, len(holds)) == UNKNOWN
    holds[unless & doubtful] = UNKNOWN
    return holds


def _effects(met: Column, relief: Column | None, senior: Column | None) -> NDArray[np.int8]:
    """Combine, cell by cell: what is excepted or yields does not apply; what might be is named as such."""
    effects = IF_ALONE[met]
    if relief is not None:
        effects[(relief == UNKNOWN) & (met == YES)] = CODE[Effect.APPLIES_UNLESS]
        effects[relief == YES] = CODE[Effect.DOES_NOT_APPLY]
    if senior is not None:
        effects[(senior == UNKNOWN) & (effects != CODE[Effect.DOES_NOT_APPLY])] = CODE[Effect.UNDETERMINED]
        effects[senior == YES] = CODE[Effect.DOES_NOT_APPLY]
    return effects


def _mark_conflicts(results: dict[str, ParagraphResult]) -> None:
    """Mark rows in which two unordered paragraphs of one classification both apply with different codes."""
    families: dict[str, list[ParagraphResult]] = defaultdict(list)
    for result in results.values():
        if result.held.paragraph.classifies and result.held.provision.kind is Kind.CLASSIFICATION:
            families[result.held.provision.id].append(result)
    for family in families.values():
        if len(family) < 2:
            continue
        codes = {result.held.paragraph.classifies for result in family}
        given = [disjunction([r.holds for r in family if r.held.paragraph.classifies == code], 0) for code in codes]
        clash = sum((column == YES).astype(np.int16) for column in given) > 1
        for result in family:
            result.effects[clash & (result.holds == YES)] = CODE[Effect.CONFLICT]
