"""Every mutant of a rule is noticed, proved to say the same, waived with a reason, or reported as a survivor."""

from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.review import drafts_text
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.law import Law
from exportgate.engine.mutants.mutation import Mutation
from exportgate.engine.mutants.provisions import mutants_of
from exportgate.engine.mutants.survivors import MutationReport, mutate
from exportgate.provisions.ruleset import load_rules

from .small_rules import CASES, DEFINITION_CASES, GROUP_CASES, RULE, small_law, without


def report(law: Law) -> tuple[MutationReport, Collector]:
    collector = Collector()
    return mutate(law, collector), collector


def survivors(law: Law) -> list[str]:
    return [survivor.mutant.id for survivor in report(law)[0].survivors]


def test_cases_that_guard_everything_leave_no_survivor(tmp_path: Path) -> None:
    found, collector = report(small_law(tmp_path))
    assert ([s.mutant.id for s in found.survivors], collector.found) == ([], [])
    assert sum(found.mutants.values()) == sum(found.noticed.values()) + len(found.equivalent)
    assert found.equivalent == ()


def test_the_shipped_rules_leave_no_survivor(checkout: Path) -> None:
    found, collector = report(Law(load_rules(checkout / "rules")))
    assert ([s.mutant.id for s in found.survivors], collector.found) == ([], [])
    assert sum(found.mutants.values()) > 1000


@pytest.mark.parametrize(
    ("dropped", "mutant"),
    [
        (["below"], "us.test.rule@2022-10-07 limit 4800 becomes 4799"),
        (["below"], "us.test.rule@2022-10-07 limit 4800 becomes 4795.2"),
        (["first day", "last day"], "us.test.rule@2022-10-07#a when.1 'tpp >= limit' becomes 'tpp > limit'"),
        (["first day", "last day"], "us.test.rule@2022-10-07 limit 4800 becomes 4801"),
        (["relieved", "unless"], "us.test.rule@2023-11-17#note overrides 'a' is dropped"),
        (["before"], "us.test.rule@2022-10-07 begins on 2022-10-06 instead of 2022-10-07"),
        (["last day"], "us.test.rule@2022-10-07 ends on 2023-11-15 instead of 2023-11-16"),
        (["first day"], "us.test.rule@2022-10-07#a classify '3A090.a' becomes another"),
    ],
)
def test_a_mistake_that_no_case_notices_survives(tmp_path: Path, dropped: list[str], mutant: str) -> None:
    assert mutant in survivors(small_law(tmp_path, rule_cases=without(CASES, *dropped)))


def test_members_and_formulas_have_mutants_too(tmp_path: Path) -> None:
    law = small_law(
        tmp_path, group_cases=without(GROUP_CASES, "after"), tpp_cases=without(DEFINITION_CASES, "both", "one")
    )
    found = survivors(law)
    assert "us.test.group member MO is dropped" in found
    assert "us.test.group member MO begins on 2024-01-02 instead of 2024-01-01" in found
    assert "us.test.tpp@2022-10-07 formula '+' becomes '*'" in found


def test_a_survivor_is_reported_in_its_place_with_the_case_that_would_notice_it(tmp_path: Path) -> None:
    law = small_law(tmp_path, rule_cases=without(CASES, "below"))
    found, collector = report(law)
    assert {(item.code, item.span.line) for item in collector.found} == {("XR620", 16)}
    text = drafts_text((item.provision, item.mutant.id, item.draft) for item in found.survivors)
    assert "by hand" not in text
    cases = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    mended = small_law(tmp_path, rule_cases=f"{without(CASES, 'below')}{cases}\n")
    collector = Collector()
    assert all(result.passed for result in run_cases(mended.rules, collector)), collector.found
    assert survivors(mended) == []


def test_what_no_facts_can_tell_apart_is_proved_the_same_and_no_survivor(tmp_path: Path) -> None:
    doubled = RULE.replace("when: {all: [tpp >= limit]}", "when: {all: [tpp >= limit, tpp >= limit]}")
    found, _ = report(small_law(tmp_path, rule=doubled))
    same = [mutant.id for mutant in found.equivalent]
    assert "us.test.rule@2022-10-07#a when.1 'tpp >= limit' is dropped" in same
    assert "us.test.rule@2022-10-07#a when 'all' becomes 'any'" in same


WAIVED = "us.test.rule@2022-10-07 limit 4800 becomes 4799"


def test_a_waiver_with_a_reason_spares_its_mutant_and_no_other(tmp_path: Path) -> None:
    reason = "the figure below is never met by any part that was ever made"
    waiver = f'waived:\n  - {{mutant: "{WAIVED}", because: {reason}}}\n'
    found, collector = report(small_law(tmp_path, rule_cases=without(CASES, "below") + waiver))
    assert [(mutant.id, waiver.because) for mutant, waiver in found.waived] == [(WAIVED, reason)]
    assert WAIVED not in {survivor.mutant.id for survivor in found.survivors}
    assert {item.code for item in collector.found} == {"XR620"}


def test_a_waiver_that_does_not_say_why_or_waives_nothing_is_an_error(tmp_path: Path) -> None:
    waivers = (
        f'waived:\n  - {{mutant: "{WAIVED}", because: not needed}}\n  - {{mutant: nothing, because: a b c d e f}}\n'
    )
    _, collector = report(small_law(tmp_path, rule_cases=without(CASES, "below") + waivers))
    assert {"XR621", "XR622"} <= {item.code for item in collector.found}


def test_the_short_way_agrees_with_running_every_case_under_the_mutant(tmp_path: Path, checkout: Path) -> None:
    """What decides a mutant from columns must be what running the cases anew would say."""
    for law in (
        small_law(tmp_path, rule_cases=without(CASES, "below", "relieved")),
        Law(load_rules(checkout / "rules")),
    ):
        mutation = Mutation(law)
        for provision in law.rules.provisions.values():
            for mutant in list(mutants_of(provision))[::9]:
                if mutant.version is not None:
                    assert mutation.notices(provision, mutant) == mutation.rerun(provision, mutant), mutant.id


OTHER = """id: us.test.other
kind: classification
title: What the rule yields to, which changes later
cite: 15 CFR 774
subject: circuit
versions:
  - in_force: {from: 2022-10-07, to: 2024-12-31}
    made_by: 87 FR 1
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - {id: b, classify: 3A090.b, when: {all: [tpp < limit]}}
    thresholds:
      limit: {value: 100, unit: TPP, words: less than 100}
  - in_force: {from: 2025-01-01}
    made_by: 90 FR 4
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - {id: b, classify: 3A090.b, when: {all: [tpp >= limit]}}
    thresholds:
      limit: {value: 9000, unit: TPP, words: 9000 or more}
"""


def test_a_mutant_is_the_same_only_if_it_is_so_on_every_day_that_bears_on_it(tmp_path: Path) -> None:
    """The rule yields to a paragraph that overlaps it only in that one's later version."""
    (tmp_path / "other.yaml").write_text(OTHER, encoding="utf-8")
    head, _, tail = RULE.rpartition("        classify: 3A090.a\n")
    yielding = f"{head}        classify: 3A090.a\n        yields_to: [us.test.other#b]\n{tail}"
    found, _ = report(small_law(tmp_path, rule=yielding))
    dropped = "us.test.rule@2023-11-17#a yields_to 'us.test.other#b' is dropped"
    assert dropped not in [mutant.id for mutant in found.equivalent]
    (survivor,) = [item for item in found.survivors if item.mutant.id == dropped]
    assert survivor.draft is not None
    assert str(survivor.draft.on) == "2025-01-01"


STAYED = RULE.replace(
    "  - in_force: {from: 2023-11-17}\n",
    "  - in_force: {from: 2023-11-17}\n    stays: [{from: 2024-09-01, to: 2024-10-31, by: 89 FR 5}]\n",
)


def test_shifted_stays_and_starts_of_definitions_are_drafted_too(tmp_path: Path) -> None:
    cases = without(DEFINITION_CASES, "before")
    law = small_law(tmp_path, rule=STAYED, tpp_cases=cases)
    found, _ = report(law)
    days = {str(item.draft.on) for item in found.survivors if item.draft is not None}
    assert {"2024-08-31", "2024-09-01", "2024-10-31", "2024-11-01", "2022-10-06"} <= days
    assert all(item.draft is not None for item in found.survivors)
    for owner, name, text in (("us.test.rule", "rule", CASES), ("us.test.tpp", "tpp", cases)):
        drafts = drafts_text((i.provision, i.mutant.id, i.draft) for i in found.survivors if i.provision.id == owner)
        more = "\n".join(line for line in drafts.splitlines() if not line.startswith("#"))
        (tmp_path / f"{name}.cases.yaml").write_text(f"{text}{more}\n", encoding="utf-8")
    again = Law(load_rules(tmp_path))
    collector = Collector()
    assert all(result.passed for result in run_cases(again.rules, collector)), collector.found
    assert survivors(again) == []
