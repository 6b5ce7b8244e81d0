"""Turns the records of one file into shipment lines.

A record that lacks what screening cannot do without, or holds a text that is not what its column says, is rejected
with all its reasons. What is taken from elsewhere in the line, or cannot be used, becomes a remark.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import itemgetter
from typing import TypeVar

from exportgate.engine.values import Code
from exportgate.engine.values import Value as FactValue
from exportgate.parties.address_places import places_beside
from exportgate.parties.countries import Countries
from exportgate.provisions.code_tables import CodeSource
from exportgate.provisions.vocabulary import Fact
from exportgate.runs.columns import ColumnMap
from exportgate.runs.fact_values import UNKNOWN_WORDS, fact_text, read_fact
from exportgate.runs.framing import Record
from exportgate.runs.headings import LINE_COLUMNS, PARTY_FIELDS, ROLES, party_column
from exportgate.runs.identifier_values import labeled, unread
from exportgate.runs.line_values import (
    Unreadable,
    plain_text,
    quoted,
    read_currency,
    read_day,
    read_eccn,
    read_event,
    read_quantity,
    read_unit_value,
)
from exportgate.runs.mapping import NO_MAPPING, ShipmentMapping
from exportgate.runs.owner_values import parent_fault, read_owners, read_share
from exportgate.runs.rejects import Rejection
from exportgate.screening.shipment import Event, Facts, LineParty, Role, ShipmentLine, ShipmentRole

RECEIVERS: tuple[ShipmentRole, ...] = ("end_user", "ultimate_consignee")
REMEMBERED = 1 << 16
LONGEST_REMEMBERED = 64
Value = TypeVar("Value")
Picker = Callable[[tuple[str, ...]], tuple[str, ...]]


class Readings(dict[str, tuple[Value | None, str | None]]):
    """What each distinct text of a column says: a value, or the reason why it has none."""

    def __init__(
        self,
        read: Callable[[str], Value | None],
        default: str = "",
        plain: Callable[[str], str] = plain_text,
    ) -> None:
        super().__init__()
        self._read, self._default, self._plain = read, default, plain

    def __missing__(self, text: str) -> tuple[Value | None, str | None]:
        reading: tuple[Value | None, str | None]
        try:
            reading = self._read(self._plain(text) or self._default), None
        except Unreadable as fault:
            reading = None, str(fault)
        if len(self) < REMEMBERED and len(text) <= LONGEST_REMEMBERED:
            self[text] = reading
        return reading


class LineParser:
    """Parses the records of one file: `on` is the day that is applied to every line, where one is."""

    def __init__(
        self, columns: ColumnMap, countries: Countries, *, mapping: ShipmentMapping = NO_MAPPING, on: date | None = None
    ) -> None:
        default = mapping.defaults.get
        self._on = on
        self._countries = countries
        self._pick = _picker(columns, LINE_COLUMNS)
        self._roles = _role_pickers(columns)
        receivers = [role for role in RECEIVERS if role in columns.positions]
        self._needed = tuple(receivers or [role for role in ROLES if role in columns.positions])
        self._end_use_default = default("end_use", "")
        self._days = Readings(lambda text: read_day(text, mapping.date_format))
        self._events: Readings[Event] = Readings(read_event, default("event", ""))
        self._exports = Readings(self._code, default("export_country", ""))
        self._destinations = Readings(self._code, default("destination_country", ""))
        self._places = Readings(self._code)
        self._eccns = Readings(read_eccn)
        self._quantities = Readings(read_quantity)
        self._unit_values = Readings(read_unit_value)
        self._currencies = Readings(read_currency, default("currency", columns.currency or ""))
        self._facts = _fact_readings(columns, mapping, self._fact)
        self._beside: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._shares = Readings(read_share)
        self._owners = Readings(read_owners)

    def parse(self, record: Record) -> ShipmentLine | Rejection:
        """Return the line that a record holds, or every reason why it holds none."""
        if record.fields is None:
            return Rejection(record.row, record.line, (record.fault or "not a record",), record.raw)
        reasons: list[str] = []
        line = self._line(record, (*record.fields, ""), reasons, [])
        if not reasons:
            return line
        if not any(map(plain_text, record.fields)):
            reasons = ["every field is empty; delete the row"]
        return Rejection(record.row, record.line, tuple(reasons), record.raw)

    def _line(self, record: Record, fields: tuple[str, ...], reasons: list[str], remarks: list[str]) -> ShipmentLine:
        texts = self._pick(fields)
        shipment_id, number, day_text, event_text, export_text, destination_text, part, description = texts[:8]
        eccn, hts, quantity, unit_value, currency, end_use = texts[8:]
        day = _noted(self._days[day_text], reasons)
        if day is None and self._on is None and self._days[day_text][1] is None:
            reasons.append("no ship date, and no day was given with --on")
        parties, places = self._parties(fields, reasons, remarks)
        export = _noted(self._exports[export_text], reasons, "country of export ")
        destination = _noted(self._destinations[destination_text], reasons, "destination country ")
        if destination is None:
            destination = _receiving_country(places, remarks)
        return ShipmentLine(
            record.row,
            record.line,
            plain_text(shipment_id) or None,
            plain_text(number) or None,
            self._on or day or date.min,
            _noted(self._events[event_text], reasons) or _derived_event(export, destination, remarks),
            export,
            destination,
            plain_text(part) or None,
            plain_text(description) or None,
            _noted(self._eccns[eccn], reasons),
            plain_text(hts) or None,
            _noted(self._quantities[quantity], reasons),
            _noted(self._unit_values[unit_value], remarks),
            _noted(self._currencies[currency], remarks),
            plain_text(end_use) or self._end_use_default or None,
            parties,
            self._stated(fields, reasons),
            tuple(remarks),
        )

    def _stated(self, fields: tuple[str, ...], reasons: list[str]) -> Facts:
        """Return the facts that the line states; a text that is none of a fact's values is a reason for rejection."""
        stated: list[tuple[str, FactValue]] = []
        for name, position, prefix, readings in self._facts:
            value, fault = readings[fields[position]]
            if fault is not None:
                reasons.append(prefix + fault)
            if value is not None:
                stated.append((name, value))
        return tuple(stated)

    def _parties(
        self, fields: tuple[str, ...], reasons: list[str], remarks: list[str]
    ) -> tuple[tuple[LineParty, ...], dict[ShipmentRole, str | None]]:
        """Return the parties that have a name, and the country of every role that gives one."""
        parties: list[LineParty] = []
        places: dict[ShipmentRole, str | None] = {}
        for role, named, pick in self._roles:
            name, address, country, headquarters, parent, parent_country, share, owners, *numbers = pick(fields)
            stated = self._place(country, "country", role, reasons)
            party = LineParty(
                role,
                plain_text(name),
                stated,
                plain_text(address) or None,
                self._place(headquarters, "headquarters", role, reasons),
                plain_text(parent) or None,
                self._place(parent_country, "parent's country", role, reasons),
                _noted(self._shares[share], reasons, f"parent's share of the {_words(role)} ") if share else None,
                (_noted(self._owners[owners], reasons, f"owners of the {_words(role)}: ") or ()) if owners else (),
                self._address_places(address, stated),
                labeled(numbers) if any(numbers) else (),
            )
            if fault := parent_fault(party):
                reasons.append(f"the {_words(role)} {fault}")
            places[role] = party.country
            if party.name:
                parties.append(party)
                if party.identifiers:
                    remarks += [f"{_words(role)}: {fault}" for fault in unread(party.identifiers)]
                if not party.name[0].isalpha() and not any(map(str.isalpha, party.name)):
                    remarks.append(_numbered(party))
            elif named and (party.address or party.parent or party.owners):
                reasons.append(f"the {_words(role)} has no name, only an address, a parent or owners")
        if not any(party.role in self._needed for party in parties):
            roles = " and ".join(f"the {_words(role)}" for role in self._needed)
            reasons.append(f"no party is named: {roles} {'is' if len(self._needed) == 1 else 'are'} empty")
        return tuple(parties), places

    def _place(self, text: str, what: str, role: ShipmentRole, reasons: list[str]) -> str | None:
        if not text:
            return None
        code, fault = self._places[text]
        if fault is not None:
            reasons.append(f"{what} of the {_words(role)} {fault}")
        return code

    def _address_places(self, address: str, stated: str | None) -> tuple[str, ...]:
        """Return the places that an address names beside the stated country; addresses that recur are read once."""
        key = (address, stated)
        found = self._beside.get(key)
        if found is None:
            found = places_beside(address, stated, self._countries) if address else ()
            if len(self._beside) < REMEMBERED:
                self._beside[key] = found
        return found

    def _code(self, text: str) -> str | None:
        """Return the code of a country."""
        code = self._countries.resolve(text) if text else None
        if text and code is None:
            several = self._countries.candidates(text)
            why = f"may be {' or '.join(several)}: write the code" if several else "is no country that is known"
            raise Unreadable(f"{quoted(text)} {why}")
        return code

    def _fact(self, fact: Fact, text: str) -> FactValue | None:
        """Return the value that a text states for a fact; a country is read as in the columns of places."""
        if fact.source is CodeSource.COUNTRIES and text and text.casefold() not in UNKNOWN_WORDS:
            code = self._code(text)
            return None if code is None else Code(self._countries.territory(code))
        return read_fact(fact, text)


def _picker(columns: ColumnMap, names: tuple[str, ...]) -> Picker:
    """Return a function from the fields of a record, with an empty one put behind them, to the named columns."""
    behind = len(columns.headings)
    return itemgetter(*(columns.positions.get(name, behind) for name in names))


def _role_pickers(columns: ColumnMap) -> tuple[tuple[ShipmentRole, bool, Picker], ...]:
    """Return every role that has a column, whether it has the one for its name, and how to pick its fields."""
    found: list[tuple[ShipmentRole, bool, Picker]] = []
    for role in ROLES:
        names = tuple(party_column(role, field) for field in PARTY_FIELDS)
        if any(name in columns.positions for name in names):
            found.append((role, role in columns.positions, _picker(columns, names)))
    return tuple(found)


def _fact_readings(
    columns: ColumnMap, mapping: ShipmentMapping, read: Callable[[Fact, str], FactValue | None]
) -> tuple[tuple[str, int, str, Readings[FactValue]], ...]:
    """Return each fact that has a column or a default, in name order: where it stands, how it is called and read."""
    behind = len(columns.headings)
    found: list[tuple[str, int, str, Readings[FactValue]]] = []
    for name in sorted(columns.facts):
        position, default = columns.positions.get(name, behind), mapping.defaults.get(name, "")
        if position < behind or default:
            prefix = f"column {quoted(columns.headings[position])}: " if position < behind else ""
            readings: Readings[FactValue] = Readings(partial(read, columns.facts[name]), fact_text(default), fact_text)
            found.append((name, position, prefix, readings))
    return tuple(found)


def _noted(reading: tuple[Value | None, str | None], notes: list[str], prefix: str = "") -> Value | None:
    """Return the value of a reading; where it has none for a reason, note that."""
    value, fault = reading
    if fault is not None:
        notes.append(prefix + fault)
    return value


def _receiving_country(places: dict[ShipmentRole, str | None], remarks: list[str]) -> str | None:
    for role in RECEIVERS:
        code = places.get(role)
        if code is not None:
            remarks.append(f"the destination is taken from the country of the {_words(role)}")
            return code
    remarks.append("no destination country is given")
    return None


def _derived_event(export: str | None, destination: str | None, remarks: list[str]) -> Event | None:
    if export is None:
        remarks.append("neither the event nor the country of export is given")
        return None
    remarks.append("the event is derived from the country of export")
    if export == destination:
        return "in_country_transfer"
    return "export" if export == "US" else "reexport"


def _numbered(party: LineParty) -> str:
    return (
        f"the name of the {_words(party.role)} {quoted(party.name)} has no letter; where it is a customer's number, "
        "map the heading that holds the name"
    )


def _words(role: Role) -> str:
    return role.replace("_", " ")
