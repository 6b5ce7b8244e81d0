from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from exportgate.diagnostics.junit import render
from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import CaseOutcome, Report
from exportgate.foundation.spans import Span

from . import sample


def tree_of(report: Report) -> ET.Element:
    return ET.fromstring(render(report))  # noqa: S314 - our own text


def suite(report: Report, name: str) -> ET.Element:
    return next(found for found in tree_of(report).iter("testsuite") if found.get("name") == name)


def test_a_check_has_a_suite_per_file_and_a_failure_per_error() -> None:
    tree = tree_of(sample.CHECK)
    assert {found.get("name") for found in tree} == {*sample.FILES, "rules/us/own.yaml"}
    assert len(suite(sample.CHECK, "own/many.yaml").findall("testcase/failure")) == 12
    assert (tree.get("tests"), tree.get("failures")) == ("19", "15")


def test_a_warning_passes_and_is_named_and_written_out() -> None:
    case = next(case for case in suite(sample.CHECK, "own/chips.yaml") if "XR402" in str(case.get("name")))
    assert case.get("name") == "warning XR402 at line 9, column 5: an end before its start"
    assert [child.tag for child in case] == ["system-out"]


def test_a_file_with_nothing_found_passes_as_one_case() -> None:
    assert [case.get("name") for case in suite(sample.CHECK, "own/sound.yaml")] == ["nothing found"]


def test_a_test_has_a_suite_per_provision_and_every_case_in_it() -> None:
    cases = list(suite(sample.TEST, "acme.chips"))
    assert [(case.get("name"), case.find("failure") is None) for case in cases] == [
        ("芯片 <1>", False),
        ('just "under"', True),
    ]
    failure = cases[0].find("failure")
    assert failure is not None
    assert str(failure.text).startswith("own/chips.cases.yaml:6:17: error[XR604]")
    assert "expected a to be 'does_not_apply', found 'applies'" in str(failure.get("message"))


def test_what_belongs_to_no_case_fails_under_its_file() -> None:
    assert suite(sample.TEST, "own/other.yaml").get("failures") == "1"


@given(st.text(), st.text(min_size=1), st.text())
def test_any_text_gives_a_document_that_parses(message: str, file: str, name: str) -> None:
    span = Span(file, 1, 1, 1, 1)
    found = Diagnostic("XR104", Severity.ERROR, span, message, message)
    case = CaseOutcome(name, message, span, passed=False, diagnostics=(found,))
    for cases in (None, (case,)):
        report = Report("rules check", (found,), (file,), cases, line_of=lambda _file, _line: message)
        assert tree_of(report).get("failures") == "1"
