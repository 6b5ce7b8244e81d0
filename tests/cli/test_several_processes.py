"""`--jobs` changes how long an answer takes and nothing else, and an interrupted run says that it is not whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportgate.runs import name_answers, opened_lists, search_workers

Command = Callable[..., Any]


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few parties be many."""
    monkeypatch.setattr(search_workers, "ALONE", 10)
    monkeypatch.setattr(search_workers, "PIECE", 7)
    monkeypatch.setattr(name_answers, "BATCH", 16)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("form", ["csv", "json"])
def test_two_processes_print_what_one_prints(exportgate: Command, tmp_path: Path, form: str) -> None:
    path = tmp_path / "names.csv"
    names = ["SMIC", "Sophgo Technologies", "Nobody in Particular", "", "Huawei Technologies Co., Ltd.", "!!"]
    rows = [f"{number},{name}" for number in range(10) for name in names]
    path.write_text("\n".join(["id,name", *rows, "60,one,too many", ""]), encoding="utf-8")
    one, two = (exportgate("lookup", "--file", path, "--format", form, "--jobs", jobs) for jobs in (1, 2))
    assert one.out.count("Sophgo") >= 10
    assert two == one


@pytest.mark.usefixtures("many")
def test_two_processes_screen_as_one_does(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "shipments.csv"
    head = "ship_date,export_country,consignee,consignee_country,destination_country,part_number"
    parties = ["SMIC", "Sophgo Technologies", "Elbtal Messtechnik GmbH", "Huawei Technologies"]
    rows = [f"2024-03-01,US,{parties[at % 4]} {at // 4 or ''},CN,CN,A100 SXM4 80GB" for at in range(40)]
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    for jobs in (1, 2):
        assert exportgate("screen", path, "--out", tmp_path / str(jobs), "--jobs", jobs).code == 1
    for name in ("results.csv", "results.jsonl"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_no_processes_is_a_usage_error(exportgate: Command, tmp_path: Path) -> None:
    assert exportgate("lookup", "--file", tmp_path / "names.csv", "--jobs", 0).code == 2


def test_an_interrupted_run_says_that_it_is_not_whole(exportgate: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opened_lists, "open_lists", interrupt)
    ran = exportgate("lookup", "SMIC")
    assert (ran.code, ran.out) == (130, "")
    assert "not the whole" in ran.err
