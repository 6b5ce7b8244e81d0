"""Diagnostics as JSON, in the stable form of `rules check --format json`."""

import json
from collections.abc import Iterable

from exportgate.diagnostics.model import Diagnostic


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return `{"diagnostics": [{code, severity, file, line, column, message, help}]}`."""
    rows = [
        {
            "code": item.code,
            "severity": str(item.severity),
            "file": item.span.file,
            "line": item.span.line,
            "column": item.span.column,
            "message": item.message,
            "help": item.help,
        }
        for item in diagnostics
    ]
    return json.dumps({"diagnostics": rows}, ensure_ascii=False, indent=2) + "\n"
