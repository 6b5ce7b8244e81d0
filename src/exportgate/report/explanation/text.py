"""The explanation of a decision for a person: the stages with their trees, and how near another answer lies.

Paragraphs that hold or may hold, and those that nearly do, are shown in full; every other one in a line with what it
failed on.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exportgate.engine.effects import Effect
from exportgate.engine.law import ParagraphInForce
from exportgate.engine.trace.model import BearingTrace, ParagraphTrace, deciding, shortfall
from exportgate.foundation.intervals import Interval
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import IfUnknown, Kind, Outcome, Provision
from exportgate.report.explanation.change_lines import change_lines, margin_lines, settling_lines
from exportgate.report.explanation.trace_lines import FULL, Marks, Tree, folded
from exportgate.report.wording import own_mark, verify, words
from exportgate.screening.explained import Dormant, Explanation, ReadingTrace, StageTrace

NEAR = Fraction(25)
"""A paragraph that fails by no more than so many percent of a threshold is shown in full."""
LOOKED_AT = frozenset(Effect) - {Effect.DOES_NOT_APPLY, Effect.NOT_IN_FORCE}
DESTINATION = "destination"
MARKED = {
    Effect.APPLIES: Truth.YES,
    Effect.APPLIES_UNLESS: Truth.YES,
    Effect.UNDETERMINED: Truth.UNKNOWN,
    Effect.CONFLICT: Truth.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class _Told:
    """One paragraph under the readings that agree on every line of it."""

    readings: tuple[int, ...]
    lines: tuple[str, ...]


def explanation_text(found: Explanation, marks: Marks = FULL) -> str:
    """Return the explanation, to be set below the answer."""
    lines = ["", "why", ""]
    if not found.readings:
        lines += ["  no rule is in force on this day, so nothing was asked", ""]
    lines += _disagreement_lines(found)
    trees = [Tree(marks, found.groups, {item.fact.name: item for item in r.derivations}) for r in found.readings]
    for number in range(len(found.readings[0].stages) if found.readings else 0):
        lines += _stage_lines(found, number, trees)
    lines += _dormant_lines(found.dormant)
    lines += margin_lines(found.margins, Tree(marks, found.groups, {}))
    if found.readings:
        lines += change_lines(found.nearest, marks)
        lines += settling_lines(found.nearest.settlings, marks)
    return "\n".join(lines).rstrip("\n") + "\n"


def _disagreement_lines(found: Explanation) -> Iterator[str]:
    """Where the readings disagree on what follows; what only relieves is told in its place."""
    deciding_ids = {
        paragraph.held.id
        for stage in (found.readings[0].stages if found.readings else ())
        for paragraph in stage.paragraphs
        if not _only_relieves(paragraph.held)
    }
    told = [item for item in found.disagreements if item.paragraph in deciding_ids]
    if not told:
        return
    yield "the answer depends on how the item is read"
    for item in told:
        parts = [f"{words(effect)} for {_labels(found.readings, rows)}" for effect, rows in item.effects]
        yield folded(f"{item.paragraph} {'; '.join(parts)}", 2)
    yield ""


def _labels(readings: Sequence[ReadingTrace], rows: Sequence[int]) -> str:
    several = len({reading.reading.part for reading in readings}) > 1
    names = [readings[row].label if several else readings[row].reading.convention for row in rows]
    return " and ".join(dict.fromkeys(filter(None, names)))


def _stage_lines(found: Explanation, number: int, trees: Sequence[Tree]) -> Iterator[str]:
    stages = [reading.stages[number] for reading in found.readings]
    yield f"{stages[0].subject} stage"
    if stages[0].skipped:
        yield folded(stages[0].skipped, 2)
    rest: list[str] = []
    shown: Provision | None = None
    for place, paragraph in _by_provision(stages[0]):
        versions = [stage.paragraphs[place] for stage in stages]
        if not any(_in_full(version) for version in versions):
            rest += _one_line(versions, found, trees)
            continue
        if paragraph.held.provision is not shown:
            shown = paragraph.held.provision
            yield from _provision_lines(paragraph.held)
        for told in _told(versions, trees):
            if len(told.readings) < len(found.readings):
                yield folded(f"for {_labels(found.readings, told.readings)}", 2)
            yield from told.lines
    if rest:
        yield "  considered as well" if shown else "  considered"
        yield from rest
    yield ""


def _by_provision(stage: StageTrace) -> list[tuple[int, ParagraphTrace]]:
    """Paragraphs with their place, those of one provision together, in the order of the file."""
    numbered = list(enumerate(stage.paragraphs))
    return sorted(numbered, key=lambda pair: (pair[1].held.provision.id, pair[1].held.paragraph.span.line))


def _in_full(paragraph: ParagraphTrace) -> bool:
    """A paragraph that only relieves is told under what it would relieve; without a destination all else is open.

    A question of the checklist stands above the tree already.
    """
    if _only_relieves(paragraph.held) or _only_asks(paragraph):
        return False
    if paragraph.effect is Effect.UNDETERMINED and DESTINATION in paragraph.needs:
        return False
    gap = shortfall(paragraph.condition)
    return paragraph.effect in LOOKED_AT or (gap is not None and gap <= NEAR)


def _only_asks(paragraph: ParagraphTrace) -> bool:
    asks = paragraph.held.paragraph.if_unknown is IfUnknown.CHECKLIST
    return asks and paragraph.effect is Effect.UNDETERMINED


def _only_relieves(held: ParagraphInForce) -> bool:
    return held.paragraph.outcome is Outcome.NO_FINDING and not held.paragraph.classifies


def _told(versions: Sequence[ParagraphTrace], trees: Sequence[Tree]) -> list[_Told]:
    found: dict[tuple[str, ...], list[int]] = {}
    for row, (version, tree) in enumerate(zip(versions, trees, strict=True)):
        found.setdefault(tuple(_paragraph_lines(version, tree)), []).append(row)
    return [_Told(tuple(rows), lines) for lines, rows in found.items()]


def _provision_lines(held: ParagraphInForce) -> Iterator[str]:
    provision, version = held.provision, held.version
    yield folded(f"{provision.id}: {provision.title} [{provision.cite}]{_whose(held)}", 2)
    call = verify(str(version.confidence))
    doubt = f"; {call}" if call else ""
    yield folded(f"version in force {_days(version.in_force)}, made by {version.made_by}{doubt}", 4)
    others = [f"{_days(item.in_force)} ({item.made_by})" for item in provision.versions if item is not version]
    if others:
        yield folded(f"not in force on this day: {'; '.join(others)}", 4)


def _paragraph_lines(found: ParagraphTrace, tree: Tree) -> Iterator[str]:
    held, mark = found.held.paragraph, tree.marks.of(MARKED.get(found.effect, Truth.NO))
    cite = f" [{held.cite}]" if held.cite else ""
    yield folded(f"{mark} #{held.id} ({_follows(found.held)}) {words(found.effect)}{cite}", 4)
    yield from tree.lines(found.condition, 8)
    for title, others, said in (
        ("exceptions considered", found.exceptions, _RELIEF),
        ("gives way to", found.seniors, _SENIOR),
    ):
        if others:
            yield f"        {title}"
        for other in others:
            yield folded(_bearing(other, found, said, tree), 10)
    if found.needs:
        yield folded(f"still needed: {', '.join(found.needs)}", 8)


_RELIEF = {Truth.YES: "relieves", Truth.UNKNOWN: "is not proved", Truth.NO: "does not relieve"}
_SENIOR = {Truth.YES: "applies", Truth.UNKNOWN: "is undetermined", Truth.NO: "does not apply"}


def _bearing(found: BearingTrace, to: ParagraphTrace, said: dict[Truth, str], tree: Tree) -> str:
    """Say what another paragraph does to this one, and on what it failed or held; one told in full only by name."""
    held = found.held
    same = held.provision.id == to.held.provision.id
    name = f"#{held.paragraph.id}" if same else held.id
    if held.provision.kind is Kind.EXCEPTION:
        name = f"License Exception {held.paragraph.license_exception} ({name})"
    cite = f" [{held.paragraph.cite}]" if held.paragraph.cite else ""
    whose = "" if same else _whose(held)
    text = f"{tree.marks.of(found.stands)} {name}{cite}{whose} {said[found.stands]}"
    if found.barred_by:
        return f"{text}: its condition is met, but {' and '.join(found.barred_by)} stands before it"
    if found.stands == Truth.UNKNOWN:
        return f"{text}: needs {', '.join(dict.fromkeys(leaf.fact.name for leaf in found.deciding))}"
    if said is _SENIOR or (found.stands == Truth.YES and not _only_relieves(held)):
        return text
    return f"{text}: {'; '.join(dict.fromkeys(tree.leaf(leaf, source=False) for leaf in found.deciding))}"


def _whose(held: ParagraphInForce) -> str:
    """Return the words that tell an own rule from the law, empty for the law."""
    return f" ({mark})" if (mark := own_mark(held.provision.own)) else ""


def _follows(held: ParagraphInForce) -> str:
    """What follows where the paragraph applies."""
    paragraph = held.paragraph
    if paragraph.classifies:
        return paragraph.classifies
    policy = f", {words(paragraph.review_policy)}" if paragraph.review_policy else ""
    symbol = f"License Exception {paragraph.license_exception}" if paragraph.license_exception else ""
    return symbol or f"{words(paragraph.outcome)}{policy}"


def _one_line(versions: Sequence[ParagraphTrace], found: Explanation, trees: Sequence[Tree]) -> Iterator[str]:
    seen: dict[str, list[int]] = {}
    for row, (version, tree) in enumerate(zip(versions, trees, strict=True)):
        said = "" if version.effect is Effect.DOES_NOT_APPLY else f" {words(version.effect)}"
        mark = tree.marks.of(MARKED.get(version.effect, Truth.NO))
        seen.setdefault(f"{mark} {version.held.id}{_whose(version.held)}{said}: {_reason(version, tree)}", []).append(
            row
        )
    for text, rows in seen.items():
        label = f" (for {_labels(found.readings, rows)})" if len(rows) < len(found.readings) else ""
        yield folded(f"{text}{label}", 4)


def _reason(found: ParagraphTrace, tree: Tree) -> str:
    """Return in short what a paragraph failed on, held on, or lacks."""
    before = [other.held.id for other in (*found.exceptions, *found.seniors) if other.stands == Truth.YES]
    if found.condition.truth != Truth.NO and before:
        return f"{before[0]} stands before it"
    if found.effect is Effect.UNDETERMINED:
        return f"needs {', '.join(found.needs)}"
    return tree.leaf(deciding(found.condition)[0], source=False)


def _dormant_lines(dormant: Sequence[Dormant]) -> Iterator[str]:
    if not dormant:
        return
    yield "without a version in force on this day"
    for item in dormant:
        intervals = "; ".join(_days(interval) for interval in item.intervals)
        yield folded(f"{item.provision.id}: in force {intervals}", 2)
    yield ""


def _days(interval: Interval) -> str:
    return str(interval) if interval.last is not None else f"from {interval.first or 'the beginning'} on"
