"""The answers of `lookup`, one after the other as they come: as a table, JSON, JSON lines or CSV.

What comes from outside is made safe for where it goes: a terminal gets no control or direction characters, a
spreadsheet no formulas, and JSON escapes both.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from exportgate.foundation.characters import UNSEEN, seen
from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Hit
from exportgate.parties.listing import hit_in_force
from exportgate.report.csv_results import guarded
from exportgate.report.jsonl import hit_object
from exportgate.report.lists_used import list_notices
from exportgate.report.lookup_explained import explanation_object
from exportgate.report.lookup_model import Answer, Searched
from exportgate.report.lookup_table import searched_text, table_text
from exportgate.report.wording import reasons_text, reported_text

HALF_CHARACTER = re.compile("[\ud800-\udfff]")
HIT_COLUMNS = (
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
CSV_HEAD = ("query", *HIT_COLUMNS, "row", "error", "reported", "decided")


def rendered(answers: Iterable[Answer], searched: Searched, form: str, width: int, *, several: bool) -> Iterator[str]:
    """Yield the answers in a form: table, json, jsonl or csv; JSON is an array where there may be several."""
    if form == "csv":
        yield csv_row(CSV_HEAD)
        for answer in answers:
            yield from map(csv_row, _csv_rows(answer))
    elif form == "table":
        for number, answer in enumerate(answers):
            yield ("\n" if number else "") + table_text(answer, searched, width)
        if several:
            yield f"\n{searched_text(searched, width)}"
    else:
        objects = (answer_object(answer, searched) for answer in answers)
        yield from _array(objects) if several and form == "json" else _objects(objects, 2 if form == "json" else None)


def _objects(objects: Iterable[dict[str, Any]], indent: int | None) -> Iterator[str]:
    for item in objects:
        yield json_text(item, indent) + "\n"


def _array(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield an array as its members come."""
    yield "["
    for number, item in enumerate(objects):
        yield (",\n" if number else "\n") + json_text(item, indent=2)
    yield "\n]\n"


def answer_object(answer: Answer, searched: Searched) -> dict[str, Any]:
    """Return an answer as an object; `row`, `line` and `id` are there for a file, `error` where a row has a fault."""
    place = answer.place
    where = {} if place is None else {"row": place.row, "line": place.line}
    return {
        "query": answer.party.name,
        **where,
        **({"id": place.reference} if place is not None and place.reference else {}),
        **({"country": answer.party.country} if answer.party.country else {}),
        **({"address": answer.party.address} if answer.party.address else {}),
        **({"identifiers": list(answer.party.identifiers)} if answer.party.identifiers else {}),
        "on": searched.on.isoformat(),
        "lists": [
            {"id": used.id, "as_of": used.as_of.isoformat() if used.as_of else None, "entries": used.entries}
            for used in searched.lists
        ],
        "notices": list(list_notices(searched.lists)),
        "hits": [lookup_hit(hit, searched.on) for hit in answer.hits],
        "more": answer.more,
        **({"error": {**where, "reason": answer.fault}} if answer.fault else {}),
    }


def lookup_hit(hit: Hit, on: date) -> dict[str, Any]:
    """Return a hit as an object: whether its entry is in force on the day, and its explanation where it has one."""
    explained = {"explanation": explanation_object(hit.explanation)} if hit.explanation else {}
    return {**hit_object(hit), "in_force": hit_in_force(hit, on) is not Truth.NO, **explained}


def json_text(value: object, indent: int | None = None) -> str:
    """Return a value as JSON in which nothing is raw that a terminal would act on; half a character is replaced."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    return UNSEEN.sub(_escaped, HALF_CHARACTER.sub("\ufffd", text))


def _escaped(found: re.Match[str]) -> str:
    letter = found.group()
    return letter if letter in "\n\ufffd" else json.dumps(letter)[1:-1].replace("\x7f", "\\u007f")


def _csv_rows(answer: Answer) -> Iterator[Sequence[str]]:
    """Yield a row for each hit, or one that says that there is none, so that every party has a row."""
    row = str(answer.place.row) if answer.place else ""
    for hit in answer.hits:
        shown = hit_object(hit)
        texts = {**shown, "countries": "; ".join(shown["countries"]), "why": reasons_text(shown["why"])}
        cells = (str(texts[name]) for name in HIT_COLUMNS)
        yield (answer.party.name, *cells, row, "", reported_text(hit), "yes" if hit.decisive else "no")
    if not answer.hits:
        yield (answer.party.name, *("" for _ in HIT_COLUMNS), row, answer.fault, "", "")


def csv_row(texts: Sequence[str]) -> str:
    """Return a row of CSV, safe for a spreadsheet and a terminal."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([guarded(seen(cell)) for cell in texts])
    return text.getvalue()
