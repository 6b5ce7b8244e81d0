"""A report as JSON, in the stable form of `rules check --format json`; `rules test` adds its cases."""

import json
from typing import Any

from exportgate.diagnostics.report import Report


def render(report: Report) -> str:
    """Return `{"diagnostics": [{code, severity, file, line, column, message, help}]}`.

    Where cases were run, `"cases": [{provision, name, file, line, passed}]` follows.
    """
    document: dict[str, Any] = {
        "diagnostics": [
            {
                "code": item.code,
                "severity": str(item.severity),
                "file": item.span.file,
                "line": item.span.line,
                "column": item.span.column,
                "message": item.message,
                "help": item.help,
            }
            for item in report.diagnostics
        ]
    }
    if report.cases is not None:
        document["cases"] = [
            {
                "provision": case.provision,
                "name": case.name,
                "file": case.span.file,
                "line": case.span.line,
                "passed": case.passed,
            }
            for case in report.cases
        ]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
