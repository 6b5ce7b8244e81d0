"""Kleene's laws hold for single values and for columns."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.truth import Truth, conjunction, disjunction, negation

VALUES = st.lists(st.sampled_from([0, 1, 2]), min_size=1, max_size=8)


def column(values: list[int]) -> "np.ndarray[tuple[int], np.dtype[np.int8]]":
    return np.array(values, dtype=np.int8)


@given(VALUES)
def test_negating_twice_gives_the_value_back(values: list[int]) -> None:
    assert negation(negation(column(values))).tolist() == values


@given(VALUES, st.data())
def test_all_and_any_are_each_other_under_negation(values: list[int], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.sampled_from([0, 1, 2]), min_size=len(values), max_size=len(values)))
    left, right = column(values), column(other)
    joined = negation(conjunction([left, right], len(values)))
    assert joined.tolist() == disjunction([negation(left), negation(right)], len(values)).tolist()


@given(st.lists(VALUES, min_size=1, max_size=5))
def test_the_order_of_parts_does_not_matter(parts: list[list[int]]) -> None:
    size = min(map(len, parts))
    columns = [column(part[:size]) for part in parts]
    assert conjunction(columns, size).tolist() == conjunction(columns[::-1], size).tolist()


def test_unknown_is_neither_lost_nor_decided() -> None:
    unknown, yes, no = (column([value]) for value in (Truth.UNKNOWN, Truth.YES, Truth.NO))
    assert conjunction([unknown, yes], 1)[0] == Truth.UNKNOWN
    assert conjunction([unknown, no], 1)[0] == Truth.NO
    assert disjunction([unknown, no], 1)[0] == Truth.UNKNOWN
    assert disjunction([unknown, yes], 1)[0] == Truth.YES


def test_all_of_nothing_holds_and_any_of_nothing_does_not() -> None:
    assert conjunction([], 2).tolist() == [Truth.YES, Truth.YES]
    assert disjunction([], 2).tolist() == [Truth.NO, Truth.NO]
