"""`lists status` from the outside, and what every report says of a list that is stale or was forced."""

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
TODAY = date(2026, 11, 29)


@pytest.fixture
def held(exportgate: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Imports a list of so many Entity List parties, of a day, as `us`; the user's own day is set."""
    for module in ("lists.status", "screen", "lookup"):
        monkeypatch.setattr(import_module(f"exportgate.cli.{module}"), "today", lambda: TODAY)

    def import_(day: date, parties: int = 3, *words: str) -> Any:
        path = tmp_path / "parties.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = [[f"{number}", f"Quartz Harbor {number:03} FZE", "EL", "AE"] for number in range(parties)]
            csv.writer(file).writerows([["id", "name", "list", "country"], *rows])
        return exportgate("lists", "import", path, "--as", "us", "--as-of", day, *words)

    return import_


def status(exportgate: Command) -> Any:
    return json.loads(exportgate("lists", "status", "--format", "json").out)


def test_the_age_the_limit_and_the_snapshots_of_a_list_are_shown(exportgate: Command, held: Command) -> None:
    held(TODAY - timedelta(4))
    held(date(2022, 5, 16))
    (shown,) = status(exportgate)["lists"]
    assert (shown["age_days"], shown["stale_after"], shown["stale"]) == (4, 7, False)
    assert [item["day"] for item in shown["snapshots"]] == ["2022-05-16", "2026-11-25"]
    assert (shown["kinds"], shown["sources"]) == ({"entity": 3}, {"EL": 3})
    told = exportgate("lists", "status").out
    assert "us  2026-11-25  4 days  7 days       2 " in told
    assert "us: 2 snapshots of 2022-05-16 to 2026-11-25\n" in told
    one = exportgate("lists", "status", "us").out
    assert [line.split()[1] for line in one.splitlines() if line.startswith("us@")] == ["2022-05-16", "2026-11-25"]


def test_a_day_to_come_is_told_so_that_a_slip_does_not_keep_a_list_in_force(exportgate: Command, held: Command) -> None:
    held(TODAY)
    held(TODAY + timedelta(1))
    assert "lies ahead" not in exportgate("lists", "status").out
    held(date(2062, 7, 31))
    told = exportgate("lists", "status").out
    assert ": of 2062-07-31, which lies ahead; if that is wrong, remove it and import it again" in told
    assert told.count("lies ahead") == 1


def test_what_is_published_and_not_held_is_named(exportgate: Command, held: Command) -> None:
    held(TODAY)
    covered = status(exportgate)["coverage"]
    assert [(item["code"], item["lists"], item["entries"], item["part"]) for item in covered["held"]] == [
        ("EL", ["us"], 3, False)
    ]
    assert {"DPL", "SDN", "UN", "EU", "UK"} <= {item["code"] for item in covered["missing"]}
    told = " ".join(exportgate("lists", "status").out.split())
    assert "published lists held: EL 3 (us) not held: Denied Persons List (DPL)," in told


def test_a_stale_list_warns_in_every_output(exportgate: Command, held: Command, tmp_path: Path) -> None:
    held(TODAY - timedelta(8))
    notice = (
        "The list 'us' of 2026-11-21 is stale since 2026-11-29: who was listed or released since is not in it. Get the "
        "list of today and import it: exportgate lists import FILE --as us"
    )
    assert "7 days: stale" in exportgate("lists", "status").out
    asked = exportgate("lookup", "Quartz Harbor", "--format", "json")
    assert notice in json.loads(asked.out)["notices"]
    assert notice in asked.err
    assert notice in every_report(exportgate, tmp_path)


def test_the_days_are_set_for_a_list(exportgate: Command, held: Command) -> None:
    held(TODAY - timedelta(8))
    assert exportgate("lists", "status", "--stale-after", "us=8").code == 0
    assert (status(exportgate)["lists"][0]["stale_after"], status(exportgate)["lists"][0]["stale"]) == (8, False)
    assert "is stale" not in exportgate("lookup", "Quartz Harbor").err
    exportgate("lists", "status", "--stale-after", "us=3")
    assert "is stale since 2026-11-25" in exportgate("lookup", "Quartz Harbor").err
    assert "never" in exportgate("lists", "status", "--stale-after", "us=never").out


@pytest.mark.parametrize("text", ["us", "us=", "us=0", "us=-1", "us=1.5", "us=99999", "us=٣", "=3"])
def test_days_that_cannot_be_set_change_nothing(exportgate: Command, held: Command, text: str) -> None:
    held(TODAY)
    ran = exportgate("lists", "status", "--stale-after", "us=3", "--stale-after", text)
    assert ran.code in {2, 3}
    assert ran.err.startswith("exportgate: ")
    assert status(exportgate)["lists"][0]["stale_after"] == 7


def test_a_forced_list_says_why_in_the_status_and_in_every_report(
    exportgate: Command, held: Command, tmp_path: Path
) -> None:
    held(TODAY - timedelta(1), 100)
    refused = held(TODAY, 50)
    assert refused.code == 3
    assert "lost 50 of 100 entries against the one of 2026-11-28" in refused.err
    assert "--force REASON" in refused.err
    assert held(TODAY, 50, "--force", "the agency\u202e <b>split</b> its list").code == 0
    assert status(exportgate)["lists"][0]["forced"] == "the agency\u202e <b>split</b> its list"
    said = "imported although it lost many entries: the agency"
    assert said in exportgate("lists", "status").out
    assert "\u202e" not in exportgate("lists", "status").out
    said = "The list 'us' of 2026-11-29 was imported although it had lost many entries: the agency"
    assert said in every_report(exportgate, tmp_path)
    receipt = json.loads((tmp_path / "out" / "receipt.json").read_text("utf-8"))
    assert receipt["lists"][0]["forced"] == "the agency\u202e <b>split</b> its list"
    assert receipt["lists"][0]["snapshot"] == status(exportgate)["lists"][0]["snapshot"]
    assert "<b>split" not in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_a_forced_list_of_an_earlier_day_says_why_where_it_answered_for_a_line(
    exportgate: Command, held: Command, tmp_path: Path
) -> None:
    held(TODAY - timedelta(9), 100)
    held(TODAY - timedelta(2), 50, "--force", "a lost half")
    held(TODAY, 50)
    said = "The list 'us' of 2026-11-27 was imported although it had lost many entries: a lost half"
    assert said not in every_report(exportgate, tmp_path, TODAY)
    assert said in every_report(exportgate, tmp_path, TODAY - timedelta(2))
    receipt = json.loads((tmp_path / "out" / "receipt.json").read_text("utf-8"))
    assert ("forced" in receipt["lists"][0], receipt["lists"][0]["states"][0]["forced"]) == (False, "a lost half")


def test_a_damaged_snapshot_is_told_beside_those_that_are_whole(exportgate: Command, held: Command) -> None:
    held(date(2022, 5, 16))
    held(TODAY)
    home = Path(exportgate_home(exportgate)) / "lists" / "us"
    old = next(item["snapshot"] for item in status(exportgate)["lists"][0]["snapshots"] if item["day"] < "2026")
    (home / old / "entries.jsonl").write_text("", "utf-8")
    told = exportgate("lists", "status")
    assert (told.code, f"us@{old}: damaged; import its file again, or remove it\n" in told.out) == (0, True)
    assert f"The snapshot us@{old} is damaged, so nobody was looked up in it." in exportgate("lookup", "Quartz").err
    (home / "current").write_text(old, "ascii")
    told = exportgate("lists", "status", "--format", "json")
    assert told.code == 3
    assert "the list 'us' in the store is damaged" in told.err
    assert "damaged" in json.loads(told.out)["lists"][0]["fault"]


def test_a_list_that_is_not_held_has_no_status(exportgate: Command) -> None:
    ran = exportgate("lists", "status", "uk")
    assert (ran.code, "there is no list 'uk'" in ran.err) == (3, True)


def every_report(exportgate: Command, folder: Path, day: date = TODAY) -> str:
    """Screen a line of a day; return what all outputs say: standard error, page, workbook and receipt."""
    import openpyxl

    shipment = folder / "shipment.csv"
    shipment.write_text(f"Part Number,Consignee,Country,Ship Date\nA100,Quartz Harbor,AE,{day}\n", "utf-8")
    ran = exportgate("screen", shipment, "--out", folder / "out")
    receipt = json.loads((folder / "out" / "receipt.json").read_text("utf-8"))
    page = " ".join((folder / "out" / "report.html").read_text("utf-8").replace("&#39;", "'").split())
    book = openpyxl.load_workbook(folder / "out" / "report.xlsx", read_only=True)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    common = [
        notice
        for notice in receipt["notices"]
        if f"{notice}\n" in ran.err and any(notice in cell for cell in cells) and notice.split(":")[0] in page
    ]
    return "\n".join(common)


def exportgate_home(exportgate: Command) -> str:
    import os

    assert exportgate("lists", "status").code == 0
    return os.environ["EXPORTGATE_HOME"]


@pytest.mark.parametrize(
    "words", [("lists", "status"), ("lists", "search", "Quartz"), ("lists", "remove", "us"), ("lookup", "Quartz")]
)
def test_a_file_in_place_of_the_store_is_told_and_does_not_pass_for_an_empty_one(
    exportgate: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "home").touch()
    ran = exportgate(*words)
    assert (ran.code, ran.out) == (3, "")
    assert "is no folder, so no list can be kept there; correct EXPORTGATE_HOME" in ran.err
