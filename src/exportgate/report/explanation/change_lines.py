"""The lines that say how near a decision is to another one: margins, changes that would alter it, missing facts."""

from collections.abc import Iterator, Sequence

from exportgate.engine.trace.model import LeafTrace
from exportgate.engine.trace.reading import NOT_KNOWN
from exportgate.foundation.quantities import Number
from exportgate.foundation.truth import Truth
from exportgate.report.explanation.figures import figure, percentage, shown
from exportgate.report.explanation.trace_lines import Marks, Tree, folded
from exportgate.report.wording import words
from exportgate.screening.axis import Bound, Stretch
from exportgate.screening.changes import Answer, Change, Nearest, Option, Settling
from exportgate.screening.explained import MarginRow

SHOWN = 8
"""So many changes are shown; the rest lie further away, and JSON has them all."""
NOTHING = "none of the modeled entries"
WIDEST = (32, 20)
"""So many characters have the titles and values of the table of margins; a longer title stands in a line of its own."""


def margin_lines(rows: Sequence[MarginRow], tree: Tree) -> Iterator[str]:
    """Yield a table of the margin to every threshold in force."""
    if not rows:
        return
    yield "margins to every threshold in force, nearest first (percent of the threshold)"
    cells = [_cells(row, tree) for row in rows]
    titles, values = (min(max(len(line[column]) for line in cells), most) for column, most in enumerate(WIDEST))
    for title, value, margin, paragraphs in cells:
        fits = len(title) <= titles
        if not fits:
            yield folded(title, 2)
        yield f"  {title if fits else '':<{titles}}  {value:>{values}}  {margin}".rstrip()
        yield folded(paragraphs, 6)
    yield ""


def _cells(row: MarginRow, tree: Tree) -> tuple[str, str, str, str]:
    leaf = row.leaf
    value = NOT_KNOWN if leaf.source == NOT_KNOWN else shown(leaf.value, leaf.fact.unit, tree.marks.cut)
    return leaf.fact.title, value, _margin(leaf, tree), ", ".join(row.paragraphs)


def _margin(leaf: LeafTrace, tree: Tree) -> str:
    if leaf.threshold is None:
        return ""
    limit = f"{figure(leaf.threshold.value, tree.marks.cut)} {leaf.threshold.unit}"
    away = tree.distance(leaf).removeprefix(", ")
    return f"against {limit}: {away}" if away else f"against {limit}"


def change_lines(nearest: Nearest, marks: Marks) -> Iterator[str]:
    """Yield the changes of one fact that would alter the answer, the nearest first."""
    yield "changes of one fact that would alter the answer, nearest first (percent of the present value)"
    if not nearest.changes:
        yield "  no change of one known figure, and of no yes or no, alters it"
    for number, change in enumerate(nearest.changes[:SHOWN], 1):
        yield folded(f"{number}. {_change(change, marks)}", 2)
        yield folded(f"{marks.leads} {answer_text(change.answer)}", 5)
    further = nearest.changes[SHOWN:]
    if further:
        count = "1 further change lies" if len(further) == 1 else f"{len(further)} further changes lie"
        yield f"  {count} beyond these; --format json has every one"
    yield ""


def _change(change: Change, marks: Marks) -> str:
    if isinstance(change.to, Truth):
        return f"{change.fact.title}: {_plain(change.to)} instead of {shown(change.present, '')}"
    unit = change.fact.unit
    until = "" if change.until is None else f", {_bound(change.until, unit, marks)}"
    text = f"{change.fact.title} {_bound(change.to, unit, marks)}{until}, from {shown(change.present, unit, marks.cut)}"
    return f"{text} ({_distance(change, marks)})"


def _distance(change: Change, marks: Marks) -> str:
    """Say how far the change goes; one from the very edge needs next to nothing."""
    if change.absolute is None or change.absolute == 0:
        return "it stands on the line, so any amount"
    exact = change.present.exact if isinstance(change.present, Number) else None
    rises = isinstance(change.to, Bound) and exact is not None and change.to.value > exact
    share = "" if change.percent is None else f", {percentage(change.percent)} %"
    return f"{figure(change.absolute, marks.cut)} {'more' if rises else 'less'}{share}"


def settling_lines(settlings: Sequence[Settling], marks: Marks) -> Iterator[str]:
    """Yield what each value of a missing or disputed fact would make of the answer."""
    if not settlings:
        return
    yield "what each missing fact would settle, all else left as it is"
    for settling in settlings:
        yield f"  {settling.fact.title} ({settling.fact.name})"
        for option in settling.options:
            yield folded(f"{_option(option, settling, marks)} {marks.leads} {answer_text(option.answer)}", 4)
    yield ""


def _option(option: Option, settling: Settling, marks: Marks) -> str:
    if isinstance(option.values, Truth):
        return _plain(option.values)
    return stretch_text(option.values, settling.fact.unit, marks)


def stretch_text(stretch: Stretch, unit: str, marks: Marks) -> str:
    """Return a stretch of figures in words: `3.2 TPP/mm2 or more, below 5.92 TPP/mm2`."""
    ends = dict.fromkeys(end for end in (stretch.lower, stretch.upper) if end is not None)
    return ", ".join(_bound(end, unit, marks) for end in ends) or "any figure"


def _bound(bound: Bound, unit: str, marks: Marks) -> str:
    limit = f"{figure(bound.value, marks.cut)} {unit}".rstrip()
    return {
        "at_least": f"{limit} or more",
        "above": f"above {limit}",
        "at_most": f"{limit} or less",
        "below": f"below {limit}",
        "exactly": limit,
    }[bound.word]


def answer_text(answer: Answer) -> str:
    """Return an answer in one line: classifications, outcome, review policy."""
    possible = f"possibly {', '.join(answer.possible)}" if answer.possible else ""
    classes = ", ".join(filter(None, (*answer.known, possible))) or NOTHING
    policy = "" if answer.review_policy is None else f", {words(answer.review_policy)}"
    return f"{classes}; {words(answer.outcome)}{policy}"


def _plain(truth: Truth) -> str:
    return truth.name.lower()
