"""`lookup`, `classify`, `rules` and `lists` from the outside."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def test_classify_answers_in_the_stable_form(exportgate: Command) -> None:
    ran = exportgate("classify", "A800 SXM4 80GB", "--to", "CN", "--on", "2023-11-17", "--format", "json")
    answer = json.loads(ran.out)
    assert ran.code == 0
    assert answer["classifications"] == ["3A090.a", "4A090.a"]
    assert (answer["outcome"], answer["review_policy"]) == ("license_required", "presumption_of_denial")
    assert answer["facts"]["tpp"] == {"value": "4992", "unit": "TPP", "source": "derived"}
    assert {"part", "catalog_part", "item_kind", "on", "destination", "parent", "event", "possible", "needs"} <= set(
        answer
    )


def test_classify_takes_facts_and_a_parent(exportgate: Command) -> None:
    words = ("classify", "--fact", "tpp=4800", "--to", "Malaysia", "--parent", "China", "--on", "2024-06-01")
    answer = json.loads(exportgate(*words, "--format", "json").out)
    assert answer["classifications"] == ["3A090.a"]
    assert (answer["destination"], answer["parent"], answer["outcome"]) == ("MY", "CN", "license_required")


@pytest.mark.parametrize(
    "words",
    [
        ("classify",),
        ("classify", "A100", "--fact", "tp=1"),
        ("classify", "A100", "--fact", "tpp=many"),
        ("classify", "A100", "--fact", "party_name=Acme"),
        ("classify", "A100", "--fact", "classification=EAR99"),
        ("classify", "A100", "--fact", "item_kind=chip"),
        ("classify", "A100", "--to", "Zembla"),
        ("classify", "A100", "--to", "Korea"),
        ("classify", "A100", "--on", "yesterday"),
        ("classify", "A100", "--eccn", "???"),
        ("lookup",),
        ("lookup", "X", "--country", "Zembla"),
        ("lists", "import", "nowhere.csv", "--as", "x"),
        ("rules", "check", "nowhere"),
        ("no-such-command",),
    ],
)
def test_what_does_not_fit_is_a_usage_error(exportgate: Command, words: tuple[str, ...]) -> None:
    ran = exportgate(*words)
    assert ran.code == 2
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_person_reads_why_and_what_to_find_out(exportgate: Command) -> None:
    ran = exportgate("classify", "H100 SXM5 80GB", "--to", "MY", "--on", "2024-09-02")
    assert "hold" in ran.out
    assert "party_headquarters: Where are the headquarters" in ran.out


def test_lookup_finds_a_listed_party_and_says_why(exportgate: Command) -> None:
    ran = exportgate("lookup", "Sophgo Technologies", "--on", "2025-06-01", "--format", "json")
    answer = json.loads(ran.out)
    first = answer["hits"][0]
    assert (first["name"], first["source"], first["score"]) == ("Sophgo Technologies Ltd.", "EL", 1.0)
    assert first["why"]
    assert answer["lists"][0]["id"] == "embedded"
    assert "curated subset" in ran.err


def test_lookup_of_nobody_is_no_clearance(exportgate: Command) -> None:
    ran = exportgate("lookup", "Elbtal Messtechnik GmbH")
    assert (ran.code, "no clearance" in ran.out) == (0, True)


def test_lookup_reads_a_file_of_names(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("id,party\n1,SMIC\n2,Nobody in Particular\n", encoding="utf-8")
    ran = exportgate("lookup", "--file", path, "--column", "party", "--format", "jsonl")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert [answer["query"] for answer in answers] == ["SMIC", "Nobody in Particular"]
    assert bool(answers[0]["hits"]) is True
    assert exportgate("lookup", "--file", path, "--column", "name").code == 3


def test_the_shipped_rules_check_and_their_cases_hold(exportgate: Command) -> None:
    checked = exportgate("rules", "check", "--format", "json")
    assert (checked.code, [d for d in json.loads(checked.out)["diagnostics"] if d["severity"] == "error"]) == (0, [])
    assert exportgate("rules", "test").code == 0


def test_a_fault_in_a_rule_is_shown_with_file_line_column_and_caret(exportgate: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "own.yaml").write_text("id: own.rule\nkind: requiremnt\n", encoding="utf-8")
    ran = exportgate("rules", "check", tmp_path / "mine")
    assert ran.code == 1
    assert "mine/own.yaml:2:7: error[XR004]" in ran.out
    assert "^" in ran.out


def test_a_case_that_fails_is_shown_in_its_place(exportgate: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "ruleset.yaml").write_text("namespace: mine\nversion: 1\ntitle: Mine\n", encoding="utf-8")
    (tmp_path / "mine" / "own.cases.yaml").write_text(
        "provision: us.ear.ccl.3a090\ncases:\n  - name: wrong on purpose\n    on: 2024-06-01\n"
        "    facts: {item_kind: ic, tpp: 4800}\n    expect: {a: does_not_apply}\n",
        encoding="utf-8",
    )
    ran = exportgate("rules", "test", tmp_path / "mine")
    assert ran.code == 1
    assert "mine/own.cases.yaml:6:17: error[XR604]" in ran.out


def test_a_list_is_imported_searched_and_shown(exportgate: Command, tmp_path: Path) -> None:
    path = tmp_path / "list_2026-01-02.yaml"
    path.write_text(
        "id: own\ntitle: Own list\nentries:\n  - id: o1\n    list: EL\n    kind: entity\n"
        "    name: Quasar Lattice Works Ltd.\n"
        "    countries: [CN]\n    policy: presumption_of_denial\n",
        encoding="utf-8",
    )
    assert json.loads(exportgate("lists", "status", "--format", "json").out)["lists"] == []
    assert exportgate("lists", "import", path, "--as", "own").code == 0
    status = json.loads(exportgate("lists", "status", "--format", "json").out)["lists"][0]
    assert (status["id"], status["as_of"], status["entries"]) == ("own", "2026-01-02", 1)
    found = json.loads(exportgate("lookup", "QUASAR LATTICE WORKS LIMITED", "--format", "json").out)
    assert [(hit["list"], hit["name"]) for hit in found["hits"]] == [("own", "Quasar Lattice Works Ltd.")]
    assert exportgate("lists", "import", path, "--as", "embedded").code == 2


def test_the_version_and_help_need_nothing(exportgate: Command) -> None:
    assert exportgate("--version").out.startswith("exportgate ")
    helped = exportgate("--help")
    assert helped.code == 0
    assert all(word in helped.out for word in ("screen", "lookup", "classify", "rules", "lists"))
