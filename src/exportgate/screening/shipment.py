"""A shipment line as the kernel takes it: typed, its codes resolved, nothing yet decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Event = Literal["export", "reexport", "in_country_transfer"]


@dataclass(frozen=True, slots=True)
class LineParty:
    """A party of a line in one role; countries are ISO 3166-1 alpha-2, None where the line does not say.

    `headquarters` is the country of the party's own headquarters, `parent` and `parent_country` its ultimate parent.
    """

    role: str
    name: str
    country: str | None = None
    address: str | None = None
    headquarters: str | None = None
    parent: str | None = None
    parent_country: str | None = None


@dataclass(frozen=True, slots=True)
class ShipmentLine:
    """One line of a shipment: `row` is its 1-based data record, `line` its first physical line.

    `destination_from` names the column that the destination was taken from, where that is not its own.
    """

    row: int
    line: int
    date: date
    event: Event
    export_country: str | None
    destination_country: str | None
    part_number: str
    description: str
    eccn: str
    hts: str
    data_center: bool | None
    quantity: Decimal | None
    value: Decimal | None
    parties: tuple[LineParty, ...]
    destination_from: str = ""
