"""`screen` from the outside: its files, its exit codes, and what it says of input that is no shipment file."""

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.program import Ran, run

Command = Callable[..., Any]

FILES = ["parties.npz", "receipt.json", "rejects.csv", "report.html", "report.xlsx", "results.csv", "results.jsonl"]
HEAD = "part_number,eccn,ship_date,export_country,consignee,consignee_country,quantity\n"
CLEAN = "CABLE,EAR99,2024-03-01,US,Elbe GmbH,DE,4\n"


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def example(checkout: Path) -> Path:
    return checkout / "data" / "examples" / "shipments.csv"


@pytest.fixture(scope="module")
def screening(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """How a screening of the example ended, and the folder of its outputs."""
    home, out = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("screened")
    words = ("screen", checkout / "data" / "examples" / "shipments.csv", "--out", out)
    return run(*words, environment={"EXPORTGATE_HOME": str(home), "COLUMNS": "100"}), out


@pytest.fixture
def screened(screening: tuple[Ran, Path]) -> Path:
    return screening[1]


@pytest.fixture
def beginning(example: Path, tmp_path: Path) -> Path:
    """The first lines of the example."""
    path = tmp_path / "beginning.csv"
    path.write_text("".join(example.read_text("utf-8").splitlines(keepends=True)[:6]), encoding="utf-8")
    return path


def test_the_example_is_screened_into_every_output(screening: tuple[Ran, Path]) -> None:
    ran, out = screening
    assert ran.code == 1
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert "curated subset" in ran.err
    receipt = json.loads((out / "receipt.json").read_text("utf-8"))
    lines = rows(out / "results.jsonl")
    assert set(receipt["rules"]) >= {"version", "digest", "provisions", "files"}
    assert all(receipt["rules"].values())
    assert receipt["input"]["read"] == len(lines)
    assert receipt["input"]["rejected"] == 5
    assert receipt["input"]["rows"] == len(lines) + 5
    counted = Counter(str(line["outcome"]) for line in lines)
    assert {name: receipt["outcomes"][name] for name in counted} == dict(counted)


def test_results_csv_has_the_files_own_columns_then_ours(example: Path, screened: Path) -> None:
    with example.open(encoding="utf-8", newline="") as stream:
        own = next(csv.reader(stream))
    with (screened / "results.csv").open(encoding="utf-8", newline="") as stream:
        head = next(csv.reader(stream))
    assert head[: len(own)] == own
    assert all(name.startswith("exportgate_") for name in head[len(own) :])


def test_every_output_says_that_the_list_is_a_subset_and_how_to_import_the_full_one(screened: Path) -> None:
    for name in ("results.jsonl", "results.csv", "report.html", "receipt.json"):
        text = (screened / name).read_text("utf-8")
        assert "curated subset as of 2026-07-31" in text, name
        assert "exportgate lists import FILE --as ID" in text, name
    strings = zipfile.ZipFile(screened / "report.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "curated subset as of 2026-07-31" in strings


def test_the_same_input_gives_the_same_bytes(
    exportgate: Command, example: Path, screened: Path, tmp_path: Path
) -> None:
    exportgate("screen", example, "--out", tmp_path / "again")
    for name in set(FILES) - {"receipt.json"}:
        assert (screened / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name
    receipts = [json.loads((folder / "receipt.json").read_text("utf-8")) for folder in (screened, tmp_path / "again")]
    for receipt in receipts:
        del receipt["started"], receipt["finished"]
    assert receipts[0] == receipts[1]


def test_exit_codes_follow_fail_on(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "clean.csv"
    path.write_text(HEAD + CLEAN, encoding="utf-8")
    assert exportgate("screen", path, "--out", tmp_path / "out").code == 0
    path.write_text(HEAD + CLEAN + CLEAN.replace("EAR99", "6A003.b"), encoding="utf-8")
    assert exportgate("screen", path, "--out", tmp_path / "out").code == 1
    assert exportgate("screen", path, "--out", tmp_path / "out", "--fail-on", "license_required").code == 0
    path.write_text(HEAD + CLEAN + CLEAN.replace("2024-03-01", "soon"), encoding="utf-8")
    assert exportgate("screen", path, "--out", tmp_path / "out").code == 1
    assert exportgate("screen", path, "--out", tmp_path / "out", "--fail-on", "prohibited").code == 0


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 2, "no such file"),
        (b"", 3, "empty"),
        (HEAD.encode(), 3, "no row below the headings"),
        (b"\x00\x01\x02\x00", 3, "text"),
        (b"PK\x03\x04rest", 3, "zip"),
        (b"<html><body>x</body></html>", 3, "html"),
        (b"part_number,quantity\nA100,4\n", 3, "party"),
        (b"consignee,Consignee Name,part\nA,B,C\n", 3, "consignee"),
        (b"1,2,3\n4,5,6\n", 3, "party"),
    ],
)
def test_what_is_no_shipment_file_stops_with_one_sentence(
    exportgate: Command, tmp_path: Path, content: bytes | None, code: int, words: str
) -> None:
    path = tmp_path / "input.csv"
    if content is not None:
        path.write_bytes(content)
    ran = exportgate("screen", path, "--out", tmp_path / "out")
    assert ran.code == code
    assert words in ran.err.lower()
    assert "input.csv" in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_a_rule_file_with_an_error_stops_everything(exportgate: Command, example: Path, tmp_path: Path) -> None:
    rules = tmp_path / "own"
    rules.mkdir()
    (rules / "ruleset.yaml").write_text("namespace: own\nversion: 1\ntitle: Own\n", encoding="utf-8")
    (rules / "typo.yaml").write_text("id: own.rule\nkind: requiremnt\n", encoding="utf-8")
    ran = exportgate("screen", example, "--out", tmp_path / "out", "--rules", rules)
    assert ran.code == 3
    assert "own/typo.yaml:2:7" in ran.err
    assert not (tmp_path / "out").exists()


def test_an_unknown_list_stops_with_the_lists_there_are(exportgate: Command, example: Path, tmp_path: Path) -> None:
    ran = exportgate("screen", example, "--out", tmp_path / "out", "--list", "nowhere")
    assert (ran.code, "embedded" in ran.err) == (3, True)


@pytest.mark.parametrize("words", [("--on", "17.11.2023"), ("--fail-on", "never"), ("--mapping", "missing.yaml")])
def test_options_that_do_not_fit_are_usage_errors(
    exportgate: Command, example: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    assert exportgate("screen", example, "--out", tmp_path / "out", *words).code == 2


def test_one_day_may_be_applied_to_every_line(exportgate: Command, beginning: Path, tmp_path: Path) -> None:
    exportgate("screen", beginning, "--out", tmp_path / "a", "--on", "2022-12-01")
    exportgate("screen", beginning, "--out", tmp_path / "b", "--on", "2023-11-17")
    before, after = (
        {line["row"]: line["outcome"] for line in rows(tmp_path / name / "results.jsonl")} for name in ("a", "b")
    )
    assert (before[2], after[2]) == ("hold", "license_required")


def test_a_mapping_file_names_the_columns(exportgate: Command, tmp_path: Path) -> None:
    path, mapping = tmp_path / "odd.csv", tmp_path / "map.yaml"
    path.write_text("who,where,what,when\nElbe GmbH,DE,CABLE,01.03.2024\n", encoding="utf-8")
    mapping.write_text(
        "columns: {who: end_user, where: end_user_country, what: part_number, when: ship_date}\n"
        "defaults: {export_country: US, event: export}\ndate_format: dmy\n",
        encoding="utf-8",
    )
    ran = exportgate("screen", path, "--out", tmp_path / "out", "--mapping", mapping)
    assert ran.code == 1
    assert rows(tmp_path / "out" / "results.jsonl")[0]["outcome"] == "hold"


def test_rows_are_rejected_with_row_line_reason_and_raw_text(screened: Path) -> None:
    with (screened / "rejects.csv").open(encoding="utf-8", newline="") as stream:
        rejected = list(csv.DictReader(stream))
    assert [row["row"] for row in rejected] == ["11", "22", "33", "44", "55"]
    assert all(row["reason"] and row["raw"].startswith("EX-20") for row in rejected)


def test_law_past_its_review_is_named_in_report_and_receipt(
    exportgate: Command, beginning: Path, tmp_path: Path
) -> None:
    ran = exportgate("screen", beginning, "--out", tmp_path / "out", "--on", "2031-01-01", "--list", "embedded")
    said = "were to be compared with the law again"
    assert said in ran.err
    for name in ("report.html", "receipt.json"):
        assert said in (tmp_path / "out" / name).read_text("utf-8"), name
    one = exportgate("classify", "H20 SXM 96GB", "--to", "CN", "--on", "2031-01-01", "--format", "json")
    assert said in one.out
