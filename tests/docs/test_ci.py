"""What docs/ci.md shows works when it is copied: outputs are true, YAML parses, and its commands run as written."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests import program

from exportgate import __version__

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = (CHECKOUT / "docs" / "ci.md").read_text("utf-8")
NAMED = re.compile(r"^```yaml\n# (\S+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
SHOWN = re.compile(r"^```text\n\$ exportgate ([^\n]+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
ANY_LINES = "(?:[^\n]*\n)*?"
SNIPPETS = dict(NAMED.findall(PAGE))
Yaml = Callable[[Path], Any]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An organization's repository, with a program `exportgate` on its path and the snippets of the page in place."""
    top = tmp_path / "repository"
    shutil.copytree(CHECKOUT / "data" / "examples" / "own-rules", top / "compliance" / "rules")
    for name, text in SNIPPETS.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")
    program = tmp_path / "bin" / "exportgate"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m exportgate "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return top


def slip(top: Path) -> None:
    """Make the slip that the page describes: a value is raised, its words stay."""
    path = top / "compliance" / "rules" / "near_limit.yaml"
    text = path.read_text("utf-8")
    assert "value: 4000" in text
    path.write_text(text.replace("value: 4000", "value: 4100"), encoding="utf-8")


def run(command: str, top: Path) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE")}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=top,
        env={**kept, "PATH": f"{top.parent / 'bin'}:{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


def run_here(command: str, top: Path) -> program.Ran:
    """Run a command that is nothing but the program and its words, for which no shell is needed."""
    name, *words = shlex.split(command)
    assert (name, set(command) & set("|&;<>$`*?")) == ("exportgate", set())
    return program.run(*words, folder=top, together=True)


def pattern(shown: str) -> re.Pattern[str]:
    """A line `…` stands for any lines, one within a line for any text of that line."""
    lines = [ANY_LINES if line == "…" else re.escape(line).replace("…", "[^\n]*") + "\n" for line in shown.splitlines()]
    return re.compile("".join(lines))


def commands_of(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "exportgate rules" in step.get("run", "")]


def workflow(repository: Path, plain_yaml: Yaml) -> dict[str, Any]:
    found: dict[str, Any] = plain_yaml(repository / ".github" / "workflows" / "rules.yml")
    return found


def test_the_page_shows_every_format_of_the_slip() -> None:
    formats = {command.partition("--format ")[2] or "text" for command, _ in SHOWN.findall(PAGE)}
    assert formats == {"text", "github", "sarif", "junit"}


@pytest.mark.parametrize(("command", "shown"), SHOWN.findall(PAGE))
def test_what_a_command_prints_of_the_slip_is_what_the_page_shows(repository: Path, command: str, shown: str) -> None:
    slip(repository)
    ran = run_here(f"exportgate {command}", repository)
    assert ran.code == 1
    assert pattern(shown).fullmatch(ran.out), ran.out


def test_everything_is_pinned_to_the_version_of_this_tree() -> None:
    assert set(re.findall(r"exportgate==([\w.]+)", PAGE)) == {__version__}


def test_the_workflow_passes_for_sound_rules_and_leaves_both_files(repository: Path, plain_yaml: Yaml) -> None:
    commands = commands_of(workflow(repository, plain_yaml)["jobs"]["rules"])
    assert [run(command, repository).returncode for command in commands] == [0, 0, 0]
    log = json.loads((repository / "findings" / "rules.sarif").read_text("utf-8"))
    assert {result["level"] for result in log["runs"][0]["results"]} <= {"note"}
    suites = ET.parse(repository / "findings" / "cases.xml").getroot()  # noqa: S314 - our own text
    assert suites.get("failures") == "0"


def test_the_workflow_fails_for_the_slip_and_still_leaves_both_files(repository: Path, plain_yaml: Yaml) -> None:
    slip(repository)
    commands = commands_of(workflow(repository, plain_yaml)["jobs"]["rules"])
    assert [run(command, repository).returncode for command in commands] == [1, 1, 0]
    log = json.loads((repository / "findings" / "rules.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["XR301"]


def test_the_step_that_writes_files_fails_where_nothing_could_be_checked(repository: Path, plain_yaml: Yaml) -> None:
    shutil.rmtree(repository / "compliance")
    *_, last = commands_of(workflow(repository, plain_yaml)["jobs"]["rules"])
    assert run(last, repository).returncode != 0


def test_only_the_job_that_uploads_may_write_and_it_installs_nothing(repository: Path, plain_yaml: Yaml) -> None:
    found = workflow(repository, plain_yaml)
    assert found["permissions"] == {"contents": "read"}
    writers = {name for name, job in found["jobs"].items() if "write" in job.get("permissions", {}).values()}
    assert writers == {"code-scanning"}
    assert not any("run" in step for step in found["jobs"]["code-scanning"]["steps"])


def test_the_hooks_run_and_refuse_the_slip(repository: Path, plain_yaml: Yaml) -> None:
    (own,) = plain_yaml(repository / ".pre-commit-config.yaml")["repos"]
    assert [run_here(hook["entry"], repository).code for hook in own["hooks"]] == [0, 0]
    slip(repository)
    assert [run_here(hook["entry"], repository).code for hook in own["hooks"]] == [1, 1]
    assert all(hook["always_run"] == "true" and "files" not in hook for hook in own["hooks"])


def test_the_hooks_of_this_repository_are_those_that_the_page_names(repository: Path, plain_yaml: Yaml) -> None:
    hooks = plain_yaml(CHECKOUT / ".pre-commit-hooks.yaml")
    (own,) = plain_yaml(repository / ".pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in hooks] == [hook["id"] for hook in own["hooks"]]
    assert all(f"`{hook['id']}`" in PAGE for hook in hooks)
    for hook in hooks:
        assert (hook["language"], hook["pass_filenames"]) == ("python", "false")
        assert hook["always_run"] == "true"
        assert "files" not in hook
        assert run_here(f"{hook['entry']} compliance/rules", repository).code == 0


def test_the_gitlab_job_leaves_the_reports_that_it_names(repository: Path, plain_yaml: Yaml) -> None:
    job = plain_yaml(repository / ".gitlab-ci.yml")["rules"]
    commands = [command for command in job["script"] if command.startswith("exportgate")]
    assert [run_here(command, repository).code for command in commands] == [0, 0]
    assert all((repository / name).is_file() for name in job["artifacts"]["reports"]["junit"])
