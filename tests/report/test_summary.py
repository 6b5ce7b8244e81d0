from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.provisions.model import Outcome
from exportgate.report.summary import RAW_KEPT, Summary
from exportgate.report.worst import badness
from exportgate.screening.findings import LineDecision

from . import sample

NUMBERS = st.lists(st.integers(0, len(sample.DECISIONS) - 1), max_size=60)


def summed(numbers: list[int], *, lines_kept: int = 10_000) -> Summary:
    summary = Summary(sample.CLASSIFYING, lines_kept=lines_kept)
    for row, number in enumerate(numbers, 1):
        summary.add(sample.line(row, number), sample.DECISIONS[number])
    return summary


@given(NUMBERS, st.integers(1, 10))
def test_worst_lines_are_the_first_of_all_lines_in_order(numbers: list[int], kept: int) -> None:
    totals = summed(numbers, lines_kept=kept).totals()
    everything = sorted((*badness(sample.DECISIONS[number]), row) for row, number in enumerate(numbers, 1))
    assert [line.line.row for line in totals.worst] == [row for *_, row in everything[:kept]]


@given(NUMBERS)
def test_equal_decisions_add_up_alike_whether_shared_or_not(numbers: list[int]) -> None:
    shared, separate = summed(numbers), Summary(sample.CLASSIFYING)
    for row, number in enumerate(numbers, 1):
        separate.add(sample.line(row, number), replace(sample.DECISIONS[number]))
    assert shared.totals() == separate.totals()


@given(NUMBERS)
def test_totals_asked_for_halfway_change_nothing(numbers: list[int]) -> None:
    summary = Summary(sample.CLASSIFYING)
    for row, number in enumerate(numbers, 1):
        summary.add(sample.line(row, number), sample.DECISIONS[number])
        summary.totals()
    assert summary.totals() == summed(numbers).totals()


def test_every_line_and_rejected_row_is_counted_once() -> None:
    totals = sample.summary(26).totals()
    assert (totals.rows, totals.lines, totals.rejected) == (26, 24, 2)
    assert sum(lines for _, lines in totals.outcomes) == 26
    assert [name for name, _ in totals.outcomes] == ["prohibited", "license_required", "hold", "no_finding", "rejected"]
    assert sum(lines for _, lines in totals.destinations) == 24


def test_run_without_lines_has_no_days_and_all_outcomes_at_zero() -> None:
    totals = Summary().totals()
    assert (totals.first_day, totals.last_day, totals.lines) == (None, None, 0)
    assert all(lines == 0 for _, lines in totals.outcomes)


def test_days_are_the_first_and_the_last() -> None:
    summary = Summary()
    for day in (date(2024, 5, 1), date(2022, 10, 7), date(2026, 1, 1)):
        summary.add(replace(sample.line(1), date=day), sample.DECISIONS[-1])
    totals = summary.totals()
    assert (totals.first_day, totals.last_day) == (date(2022, 10, 7), date(2026, 1, 1))


def test_only_deciding_rules_are_counted_and_each_once_a_line() -> None:
    twice = sample.decision(
        sample.H100, (sample.ENTITY_LIST, replace(sample.ENTITY_LIST, because="another"), sample.A_2023)
    )
    summary = Summary()
    summary.add(sample.line(1), twice)
    assert [(rule.name, rule.lines) for rule in summary.totals().rules] == [("us.ear.744.11#a", 1)]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("15 CFR 744.11(a), 90 FR 4621", "15 CFR 744.11(a), 90 FR 14046", "15 CFR 744.11(a)"),
        ("ECCN 3A090.a (October 2022)", "ECCN 3A090.a", "ECCN 3A090.a"),
        ("90 FR 4621", "90 FR 14046", ""),
    ],
)
def test_citation_of_a_rule_is_what_its_findings_share(one: str, other: str, shared: str) -> None:
    summary = Summary()
    for cite in (one, other):
        summary.add(sample.line(1), sample.decision(sample.CABLE, (replace(sample.ENTITY_LIST, cite=cite),)))
    assert summary.totals().rules[0].cite == shared


def test_missing_facts_are_counted_most_lines_first() -> None:
    totals = summed([4, 7, 7, 1]).totals()
    assert totals.needs == (
        ("declared_eccn", 2),
        ("performance_density", 2),
        ("listed_on_date", 1),
        ("match_decided", 1),
    )


def test_line_with_two_hits_on_one_list_counts_once_for_it() -> None:
    both = sample.decision(
        sample.CABLE, (sample.ENTITY_LIST,), sample.party("end_user", "X", "CN", sample.EXACT, sample.ALIKE)
    )
    summary = Summary()
    summary.add(sample.line(1), both)
    assert summary.totals().lists == ((("embedded", "EL"), 1),)
    assert [total.hit for total in summary.totals().parties] == [sample.EXACT, sample.ALIKE]


def test_party_in_several_roles_is_one_row_and_counts_a_line_once() -> None:
    roles = [sample.party(role, "Sophgo", "CN", sample.EXACT) for role in ("purchaser", "end_user")]
    summary = Summary()
    summary.add(sample.line(1), sample.decision(sample.CABLE, (sample.ENTITY_LIST,), *roles))
    (total,) = summary.totals().parties
    assert (total.roles, total.lines) == (("end_user", "purchaser"), 1)


def test_party_shows_its_worst_outcome_and_its_lines() -> None:
    alike = sample.party("end_user", "Sophnet", "SG", sample.ALIKE)
    made: list[LineDecision] = [
        sample.decision(sample.CABLE, (sample.LOOK_ALIKE,), alike),
        sample.decision(sample.H100, (sample.REGIONAL,), alike),
    ]
    summary = Summary()
    for row, decision in enumerate(made, 1):
        summary.add(sample.line(row), decision)
    (total,) = summary.totals().parties
    assert (total.lines, total.worst) == (2, Outcome.LICENSE_REQUIRED)


def test_reason_of_an_item_names_its_classification_and_no_party() -> None:
    totals = summed([0]).totals()
    assert totals.items[0].why == (sample.A_2023.because,)


def test_items_on_the_control_list_come_first_and_ear99_last() -> None:
    parts = [total.item.part for total in summed([9, 9, 9, 7, 5, 0]).totals().items]
    assert parts == ["H100 SXM5 80GB", "910B", "SERVER-8XGPU", "CABLE-QSFP"]


def test_what_a_rule_leaves_out_is_named_once() -> None:
    totals = summed([6, 6, 8]).totals()
    assert dict(totals.not_modeled)["us.ear.ccl.3a090"] == sample.LEFT_OUT


def test_rejected_rows_are_kept_up_to_the_limit_and_long_ones_cut() -> None:
    summary = Summary(lines_kept=2)
    for row in range(1, 5):
        summary.reject(row, row + 1, "reason", "x" * (RAW_KEPT + row))
    totals = summary.totals()
    assert totals.rejected == 4
    assert [row.row for row in totals.rejected_rows] == [1, 2]
    assert totals.rejected_rows[0].raw.endswith("[cut; see rejects.csv]")
