"""Diagnostics for a person: place, code and message, the line itself with a caret under the fault, and the help."""

from collections.abc import Callable, Iterable

from exportgate.diagnostics.model import Diagnostic

LineSource = Callable[[str, int], str | None]
"""Gives the text of a line of a file, or None where it cannot be had."""


def render(diagnostics: Iterable[Diagnostic], line_of: LineSource) -> str:
    """Return the diagnostics as text, one block each, ending with a newline where there is any."""
    return "".join(block(diagnostic, line_of) for diagnostic in diagnostics)


def block(diagnostic: Diagnostic, line_of: LineSource) -> str:
    """Return one diagnostic as a block of text."""
    span = diagnostic.span
    head = f"{span}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}\n"
    line = line_of(span.file, span.line)
    gutter = " " * len(str(span.line))
    excerpt = ""
    if line is not None:
        end = span.end_column if span.end_line == span.line else len(line) + 1
        carets = "^" * max(1, min(end, len(line) + 1) - span.column)
        margin = "".join("\t" if letter == "\t" else " " for letter in line[: span.column - 1])
        excerpt = f"{gutter} |\n{span.line} | {line}\n{gutter} | {margin}{carets}\n"
    return f"{head}{excerpt}{gutter} = help: {diagnostic.help}\n"
