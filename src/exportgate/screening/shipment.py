"""One line of a shipment as its file declares it: typed, with codes for countries and one word for each event."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from exportgate.engine.values import Value

ShipmentRole = Literal["purchaser", "intermediate_consignee", "ultimate_consignee", "end_user", "forwarder"]
Role = Literal[ShipmentRole, "ultimate_parent", "owner"]
"""The roles of 15 CFR 748.5, the forwarder, and a parent or an owner that the line names for one of its parties."""
Event = Literal["export", "reexport", "in_country_transfer"]
Facts = tuple[tuple[str, Value], ...]
"""Facts by name, in the order of their names; what is not there is not stated."""


@dataclass(frozen=True, slots=True)
class Owner:
    """A holder of a party; `share` is its share in percent (0 to 100), None where the line does not know it."""

    name: str
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class LineParty:
    """A party of a shipment line; countries are alpha-2 codes, `headquarters` is the country of its headquarters.

    `parent_share` is the share of the ultimate parent in percent, held directly or through others; `owners` are the
    holders that the line names, each with its own share. `address_places` are the countries and occupied regions that
    the address names although the line states another country. `identifiers` are its numbers as written, each with the
    label that its column gives it.
    """

    role: Role
    name: str
    country: str | None = None
    address: str | None = None
    headquarters: str | None = None
    parent: str | None = None
    parent_country: str | None = None
    parent_share: Fraction | None = None
    owners: tuple[Owner, ...] = ()
    address_places: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShipmentLine:
    """One line of a shipment; None is what the file does not say.

    `date` is the day whose law applies: the ship date, or the day applied to every line; `unit_value` is the value of
    one piece in `currency`. `facts` are those that the line states of its item and transaction, by name, one that is
    stated as unknown included. `remarks` tell what was taken from elsewhere in the line, and what cannot be used.
    """

    row: int
    line: int
    shipment_id: str | None
    line_number: str | None
    date: date
    event: Event | None
    export_country: str | None
    destination_country: str | None
    part_number: str | None
    description: str | None
    eccn: str | None
    hts: str | None
    quantity: Decimal | None
    unit_value: Decimal | None
    currency: str | None
    end_use: str | None
    parties: tuple[LineParty, ...]
    facts: Facts = ()
    remarks: tuple[str, ...] = ()
