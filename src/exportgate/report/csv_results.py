"""Renders decided lines as `results.csv`: the file's own columns, then ours, whose headings begin with `exportgate_`.

A text that a spreadsheet would take for a formula gets an apostrophe before it, the file's own as well as ours: its
names and remarks come from trading partners. A number keeps its sign.
"""

import re
from collections.abc import Sequence

from exportgate.foundation.visible import visible
from exportgate.report.per_decision import PerDecision
from exportgate.report.wording import (
    deciding,
    exception_text,
    hits_text,
    one_line,
    own_rules_text,
    relaxed_text,
    rule_name,
)
from exportgate.screening.findings import LineDecision

PREFIX = "exportgate_"
COLUMNS = (
    "row",
    "outcome",
    "review_policy",
    "classification",
    "possible",
    "provisions",
    "because",
    "needs",
    "checklist",
    "hits",
    "license_exceptions",
    "own_rules",
    "relaxed",
    "remarks",
    "notices",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
QUOTED = re.compile('[",\r\n]')
BEYOND_COMMAS = re.compile('["\r\n]')
SIGNED = re.compile(r"[+-][\d.,]+\Z")


class CsvResults:
    """Renders the rows of one file, the part that depends on the decision once per decision object."""

    def __init__(self, headings: Sequence[str], notices: Sequence[str] = ()) -> None:
        """`notices` are what every row says of added rules and of the lists that were searched."""
        self._headings = tuple(headings)
        self._notices = _cells((composed(" ".join(notices)),)) if notices else ""
        self._tail = PerDecision(decision_cells)

    def heading_text(self) -> str:
        """Return the heading row, line end included."""
        return _row((*self._headings, *own_headings(self._headings)))

    def line_text(self, row: int, fields: Sequence[str], decision: LineDecision, remarks: Sequence[str] = ()) -> str:
        """Return a line's row, line end included; `fields` are the file's own columns as read."""
        noted = _cells((composed("; ".join(remarks)),)) if remarks else ""
        return f"{_cells([_own(text) for text in fields])},{row},{self._tail(decision)},{noted},{self._notices}\n"


def _own(text: str) -> str:
    """Return a text of the file's own columns, made safe unless it is only a number with a sign."""
    return guarded(text) if _runs(text) else text


def _runs(text: str) -> bool:
    return text.startswith(FORMULA_STARTS) and not SIGNED.match(text)


def guarded_columns(fields: Sequence[str]) -> list[int]:
    """Return the places of the file's own columns before whose text an apostrophe is set."""
    return [at for at, text in enumerate(fields) if _runs(text)]


def own_headings(headings: Sequence[str]) -> tuple[str, ...]:
    """Return our headings; one that the file already has gets the first free number behind it."""
    taken = {heading.strip().casefold() for heading in headings}
    return tuple(_free(f"{PREFIX}{column}", taken) for column in COLUMNS)


def decision_cells(decision: LineDecision) -> str:
    """Return the cells of a line that depend on its decision alone, quoted and joined."""
    decisive = deciding(decision)
    texts = (
        str(decision.outcome),
        str(decision.review_policy or ""),
        "; ".join(decision.item.classifications),
        "; ".join(decision.item.possible),
        "; ".join(dict.fromkeys(map(rule_name, decisive))),
        "; ".join(dict.fromkeys(finding.because for finding in decisive)),
        "; ".join(decision.needs),
        "; ".join(dict.fromkeys(item.fact for item in decision.checklist)),
        hits_text(decision),
        "; ".join(map(exception_text, decision.license_exceptions)),
        own_rules_text(decision),
        relaxed_text(decision),
    )
    return _cells([composed(text) for text in texts])


def composed(text: str) -> str:
    """Return a text of ours as a cell: on one line, every character seen, and run by no spreadsheet or terminal."""
    return visible(guarded(one_line(text))) if text else text


def guarded(text: str) -> str:
    """Return a text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _free(heading: str, taken: set[str]) -> str:
    candidates = (heading, *(f"{heading}_{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _row(texts: Sequence[str]) -> str:
    return f"{_cells(texts)}\n"


def _cells(texts: Sequence[str]) -> str:
    """Join cells with commas, quoting those that need it; most rows need none and are joined as they are."""
    joined = ",".join(texts)
    if joined.count(",") == len(texts) - 1 and not BEYOND_COMMAS.search(joined):
        return joined
    needs_quotes = QUOTED.search
    return ",".join([_quoted(text) if needs_quotes(text) else text for text in texts])


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
