"""Operative words mean one operator each, as the law writes them."""

from fractions import Fraction

import pytest

from exportgate.provisions.checks.wording import stated_figures

MEANT = [
    (">=", "4800 or more"),
    (">=", "of 4,800 or greater"),
    (">=", "an aspect ratio of 3:1 or greater"),
    (">", "an aspect ratio greater than 30:1"),
    ("<", "a wavelength shorter than 193 nm"),
    (">=", "equal to or longer than 193 nm"),
    ("<=", "less (better) than or equal to 0.5 nm"),
    (">=", "600 Gbyte/s or more"),
    (">=", "2 gigabytes per second per square millimeter or more"),
    (">=", "4800 and above"),
    (">=", "600 or over"),
    (">=", "600 and over"),
    (">=", "at least 600"),
    (">=", "a minimum of 4800"),
    (">=", "not less than 4800"),
    (">=", "no fewer than 4800"),
    (">=", "greater than or equal to 4800"),
    (">=", "equal to or greater than 4800"),
    (">=", "equals or exceeds 4800"),
    (">=", "meeting or exceeding 4800"),
    (">=", "a performance density of 5.92 or more"),
    (">", "greater than 2 gigabytes per second per square millimeter"),
    (">", "exceeding 600"),
    (">", "exceeds 600"),
    (">", "more than 4800"),
    (">", "in excess of 4800"),
    (">", "above a value of 4800"),
    ("<=", "not to exceed 600"),
    ("<=", "does not exceed 600"),
    ("<=", "without exceeding 600"),
    ("<=", "not more than 600"),
    ("<=", "below or equal to 5"),
    ("<=", "less or equal to 5"),
    ("<=", "less than or equal to 5"),
    ("<=", "600 or less"),
    ("<=", "600 and below"),
    ("<=", "up to 600"),
    ("<=", "at most 600"),
    ("<=", "a maximum of 600"),
    ("<", "less than 4800"),
    ("<", "below 4800"),
    ("<", "fewer than 16"),
    (">=", "a TPP that shall not be less than 4800"),
    ("<=", "a TPP that cannot exceed 4800"),
    ("<=", "not in excess of 4800"),
    (">=", "a TPP at or above 4800"),
    ("<=", "at or below 4800"),
    (">=", "greater than, or equal to, 4800"),
    (">=", "equal to, or greater than, 4800"),
    (">=", "exceeds or is equal to 4800"),
    ("<=", "less than, or equal to, 4800"),
    ("<", "up to but not including 4800"),
    ("<", "up to but excluding 4800"),
    ("<=", "shall not be greater than 4800"),
    (">=", "not be less than 4800"),
    ("<=", "has not been more than 4800"),
    ("<=", "is not, in any case, more than 4800"),
    ("<=", "does not, in total, exceed 4800"),
    ("<=", "fails to exceed 4800"),
    ("<=", "neither exceeds 4800"),
    ("<", "does not meet or exceed 4800"),
    ("<", "not equal to or greater than 4800"),
    ("<", "is not at least 4800"),
    (">", "is not at most 4800"),
    ("<", "no longer less than 4800"),
    (">", "exceeding an aggregate bidirectional transfer rate of 600"),
    (">=", "specified under this entry: 4800 or more"),
    (">=", "under paragraph (a), 4800 or more"),
    ("<=", "described above, 4800 or less"),
    ("<=", "notwithstanding paragraph b above, 4800 or less"),
]


@pytest.mark.parametrize(("operator", "words"), MEANT)
def test_words_mean_the_operator_that_a_lawyer_reads(operator: str, words: str) -> None:
    (figure,) = stated_figures(words)
    assert [str(found) for found in figure.operators] == [operator]


@pytest.mark.parametrize("joint", ["and", "but"])
def test_each_figure_has_the_words_beside_it(joint: str) -> None:
    low, high = stated_figures(f"1600 or more {joint} less than 4800")
    assert [(int(figure.value), *map(str, figure.operators)) for figure in (low, high)] == [(1600, ">="), (4800, "<")]


def test_words_that_say_no_side_mean_none_and_words_that_say_two_mean_both() -> None:
    assert stated_figures("a figure of 4800")[0].operators == frozenset()
    assert {str(found) for found in stated_figures("less than 4800 or more")[0].operators} == {"<", ">="}


def test_digits_of_a_code_are_no_figure_and_the_unit_is_the_word_behind() -> None:
    (figure,) = stated_figures("under 3A090.a, 4 800.5 GB/s or more")
    assert (figure.value, figure.unit) == (Fraction("4800.5"), "GB/s")
