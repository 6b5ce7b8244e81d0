"""What stands around the regions of a picture: axes, the law's limits, heading and legend."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from exportgate.engine.regions.axes import Axis
from exportgate.engine.regions.gaps import GapView
from exportgate.provisions.model import Condition, Leaf
from exportgate.report.picture.dots import Dots
from exportgate.report.picture.label_places import Area
from exportgate.report.picture.log_scale import LogScale, mark_text
from exportgate.report.picture.styles import Style
from exportgate.report.picture.svg import element, line, rect, text
from exportgate.report.rules.gap_table import where

WIDTH, HEIGHT = 1340.0, 960.0
PLOT = Area(86.0, 152.0, 1040.0, 800.0)
BAND = PLOT.bottom + 8
"""Where the band begins that holds what has no figure on the second axis: one row undefined, one not known."""
ROW = 36.0
INK = "#1a1a1a"
SOFT = "#555555"
LEGEND = PLOT.right + 84
COLUMN = 38
"""Letters of the legend in one line."""


def axis_marks(axes: Sequence[Axis], across: LogScale, up: LogScale) -> list[str]:
    """Return the marked values and the titles of both axes."""
    drawn: list[str] = []
    foot = BAND + 2 * ROW
    for value, whole in across.marks():
        x = across.at(value, beyond=0)
        drawn.append(line(x, foot, x, foot + (7 if whole else 4), stroke=INK, stroke_width=0.8))
        look = {"font_weight": "bold"} if whole else {"fill": SOFT}
        drawn.append(text(mark_text(value), x, foot + 19, font_size=11, text_anchor="middle", **look))
    for value, whole in up.marks():
        y = up.at(value, beyond=0)
        drawn.append(line(PLOT.left - (7 if whole else 4), y, PLOT.left, y, stroke=INK, stroke_width=0.8))
        look = {"font_weight": "bold"} if whole else {"fill": SOFT}
        drawn.append(text(mark_text(value), PLOT.left - 10, y + 4, font_size=11, text_anchor="end", **look))
    middle = (PLOT.left + PLOT.right) / 2
    drawn.append(text(_axis_title(axes[0]), middle, foot + 40, font_size=13, text_anchor="middle"))
    height = (PLOT.top + PLOT.bottom) / 2
    turned = f"rotate(-90 24 {height:g})"
    drawn.append(text(_axis_title(axes[1]), 24.0, height, font_size=13, text_anchor="middle", transform=turned))
    for number, words in enumerate(("undefined", "not known")):
        drawn.append(text(words, PLOT.left - 10, BAND + (number + 0.5) * ROW + 4, font_size=11, text_anchor="end"))
    return drawn


def _axis_title(axis: Axis) -> str:
    return f"{axis.fact.title} ({axis.fact.unit})" if axis.fact.unit else axis.fact.title


def limits(view: GapView, across: LogScale, up: LogScale) -> list[str]:
    """Return the law's limits as lines, each with its figure and the limbs that name it."""
    drawn: list[str] = []
    for limit, words, cites in _limits(view, view.axes[0].fact.name):
        x = across.at(limit, beyond=0)
        drawn.append(line(x, PLOT.top - 4, x, BAND + 2 * ROW, stroke=INK, stroke_width=1.1, stroke_dasharray="5 3"))
        drawn.append(text(words, x, PLOT.top - 10, font_size=12, font_weight="bold", text_anchor="middle"))
        for number, cite in enumerate(reversed(cites)):
            drawn.append(text(cite, x, PLOT.top - 24 - 11 * number, font_size=9, fill=SOFT, text_anchor="middle"))
    for limit, words, cites in _limits(view, view.axes[1].fact.name):
        y = up.at(limit, beyond=0)
        drawn.append(line(PLOT.left, y, PLOT.right + 4, y, stroke=INK, stroke_width=1.1, stroke_dasharray="5 3"))
        drawn.append(text(words, PLOT.right + 8, y + 4, font_size=12, font_weight="bold"))
        shown = ", ".join(cites)
        drawn.append(text(shown, PLOT.right + 8, y + 16, font_size=9, fill=SOFT))
    return drawn


def _limits(view: GapView, fact: str) -> list[tuple[float, str, list[str]]]:
    found: dict[float, tuple[str, dict[str, None]]] = {}
    held_in_order = sorted(view.period.paragraphs, key=lambda held: held.paragraph.span)
    for held in held_in_order:
        entry = held.paragraph.classifies.partition(".")[0]
        for leaf, cite in _cited(held.paragraph.condition, ""):
            threshold = held.version.thresholds.get(leaf.operand)
            if leaf.fact == fact and threshold is not None and threshold.value > 0:
                words = found.setdefault(float(threshold.value), (threshold.text, {}))[1]
                words[cite.removeprefix(f"{entry}.") if cite and entry else cite or held.paragraph.id] = None
    return [(value, words, list(cites)) for value, (words, cites) in sorted(found.items())]


def _cited(condition: Condition, cite: str) -> Iterable[tuple[Leaf, str]]:
    if isinstance(condition, Leaf):
        yield condition, cite
        return
    for child in condition.children:
        yield from _cited(child, condition.cite or cite)


def legend(view: GapView, styles: dict[int, Style], dots: Dots) -> list[str]:
    """Return the heading above the picture and the legend beside it."""
    held = view.period.paragraphs[0]
    drawn = [
        text(f"{held.provision.title}, {view.period.day}", PLOT.left, 34.0, font_size=20, font_weight="bold", fill=INK),
        text(f"{held.provision.cite}; {held.version.made_by}", PLOT.left, 55.0, font_size=12.5, fill=SOFT),
        text(where(view), PLOT.left, 74.0, font_size=12.5, fill=INK),
    ]
    y = PLOT.top + 8
    for style in sorted(set(styles.values()), key=lambda style: (style.number is None, style.number or 0)):
        drawn.append(rect(LEGEND, y - 12, LEGEND + 26, y + 4, fill=style.paint, stroke=INK, stroke_width=0.8))
        drawn.append(text(style.name, LEGEND + 34, y, font_size=12, font_weight="bold"))
        y += 15
        for words in wrap(style.cite, COLUMN - 6):
            drawn.append(text(words, LEGEND + 34, y, font_size=10, fill=SOFT))
            y += 12
        y += 9
    return [*drawn, *_dot_legend(dots, y + 6)]


def _dot_legend(dots: Dots, y: float) -> list[str]:
    entries = [
        ("a part of which the fixed facts are known to hold", {"fill": INK, "stroke": "#ffffff"}),
        ("a part of which they do not, or are not known", {"fill": "#ffffff", "stroke": INK}),
    ]
    drawn: list[str] = []
    for words, look in entries:
        drawn.append(element("circle", cx=LEGEND + 13, cy=y - 4, r=3.8, stroke_width=1.0, **look))
        for row in wrap(words, COLUMN - 6):
            drawn.append(text(row, LEGEND + 34, y, font_size=11))
            y += 13
        y += 6
    if dots.links:
        drawn.append(line(LEGEND, y - 4, LEGEND + 26, y - 4, stroke=SOFT, stroke_width=0.8, stroke_dasharray="2 2"))
        drawn.append(text("one part, read in two ways", LEGEND + 34, y, font_size=11))
        y += 19
    drawn.append(line(LEGEND, y - 4, LEGEND + 26, y - 4, stroke=INK, stroke_width=1.1, stroke_dasharray="5 3"))
    drawn.append(text("a limit of the law, with its limbs", LEGEND + 34, y, font_size=11))
    notes = (
        f"Parts of the catalog drawn: {dots.parts - dots.without} of {dots.parts}; the others have no figure across. "
        "A name that would cover another is left out: point at a dot to read it. What is not known is undetermined, "
        "never free. A picture decides nothing: ask 'exportgate classify' for a part."
    )
    y += 28
    for row in wrap(notes, COLUMN):
        drawn.append(text(row, LEGEND, y, font_size=10.5, fill=SOFT))
        y += 13.5
    return drawn
