"""What changed from one list to another, for machines: one object, its arrays in the order of the lists.

`{added[], removed[], renamed[], changed[]}`: a party with another name that changed otherwise too stands in both of the
last, with all that differs. `readdressed[]` has those of `changed[]` with other addresses. `before`, `after`, `counts`
and `sources` say what was compared and how much of it.
"""

from dataclasses import asdict, fields
from typing import Any

from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import Pair
from exportgate.report.entry_object import entry_object
from exportgate.report.list_diff_model import Comparison, ListSide
from exportgate.report.lookup_answer import json_text


def diff_json(comparison: Comparison) -> str:
    """Return the comparison as one JSON object, line end included."""
    diff, total = comparison.diff, asdict(comparison.total)
    del total["source"]
    told = {
        "before": _side(comparison.before),
        "after": _side(comparison.after),
        "counts": {**total, "unchanged": diff.unchanged},
        "sources": [asdict(row) for row in comparison.sources],
        "added": [_single(entry, comparison.same_name_before(entry)) for entry in diff.added],
        "removed": [_single(entry, comparison.same_name_after(entry)) for entry in diff.removed],
        "renamed": [_pair(pair) for pair in diff.renamed],
        "readdressed": [_pair(pair) for pair in diff.readdressed],
        "changed": [_pair(pair) for pair in diff.changed],
        "not_given": [asdict(item) for item in diff.not_given],
        "written_otherwise": dict(diff.written_otherwise),
        "notes": list(comparison.notes),
    }
    return json_text(told, 2) + "\n"


def _side(side: ListSide) -> dict[str, Any]:
    values = {item.name: getattr(side, item.name) for item in fields(side)}
    return values | {"as_of": None if side.as_of is None else side.as_of.isoformat()}


def _single(entry: Entry, same_name: tuple[str, ...]) -> dict[str, Any]:
    """Return an entry of one side; `same_name` are the ids under which the other side has its name on that list."""
    return {**entry_object(entry), "same_name": list(same_name)}


def _pair(pair: Pair) -> dict[str, Any]:
    """Return a party of both sides; `entity_id_before` differs where the files have other ids."""
    return {
        "source": pair.after.source,
        "entity_id": pair.after.entity_id,
        "entity_id_before": pair.before.entity_id,
        "kind": pair.after.kind,
        "name": pair.after.name,
        "name_before": pair.before.name,
        "paired_by": pair.by,
        "sure": pair.sure,
        "changes": [
            {
                "field": change.field,
                "before": list(change.before),
                "after": list(change.after),
                **({"respelled": change.respelled} if change.field == "name" else {}),
            }
            for change in pair.changes
        ],
    }
