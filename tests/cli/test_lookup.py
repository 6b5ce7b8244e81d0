"""`lookup` for one party and for a file of them: what is printed, what is refused, and that no row is lost."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exportgate.report.text_table import room

from . import lookup_files

Command = Callable[..., Any]
HOSTILE = "Huawei\x1b[31m\u202e Technologies\u200b"


@pytest.fixture
def lookup(exportgate: Command, tmp_path: Path) -> Command:
    """Run `lookup` on the small list."""
    lookup_files.with_list(tmp_path / "home")
    return lambda *words: exportgate("lookup", *words, *lookup_files.DAY)


@pytest.mark.parametrize("name", sorted(lookup_files.FILES))
def test_the_answer_has_the_bytes_on_file(name: str, tmp_path: Path) -> None:
    expected = (lookup_files.FOLDER / name).read_bytes().decode()
    found = lookup_files.printed(name, lookup_files.with_list(tmp_path))
    assert found == expected, "if meant so: python -m tests.cli.lookup_files"


@pytest.mark.parametrize("columns", ["72", "80", "100"])
@pytest.mark.parametrize(
    "words",
    [
        ("Huawie Technologies", "--explain"),
        ("北方夜光科技", "--explain", "--min-score", "0.3"),
        ("Huawei" * 100, "--min-score", "0.3"),
        ("Shanghai Nightlight Optics", "--against", "own:2"),
        ("--file", str(lookup_files.NAMES), "--explain"),
        ("--file", str(lookup_files.NAMES), "--workload"),
    ],
)
def test_no_line_is_wider_than_the_terminal(
    lookup: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = lookup(*words).out.splitlines()
    assert lines
    assert max(map(room, lines)) <= int(columns)


def test_nobody_found_is_no_clearance_and_says_what_was_searched(lookup: Command) -> None:
    ran = lookup("Elbtal Messtechnik GmbH")
    assert ran.code == 0
    assert "no hit on the lists searched; that is no clearance" in ran.out
    assert "own as of 2026-07-31 (7 entries); scores from 0.80" in ran.out


def test_an_address_alone_is_looked_up(lookup: Command) -> None:
    words = ("--address", "Rm 1318, 13/F Hollywood Plaza, 610 Nathan Rd, Mongkok, KLN", "--country", "HK")
    answer = json.loads(lookup(*words, "--format", "json").out)
    assert [(hit["entity_id"], hit["kind"]) for hit in answer["hits"]] == [("own:6", "address")]
    assert answer["query"] == ""
    assert "the address 'Rm 1318" in lookup(*words).out


def test_an_identifier_alone_is_looked_up_and_beside_names_in_a_file(lookup: Command, tmp_path: Path) -> None:
    answer = json.loads(lookup("--identifier", "IMO 9187629", "--format", "json").out)
    assert [(hit["entity_id"], hit["kind"]) for hit in answer["hits"]] == [("own:5", "identifier")]
    assert answer["identifiers"] == ["IMO 9187629"]
    assert "the identifier IMO 9187629: 1 hit" in lookup("--identifier", "IMO 9187629", "--explain").out
    path = tmp_path / "names.csv"
    path.write_text("name,imo\nFoobar Shipping,9187629\n,IMO 9187629\n")
    out = lookup("--file", path, "--identifier-column", "IMO", "--format", "jsonl").out
    found = [[hit["entity_id"] for hit in json.loads(line)["hits"]] for line in out.splitlines()]
    assert found == [["own:5"], ["own:5"]]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "give a name"),
        (("  ",), 2, "give a name"),
        (("...",), 3, "no letter or digit"),
        (("--identifier", "12"), 3, "the identifier '12' cannot be compared"),
        (("--address", "?!"), 3, "the address '?!' has no letter or digit"),
        (("X", "--file", str(lookup_files.NAMES)), 2, "give a name"),
        (("X", "--country", "Zembla"), 2, "no country"),
        (("X", "--min-score", "1.5"), 2, "min-score"),
        (("X", "--limit", "0"), 2, "limit"),
        (("X", "--list", "nowhere"), 3, "there is no list 'nowhere'"),
        (("X", "--workload"), 2, "--workload"),
        (("--file", str(lookup_files.NAMES), "--workload", "--min-score", "0.9"), 2, "--min-score"),
        (("X", "--explain", "--format", "csv"), 2, "--explain"),
        (("X", "--against", "own:1", "--format", "csv"), 2, "--against"),
        (("--file", "nowhere.csv"), 2, "nowhere.csv"),
        (("--file", str(lookup_files.NAMES), "--column", "party"), 3, "--column"),
        (("--file", str(lookup_files.NAMES), "--country-column", "land"), 3, "--country-column"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(
    lookup: Command, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = lookup(*words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_several_lists_are_searched_together(exportgate: Command, lookup: Command) -> None:
    lookup("X")
    words = ("lookup", "Huawei Technologies", "--list", "own", "--list", "embedded", "--format", "json")
    answer = json.loads(exportgate(*words).out)
    assert {hit["list"] for hit in answer["hits"]} == {"own", "embedded"}
    assert [used["id"] for used in answer["lists"]] == ["own", "embedded"]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_nothing_that_a_terminal_acts_on_is_printed(lookup: Command, tmp_path: Path, form: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"name,country\n{HOSTILE},\n{HOSTILE},Zembla\n\x1b[2J,\n", encoding="utf-8")
    for words in ((HOSTILE,), ("--file", str(path))):
        ran = lookup(*words, "--format", form, "--min-score", "0.3")
        assert not set(ran.out + ran.err) & {"\x1b", "\u202e", "\u200b"}
        assert "Technologies" in ran.out


def test_a_json_answer_gives_the_name_as_it_was_asked(lookup: Command) -> None:
    assert json.loads(lookup(HOSTILE, "--format", "json").out)["query"] == HOSTILE


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_csv_holds_no_formula(lookup: Command, tmp_path: Path, start: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(f"name\n{start}cmd|' /C calc'!A0\n", encoding="utf-8")
    rows = list(csv.reader(io.StringIO(lookup("--file", path, "--format", "csv").out)))
    assert rows[1][0] == f"'{start}cmd|' /C calc'!A0"


def test_every_row_is_answered_in_order_and_bad_ones_say_why(lookup: Command) -> None:
    ran = lookup("--file", lookup_files.NAMES, "--format", "jsonl")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["row"] for answer in answers] == list(range(1, 12))
    assert ran.code == 3
    reasons = {answer["row"]: answer["error"]["reason"] for answer in answers if "error" in answer}
    assert reasons == {
        2: "unclosed quote in column 2: nothing closes it properly on this line or the next ones",
        3: "there is no name, address or identifier",
        4: "the name '---' has no letter or digit that could be compared",
        5: "the country 'Zembla' cannot be told for certain: write the two-letter code",
    }
    assert "line 6: the country 'Zembla'" in ran.err
    assert "4 of 11 rows were not looked up" in ran.err
    assert answers[0]["hits"][0]["entity_id"] in {"own:1", "own:7"}
    assert (answers[5]["id"], answers[5]["country"], answers[5]["error" if "error" in answers[5] else "more"]) == (
        "A-6",
        "CN",
        0,
    )


def test_a_row_with_nothing_but_an_identifier_or_address_that_says_nothing_is_not_looked_up(
    lookup: Command, tmp_path: Path
) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,address,identifiers\n,,12\n,?!,\n,,7.73664E+09\n...,?!,12\n...,,IMO 9187629\n")
    ran = lookup("--file", path, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert ran.code == 3
    assert [bool(row["error"]) for row in rows] == [True, True, True, True, False]
    assert "4 of 5 rows were not looked up" in ran.err
    assert "a spreadsheet changed it" in rows[2]["error"]
    assert all(text in rows[3]["error"] for text in ("the name '...'", "the address '?!'", "the identifier '12'"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"name\nPhytium\nA\0B\n",
            ", line 3: a NUL byte, which no text has; remove it there, or export the parties again",
        ),
        (b"name\n", "there is no row below the headings; export the parties again"),
        (b"", "the file is empty; export the parties again"),
    ],
)
def test_a_file_of_parties_that_is_refused_is_spoken_of_as_one(
    lookup: Command, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "names.csv"
    path.write_bytes(content)
    ran = lookup("--file", path)
    assert ran.code == 3
    assert said in ran.err
    assert "shipment" not in ran.err


def test_a_file_without_faults_ends_well(lookup: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "party;land;sitz\nHuawei Technologies;DE;\n;HK;Rm 1318 13/F Hollywood Plaza 610 Nathan Rd Mongkok\n"
    )
    words = ("--column", "Party", "--country-column", "land", "--address-column", "sitz", "--format", "json")
    ran = lookup("--file", path, *words)
    answers = json.loads(ran.out)
    assert ran.code == 0
    assert [answer["country"] for answer in answers] == ["DE", "HK"]
    assert [answer["hits"][0]["kind"] for answer in answers] == ["name", "address"]
    assert "The party's country, DE, is none of the entry's (HK)" in answers[0]["hits"][0]["why"]


def test_the_country_of_the_command_line_is_that_of_rows_without_one(lookup: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,country\nHuawei Technologies,\nHuawei Technologies,RU\n")
    out = lookup("--file", path, "--country", "CN", "--format", "jsonl").out
    assert [json.loads(line)["country"] for line in out.splitlines()] == ["CN", "RU"]


def test_csv_has_a_row_for_every_party(lookup: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(lookup("--file", lookup_files.NAMES, "--format", "csv").out)))
    assert {row["row"] for row in rows} == set(map(str, range(1, 12)))
    assert [row["row"] for row in rows if row["error"]] == ["2", "3", "4", "5"]


def test_the_first_faults_are_named_and_all_are_counted(lookup: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,country\n" + "Somebody,Zembla\n" * 30)
    err = lookup("--file", path).err
    assert err.count("Zembla") == 20
    assert "and 10 more rows" in err
    assert "30 of 30 rows were not looked up" in err


@pytest.mark.parametrize(
    "name", ["A" * 10_000, "Co., Ltd.", "有限公司", "A", "ПАО", "'; DROP TABLE entries; --", "\u202e\u200dx"]
)
def test_any_name_is_answered(lookup: Command, name: str) -> None:
    ran = lookup(name)
    assert (ran.code, ran.err) == (0, "")
    assert "hit" in ran.out


def test_an_identifier_that_cannot_be_compared_is_named_beside_a_name_that_can(lookup: Command, tmp_path: Path) -> None:
    file = tmp_path / "parties.csv"
    file.write_text("name,identifiers\nHuawei Technologies,7.73664E+09\nFoobar,\n", encoding="utf-8")
    run = lookup("--file", str(file))
    assert run.code == 0
    assert "line 2: the identifier '7.73664E+09' cannot be compared" in run.err
    assert "looked up without it" in run.err
    assert "looked up without it" in lookup("Huawei Technologies", "--identifier", "12").err
