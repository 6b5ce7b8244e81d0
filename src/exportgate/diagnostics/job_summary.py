"""Every diagnostic as a Markdown table for the summary of a GitHub job, within the size that GitHub takes.

Cells hold text that others wrote. Each character that Markdown, HTML or a mention could act on is written as a numeric
entity, which GitHub shows as the character and never reads as markup.
"""

from exportgate.diagnostics.github import by_use
from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import Report
from exportgate.foundation.counting import counted
from exportgate.foundation.visible import clipped, visible

LIMIT = 1024 * 1024
"""Bytes that GitHub takes as the summary of one step; more than that is refused as a whole."""

LONGEST_CELL = 1000
ESCAPED = str.maketrans({letter: f"&#{ord(letter)};" for letter in "\\`*_[]<>#|&~$@:"})


def render(report: Report, room: int = LIMIT) -> str:
    """Return the summary in no more than `room` bytes of UTF-8; rows that do not fit are counted at the end."""
    head = f"### exportgate {_cell(report.command)}\n\n{_sentence(report)}\n"
    if report.diagnostics:
        head += "\n| severity | code | place | message | help |\n|---|---|---|---|---|\n"
    rows = [_row(diagnostic) for diagnostic in by_use(report.diagnostics)]
    text = head + "".join(rows) + "\n"
    if len(text.encode("utf-8", "backslashreplace")) <= room:
        return text
    return _shortened(head, rows, room)


def _shortened(head: str, rows: list[str], room: int) -> str:
    """Return as many rows as fit with the sentence that counts the others; nothing where even that does not fit."""
    used = _size(head) + _size(_left_out(len(rows)))
    if used > room:
        alone = _left_out(len(rows))
        return alone if _size(alone) <= room else ""
    kept: list[str] = []
    for row in rows:
        used += _size(row)
        if used > room:
            break
        kept.append(row)
    return head + "".join(kept) + _left_out(len(rows) - len(kept))


def _left_out(number: int) -> str:
    rows, are = counted(number, "more row"), "is" if number == 1 else "are"
    return f"\n{rows} {are} left out, because GitHub takes 1 MiB for one step; the log and the SARIF file hold all.\n"


def _sentence(report: Report) -> str:
    found = ", ".join(counted(report.count(severity), str(severity)) for severity in Severity if report.count(severity))
    cases = ""
    if report.cases is not None:
        passed = sum(case.passed for case in report.cases)
        cases = f"{counted(len(report.cases), 'case')}: {passed} passed, {len(report.cases) - passed} failed. "
    return f"{cases}{counted(len(report.files), 'file')} read: {found or 'nothing found'}."


def _row(diagnostic: Diagnostic) -> str:
    cells = (str(diagnostic.severity), diagnostic.code, str(diagnostic.span), diagnostic.message, diagnostic.help)
    return f"| {' | '.join(_cell(cell) for cell in cells)} |\n"


def _cell(text: str) -> str:
    """Return the text on one line, with nothing in it that is more than text; `www.` alone would become a link."""
    line = " ".join(visible(clipped(text, LONGEST_CELL)).split())
    return line.translate(ESCAPED).replace("www.", "www&#46;")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))
