"""What a command on rules hands to a renderer: the diagnostics, the files read, the cases run, and where lines lie."""

from collections.abc import Callable
from dataclasses import dataclass

from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.foundation.spans import Span

LineSource = Callable[[str, int], str | None]
"""Gives the text of a line of a file, or None where it cannot be had."""

WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def no_line(_file: str, _line: int) -> str | None:
    """Give no line: for diagnostics whose files are not at hand."""
    return None


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """One case that was run: the provision it guards, its name and place, and what did not hold."""

    provision: str
    name: str
    span: Span
    passed: bool
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What one command found.

    `files` are those read; `cases` is None where none was run. `outside` are the files that do not lie in the working
    folder, so that no service can show a line of them in the repository.
    """

    command: str
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...] = ()
    cases: tuple[CaseOutcome, ...] | None = None
    outside: frozenset[str] = frozenset()
    line_of: LineSource = no_line

    def count(self, severity: Severity) -> int:
        """Return how many diagnostics have a severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def regular(span: Span) -> Span:
    """Return the span with its lines and columns at least 1 and its end not before its start."""
    line, column = max(span.line, 1), max(span.column, 1)
    end = max((span.end_line, max(span.end_column, 1)), (line, column))
    return Span(span.file, line, column, *end)
