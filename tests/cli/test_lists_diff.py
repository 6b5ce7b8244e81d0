"""`lists diff` from the outside: references and files, the three forms, and what it says on standard error."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
HEAD = "id,list,name,country,address,listed_from\n"
OLD = HEAD + "1,EL,Acme Lithography,CN,5 Example Road,2020-01-01\n2,EL,Boreal Optics,RU,,2020-01-01\n"
NEW = HEAD + "1,EL,Acme Imaging,CN,Kowloon,2020-01-01\n3,EL,Dune Circuits,AE,,2023-02-03\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "watch-2022-05-16.csv", tmp_path / "watch-2023-11-30.csv"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def told(ran: Any) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_two_files_are_compared_as_an_import_would_read_them(
    exportgate: Command, files: tuple[Path, Path], tmp_path: Path
) -> None:
    answer = told(exportgate("lists", "diff", *files, "--format", "json"))
    assert [entry["name"] for entry in answer["added"]] == ["Dune Circuits"]
    assert [entry["name"] for entry in answer["removed"]] == ["Boreal Optics"]
    assert [(pair["name_before"], pair["name"]) for pair in answer["renamed"]] == [("Acme Lithography", "Acme Imaging")]
    assert [pair["changes"][-1]["after"] for pair in answer["readdressed"]] == [["Kowloon"]]
    assert (answer["before"]["as_of"], answer["after"]["as_of"]) == ("2022-05-16", "2023-11-30")
    assert not (tmp_path / "home").exists()


def test_snapshots_are_compared_by_their_references_alone_or_with_a_file(
    exportgate: Command, files: tuple[Path, Path]
) -> None:
    for path in files:
        assert exportgate("lists", "import", path, "--as", "watch", "--force", "a test").code == 0
    by_day = told(exportgate("lists", "diff", "watch@2022-12-01", "watch", "--format", "json"))
    assert by_day["counts"] == told(exportgate("lists", "diff", *files, "--format", "json"))["counts"]
    assert by_day["before"]["name"] == "watch@2022-12-01"
    name = by_day["after"]["snapshot"]
    mixed = told(exportgate("lists", "diff", files[1], f"watch@{name}", "--format", "json"))
    assert (mixed["counts"]["unchanged"], mixed["added"], mixed["removed"]) == (2, [], [])


def test_the_table_and_the_page_are_for_people(exportgate: Command, files: tuple[Path, Path], tmp_path: Path) -> None:
    table = exportgate("lists", "diff", *files)
    assert "1 added, 1 removed, 1 renamed, 1 re-addressed, 0 changed otherwise; 0 unchanged." in table.out
    page = tmp_path / "diff.html"
    ran = exportgate("lists", "diff", *files, "--format", "html", "--output", page)
    assert (ran.code, ran.out) == (0, "")
    assert "Dune Circuits" in page.read_text("utf-8")
    assert exportgate("lists", "diff", *files, "--format", "html").code == 2


def test_only_one_published_list_may_be_asked_for(exportgate: Command, files: tuple[Path, Path]) -> None:
    assert told(exportgate("lists", "diff", *files, "--format", "json", "--source", "sdn"))["sources"] == []


def test_the_wrong_order_and_rows_set_aside_are_said_on_standard_error(exportgate: Command, tmp_path: Path) -> None:
    head = (
        "source,type,programs,name,addresses,federal_register_notice,start_date,end_date,license_requirement,"
        "license_policy,alt_names\n"
    )
    old, new = tmp_path / "csl_2022-05-16.csv", tmp_path / "csl_2023-11-30.csv"
    old.write_text(f"{head}Entity List (EL),,,Acme Lithography,CN,,,,,,\nno list,,,Boreal Optics,RU,,,,,,\n", "utf-8")
    new.write_text(f"{head}Entity List (EL),,,Acme Lithography,CN,,,,,,\n", "utf-8")
    ran = exportgate("lists", "diff", new, old)
    assert (ran.code, ran.err.splitlines()) == (
        0,
        [
            "'csl_2023-11-30.csv' of 2023-11-30 is newer than 'csl_2022-05-16.csv' of 2022-05-16",
            "'csl_2022-05-16.csv': 1 row was set aside and not compared",
        ],
    )


@pytest.mark.parametrize(("wrong", "code"), [("nothing", 2), ("nothing@2022-05-16", 2)])
def test_what_is_neither_list_nor_file_is_told_with_what_there_is(
    exportgate: Command, files: tuple[Path, Path], wrong: str, code: int
) -> None:
    exportgate("lists", "import", files[0], "--as", "watch")
    ran = exportgate("lists", "diff", wrong, files[0])
    assert ran.code == code
    assert "imported: watch" in ran.err


def test_a_file_that_is_no_list_is_refused(exportgate: Command, files: tuple[Path, Path], tmp_path: Path) -> None:
    page = tmp_path / "list.csv"
    page.write_text("<html><body>Not found</body></html>", encoding="utf-8")
    ran = exportgate("lists", "diff", files[0], page)
    assert ran.code in {2, 3}
    assert "list.csv" in ran.err


def test_a_list_code_that_neither_side_has_is_named(exportgate: Command, files: tuple[Path, Path]) -> None:
    ran = exportgate("lists", "diff", *files, "--source", "ELL")
    assert ran.code == 0
    assert "neither list has an entry of 'ELL'; there are: EL\n" in ran.err
    assert exportgate("lists", "diff", *files, "--source", "el").err == ""
