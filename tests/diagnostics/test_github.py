import re

from hypothesis import given
from hypothesis import strategies as st

from exportgate.diagnostics.github import SHOWN, by_use, render
from exportgate.diagnostics.model import Diagnostic, Severity
from exportgate.diagnostics.report import Report
from exportgate.foundation.spans import Span

from . import sample

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def fault(file: str, line: int, code: str = "XR104", severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, severity, Span(file, line, 1, line, 2), f"line {line}", "mend it")


def properties(command: str) -> dict[str, str]:
    matched = COMMAND.fullmatch(command)
    assert matched is not None
    return dict(pair.split("=", 1) for pair in matched[2].split(","))


def unescaped(text: str) -> str:
    for code, letter in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def test_errors_come_before_warnings_before_notices() -> None:
    found = [fault("a", 1, severity=Severity.NOTE), fault("b", 1, severity=Severity.WARNING), fault("c", 1)]
    kinds = [command.split(" ")[0] for command in render(Report("rules check", tuple(found))).splitlines()]
    assert kinds == ["::error", "::warning", "::notice"]


def test_the_first_ten_name_every_file_and_code_before_one_is_repeated() -> None:
    crowd = [fault("a.yaml", line) for line in range(1, 200)]
    others = [fault(f"{name}.yaml", 1, f"XR30{place}") for place, name in enumerate("bcdefghij")]
    ten = by_use([*crowd, *others])[:SHOWN]
    assert {item.span.file for item in ten} == {f"{name}.yaml" for name in "abcdefghij"}
    assert len({item.code for item in ten}) == 10


def test_a_file_with_several_codes_gives_one_of_each_before_a_second_of_any() -> None:
    found = [fault("a.yaml", line, code) for code in ("XR104", "XR301", "XR402") for line in (1, 2, 3)]
    assert {item.code for item in by_use(found)[:3]} == {"XR104", "XR301", "XR402"}


def test_only_as_many_of_each_kind_are_printed_as_github_shows() -> None:
    found = tuple(fault("a", line, severity=kind) for kind in Severity for line in range(1, 26))
    commands = render(Report("rules check", found), only_shown=True).splitlines()
    assert [sum(line.startswith(kind) for line in commands) for kind in ("::error", "::warning", "::notice")] == [
        10
    ] * 3
    assert len(render(Report("rules check", found)).splitlines()) == 75


def test_a_file_outside_the_repository_is_named_in_the_message_alone() -> None:
    command = next(line for line in render(sample.CHECK).splitlines() if "XR301" in line)
    assert command.startswith("::error title=XR301::rules/us/own.yaml:4:2: ")


def test_columns_are_left_out_where_the_lines_differ_because_github_refuses_both() -> None:
    found = Diagnostic("XR402", Severity.ERROR, Span("a", 4, 3, 6, 2), "x", "y")
    ends_before = Diagnostic("XR402", Severity.ERROR, Span("a", 4, 3, 5, 1), "x", "y")
    first, second = render(Report("rules check", (found, ends_before))).splitlines()
    assert properties(first) == {"file": "a", "line": "4", "endLine": "4", "col": "3", "title": "XR402"}
    assert properties(second) == {"file": "a", "line": "4", "endLine": "6", "title": "XR402"}


@given(st.text(), st.text(), st.text(min_size=1), st.integers(-2, 9), st.integers(-2, 9))
def test_any_text_and_place_is_one_command_that_reads_back(
    message: str, help_: str, file: str, line: int, column: int
) -> None:
    span = Span(file, line, column, 1, 1)
    (command, *rest) = (
        render(Report("rules check", (Diagnostic("XR104", Severity.ERROR, span, message, help_),)))
        .removesuffix("\n")
        .split("\n")
    )
    assert rest == []
    assert "\r" not in command
    given_properties = properties(command)
    assert int(given_properties["line"]) >= 1
    assert int(given_properties["endLine"]) >= int(given_properties["line"])
    if file.isprintable():
        assert unescaped(given_properties["file"]) == file
    if message.isprintable() and help_.isprintable():
        assert unescaped(command.split("::", 2)[2]) == f"{message}\n{help_}"
