"""Reads one catalog file: a vendor and its parts, every figure exact and every fault in its place."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import get_args

from exportgate.foundation.quantities import parse_number
from exportgate.foundation.yaml_source import Mapping, Node
from exportgate.items.part import PRECISIONS, Counted, Die, ItemKind, Part
from exportgate.provisions.reading import Reader

FILE_KEYS = ("vendor", "headquarters", "parts")
COUNTRY = re.compile(r"[A-Z]{2}\Z")
TRANSISTORS = {"non-planar": True, "planar": False}
PART_KEYS = (
    "part",
    "vendor",
    "aliases",
    "kind",
    "released",
    "datacenter",
    "rates",
    "dies",
    "silicon",
    "node",
    "transistors",
    "link_bandwidth",
    "host_bandwidth",
    "memory",
    "package_area",
    "power",
    "stated_tpp",
    "confidence",
    "sources",
    "note",
    "eccn",
)
ECCN_KEYS = ("code", "source", "since")
DIE_KEYS = ("role", "count", "area", "transistors", "counted")
MEMORY_KEYS = ("type", "capacity", "bandwidth")


def load_parts(root: Node, reader: Reader) -> Iterator[Part]:
    """Yield the parts that a catalog file holds."""
    document = reader.mapping(root, "a catalog file", FILE_KEYS)
    if document is None:
        return
    vendor = reader.text(document, "vendor", "a catalog file")
    headquarters = _country(document, reader)
    for node in reader.items(document.get("parts"), "parts"):
        entry = reader.mapping(node, "a part", PART_KEYS)
        if entry is not None:
            yield _part(entry, vendor, headquarters, reader)


def _part(entry: Mapping, vendor: str, headquarters: str, reader: Reader) -> Part:
    name = reader.text(entry, "part", "a part")
    what = f"part '{name}'"
    kind: ItemKind = _one_of(reader.choice(entry, "kind", what, get_args(ItemKind)))
    memory = reader.mapping(entry.get("memory"), f"memory of {what}", MEMORY_KEYS)
    eccn = reader.mapping(entry.get("eccn"), f"the maker's ECCN of {what}", ECCN_KEYS)
    return Part(
        name=name,
        vendor=reader.text(entry, "vendor", what, required=False) or vendor,
        headquarters="" if entry.get("vendor") is not None else headquarters,
        kind=kind,
        aliases=tuple(item.text for item in reader.texts(entry.get("aliases"), f"aliases of {what}")),
        released=reader.day(entry, "released", what),
        datacenter=reader.choice(entry, "datacenter", what, ("yes", "no", "ambiguous"), required=False),
        rates=_rates(entry, what, reader),
        dies=_dies(entry, what, reader),
        silicon=reader.text(entry, "silicon", what, required=False),
        node=_figure(entry, "node", what, reader),
        transistors=_figure(entry, "transistors", what, reader),
        link_bandwidth=_figure(entry, "link_bandwidth", what, reader),
        host_bandwidth=_figure(entry, "host_bandwidth", what, reader),
        memory_type="" if memory is None else reader.text(memory, "type", what, required=False),
        memory_bandwidth=None if memory is None else _figure(memory, "bandwidth", what, reader),
        package_area=_figure(entry, "package_area", what, reader),
        stated_tpp=_figure(entry, "stated_tpp", what, reader),
        confidence=reader.choice(entry, "confidence", what, ("high", "medium", "low")),
        sources=tuple(item.text for item in reader.texts(entry.get("sources"), f"sources of {what}")),
        note=reader.text(entry, "note", what, required=False),
        eccn="" if eccn is None else reader.text(eccn, "code", f"the maker's ECCN of {what}"),
        eccn_source="" if eccn is None else reader.text(eccn, "source", f"the maker's ECCN of {what}"),
        eccn_since=None if eccn is None else reader.day(eccn, "since", f"the maker's ECCN of {what}"),
    )


def _country(document: Mapping, reader: Reader) -> str:
    """Return the country of the vendor's ultimate parent; the file of several makers has none."""
    node = document.get("headquarters")
    if node is None:
        return ""
    code = reader.text(document, "headquarters", "a catalog file")
    if not COUNTRY.match(code):
        message = f"'{code}' is no country: the headquarters of a vendor is that of its ultimate parent"
        reader.collector.error("XR202", node.span, message, "write its ISO 3166-1 code of two capital letters")
    return code


def _one_of(text: str) -> ItemKind:
    return next((kind for kind in get_args(ItemKind) if kind == text), "ic")


def _figure(entry: Mapping, key: str, what: str, reader: Reader) -> Fraction | None:
    if entry.get(key) is None:
        return None
    text = reader.text(entry, key, what)
    value = parse_number(text)
    node = entry.get(key)
    if node is not None and (value is None or value < 0):
        message = f"'{text}' under '{key}' of {what} is no number that a figure can have"
        reader.collector.error("XR202", node.span, message, "write a decimal number, or leave the key out if unknown")
        return None
    return value


def _rates(entry: Mapping, what: str, reader: Reader) -> tuple[tuple[str, Fraction], ...]:
    rates = reader.mapping(entry.get("rates"), f"rates of {what}", PRECISIONS)
    if rates is None:
        return ()
    found = ((precision, _figure(rates, precision, what, reader)) for precision in PRECISIONS)
    return tuple((precision, rate) for precision, rate in found if rate is not None)


def _dies(entry: Mapping, what: str, reader: Reader) -> tuple[Die, ...] | None:
    if entry.get("dies") is None:
        return None
    dies: list[Die] = []
    for node in reader.items(entry.get("dies"), f"dies of {what}"):
        die = reader.mapping(node, f"a die of {what}", DIE_KEYS)
        if die is None:
            continue
        counted = reader.choice(die, "counted", f"a die of {what}", get_args(Counted))
        count = reader.number(die, "count", f"a die of {what}")
        area = reader.number(die, "area", f"a die of {what}")
        if (count is not None and (count.denominator != 1 or count < 1)) or (area is not None and area <= 0):
            message = f"a die of {what} needs a whole count of at least 1 and an area above 0"
            reader.collector.error("XR202", die.span, message, "correct the figures, or leave 'dies' out if unknown")
        elif count is not None and area is not None:
            choice: Counted = "yes" if counted == "yes" else "open" if counted == "open" else "no"
            built = reader.choice(die, "transistors", f"a die of {what}", tuple(TRANSISTORS), required=False)
            role = reader.text(die, "role", f"a die of {what}")
            dies.append(Die(role, int(count), area, choice, TRANSISTORS.get(built)))
    return tuple(dies)
