"""After a change of lists or rules only what is new, gone or changed in an earlier screening is told."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.program import Ran

from exportgate.runs import screen, screened_parties

from .own_rules import write_rules

Command = Callable[..., Ran]
HEAD = "part_number,eccn,ship_date,export_country,consignee,consignee_country,end_user,end_user_country,quantity\n"
LINES = (
    "CABLE,EAR99,2026-08-01,US,Quartz Harbor Trading,AE,Elbe GmbH,DE,4\n"
    "CABLE,EAR99,2026-08-01,US,Elbe GmbH,DE,,,4\n"
    "CABLE,EAR99,2026-08-01,US,=Zorvex Kalmir FZE,AE,,,4\n"
    'CABLE,EAR99,2026-08-01,US,"Mikron\nInstruments",RU,,,4\n'
    "CABLE,EAR99,soon,US,Elbe GmbH,DE,,,4\n"
)
JUNE = "id,name,country\n1,Quartz Harbor Trading,AE\n2,Mikron Instruments,RU\n3,Northern Lathe Works,RU\n"
JULY = "id,name,country\n2,Mikron Instruments JSC,RU\n3,Northern Lathe Works,RU\n4,Zorvex Kalmir FZE,AE\n"


CHANGED = {1: "gone", 3: "new", 4: "changed"}


def imported(exportgate: Command, folder: Path, text: str, day: str) -> None:
    path = folder / f"list_{day}.csv"
    path.write_text(text, encoding="utf-8")
    given = ("--map", "id=id,name=name,countries=country", "--as-of", day, "--force", "a test")
    ran = exportgate("lists", "import", path, "--as", "acme", "--format", "csv", *given)
    assert ran.code == 0, ran.err


@pytest.fixture
def run(exportgate: Command, tmp_path: Path) -> Path:
    """A run against the list of June, after which that of July was imported."""
    return screened(exportgate, tmp_path)


def screened(exportgate: Command, tmp_path: Path) -> Path:
    imported(exportgate, tmp_path, JUNE, "2026-06-10")
    (tmp_path / "ship.csv").write_text(HEAD + LINES, encoding="utf-8")
    assert exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / "run").code == 1
    imported(exportgate, tmp_path, JULY, "2026-07-10")
    return tmp_path / "run"


def changes(folder: Path) -> dict[int, dict[str, Any]]:
    lines = (folder / "rescreen.jsonl").read_text("utf-8").splitlines()
    return {change["row"]: change for change in map(json.loads, lines)}


def test_only_the_lines_that_differ_are_told(exportgate: Command, run: Path) -> None:
    ran = exportgate("rescreen", run)
    assert ran.code == 1, ran.err
    found = changes(run / "rescreen")
    assert {row: change["change"] for row, change in found.items()} == CHANGED
    assert [hit["name"] for hit in found[1]["hits"]["gone"]] == ["Quartz Harbor Trading"]
    assert [hit["name"] for hit in found[3]["hits"]["new"]] == ["Zorvex Kalmir FZE"]
    (pair,) = found[4]["hits"]["changed"]
    assert (pair["before"]["name"], pair["after"]["name"]) == ("Mikron Instruments", "Mikron Instruments JSC")
    assert "now matches 'Zorvex Kalmir FZE' (OWN)" in ran.out


def test_the_receipt_names_both_states_of_the_lists_and_both_versions_of_the_rules(
    exportgate: Command, run: Path
) -> None:
    exportgate("rescreen", run)
    receipt = json.loads((run / "rescreen" / "rescreen.json").read_text("utf-8"))
    earlier = json.loads((run / "receipt.json").read_text("utf-8"))
    assert receipt["rules"] == {"before": earlier["rules"], "after": earlier["rules"]}
    assert [used["as_of"] for side in ("before", "after") for used in receipt["lists"][side]] == [
        "2026-06-10",
        "2026-07-10",
    ]
    assert receipt["entries"] == [{"state": None, "lists": [{"id": "acme", "new": 2, "gone": 2}]}]
    assert (receipt["lines"]["screened"], receipt["lines"]["new"]) == (4, 1)


def test_looking_everybody_up_again_tells_the_same(exportgate: Command, run: Path, tmp_path: Path) -> None:
    exportgate("rescreen", run)
    exportgate("rescreen", run / "receipt.json", "--whole", "--out", tmp_path / "whole")
    for name in ("rescreen.jsonl", "rescreen.csv"):
        assert (tmp_path / "whole" / name).read_bytes() == (run / "rescreen" / name).read_bytes()


def test_a_run_kept_in_many_parts_tells_the_same(
    exportgate: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screened_parties, "LINES_A_PART", 1)
    monkeypatch.setattr(screen, "BATCH", 1)
    monkeypatch.setattr(screened_parties, "PARTIES_A_PART", 1)
    run = screened(exportgate, tmp_path)
    exportgate("rescreen", run)
    assert {row: change["change"] for row, change in changes(run / "rescreen").items()} == CHANGED


@pytest.mark.usefixtures("run")
def test_nothing_differs_where_nothing_changed(exportgate: Command, tmp_path: Path) -> None:
    out = tmp_path / "now"
    exportgate("screen", tmp_path / "ship.csv", "--out", out)
    ran = exportgate("rescreen", out)
    assert (ran.code, changes(out / "rescreen")) == (0, {}), ran.out
    assert "0 lines decided" in ran.out


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize("day", ["2026-06-20", "2026-03-01"])
def test_lines_screened_against_an_older_state_are_asked_of_the_lists_in_force(
    exportgate: Command, tmp_path: Path, day: str
) -> None:
    (tmp_path / "ship.csv").write_text(HEAD + LINES.replace("2026-08-01", day), encoding="utf-8")
    exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / "old")
    ran = exportgate("rescreen", tmp_path / "old")
    exportgate("rescreen", tmp_path / "old", "--whole", "--out", tmp_path / "whole")
    found = changes(tmp_path / "old" / "rescreen")
    assert found == changes(tmp_path / "whole")
    assert found[1]["change"] == "gone", ran.out


@pytest.mark.usefixtures("run")
def test_a_change_of_rules_is_told_where_it_changes_an_answer(exportgate: Command, tmp_path: Path) -> None:
    south = "CABLE,EAR99,2026-08-01,US,Lago Azul CA,VE,,,4\n"
    (tmp_path / "ship.csv").write_text(HEAD + LINES + south, encoding="utf-8")
    exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / "now")
    ran = exportgate("rescreen", tmp_path / "now", "--rules", write_rules(tmp_path / "rules"))
    assert ran.code == 1, ran.err
    assert "0 looked up again, 5 lines decided" in ran.out
    ((row, change),) = changes(tmp_path / "now" / "rescreen").items()
    assert (row, [item["provision"] for item in change["findings"]["new"]]) == (6, ["acme.embargo"])
    receipt = json.loads((tmp_path / "now" / "rescreen" / "rescreen.json").read_text("utf-8"))
    assert receipt["rules"]["before"] != receipt["rules"]["after"]


def test_screening_since_an_earlier_run_tells_the_same_of_the_same_file(
    exportgate: Command, run: Path, tmp_path: Path
) -> None:
    ran = exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / "now", "--since", run / "receipt.json")
    assert ran.code == 1, ran.err
    assert {row: change["change"] for row, change in changes(tmp_path / "now").items()} == CHANGED


def test_lines_of_another_file_are_paired_by_what_they_say(exportgate: Command, run: Path, tmp_path: Path) -> None:
    first, _, *rest = LINES.splitlines(keepends=True)
    more = "CABLE,EAR99,2026-08-01,US,Northern Lathe Works,RU,,,4\n"
    (tmp_path / "next.csv").write_text(HEAD + more + "".join(rest) + first, encoding="utf-8")
    exportgate("screen", tmp_path / "next.csv", "--out", tmp_path / "now", "--since", run)
    found = changes(tmp_path / "now")
    assert {row: change["change"] for row, change in found.items()} == {1: "new", 2: "new", 3: "changed", 5: "gone"}
    assert found[1]["outcome"] == {"before": None, "after": "hold"}


@pytest.mark.parametrize("name", ["results.jsonl", "results.csv", "parties.npz"])
def test_a_run_that_was_changed_is_refused_and_nothing_is_written(exportgate: Command, run: Path, name: str) -> None:
    content = (run / name).read_bytes()
    (run / name).write_bytes(content.replace(b"Zorvex", b"Xorvez"))
    ran = exportgate("rescreen", run)
    assert ran.code == 3
    assert name in ran.err
    assert not (run / "rescreen").exists()


def test_what_is_no_run_is_told(exportgate: Command, run: Path, tmp_path: Path) -> None:
    assert exportgate("rescreen", tmp_path / "nowhere").code == 2
    (tmp_path / "other.json").write_text("[1]", encoding="utf-8")
    ran = exportgate("rescreen", tmp_path / "other.json")
    assert (ran.code, "no receipt of a screening" in ran.err) == (3, True)
    assert exportgate("screen", tmp_path / "ship.csv", "--out", run, "--since", run).code == 2


def test_a_run_of_a_version_that_kept_no_parties_is_told_what_to_do(exportgate: Command, run: Path) -> None:
    receipt = json.loads((run / "receipt.json").read_text("utf-8"))
    del receipt["files"]
    (run / "receipt.json").write_text(json.dumps(receipt), encoding="utf-8")
    ran = exportgate("rescreen", run)
    assert ran.code == 3
    assert "--since" in ran.err


def test_a_list_that_is_not_held_is_named(exportgate: Command, run: Path, tmp_path: Path) -> None:
    homes = list((tmp_path / "home" / "lists" / "acme").iterdir())
    current = (tmp_path / "home" / "lists" / "acme" / "current").read_text("ascii").strip()
    for folder in homes:
        if folder.is_dir() and folder.name != current:
            shutil.rmtree(folder)
    ran = exportgate("rescreen", run)
    assert ran.code == 3
    assert "'acme'" in ran.err
    assert "--whole" in ran.err
    assert exportgate("rescreen", run, "--whole").code == 1


@pytest.mark.usefixtures("run")
def test_the_same_screening_keeps_the_same_bytes(exportgate: Command, tmp_path: Path) -> None:
    kept = []
    for name in ("a", "b"):
        exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / name)
        kept.append((tmp_path / name / "parties.npz").read_bytes())
    assert kept[0] == kept[1]
