"""What the rules say differently on two days, as data, and how paragraphs and formulas are written back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.provisions.differences import ProvisionDifference, differences
from exportgate.provisions.formula import formula_text, parse_formula
from exportgate.provisions.notation import condition_text
from exportgate.provisions.ruleset import RuleSet, load_rules

Compare = Callable[[str, str], dict[str, ProvisionDifference]]


@pytest.fixture(scope="module")
def shipped(checkout: Path) -> RuleSet:
    return load_rules(checkout / "rules")


@pytest.fixture
def compare(shipped: RuleSet) -> Compare:
    def between(first: str, second: str) -> dict[str, ProvisionDifference]:
        found = differences(shipped, date.fromisoformat(first), date.fromisoformat(second))
        return {item.provision.id: item for item in found}

    return between


def test_days_of_one_period_do_not_differ(compare: Compare) -> None:
    assert compare("2023-02-01", "2023-02-02") == {}
    assert compare("1900-01-01", "1900-01-02") == {}


def test_the_first_day_brings_every_paragraph_of_its_provisions(compare: Compare) -> None:
    entry = compare("2022-10-06", "2022-10-07")["us.ear.ccl.3a090"]
    assert (entry.how, entry.before) == ("came_into_force", None)
    assert [paragraph.id for paragraph in entry.paragraphs_added] == ["a", "no-processing-unit"]


def test_going_back_in_time_ends_what_came(compare: Compare) -> None:
    entry = compare("2022-10-07", "2022-10-06")["us.ear.ccl.3a090"]
    assert (entry.how, entry.after) == ("ended", None)
    assert [paragraph.id for paragraph in entry.paragraphs_removed] == ["a", "no-processing-unit"]


def test_a_version_that_restates_alike_is_still_named_with_its_maker(compare: Compare) -> None:
    definition = compare("2023-11-16", "2023-11-17")["us.ear.def.tpp"]
    assert definition.how == "replaced"
    assert definition.formula is None
    assert (definition.before is None, definition.after is None) == (False, False)


def test_a_member_that_joins_comes_with_its_citation(compare: Compare) -> None:
    group = compare("2024-03-14", "2024-03-15")["us.ear.groups.d5"]
    assert [(member.code, member.cite) for member in group.joined] == [("NI", "89 FR 18780")]
    assert group.left == ()


def test_a_condition_is_written_as_in_the_file(shipped: RuleSet) -> None:
    version = shipped.provisions["us.ear.ccl.3a090"].versions[1]
    assert condition_text(version.paragraphs[0].condition) == (
        "any: [{all: [tpp >= a1_tpp], cite: 3A090.a.1}, "
        "{all: [tpp >= a2_tpp, performance_density >= a2_density], cite: 3A090.a.2}]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "a + b * 2.50 bit + c",
        "(a + b) * c",
        "a / (b / c)",
        "a / b / c",
        "a / (b * c)",
        "highest_stated(a * 4 bit, (b + c) / 2)",
        "((a))",
    ],
)
def test_a_formula_written_back_is_the_same_formula(text: str) -> None:
    units = frozenset({"bit"})
    formula = parse_formula(text, units)
    assert parse_formula(formula_text(formula), units) == formula
    assert len(formula_text(formula)) <= len(text)
