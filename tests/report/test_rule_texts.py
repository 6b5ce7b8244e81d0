"""Small rules are shown and compared byte for byte as on file."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exportgate.provisions.differences import differences
from exportgate.provisions.naming import Meant
from exportgate.provisions.ruleset import load_rules
from exportgate.report.rules.diff_json import diff_json
from exportgate.report.rules.json_text import rule_json
from exportgate.report.rules.text import rule_text
from exportgate.report.rules.view import RuleView

from . import rule_texts

NAMES = ("rules_show.txt", "rules_show.json", "rules_show_group.json", "rules_table.json", "rules_diff.txt")


@pytest.mark.parametrize("name", [*NAMES, "rules_diff.json"])
def test_small_rules_are_shown_as_on_file(name: str) -> None:
    expected = (rule_texts.FOLDER / name).read_bytes().decode()
    assert rule_texts.texts()[name] == expected, "if meant so: python -m tests.report.rule_texts"


def test_every_line_of_text_keeps_to_the_width(checkout: Path) -> None:
    rules = load_rules(checkout / "rules")
    shown = [
        rule_text(RuleView(rules, Meant(item), version.in_force.first or date.min, lambda code: f"land of {code}"))
        for item in rules.provisions.values()
        for version in item.versions
    ]
    lines = [line for text in shown for line in text.splitlines()]
    assert len(shown) > 30
    assert [line for line in lines if len(line) > 100] == []


def test_control_characters_in_a_rule_are_shown_and_never_sent() -> None:
    rules = load_rules(rule_texts.RULES)
    group = replace(rules.provisions["t.group"], title="Countries \x1b[31m\u202eof concern")
    text = rule_text(RuleView(rules, Meant(group), date(2024, 1, 10), str))
    assert "␛[31m⟨U+202E⟩of concern" in text
    assert "\x1b" not in text


def test_the_paragraph_asked_for_is_the_only_one_in_the_object() -> None:
    shown = json.loads(rule_json(rule_texts.view("t.chips", "b", "2024-01-10")))
    assert shown["id"] == "t.chips#b"
    assert [paragraph["id"] for paragraph in shown["paragraphs"]] == ["b"]
    assert shown["paragraphs"][0]["overridden_by"] == ["t.chips#note"]


def test_the_object_of_a_day_without_the_provision_names_its_intervals() -> None:
    shown = json.loads(rule_json(rule_texts.view("t.exception", "", "2020-01-01")))
    assert shown["in_force"] is None
    assert shown["intervals"] == [{"from": "2023-11-17", "to": "2024-03-14"}]


def test_the_object_of_differences_gives_both_sides_of_a_threshold() -> None:
    found = json.loads(diff_json(rule_texts.compared("2023-11-16", "2023-11-17")))["provisions"]
    chips = next(item for item in found if item["provision"] == "t.chips")
    assert chips["change"] == "replaced"
    assert chips["thresholds"]["changed"] == [
        {
            "name": "limit",
            "before": {"value": "4800", "unit": "TPP", "words": "4800 or more"},
            "after": {"value": "4700", "unit": "TPP", "words": "4700 or more"},
        }
    ]
    assert differences(rule_texts.rules(), date(2023, 11, 17), date(2023, 11, 17)) == ()
