"""`classify --explain` from the outside: for a person, for a machine, and on a terminal that has few signs."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.program import ended

from . import explained_files

Command = Callable[..., Any]
SHOWN = [
    ("A100 80GB", "--on", "2022-12-01"),
    ("A800 SXM4 80GB", "--on", "2023-11-17", "--to", "CN"),
    ("H20", "--on", "2026-02-01", "--to", "CN"),
    ("RTX 4090", "--on", "2024-06-01", "--to", "CN", "--event", "reexport"),
    ("L40S", "--on", "2024-06-01", "--to", "MY", "--parent", "CN"),
    ("MI210", "--on", "2024-06-01", "--to", "CN"),
    ("HBM2 stack 2.4Gbps", "--on", "2025-02-01", "--to", "CN"),
    ("Trainium1", "--on", "2024-06-01"),
    ("--fact", "tpp=4799", "--on", "2024-06-01"),
    ("--fact", "tpp=2000", "--on", "2024-06-01"),
    ("LOT-7", "--eccn", "5A992.c", "--on", "2024-06-01", "--to", "DE"),
    ("LOT-7", "--eccn", "3A090.a", "--on", "2024-06-01", "--to", "CN"),
    ("XJ-7", "--on", "2024-06-01"),
    ("A100", "--on", "2022-10-01"),
]


@pytest.mark.parametrize("name", sorted(explained_files.FILES))
def test_the_explanation_has_the_bytes_on_file(exportgate: Command, name: str) -> None:
    expected = (explained_files.FOLDER / name).read_bytes().decode()
    assert exportgate(*explained_files.words(name)).out == expected, "if meant so: python -m tests.cli.explained_files"


@pytest.mark.parametrize("words", SHOWN)
def test_without_the_option_the_answer_is_what_stands_before_the_explanation(
    exportgate: Command, words: tuple[str, ...]
) -> None:
    plain, explained = exportgate("classify", *words), exportgate("classify", *words, "--explain")
    assert (plain.code, explained.code) == (0, 0)
    before, why, after = explained.out.partition("\nwhy\n")
    assert (before, why != "", after != "") == (plain.out, True, True)
    lines = explained.out.splitlines()
    assert max(map(len, lines)) <= 100
    assert [line for line in lines if line.lstrip().startswith("%")] == []


@pytest.mark.parametrize("words", SHOWN)
def test_the_json_answer_gains_one_member_and_loses_none(exportgate: Command, words: tuple[str, ...]) -> None:
    plain = json.loads(exportgate("classify", *words, "--format", "json").out)
    answer = json.loads(exportgate("classify", *words, "--format", "json", "--explain").out)
    explanation = answer.pop("explanation")
    assert answer == plain
    kept = {"classifications", "possible", "outcome", "review_policy"}
    assert explanation["answer"] == {name: plain[name] for name in kept}


def test_the_changes_of_the_json_come_true_when_they_are_given(exportgate: Command) -> None:
    words = ("classify", "H20 SXM 96GB", "--to", "CN", "--on", "2024-06-01", "--format", "json")
    changes = json.loads(exportgate(*words, "--explain").out)["explanation"]["nearest"]
    assert [change["percent"] for change in changes[:5]] == ["1.35", "1.35", "1.35", "1.35", "9.09"]
    for change in (changes[0], changes[3], changes[4]):
        answer = json.loads(exportgate(*words, "--fact", f"{change['fact']}={change['example']}").out)
        assert {name: answer[name] for name in change["answer"]} == change["answer"]


def test_every_leaf_of_the_json_says_where_its_value_is_from(exportgate: Command) -> None:
    words = ("classify", "A800 SXM4 80GB", "--to", "CN", "--on", "2022-12-01", "--format", "json", "--explain")
    (reading,) = json.loads(exportgate(*words).out)["explanation"]["trace"]
    circuit = reading["stages"][0]["paragraphs"]
    sources = {leaf["fact"]: leaf["source"] for item in circuit for leaf in leaves(item["condition"])}
    assert sources == {
        "tpp": "derived by us.ear.def.tpp",
        "io_bandwidth": "derived by us.ear.def.io_bandwidth",
        "item_kind": "catalog",
    }
    assert [item["fact"] for item in reading["derivations"]] == ["io_bandwidth", "tpp"]


def leaves(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for child in node["children"] for leaf in leaves(child)] if "limb" in node else [node]


def test_readings_that_disagree_are_told_apart(exportgate: Command) -> None:
    words = ("classify", "Trainium1", "--on", "2024-06-01")
    out = exportgate(*words, "--explain").out
    assert "us.ear.ccl.3a090#a undetermined for TF32 counted as 19 bits; applies for TF32 counted as 32 bits" in (
        " ".join(out.split())
    )
    explanation = json.loads(exportgate(*words, "--explain", "--format", "json").out)["explanation"]
    effects = {item["paragraph"]: item["effects"] for item in explanation["disagreements"]}
    assert effects["us.ear.ccl.3a090#a"] == [
        {"effect": "undetermined", "readings": [0]},
        {"effect": "applies", "readings": [1]},
    ]


def test_a_terminal_without_the_signs_gets_plain_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    class Narrow(io.StringIO):
        encoding = "ascii"

    narrow = Narrow()
    words = ["classify", "H20 SXM 96GB", "--to", "CN", "--on", "2024-06-01", "--explain"]
    monkeypatch.setattr("sys.stdout", narrow)
    monkeypatch.setattr("sys.argv", ["exportgate", *words])
    assert ended() == 0
    why = narrow.getvalue().partition("\nwhy\n")[2]
    assert why.isascii()
    assert "x total processing performance at least 2400 TPP" in why
    assert "-> dense FP16 or BF16 rate 148 TOPS (catalog) * 16 bit = 2368 TPP" in why


def test_rules_of_ones_own_are_explained_with_the_others(exportgate: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "ruleset.yaml").write_text("namespace: acme\nversion: 1\ntitle: Acme\n", encoding="utf-8")
    (tmp_path / "mine" / "own.yaml").write_text(
        "id: acme.memory\nkind: red_flag\ntitle: Much memory bandwidth\ncite: 15 CFR part 744\n"
        "subject: shipment\nversions:\n  - in_force: {from: 2024-01-01}\n    made_by: Acme board\n    confidence: P\n"
        "    verified: {on: 2026-11-23, review_by: 2027-06-01, with: the manual}\n"
        "    paragraphs:\n      - id: wide\n        because: the manual asks for a second look\n"
        "        when: {all: [memory_bandwidth >= wide]}\n"
        "    thresholds:\n      wide: {value: 5000, unit: GB/s, words: 5000 GB/s or more}\n",
        encoding="utf-8",
    )
    (tmp_path / "mine" / "own.cases.yaml").write_text(
        "provision: acme.memory\ncases:\n  - name: at the line\n    on: 2024-06-01\n"
        "    facts: {memory_bandwidth: 5000}\n    expect: {wide: applies}\n",
        encoding="utf-8",
    )
    words = ("classify", "H20 SXM 96GB", "--to", "CN", "--on", "2024-06-01", "--rules", tmp_path / "mine")
    out = " ".join(exportgate(*words, "--explain").out.split())
    assert 'memory bandwidth at least 5000 GB/s ("5000 GB/s or more"): 4000 GB/s (catalog), 1000 below or 20 %' in out


def test_the_reasons_are_in_words_and_say_where_headquarters_were_taken_from(exportgate: Command) -> None:
    words = ("A100 80GB", "--on", "2022-12-01", "--to", "CN", "--explain")
    plain = exportgate("classify", *words).out
    assert " >= " not in plain.partition("\nwhy\n")[2]
    assert "noted: us.ear.ccl.3a090#a applies" in plain
    assert "no finding: " not in plain
    words = ("L40S", "--on", "2024-06-01", "--to", "MY", "--explain")
    answer = json.loads(exportgate("classify", *words, "--format", "json").out)
    assert headquarters(answer) == {"the destination"}
    answer = json.loads(exportgate("classify", *words, "--parent", "CN", "--format", "json").out)
    assert headquarters(answer) == {"given"}


def headquarters(answer: dict[str, Any]) -> set[str]:
    """Return the sources of the fact in every leaf of the trace that asks for it."""

    def leaves(node: Any) -> set[str]:
        if isinstance(node, list):
            return set[str]().union(*map(leaves, node))
        if not isinstance(node, dict):
            return set()
        found = {node["source"]} if node.get("fact") == "party_headquarters" and "source" in node else set()
        return found.union(*map(leaves, node.values()))

    return leaves(answer["explanation"]["trace"])
