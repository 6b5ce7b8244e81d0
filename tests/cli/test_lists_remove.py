"""`lists remove` from the outside: what goes is said, and nothing goes that was not named."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
DAYS = ("2022-05-16", "2023-11-30", "2026-07-31")


@pytest.fixture
def held(exportgate: Command, tmp_path: Path) -> dict[str, str]:
    """Three snapshots of `us`; their names by day."""
    path = tmp_path / "names.csv"
    path.write_text("id,name\n7,Quartz Harbor FZE\n", "utf-8")
    for day in DAYS:
        assert exportgate("lists", "import", path, "--as", "us", "--as-of", day).code == 0
    return kept(exportgate)


def kept(exportgate: Command) -> dict[str, str]:
    lists = json.loads(exportgate("lists", "status", "--format", "json").out)["lists"]
    return {item["day"]: item["snapshot"] for shown in lists for item in shown["snapshots"]}


def test_a_snapshot_goes_by_its_day_or_name_and_the_newest_left_is_in_force(
    exportgate: Command, held: dict[str, str]
) -> None:
    ran = exportgate("lists", "remove", f"us@{held[DAYS[2]][:7]}")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        f"removed the snapshot {held[DAYS[2]]} of {DAYS[2]} of 'us'\n"
        f"2 snapshots of 'us' left; in force is that of {DAYS[1]}\n"
    )
    exportgate("lists", "remove", f"us@{DAYS[0]}")
    assert kept(exportgate) == {DAYS[1]: held[DAYS[1]]}
    assert json.loads(exportgate("lookup", "Quartz Harbor", "--format", "json").out)["lists"][0]["as_of"] == DAYS[1]


def test_a_list_of_a_day_far_ahead_is_told_with_how_to_take_it_back(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,name\n7,Quartz Harbor FZE\n", "utf-8")
    ran = exportgate("lists", "import", path, "--as", "us", "--as-of", "2962-07-31")
    name = kept(exportgate)["2962-07-31"]
    assert "'us' is of 2962-07-31, a day far ahead: every list imported until then stays behind it" in ran.err
    assert f"exportgate lists remove us@{name}" in ran.err
    assert exportgate("lists", "remove", f"us@{name}").code == 0


def test_the_last_snapshot_takes_the_list_with_it(exportgate: Command, held: dict[str, str], tmp_path: Path) -> None:
    for day in DAYS:
        ran = exportgate("lists", "remove", f"us@{day}")
    assert ran.out.endswith("no snapshot of 'us' is left: the list is gone\n")
    assert kept(exportgate) == {}
    assert [path.name for path in (tmp_path / "home" / "lists").iterdir()] == [".lock"]
    assert len(held) == len(DAYS)


def test_a_list_goes_with_all_its_snapshots(exportgate: Command, held: dict[str, str]) -> None:
    ran = exportgate("lists", "remove", "us")
    assert ran.out.startswith("removed the list 'us' with 3 snapshots: ")
    assert all(f"{name} of {day}" in ran.out for day, name in held.items())
    assert kept(exportgate) == {}


@pytest.mark.parametrize(
    "text", ["us@2023-12-01", "us@", "us@zz", "us@..", "us@ffffffffffff", "us@us", "uk", "../us", ""]
)
def test_what_names_nothing_removes_nothing(exportgate: Command, held: dict[str, str], text: str) -> None:
    ran = exportgate("lists", "remove", text)
    assert (ran.code in {2, 3}, ran.out) == (True, "")
    assert ran.err.startswith("exportgate: ")
    assert kept(exportgate) == held


def test_a_day_of_two_snapshots_asks_for_a_name(exportgate: Command, held: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("id,name\n7,Quartz Harbor FZE\n8,Onyx Ridge FZE\n", "utf-8")
    exportgate("lists", "import", path, "--as", "us", "--as-of", DAYS[1])
    ran = exportgate("lists", "remove", f"us@{DAYS[1]}")
    assert (ran.code, held[DAYS[1]] in ran.err) == (2, True)


def test_a_damaged_snapshot_is_removed_by_its_name(exportgate: Command, held: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "home" / "lists" / "us"
    (home / held[DAYS[2]] / "snapshot.json").write_text("{", "utf-8")
    exportgate("lists", "remove", f"us@{DAYS[0]}")
    assert exportgate("lookup", "Quartz Harbor").code == 3
    ran = exportgate("lists", "remove", f"us@{held[DAYS[2]]}")
    assert ran.out.startswith(f"removed the snapshot {held[DAYS[2]]}, which was damaged, of 'us'\n")
    assert kept(exportgate) == {DAYS[1]: held[DAYS[1]]}
    assert exportgate("lookup", "Quartz Harbor").code == 0
