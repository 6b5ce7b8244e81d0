"""Lists in the forms of their publishers, imported and asked from the outside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from exportgate.parties.lists.dpl_text import COLUMNS

Command = Callable[..., Any]
NULLS = "-0- ," * 7
TABLES = {
    "SDN.CSV": f'11,"QUARTZ WORKS",-0- ,"NPWMD",{NULLS}"Tax ID No. 7700012345 (Russia); a.k.a. \'QW\'."\r\n',
    "ALT.CSV": '11,1,"aka","BERYL WORKS",-0- \r\n99,2,"aka","NOBODY",-0- \r\n',
    "ADD.CSV": '11,1,-0- ,"Moscow","Russia",-0- \r\n\x1a',
}
DENIED = ("QUARTZ TRADER A/K/A BERYL TRADER", "1 FIRST ST.", "DUBAI", "", "AE", "", "02/10/2022", "06/17/2030", "Y")


@pytest.fixture
def treasury(tmp_path: Path) -> Path:
    folder = tmp_path / "2026-01-02"
    folder.mkdir()
    for name, text in TABLES.items():
        (folder / name).write_bytes(text.encode())
    return folder


@pytest.fixture
def denied(tmp_path: Path) -> Path:
    path = tmp_path / "dpl_2023-11-30.txt"
    row = (*DENIED, "2022-02-22", "F.R. NOTICE ADDED", "87 F.R. 9030 2/17/2022")
    path.write_text("\t".join(COLUMNS) + "\n" + "\t".join(row) + "\n", "utf-8")
    return path


def test_tables_of_one_list_are_imported_together_by_folder_or_primary_file(
    exportgate: Command, treasury: Path
) -> None:
    digests = []
    for path in (treasury, treasury / "SDN.CSV"):
        ran = exportgate("lists", "import", path, "--as", "sdn", "--as-of", "2026-01-02")
        assert ran.code == 0
        assert ran.out.startswith("sdn: 1 entry with 3 names from 4 rows (2 rows joined to another, 1 set aside)")
        assert "row 3, line 2: ALT.CSV: it is of entry '99', which is not in SDN.CSV" in ran.err
        digests.append(json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]["digest"])
    assert digests[0] == digests[1]
    (hit,) = json.loads(exportgate("lookup", "Beryl Works", "--format", "json").out)["hits"]
    assert (hit["source"], hit["entity_id"], hit["countries"]) == ("SDN", "11", ["RU"])


def test_another_table_of_names_is_another_list(exportgate: Command, treasury: Path) -> None:
    def digest() -> str:
        exportgate("lists", "import", treasury / "SDN.CSV", "--as", "sdn", "--as-of", "2026-01-02")
        return str(json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]["digest"])

    before = digest()
    (treasury / "ALT.CSV").write_text(TABLES["ALT.CSV"].replace("BERYL", "TOPAZ"), "utf-8")
    assert digest() != before
    assert json.loads(exportgate("lookup", "Topaz Works", "--format", "json").out)["hits"]


def test_a_missing_table_is_told_and_nothing_is_imported(exportgate: Command, treasury: Path) -> None:
    (treasury / "ADD.CSV").unlink()
    ran = exportgate("lists", "import", treasury / "SDN.CSV", "--as", "sdn")
    assert ran.code == 3
    assert "ADD.CSV is missing beside SDN.CSV: it has their addresses; put it there and import again" in ran.err
    assert json.loads(exportgate("lists", "status", "--format", "json").out)["lists"] == []


def test_a_denied_person_counts_on_the_days_of_the_order(exportgate: Command, denied: Path) -> None:
    ran = exportgate("lists", "import", denied, "--as", "dpl")
    assert (ran.code, ran.err) == (0, "")
    early, late = (exportgate("lookup", "Beryl Trader", "--on", day).out for day in ("2022-02-09", "2024-01-01"))
    assert "listed only from 2022-02-10" in early
    assert "QUARTZ TRADER, AE" in late
    assert "listed only" not in late
    assert json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]["as_of"] == "2023-11-30"


def test_a_folder_of_agency_lists_is_one_list(exportgate: Command, tmp_path: Path) -> None:
    folder = tmp_path / "agencies"
    folder.mkdir()
    for list_id, name in (("bis-dpl", "Quartz Trader"), ("bis-meu", "Beryl Works")):
        whole = {"list_id": list_id, "extracted": "2026-07-09", "count": 1, "entities": [{"name": name}]}
        (folder / f"{list_id}.json").write_text(json.dumps(whole), "utf-8")
    ran = exportgate("lists", "import", folder, "--as", "agencies")
    assert (ran.code, ran.out.splitlines()[1]) == (0, "DPL 1, MEU 1")
    before = json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]["digest"]
    (folder / "bis-meu.json").write_text(
        (folder / "bis-meu.json").read_text("utf-8").replace("Beryl", "Topaz"), "utf-8"
    )
    assert exportgate("lists", "import", folder, "--as", "agencies", "--force", "renamed").code == 0
    assert json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]["digest"] != before


def test_a_sheet_of_a_workbook_is_named_and_what_is_not_read_told(exportgate: Command, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    for sheet, name in (("One", "Quartz Trader"), ("Two", "Beryl Works")):
        made = book.create_sheet(sheet)
        made.append(["Firm", "Land"])
        made.append([name, "CN"])
    path = tmp_path / "own_2026-11-20.xlsx"
    book.save(path)
    ran = exportgate("lists", "import", path, "--as", "own", "--map", "name=Firm", "--sheet", "two")
    assert ran.code == 0
    assert "not read: 'Land', 'sheet 'One''" in ran.err
    assert json.loads(exportgate("lookup", "Beryl Works", "--format", "json").out)["hits"]
    assert not json.loads(exportgate("lookup", "Quartz Trader", "--format", "json").out)["hits"]
    refused = exportgate("lists", "import", path, "--as", "own", "--format", "csv", "--sheet", "two")
    assert (refused.code, "--sheet names the sheet of a workbook" in refused.err) == (2, True)


def test_keys_of_a_json_list_that_are_not_known_are_told(exportgate: Command, tmp_path: Path) -> None:
    result = {"source": "Entity List (EL) - BIS", "name": "Quartz", "color": "red", "federal_register_notice": None}
    path = tmp_path / "consolidated.json"
    path.write_text(json.dumps({"search_performed_at": "2026-11-20", "results": [result]}), "utf-8")
    ran = exportgate("lists", "import", path, "--as", "us")
    assert (ran.code, ran.err) == (0, "consolidated.json: not read: 'color'\n")
