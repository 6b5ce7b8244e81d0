"""Diagnostics as a SARIF 2.1.0 log, for code scanning and for editors.

A file that could not be read is a result like any other and a notification of the run as well, whose execution then
counts as unsuccessful: its silence about that file means nothing. Fingerprints hold no line numbers, so that an alert
stays the same alert when lines above it come and go.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from exportgate.diagnostics.codes import TITLES
from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import WEIGHT, Report, regular

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
UNREAD = frozenset({"XR001", "XR006", "XR007"})
"""Codes that say that something which should have been read was not."""

REPOSITORY = "%SRCROOT%"
ELSEWHERE = "RULES"
BASES = {
    REPOSITORY: {"description": {"text": "The working folder, as a rule the top of the repository."}},
    ELSEWHERE: {"description": {"text": "Where the rules lie that are not in the working folder."}},
}
FINGERPRINT = "exportgateFinding/v1"
LONGEST_SNIPPET = 400
ARTICLES = ("a ", "an ", "the ")


def render(report: Report, *, version: str) -> str:
    """Return the log, valid whatever was found; `version` is the tool's own."""
    codes = sorted({diagnostic.code for diagnostic in report.diagnostics})
    unread = [diagnostic for diagnostic in report.diagnostics if diagnostic.code in UNREAD]
    run = {
        "tool": {
            "driver": {
                "name": "exportgate",
                "version": version,
                "semanticVersion": version,
                "rules": [_rule(code, report.diagnostics) for code in codes],
            }
        },
        "automationDetails": {"id": f"exportgate-{report.command.replace(' ', '-')}/"},
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [_notification(item, codes, report) for item in unread],
            }
        ],
        "originalUriBaseIds": BASES,
        "columnKind": "unicodeCodePoints",
        "results": _results(codes, report),
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    title = TITLES.get(code, "a finding about the rules")
    worst = min((item.severity for item in diagnostics if item.code == code), key=WEIGHT.__getitem__)
    sentence = f"{title[:1].upper()}{title[1:]}."
    page = f"docs/checks/{code}.md"
    return {
        "id": code,
        "name": _name(title),
        "shortDescription": {"text": sentence},
        "fullDescription": {"text": f"{sentence} The page {page} shows it with a bad and a good example."},
        "help": {
            "text": f"Run 'exportgate rules explain {code}', or read {page}.",
            "markdown": f"Run `exportgate rules explain {code}`, or read [{code}]({page}).",
        },
        "defaultConfiguration": {"level": str(worst)},
    }


def _name(title: str) -> str:
    """Return a title as one capitalized word, without its article."""
    bare = next((title.removeprefix(article) for article in ARTICLES if title.startswith(article)), title)
    words = "".join(letter if letter.isalnum() else " " for letter in bare).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def _results(codes: Sequence[str], report: Report) -> list[dict[str, Any]]:
    met: Counter[str] = Counter()
    results = []
    for diagnostic in report.diagnostics:
        told_by = _told_by(diagnostic, report)
        met[told_by] += 1
        results.append(
            {
                "ruleId": diagnostic.code,
                "ruleIndex": codes.index(diagnostic.code),
                "level": str(diagnostic.severity),
                "message": {"text": _message(diagnostic)},
                "locations": [_location(diagnostic, report)],
                "partialFingerprints": {FINGERPRINT: _digest(f"{told_by}\0{met[told_by]}")},
            }
        )
    return results


def _notification(diagnostic: Diagnostic, codes: Sequence[str], report: Report) -> dict[str, Any]:
    return {
        "level": str(Severity.ERROR),
        "message": {"text": f"Not read: {_message(diagnostic)}"},
        "locations": [_location(diagnostic, report)],
        "associatedRule": {"id": diagnostic.code, "index": codes.index(diagnostic.code)},
    }


def _message(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.message}. Help: {diagnostic.help}"


def _location(diagnostic: Diagnostic, report: Report) -> dict[str, Any]:
    span = regular(diagnostic.span)
    region: dict[str, Any] = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    line = report.line_of(span.file, span.line)
    if line is not None and span.line == span.end_line:
        region["snippet"] = {"text": line[span.column - 1 : span.end_column - 1][:LONGEST_SNIPPET]}
    base = ELSEWHERE if span.file in report.outside else REPOSITORY
    artifact = {"uri": quote(span.file.lstrip("/"), safe="/", errors="surrogateescape"), "uriBaseId": base}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _told_by(diagnostic: Diagnostic, report: Report) -> str:
    """Return what a finding is known by: its code, its file and its line of text, or its message without a line."""
    line = report.line_of(diagnostic.span.file, diagnostic.span.line)
    said = diagnostic.message if line is None or not line.strip() else line.strip()
    return "\0".join((diagnostic.code, diagnostic.span.file, said))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]
