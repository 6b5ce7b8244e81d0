"""Files of rules go by one name everywhere, and nothing but a file that was loaded is quoted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .own_rules import write_rules

Command = Callable[..., Any]
BROKEN = "id: acme.embargo\nkind: restricton\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with own rules in `compliance/rules`, which is the working folder."""
    top = tmp_path / "repository"
    write_rules(top / "compliance" / "rules")
    monkeypatch.chdir(top)
    for name in ("GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)
    return top


def break_rule(top: Path) -> None:
    (top / "compliance" / "rules" / "embargo.yaml").write_text(BROKEN, encoding="utf-8")


@pytest.mark.parametrize("format_", ["text", "junit", "sarif", "json", "github"])
def test_a_link_out_of_the_folder_shows_nothing_of_its_target(
    exportgate: Command, repository: Path, tmp_path: Path, format_: str
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do-not-show-this\n", encoding="utf-8")
    (repository / "compliance" / "rules" / "x.yaml").symlink_to(secret)
    ran = exportgate("rules", "check", "compliance/rules", "--format", format_)
    assert (ran.code, "XR019" in ran.out, "do-not-show" in ran.out + ran.err) == (1, True, False)


def test_every_command_names_a_file_by_its_path_from_the_working_folder(exportgate: Command, repository: Path) -> None:
    (repository / "compliance" / "rules" / "embargo.cases.yaml").unlink()
    drafts = exportgate("rules", "coverage", "compliance/rules").out
    assert drafts.startswith("# compliance/rules/embargo.cases.yaml: ")
    break_rule(repository)
    for words in (
        ("rules", "show"),
        ("rules", "gaps"),
        ("rules", "diff", "--from", "2024-01-01", "--to", "2025-01-01"),
    ):
        ran = exportgate(*words, *(["acme.embargo"] if words[-1] == "show" else []), "compliance/rules")
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.startswith("exportgate: compliance/rules/embargo.yaml:")
        assert "Run 'exportgate rules check compliance/rules' to see every error" in ran.err
    ran = exportgate("classify", "L4", "--rules", "compliance/rules")
    assert ran.err.startswith("exportgate: compliance/rules/embargo.yaml:")


def test_a_folder_named_rules_is_told_from_the_shipped_one(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "compliance" / "rules")
    (own / "embargo.yaml").write_text(BROKEN, encoding="utf-8")
    assert "compliance/rules/embargo.yaml:2:7: error[XR004]" in exportgate("rules", "check", own).out


def test_the_digest_does_not_depend_on_the_names_that_are_shown(repository: Path) -> None:
    from exportgate.provisions.ruleset import load_rules

    folder = repository / "compliance" / "rules"
    from_here, from_elsewhere = load_rules(folder, (), repository), load_rules(folder)
    assert from_here.digest == from_elsewhere.digest
    assert from_here.places.keys() != from_elsewhere.places.keys()


def test_github_and_sarif_name_files_from_the_workspace(
    exportgate: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_rule(repository)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository))
    monkeypatch.chdir(repository / "compliance")
    assert "file=compliance/rules/embargo.yaml," in exportgate("rules", "check", "rules", "--format", "github").out
    assert '"uri": "compliance/rules/embargo.yaml"' in exportgate("rules", "check", "rules", "--format", "sarif").out
    assert exportgate("rules", "check", "rules").out.startswith("rules/embargo.yaml:2:7: ")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository / "elsewhere"))
    assert "file=rules/embargo.yaml," in exportgate("rules", "check", "rules", "--format", "github").out


def test_notes_on_the_shipped_rules_are_counted_and_not_shown_beside_own_rules(
    exportgate: Command, repository: Path
) -> None:
    alone = json.loads(exportgate("rules", "check", "--format", "json").out)["diagnostics"]
    ran = exportgate("rules", "check", "compliance/rules", "--format", "json")
    shown = {item["file"].split("/")[0] for item in json.loads(ran.out)["diagnostics"]}
    assert (ran.code, shown <= {"compliance"}, len(alone) > 0) == (0, True, True)
    assert repository == Path.cwd()
    assert f"{len(alone)} notes on the shipped rules are not shown" in ran.err


@pytest.mark.parametrize("format_", ["github", "sarif"])
def test_a_shipped_file_below_the_working_folder_is_no_file_of_the_repository(
    exportgate: Command, checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    own = write_rules(tmp_path / "own")
    rule = own / "embargo.yaml"
    rule.write_text(rule.read_text("utf-8").replace("acme.embargo", "us.ear.ccl.3a090"), encoding="utf-8")
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(checkout)
    ran = exportgate("rules", "check", own, "--format", format_)
    assert ran.code == 1
    assert "file=rules/" not in ran.out
    if format_ == "sarif":
        results = json.loads(ran.out)["runs"][0]["results"]
        places = [item["locations"][0]["physicalLocation"]["artifactLocation"] for item in results]
        assert {place["uriBaseId"] for place in places} == {"RULES"}


def test_an_empty_path_is_a_usage_error(exportgate: Command, repository: Path) -> None:
    assert repository.is_dir()
    for words in (("rules", "check", ""), ("rules", "test", ""), ("classify", "L4", "--rules", "")):
        ran = exportgate(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert "a path is empty" in ran.err
    assert exportgate("rules", "gaps", "").code == 2
