"""A report as JUnit XML, as Jenkins and GitLab read it.

`rules check`: a suite per file and a failed case per error. A warning or note is a case that passes, with the finding
in its name and its text in `system-out`: both services list it, and neither takes it for a test that was skipped. A
file with nothing found is one case that passes, so that a count of tests says how much was read.
`rules test`: a suite per provision and a case per case.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import CaseOutcome, Report
from exportgate.diagnostics.text import block
from exportgate.foundation.spans import Span
from exportgate.foundation.visible import visible

TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ESCAPED_TEXT = str.maketrans(TEXT)
ESCAPED_VALUE = str.maketrans({**TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})
Tested = tuple[str, bool]
"""One testcase as XML, and whether it failed."""


def render(report: Report) -> str:
    """Return the report as one document."""
    if report.cases is None:
        suites = _suites_of_files(report)
    else:
        suites = [*_suites_of_provisions(report.cases, report), *_unattached(report)]
    tests = sum(len(cases) for _, cases in suites)
    failed = sum(fails for _, cases in suites for _, fails in cases)
    name = _attributes(name=f"exportgate {report.command}", tests=tests, failures=failed, errors=0)
    body = "".join(_suite(name, cases) for name, cases in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites{name}>\n{body}</testsuites>\n'


def _suite(name: str, cases: Sequence[Tested]) -> str:
    failed = sum(fails for _, fails in cases)
    head = _attributes(name=name, tests=len(cases), failures=failed, errors=0, skipped=0)
    return f"  <testsuite{head}>\n{''.join(xml for xml, _ in cases)}  </testsuite>\n"


def _suites_of_files(report: Report) -> list[tuple[str, list[Tested]]]:
    found = {name: list(group) for name, group in groupby(report.diagnostics, key=lambda item: item.span.file)}
    names = sorted({*report.files, *found})
    return [(name, _cases_of_file(name, found.get(name, ()), report)) for name in names]


def _cases_of_file(name: str, diagnostics: Sequence[Diagnostic], report: Report) -> list[Tested]:
    if not diagnostics:
        return [(_case(name, "nothing found", Span(name, 1, 1, 1, 1)), False)]
    return [_case_of(diagnostic, report) for diagnostic in diagnostics]


def _case_of(diagnostic: Diagnostic, report: Report) -> Tested:
    span = diagnostic.span
    fails = diagnostic.severity is Severity.ERROR
    place = f"{diagnostic.code} at line {span.line}, column {span.column}"
    name = place if fails else f"{diagnostic.severity} {place}: {diagnostic.message}"
    body = _failure((diagnostic,), report) if fails else _output(diagnostic, report)
    return _case(span.file, name, span, body), fails


def _suites_of_provisions(cases: Iterable[CaseOutcome], report: Report) -> list[tuple[str, list[Tested]]]:
    ordered = sorted(cases, key=lambda case: (case.provision, case.span))
    return [
        (provision, [_tested(case, report) for case in group])
        for provision, group in groupby(ordered, key=lambda case: case.provision)
    ]


def _tested(case: CaseOutcome, report: Report) -> Tested:
    body = "" if case.passed else _failure(case.diagnostics, report)
    return _case(case.provision, case.name, case.span, body), not case.passed


def _unattached(report: Report) -> list[tuple[str, list[Tested]]]:
    """Diagnostics that belong to no case, each under its file: nothing found may go unsaid."""
    told = {diagnostic for case in report.cases or () for diagnostic in case.diagnostics}
    rest = [diagnostic for diagnostic in report.diagnostics if diagnostic not in told]
    groups = groupby(rest, key=lambda item: item.span.file)
    return [(name, [_case_of(diagnostic, report) for diagnostic in group]) for name, group in groups]


def _case(group: str, name: str, span: Span, body: str = "") -> str:
    head = _attributes(classname=group, name=name, file=span.file, line=max(span.line, 1))
    return f"    <testcase{head}>{body}</testcase>\n" if body else f"    <testcase{head}/>\n"


def _failure(diagnostics: Sequence[Diagnostic], report: Report) -> str:
    message = "; ".join(diagnostic.message for diagnostic in diagnostics) or "the case does not hold"
    kind = diagnostics[0].code if diagnostics else "case"
    text = "".join(block(diagnostic, report.line_of) for diagnostic in diagnostics)
    return f"<failure{_attributes(message=message, type=kind)}>{_text(text)}</failure>"


def _output(diagnostic: Diagnostic, report: Report) -> str:
    return f"<system-out>{_text(block(diagnostic, report.line_of))}</system-out>"


def _attributes(**values: object) -> str:
    return "".join(f' {name}="{visible(str(value)).translate(ESCAPED_VALUE)}"' for name, value in values.items())


def _text(text: str) -> str:
    """Return the text as content: escaped, and with a mark for each character that XML 1.0 cannot hold."""
    return visible(text).translate(ESCAPED_TEXT)
