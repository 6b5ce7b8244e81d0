"""How the regions of a picture look: a light color and a pattern each, so that they are told apart in gray as well."""

from dataclasses import dataclass

from exportgate.engine.regions.gaps import Claims, GapView
from exportgate.report.picture.svg import element
from exportgate.report.rules.gap_table import applies_text

LOOKS = (
    ("#f7d4c8", "#b0452b", "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4"),
    ("#fcebb8", "#8f6d05", "M0,2 h1.6 M4,6 h1.6"),
    ("#d3e3f5", "#2c5a8f", "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4"),
    ("#d9edd3", "#3c7431", "M2,0 v8"),
    ("#e6d9f0", "#6b4191", "M0,2 h8"),
)
CLASH = ("#ffffff", "#000000", "M0,0 l8,8 M0,8 l8,-8")
BARE = "no paragraph applies"


@dataclass(frozen=True, slots=True)
class Style:
    """The look of all regions in which the same paragraphs apply; no number where none does."""

    name: str
    short: str
    cite: str
    fill: str
    number: int | None

    @property
    def paint(self) -> str:
        """The fill as an attribute."""
        return "#ffffff" if self.number is None else f"url(#look-{self.number})"


def styles_of(view: GapView) -> dict[int, Style]:
    """Return the style of each label of a view; the order of the paragraphs in the rule decides who gets which look."""
    claims = {box.label: view.claims[box.label] for box in view.boxes()}
    order = {held.paragraph.id: held.paragraph.span for held in view.period.paragraphs}
    kinds = sorted({_key(claim) for claim in claims.values()} - {()}, key=lambda key: [order[name] for name in key])
    return {label: _style(claim, kinds) for label, claim in claims.items()}


def patterns(styles: dict[int, Style], view: GapView) -> str:
    """Return the definitions of the patterns in use."""
    found: dict[int, str] = {}
    for label, style in styles.items():
        if style.number is None:
            continue
        fill, ink, path = CLASH if view.claims[label].conflict else LOOKS[style.number % len(LOOKS)]
        ground = element("rect", width=8, height=8, fill=fill)
        strokes = element("path", d=path, stroke=ink, stroke_width=0.8, stroke_opacity="0.4", fill="none")
        found[style.number] = element(
            "pattern", ground + strokes, id=f"look-{style.number}", width=8, height=8, patternUnits="userSpaceOnUse"
        )
    return "".join(found[number] for number in sorted(found))


def _key(claims: Claims) -> tuple[str, ...]:
    return tuple(paragraph.id for paragraph in claims.applies)


def _style(claims: Claims, kinds: list[tuple[str, ...]]) -> Style:
    if not claims.applies:
        return Style(BARE, BARE, "", "#ffffff", None)
    number = kinds.index(_key(claims))
    cite = ", ".join(dict.fromkeys(paragraph.cite for paragraph in claims.applies if paragraph.cite))
    short = ", ".join(paragraph.classifies or paragraph.id for paragraph in claims.applies)
    return Style(applies_text(claims), short, cite, LOOKS[number % len(LOOKS)][0], number)
