"""Every check finds its fault, in its file, line and column, and says what to do."""

from datetime import date
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Diagnostic
from exportgate.engine.verify import verify
from exportgate.provisions.ruleset import load_rules

TODAY = date(2026, 11, 28)
UNITS = (
    "units:\n  TOPS: {title: rate}\n  bit: {title: bits}\n  mm2: {title: area}\n  TPP: {title: tpp, is: TOPS * bit}\n"
)
FACTS = """facts:
  tpp: {type: number, unit: TPP, title: TPP, question: "TPP?"}
  rate: {type: number, unit: TOPS, title: rate, question: "Rate?"}
  area: {type: number, unit: mm2, title: area, question: "Area?"}
  marketed: {type: yes_no, title: marketed, question: "Marketed?"}
  destination: {type: code, title: destination, question: "Where?"}
"""
RULE = """id: us.test.rule
kind: classification
title: A rule
cite: 15 CFR 774
subject: circuit
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 62186
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - id: a
        classify: 3A090.a
        when: tpp >= limit
    thresholds:
      limit: {value: 4800, unit: TPP, words: 4800 or more}
"""
CASES = """provision: us.test.rule
cases:
  - name: at the limit
    on: 2024-01-01
    facts: {tpp: 4800}
    expect: {a: applies}
"""
GROUP = "id: us.test.group\nkind: group\ntitle: A group\ncite: 15 CFR 740\nmembers: [CN]\n"


def folder(tmp_path: Path, **files: str) -> Path:
    base = {"facts": FACTS, "units": UNITS, "rule": RULE, "rule_cases": CASES, **files}
    root = tmp_path / "rules"
    root.mkdir(exist_ok=True)
    for name, text in base.items():
        (root / f"{name.replace('_cases', '.cases')}.yaml").write_text(text, encoding="utf-8")
    return root


def found(tmp_path: Path, **files: str) -> tuple[Diagnostic, ...]:
    return verify(load_rules(folder(tmp_path, **files)), TODAY)


def test_sound_rules_pass_without_a_word(tmp_path: Path) -> None:
    assert found(tmp_path) == ()


@pytest.mark.parametrize(
    ("code", "place", "rule"),
    [
        ("XR001", "rule.yaml:3", "id: us.test.rule\nkind: [\n"),
        ("XR003", "rule.yaml:3:1", RULE.replace("title: A rule", "titel: A rule")),
        ("XR004", "rule.yaml:2:7", RULE.replace("kind: classification", "kind: clasification")),
        ("XR005", "rule.yaml:1:1", RULE.replace("cite: 15 CFR 774\n", "")),
        ("XR101", "facts.yaml", RULE),
        ("XR102", "rule.yaml:14:15", RULE.replace("tpp >= limit", "tpp >= 4800")),
        ("XR104", "rule.yaml:14:15", RULE.replace("tpp >= limit", "tp >= limit")),
        ("XR104", "rule.yaml:14:15", RULE.replace("tpp >= limit", "tpp >= limt")),
        ("XR104", "rule.yaml:14:15", RULE.replace("tpp >= limit", "destination in us.test.nowhere")),
        (
            "XR105",
            "rule.yaml:14:21",
            RULE.replace("        classify: 3A090.a\n", "        classify: 3A090.a\n        yields_to: [z]\n"),
        ),
        ("XR106", "rule.yaml:16", RULE.replace("tpp >= limit", "marketed")),
        ("XR201", "rule.yaml:14:15", RULE.replace("tpp >= limit", "area >= limit")),
        ("XR202", "rule.yaml:16:22", RULE.replace("value: 4800", "value: many")),
        ("XR203", "rule.yaml:14:15", RULE.replace("tpp >= limit", "marketed >= limit")),
        ("XR301", "rule.yaml:16:22", RULE.replace("value: 4800", "value: 4080")),
        ("XR302", "rule.yaml:14:15", RULE.replace("tpp >= limit", "tpp > limit")),
        ("XR303", "rule.yaml:16:46", RULE.replace("words: 4800 or more", "words: null")),
        ("XR304", "rule.yaml:4:7", RULE.replace("cite: 15 CFR 774", "cite: the law")),
        ("XR401", "rule.yaml:7:38", RULE.replace("{from: 2022-10-07}", "{from: 2022-10-07, to: 2021-01-01}")),
        ("XR405", "rule.yaml:7:15", RULE.replace("{from: 2022-10-07}", "{to: 2026-01-01}")),
        (
            "XR404",
            "rule.yaml:8:13",
            RULE.replace("    made_by", "    stays: [{from: 2020-01-01, to: 2020-02-01, by: 1 FR 2}]\n    made_by"),
        ),
        ("XR701", "rule.yaml:10:43", RULE.replace("review_by: 2027-06-01", "review_by: 2026-11-01")),
        ("XR702", "rule.yaml:10:20", RULE.replace("on: 2026-11-23", "on: 2027-01-01")),
    ],
)
def test_a_fault_is_found_in_its_place(tmp_path: Path, code: str, place: str, rule: str) -> None:
    facts = (
        FACTS.replace("  area:", "  Area: {type: code, title: x, question: y}\n  area:") if code == "XR101" else FACTS
    )
    hits = [item for item in found(tmp_path, rule=rule, facts=facts) if item.code == code]
    assert hits, f"{code} was not found"
    assert any(f"rules/{place}" in str(item.span) for item in hits)
    assert all(item.help for item in hits)


def test_versions_must_neither_overlap_nor_leave_a_hole(tmp_path: Path) -> None:
    head, _, version = RULE.partition("  - in_force: {from: 2022-10-07}\n")
    for last, code in (("2023-11-17", "XR402"), ("2023-11-15", "XR403")):
        earlier = f"  - in_force: {{from: 2022-10-07, to: {last}}}\n{version}"
        later = f"  - in_force: {{from: 2023-11-17}}\n{version}"
        assert code in {item.code for item in found(tmp_path, rule=head + earlier + later)}


def test_two_files_cannot_share_an_id(tmp_path: Path) -> None:
    assert "XR103" in {item.code for item in found(tmp_path, twin=RULE)}


def test_a_rule_without_cases_is_an_error(tmp_path: Path) -> None:
    assert "XR601" in {item.code for item in found(tmp_path, group=GROUP)}


def test_a_case_that_expects_nothing_is_an_error(tmp_path: Path) -> None:
    empty = CASES.replace("    expect: {a: applies}\n", "")
    assert "XR602" in {item.code for item in found(tmp_path, rule_cases=empty)}


def test_a_case_for_a_paragraph_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert "XR105" in {item.code for item in found(tmp_path, rule_cases=CASES.replace("{a: applies}", "{q: applies}"))}


def test_paragraphs_that_give_way_to_each_other_are_an_error(tmp_path: Path) -> None:
    second = "      - {id: b, classify: 3A090.b, when: marketed, yields_to: [a]}\n    thresholds:"
    circle = RULE.replace("        when: tpp", "        yields_to: [b]\n        when: tpp").replace(
        "    thresholds:", second
    )
    assert "XR107" in {item.code for item in found(tmp_path, rule=circle)}


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    root = folder(tmp_path)
    for name in ("rule.yaml", "rule.cases.yaml"):
        (root / name).unlink()
    assert "XR006" in {item.code for item in verify(load_rules(root), TODAY)}


def test_the_digest_changes_with_any_byte_and_not_with_the_place(tmp_path: Path) -> None:
    first = load_rules(folder(tmp_path)).digest
    (tmp_path / "elsewhere").mkdir()
    assert load_rules(folder(tmp_path / "elsewhere")).digest == first
    assert load_rules(folder(tmp_path, rule=RULE + "# x\n")).digest != first
