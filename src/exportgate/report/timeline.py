"""The answer of `classify --timeline`, for a machine and for a person: one entry per stretch of time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from exportgate.provisions.model import Outcome, Provision, is_notice
from exportgate.report.basis import RulesUsed
from exportgate.report.folding import fold
from exportgate.report.item_answer import answer_object
from exportgate.report.wording import codes_text, deciding, exception_text, rule_name, verify, words
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.timeline import Answered

DAY, CLASSES, OUTCOME = 12, 26, 18
INDENT = " " * (2 * DAY)
REST = f"{INDENT}  "
OPEN_END = "open"
NOTES = ("exportgate.near_miss", "exportgate.same_silicon")
Provisions = Mapping[str, Provision]


@dataclass(frozen=True, slots=True)
class TimelineOf:
    """What a timeline is of: the item as written, the way it goes, and the last day that is shown."""

    part: str
    destination: str | None
    parent: str | None
    event: str
    until: date


@dataclass(frozen=True, slots=True)
class _Detail:
    """What stands below a row; of what the row above said word for word, only the head is said again."""

    label: str
    head: str
    rest: str = ""

    def text(self, *, again: bool) -> str:
        """Return it in lines that fit the page."""
        rest = f": {self.rest}" if self.rest else ""
        return fold(f"{self.label}: {self.head}{', as above' if again and rest else rest}", INDENT, REST)


def timeline_json(answers: Sequence[Answered], asked: TimelineOf, rules: RulesUsed) -> str:
    """Return a list with one object of `classify --format json` per stretch, each with `from` and `to` (null: open)."""
    return json.dumps([_object(found, asked, rules) for found in answers], ensure_ascii=False, indent=2) + "\n"


def _object(found: Answered, asked: TimelineOf, rules: RulesUsed) -> dict[str, Any]:
    answer = answer_object(
        found.decision,
        on=found.first,
        destination=asked.destination,
        parent=asked.parent,
        event=asked.event,
        rules=rules,
    )
    return {"from": found.first.isoformat(), "to": None if found.last is None else found.last.isoformat(), **answer}


def timeline_text(answers: Sequence[Answered], asked: TimelineOf, rules: RulesUsed, provisions: Provisions) -> str:
    """Return the stretches as a table: a row for each in which anything changes that the table shows, and why below."""
    lines = [fold(_heading(answers, asked), rest="  "), ""]
    titles = ("from", "to", "classification", "outcome", "review policy")
    lines.append(_row(*titles))
    shown = [(found, _cells(found.decision), tuple(_details(found, provisions))) for found in answers]
    before: frozenset[_Detail] = frozenset()
    for (cells, details), group in groupby(shown, key=lambda row: row[1:]):
        stretches = [found for found, *_ in group]
        last = stretches[-1].last
        lines.append(_row(str(stretches[0].first), OPEN_END if last is None else str(last), *cells))
        lines.extend(detail.text(again=detail in before) for detail in details)
        before = frozenset(details)
    if rules.notices:
        lines += ["", "own rules", *(fold(text, "  - ", "    ") for text in rules.notices)]
    lines += ["", fold("Parties are screened on no list here. No finding is no clearance.")]
    return "\n".join(lines) + "\n"


def _heading(answers: Sequence[Answered], asked: TimelineOf) -> str:
    name, parts = asked.part or "item", answers[0].decision.item.catalog_parts if answers else ()
    known = "" if parts in ((), (name,)) else f" ({', '.join(parts)})"
    to = f" to {asked.destination}" if asked.destination else ""
    behind = f", parent in {asked.parent}" if asked.parent else ""
    first = answers[0].first if answers else asked.until
    return f"{name}{known}{to}{behind}, {words(asked.event)}: {first} to {asked.until}"


def _row(first: str, last: str, classes: str, outcome: str, policy: str) -> str:
    return f"{first:<{DAY}}{last:<{DAY}}{classes:<{CLASSES}}{outcome:<{OUTCOME}}{policy}".rstrip()


def _cells(decision: LineDecision) -> tuple[str, str, str]:
    classes = codes_text(decision.item)
    shown = classes if len(classes) < CLASSES else "several, see below"
    return shown, words(decision.outcome), words(decision.review_policy or "-")


def _details(answered: Answered, provisions: Provisions) -> Iterator[_Detail]:
    """Yield what stands below a row: what decided it, exceptions, what is missing, warnings and notes."""
    decision = answered.decision
    if len(codes_text(decision.item)) >= CLASSES:
        yield _Detail("classification", codes_text(decision.item))
    if decision.outcome is not Outcome.NO_FINDING:
        for found in deciding(decision):
            yield _Detail("by", _rule(found))
    if decision.license_exceptions:
        yield _Detail("exceptions", ", ".join(map(exception_text, decision.license_exceptions)))
    if decision.needs:
        yield _Detail("to find out", ", ".join(decision.needs))
    for found in decision.findings:
        if warns(found, provisions, answered.first):
            yield _Detail("warning", _rule(found), found.advice or found.because)
        elif found.provision in NOTES:
            yield _Detail("note", *short_note(found))


def warns(found: Finding, provisions: Provisions, day: date) -> bool:
    """Tell whether a finding is of a notice: law that informs and does not bind, as before its compliance date."""
    provision = provisions.get(found.provision)
    version = None if provision is None else provision.on(day)
    if provision is None or version is None or found.effect == "stayed":
        return False
    return any(item.id == found.paragraph and is_notice(provision.kind, item) for item in version.paragraphs)


def short_note(found: Finding) -> tuple[str, str]:
    """Return the head of a note of the tool's own, and what follows it: of a sibling its name and codes will do."""
    head, _, rest = found.because.partition(": ")
    return head, "" if found.provision == NOTES[1] else rest


def _rule(found: Finding) -> str:
    marks = ", ".join(filter(None, (rule_name(found), verify(found.confidence))))
    return f"{found.cite} ({marks})" if found.cite else marks
