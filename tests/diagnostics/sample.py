"""Reports that the tests of renderers share: every awkward text and place, and more errors than GitHub shows."""

from exportgate.diagnostics.model import Diagnostic, Severity, in_order
from exportgate.diagnostics.report import CaseOutcome, Report
from exportgate.foundation.spans import Span

LINES = {
    ("own/chips.yaml", 3): "\ttitle: 芯片 100 % ]]> & <b>, \x1b[31mred\u202e",
    ("own/no yaml.yaml", 2): "kind: *a",
    ("own/many.yaml", 7): "    - tpp >= a",
}
AWKWARD = "芯片, 100 % of 'x]]>' | `rm` <img src=x> @team\r\nhttps://example.org \x07\x1b[31m\u202e"


def line_of(file: str, line: int) -> str | None:
    return LINES.get((file, line))


def found(
    code: str, severity: Severity, span: Span, message: str, help_: str = "correct the rule or the case"
) -> Diagnostic:
    return Diagnostic(code, severity, span, message, help_)


DIAGNOSTICS = in_order(
    [
        found("XR001", Severity.ERROR, Span("own/no yaml.yaml", 2, 7, 2, 8), "found undefined alias", "write it out"),
        found("XR003", Severity.ERROR, Span("own/chips.yaml", 3, 9, 3, 11), AWKWARD, "100 %,\nthen: go on"),
        found("XR301", Severity.ERROR, Span("rules/us/own.yaml", 4, 2, 9, 1), "a block of the installed rules"),
        found("XR402", Severity.WARNING, Span("own/chips.yaml", 9, 5, 8, 2), "an end before its start"),
        found("XR701", Severity.NOTE, Span("own/größe #1.yaml", 0, 0, 0, 0), "no place at all"),
        found("XR701", Severity.NOTE, Span("own/chips.yaml", 12, 1, 15, 1), "a block that ends before line 15"),
        *(
            found("XR104", Severity.ERROR, Span("own/many.yaml", line, 7, line, 10), f"'fact_{line}' is no fact")
            for line in range(7, 19)
        ),
    ]
)
FILES = ("own/chips.yaml", "own/größe #1.yaml", "own/many.yaml", "own/no yaml.yaml", "own/sound.yaml")

CHECK = Report("rules check", DIAGNOSTICS, FILES, None, frozenset({"rules/us/own.yaml"}), line_of)
NOTHING = Report("rules check", (), ("own/sound.yaml",))

FAILED = found(
    "XR604",
    Severity.ERROR,
    Span("own/chips.cases.yaml", 6, 17, 6, 31),
    "case '芯片 <1>': expected a to be 'does_not_apply', found 'applies'",
)
STRAY = found("XR202", Severity.ERROR, Span("own/other.yaml", 1, 1, 1, 1), "'x' is no number")
TEST = Report(
    "rules test",
    (FAILED, STRAY),
    ("own/chips.yaml", "own/chips.cases.yaml"),
    (
        CaseOutcome(
            "acme.chips", "芯片 <1>", Span("own/chips.cases.yaml", 3, 5, 7, 1), passed=False, diagnostics=(FAILED,)
        ),
        CaseOutcome("acme.chips", 'just "under"', Span("own/chips.cases.yaml", 7, 5, 9, 1), passed=True),
        CaseOutcome("acme.buyers", "nobody", Span("own/buyers.cases.yaml", 3, 5, 5, 1), passed=True),
    ),
)
