"""Which rules a path on the command line means, and what of them is shown."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .own_rules import write_rules

Command = Callable[..., Any]
BROKEN = "id: acme.embargo\nkind: restricton\n"


def files_shown(out: str) -> list[str]:
    return [item["file"] for item in json.loads(out)["diagnostics"]]


def test_a_folder_adds_to_the_shipped_rules(exportgate: Command, tmp_path: Path) -> None:
    alone = exportgate("rules", "check")
    added = exportgate("rules", "check", write_rules(tmp_path / "own"))
    assert (alone.code, added.code) == (0, 0)
    assert int(added.err.splitlines()[-1].split()[0]) == int(alone.err.split()[0]) + 1


def test_a_folder_with_units_of_its_own_stands_alone(exportgate: Command, checkout: Path, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    for name in ("units.yaml", "facts.yaml"):
        (own / name).write_bytes((checkout / "rules" / name).read_bytes())
    ran = exportgate("rules", "check", own)
    assert (ran.code, ran.err.startswith("1 provision in 5 files")) == (0, True)
    other = exportgate("rules", "check", own, checkout / "rules")
    assert (other.code, "XR129" in other.out) == (1, True)


def test_of_a_file_inside_a_folder_only_its_own_faults_are_shown(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    (own / "embargo.yaml").write_text(BROKEN, encoding="utf-8")
    (own / "more").mkdir()
    (own / "more" / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    ran = exportgate("rules", "check", own / "more", "--format", "json")
    assert (ran.code, files_shown(ran.out)) == (1, ["own/more/broken.yaml"])
    assert "elsewhere in the same rules: " in ran.err
    assert "the first at own/embargo" in ran.err


def test_an_error_elsewhere_fails_the_check_of_a_sound_file(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    (own / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    ran = exportgate("rules", "check", own / "embargo.yaml", "--format", "json")
    assert (ran.code, files_shown(ran.out)) == (1, [])
    assert "1 error, 0 other findings, the first at own/broken.yaml:2:1" in ran.err


def test_a_path_inside_the_shipped_rules_is_tested_with_the_whole_of_them(exportgate: Command, checkout: Path) -> None:
    ran = exportgate("rules", "test", checkout / "rules" / "us" / "ear" / "ccl" / "3a090.yaml", "--format", "json")
    cases = json.loads(ran.out)["cases"]
    assert (ran.code, {case["provision"] for case in cases}) == (0, {"us.ear.ccl.3a090"})
    assert all(case["passed"] for case in cases)


def test_two_folders_of_one_name_show_each_its_own_lines(exportgate: Command, tmp_path: Path) -> None:
    first = write_rules(tmp_path / "a" / "rules")
    second = write_rules(tmp_path / "b" / "rules", name="other")
    (second / "ruleset.yaml").write_text("namespace: beta\nversion: 2026.1\ntitle: B\n", encoding="utf-8")
    for name in ("other.yaml", "other.cases.yaml"):
        path = second / name
        path.write_text(path.read_text("utf-8").replace("acme.", "beta."), encoding="utf-8")
    (first / "same.yaml").write_text("first: 1\n", encoding="utf-8")
    (second / "same.yaml").write_text("second: 1\n", encoding="utf-8")
    ran = exportgate("rules", "check", first, second)
    assert ran.code == 1
    lines = ran.out.splitlines()
    shown = {lines[place - 2].split(":")[0]: line for place, line in enumerate(lines) if line.startswith("1 | ")}
    assert shown["a/rules/same.yaml"] == "1 | first: 1"
    assert shown["b/rules/same.yaml"] == "1 | second: 1"


def test_a_file_in_the_working_folder_goes_by_its_path_from_there(
    exportgate: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write_rules(tmp_path / "repository" / "compliance" / "rules")
    (own / "embargo.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "repository")
    ran = exportgate("rules", "check", "compliance/rules")
    assert "compliance/rules/embargo.yaml:2:7: error[XR004]" in ran.out
    assert "2 | kind: restricton\n" in ran.out
    monkeypatch.chdir(own)
    assert exportgate("rules", "check", ".").out.startswith("embargo.yaml:2:7: error[XR004]")


def test_lines_are_counted_as_yaml_counts_them(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    (own / "embargo.yaml").write_bytes("\ufeff# one\rid: acme.embargo\r\ntitle: a\rkind: restricton\n".encode())
    lines = exportgate("rules", "check", own / "embargo.yaml").out.split("\n")
    place = next(place for place, line in enumerate(lines) if "'restricton' is no kind" in line)
    assert lines[place].startswith("own/embargo.yaml:4:7: ")
    assert lines[place + 2 : place + 4] == ["4 | kind: restricton", "  |       ^^^^^^^^^^"]


@pytest.mark.parametrize("command", ["check", "test"])
def test_a_path_that_names_no_rules_is_a_usage_error_in_one_line(
    exportgate: Command, tmp_path: Path, command: str
) -> None:
    own = write_rules(tmp_path / "own")
    (own / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "lone.yaml").write_text("id: x\n", encoding="utf-8")
    for path in (tmp_path / "nowhere", own / "notes.txt", tmp_path / "lone.yaml"):
        ran = exportgate("rules", command, path)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert path.name in ran.err


def test_a_folder_and_a_folder_within_it_are_loaded_once(exportgate: Command, tmp_path: Path) -> None:
    own = write_rules(tmp_path / "own")
    (own / "more").mkdir()
    (own / "more" / "broken.yaml").write_text("id: [\n", encoding="utf-8")
    ran = exportgate("rules", "check", own, own / "more", own, "--format", "json")
    assert (ran.code, files_shown(ran.out)) == (1, ["own/more/broken.yaml"])
