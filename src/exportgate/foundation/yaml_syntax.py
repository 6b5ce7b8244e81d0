"""What a YAML parser's complaint means for the person who wrote the file: where, what and what to do about it."""

import yaml

from exportgate.foundation.spans import Span

Explained = tuple[Span, str, str, str]
"""Place, message, help and code."""


def explained(error: yaml.MarkedYAMLError, text: str, name: str) -> Explained:
    """Return the place, message, help and code for a syntax error of a text."""
    problem, context = error.problem or "this is not YAML", error.context or ""
    mark = error.problem_mark or error.context_mark
    letter = _letter(text, mark)
    if "nesting depth" in problem:
        return _point(name, mark), "nested deeper than any rule file may be", "flatten the structure", "XR014"
    if letter == "\t":
        return _point(name, mark), "a tab stands where YAML allows only spaces", "indent with spaces", "XR001"
    if "cannot start any token" in problem:
        message = f"a value begins with '{letter}', which has a meaning of its own in YAML"
        return _point(name, mark), message, "put the value in quotes", "XR001"
    if "quoted scalar" in context and "end of stream" in problem:
        return _point(name, error.context_mark), "the quotation mark here is never closed", "close it", "XR001"
    if "mapping values are not allowed" in problem:
        help_ = "put a text that holds ': ' in quotes, or correct the indentation"
        return _point(name, mark), "a ':' stands here inside a value that has already begun", help_, "XR001"
    where = f" ({context} that begins on line {error.context_mark.line + 1})" if error.context_mark and context else ""
    return _point(name, mark), f"{problem}{where}", "correct the YAML syntax", "XR001"


def _letter(text: str, mark: "yaml.Mark | None") -> str:
    """The character at a mark; the parser counts lines as YAML 1.1 does."""
    if mark is None:
        return ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1]


def _point(name: str, mark: "yaml.Mark | None") -> Span:
    if mark is None:
        return Span(name, 1, 1, 1, 1)
    return Span(name, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
