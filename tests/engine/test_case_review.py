"""What no case guards is listed in its place, and the drafted case guards it."""

from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.review import drafts_text, report_missing, review_cases
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.law import Law
from exportgate.provisions.ruleset import load_rules

from .small_rules import CASES, DEFINITION_CASES, GROUP_CASES, RULE, small_law, without


def codes(law: Law) -> list[tuple[str, str]]:
    collector = Collector()
    report_missing(review_cases(law).missing, collector)
    return [(item.code, item.message) for item in collector.found]


def test_cases_that_guard_everything_leave_nothing_to_list(tmp_path: Path) -> None:
    law = small_law(tmp_path)
    assert codes(law) == []
    assert all(guarded == total > 0 for guarded, total in review_cases(law).counts.values())


def test_the_shipped_rules_are_guarded(checkout: Path) -> None:
    assert codes(Law(load_rules(checkout / "rules"))) == []


@pytest.mark.parametrize(
    ("dropped", "code", "words"),
    [
        (["first day", "last day"], "XR610", "paragraph 'a' of the version from 2022-10-07 applying"),
        (["below"], "XR611", "lies just outside the limit of 'tpp >= limit' (4800 TPP)"),
        (["later", "relieved", "unless"], "XR611", "lies at the limit of 'tpp >= limit'"),
        (["relieved"], "XR612", "giving way to 'us.test.rule#note'"),
        (["before"], "XR613", "is on 2022-10-06"),
        (["open"], "XR614", "left open because 'tpp' is missing"),
        (["unless"], "XR614", "left open because 'marketed' is missing"),
    ],
)
def test_what_a_dropped_case_guarded_is_listed_and_its_draft_guards_it_again(
    tmp_path: Path, dropped: list[str], code: str, words: str
) -> None:
    cases = without(CASES, *dropped)
    law = small_law(tmp_path, rule_cases=cases)
    assert any(found == code and words in message for found, message in codes(law)), codes(law)
    drafts = "\n".join(
        line for line in drafts_text(review_cases(law).wanted).splitlines() if not line.startswith(("#", "  #"))
    )
    mended = small_law(tmp_path, rule_cases=f"{cases}{drafts}\n")
    collector = Collector()
    assert all(result.passed for result in run_cases(mended.rules, collector)), collector.found
    assert codes(mended) == []


def test_groups_and_definitions_are_guarded_too(tmp_path: Path) -> None:
    law = small_law(tmp_path, group_cases=without(GROUP_CASES, "before"), tpp_cases=without(DEFINITION_CASES, "one"))
    found = codes(law)
    assert {code for code, _ in found} == {"XR613", "XR615", "XR616"}


def test_precedence_that_no_facts_can_show_is_asked_of_nobody(tmp_path: Path) -> None:
    """A note on what is marketed is excepted from a rule on what is not: no facts can show it giving way."""
    apart = RULE.replace(
        "when: {all: [tpp >= limit]}\n      - id: note", "when: {all: [tpp >= limit, marketed]}\n      - id: note"
    )
    law = small_law(tmp_path, rule=apart, rule_cases=without(CASES, "relieved"))
    assert not any(code == "XR612" for code, _ in codes(law))
    assert review_cases(law).counts.get("precedence", (0, 0)) == (0, 0)


def test_a_case_that_is_wrong_for_now_guards_nothing(tmp_path: Path) -> None:
    wrong = CASES.replace("{name: below,", "{name: below, expect_wrong_for_now: the limit is under review,")
    assert any(code == "XR611" for code, _ in codes(small_law(tmp_path, rule_cases=wrong)))


LATE = """id: us.test.late
kind: exception
title: An exception that comes later than the rule
cite: 15 CFR 740
subject: circuit
versions:
  - in_force: {from: 2024-06-01}
    made_by: 89 FR 3
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - {id: e, license_exception: EXC, overrides: [us.test.rule#a], when: {all: [not marketed, spare >= limit]}}
    thresholds:
      limit: {value: 7, unit: TPP, words: 7 or more}
"""


def test_relief_that_comes_later_than_the_version_is_asked_for_on_its_own_days(tmp_path: Path) -> None:
    (tmp_path / "late.yaml").write_text(LATE, encoding="utf-8")
    plain = RULE.replace("      - id: note\n        overrides: [a]\n        when: {all: [not marketed]}\n", "")
    law = small_law(tmp_path, rule=plain, rule_cases=without(CASES, "relieved", "unless"))
    (wanted,) = [item for item in review_cases(law).missing if item.point.code == "XR612"]
    assert wanted.point.subject == "us.test.late#e"
    assert wanted.draft is not None
    assert str(wanted.draft.on) == "2024-06-01"
