"""What the commands on rules do with rules that have errors, or that lack nothing but cases."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportgate.foundation.yaml_source import Mapping, decode, parse

from .own_rules import write_rules

Command = Callable[..., Any]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Own rules whose provision has no cases yet."""
    own = write_rules(tmp_path / "own")
    (own / "embargo.cases.yaml").unlink()
    return own


def test_coverage_drafts_every_case_of_a_provision_without_cases(exportgate: Command, bare: Path) -> None:
    ran = exportgate("rules", "coverage", bare)
    assert ran.code == 1
    for expected in ("{all: applies}", "{all: undetermined}", "on: 2023-12-31", "on: 2024-01-01"):
        assert expected in ran.out
    assert "1 error in cases beside them" in ran.err
    found = json.loads(exportgate("rules", "coverage", bare, "--format", "json").out)["diagnostics"]
    assert {"XR601", "XR610", "XR614"} <= {item["code"] for item in found}


def test_what_coverage_prints_is_yaml_when_it_is_kept_as_a_file(
    exportgate: Command, bare: Path, tmp_path: Path
) -> None:
    exportgate("rules", "coverage", bare, "--output", tmp_path / "drafts.yaml")
    text = "cases:\n" + (tmp_path / "drafts.yaml").read_text("utf-8")
    root = parse(decode(text.encode(), "drafts.yaml", 1_000_000), "drafts.yaml", 10_000)
    assert isinstance(root, Mapping)
    assert [key.text for key, _ in root.entries] == ["cases"]


def test_rules_that_lack_only_cases_are_shown_and_compared(exportgate: Command, bare: Path) -> None:
    assert exportgate("rules", "show", "acme.embargo", bare).code == 0
    assert exportgate("rules", "gaps", "us.ear.ccl.3a090", bare).code == 0
    assert exportgate("rules", "diff", "--from", "2023-12-31", "--to", "2024-01-01", bare).code == 0


def test_mutate_refuses_rules_without_cases(exportgate: Command, bare: Path) -> None:
    ran = exportgate("rules", "mutate", bare, "--format", "json")
    assert (ran.code, [item["code"] for item in json.loads(ran.out)["diagnostics"]]) == (1, ["XR601"])


@pytest.mark.parametrize("command", ["coverage", "mutate", "check", "test"])
def test_any_other_error_is_put_out_in_the_form_and_the_file_asked_for(
    exportgate: Command, tmp_path: Path, command: str
) -> None:
    own = write_rules(tmp_path / "own")
    (own / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    ran = exportgate("rules", command, own, "--format", "json", "--output", tmp_path / "found.json")
    assert (ran.code, ran.out) == (1, "")
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))["diagnostics"]
    assert [item["code"] for item in found] == ["XR001"]


def test_a_device_that_is_full_is_one_sentence_and_exit_3(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    own = write_rules(tmp_path / "own", expected="undetermined")
    for words in (("test", str(own)), ("explain", "XR301"), ("show",)):
        with Path("/dev/full").open("w") as full:
            ran = subprocess.run(
                [sys.executable, "-m", "exportgate", "rules", *words],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (ran.returncode, ran.stderr.count("\n")) == (3, 1), ran.stderr
        assert "the output cannot be read or written (No space left on device)" in ran.stderr


def test_a_fact_without_its_value_is_told_so(exportgate: Command) -> None:
    ran = exportgate("classify", "--fact", "tpp")
    assert (ran.code, "'tpp' has no value; write tpp=VALUE" in ran.err) == (2, True)
    ran = exportgate("rules", "gaps", "--fact", "destination")
    assert ran.code == 2
    assert "did you mean 'destination'" not in ran.err
