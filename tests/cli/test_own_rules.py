"""`--rules DIR` from the outside: the example folder in every output, and folders that are refused whole."""

import csv
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.program import run

Command = Callable[..., Any]
FILES = ("results.jsonl", "results.csv", "report.html", "receipt.json")
SCREEN = ("screen", "--list", "embedded", "--list", "acme")
LETTER = "us.ear.letters.april_2025"


@pytest.fixture(scope="module")
def examples(checkout: Path) -> Path:
    return checkout / "data" / "examples"


@pytest.fixture
def own(examples: Path, tmp_path: Path) -> Path:
    """A copy of the example folder, to be spoiled."""
    return Path(shutil.copytree(examples / "own-rules", tmp_path / "own"))


@pytest.fixture(scope="module")
def home(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a store that holds the example's watch list."""
    found = {"EXPORTGATE_HOME": str(tmp_path_factory.mktemp("home")), "COLUMNS": "100"}
    assert run("lists", "import", examples / "watch-list.yaml", "--as", "acme", environment=found).code == 0
    return found


@pytest.fixture(scope="module")
def screened(home: dict[str, str], examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of the example shipments under the example rules and its watch list."""
    out = tmp_path_factory.mktemp("screened")
    assert (
        run(
            *SCREEN,
            examples / "own-rules-shipments.csv",
            "--out",
            out,
            "--rules",
            examples / "own-rules",
            environment=home,
        ).code
        == 1
    )
    return out


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for text in (folder / "results.jsonl").read_text("utf-8").splitlines()]


def test_the_watch_list_the_embargo_and_the_relaxation_decide_their_lines(screened: Path) -> None:
    decided = [(line["outcome"], line["findings"][0]["provision"]) for line in lines(screened)]
    assert decided[:4] == [
        ("prohibited", "acme.watch_list"),
        ("prohibited", "acme.embargo"),
        ("no_finding", "exportgate.country_chart"),
        ("hold", "acme.notice_of_others"),
    ]
    said = [found for found in lines(screened)[3]["findings"] if "would apply" in found["because"]]
    assert [found["outcome"] for found in said] == ["no_finding"]
    assert said[0]["because"].startswith(f"{LETTER}#arms-embargoed would apply; relaxed by acme.notice_of_others#")


def test_every_output_says_whose_rules_were_applied_and_what_they_relax(screened: Path) -> None:
    receipt = json.loads((screened / "receipt.json").read_text("utf-8"))
    digest = receipt["rules"]["folders"][1]["digest"]
    texts = {name: (screened / name).read_text("utf-8") for name in FILES}
    book = zipfile.ZipFile(screened / "report.xlsx")
    texts["report.xlsx"] = "".join(book.read(name).decode() for name in book.namelist() if "worksheets" in name)
    for name, text in texts.items():
        for word in ("Export policy of Acme Electronics", "2026.2", digest, LETTER, "counsel confirmed on 2025-04-22"):
            assert word in text, f"{name} does not say {word}"
    assert all(any("Own rules of acme" in notice for notice in line["notices"]) for line in lines(screened))


def test_own_findings_are_marked_on_the_page_and_in_the_workbook(screened: Path) -> None:
    page = (screened / "report.html").read_text("utf-8")
    assert 'acme.embargo#destination</span> · applies <span class="own">own rule of acme</span>' in page
    findings = zipfile.ZipFile(screened / "report.xlsx").read("xl/worksheets/sheet3.xml").decode()
    assert findings.count("own rule of acme") >= 4


def test_the_same_rules_give_the_same_bytes_wherever_the_folder_lies(
    home: dict[str, str], examples: Path, screened: Path, own: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "deep" / "own-rules"
    elsewhere.parent.mkdir()
    own.rename(elsewhere)
    file = examples / "own-rules-shipments.csv"
    assert run(*SCREEN, file, "--out", tmp_path / "again", "--rules", elsewhere, environment=home).code == 1
    for name in ("results.jsonl", "results.csv", "report.html", "report.xlsx"):
        assert (tmp_path / "again" / name).read_bytes() == (screened / name).read_bytes(), name
    one, other = (json.loads((place / "receipt.json").read_text("utf-8")) for place in (screened, tmp_path / "again"))
    assert one["rules"] == other["rules"]


def test_classify_shows_own_rules_as_text_and_as_json(exportgate: Command, examples: Path) -> None:
    words = ("--fact", "tpp=4100", "--fact", "performance_density=1", "--to", "CN", "--on", "2024-06-01")
    rules = ("--rules", examples / "own-rules")
    text = exportgate("classify", *words, *rules).out
    assert "Own rules of acme were applied: Export policy of Acme Electronics, version 2026.2" in text
    assert f"acme.notice_of_others relaxes {LETTER}" in text.replace("\n    ", " ")
    assert "hold: acme.near_limit_shipments#ask-trade-office applies" in text
    assert "(own rule of acme)" in text
    answer = json.loads(exportgate("classify", *words, *rules, "--format", "json").out)
    assert [folder["namespace"] for folder in answer["rules"]["folders"]] == ["us", "acme"]
    assert [item["relaxes"] for item in answer["rules"]["relaxations"]] == [LETTER]
    alone = json.loads(exportgate("classify", *words, "--format", "json").out)
    assert "rules" not in alone


def test_results_csv_names_the_own_rule_that_decided(screened: Path) -> None:
    with (screened / "results.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["exportgate_provisions"] for row in rows[:2]] == ["acme.watch_list#listed", "acme.embargo#destination"]


def test_results_csv_shows_own_rules_that_did_not_decide_and_what_was_relaxed(screened: Path) -> None:
    with (screened / "results.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert "acme.near_limit_shipments#ask-trade-office (hold): " in rows[4]["exportgate_own_rules"]
    assert "ask the trade office before release" in rows[4]["exportgate_own_rules"]
    assert rows[3]["exportgate_relaxed"].startswith(f"{LETTER}#arms-embargoed, by acme.notice_of_others#ask-for-the-li")
    assert [row["exportgate_relaxed"] for row in rows[:3]] == ["", "", ""]


def test_the_page_and_the_workbook_name_own_rules_that_did_not_decide(screened: Path) -> None:
    page = (screened / "report.html").read_text("utf-8")
    table = page.partition("Own rules, whatever decided")[2].partition("</table>")[0]
    sheets = zipfile.ZipFile(screened / "report.xlsx")
    for text in (table, *(sheets.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))):
        assert "acme.near_limit_shipments#ask-trade-office" in text
        assert f"{LETTER}#arms-embargoed" in text


def test_results_jsonl_marks_own_findings_and_relaxations_as_data(screened: Path) -> None:
    found = [finding for line in lines(screened) for finding in line["findings"]]
    assert {finding.get("own") for finding in found if finding["provision"].startswith("acme.")} == {"acme"}
    assert all("own" not in item and "relaxed" not in item for item in found if item["provision"].startswith("us."))
    (lifted, *_) = [finding["relaxed"] for finding in found if "relaxed" in finding]
    assert (lifted["by"], lifted["rule"]) == ("acme.notice_of_others#ask-for-the-license", f"{LETTER}#arms-embargoed")
    assert lifted["because"].startswith("The notices bind their recipients alone")


@pytest.mark.parametrize(
    ("name", "text", "code", "place"),
    [
        ("ruleset.yaml", None, "XR120", "own/ruleset.yaml:1:1"),
        ("ruleset.yaml", "version: 1\ntitle: x\n", "XR120", "own/ruleset.yaml:1:1"),
        ("ruleset.yaml", "namespace: us\nversion: 1\ntitle: x\n", "XR121", "own/ruleset.yaml:1:12"),
        ("embargo.yaml", "id: us.ear.746.embargo\nkind: restriction\n", "XR122", "own/embargo.yaml:1:5"),
    ],
)
def test_a_folder_with_an_error_stops_everything_with_code_place_and_next_step(
    exportgate: Command, examples: Path, own: Path, tmp_path: Path, name: str, text: str | None, code: str, place: str
) -> None:
    if text is None:
        (own / name).unlink()
    else:
        (own / name).write_text(text, encoding="utf-8")
    file = examples / "own-rules-shipments.csv"
    for words in (("screen", file, "--out", tmp_path / "out"), ("classify", "L4")):
        ran = exportgate(*words, "--rules", own)
        assert ran.code == 3
        assert "Nothing was decided" in ran.err
        assert "rules check" in ran.err
    assert not (tmp_path / "out").exists()
    checked = exportgate("rules", "check", own)
    assert checked.code == 1
    assert f"{place}: error[{code}]" in checked.out


@pytest.mark.parametrize("command", ["check", "test", "coverage", "mutate"])
def test_the_example_folder_stands_up_to_every_command_on_rules(
    exportgate: Command, examples: Path, command: str
) -> None:
    ran = exportgate("rules", command, examples / "own-rules")
    assert ran.code == 0, ran.out


def test_a_folder_that_is_not_there_or_holds_no_rule_is_refused(exportgate: Command, own: Path, tmp_path: Path) -> None:
    missing = exportgate("classify", "L4", "--rules", tmp_path / "nowhere")
    assert (missing.code, "name a folder of rule files" in missing.err) == (2, True)
    for path in own.glob("*.yaml"):
        if path.name not in {"ruleset.yaml", "law_with_own_rules.cases.yaml"}:
            path.unlink()
    for left in ("law_with_own_rules.cases.yaml", "ruleset.yaml"):
        ran = exportgate("classify", "L4", "--rules", own)
        assert (ran.code, "XR006" in ran.err, "own" in ran.err) == (3, True, True)
        (own / left).unlink()
    assert exportgate("classify", "L4", "--rules", own).code == 3


def test_rules_show_says_whose_a_rule_is_and_what_it_relaxes(exportgate: Command, examples: Path) -> None:
    words = ("rules", "show", "acme.notice_of_others", examples / "own-rules", "--on", "2025-06-01")
    text = " ".join(exportgate(*words).out.split())
    assert "whose own rule of acme" in text
    assert f"relaxes {LETTER}: The notices bind their recipients alone" in text
    shown = json.loads(exportgate(*words, "--format", "json").out)
    assert (shown["own"], [item["id"] for item in shown["relaxes"]]) == ("acme", [LETTER])
    assert shown["relaxes"][0]["because"].startswith("The notices bind")


def test_the_reasons_of_a_decision_mark_own_rules(exportgate: Command, examples: Path) -> None:
    words = ("classify", "H20 SXM 96GB", "--to", "CN", "--on", "2025-06-01", "--rules", examples / "own-rules")
    why = " ".join(exportgate(*words, "--explain").out.partition("\nwhy\n")[2].split())
    assert "acme.embargo#destination (own rule of acme): " in why
    assert "counsel's opinion of 2025-04-22] (own rule of acme) version in force" in why
    assert "(own rule of us)" not in why


def test_an_own_embargo_alone_is_not_said_to_be_past_every_license(screened: Path) -> None:
    for text in (screened / "report.html").read_text("utf-8").split("Prohibited")[1:]:
        assert "No ordinary license cures it." not in text
    assert "An own rule of the organization forbids it. Do not proceed." in (screened / "report.html").read_text(
        "utf-8"
    )
