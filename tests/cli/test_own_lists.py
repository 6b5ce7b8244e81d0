"""Lists of one's own from a table, names that stand for a listed party, and numbers, from the outside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def written(folder: Path, text: str, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_any_headings_is_imported_with_its_columns_named(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "No,Firm,Seat\n7,Quartz Harbor FZE,AE\n7,QH Trading,AE\n")
    given = "id=No,name=Firm,countries=Seat"
    ran = exportgate(
        "lists", "import", path, "--as", "acme", "--format", "csv", "--map", given, "--as-of", "2026-11-20"
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("acme: 1 entry with 2 names from 2 rows (1 row joined to another, 0 set aside)")
    answer = json.loads(exportgate("lookup", "QH Trading", "--format", "json").out)
    (hit,) = answer["hits"]
    assert (hit["list"], hit["source"], hit["entity_id"], hit["score"]) == ("acme", "OWN", "7", 1.0)


def test_columns_that_are_not_read_are_named(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "name,Telephone,country\nFirst,1,AE\n")
    ran = exportgate("lists", "import", path, "--as", "acme", "--as-of", "2026-11-20")
    assert (ran.code, ran.err) == (
        0,
        "names.csv: not read: 'Telephone'; name a column that counts with --map KEY=HEADING\n",
    )


@pytest.mark.parametrize("text", ["Name;Of;Relation\nFirst;Huawei;alias\n", "Firma,Steht für\nFirst,Huawei\n"])
def test_a_table_whose_headings_are_not_understood_is_told_how_it_is_laid_out(
    exportgate: Command, tmp_path: Path, text: str
) -> None:
    ran = exportgate("lists", "import", written(tmp_path, text), "--as", "names")
    assert ran.code != 0
    assert "name,of,relation,source,since" in ran.err
    assert "--map name=HEADING,of=HEADING" in ran.err
    assert "federal_register_notice" not in ran.err


def test_a_mapping_that_does_not_fit_is_a_usage_error(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "name\nFirst\n")
    assert exportgate("lists", "import", path, "--as", "a", "--map", "name").code == 2
    assert exportgate("lists", "import", path, "--as", "a", "--map", "name=name", "--format", "csl-csv").code == 2


def test_a_reported_name_shows_the_party_and_the_report(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "name,of,relation,source,since\nQuartz Harbor,Mikron JSC,shell,a letter,2024-03-11\n")
    exportgate("lists", "import", path, "--as", "names", "--as-of", "2026-11-20")
    answer = json.loads(exportgate("lookup", "Quartz Harbor", "--on", "2024-01-05", "--format", "json").out)
    assert [used["id"] for used in answer["lists"]] == ["names", "embedded"]
    (hit, *_) = answer["hits"]
    assert hit["reported"]["relation"] == "shell"
    assert (hit["reported"]["source"], hit["reported"]["since"]) == ("a letter", "2024-03-11")
    assert hit["in_force"] is False


def test_a_name_that_stands_for_nobody_is_told_at_the_import(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "name,of,relation,source\nQuartz Harbor,Nobody at All,alias,a letter\n")
    ran = exportgate("lists", "import", path, "--as", "names", "--as-of", "2026-11-20")
    assert "'Quartz Harbor' stands for 'Nobody at All', whom no list has" in ran.err


def test_a_number_is_looked_up_with_or_without_a_name(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "id,name,identifiers\n7,Quartz Harbor FZE,Tax ID 7736640919; IMO 9187629\n")
    exportgate("lists", "import", path, "--as", "acme", "--as-of", "2026-11-20")
    alone = json.loads(exportgate("lookup", "--identifier", "imo 9187629", "--format", "json").out)
    assert [(hit["kind"], hit["matched_name"]) for hit in alone["hits"]] == [("identifier", "9187629")]
    assert alone["identifiers"] == ["imo 9187629"]
    both = json.loads(exportgate("lookup", "Quarz Harbor", "--identifier", "7736640919", "--format", "json").out)
    assert [hit["kind"] for hit in both["hits"]] == ["name"]


def test_an_older_list_is_kept_and_the_newer_one_stays_in_force(exportgate: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "id,name\n7,Quartz Harbor FZE\n")
    exportgate("lists", "import", path, "--as", "acme", "--as-of", "2026-11-20")
    ran = exportgate("lists", "import", path, "--as", "acme", "--as-of", "2025-01-02")
    told = "'acme' of 2025-01-02 is kept for its own days; the list of 2026-11-20 stays in force\n"
    assert (ran.code, ran.err) == (0, told)
    assert json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]["as_of"] == "2026-11-20"


def test_what_a_list_says_cannot_reach_the_terminal_unseen(exportgate: Command, tmp_path: Path) -> None:
    needed = "source,type,programs,name,addresses,federal_register_notice,start_date,end_date"
    rows = ["Entity List (EL),,,Quartz Harbor FZE,AE,,,,,,", "\x1b[31mred,,,Onyx Ridge FZE,AE,,,,,,"]
    text = "\n".join([f"{needed},license_requirement,license_policy,alt_names", *rows, ""])
    ran = exportgate("lists", "import", written(tmp_path, text), "--as", "us", "--as-of", "2026-11-20")
    assert ran.out.startswith("us: 1 entry with 1 name from 2 rows (0 rows joined to another, 1 set aside)")
    assert "row 2, line 3: the source label" in ran.err
    assert "\x1b" not in ran.err
