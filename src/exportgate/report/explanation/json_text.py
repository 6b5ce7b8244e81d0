"""The explanation of a decision as JSON: figures are decimal strings, exact where they end within ten decimals."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from exportgate.engine.trace.derivation import Derivation
from exportgate.engine.trace.model import BearingTrace, ConditionTrace, LeafTrace, Margin, ParagraphTrace
from exportgate.engine.values import Value, value_text
from exportgate.foundation.intervals import Interval
from exportgate.foundation.quantities import decimal_text
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Version
from exportgate.report.explanation.figures import percentage
from exportgate.report.explanation.trace_lines import PLAIN, Tree
from exportgate.screening.axis import Bound, Stretch
from exportgate.screening.changes import Answer, Change, Settling
from exportgate.screening.explained import Disagreement, Dormant, Explanation, MarginRow, ReadingTrace, StageTrace

Object = dict[str, Any]


def explanation_object(found: Explanation) -> Object:
    """Return the explanation as the member that `classify --format json --explain` adds."""
    return {
        "trace": [_reading(reading, found.groups) for reading in found.readings],
        "disagreements": [_disagreement(item) for item in found.disagreements],
        "not_in_force": [_dormant(item) for item in found.dormant],
        "margins": [_margin_row(row) for row in found.margins],
        "answer": _answer(found.nearest.answer),
        "nearest": [_change(change) for change in found.nearest.changes],
        "missing": [_settling(item) for item in found.nearest.settlings],
    }


def _reading(found: ReadingTrace, groups: Mapping[str, str]) -> Object:
    return {
        "part": found.reading.part,
        "convention": found.reading.convention,
        "derivations": [_derivation(item) for item in found.derivations],
        "stages": [_stage(stage, groups) for stage in found.stages],
    }


def _stage(found: StageTrace, groups: Mapping[str, str]) -> Object:
    return {
        "stage": str(found.subject),
        "skipped": found.skipped,
        "paragraphs": [_paragraph(item, groups) for item in found.paragraphs],
    }


def _paragraph(found: ParagraphTrace, groups: Mapping[str, str]) -> Object:
    held = found.held
    return {
        "provision": held.provision.id,
        "title": held.provision.title,
        "paragraph": held.paragraph.id,
        "cite": held.paragraph.cite or held.provision.cite,
        "version": _version(held.version),
        "other_versions": [_days(item.in_force) for item in held.provision.versions if item is not held.version],
        "effect": str(found.effect),
        "classifies": held.paragraph.classifies,
        "outcome": str(held.paragraph.outcome),
        "condition": _condition(found.condition, groups),
        "exceptions": [_bearing(item, groups) for item in found.exceptions],
        "yields_to": [_bearing(item, groups) for item in found.seniors],
        "needs": list(found.needs),
    }


def _version(version: Version) -> Object:
    return {**_days(version.in_force), "made_by": version.made_by, "confidence": str(version.confidence)}


def _days(interval: Interval) -> Object:
    first, last = interval.first, interval.last
    return {"from": None if first is None else first.isoformat(), "to": None if last is None else last.isoformat()}


def _condition(node: ConditionTrace, groups: Mapping[str, str]) -> Object:
    if isinstance(node, LeafTrace):
        return _leaf(node, groups)
    children = [_condition(child, groups) for child in node.children]
    joined = "all" if node.every else "any"
    return {"limb": joined, "cite": node.cite, "truth": _truth(node.truth), "children": children}


def _leaf(leaf: LeafTrace, groups: Mapping[str, str]) -> Object:
    asked = leaf.leaf
    found: Object = {
        "text": asked.text,
        "asks": Tree(PLAIN, groups, {}).question(leaf),
        "fact": leaf.fact.name,
        "title": leaf.fact.title,
        "value": value_text(leaf.value),
        "unit": leaf.fact.unit,
        "source": leaf.source,
        "operator": str(asked.operator),
        "negated": asked.negated,
        "operand": asked.operand,
        "truth": _truth(leaf.truth),
    }
    if leaf.threshold is not None:
        limit = leaf.threshold
        found["threshold"] = {"name": limit.name, "value": limit.text, "unit": limit.unit, "words": limit.words}
        found["margin"] = _margin(leaf.margin)
    return found


def _bearing(found: BearingTrace, groups: Mapping[str, str]) -> Object:
    return {
        "paragraph": found.held.id,
        "cite": found.held.paragraph.cite or found.held.provision.cite,
        "effect": str(found.effect),
        "stands": _truth(found.stands),
        "deciding": [_leaf(leaf, groups) for leaf in found.deciding],
        "barred_by": list(found.barred_by),
    }


def _derivation(found: Derivation) -> Object:
    tree = Tree(PLAIN, {}, {})
    return {
        "fact": found.fact.name,
        "value": value_text(found.value),
        "unit": found.fact.unit,
        "provision": found.definition.provision,
        "cite": found.definition.cite,
        "version": _version(found.version),
        "how": "highest" if found.highest else "formula",
        "terms": [
            {
                "text": tree.expression(term.formula, found),
                "value": str(term.value),
                "stated": term.stated,
                "decides": term.decides,
            }
            for term in found.terms
        ],
        "inputs": [
            {"fact": name, "value": value_text(item.value), "unit": item.fact.unit, "source": item.source}
            for name, item in found.inputs.items()
        ],
    }


def _disagreement(found: Disagreement) -> Object:
    effects = [{"effect": str(effect), "readings": list(rows)} for effect, rows in found.effects]
    return {"paragraph": found.paragraph, "effects": effects}


def _dormant(found: Dormant) -> Object:
    return {"provision": found.provision.id, "in_force": [_days(interval) for interval in found.intervals]}


def _margin_row(row: MarginRow) -> Object:
    leaf, limit = row.leaf, row.leaf.threshold
    return {
        "fact": leaf.fact.name,
        "value": value_text(leaf.value),
        "unit": leaf.fact.unit,
        "threshold": None if limit is None else limit.text,
        "margin": _margin(leaf.margin),
        "paragraphs": list(row.paragraphs),
    }


def _margin(margin: Margin | None) -> Object | None:
    if margin is None:
        return None
    percent = None if margin.percent is None else f"{_sign(margin.percent)}{percentage(margin.percent)}"
    return {"absolute": f"{_sign(margin.absolute)}{decimal_text(abs(margin.absolute))}", "percent": percent}


def _sign(value: Fraction) -> str:
    return "-" if value < 0 else ""


def _change(change: Change) -> Object:
    to = {"value": _truth(change.to)} if isinstance(change.to, Truth) else _bound(change.to)
    return {
        "fact": change.fact.name,
        "unit": change.fact.unit,
        "from": value_text(change.present),
        "to": to,
        "until": None if change.until is None else _bound(change.until),
        "example": _example(change.example),
        "absolute": None if change.absolute is None else decimal_text(change.absolute),
        "percent": None if change.percent is None else percentage(change.percent),
        "answer": _answer(change.answer),
    }


def _settling(found: Settling) -> Object:
    options = [
        {"values": _values(option.values), "example": _example(option.example), "answer": _answer(option.answer)}
        for option in found.options
    ]
    return {"fact": found.fact.name, "unit": found.fact.unit, "options": options}


def _values(values: Stretch | Truth) -> list[Object]:
    """The ends of a stretch, none where it has none, or the one value of a yes or no."""
    if isinstance(values, Truth):
        return [{"value": _truth(values)}]
    ends = dict.fromkeys(end for end in (values.lower, values.upper) if end is not None)
    return [_bound(end) for end in ends]


def _bound(bound: Bound) -> Object:
    return {"bound": bound.word, "value": decimal_text(bound.value)}


def _example(value: Value | None) -> str | None:
    return None if value is None else value_text(value)


def _answer(answer: Answer) -> Object:
    return {
        "classifications": list(answer.known),
        "possible": list(answer.possible),
        "outcome": str(answer.outcome),
        "review_policy": None if answer.review_policy is None else str(answer.review_policy),
    }


def _truth(truth: Truth) -> str:
    return truth.name.lower()
