"""What a rescreening cannot answer it refuses, and what it leaves out it says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.program import Ran

Command = Callable[..., Ran]
EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
HEAD = "part_number,eccn,ship_date,export_country,consignee,consignee_country,quantity,Acme release\n"
LINE = "A800 SXM4 80GB,,2024-02-01,US,Elbe GmbH,CN,2,yes\n"


def screened(exportgate: Command, folder: Path, *options: object, text: str = HEAD + LINE) -> Path:
    """Screen a file, and return the folder of the run."""
    (folder / "ship.csv").write_text(text, encoding="utf-8")
    assert exportgate("screen", folder / "ship.csv", "--out", folder / "run", *options).code in {0, 1}
    return folder / "run"


@pytest.mark.parametrize("before", [True, False])
def test_rules_that_read_another_column_than_those_of_the_run_are_refused(
    exportgate: Command, tmp_path: Path, *, before: bool
) -> None:
    own = ("--rules", EXAMPLES / "own-rules")
    run = screened(exportgate, tmp_path, *(own if before else ()))
    ran = exportgate("rescreen", run, *(() if before else own))
    assert ran.code == 3
    assert ("'acme_release'" if before else "the column 'Acme release'") in ran.err
    assert "--since" in ran.err
    assert not (run / "rescreen").exists()


def test_rules_that_read_no_other_column_are_applied(exportgate: Command, tmp_path: Path) -> None:
    run = screened(exportgate, tmp_path, text=(HEAD + LINE).replace("Acme release", "Note"))
    ran = exportgate("rescreen", run, "--rules", EXAMPLES / "own-rules")
    assert ran.code == 1, ran.err
    assert "new finding acme.near_limit" in ran.out


def test_a_row_that_cannot_be_read_any_more_is_no_hit_that_went(exportgate: Command, tmp_path: Path) -> None:
    run = screened(exportgate, tmp_path, text=HEAD + LINE.replace("Elbe GmbH", "Huawei Technologies Co Ltd"))
    (tmp_path / "mapping.yaml").write_text('date_format: "%d.%m.%Y"\n', encoding="utf-8")
    now = ("screen", tmp_path / "ship.csv", "--mapping", tmp_path / "mapping.yaml", "--out", tmp_path / "now")
    ran = exportgate(*now, "--since", run)
    assert ran.code == 1, ran.err
    assert "row 1: changed, license required → rejected: the row cannot be read" in ran.out
    assert "no longer matches" not in ran.out
    assert exportgate(*now, "--since", run, "--fail-on", "license_required").code == 0
    again = exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / "again", "--since", tmp_path / "now")
    assert again.code == 1
    assert "now matches" in again.out


def test_of_another_file_only_rows_that_were_not_set_aside_before_are_told(exportgate: Command, tmp_path: Path) -> None:
    bad = LINE.replace("2024-02-01", "soon")
    run = screened(exportgate, tmp_path, text=HEAD + bad + LINE)
    (tmp_path / "ship.csv").write_text(HEAD + LINE + bad + bad.replace("soon", "later"), encoding="utf-8")
    ran = exportgate("screen", tmp_path / "ship.csv", "--out", tmp_path / "now", "--since", run)
    assert ran.code == 1, ran.err
    assert "row 3: new, not there → rejected" in ran.out
    assert "row 2" not in ran.out


def test_a_list_that_the_run_did_not_search_is_named_and_searched_where_it_is_asked_for(
    exportgate: Command, tmp_path: Path
) -> None:
    run = screened(exportgate, tmp_path)
    listed = tmp_path / "own.csv"
    listed.write_text("id,name,country\n1,Elbe GmbH,CN\n", encoding="utf-8")
    given = ("--map", "id=id,name=name,countries=country", "--as-of", "2020-01-01")
    assert exportgate("lists", "import", listed, "--as", "own", "--format", "csv", *given).code == 0
    exportgate("lists", "status", "--stale-after", "own=30")
    ran = exportgate("rescreen", run)
    assert "  new                       0\n" in ran.out
    assert "The list 'own' was not searched" in ran.err
    asked = exportgate("rescreen", run, *ran.err.rpartition("Search it as well: ")[2].split())
    assert asked.code == 1, asked.err
    assert "now matches 'Elbe GmbH'" in asked.out
    assert "was not searched, since" not in asked.err
    assert "is stale since 2020-02-01" in asked.err


@pytest.mark.parametrize(
    "changed", [{"input": {}}, {"input": {"read": "many"}}, {"lists": 5}, {"lists": ["us"]}, {"files": []}]
)
def test_a_receipt_that_was_edited_is_no_receipt(exportgate: Command, tmp_path: Path, changed: dict[str, Any]) -> None:
    run = screened(exportgate, tmp_path)
    receipt = json.loads((run / "receipt.json").read_text("utf-8"))
    (run / "receipt.json").write_text(json.dumps(receipt | changed), encoding="utf-8")
    for command in (("rescreen", run), ("screen", tmp_path / "ship.csv", "--out", tmp_path / "now", "--since", run)):
        ran = exportgate(*command)
        assert ran.code == 3
        assert "it is no receipt of a screening" in ran.err
        assert "Traceback" not in ran.err
