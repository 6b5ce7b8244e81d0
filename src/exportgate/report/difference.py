"""What a rescreening tells beside the lines that changed: what was compared with what, and what it took."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from exportgate import __version__
from exportgate.report.csv_results import composed
from exportgate.report.line_change import Object, in_words
from exportgate.report.lists_used import ListUsed
from exportgate.report.receipt import list_object

KINDS = ("new", "gone", "changed")
HEADINGS = ("row", "change", "outcome_before", "outcome_after", "what")
SHOWN = 20


@dataclass(frozen=True, slots=True)
class ListsCompared:
    """One state of the lists that lines were screened against, and for each list how many entries are new and gone."""

    state: date | None
    entries: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A rescreening: the receipt of the earlier run, the rules and lists of now, and what was looked at again.

    `lines` were compared and `decided` of them decided anew. `counts` are the changed lines by kind and by the outcome
    that they have now, `first` the first of them.
    """

    earlier: Mapping[str, Any]
    rules: Mapping[str, Any]
    lists: tuple[ListUsed, ...]
    lines: int
    decided: int
    compared: tuple[ListsCompared, ...] = ()
    parties: int = 0
    looked_up: int = 0
    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    first: tuple[Object, ...] = ()

    def count(self, kind: str) -> int:
        """Return how many lines have a kind of change."""
        return sum(count for (held, _), count in self.counts.items() if held == kind)


def difference_receipt(told: Difference, *, started: datetime, finished: datetime) -> str:
    """Return the receipt of a rescreening, which names both states of the lists and both versions of the rules."""
    earlier = told.earlier
    receipt = {
        "tool": {"name": "exportgate", "version": __version__},
        "earlier": {name: earlier[name] for name in ("tool", "input", "started", "finished") if name in earlier},
        "rules": {"before": earlier["rules"], "after": dict(told.rules)},
        "lists": {"before": earlier["lists"], "after": [list_object(used) for used in told.lists]},
        "entries": [
            {
                "state": item.state.isoformat() if item.state else None,
                "lists": [{"id": list_id, "new": new, "gone": gone} for list_id, new, gone in item.entries],
            }
            for item in told.compared
        ],
        "parties": {"screened": told.parties, "looked_up": told.looked_up},
        "lines": {"screened": told.lines, "decided": told.decided, **{kind: told.count(kind) for kind in KINDS}},
        "started": started.isoformat(),
        "finished": finished.isoformat(),
    }
    return json.dumps(receipt, ensure_ascii=False, indent=2) + "\n"


def csv_row(values: Sequence[str | int]) -> str:
    """Return a row of rescreen.csv, safe to open in a spreadsheet."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(
        [value if isinstance(value, int) else composed(value) for value in values]
    )
    return text.getvalue()


def change_row(change: Object) -> tuple[int, str, str, str, str]:
    """Return a changed line as a row of the table."""
    outcome = change["outcome"]
    return change["row"], change["change"], outcome["before"] or "", outcome["after"] or "", in_words(change)


def difference_text(told: Difference) -> Iterator[str]:
    """Yield what differs, for a person: the figures, then the first lines that changed."""
    changed = sum(told.counts.values())
    again = f"{told.parties:,} parties, {told.looked_up:,} looked up again, " if told.parties else ""
    yield f"compared with the earlier run: {told.lines:,} lines, {again}{told.decided:,} lines decided\n"
    for kind in KINDS:
        yield f"  {kind:<18}{told.count(kind):>9,}\n"
    yield f"  {'as before':<18}{told.lines - changed:>9,}\n"
    for change in told.first:
        row, kind, before, after, what = change_row(change)
        moved = after if before == after else f"{before or 'not there'} → {after or 'not there'}"
        yield f"row {row}: {kind}, {moved.replace('_', ' ')}: {composed(what)}\n"
    if changed > len(told.first):
        yield f"and {changed - len(told.first):,} more; all are in rescreen.jsonl and rescreen.csv\n"
