"""Joins neighboring regions that are alike into boxes, and says in words where a region or a box lies."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exportgate.engine.regions.axes import Axis
from exportgate.engine.regions.limits import Point
from exportgate.foundation.quantities import decimal_text

Labels = NDArray[np.int64]
ANY = "any"
NAMED = 5
"""Values that are named at most where all others are meant."""


@dataclass(frozen=True, slots=True)
class Box:
    """Regions of one label: for each axis the places of its points."""

    sides: tuple[tuple[int, ...], ...]
    label: int


def boxes(labels: Labels, axes: Sequence[Axis]) -> Iterator[Box]:
    """Yield boxes that cover every region once; `labels` has one dimension for each axis.

    Neighbors along the first axis that are alike in all else are one box; then the same along the next axis.
    """
    if not axes:
        yield Box((), int(labels))
        return
    first, *rest = axes
    for places in _alike(labels, first):
        for box in boxes(labels[places[0]], rest):
            yield Box((places, *box.sides), box.label)


def _alike(labels: Labels, axis: Axis) -> list[tuple[int, ...]]:
    """Group the points of an axis whose slices are equal: neighbors on the line of numbers, otherwise any."""
    runs: list[list[int]] = []
    by_slice: dict[Hashable, list[int]] = {}
    for place, point in enumerate(axis.points):
        slice_ = labels[place].tobytes()
        run = by_slice.get(slice_)
        if run is not None and (not point.ordered or run[-1] == place - 1):
            run.append(place)
            continue
        runs.append([place])
        if run is None or point.ordered:
            by_slice[slice_] = runs[-1]
    return [tuple(run) for run in runs]


def box_text(box: Box, axes: Sequence[Axis]) -> str:
    """Return where a box lies, leaving out the facts that it does not depend on."""
    parts = [
        f"{axis.fact.title} {text}"
        for axis, places in zip(axes, box.sides, strict=True)
        if (text := side_text(axis, places)) != ANY
    ]
    return ", ".join(parts) or "everywhere"


def cell_text(axes: Sequence[Axis], row: int) -> str:
    """Return the facts of one region in words."""
    places = np.unravel_index(row, [len(axis.points) for axis in axes]) if axes else ()
    return ", ".join(
        f"{axis.fact.title} {side_text(axis, (int(place),))}" for axis, place in zip(axes, places, strict=True)
    )


def side_text(axis: Axis, places: Sequence[int]) -> str:
    """Return which values of a fact are meant, such as `1600 to below 2400`."""
    if len(places) == len(axis.points):
        return ANY
    points = [axis.points[place] for place in places]
    if any(point.rest for point in points):
        left = [point.text for place, point in enumerate(axis.points) if place not in places]
        return f"other than {' or '.join(left)}" if len(left) <= NAMED else "any other"
    line = [point for point in points if point.ordered]
    texts = [point.text for point in points if not point.ordered]
    if line:
        texts.insert(0, _run_text(line[0], line[-1]))
    return " or ".join(texts)


def _run_text(first: Point, last: Point) -> str:
    low = None if first.low is None else decimal_text(first.low)
    high = None if last.high is None else decimal_text(last.high)
    reached = last.low == last.high
    if low is None:
        return "any number" if high is None else f"{'up to' if reached else 'below'} {high}"
    if first.low == last.high:
        return low
    begins = low if first.low == first.high else f"above {low}"
    if high is None:
        return f"{low} or more" if begins == low else begins
    return f"{begins} to {high if reached else f'below {high}'}"
