"""`lists search` from the outside: filters, snapshots, the three forms, and what is said beside them."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
HEAD = "id,list,name,aliases,country,identifiers,programs,requirement,notice,listed_from,footnotes\n"
OLD = (
    HEAD + "1,EL,Acme Lithography,,CN,,,For all items.,87 FR 77505,2022-12-19,4\n2,EL,Boreal Optics,,RU,,,,86 FR 1,,\n"
)
NEW = (
    HEAD
    + "1,EL,Acme Imaging,顶点光刻,CN,,,For all items.,87 FR 77505,2022-12-19,4\n2,EL,Boreal Optics,,RU,,,,86 FR 1,,\n"
    + "3,SDN,=HYPERLINK(1),,AE,IMO 9187629,NPWMD,,,2023-04-19,\n"
)


@pytest.fixture
def watch(exportgate: Command, tmp_path: Path) -> Command:
    """Runs `lists search` on two snapshots of one list."""
    for day, text in (("2022-12-31", OLD), ("2023-11-30", NEW)):
        path = tmp_path / f"watch-{day}.csv"
        path.write_text(text, encoding="utf-8")
        assert exportgate("lists", "import", path, "--as", "watch").code == 0
    return lambda *words: exportgate("lists", "search", *words)


def ids(ran: Any) -> list[str]:
    assert ran.code == 0, ran.err
    return [entry["entity_id"] for entry in json.loads(ran.out)["entries"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("imaging acme",), ["1"]),
        (("光刻",), ["1"]),
        (("--number", "9187629"), ["3"]),
        (("--notice", "2022"), ["1"]),
        (("--country", "China", "--country", "RU"), ["1", "2"]),
        (("--program", "npw"), ["3"]),
        (("--footnote", "4", "--source", "el"), ["1"]),
        (("--kind", "vessel"), []),
        (("--since", "2023-01-01"), ["3"]),
        (("--since", "2022-12-19", "--before", "2023-01-01"), ["1"]),
        (("--on", "2022-12-01"), ["2"]),
        (("--source", "EL", "--country", "AE"), []),
        (("acme", "--list", "watch@2023-01-01"), ["1"]),
        (("imaging", "--list", "watch@2023-01-01"), []),
        (("acme", "--every-snapshot"), ["1", "1"]),
    ],
)
def test_what_is_asked_for_is_found(watch: Command, words: tuple[str, ...], expected: list[str]) -> None:
    assert ids(watch(*words, "--format", "json")) == expected


def test_the_table_shows_the_entries_and_what_was_searched(watch: Command) -> None:
    ran = watch("光刻")
    first, *entry, last = ran.out.splitlines()
    assert first == "watch as of 2023-11-30 (3 entries)"
    assert entry == [
        "  EL    Acme Imaging, CN [1]",
        "        as '顶点光刻'",
        "        For all items.; 87 FR 77505; listed from 2022-12-19",
    ]
    assert last == "1 entry found; searched: watch as of 2023-11-30 (3 entries)"
    assert ran.err == "only names that hold these words as they are; for likeness use exportgate lookup\n"


def test_no_more_are_shown_than_asked_and_all_are_counted(watch: Command) -> None:
    ran = watch("--on", "2023-12-01", "--limit", "1")
    assert "3 entries found, the first 1 shown (--limit 0 shows all)" in ran.out
    answer = json.loads(watch("--on", "2023-12-01", "--limit", "2", "--format", "json").out)
    assert (answer["searched"], answer["found"], answer["shown"]) == (3, 3, 2)
    ran = watch("--on", "2023-12-01", "--limit", "1", "--format", "csv")
    assert len(ran.out.splitlines()) == 2
    assert ran.err == "the first 1 of 3 entries are shown; --limit 0 shows all\n"


def test_an_object_without_entries_is_whole(watch: Command) -> None:
    answer = json.loads(watch("nobody", "--format", "json").out)
    assert (answer["entries"], answer["found"], answer["lists"][0]["id"]) == ([], 0, "watch")


def test_a_spreadsheet_gets_no_formula(watch: Command) -> None:
    ran = watch("--number", "3", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(ran.out))
    assert (row["name"], row["programs"], row["list"]) == ("'=HYPERLINK(1)", "NPWMD", "watch")


def test_entries_without_a_day_are_counted_where_days_are_asked_for(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "own-2023-11-30.csv"
    path.write_text("name\nQuartz Harbor\n", encoding="utf-8")
    exportgate("lists", "import", path, "--as", "own")
    assert "1 of them give no day" in exportgate("lists", "search", "--on", "2022-01-01").out


def test_the_embedded_list_is_searched_where_none_is_imported_or_where_it_is_named(exportgate: Command) -> None:
    answer = json.loads(exportgate("lists", "search", "huawei", "--limit", "1", "--format", "json").out)
    assert (answer["lists"][0]["id"], answer["entries"][0]["list"]) == ("embedded", "embedded")
    assert exportgate("lists", "search", "huawei", "--list", "embedded").code == 0


@pytest.mark.parametrize("words", [(), ("…",), ("--number", "-"), ("--since", "soon"), ("--country", "Nowhere")])
def test_a_question_that_says_nothing_is_a_usage_error(watch: Command, words: tuple[str, ...]) -> None:
    assert watch(*words).code == 2


def test_a_list_that_is_not_there_is_told_with_those_that_are(watch: Command) -> None:
    ran = watch("acme", "--list", "nowhere")
    assert (ran.code, "imported: watch" in ran.err) == (3, True)
    assert watch("acme", "--list", "watch@2001-01-01").code == 2


def test_who_gives_no_day_is_passed_over_by_since_and_counted(
    exportgate: Command, watch: Command, tmp_path: Path
) -> None:
    path = tmp_path / "undated.csv"
    path.write_text(HEAD + "7,SDN,Corvid Freight,,RU,,,,,,\n8,SDN,Heron Freight,,AE,,,,,,\n", encoding="utf-8")
    assert exportgate("lists", "import", path, "--as", "undated", "--as-of", "2023-11-30").code == 0
    for form in ("table", "json", "csv"):
        assert (
            "--since passed over 2 entries without a day that would fit"
            in watch("--since", "2023-01-01", "--format", form).err
        )
    assert "passed over 1 entry without" in watch("--since", "2023-01-01", "--country", "RU").err
    assert watch("--since", "2023-01-01", "--source", "EL").err == ""
    assert watch("--before", "2023-01-01").err == ""
