"""Columns of exact numbers answer as the plain evaluator does, row by row, however the numbers are laid out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.engine.conditions import compare, compare_column
from exportgate.engine.definitions import calculate, derive
from exportgate.engine.effects import EFFECTS, work_out
from exportgate.engine.law import Law
from exportgate.engine.number_columns import decimals, number_column
from exportgate.engine.stages import ROWS, given_codes, item_effects
from exportgate.engine.table import FactColumn, FactTable, table_of
from exportgate.engine.values import Code, CodeSet, Value, codes
from exportgate.foundation.quantities import UNDEFINED, UNKNOWN, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.formula import names_in, parse_formula
from exportgate.provisions.model import Operator, Subject
from exportgate.provisions.ruleset import RuleSet, load_rules
from exportgate.provisions.vocabulary import Fact, FactType

from . import plain

DAYS = [date(2022, 10, 6), date(2023, 6, 1), date(2024, 1, 1), date(2024, 6, 1), date(2026, 2, 1), date(2026, 8, 1)]
SIGNS = (Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN)
FIGURES = st.one_of(
    st.sampled_from(["0", "1.6", "3.2", "5.92", "600", "1600", "2400", "4799.9999", "4800", "4800.0001"]).map(Fraction),
    st.fractions(min_value=0, max_value=10**4, max_denominator=999),
    st.decimals(min_value=0, max_value=10**6, places=4).map(Fraction),
    st.integers(10**20, 10**30).map(Fraction),
)
NUMBERS = st.one_of(
    FIGURES.map(exactly),
    st.tuples(FIGURES, FIGURES).map(lambda pair: Number(min(pair), max(pair))),
    FIGURES.map(Number),
    st.sampled_from([UNKNOWN, UNDEFINED]),
)
CODES = ["3A090.a", "3A090.b", "4A090.a", "CN", "MO", "DE", "AE", "US", "SG", "ic", "memory", "tool", "export"]


@pytest.fixture(scope="module")
def rules(checkout: Path) -> RuleSet:
    return load_rules(checkout / "rules")


def values_of(fact: Fact) -> st.SearchStrategy[Value]:
    if fact.type is FactType.NUMBER:
        return NUMBERS
    if fact.type is FactType.YES_NO:
        return st.sampled_from(list(Truth))
    if fact.type is FactType.CODE:
        return st.sampled_from([*CODES, "", None]).map(Code)
    some = st.lists(st.sampled_from(CODES), max_size=2)
    return st.builds(lambda known, possible, whole: codes(known, possible, complete=whole), some, some, st.booleans())


def dense(table: FactTable) -> FactTable:
    """The same table with every figure as a whole column of numbers."""
    columns = {
        name: table.numbers(name) if table.vocabulary.fact(name).type is FactType.NUMBER else column
        for name, column in table.columns.items()
    }
    return replace(table, columns=columns)


@settings(deadline=None, max_examples=60)
@given(data=st.data(), day=st.sampled_from(DAYS), subject=st.sampled_from(list(Subject)))
def test_columns_answer_as_the_plain_evaluator_does(
    rules: RuleSet, data: st.DataObject, day: date, subject: Subject
) -> None:
    law = Law(rules).on(day)
    facts = rules.vocabulary.facts.values()
    row = st.fixed_dictionaries({}, optional={fact.name: values_of(fact) for fact in facts})
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    stage = law.stages[subject]
    wanted = [plain.effects_of(stage, plain.derived(r, law.definitions), law.groups, rules.vocabulary) for r in rows]
    for table in (table_of(rows, rules.vocabulary), dense(table_of(rows, rules.vocabulary))):
        results = work_out(stage, derive(table, law.definitions), law.groups)
        found = [{name: result.effect(at) for name, result in results.items()} for at in range(len(rows))]
        assert found == wanted


FORMULAS = [
    "tpp / applicable_die_area",
    "link_bandwidth + host_bandwidth",
    "highest_stated(fp16_rate * 16 bit, tf32_rate * tf32_bit_length, fp32_rate * 32 bit)",
    "highest_stated(tpp / applicable_die_area, tpp / package_area)",
    "(fp16_rate + fp32_rate) * tf32_bit_length / (applicable_die_area + package_area)",
]


@settings(deadline=None)
@given(data=st.data(), text=st.sampled_from(FORMULAS))
def test_a_formula_over_columns_gives_what_it_gives_row_by_row(rules: RuleSet, data: st.DataObject, text: str) -> None:
    formula = parse_formula(text, frozenset(rules.vocabulary.units))
    names = names_in(formula)
    rows = data.draw(
        st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(names, NUMBERS)), min_size=1, max_size=4)
    )
    for table in (table_of(rows, rules.vocabulary), dense(table_of(rows, rules.vocabulary))):
        column = calculate(formula, table)
        assert [column.at(at) for at in range(len(rows))] == [plain.calculated(formula, row) for row in rows]


@given(numbers=st.lists(NUMBERS, min_size=1, max_size=6), limit=FIGURES, sign=st.sampled_from(SIGNS))
def test_a_column_compares_as_each_of_its_numbers_does(numbers: list[Number], limit: Fraction, sign: Operator) -> None:
    column = number_column(numbers)
    found = np.broadcast_to(compare_column(column, sign, limit), (len(numbers),)).tolist()
    assert found == [int(compare(number, sign, limit)) for number in numbers]
    assert [column.at(at) for at in range(len(numbers))] == numbers


def test_every_whole_die_that_lies_on_5_92_is_found_on_it(rules: RuleSet) -> None:
    areas = range(1, 1500)
    table = FactTable(
        len(areas),
        {
            "tpp": decimals(np.array([592 * area for area in areas]), places=2),
            "applicable_die_area": decimals(np.array(areas), places=0),
        },
        rules.vocabulary,
    )
    density = derive(table, Law(rules).on(date(2024, 6, 1)).definitions).numbers("performance_density")
    assert (compare_column(density, Operator.AT_LEAST, Fraction("5.92")) == Truth.YES).all()
    assert (compare_column(density, Operator.LESS_THAN, Fraction("5.92")) == Truth.NO).all()


@given(
    digits=st.lists(st.integers(0, 10**9), min_size=1, max_size=50),
    area=st.integers(1, 10**6),
    limit=st.decimals(min_value=0, max_value=10**4, places=2),
    sign=st.sampled_from(SIGNS),
)
def test_a_quotient_meets_a_threshold_as_decimal_arithmetic_says(
    rules: RuleSet, digits: list[int], area: int, limit: Decimal, sign: Operator
) -> None:
    columns = {
        "tpp": decimals(np.array(digits), places=4),
        "applicable_die_area": decimals(np.array([area] * len(digits)), places=2),
    }
    formula = parse_formula("tpp / applicable_die_area", frozenset())
    density = calculate(formula, FactTable(len(digits), columns, rules.vocabulary))
    found = compare_column(density, sign, Fraction(limit)).tolist()
    with localcontext() as context:
        context.prec = 60
        left = [Decimal(number).scaleb(-4) for number in digits]
        right = limit * Decimal(area).scaleb(-2)
        wanted = {
            Operator.AT_LEAST: [figure >= right for figure in left],
            Operator.MORE_THAN: [figure > right for figure in left],
            Operator.AT_MOST: [figure <= right for figure in left],
            Operator.LESS_THAN: [figure < right for figure in left],
        }[sign]
    assert [answer == Truth.YES for answer in found] == wanted


def test_a_negative_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        decimals(np.array([1, -1]), places=0)


@pytest.mark.parametrize("workers", [1, 2])
def test_many_rows_in_stretches_answer_as_all_rows_together(rules: RuleSet, workers: int) -> None:
    law = Law(rules).on(date(2024, 6, 1))
    rows = ROWS + 1000
    mixer = np.random.default_rng(5)
    kinds = FactColumn(
        mixer.integers(0, 4, rows, dtype=np.int32), (Code("ic"), Code("assembly"), Code("memory"), Code())
    )
    table = FactTable(
        rows,
        {
            "item_kind": kinds,
            "fp16_rate": decimals(mixer.integers(0, 6000, rows), places=1),
            "applicable_die_area": decimals(mixer.integers(0, 90000, rows), places=2),
        },
        rules.vocabulary,
    )
    effects = item_effects(table, law, workers=workers)
    whole = derive(table, law.definitions)
    circuit = work_out(law.stages[Subject.CIRCUIT], whole, law.groups)
    given = given_codes(circuit, rows)
    item = work_out(law.stages[Subject.ITEM], whole.with_column("circuit_classification", given), law.groups)
    assert sorted(effects) == sorted({**circuit, **item})
    for name, result in {**circuit, **item}.items():
        assert (effects[name] == result.effects).all(), name
    assert len({EFFECTS[code] for code in effects["us.ear.ccl.3a090#a"]}) > 2


def test_codes_are_known_where_a_paragraph_holds_and_possible_where_it_is_open(rules: RuleSet) -> None:
    law = Law(rules).on(date(2024, 6, 1))
    rows: list[dict[str, Value]] = [{"tpp": exactly(5000)}, {"tpp": exactly(1000)}, {"tpp": exactly(2000)}]
    results = work_out(law.stages[Subject.CIRCUIT], table_of(rows, rules.vocabulary), law.groups)
    found = given_codes(results, len(rows))
    assert isinstance(found.at(1), CodeSet)
    assert [found.at(0), found.at(1)] == [codes(["3A090.a"]), codes()]
    assert found.at(2) == codes(possible=["3A090.a", "3A090.b"])
