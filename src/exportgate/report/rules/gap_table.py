"""The regions of a provision as a table for the terminal and as JSON."""

from collections.abc import Sequence
from typing import Any

from exportgate.engine.regions.boxes import side_text
from exportgate.engine.regions.gaps import Claims, GapView
from exportgate.engine.regions.versions import Period
from exportgate.provisions.model import Paragraph

NOTHING = "nothing"


def gap_text(view: GapView) -> str:
    """Return the table of a view: one line for each box, what applies there and what gives way to what."""
    lines = [heading(view.period), where(view)]
    rows = [(*sides, applies_text(claims), gives_way_text(claims)) for sides, claims in _rows(view)]
    wide = len(view.axes) > 2
    names = (*(axis.fact.name if wide else axis.fact.title for axis in view.axes), "applies", "gives way")
    widths = [max(len(row[place]) for row in (names, *rows)) for place in range(len(names))]
    lines.extend(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in (names, *rows)
    )
    return "\n".join([*filter(None, lines), summary(view), ""])


def gap_json(view: GapView) -> dict[str, Any]:
    """Return a view as an object of the stable form of `rules gaps --format json`."""
    held = view.period.paragraphs[0]
    period = held.version.in_force
    return {
        "provision": held.provision.id,
        "on": view.period.day.isoformat(),
        "from": None if period.first is None else period.first.isoformat(),
        "to": None if period.last is None else period.last.isoformat(),
        "visited": view.visited,
        "axes": [{"fact": axis.fact.name, "unit": axis.fact.unit} for axis in view.axes],
        "where": {axis.fact.name: side_text(axis, (place,)) for axis, place in view.fixed},
        "boxes": [
            {
                "at": {axis.fact.name: side for axis, side in zip(view.axes, sides, strict=True)},
                "applies": [
                    {"paragraph": paragraph.id, "gives": paragraph.classifies or str(paragraph.outcome)}
                    for paragraph in claims.applies
                ],
                "gives_way": [{"paragraph": paragraph.id, "to": list(to)} for paragraph, to in claims.gives_way],
                "conflict": claims.conflict,
            }
            for sides, claims in _rows(view)
        ],
    }


def heading(period: Period) -> str:
    """Return which provision is shown, on which day, and what made it so."""
    held = period.paragraphs[0]
    version = held.version
    last = f"to {version.in_force.last}" if version.in_force.last else "on"
    return (
        f"{held.provision.id} on {period.day}: {held.provision.title}\n"
        f"{held.provision.cite}; {version.made_by}, in force from {version.in_force.first} {last}"
    )


def where(view: GapView) -> str:
    """Return at which values the facts that are not shown are fixed; empty where none matters."""
    parts = [f"{axis.fact.title}: {side_text(axis, (place,))}" for axis, place in view.fixed]
    return f"where {'; '.join(parts)}" if parts else ""


def summary(view: GapView) -> str:
    """Return how many boxes there are, how many nothing covers, and how many are in conflict."""
    found = [view.claims[box.label] for box in view.boxes()]
    bare = sum(not claims.applies for claims in found)
    clash = sum(claims.conflict for claims in found)
    text = f"{len(found)} boxes, {bare} covered by nothing ({view.visited:,} regions visited)"
    return f"{text}; in {clash} paragraphs apply together without an order" if clash else text


def applies_text(claims: Claims) -> str:
    """Return what applies, such as `3A090.a (a)`."""
    if not claims.applies:
        return NOTHING
    named = ", ".join(label(paragraph) for paragraph in claims.applies)
    return f"conflict: {named}" if claims.conflict else named


def label(paragraph: Paragraph) -> str:
    """Return a paragraph by what it gives and its id."""
    return f"{paragraph.classifies} ({paragraph.id})" if paragraph.classifies else paragraph.id


def gives_way_text(claims: Claims) -> str:
    """Return which paragraphs are met and give way, and to which, such as `b to a`."""
    return ", ".join(f"{paragraph.id} to {' and '.join(to)}" for paragraph, to in claims.gives_way)


def _rows(view: GapView) -> Sequence[tuple[tuple[str, ...], Claims]]:
    rows: list[tuple[tuple[str, ...], Claims]] = []
    for box in view.boxes():
        sides = tuple(side_text(axis, places) for axis, places in zip(view.axes, box.sides, strict=True))
        rows.append((sides, view.claims[box.label]))
    return rows
