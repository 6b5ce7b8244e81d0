"""Compares what two screenings say of one line, as `results.jsonl` has it: what is new, gone or changed.

How alike a hit is and why are left out of the comparison: they weigh and count words on lists that change from day to
day. A hit that only so reaches the threshold, or falls below it, is new or gone.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Object = dict[str, Any]
REJECTED = "rejected"
"""The outcome of a row that cannot be screened."""
REASONS = frozenset({"score", "priority", "why"})
MEMBERS = ("review_policy", "license_exceptions", "item", "needs", "checklist")
"""What else of a line is compared as a whole."""
HIT = ("role", "party", "list", "source", "entity_id")
FINDING = ("provision", "paragraph")


def line_change(row: int, before: Object, after: Object) -> Object | None:
    """Return what differs between two objects of a line, or None where nothing does.

    `change` is `new` where something only came, `gone` where something only went, else `changed`. A line that one side
    does not have (its outcome is None there) differs where the other has a hit or more than `no_finding`. A row that is
    set aside on one side has no hits there, which says nothing of its parties, so that it is `changed`.
    """
    hits = differences(_hits(before), _hits(after), HIT)
    findings = differences(before["findings"], after["findings"], FINDING)
    other = {
        name: {"before": before.get(name), "after": after.get(name)}
        for name in MEMBERS
        if before.get(name) != after.get(name)
    }
    if not {None, REJECTED}.isdisjoint({before["outcome"], after["outcome"]}):
        other = {}
        if {before["outcome"], after["outcome"]} == {None, "no_finding"} and not any(hits.values()):
            return None
    same = before["outcome"] == after["outcome"]
    if same and not other and not any(hits.values()) and not any(findings.values()):
        return None
    return {
        "row": row,
        "change": _kind(before["outcome"], after["outcome"], [hits, findings]),
        "outcome": {"before": before["outcome"], "after": after["outcome"]},
        "hits": hits,
        "findings": findings,
        "other": other,
    }


def differences(before: Iterable[Object], after: Iterable[Object], key: tuple[str, ...]) -> dict[str, list[Object]]:
    """Return the objects that only one side has, and those of one key that are otherwise on the other, both states."""
    earlier, later = _by_key(before, key), _by_key(after, key)
    found: dict[str, list[Object]] = {"new": [], "gone": [], "changed": []}
    for name in dict.fromkeys((*earlier, *later)):
        was, now = list(earlier.get(name, ())), list(later.get(name, ()))
        for item in [item for item in was if item in now]:
            was.remove(item)
            now.remove(item)
        pairs = min(len(was), len(now))
        found["changed"] += [{"before": one, "after": other} for one, other in zip(was, now, strict=False)]
        found["gone"] += was[pairs:]
        found["new"] += now[pairs:]
    return found


def _by_key(objects: Iterable[Object], key: tuple[str, ...]) -> dict[tuple[Any, ...], list[Object]]:
    found: dict[tuple[Any, ...], list[Object]] = {}
    for item in objects:
        found.setdefault(tuple(item[name] for name in key), []).append(item)
    return found


def _hits(line: Mapping[str, Any]) -> list[Object]:
    return [
        {"role": party["role"], "party": party["name"]}
        | {name: value for name, value in hit.items() if name not in REASONS}
        for party in line["parties"]
        for hit in party["hits"]
    ]


def _kind(before: str | None, after: str | None, differing: list[dict[str, list[Object]]]) -> str:
    if None in {before, after}:
        return "new" if before is None else "gone"
    if REJECTED in {before, after}:
        return "changed"
    came, went, changed = (any(found[name] for found in differing) for name in ("new", "gone", "changed"))
    if changed or came == went:
        return "changed"
    return "new" if came else "gone"


Texts = Callable[[Object], str]


def in_words(change: Object) -> str:
    """Say in one line what differs."""
    if change["outcome"]["after"] == REJECTED:
        return "the row cannot be read, so nobody on it was looked up (see rejects.csv)"
    said = [
        *(f"now matches {_entry(hit)}" for hit in change["hits"]["new"]),
        *(f"no longer matches {_entry(hit)}" for hit in change["hits"]["gone"]),
        *(f"match otherwise: {_entry(pair['after'])}" for pair in change["hits"]["changed"]),
    ]
    said = said or [
        *(f"new finding {_finding(found)}" for found in change["findings"]["new"]),
        *(f"finding gone: {_finding(found)}" for found in change["findings"]["gone"]),
        *(f"finding otherwise: {_finding(pair['after'])}" for pair in change["findings"]["changed"]),
        *(f"{name.replace('_', ' ')} otherwise" for name in change["other"]),
    ]
    return "; ".join(dict.fromkeys(said))


def _entry(hit: Object) -> str:
    return f"'{hit['name']}' ({hit['source']}) by the {hit['role'].replace('_', ' ')} '{hit['party']}'"


def _finding(found: Object) -> str:
    return f"{found['provision']} {found['paragraph']}".strip()
