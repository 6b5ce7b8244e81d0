"""Thresholds carried back through formulas, exactly."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.engine.definitions import Definition, calculate
from exportgate.engine.table import FactTable, table_of
from exportgate.engine.trace.turning_points import solutions, turning_points
from exportgate.engine.values import Value
from exportgate.foundation.quantities import UNKNOWN, exactly
from exportgate.provisions.formula import Formula, parse_formula
from exportgate.provisions.vocabulary import Fact, FactType, Vocabulary

UNITS = frozenset({"bit"})
positive = st.fractions(min_value=Fraction(1, 50), max_value=10_000, max_denominator=50)


def formula(text: str) -> Formula:
    return parse_formula(text, UNITS)


def table(**facts: Value) -> FactTable:
    names = ("x", "y", "rate", "tpp", "area", "density", "links", "host", "io")
    known = {name: Fact(name, FactType.NUMBER, "", name, "") for name in names}
    return table_of([facts], Vocabulary(known, {}))


def definition(fact: str, text: str) -> Definition:
    return Definition(fact, formula(text), "cite", f"test.{fact}")


@pytest.mark.parametrize(
    "text", ["x + y", "y + x", "x * y", "y * x", "x / y", "y / x", "(x * 4 bit) / y", "y / (x + 1 bit)", "x"]
)
@given(target=positive, other=positive)
def test_a_solution_gives_the_target(text: str, target: Fraction, other: Fraction) -> None:
    for value in solutions(formula(text), "x", target, table(y=exactly(other)), 0):
        if value > 0:
            found = calculate(formula(text), table(x=exactly(value), y=exactly(other))).at(0)
            assert found == exactly(target)


@given(target=positive, other=positive)
def test_a_product_and_a_quotient_always_have_a_solution(target: Fraction, other: Fraction) -> None:
    for text in ("x * y", "x / y", "y / x"):
        assert len(list(solutions(formula(text), "x", target, table(y=exactly(other)), 0))) == 1


def test_the_highest_is_solved_for_each_term_that_has_the_fact() -> None:
    found = solutions(formula("highest_stated(x * 4 bit, y * 8 bit)"), "x", Fraction(4800), table(y=exactly(1)), 0)
    assert list(found) == [1200]


def test_a_chain_of_definitions_is_followed_to_its_base() -> None:
    chain = (definition("tpp", "highest_stated(rate * 16 bit)"), definition("density", "tpp / area"))
    limits = {"tpp": frozenset({Fraction(4800)}), "density": frozenset({Fraction(2), Fraction(6)})}
    facts = table(rate=exactly(312), tpp=exactly(4992), area=exactly(800))
    assert turning_points("rate", limits, chain, facts, 0) == {300, 100}
    assert turning_points("tpp", limits, chain, facts, 0) == {4800, 1600}
    assert turning_points("area", limits, chain, facts, 0) == {832, 2496}
    assert turning_points("density", limits, chain, facts, 0) == {2, 6}


def test_a_derived_fact_that_is_given_does_not_follow_its_inputs() -> None:
    limits = {"tpp": frozenset({Fraction(4800)})}
    assert turning_points("rate", limits, (), table(tpp=exactly(1)), 0) == frozenset()


def test_what_is_known_of_a_missing_term_still_gives_a_point() -> None:
    limits = {"io": frozenset({Fraction(600)})}
    sums = (definition("io", "links + host"),)
    assert turning_points("links", limits, sums, table(host=UNKNOWN), 0) == {600}


def test_nothing_is_found_where_another_operand_is_undefined_or_zero() -> None:
    assert list(solutions(formula("x * y"), "x", Fraction(5), table(y=exactly(0)), 0)) == []
    assert list(solutions(formula("x * y"), "x", Fraction(5), table(y=UNKNOWN), 0)) == []
