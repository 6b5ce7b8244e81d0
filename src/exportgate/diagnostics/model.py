"""What a check found, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from exportgate.foundation.counting import counted
from exportgate.foundation.errors import ExportgateError
from exportgate.foundation.spans import Span

CASES = "XR6"
"""What the codes of diagnostics about cases begin with."""


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops screening, a warning or a note is shown."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of a check: a stable code, the place, what is wrong and how to mend it."""

    code: str
    severity: Severity
    span: Span
    message: str
    help: str


@dataclass(slots=True)
class Collector:
    """Gathers diagnostics, so that every fault of a file is shown at once."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, span: Span, message: str, help: str) -> None:  # noqa: A002 - the diagnostic's own word
        """Add an error."""
        self.found.append(Diagnostic(code, Severity.ERROR, span, message, help))

    def warning(self, code: str, span: Span, message: str, help: str) -> None:  # noqa: A002 - as above
        """Add a warning."""
        self.found.append(Diagnostic(code, Severity.WARNING, span, message, help))

    def note(self, code: str, span: Span, message: str, help: str) -> None:  # noqa: A002 - as above
        """Add a note: something that a person should know of and that may be as it should."""
        self.found.append(Diagnostic(code, Severity.NOTE, span, message, help))


class RuleError(ExportgateError):
    """Rule files with errors: nothing is screened with part of the rules."""

    def __init__(self, diagnostics: Iterable[Diagnostic], command: str = "exportgate rules check") -> None:
        self.diagnostics = in_order(diagnostics)
        errors = [diagnostic for diagnostic in self.diagnostics if diagnostic.severity is Severity.ERROR]
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        super().__init__(
            f"{first.span}: {first.code}: {first.message}{more}; {first.help}. Nothing was decided, because a rule "
            f"that cannot be read cannot be applied. Run '{command}' to see every error in its place"
        )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics by file, line, column and code, each once."""
    return tuple(sorted(set(diagnostics), key=lambda item: (item.span, item.code, item.message)))


def bounded(diagnostics: Iterable[Diagnostic], per_file: int = 100) -> tuple[Diagnostic, ...]:
    """Return diagnostics in order, of each file the first errors up to a number, and a note that counts the rest."""
    files: dict[str, list[Diagnostic]] = {}
    for item in in_order(diagnostics):
        files.setdefault(item.span.file, []).append(item)
    kept: list[Diagnostic] = []
    for found in files.values():
        errors_first = sorted(found, key=lambda item: item.severity is not Severity.ERROR)
        kept.extend(errors_first[:per_file])
        if len(found) > per_file:
            rest = len(found) - per_file
            message = f"{counted(rest, 'more fault')} of this file {'is' if rest == 1 else 'are'} not shown"
            place = max(item.span for item in errors_first[:per_file])
            kept.append(Diagnostic("XR113", Severity.NOTE, place, message, "correct those shown, and check again"))
    return in_order(kept)


def of_rules(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those that are about the rules themselves, without those about their cases: rules apply without cases."""
    return tuple(item for item in diagnostics if not item.code.startswith(CASES))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
