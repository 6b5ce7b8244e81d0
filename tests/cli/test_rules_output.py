"""What `rules check` and `rules test` print, write and end with, in every format."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from .own_rules import write_rules

Command = Callable[..., Any]
FORMATS = ["text", "json", "github", "sarif", "junit"]


@pytest.fixture(autouse=True)
def without_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def codes(format_: str, out: str) -> list[str]:
    """The codes that an output names, by the means of its format."""
    if format_ == "text":
        return [line.split("[")[1].split("]")[0] for line in out.splitlines() if ": error[" in line]
    if format_ == "json":
        return [item["code"] for item in json.loads(out)["diagnostics"]]
    if format_ == "github":
        return [line.split("title=")[1].split(":")[0] for line in out.splitlines()]
    if format_ == "sarif":
        return [result["ruleId"] for result in json.loads(out)["runs"][0]["results"]]
    return [str(found.get("type")) for found in ET.fromstring(out).iter("failure")]  # noqa: S314 - our own text


@pytest.mark.parametrize("format_", FORMATS)
def test_check_gives_its_findings_in_every_format_and_ends_with_1(
    exportgate: Command, tmp_path: Path, format_: str
) -> None:
    own = write_rules(tmp_path / "own")
    (own / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    ran = exportgate("rules", "check", own, "--format", format_)
    assert (ran.code, codes(format_, ran.out)) == (1, ["XR001"])
    assert "1 error, 0 warnings" in ran.err


@pytest.mark.parametrize("format_", FORMATS)
def test_test_gives_the_failed_case_in_every_format_and_ends_with_1(
    exportgate: Command, tmp_path: Path, format_: str
) -> None:
    own = write_rules(tmp_path / "own", expected="undetermined")
    ran = exportgate("rules", "test", own, "--format", format_)
    assert (ran.code, codes(format_, ran.out)) == (1, ["XR604"])
    assert "1 failed" in ran.err
    assert "found &apos;applies" in ran.out or "found 'applies'" in ran.out


@pytest.mark.parametrize("format_", FORMATS)
def test_rules_that_do_not_check_are_not_tested_and_say_so_in_the_format(
    exportgate: Command, tmp_path: Path, format_: str
) -> None:
    own = write_rules(tmp_path / "own")
    (own / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    ran = exportgate("rules", "test", own, "--format", format_)
    assert (ran.code, codes(format_, ran.out)) == (1, ["XR001"])
    assert "no case was run" in ran.err


def test_nothing_to_test_is_a_failure(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    ran = exportgate("rules", "test", own / "ruleset.yaml")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing was tested" in ran.err


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_folder_without_rules_is_a_failure(exportgate: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    ran = exportgate("rules", command, tmp_path / "empty", "--format", "json")
    assert (ran.code, "XR006" in codes("json", ran.out)) == (1, True)


def test_junit_of_a_test_holds_every_case(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own", expected="undetermined")
    tree = ET.fromstring(exportgate("rules", "test", own, "--format", "junit").out)  # noqa: S314 - our own text
    suite = next(found for found in tree if found.get("name") == "acme.embargo")
    assert [(case.get("name"), case.find("failure") is not None) for case in suite] == [
        ("there", True),
        ("elsewhere", False),
        ("destination not known", False),
        ("the first day", False),
        ("the day before", False),
    ]
    assert int(str(tree.get("tests"))) > 800


def test_json_of_a_test_names_every_case_and_whether_it_passed(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own", expected="undetermined")
    cases = json.loads(exportgate("rules", "test", own, "--format", "json").out)["cases"]
    mine = [case for case in cases if case["provision"] == "acme.embargo"]
    assert [case["passed"] for case in mine] == [False, True, True, True, True]
    assert mine[:2] == [
        {
            "provision": "acme.embargo",
            "name": "there",
            "file": "own/embargo.cases.yaml",
            "line": 3,
            "passed": False,
        },
        {
            "provision": "acme.embargo",
            "name": "elsewhere",
            "file": "own/embargo.cases.yaml",
            "line": 7,
            "passed": True,
        },
    ]


@pytest.mark.parametrize("format_", FORMATS[1:])
def test_coverage_gives_what_no_case_guards_in_every_format(exportgate: Command, tmp_path: Path, format_: str) -> None:
    own = write_rules(tmp_path / "own", edges="")
    ran = exportgate("rules", "coverage", own, "--format", format_, "--output", tmp_path / "found")
    found = codes(format_, (tmp_path / "found").read_text("utf-8"))
    assert (ran.code, ran.out) == (1, "")
    assert "XR614" in found


def test_mutate_writes_its_table_into_a_file(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    ran = exportgate("rules", "mutate", own, "--output", tmp_path / "found")
    assert ran.out == ""
    assert "survived\n" in (tmp_path / "found").read_text("utf-8")


def test_an_output_file_is_written_instead_of_standard_output(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    (own / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    path = tmp_path / "found.sarif"
    path.write_text("old", encoding="utf-8")
    ran = exportgate("rules", "check", own, "--format", "sarif", "--output", path)
    assert (ran.code, ran.out) == (1, "")
    assert codes("sarif", path.read_text("utf-8")) == ["XR001"]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["found.sarif", "own"]


def test_an_output_that_cannot_be_written_is_a_usage_error(exportgate: Command, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "x.json", tmp_path):
        ran = exportgate("rules", "check", "--output", path)
        assert (ran.code, ran.out) == (2, "")
        assert f"--output: '{path}' cannot be written" in ran.err


def test_an_output_into_a_device_leaves_the_device(exportgate: Command) -> None:
    assert exportgate("rules", "check", "--format", "json", "--output", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_github_shows_ten_and_the_job_summary_holds_all(
    exportgate: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_rules(tmp_path / "own")
    for number in range(25):
        (own / f"broken{number}.yaml").write_text("id: [\n", encoding="utf-8")
    assert len(exportgate("rules", "check", own, "--format", "github").out.splitlines()) == 25
    summary = tmp_path / "summary.md"
    summary.write_text("what the step wrote before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert len(exportgate("rules", "check", own, "--format", "github").out.splitlines()) == 10
    text = summary.read_text("utf-8")
    assert text.startswith("what the step wrote before\n")
    assert text.count("| error | XR001 | own/broken") == 25


def test_the_summary_fits_beside_what_the_step_wrote_before(
    exportgate: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_rules(tmp_path / "own")
    for number in range(25):
        (own / f"broken{number}.yaml").write_text("id: [\n", encoding="utf-8")
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (1024 * 1024 - 900) + b"\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    exportgate("rules", "check", own, "--format", "github")
    assert summary.stat().st_size <= 1024 * 1024
    assert "more rows are left out" in summary.read_text("utf-8")
