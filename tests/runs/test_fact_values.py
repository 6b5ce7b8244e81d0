"""A cell that states a fact is absent, unknown, a value, or unreadable, and nothing in between."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.engine.values import Code, Value, unknown
from exportgate.foundation.quantities import UNDEFINED, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.provisions.vocabulary import FactType
from exportgate.runs.fact_values import UNIT_FORMS, fact_text, read_fact
from exportgate.runs.line_values import Unreadable

from .facts import FACTS


def read(fact: str, text: str) -> Value | None:
    return read_fact(FACTS[fact], fact_text(text))


@pytest.mark.parametrize("fact", sorted(FACTS))
@pytest.mark.parametrize("text", ["", "  ", "-", " -- ", "NULL"])
def test_an_empty_cell_states_nothing(fact: str, text: str) -> None:
    assert read(fact, text) is None


@pytest.mark.parametrize("fact", sorted(FACTS))
@pytest.mark.parametrize("text", ["unknown", "Not known", "N/A", "#N/A", "?", "TBD", "unbekannt", "k.A."])
def test_a_word_for_not_knowing_is_stated_as_unknown(fact: str, text: str) -> None:
    assert read(fact, text) == unknown(FACTS[fact])


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("tpp", "4800", exactly(4800)),
        ("tpp", "4799.99999999999999", exactly(Fraction("4799.99999999999999"))),
        ("tpp", "4.8e3 TPP", exactly(4800)),
        ("fp16_rate", "989.4 TFLOPS", exactly(Fraction("989.4"))),
        ("int8_rate", "0", exactly(0)),
        ("memory_bandwidth", "3350GB/s", exactly(3350)),
        ("link_bandwidth", "600\u00a0GB/s", exactly(600)),
        ("applicable_die_area", "814 mm²", exactly(814)),
        ("performance_density", "5.92 TPP/mm²", exactly(Fraction("5.92"))),
        ("performance_density", "undefined", UNDEFINED),
        ("applicable_die_area", "Undefined", UNDEFINED),
        ("tf32_bit_length", "19 bits", exactly(19)),
        ("item_kind", "Assembly", Code("assembly")),
        ("purchase_order_on_file", "Ja", Truth.YES),
        ("purchase_order_on_file", "0", Truth.NO),
        ("designed_or_marketed_for_datacenter", "TRUE", Truth.YES),
        ("designed_or_marketed_for_datacenter", "x", Truth.YES),
    ],
)
def test_a_value_is_read_exactly_with_or_without_the_unit_of_its_fact(fact: str, text: str, value: Value) -> None:
    assert read(fact, text) == value


@pytest.mark.parametrize(
    ("fact", "text", "said"),
    [
        ("tpp", "4,800", "without thousands separators"),
        ("tpp", "4 800", "without thousands separators"),
        ("tpp", "-1", "not negative"),
        ("tpp", "\u2212 1", "not negative"),
        ("tpp", "about 4800", "a number in TPP"),
        ("tpp", "4800 or more", "a number in TPP"),
        ("tpp", "4800-5000", "a number in TPP"),
        ("tpp", "NaN", "a number in TPP"),
        ("tpp", "1e999", "a number in TPP"),
        ("tpp", "٤٨٠٠", "a number in TPP"),
        ("tpp", "undefined", "write 'unknown'"),
        ("link_bandwidth", "600 Gb/s", "a number in GB/s"),
        ("memory_bandwidth", "3.35 TB/s", "a number in GB/s"),
        ("fp16_rate", "600 GB/s", "a number in TOPS"),
        ("applicable_die_area", "8.14 cm2", "'undefined'"),
        ("applicable_die_area", "0", "'undefined' where no die counts"),
        ("package_area", "0.0", "no area is 0"),
        ("tf32_bit_length", "24", "19, 32 or 'unknown'"),
        ("item_kind", "chip", "ic, assembly, memory, tool or 'unknown'"),
        ("nac_notice_accepted", "maybe", "yes, no or unknown"),
        ("nac_notice_accepted", "2", "yes, no or unknown"),
    ],
)
def test_any_other_text_is_unreadable_and_says_what_was_expected(fact: str, text: str, said: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(fact, text)
    assert f"is no value of {fact}: " in str(caught.value)
    assert said in str(caught.value)


@given(fact=st.sampled_from(sorted(FACTS)), text=st.text(max_size=20))
def test_any_text_states_a_value_of_the_facts_own_kind_or_is_refused(fact: str, text: str) -> None:
    kinds = {FactType.NUMBER: Number, FactType.YES_NO: Truth, FactType.CODE: Code}
    try:
        value = read(fact, text)
    except Unreadable:
        return
    assert value is None or isinstance(value, kinds[FACTS[fact].type])


@given(number=st.decimals(min_value=0, max_value=10**9, places=9), unit=st.sampled_from(["", "GB/s", " Gbyte/s"]))
def test_a_number_keeps_every_digit(number: object, unit: str) -> None:
    assert read("link_bandwidth", f"{number:f}{unit}") == exactly(Fraction(str(number)))


def test_every_unit_of_a_fact_that_may_be_stated_has_its_forms() -> None:
    assert {fact.unit for fact in FACTS.values() if fact.unit} <= UNIT_FORMS.keys()
    assert all(unit in forms for unit, forms in UNIT_FORMS.items())
