"""The way of a shipment line, as the rules ask for it."""

from collections.abc import Callable

from exportgate.engine.values import codes
from exportgate.screening.headquarters import end_user_of, headquarters_of
from exportgate.screening.shipment import LineParty, ShipmentLine
from exportgate.screening.shipments import Route

Territory = Callable[[str], str]
"""Returns the code under which a place counts: Hong Kong as China."""


def route_of(line: ShipmentLine, territory: Territory) -> Route:
    """Return where a line goes, and where its parties and their parents have their headquarters."""
    end_user_country, end_user_parent = end_user_of(line.parties, line.destination_country, territory)
    return Route(
        event=line.event,
        export_country=_place(line.export_country, territory),
        destination=_place(line.destination_country, territory),
        headquarters=headquarters_of(line.parties, territory),
        countries=codes(territory(code) for party in line.parties for code in _places(party)),
        end_user_country=end_user_country,
        end_user_parent=end_user_parent,
    )


def _places(party: LineParty) -> tuple[str, ...]:
    """Where a party is: the country or region that the line states for it, and those that its address names."""
    return party.address_places if party.country is None else (party.country, *party.address_places)


def _place(code: str | None, territory: Territory) -> str | None:
    return None if code is None else territory(code)
