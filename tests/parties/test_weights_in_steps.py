"""Counts are taken in steps, so that a list which gains a few entries weighs nearly every word as before."""

from hypothesis import given
from hypothesis import strategies as st

from exportgate.parties.weights import FLOOR, Rarity, in_steps

COUNTS = st.integers(0, 10**7)


@given(COUNTS)
def test_a_step_is_never_above_the_count_nor_more_than_an_eighth_below_it(count: int) -> None:
    assert count * 7 / 8 < in_steps(count) <= count or count == in_steps(count) == 0


@given(COUNTS, COUNTS)
def test_steps_keep_the_order_of_counts(one: int, other: int) -> None:
    assert in_steps(min(one, other)) <= in_steps(max(one, other))


@given(st.integers(0, 15))
def test_small_counts_are_exact(count: int) -> None:
    assert in_steps(count) == count


def test_a_list_that_gains_a_month_of_entries_weighs_its_words_as_before() -> None:
    before, after = (Rarity(entries, lambda _: 900, lambda _: 850) for entries in (25_844, 25_921))
    assert before.weight("zorvex") == after.weight("zorvex")


def test_a_short_list_counts_as_long_as_the_floor() -> None:
    assert Rarity(entries=FLOOR - 1).out_of == FLOOR
