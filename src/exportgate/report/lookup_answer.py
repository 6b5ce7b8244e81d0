"""The answer of `lookup`, as a table, JSON, JSON lines or CSV."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import fill
from typing import Any

from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Hit, Party
from exportgate.parties.listing import in_force, listed_text
from exportgate.report.basis import ListUsed, list_notices
from exportgate.report.csv_results import guarded
from exportgate.report.jsonl import hit_object
from exportgate.report.wording import count_text, reasons_text, score_text, words

WIDTH = 100
CSV_HEAD = (
    "query",
    "list",
    "source",
    "entity_id",
    "kind",
    "name",
    "matched_name",
    "score",
    "priority",
    "countries",
    "why",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits of one party, best first; `more` counts those that are not shown."""

    party: Party
    hits: tuple[Hit, ...]
    more: int


def render(answers: Sequence[Answer], on: date, lists: Sequence[ListUsed], form: str) -> str:
    """Return the answers in a form: table, json (an array where there are several), jsonl, or csv."""
    if form == "csv":
        return _csv(answers)
    if form == "table":
        return "\n".join(_table(answer, on) for answer in answers)
    objects = [_object(answer, on, lists) for answer in answers]
    if form == "jsonl":
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in objects)
    whole: object = objects[0] if len(objects) == 1 else objects
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _object(answer: Answer, on: date, lists: Sequence[ListUsed]) -> dict[str, Any]:
    return {
        "query": answer.party.name,
        "on": on.isoformat(),
        "lists": [
            {"id": used.id, "as_of": used.as_of.isoformat() if used.as_of else None, "entries": used.entries}
            for used in lists
        ],
        "notices": list(list_notices(lists)),
        "hits": [{**hit_object(hit), "in_force": in_force(hit.entry, on) is not Truth.NO} for hit in answer.hits],
        "more": answer.more,
    }


def _csv(answers: Sequence[Answer]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(CSV_HEAD)
    for answer in answers:
        for hit in answer.hits:
            shown = hit_object(hit)
            row = {**shown, "query": answer.party.name, "countries": "; ".join(shown["countries"])}
            row["why"] = reasons_text(shown["why"])
            writer.writerow([guarded(str(row[name])) for name in CSV_HEAD])
    return text.getvalue()


def _table(answer: Answer, on: date) -> str:
    if not answer.hits:
        return f"{answer.party.name}: no hit on the lists searched; that is no clearance\n"
    lines = [
        f"{answer.party.name}: {count_text(len(answer.hits), 'hit')}" + (f", {answer.more} more" if answer.more else "")
    ]
    for hit in answer.hits:
        entry = hit.entry
        state = "decisive" if hit.decisive else "to be judged"
        dates = f", {said}" if (said := listed_text(hit.entry, on)) else ""
        places = f", {'/'.join(entry.countries)}" if entry.countries else ""
        lines.append(f"  {score_text(hit.score)}  {entry.source:<5} {entry.name}{places}  [{state}{dates}]")
        if hit.matched_name != entry.name:
            lines.append(f"        as '{hit.matched_name}'")
        policy = words(entry.policy)
        told = "; ".join(filter(None, (entry.requirement, policy, entry.notice)))
        lines += [_indented(text) for text in (*hit.why, told) if text]
    return "\n".join(lines) + "\n"


def _indented(text: str) -> str:
    return fill(text, WIDTH, initial_indent="        ", subsequent_indent="        ")
