"""A provision on a day, and the table of all provisions, as objects for machines."""

import json
from datetime import date

from exportgate.foundation.intervals import Interval
from exportgate.provisions.formula import formula_text
from exportgate.provisions.model import Condition, Kind, Leaf, Member, Paragraph, Threshold, Version
from exportgate.provisions.ruleset import RuleSet
from exportgate.report.rules.condition_words import ConditionWords
from exportgate.report.rules.view import RuleView

Object = dict[str, object]


def rule_json(view: RuleView) -> str:
    """Return the provision, or the one paragraph asked for, in the stable form of `rules show --format json`."""
    provision = view.provision
    answer: Object = {
        "id": view.meant.id,
        "provision": provision.id,
        "title": provision.title,
        "cite": provision.cite,
        "kind": str(provision.kind),
        "subject": str(provision.subject),
        "file": provision.file,
        "on": view.day.isoformat(),
        "intervals": [interval_object(version.in_force) for version in provision.versions],
        "in_force": None,
    }
    if provision.own:
        relaxed = [{"id": item.id, "because": item.because} for item in provision.relaxes]
        answer.update({"own": provision.own, "relaxes": relaxed})
    if provision.kind is Kind.GROUP:
        members = sorted(provision.members, key=lambda item: (item.code, item.during.first or date.min))
        answer["members"] = [member_object(item, view.day) for item in members]
    elif view.version is not None:
        answer.update(_version(view, view.version))
    return _text(answer)


def table_json(rules: RuleSet, day: date) -> str:
    """Return every provision with what is in force on the day."""
    rows: list[Object] = []
    for name in sorted(rules.provisions):
        provision = rules.provisions[name]
        version = provision.on(day)
        rows.append(
            {
                "id": name,
                "kind": str(provision.kind),
                "title": provision.title,
                "cite": provision.cite,
                "in_force": None if version is None else interval_object(version.in_force),
                "members": len(provision.members_on(day)) if provision.kind is Kind.GROUP else None,
                "confidence": None if version is None else str(version.confidence),
            }
        )
    return _text({"on": day.isoformat(), "provisions": rows})


def interval_object(interval: Interval) -> Object:
    """Return an interval with both its days; an open side is null."""
    return {"from": day_text(interval.first), "to": day_text(interval.last)}


def day_text(day: date | None) -> str | None:
    """Return a day in ISO form, or None."""
    return None if day is None else day.isoformat()


def threshold_object(threshold: Threshold) -> Object:
    """Return a threshold as its file states it; `words` is null where they could not be read."""
    return {"value": threshold.text, "unit": threshold.unit, "words": threshold.words}


def member_object(member: Member, day: date) -> Object:
    """Return a member of a group with its days, and whether it belongs on the day."""
    held = {"code": member.code, **interval_object(member.during)}
    return {**held, "cite": member.cite or None, "member": day in member.during}


def _version(view: RuleView, version: Version) -> Object:
    sentences = ConditionWords(view.rules, version.thresholds)
    return {
        "in_force": interval_object(version.in_force),
        "made_by": version.made_by,
        "confidence": str(version.confidence),
        "verified": {
            "on": day_text(version.verified_on),
            "with": version.verified_with or None,
            "review_by": day_text(version.review_by),
        },
        "stays": [{**interval_object(stay), "by": stay.by} for stay in version.stays],
        "stayed": view.stay is not None,
        "paragraphs": [_paragraph(paragraph, view, sentences) for paragraph in view.paragraphs],
        "thresholds": {name: threshold_object(item) for name, item in version.thresholds.items()},
        "defines": view.provision.defines or None,
        "formula": None if version.formula is None else formula_text(version.formula),
        "groups": {
            group.id: {"title": group.title, "members": sorted(group.members_on(view.day))} for group in view.groups()
        },
        "not_modeled": list(version.not_modeled),
    }


def _paragraph(paragraph: Paragraph, view: RuleView, sentences: ConditionWords) -> Object:
    return {
        "id": paragraph.id,
        "cite": paragraph.cite or None,
        "classify": paragraph.classifies or None,
        "outcome": str(paragraph.outcome),
        "license_exception": paragraph.license_exception or None,
        "review_policy": paragraph.review_policy or None,
        "if_unknown": str(paragraph.if_unknown),
        "when": _condition(paragraph.condition, sentences),
        "overrides": list(paragraph.overrides),
        "yields_to": list(paragraph.yields_to),
        "because": paragraph.because or None,
        "overridden_by": list(view.overridden_by(paragraph)),
    }


def _condition(condition: Condition, sentences: ConditionWords) -> Object:
    if isinstance(condition, Leaf):
        return {"leaf": condition.text, "words": sentences.leaf(condition)}
    children = [_condition(child, sentences) for child in condition.children]
    return {"all" if condition.every else "any": children, "cite": condition.cite or None}


def _text(answer: Object) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"
