"""Every command in the README and in docs runs, and prints what the page says it prints.

A block fenced as `console` holds commands after `$` and their output; a line `…` stands for any further lines.
`make` itself is run by the continuous integration script, which a second test holds to the README.
"""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.program import run

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").rglob("*.md"))]
EXIT_CODES = {"screen": 1, "rescreen": 1}
"""Screening and rescreening the examples finds something; every other command that is shown ends with 0."""
BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


def steps(block: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


def blocks() -> list[tuple[str, str]]:
    return [(path.name, found) for path in PAGES for found in BLOCK.findall(path.read_text("utf-8"))]


def matches(expected: list[str], printed: list[str]) -> bool:
    if not expected:
        return not printed
    if expected[0] == "…":
        return any(matches(expected[1:], printed[place:]) for place in range(len(printed) + 1))
    return bool(printed) and expected[0].rstrip() == printed[0].rstrip() and matches(expected[1:], printed[1:])


@pytest.mark.parametrize(("page", "block"), blocks())
def test_commands_print_what_the_page_says(page: str, block: str, tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / "data" / "examples", tmp_path / "data" / "examples")
    home = {"EXPORTGATE_HOME": str(tmp_path / "home"), "COLUMNS": "100", "NO_COLOR": "1"}
    for command, expected in steps(block):
        words = shlex.split(command)
        if words[0] == "make" or words[0] == "git":
            continue
        assert words[0] == "exportgate", f"{page}: '{command}' is not run by this test"
        ran = run(*words[1:], folder=tmp_path, environment=home, together=True)
        while expected and not expected[-1]:
            expected.pop()
        assert matches(expected, ran.out.splitlines()), f"{page}: $ {command}\n{ran.out}"
        assert ran.code == EXIT_CODES.get(words[1], 0), f"{page}: $ {command} ended with {ran.code}"


def test_continuous_integration_runs_the_commands_of_the_readme() -> None:
    script = (CHECKOUT / ".ci" / "run").read_text("utf-8")
    wanted = set(re.findall(r"^\$ (make \w+)$", (CHECKOUT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert wanted == {"make demo", "make test"}
    assert all(re.search(rf"^{command}$", script, re.MULTILINE) for command in wanted)
