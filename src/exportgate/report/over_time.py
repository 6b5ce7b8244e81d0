"""What the report shows of answers over time: per item and way among the lines shown, its stretches and ship dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome
from exportgate.report.wording import TITLES, codes_text, deciding, rule_name, words
from exportgate.report.worst import KeptLine
from exportgate.screening.findings import ItemView, LineDecision
from exportgate.screening.kernel import query_of
from exportgate.screening.routes import Territory, route_of
from exportgate.screening.shipments import Route
from exportgate.screening.timeline import Answered, threshold_changes, timelines

LIMIT = 30
"""Items and ways that are drawn at most: those of the worst lines."""
Way = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Shipped:
    """A line of the item and way that is drawn."""

    row: int
    day: date


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which what is drawn is the same; the decision is that of the first of them."""

    first: date
    last: date | None
    decision: LineDecision

    @property
    def days(self) -> str:
        """The days in words."""
        return f"from {self.first}" if self.last is None else f"{self.first} to {self.last}"

    @property
    def codes(self) -> str:
        """The codes of the item; one that it may have stands with a question mark."""
        return codes_text(self.decision.item)

    @property
    def said(self) -> str:
        """Outcome, codes and review policy in words."""
        policy = self.decision.review_policy
        shown = f"{TITLES[self.decision.outcome].lower()}, classification {self.codes}"
        return f"{shown}, {words(policy)}" if policy else shown

    @property
    def cites(self) -> tuple[str, ...]:
        """What decided it, each citation once; the tool's own checks have none."""
        found = deciding(self.decision) if self.decision.outcome is not Outcome.NO_FINDING else ()
        return tuple(dict.fromkeys(finding.cite or rule_name(finding) for finding in found))


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item and way over time; `turns` are the days on which a threshold changed that one of its figures meets."""

    item: ItemView
    route: Route
    stretches: tuple[Stretch, ...]
    turns: tuple[date, ...]
    shipped: tuple[Shipped, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """Everything that is drawn, from the first day of the rules to `until`; `more` counts what is left out."""

    drawn: tuple[Drawn, ...] = ()
    more: int = 0
    first: date = date.min
    until: date = date.max


NOTHING_DRAWN = OverTime()


def over_time(lines: Sequence[KeptLine], law: Law, catalog: Catalog, territory: Territory) -> OverTime:
    """Return the answers over time on the items and ways of lines, which come worst first.

    What has no finding on any day is left out. They are shown up to the last ship date, or to the day on which the
    rules were last compared with the law if that is later: the same input and rules give the same picture on any day.
    """
    ways: dict[Way, list[KeptLine]] = {}
    for kept in lines:
        item = kept.decision.item
        if kept.decision.findings and (item.catalog_parts or item.classifications or item.possible):
            ways.setdefault(_way(kept, territory), []).append(kept)
    shown = list(ways.values())[:LIMIT]
    until = max((*_compared(law), *(kept.line.date for kept in lines)), default=law.begins)
    asked = [(query_of(kept[0].line), route_of(kept[0].line, territory)) for kept in shown]
    turns = threshold_changes(law, until)
    drawn: list[Drawn] = []
    for found, (_, route), answers in zip(shown, asked, timelines(asked, law, catalog, until), strict=True):
        item = found[0].decision.item
        known = {name for name, *_ in item.facts}
        own = tuple(day for day, facts in turns if facts & known)
        rows = tuple(Shipped(kept.line.row, kept.line.date) for kept in found)
        if any(answer.decision.outcome is not Outcome.NO_FINDING for answer in answers):
            drawn.append(Drawn(item, route, tuple(_stretches(answers)), own, rows))
    return OverTime(tuple(drawn), len(ways) - len(shown), law.begins, until)


def _stretches(answers: Sequence[Answered]) -> Iterator[Stretch]:
    """Join neighboring answers that differ in nothing that is drawn."""
    for _, group in groupby(answers, key=_drawn_of):
        found = list(group)
        yield Stretch(found[0].first, found[-1].last, found[0].decision)


def _drawn_of(found: Answered) -> tuple[object, ...]:
    decision = found.decision
    return decision.outcome, codes_text(decision.item), decision.review_policy


def _way(kept: KeptLine, territory: Territory) -> Way:
    line, item = kept.line, kept.decision.item
    return (item.part, item.catalog_parts, item.declared_eccn, line.facts, route_of(line, territory))


def _compared(law: Law) -> list[date]:
    provisions = (item for item in law.rules.provisions.values() if not item.own)
    return [day for item in provisions for version in item.versions if (day := version.verified_on) is not None]
