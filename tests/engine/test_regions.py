"""Regions are exact: what holds at the point of a region holds at every point in it, and no point lies outside all."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from exportgate.engine.conditions import evaluate
from exportgate.engine.definitions import Definition
from exportgate.engine.effects import work_out
from exportgate.engine.law import Law, ParagraphInForce
from exportgate.engine.regions.axes import Axis, axes_of, cells, size
from exportgate.engine.regions.boxes import box_text, boxes, cell_text, side_text
from exportgate.engine.regions.limits import LONGEST, TooManyRegions
from exportgate.engine.table import FactColumn, FactTable, column_of, table_of
from exportgate.engine.values import Value
from exportgate.provisions.model import Subject
from exportgate.provisions.ruleset import load_rules

from .region_rules import DENSITY, GROUPS, PARTLY_KNOWN, POINTS, RULES, VOCABULARY, in_force

DEFINITIONS = (Definition("density", DENSITY, "", ""),)


def axes(paragraphs: Sequence[ParagraphInForce], *, unknowns: bool = False) -> tuple[Axis, ...]:
    return axes_of(paragraphs, GROUPS, VOCABULARY, DEFINITIONS, unknowns=unknowns)


def region_of(point: dict[str, Value], paragraphs: Sequence[ParagraphInForce], found: Sequence[Axis]) -> int:
    """The row of the region in which a point lies: on each axis, the place that every leaf answers as the point's."""
    places: list[int] = []
    for axis in found:
        values = [*(place.value for place in axis.points), point[axis.fact.name]]
        table = FactTable(len(values), {axis.fact.name: column_of(values)}, VOCABULARY)
        rows = np.stack(
            [
                evaluate(leaf, table, held.version.thresholds, GROUPS).truth
                for held in paragraphs
                for leaf in held.paragraph.leaves()
                if leaf.fact == axis.fact.name
            ]
        )
        alike = np.flatnonzero((rows[:, :-1] == rows[:, -1:]).all(axis=0))
        assert len(alike) >= 1, f"no region holds {point[axis.fact.name]} of {axis.fact.name}"
        places.append(int(alike[0]))
    return int(np.ravel_multi_index(places, [len(axis.points) for axis in found])) if places else 0


def agrees(paragraphs: Sequence[ParagraphInForce], point: dict[str, Value], *, unknowns: bool) -> None:
    found = axes(paragraphs, unknowns=unknowns)
    everywhere = work_out(paragraphs, cells(found, VOCABULARY), GROUPS)
    there = work_out(paragraphs, table_of([point], VOCABULARY), GROUPS)
    row = region_of(point, paragraphs, found)
    assert {name: result.effect(row) for name, result in everywhere.items()} == {
        name: result.effect(0) for name, result in there.items()
    }


@settings(deadline=None)
@given(RULES, POINTS)
def test_a_region_answers_as_any_point_in_it(paragraphs: tuple[ParagraphInForce, ...], point: dict[str, Value]) -> None:
    agrees(paragraphs, point, unknowns=False)


@settings(deadline=None, max_examples=60)
@given(RULES, PARTLY_KNOWN)
def test_a_region_of_partly_known_facts_answers_as_any_point_in_it(
    paragraphs: tuple[ParagraphInForce, ...], point: dict[str, Value]
) -> None:
    agrees(paragraphs, point, unknowns=True)


@settings(deadline=None)
@given(RULES)
def test_every_region_is_visited_once(paragraphs: tuple[ParagraphInForce, ...]) -> None:
    found = axes(paragraphs)
    table = cells(found, VOCABULARY)
    columns = [table.column(axis.fact.name) for axis in found]
    codes = np.stack([column.codes for column in columns if isinstance(column, FactColumn)])
    assert table.rows == size(found) == len(np.unique(codes, axis=1).T)
    assert [sorted(set(row.tolist())) for row in codes] == [list(range(len(axis.points))) for axis in found]


@settings(deadline=None)
@given(RULES)
def test_boxes_cover_every_region_once_with_its_label(paragraphs: tuple[ParagraphInForce, ...]) -> None:
    found = axes(paragraphs)
    shape = [len(axis.points) for axis in found]
    results = work_out(paragraphs, cells(found, VOCABULARY), GROUPS)
    labels = np.asarray(next(iter(results.values())).effects, dtype=np.int64).reshape(shape)
    drawn = np.full(shape, -1)
    for box in boxes(labels, found):
        spot = np.ix_(*box.sides)
        assert (drawn[spot] == -1).all()
        drawn[spot] = box.label
    assert (drawn == labels).all()


def test_a_number_has_its_limits_what_lies_between_and_undefined_where_it_is_a_quotient() -> None:
    (found,) = axes(in_force(["density >= middle"], []))
    assert [side_text(found, (place,)) for place in range(4)] == ["below 2.5", "2.5", "above 2.5", "undefined"]
    (plain,) = axes(in_force([{"all": ["speed > low", "speed <= high"]}], []))
    assert [side_text(plain, (place,)) for place in range(5)] == ["below 1", "1", "above 1 to below 4", "4", "above 4"]


def test_neighbors_are_joined_in_words() -> None:
    (found,) = axes(in_force([{"all": ["density > low", "density <= high"]}], []))
    texts = {places: side_text(found, places) for places in [(0, 1), (1, 2), (2, 3), (3, 4), (0, 5), tuple(range(6))]}
    assert list(texts.values()) == [
        "up to 1",
        "1 to below 4",
        "above 1 to 4",
        "4 or more",
        "below 1 or undefined",
        "any",
    ]


def test_codes_that_every_leaf_answers_alike_are_one_point() -> None:
    (found,) = axes(in_force(["destination in g.one"], []))
    assert [point.text for point in found.points] == ["CN or MO", "any other"]
    assert side_text(found, (1,)) == "other than CN or MO"


def test_sets_of_codes_are_closed_under_union() -> None:
    (found,) = axes(in_force([{"any": ['classification includes "A"', 'classification does not include "B"']}], []))
    assert {point.text for point in found.points} == {"none of those named", "A", "B", "A with B"}


def test_a_region_is_said_in_words() -> None:
    found = axes(in_force([{"all": ["speed >= low", "not marketed"]}], []))
    assert cell_text(found, 0) == "marketed yes, speed below 1"
    grid = np.array([[0, 0, 0], [0, 1, 1]])
    assert [box_text(box, found) for box in boxes(grid, found) if box.label] == ["marketed no, speed 1 or more"]


def test_more_sets_than_may_be_visited_are_refused_before_they_are_made() -> None:
    leaves = [f'classification includes "X{number}"' for number in range(LONGEST.bit_length() + 10)]
    with pytest.raises(TooManyRegions, match="at most 4,096 are visited"):
        axes(in_force([{"any": leaves}], []))


def test_the_regions_of_3a090_are_those_of_its_figures(checkout: Path) -> None:
    law = Law(load_rules(checkout / "rules"))
    day = law.on(law.changes[-1])
    held = [item for item in day.stages[Subject.CIRCUIT] if item.provision.id == "us.ear.ccl.3a090"]
    found = axes_of(held, day.groups, law.rules.vocabulary, day.definitions)
    assert {axis.fact.name: len(axis.points) for axis in found} == {
        "tpp": 7,
        "performance_density": 8,
        "memory_bandwidth_density": 4,
        "item_kind": 3,
        "designed_or_marketed_for_datacenter": 2,
    }
