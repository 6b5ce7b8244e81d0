"""Diagnostics for a person: place, code and message, the line itself with a caret under the fault, the help, and the
command that says more. What a terminal would obey rather than show is made visible, line ends within a message too, so
that no text of a rule file can pass for a line of ours."""

import unicodedata

from exportgate.diagnostics.model import Diagnostic
from exportgate.diagnostics.report import LineSource, Report, regular
from exportgate.foundation.visible import ZERO_WIDTH, visible

WIDEST = 160
BEFORE = 60
MARKED = str.maketrans({chr(code): f"\u27e8U+{code:04X}\u27e9" for code in ZERO_WIDTH})
LINE_END = str.maketrans({"\n": "\u240a", "\u2028": "\ufffd", "\u2029": "\ufffd"})


def render(report: Report) -> str:
    """Return the diagnostics as text, one block each, ending with a newline where there is any."""
    return "".join(block(diagnostic, report.line_of) for diagnostic in report.diagnostics)


def block(diagnostic: Diagnostic, line_of: LineSource) -> str:
    """Return one diagnostic as a block of text."""
    span = diagnostic.span
    gutter = " " * len(str(span.line))
    return (
        f"{_one_line(str(span))}: {diagnostic.severity}[{diagnostic.code}] {_one_line(diagnostic.message)}\n"
        f"{_excerpt(diagnostic, line_of, gutter)}"
        f"{gutter} = help: {_one_line(diagnostic.help)}\n"
        f"{gutter} = see: exportgate rules explain {diagnostic.code}\n"
    )


def _excerpt(diagnostic: Diagnostic, line_of: LineSource, gutter: str) -> str:
    """Return the line with carets under the span; of a long line only what lies around the span."""
    span = regular(diagnostic.span)
    line = line_of(span.file, span.line)
    if line is None:
        return ""
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1 if span.end_line == span.line else len(line), len(line))
    first = max(0, start - BEFORE) if len(line) > WIDEST else 0
    last = min(len(line), first + WIDEST)
    before, marked, after = (
        _one_line(part) for part in (line[first:start], line[start : min(end, last)], line[max(start, end) : last])
    )
    left, right = "…" if first else "", "…" if last < len(line) else ""
    carets = "^" * max(1, _width(marked))
    return (
        f"{gutter} |\n{span.line} | {left}{before}{marked}{after}{right}\n{gutter} | {_blank(left + before)}{carets}\n"
    )


def _one_line(text: str) -> str:
    return visible(text).translate(LINE_END).translate(MARKED)


def _blank(text: str) -> str:
    """Return white space as wide as the text; a tab stays a tab, whatever its width is on the terminal."""
    return "".join("\t" if letter == "\t" else " " * _width(letter) for letter in text)


def _width(text: str) -> int:
    """Return how many cells a text takes: Han and the like take two, a combining mark none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
