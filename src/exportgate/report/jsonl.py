"""Renders decided lines as `results.jsonl`: one JSON object per line read, keys in a fixed order.

Texts that are not there are empty; a classification, kind, part or policy that is not there is null. All of an object
but its row depends on the decision alone, so that it is rendered once for lines that share one.
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from exportgate.parties.entry import Hit
from exportgate.parties.reported import matched_entry
from exportgate.report.citations import address_of, cite_of
from exportgate.report.per_decision import PerDecision
from exportgate.screening.findings import ChecklistItem, Finding, ItemView, LicenseException, LineDecision, PartyView

Object = dict[str, Any]

SCORE_PLACES = 4
HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class JsonLines:
    """Renders the lines of one run, the part that depends on the decision once per decision object."""

    def __init__(self, notices: Sequence[str] = ()) -> None:
        """`notices` are what every line says of added rules and of the lists, if anything."""
        self._tail = PerDecision(decision_text)
        self._notices = f',"notices":{_text(list(notices))}' if notices else ""

    def line_text(self, row: int, decision: LineDecision, remarks: tuple[str, ...] = ()) -> str:
        """Return the line's object as text, line end included; `remarks` is there only where it holds any."""
        noted = f',"remarks":{_text(list(remarks))}' if remarks else ""
        return f'{{"row":{row},{self._tail(decision)}{noted}{self._notices}}}\n'


def line_object(row: int, decision: LineDecision, remarks: tuple[str, ...] = ()) -> Object:
    """Return the line as the object that `results.jsonl` holds."""
    noted = {"remarks": list(remarks)} if remarks else {}
    return {"row": row, **_decision_object(decision), **noted}


def decision_text(decision: LineDecision) -> str:
    """Return the members of a line's object that do not depend on the row, without the braces."""
    exceptions = ",".join(_exception_text(item) for item in decision.license_exceptions)
    parties = ",".join(map(_party_text, decision.parties))
    findings = ",".join(map(_finding_text, decision.findings))
    return (
        f'"outcome":"{decision.outcome}","review_policy":{_text(decision.review_policy)},'
        f'"license_exceptions":[{exceptions}],"item":{_item_text(decision.item)},"parties":[{parties}],'
        f'"findings":[{findings}],"needs":{_text(list(decision.needs))},'
        f'"checklist":{_text([question_object(item) for item in decision.checklist])}'
    )


def hit_object(hit: Hit) -> Object:
    """Return a hit as `lookup` and `results.jsonl` show it; `list` is the store's id, `source` the list's own code.

    `reported` is there where a reported name matched: what it is to the entry, who says so, and for which days.
    """
    entry = hit.entry
    return {
        "list": hit.list_id,
        "source": entry.source,
        "entity_id": entry.entity_id,
        "kind": hit.kind,
        "name": entry.name,
        "matched_name": hit.matched_name,
        "score": round(hit.score, SCORE_PLACES),
        "priority": round(hit.priority, SCORE_PLACES),
        "countries": list(entry.countries),
        "address": address_of(hit),
        "requirement": entry.requirement,
        "policy": entry.policy,
        "footnotes": list(entry.footnotes),
        "notice": entry.notice,
        "cite": cite_of(hit),
        "why": list(hit.why),
        **({"reported": _reported(hit)} if hit.relation else {}),
    }


def _reported(hit: Hit) -> Object:
    matched = matched_entry(hit)
    return {
        "list": hit.reported.list_id if hit.reported else hit.list_id,
        "name": matched.name,
        "relation": matched.relation,
        "of": matched.of,
        "source": matched.notice,
        "since": matched.listed_from.isoformat() if matched.listed_from else None,
        "until": matched.listed_to.isoformat() if matched.listed_to else None,
    }


def finding_object(finding: Finding) -> Object:
    """Return a finding as `classify` and `results.jsonl` show it; `own` and `relaxed` are there for own rules alone."""
    lifted = finding.relaxed
    relaxed = {} if lifted is None else {"by": lifted.by, "rule": lifted.rule, "because": lifted.because}
    return {
        "provision": finding.provision,
        "paragraph": finding.paragraph,
        "effect": finding.effect,
        "outcome": str(finding.outcome),
        "cite": finding.cite,
        "because": finding.because,
        "needs": list(finding.needs),
        "confidence": finding.confidence,
        **({"own": finding.own} if finding.own else {}),
        **({"relaxed": relaxed} if relaxed else {}),
    }


def question_object(item: ChecklistItem) -> Object:
    """Return a question of the reviewer's checklist as `classify` and `results.jsonl` show it."""
    return {
        "provision": item.provision,
        "paragraph": item.paragraph,
        "cite": item.cite,
        "question": item.question,
        "fact": item.fact,
        "confidence": item.confidence,
    }


def exception_object(exception: LicenseException) -> Object:
    """Return a license exception as `classify` and `results.jsonl` show it."""
    own = {"own": exception.own} if exception.own else {}
    because = exception.because
    return {"id": exception.id, "status": exception.status, "cite": exception.cite, "because": because, **own}


def item_object(item: ItemView) -> Object:
    """Return an item as understood; where its name stands for several parts, `catalog_parts` names them all."""
    parts = item.catalog_parts
    return {
        "part": item.part,
        "catalog_part": parts[0] if len(parts) == 1 else None,
        **({"catalog_parts": list(parts)} if len(parts) > 1 else {}),
        "item_kind": item.kind or None,
        "declared_eccn": item.declared_eccn or None,
        "classifications": list(item.classifications),
        "possible": list(item.possible),
        "facts": facts_object(item),
    }


def facts_object(item: ItemView) -> Object:
    """Return an item's facts by name."""
    return {name: {"value": value, "unit": unit, "source": source} for name, value, unit, source in item.facts}


def party_object(party: PartyView) -> Object:
    """Return a party of a line; `more` counts hits beyond those listed and is there only where there are any."""
    more = {"more": party.more} if party.more else {}
    return {"role": party.role, "name": party.name, "hits": [hit_object(hit) for hit in party.hits], **more}


def _decision_object(decision: LineDecision) -> Object:
    return {
        "outcome": str(decision.outcome),
        "review_policy": None if decision.review_policy is None else str(decision.review_policy),
        "license_exceptions": [exception_object(item) for item in decision.license_exceptions],
        "item": item_object(decision.item),
        "parties": [party_object(party) for party in decision.parties],
        "findings": [finding_object(finding) for finding in decision.findings],
        "needs": list(decision.needs),
        "checklist": [question_object(item) for item in decision.checklist],
    }


def _text(value: object) -> str:
    """Return a value as JSON; half of a surrogate pair, which is no character, becomes the replacement character."""
    text = _encode(value)
    return text if text.isascii() else HALF_CHARACTER.sub("\ufffd", text)


@lru_cache(maxsize=4096)
def _item_text(item: ItemView) -> str:
    return _text(item_object(item))


@lru_cache(maxsize=16384)
def _finding_text(finding: Finding) -> str:
    return _text(finding_object(finding))


@lru_cache(maxsize=4096)
def _hit_text(hit: Hit) -> str:
    return _text(hit_object(hit))


@lru_cache(maxsize=1024)
def _exception_text(exception: LicenseException) -> str:
    return _text(exception_object(exception))


def _party_text(party: PartyView) -> str:
    hits = ",".join(map(_hit_text, party.hits))
    more = f',"more":{party.more}' if party.more else ""
    return f'{{"role":{_text(party.role)},"name":{_text(party.name)},"hits":[{hits}]{more}}}'
