"""The number line between turning points."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.quantities import decimal_text, parse_number
from exportgate.screening.axis import Bound, Stretch, cells, point, runs, within

fractions = st.fractions(min_value=0, max_value=1000, max_denominator=97)


@given(points=st.sets(fractions, min_size=1, max_size=6), value=fractions)
def test_every_positive_number_lies_in_exactly_one_cell(points: set[Fraction], value: Fraction) -> None:
    found = [cell for cell in cells(points) if cell.holds(value)]
    assert len(found) == (1 if value > 0 or 0 in points else 0)


@given(points=st.sets(fractions, min_size=1, max_size=6))
def test_the_number_that_speaks_for_a_cell_lies_in_it(points: set[Fraction]) -> None:
    assert all(cell.holds(within(cell)) for cell in cells(points))


@given(points=st.sets(fractions, min_size=1, max_size=6), upward=st.booleans())
def test_an_example_lies_in_its_stretch_and_can_be_typed(points: set[Fraction], upward: bool) -> None:  # noqa: FBT001 - drawn
    for cell in cells(points):
        example = cell.example(upward=upward)
        if example is not None:
            assert cell.holds(example)
            assert parse_number(decimal_text(example)) == example


@pytest.mark.parametrize(
    ("stretch", "upward", "example"),
    [
        (Stretch(Fraction(2400), Fraction(4800), low_in=True), False, Fraction(4799)),
        (Stretch(Fraction(4800), None, low_in=True), True, Fraction(4800)),
        (Stretch(Fraction(31200, 37), None), True, Fraction(844)),
        (Stretch(Fraction(0), Fraction(31200, 37), high_in=True), False, Fraction(843)),
        (Stretch(Fraction(5), Fraction(51, 10)), True, Fraction(501, 100)),
        (point(Fraction(1, 3)), True, None),
    ],
)
def test_the_example_is_the_roundest_number_near_the_end_it_is_entered_by(
    stretch: Stretch,
    upward: bool,  # noqa: FBT001 - a case of the table
    example: Fraction | None,
) -> None:
    assert stretch.example(upward=upward) == example


def test_neighbors_with_one_answer_are_one_stretch() -> None:
    line = cells([Fraction(2), Fraction(5)])
    found = list(runs(line, ["a", "b", "b", "b", "c"]))
    assert found == [
        (Stretch(Fraction(0), Fraction(2)), "a"),
        (Stretch(Fraction(2), Fraction(5), low_in=True, high_in=True), "b"),
        (Stretch(Fraction(5), None), "c"),
    ]
    assert list(runs(line[::-1], ["c", "b", "b", "b", "a"])) == found[::-1]


def test_ends_say_whether_the_figure_belongs_to_the_stretch() -> None:
    stretch = Stretch(Fraction(2), Fraction(5), low_in=True)
    assert (stretch.lower, stretch.upper) == (Bound("at_least", Fraction(2)), Bound("below", Fraction(5)))
    assert point(Fraction(7)).lower == Bound("exactly", Fraction(7))
    assert (Stretch(Fraction(0), None).lower, Stretch(Fraction(0), None).upper) == (None, None)
