"""Diagnostics as GitHub workflow commands, each of which annotates a line of a pull request.

GitHub shows ten annotations of a kind per step and drops the rest without a word. So the order is part of the answer:
errors, then warnings, then notices; and within a kind first ten that say the most, each of them the one whose file and
code have been named least so far (on a tie, the first by file, line and column). The others follow in file order.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import WEIGHT, Report, regular
from exportgate.foundation.visible import visible

SHOWN = 10
"""How many annotations of one kind GitHub shows for a step."""

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}
ESCAPED_DATA = str.maketrans(DATA)
ESCAPED_PROPERTY = str.maketrans(PROPERTY)


def render(report: Report, *, only_shown: bool = False) -> str:
    """Return one workflow command a line: of each kind all, or only as many as GitHub shows."""
    return "".join(
        f"{_command(diagnostic, report)}\n"
        for _, group in groupby(by_use(report.diagnostics), key=lambda item: item.severity)
        for diagnostic in list(group)[: SHOWN if only_shown else None]
    )


def by_use(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics by severity, those first within each that tell a reviewer the most."""
    ordered = sorted(diagnostics, key=lambda item: (WEIGHT[item.severity], item.span, item.code, item.message))
    spread: list[Diagnostic] = []
    for _, group in groupby(ordered, key=lambda item: item.severity):
        spread.extend(_spread(list(group)))
    return spread


def _spread(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return ten that name as many files and codes as can be, and then the rest."""
    named: Counter[str] = Counter()
    first: list[Diagnostic] = []
    rest = diagnostics
    while rest and len(first) < SHOWN:
        newest = min(rest, key=lambda item: named[item.span.file] + named[item.code])
        named.update((newest.span.file, newest.code))
        first.append(newest)
        rest = [item for item in rest if item is not newest]
    return first + rest


def _command(diagnostic: Diagnostic, report: Report) -> str:
    """Return the command; a file that is not in the repository is named in the message, where it can be read."""
    message = f"{diagnostic.message}\n{diagnostic.help}"
    properties: list[tuple[str, object]] = []
    if diagnostic.span.file in report.outside:
        message = f"{diagnostic.span}: {message}"
    else:
        properties = _place(diagnostic)
    properties.append(("title", diagnostic.code))
    written = ",".join(f"{name}={visible(str(value).translate(ESCAPED_PROPERTY))}" for name, value in properties)
    return f"::{KINDS[diagnostic.severity]} {written}::{visible(message.translate(ESCAPED_DATA))}"


def _place(diagnostic: Diagnostic) -> list[tuple[str, object]]:
    """GitHub takes columns only within one line, and a last line that is included."""
    span = regular(diagnostic.span)
    if span.end_line > span.line:
        last = span.end_line - (span.end_column == 1)
        place: list[tuple[str, object]] = [("file", span.file), ("line", span.line), ("endLine", last)]
        return [*place, ("col", span.column)] if last == span.line else place
    return [
        ("file", span.file),
        ("line", span.line),
        ("endLine", span.end_line),
        ("col", span.column),
        ("endColumn", span.end_column),
    ]
