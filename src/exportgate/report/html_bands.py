"""What `report.html` shows of each band of answers over time: its name, its way in words, and the picture."""

from markupsafe import Markup

from exportgate.engine.values import value_text
from exportgate.foundation.visible import clipped, visible
from exportgate.report.over_time import Drawn, OverTime
from exportgate.report.picture.band import band
from exportgate.report.wording import words
from exportgate.screening.shipments import Route

NAME = 80


def band_markup(drawn: Drawn, shown: OverTime) -> Markup:
    """Return the picture of one item and way; every text in it is escaped where it is written."""
    part = visible(clipped(drawn.item.part or "no part named", NAME))
    name = (
        f"{part} {way_text(drawn.route)}, answers from {shown.first} to {shown.until}; the same stands in words below"
    )
    return Markup(band(drawn, shown.first, shown.until, name))  # noqa: S704 - built of escaped texts


def way_text(route: Route) -> str:
    """Return where an item goes, by which event, and where its parties have their headquarters."""
    to = f"to {route.destination or 'an unknown destination'}"
    from_ = f" from {route.export_country}" if route.export_country else ""
    return f"{to}, {words(route.event or 'event not stated')}{from_}, headquarters {value_text(route.headquarters)}"
