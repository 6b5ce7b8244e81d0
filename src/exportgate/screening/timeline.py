"""The answers on one item and the way it goes, from the beginning of the rules to a day: one per stretch of time.

Between two dates on which the rules change the law is the same, so one day of each such period speaks for all of it;
neighboring periods with the same answer are one stretch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from exportgate.engine.law import Law, LawOfDay
from exportgate.engine.reasons import WORDS
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Subject
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.shipments import Route
from exportgate.screening.siblings import SameSilicon
from exportgate.screening.single import decide_items

Asked = tuple[ItemQuery, Route]


@dataclass(frozen=True, slots=True)
class Answered:
    """A stretch of days with one answer, both ends included; `last` is None where no rule known changes it."""

    first: date
    last: date | None
    decision: LineDecision


def timelines(asked: Sequence[Asked], law: Law, catalog: Catalog, until: date) -> list[tuple[Answered, ...]]:
    """Return, for each item and way, its answers from the first day of the rules to a day, without gap or overlap.

    No stretch begins after that day. The last one ends where a change that is already in the rules gives another
    answer, and is open where none does. There is nothing before the rules begin.
    """
    if until < law.begins or not asked:
        return [() for _ in asked]
    silicon = SameSilicon(law, catalog)
    days = [law.begins, *(day for day in law.changes if day > law.begins)]
    rows = {query: item_rows(query, catalog) for query, _ in asked}
    items = [(rows[query], route) for query, route in asked]
    answers = [decide_items(items, day, silicon) for day in days]
    return [tuple(_stretches(days, [found[place] for found in answers], until)) for place in range(len(asked))]


def _stretches(days: Sequence[date], decisions: Sequence[LineDecision], until: date) -> Iterator[Answered]:
    turns = [0, *(place for place, (one, other) in enumerate(pairwise(decisions), start=1) if one != other)]
    for place, turn in enumerate(turns):
        if days[turn] <= until:
            after = days[turns[place + 1]] if place + 1 < len(turns) else None
            yield Answered(days[turn], None if after is None else after - timedelta(days=1), decisions[turn])


def threshold_changes(law: Law, until: date) -> tuple[tuple[date, frozenset[str]], ...]:
    """Return the days, up to one, on which a figure that tells what an item is changed, with the facts it is of."""
    days = [law.begins, *(day for day in law.changes if law.begins < day <= until)]
    figures = [_figures(law.on(day)) for day in days]
    changed = ((day, one ^ other) for day, (one, other) in zip(days[1:], pairwise(figures), strict=True))
    return tuple((day, frozenset(fact for fact, *_ in differing)) for day, differing in changed if differing)


def _figures(law: LawOfDay) -> frozenset[tuple[str, str, Fraction]]:
    """The figures of the paragraphs in force that say what an item is: the fact, the comparison, the threshold."""
    held = (item for subject in (Subject.CIRCUIT, Subject.ITEM) for item in law.stages[subject])
    return frozenset(
        (leaf.fact, leaf.operator, item.version.thresholds[leaf.operand].value)
        for item in held
        for leaf in item.paragraph.leaves()
        if leaf.operator in WORDS
    )
