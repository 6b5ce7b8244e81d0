"""The answer of `classify`, for a machine and for a person."""

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from exportgate.provisions.vocabulary import Vocabulary
from exportgate.report.basis import RulesUsed
from exportgate.report.folding import WIDTH, fold
from exportgate.report.jsonl import exception_object, facts_object, finding_object, question_object
from exportgate.report.rules_used import rules_object
from exportgate.report.wording import finding_title, own_mark, question, words
from exportgate.screening.findings import ChecklistItem, Finding, LicenseException, LineDecision

LABEL = 18
NOTHING_MORE: Mapping[str, Any] = MappingProxyType({})


def answer_json(
    decision: LineDecision,
    *,
    on: date,
    destination: str | None,
    parent: str | None,
    event: str,
    rules: RulesUsed,
    more: Mapping[str, Any] = NOTHING_MORE,
) -> str:
    """Return the answer in the stable form of `classify --format json`; `more` are members that were asked for."""
    answer = answer_object(decision, on=on, destination=destination, parent=parent, event=event, rules=rules)
    return json.dumps({**answer, **more}, ensure_ascii=False, indent=2) + "\n"


def answer_object(
    decision: LineDecision, *, on: date, destination: str | None, parent: str | None, event: str, rules: RulesUsed
) -> dict[str, Any]:
    """Return the answer as the object that `classify --format json` shows."""
    item = decision.item
    names = item.catalog_parts
    return {
        "part": item.part,
        "catalog_part": names[0] if len(names) == 1 else None,
        "catalog_parts": list(names),
        "item_kind": item.kind or None,
        "on": on.isoformat(),
        "destination": destination,
        "parent": parent,
        "event": event,
        "facts": facts_object(item),
        "classifications": list(item.classifications),
        "possible": list(item.possible),
        "needs": list(decision.needs),
        "checklist": [question_object(found) for found in decision.checklist],
        "outcome": str(decision.outcome),
        "review_policy": None if decision.review_policy is None else str(decision.review_policy),
        "license_exceptions": [exception_object(found) for found in decision.license_exceptions],
        "findings": [finding_object(found) for found in decision.findings],
        "not_modeled": {found.provision: list(found.not_modeled) for found in decision.findings if found.not_modeled},
        **({"rules": rules_object(rules)} if rules.added else {}),
        **({"notices": list(stale)} if (stale := rules.stale_notices(on)) else {}),
    }


def answer_text(
    decision: LineDecision,
    vocabulary: Vocabulary,
    *,
    on: date,
    destination: str | None,
    parent: str | None,
    rules: RulesUsed,
) -> str:
    """Return the answer as a person reads it: what it is, what follows, why, and what is missing."""
    item = decision.item
    known = ", ".join(item.catalog_parts) or "not in the catalog"
    classes = ", ".join(item.classifications) or "none of the modeled entries"
    possible = f" (possibly {', '.join(item.possible)})" if item.possible else ""
    policy = f", {words(decision.review_policy)}" if decision.review_policy else ""
    to = f" to {destination}" if destination else ""
    behind = f", parent in {parent}" if parent else ""
    lines = [
        fold(f"{item.part or 'item'} on {on}{to}{behind}", rest="  "),
        _labeled("outcome", f"{words(decision.outcome)}{policy}"),
        _labeled("catalog", known),
        _labeled("classification", f"{classes}{possible}"),
    ]
    lines += [exception_line(found) for found in decision.license_exceptions]
    lines += ["", "to be reviewed", *(_folded(text) for text in stale)] if (stale := rules.stale_notices(on)) else []
    lines += ["", "own rules", *(_folded(text) for text in rules.notices)] if rules.notices else []
    lines += ["", "findings", *(_finding_lines(found) for found in decision.findings)]
    if not decision.findings:
        lines.append("  no finding against the rules named in the receipt of a screening; that is no clearance")
    if decision.needs:
        questions = {name: fact.question for name, fact in vocabulary.facts.items()}
        lines += ["", "to find out", *(_hanging(f"{need}: {question(need, questions)}") for need in decision.needs)]
    lines += ["", "checklist", *map(_question_line, decision.checklist)] if decision.checklist else []
    left_out = dict.fromkeys(text for found in decision.findings for text in found.not_modeled)
    lines += ["", "not modeled", *(_folded(text) for text in left_out)] if left_out else []
    shown = [_fact_line(*fact) for fact in item.facts]
    lines += ["", "facts", *shown] if shown else []
    return "\n".join(lines) + "\n"


def _question_line(item: ChecklistItem) -> str:
    return fold(f"{item.question} [{item.cite}] ({item.fact})", "  [ ] ", "      ")


def exception_line(found: LicenseException) -> str:
    """Return a license exception with its status, its citation and why it is available or not."""
    mark = f", {own_mark(found.own)}" if found.own else ""
    because = f": {found.because}" if found.because else ""
    return _labeled("exception", f"{found.id} {found.status} ({found.cite}{mark}){because}")


def _labeled(label: str, text: str) -> str:
    return fold(text, f"  {label:<{LABEL - 2}}", " " * LABEL)


def _hanging(text: str) -> str:
    return fold(text, "  ", "      ")


def _fact_line(name: str, value: str, unit: str, source: str) -> str:
    """A fact and its source; two blanks between them, which no fold may take away, so the source is folded apart."""
    line = f"  {name:<36}{value} {unit}".rstrip() + f"  ({source})"
    return line if len(line) <= WIDTH else fold(f"{value} {unit} ({source})", f"  {name:<36}", " " * 38)


def _folded(text: str) -> str:
    return fold(text, "  - ", "    ")


def _finding_lines(found: Finding) -> str:
    cite = f" [{found.cite}]" if found.cite else ""
    verify = "" if found.confidence in ("", "P") else f" (confidence {found.confidence}: verify)"
    own = f" ({own_mark(found.own)})" if found.own else ""
    title = finding_title(found).lower()
    head = f"{title}: {found.provision}#{found.paragraph} {words(found.effect)}{cite}{own}{verify}"
    return f"{fold(head, '  ', '    ')}\n{fold(found.because, '      ', '      ')}"
