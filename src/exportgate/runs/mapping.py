"""Reads a mapping file: which heading is which shipment column, what to ignore, defaults, and how dates are written.

Whether the headings it names are in the shipment file is checked in `columns`, where both are at hand.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from exportgate.diagnostics.model import Collector, in_order
from exportgate.foundation import yaml_source
from exportgate.foundation.errors import InputError, UsageError
from exportgate.foundation.yaml_source import Mapping, Scalar
from exportgate.parties.countries import Countries
from exportgate.provisions.reading import Reader, suggestion
from exportgate.provisions.vocabulary import Fact
from exportgate.runs.fact_values import fact_text, read_fact
from exportgate.runs.headings import COLUMNS
from exportgate.runs.line_values import (
    ISO,
    DateFormat,
    Unreadable,
    quoted,
    read_currency,
    read_date_format,
    read_event,
)

KEYS = ("columns", "ignore", "defaults", "date_format")
DEFAULTS = ("currency", "destination_country", "end_use", "event", "export_country")


@dataclass(frozen=True, slots=True)
class ShipmentMapping:
    """What a mapping file says; `columns` pairs a heading of the shipment file with a shipment column.

    `defaults` are texts for columns that are absent or empty.
    """

    columns: tuple[tuple[Scalar, str], ...] = ()
    ignore: tuple[Scalar, ...] = ()
    defaults: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date_format: DateFormat = ISO


NO_MAPPING = ShipmentMapping()


def read_mapping(path: Path, countries: Countries, facts: dict[str, Fact]) -> ShipmentMapping:
    """Read a mapping file; it may name the columns of shipments and the facts that a line may state.

    Raises:
        UsageError: the file does not exist.
        InputError: with every fault in it, each with line and column.
    """
    try:
        root = yaml_source.read(path)
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such mapping file; check the path") from None
    except OSError as error:
        raise InputError(f"{path}: the mapping cannot be read ({error.strerror}); check the file") from None
    except yaml_source.YamlError as error:
        raise InputError("\n".join(f"{fault.span}: {fault.message}; {fault.help}" for fault in error.faults)) from None
    collector = Collector()
    mapping = _Interpreter(collector, countries, facts).mapping(root)
    refuse(collector)
    return mapping


def refuse(collector: Collector) -> None:
    """Raise one InputError with everything that was collected, if anything was."""
    if collector.found:
        found = in_order(collector.found)
        raise InputError("\n".join(f"{item.span}: {item.message}; {item.help}" for item in found))


class _Interpreter:
    """Types the nodes of a mapping file and reports what does not fit."""

    def __init__(self, collector: Collector, countries: Countries, facts: dict[str, Fact]) -> None:
        self.collector = collector
        self.facts = facts
        self.columns = (*COLUMNS, *facts)
        self.defaults = (*DEFAULTS, *facts)
        self.reader = Reader(collector)
        self.countries = countries

    def mapping(self, root: yaml_source.Node) -> ShipmentMapping:
        top = self.reader.mapping(root, "a mapping file", KEYS)
        if top is None:
            return NO_MAPPING
        columns = self._columns(top)
        ignore = self.reader.texts(top.get("ignore"), "a heading to ignore")
        mapped = {heading.text for heading, _ in columns}
        for heading in ignore:
            if heading.text in mapped:
                message = f"the heading {quoted(heading.text)} is both mapped and ignored"
                self.collector.error("XR004", heading.span, message, "keep one of the two")
        return ShipmentMapping(columns, ignore, MappingProxyType(self._defaults(top)), self._date_format(top))

    def _columns(self, top: Mapping) -> tuple[tuple[Scalar, str], ...]:
        found: list[tuple[Scalar, str]] = []
        taken: dict[str, Scalar] = {}
        for heading, node in self.reader.names(top.get("columns"), "'columns'"):
            column = self.reader.scalar(node, f"the column of {quoted(heading.text)}")
            if column is None:
                continue
            name = column.text.strip()
            if name not in self.columns:
                message = f"{quoted(name)} is no shipment column"
                self.collector.error("XR004", column.span, message, suggestion(name, self.columns))
            elif name in taken:
                message = f"{quoted(taken[name].text)} and {quoted(heading.text)} are both mapped to {name}"
                self.collector.error("XR004", column.span, message, "map one of them and ignore the other")
            else:
                taken[name] = heading
                found.append((heading, name))
        return tuple(found)

    def _defaults(self, top: Mapping) -> dict[str, str]:
        block = self.reader.mapping(top.get("defaults"), "'defaults'", self.defaults)
        found: dict[str, str] = {}
        for key, node in block.entries if block is not None else ():
            value = self.reader.scalar(node, f"the default of {key.text}")
            if value is None or key.text not in self.defaults:
                continue
            try:
                self._check_default(key.text, value.text)
            except Unreadable as fault:
                self.collector.error("XR004", value.span, str(fault), "correct the default")
            found[key.text] = value.text
        return found

    def _check_default(self, column: str, text: str) -> None:
        checks: dict[str, Callable[[str], object]] = {
            "currency": read_currency,
            "event": read_event,
        }
        if column in self.facts:
            read_fact(self.facts[column], fact_text(text))
        elif column in checks:
            checks[column](text)
        elif column.endswith("country") and self.countries.resolve(text) is None:
            raise Unreadable(f"{quoted(text)} is no country; write its two-letter code")

    def _date_format(self, top: Mapping) -> DateFormat:
        value = self.reader.scalar(top.get("date_format"), "'date_format'")
        if value is None:
            return ISO
        try:
            return read_date_format(value.text.strip())
        except Unreadable as fault:
            self.collector.error("XR004", value.span, str(fault), "write one of these")
            return ISO
