"""Draws the regions of two facts as a picture that stands alone: no script, no outside font, readable in gray."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from exportgate.engine.regions.axes import Axis
from exportgate.engine.regions.boxes import Box
from exportgate.engine.regions.gaps import GapView
from exportgate.report.picture.dots import Dot, Dots
from exportgate.report.picture.frame import BAND, HEIGHT, INK, PLOT, ROW, SOFT, WIDTH, axis_marks, legend, limits
from exportgate.report.picture.label_places import Area, Label, leader, place_labels, text_width
from exportgate.report.picture.log_scale import LogScale, log_scale
from exportgate.report.picture.styles import Style, patterns, styles_of
from exportgate.report.picture.svg import Attribute, element, line, rect, text, title
from exportgate.report.rules.gap_table import where

FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
SMALL = 9.5
NAME = 13
RADIUS = 3.4
HALO: dict[str, Attribute] = {
    "paint_order": "stroke",
    "stroke": "#ffffff",
    "stroke_width": 2.6,
    "stroke_linejoin": "round",
}


def picture(view: GapView, dots: Dots) -> str:
    """Return the regions of a view over two numbers as SVG, with the parts of the catalog as dots."""
    across, up = (
        log_scale([*_limits(axis), *_figures(dots, place)], *ends)
        for place, (axis, ends) in enumerate(
            zip(view.axes, ((PLOT.left, PLOT.right), (PLOT.bottom, PLOT.top)), strict=True)
        )
    )
    styles = styles_of(view)
    provision = view.period.paragraphs[0].provision
    x_axis, y_axis = view.axes
    summary = (
        f"{provision.id} on {view.period.day}: {x_axis.fact.title} across, {y_axis.fact.title} up, both logarithmic; "
        f"{where(view) or 'no other fact matters'}. The same regions stand in the table of 'exportgate rules gaps'."
    )
    body = [
        element("title", escape(f"{provision.title}, {view.period.day}"), id="picture-title"),
        element("desc", escape(summary), id="picture-summary"),
        element("defs", patterns(styles, view)),
        rect(0.0, 0.0, WIDTH, HEIGHT, fill="#ffffff"),
        *_regions(view, styles, across, up),
        *axis_marks(view.axes, across, up),
        *limits(view, across, up),
        *_names_and_dots(view, styles, dots, across, up),
        *legend(view, styles, dots),
    ]
    root = element(
        "svg",
        "\n".join(["", *body, ""]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        width=WIDTH,
        height=HEIGHT,
        role="img",
        aria_labelledby="picture-title picture-summary",
        font_family=FONT,
    )
    return f"{root}\n"


def _limits(axis: Axis) -> list[float]:
    return [float(point.low) for point in axis.points if point.low is not None and point.low == point.high]


def _figures(dots: Dots, place: int) -> list[float]:
    found = (dot.place[place] for dot in dots.dots)
    return [float(value) for value in found if value is not None]


def _area(box: Box, view: GapView, across: LogScale, up: LogScale) -> Area | None:
    """Where a box lies in the plot; None where it has no surface: a limit alone, or no figure at all."""
    edges: list[tuple[float, float]] = []
    for axis, places, scale in zip(view.axes, box.sides, (across, up), strict=True):
        run = [axis.points[place] for place in places if axis.points[place].ordered]
        if not run or (run[0].low is not None and run[0].low == run[-1].high):
            return None
        low = None if run[0].low is None else float(run[0].low)
        high = None if run[-1].high is None else float(run[-1].high)
        edges.append((scale.at(low, beyond=scale.start), scale.at(high, beyond=scale.end)))
    (left, right), (bottom, top) = edges
    return Area(left, top, right, bottom)


def _regions(view: GapView, styles: dict[int, Style], across: LogScale, up: LogScale) -> list[str]:
    drawn = [rect(PLOT.left, BAND, PLOT.right, BAND + 2 * ROW, fill="#f4f4f4")]
    for box in view.boxes():
        style = styles[box.label]
        area = _area(box, view, across, up)
        if area is not None:
            drawn.append(rect(area.left, area.top, area.right, area.bottom, fill=style.paint))
        if any(not view.axes[1].points[place].ordered for place in box.sides[1]):
            run = [view.axes[0].points[place] for place in box.sides[0] if view.axes[0].points[place].ordered]
            if run:
                low = None if run[0].low is None else float(run[0].low)
                high = None if run[-1].high is None else float(run[-1].high)
                left, right = across.at(low, beyond=PLOT.left), across.at(high, beyond=PLOT.right)
                drawn.append(rect(left, BAND, right, BAND + ROW, fill=style.paint))
    drawn.append(rect(PLOT.left, PLOT.top, PLOT.right, PLOT.bottom, fill="none", stroke=INK, stroke_width=0.8))
    drawn.append(rect(PLOT.left, BAND, PLOT.right, BAND + 2 * ROW, fill="none", stroke="#777777", stroke_width=0.6))
    drawn.append(line(PLOT.left, BAND + ROW, PLOT.right, BAND + ROW, stroke="#777777", stroke_width=0.6))
    return drawn


def _names_and_dots(view: GapView, styles: dict[int, Style], dots: Dots, across: LogScale, up: LogScale) -> list[str]:
    spots = [(dot, *_spot(dot, across, up)) for dot in dots.dots]
    circles = [Area(x - RADIUS - 1, y - RADIUS - 1, x + RADIUS + 1, y + RADIUS + 1) for _, x, y in spots]
    taken = [*circles, *_lines(view, across, up)]
    drawn: list[str] = []
    for style, area in _region_names(view, styles, across, up, taken):
        taken.append(area)
        slant = "italic" if style.number is None else "normal"
        look: dict[str, Attribute] = {"font_style": slant, "fill": SOFT if style.number is None else INK, **HALO}
        drawn.append(text(style.short, area.left, area.bottom - 4, font_size=NAME, font_weight="bold", **look))
    for one, other in dots.links:
        ends = [(across.at(at[0], beyond=0), up.at(at[1], beyond=0)) for at in (one, other)]
        drawn.append(line(*ends[0], *ends[1], stroke=SOFT, stroke_width=0.7, stroke_dasharray="2 2"))
    telling = sorted(spots, key=lambda spot: _distance(view, spot, across, up))
    labels = place_labels([Label(_short(dot), x, y, _room(dot)) for dot, x, y in telling], taken, SMALL)
    for label, area in labels:
        meets = leader(label, area)
        if meets is not None:
            drawn.append(line(label.x, label.y, *meets, stroke=SOFT, stroke_width=0.5))
    drawn.extend(_circle(dot, x, y) for dot, x, y in spots)
    drawn.extend(
        text(label.text, area.left, area.bottom - 1.6, font_size=SMALL, fill=INK, **HALO) for label, area in labels
    )
    return drawn


def _lines(view: GapView, across: LogScale, up: LogScale) -> list[Area]:
    """The limits, as areas that no name may cover."""
    upright = [across.at(limit, beyond=0) for limit in _limits(view.axes[0])]
    level = [up.at(limit, beyond=0) for limit in _limits(view.axes[1])]
    across_all = [Area(x - 0.8, PLOT.top, x + 0.8, BAND + 2 * ROW) for x in upright]
    return [*across_all, *(Area(PLOT.left, y - 0.8, PLOT.right, y + 0.8) for y in level)]


def _room(dot: Dot) -> Area:
    """Where the name of a dot may stand: in the plot, or in its own row of the band."""
    if dot.place[1] is not None:
        return Area(PLOT.left + 2, PLOT.top + 2, PLOT.right - 2, PLOT.bottom - 2)
    top = BAND if dot.place[2] else BAND + ROW
    return Area(PLOT.left + 2, top + 1, PLOT.right - 2, top + ROW - 1)


def _spot(dot: Dot, across: LogScale, up: LogScale) -> tuple[float, float]:
    bare = BAND + ROW / 2 if dot.place[2] else BAND + 1.5 * ROW
    return across.at(dot.place[0], beyond=PLOT.left), up.at(dot.place[1], beyond=bare)


def _circle(dot: Dot, x: float, y: float) -> str:
    first, second, undefined = dot.place
    figure = "undefined" if undefined else "not known" if second is None else f"{second:g}"
    told = "" if dot.hold else "; the facts that the picture fixes are not its own, or not known"
    words = title(f"{', '.join(dot.names)}: {first:g} and {figure}{told}")
    look: dict[str, Attribute] = {"fill": INK, "stroke": "#ffffff"} if dot.hold else {"fill": "#ffffff", "stroke": INK}
    return element("circle", words, cx=x, cy=y, r=RADIUS, stroke_width=1.0, **look)


def _short(dot: Dot) -> str:
    return dot.names[0] if len(dot.names) == 1 else f"{dot.names[0]} +{len(dot.names) - 1}"


def _distance(view: GapView, spot: tuple[Dot, float, float], across: LogScale, up: LogScale) -> tuple[bool, float, str]:
    """How telling a name is: parts near a limit first, those for which the fixed facts hold before others."""
    dot, x, y = spot
    gaps = [abs(x - across.at(limit, beyond=0)) for limit in _limits(view.axes[0])]
    if dot.place[1] is not None:
        gaps += [abs(y - up.at(limit, beyond=0)) for limit in _limits(view.axes[1])]
    return not dot.hold, round(min(gaps, default=0.0), 3), dot.names[0]


def _region_names(
    view: GapView, styles: dict[int, Style], across: LogScale, up: LogScale, taken: list[Area]
) -> list[tuple[Style, Area]]:
    """The name of each kind of region, once, where its largest box has room; the legend names it in any case."""
    largest: dict[Style, Area] = {}
    for box in view.boxes():
        area = _area(box, view, across, up)
        style = styles[box.label]
        if area is not None and (style not in largest or _size(area) > _size(largest[style])):
            largest[style] = area
    named: list[tuple[Style, Area]] = []
    for style, area in largest.items():
        room = next((spot for spot in _spots_for(style.short, area) if not any(spot.meets(one) for one in taken)), None)
        if room is not None:
            named.append((style, room))
    return named


def _spots_for(name: str, area: Area) -> Iterator[Area]:
    """Places for a name in a box, from the upper left, line by line."""
    width, height = text_width(name, NAME), NAME + 4
    for down in range(8, int(area.bottom - area.top - height), 10):
        for right in range(10, int(area.right - area.left - width), 12):
            yield Area(area.left + right, area.top + down, area.left + right + width, area.top + down + height)


def _size(area: Area) -> float:
    return (area.right - area.left) * (area.bottom - area.top)
