"""What the law says differently on two days, as an object for machines."""

import json
from dataclasses import asdict

from exportgate.provisions.differences import Change, ProvisionDifference
from exportgate.provisions.model import Member, Paragraph, Provision, Stay, Threshold, Version
from exportgate.provisions.notation import paragraph_fields
from exportgate.report.rules.difference import LawDifference
from exportgate.report.rules.json_text import Object, interval_object, threshold_object
from exportgate.screening.catalog_changes import PartAnswer


def diff_json(difference: LawDifference) -> str:
    """Return the differences in the stable form of `rules diff --format json`."""
    answer = {
        "from": difference.first.isoformat(),
        "to": difference.second.isoformat(),
        "provisions": [_provision(found) for found in difference.provisions],
        "catalog": {
            "to_country": difference.country,
            "parts": difference.compared,
            "not_compared": difference.not_compared or None,
            "changed": [
                {"part": change.part, "before": _answer(change.before), "after": _answer(change.after)}
                for change in difference.parts
            ],
        },
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _provision(found: ProvisionDifference) -> Object:
    own = found.provision
    return {
        "provision": own.id,
        "title": own.title,
        "cite": own.cite,
        "kind": str(own.kind),
        "change": found.how,
        "before": _version(found.before),
        "after": _version(found.after),
        "paragraphs": {
            "added": [_paragraph(item, own) for item in found.paragraphs_added],
            "removed": [_paragraph(item, own) for item in found.paragraphs_removed],
            "changed": [
                {"id": item.id, "changes": list(map(asdict, item.changes))} for item in found.paragraphs_changed
            ],
        },
        "thresholds": {
            "added": [_threshold(item) for item in found.thresholds_added],
            "removed": [_threshold(item) for item in found.thresholds_removed],
            "changed": [
                {"name": new.name, "before": threshold_object(old), "after": threshold_object(new)}
                for old, new in found.thresholds_changed
            ],
        },
        "formula": _change(found.formula),
        "stays": {"ended": _stay(found.stay_ended), "begun": _stay(found.stay_begun)},
        "members": {"joined": [_member(item) for item in found.joined], "left": [_member(item) for item in found.left]},
    }


def _version(version: Version | None) -> Object | None:
    return None if version is None else {**interval_object(version.in_force), "made_by": version.made_by}


def _paragraph(paragraph: Paragraph, provision: Provision) -> Object:
    return {"id": paragraph.id, **{key: text or None for key, text in paragraph_fields(paragraph, provision).items()}}


def _threshold(threshold: Threshold) -> Object:
    return {"name": threshold.name, **threshold_object(threshold)}


def _change(change: Change | None) -> Object | None:
    return None if change is None else {"before": change.before, "after": change.after}


def _stay(stay: Stay | None) -> Object | None:
    return None if stay is None else {**interval_object(stay), "by": stay.by}


def _member(member: Member) -> Object:
    return {"code": member.code, **interval_object(member.during), "cite": member.cite or None}


def _answer(answer: PartAnswer) -> Object:
    return {
        "classifications": list(answer.known),
        "possible": list(answer.possible),
        "modeled": answer.modeled,
        "outcome": str(answer.outcome),
        "review_policy": None if answer.review_policy is None else str(answer.review_policy),
    }
