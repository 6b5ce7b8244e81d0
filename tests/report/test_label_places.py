"""Names of dots never cover each other; one that finds no room is left out."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from exportgate.report.picture.label_places import Area, Label, leader, place_labels

PAGE = Area(0, 0, 400, 300)
LABELS = st.lists(
    st.builds(
        Label,
        st.text(st.characters(categories=["Lu", "Nd"]), min_size=1, max_size=18),
        st.floats(0, 400),
        st.floats(0, 300),
        st.just(PAGE),
    ),
    max_size=40,
)


@given(LABELS)
def test_no_label_covers_another_or_leaves_its_area(labels: list[Label]) -> None:
    taken = [Area(label.x - 3, label.y - 3, label.x + 3, label.y + 3) for label in labels]
    areas = [area for _, area in place_labels(labels, taken, 9.5)]
    assert not any(one.meets(other) for one, other in combinations(areas, 2))
    assert not any(area.meets(dot) for area in areas for dot in taken)
    assert all(area.within(PAGE) for area in areas)


def test_the_first_label_gets_the_place_and_one_without_room_is_left_out() -> None:
    narrow = Area(0, 0, 60, 12)
    wanted = [Label("FIRST", 5, 6, narrow), Label("SECOND", 5, 6, narrow)]
    assert [label.text for label, _ in place_labels(wanted, [], 9.5)] == ["FIRST"]


def test_a_label_that_lies_apart_from_its_dot_gets_a_line() -> None:
    beside = Label("A100", 100, 100, PAGE)
    ((_, near),) = place_labels([beside], [], 9.5)
    assert leader(beside, near) is None
    assert leader(beside, Area(130, 60, 180, 70)) == (130, 70)
