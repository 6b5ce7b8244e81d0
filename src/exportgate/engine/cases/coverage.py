"""What the cases of a rule guard, and what none does: firing, limits, precedence, edges in time, missing facts.

Each paragraph of each version needs a case in which it fires, one on either side of every limit within one unit of its
last place, one for each paragraph that it gives way to, and one for each of its facts being missing; each version needs
a case on its first day and on the days beside its edges; each group one for every member.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.tables import CaseBatch, case_batches
from exportgate.engine.effects import CODE, IN_FORCE, Effect, ParagraphResult
from exportgate.engine.law import Law
from exportgate.engine.reasons import needs_of
from exportgate.engine.values import Value
from exportgate.foundation.intervals import Interval
from exportgate.foundation.quantities import Number, last_place
from exportgate.foundation.spans import Span
from exportgate.foundation.truth import Truth
from exportgate.provisions.checks.names import COMPARISONS
from exportgate.provisions.model import Kind, Leaf, Operator, Paragraph, Provision, Threshold, Version
from exportgate.provisions.ruleset import RuleSet

DAY = timedelta(days=1)
Rows = NDArray[np.bool_]
Sort = Literal["firing", "limit", "precedence", "edge", "missing fact", "member", "value"]
CODES: dict[Sort, str] = {
    "firing": "XR610",
    "limit": "XR611",
    "precedence": "XR612",
    "edge": "XR613",
    "missing fact": "XR614",
    "member": "XR615",
    "value": "XR616",
}


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a case has to guard, and whether one does.

    `subject` is what a case would have to show: the leaf of a limit, the id of the paragraph that stands before, the
    fact, or the member. `day` is the day it must be on, None for any; `inside` says on which side of a limit or of
    membership it must lie, and for a value whether it must be known.
    """

    sort: Sort
    provision: Provision
    span: Span
    message: str
    version: Version | None = None
    paragraph: Paragraph | None = None
    subject: Leaf | str | None = None
    day: date | None = None
    inside: bool = True
    guarded: bool = False

    @property
    def code(self) -> str:
        """The diagnostic code of this sort of point."""
        return CODES[self.sort]


def points(law: Law) -> Iterator[Point]:
    """Yield everything in the rules that a case has to guard, provision by provision."""
    batches: dict[str, list[CaseBatch]] = {}
    # A case that says it is wrong for now shows what the rule does not do, so it guards nothing.
    spoken = [case for case in law.rules.cases if case.provision in law.rules.provisions]
    cases = [case for case in spoken if not case.wrong_for_now]
    for batch in case_batches(law, cases, Collector()):
        batches.setdefault(batch.provision.id, []).append(batch)
    overriders = _overriders(law.rules)
    for name in sorted(law.rules.provisions):
        provision, own = law.rules.provisions[name], batches.get(name, [])
        if provision.kind is Kind.GROUP:
            yield from _members(provision, own)
            continue
        yield from _edges(provision, own)
        for version in provision.versions:
            held = [batch for batch in own if provision.on(batch.cases[0].on) is version]
            if provision.kind is Kind.DEFINITION:
                yield from _values(provision, version, held)
            for paragraph in version.paragraphs:
                target = f"{provision.id}#{paragraph.id}"
                seniors = [name for name, during in overriders.get(target, ()) if during.overlaps(version.in_force)]
                yield from _paragraph(provision, version, paragraph, held, (*seniors, *paragraph.yields_to))


def _overriders(rules: RuleSet) -> dict[str, list[tuple[str, Interval]]]:
    """Return for each paragraph id the paragraphs that override it, with the days on which they do."""
    found: dict[str, list[tuple[str, Interval]]] = {}
    for provision in rules.provisions.values():
        for version in provision.versions:
            for paragraph in version.paragraphs:
                for target in paragraph.overrides:
                    found.setdefault(target, []).append((f"{provision.id}#{paragraph.id}", version.in_force))
    return found


def _paragraph(
    provision: Provision, version: Version, paragraph: Paragraph, batches: list[CaseBatch], seniors: Iterable[str]
) -> Iterator[Point]:
    found = ((batch, batch.own(paragraph.id), _expecting(batch, paragraph.id)) for batch in batches)
    expected = [(batch, result, rows) for batch, result, rows in found if result is not None]
    name = f"paragraph '{paragraph.id}' of the version from {version.in_force.first}"
    fires = any((_fires(result) & rows).any() for _, result, rows in expected)
    base = Point("firing", provision, paragraph.span, f"no case shows {name} applying", version, paragraph)
    yield replace(base, guarded=fires)
    for leaf in dict.fromkeys(paragraph.leaves()):
        if leaf.operator in COMPARISONS and leaf.operand in version.thresholds:
            limit = version.thresholds[leaf.operand]
            for inside, side in ((True, "at"), (False, "just outside")):
                near = any(_near(batch, rows, leaf, limit, inside=inside) for batch, _, rows in expected)
                text = f"no case of {name} lies {side} the limit of '{leaf.text}' ({limit.text} {limit.unit})"
                at = replace(base, sort="limit", span=leaf.span, message=text, subject=leaf)
                yield replace(at, inside=inside, guarded=near)
    for senior in dict.fromkeys(seniors):
        gone = any(_given_way(batch, result, senior, rows) for batch, result, rows in expected)
        text = f"no case shows {name} giving way to '{senior}'"
        yield replace(base, sort="precedence", message=text, subject=senior, guarded=gone)
    for fact, span in {leaf.fact: leaf.span for leaf in reversed(paragraph.leaves())}.items():
        left_open = any(_open_on(result, fact, rows) for _, result, rows in expected)
        text = f"no case shows {name} left open because '{fact}' is missing"
        yield replace(base, sort="missing fact", span=span, message=text, subject=fact, guarded=left_open)


def _expecting(batch: CaseBatch, paragraph: str) -> Rows:
    return np.array([any(key.text == paragraph for key, _ in case.expect) for case in batch.cases], dtype=bool)


def _fires(result: ParagraphResult) -> Rows:
    fires: Rows = (IN_FORCE[result.effects] == Truth.YES) | (result.effects == CODE[Effect.STAYED])
    return fires


def _near(batch: CaseBatch, rows: Rows, leaf: Leaf, limit: Threshold, *, inside: bool) -> bool:
    column = batch.table.column(leaf.fact)
    return any(lies_near(column.at(row), leaf.operator, limit, inside=inside) for row in np.flatnonzero(rows).tolist())


def lies_near(value: Value, operator: Operator, limit: Threshold, *, inside: bool) -> bool:
    """Tell whether a known number lies on a side of a limit: on it, or off it by no more than its last place."""
    if not isinstance(value, Number) or value.exact is None:
        return False
    if inside == (operator in (Operator.AT_LEAST, Operator.AT_MOST)):
        return value.exact == limit.value
    upward = (operator in (Operator.MORE_THAN, Operator.AT_LEAST)) == inside
    off = (value.exact - limit.value) if upward else (limit.value - value.exact)
    return 0 < off <= last_place(limit.text)


def _given_way(batch: CaseBatch, result: ParagraphResult, senior: str, rows: Rows) -> bool:
    standing = batch.results.get(senior)
    if standing is None:
        return False
    gone = (result.evaluated.truth == Truth.YES) & (result.effects == CODE[Effect.DOES_NOT_APPLY])
    return bool((gone & (standing.holds == Truth.YES) & rows).any())


def _open_on(result: ParagraphResult, fact: str, rows: Rows) -> bool:
    opened = np.flatnonzero(rows & (result.effects == CODE[Effect.UNDETERMINED])).tolist()
    return any(fact in needs_of(result, row) for row in opened)


def _edges(provision: Provision, batches: list[CaseBatch]) -> Iterator[Point]:
    # Without a fact a definition gives nothing on any day, so such a case shows no edge of it.
    blank = provision.kind is not Kind.DEFINITION
    days = {case.on for batch in batches for case in batch.cases if case.facts or blank}
    for place, version in enumerate(provision.versions):
        first, last = version.in_force.first, version.in_force.last
        edges = [first - DAY, first] if first is not None else []
        if last is not None and place + 1 == len(provision.versions):
            edges += [last, last + DAY]
        for stay in version.stays:
            edges += beside(stay)
        for day in edges:
            text = f"no case of '{provision.id}' is on {day}, where its law changes"
            yield Point("edge", provision, version.span, text, version, day=day, guarded=day in days)


def beside(during: Interval) -> list[date]:
    """Return the days on both sides of each edge of an interval."""
    edges = ((during.first, -DAY), (during.last, DAY))
    return [day for edge, step in edges if edge is not None for day in (edge, edge + step)]


def _values(provision: Provision, version: Version, batches: list[CaseBatch]) -> Iterator[Point]:
    values = [batch.table.column(provision.defines).at(row) for batch in batches for row in range(len(batch.cases))]
    figures = [value for value in values if isinstance(value, Number)]
    for known, what in ((True, "giving a value"), (False, "with a fact missing")):
        text = f"no case shows the version of '{provision.id}' from {version.in_force.first} {what}"
        shown = any(figure.known is known for figure in figures)
        yield Point("value", provision, version.span, text, version, inside=known, guarded=shown)


def _members(provision: Provision, batches: list[CaseBatch]) -> Iterator[Point]:
    asked = {(key.text, case.on) for batch in batches for case in batch.cases for key, _ in case.expect}
    members = {day: provision.members_on(day) for day in {day for _, day in asked}}
    held = {(code, day) for code, day in asked if code in members[day]}
    days: dict[str, list[date]] = {}
    for code, day in held:
        days.setdefault(code, []).append(day)
    text = f"no case shows a code that does not belong to '{provision.id}'"
    yield Point("member", provision, provision.span, text, inside=False, guarded=asked != held)
    for member in provision.members:
        base = Point("member", provision, member.span, "", subject=member.code)
        found = any(day in member.during for day in days.get(member.code, ()))
        yield replace(base, message=f"no case shows that '{member.code}' belongs to '{provision.id}'", guarded=found)
        for day in beside(member.during):
            text = f"no case asks whether '{member.code}' belongs to '{provision.id}' on {day}"
            edge = replace(base, sort="edge", message=text, day=day, inside=day in member.during)
            yield replace(edge, guarded=(member.code, day) in asked)
