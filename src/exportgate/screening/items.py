"""What item a line speaks of: the catalog's readings of a part, facts that are given, or a bare declared ECCN."""

from dataclasses import dataclass, replace
from typing import Literal

from exportgate.engine.values import Code, Value
from exportgate.foundation.quantities import UNKNOWN, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.items.part import Part
from exportgate.items.readings import TF32_BITS, Reading, readings, stated_reading
from exportgate.screening.shipment import Facts
from exportgate.screening.stated import CIRCUIT_FACTS, FIGURES, TOOL_FACTS, about_tools_and_use
from exportgate.screening.stated_makers import about_designer, makers_named

Basis = Literal["catalog", "facts", "declared", "maker", "nothing"]
MEMORY_FACTS = frozenset({"memory_bandwidth_density", "package_area"})
CONVENTIONS = frozenset({"applicable_die_area", "tf32_bit_length"})
"""Facts that a part has one of for each reading of an open convention."""


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """An item as written: part number, description, declared ECCN and tariff number, and facts.

    `facts` are given by hand and stand over the catalog; over those that its `line` states, the catalog stands.
    """

    part: str
    description: str = ""
    eccn: str = ""
    hts: str = ""
    facts: Facts = ()
    line: Facts = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A fact of which the line states another value than is known; `known` has one for each reading."""

    fact: str
    stated: Value
    known: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ItemRows:
    """An item as rows of facts: one per part that the text names and reading of it.

    `basis` says what decides: the catalog, facts that are given, the declared ECCN, the maker's, or nothing. `stated`
    are the rows with the vendor's own TPP; `mentions` the catalog parts that an unknown part's text speaks of.
    `from_line` are the facts that the rows have from the line, `contradictions` those that it states otherwise than is
    known; `named` are the makers that the line or a person names, as the catalog writes them.
    """

    query: ItemQuery
    basis: Basis
    parts: tuple[Part, ...]
    rows: tuple[Reading, ...]
    stated: tuple[Reading, ...] = ()
    mentions: tuple[str, ...] = ()
    from_line: frozenset[str] = frozenset()
    contradictions: tuple[Contradiction, ...] = ()
    named: Facts = ()

    @property
    def makers_eccn(self) -> str:
        """The one ECCN that the makers of all its parts publish, empty where there is none or more than one."""
        found = {part.eccn for part in self.parts}
        return found.pop() if len(found) == 1 else ""

    @property
    def taken_at(self) -> str:
        """The ECCN that decides in place of figures, empty where figures decide."""
        return {"declared": self.query.eccn, "maker": self.makers_eccn}.get(self.basis, "")

    @property
    def as_stated(self) -> "ItemRows":
        """The same item with the vendor's own TPP in its rows."""
        return replace(self, rows=self.stated, stated=())


def item_rows(query: ItemQuery, catalog: Catalog) -> ItemRows:
    """Return the rows of facts that an item gives; what its line states is not in them yet (see `line_facts`)."""
    parts = catalog.resolve(query.part).parts
    stated = {**dict(query.line), **dict(query.facts)}
    named = makers_named(stated, catalog.makers)
    given = {name: named.get(name, value) for name, value in query.facts}
    line = {**dict(query.line), **{name: named[name] for name in named if name in dict(query.line)}}
    found = _of_parts(query, catalog, parts, given, line) if parts else _unknown(query, catalog, given, line)
    return replace(found, named=tuple(sorted(named.items())))


def _of_parts(
    query: ItemQuery, catalog: Catalog, parts: tuple[Part, ...], given: dict[str, Value], line: dict[str, Value]
) -> ItemRows:
    more = {**about_tools_and_use({**line, **given}), **given}
    rows = tuple(_with(reading, query, more) for part in parts for reading in _chosen(readings(part), line))
    stated = tuple(reading for part in parts if (reading := stated_reading(part)) is not None)
    compared = () if "tpp" in given else tuple(_with(reading, query, more) for reading in stated)
    named = {part.name for part in parts}
    others = tuple(part.name for part in catalog.mentioned(query.description))
    return ItemRows(query, "catalog", parts, rows, compared, () if named & set(others) else others)


def _unknown(query: ItemQuery, catalog: Catalog, given: dict[str, Value], line: dict[str, Value]) -> ItemRows:
    known = {**line, **given}
    figures = Truth.YES if _figures(known) else Truth.NO
    basic: Facts = (("in_catalog", Truth.NO), ("figures_stated", figures), ("part", Code(query.part)))
    made = about_designer(known, catalog.makers)
    base = {**dict(basic), **_guessed_kind(known), **about_tools_and_use(known), **made, **given}
    rows = tuple(
        _with(Reading(query.part, tuple(sorted({**base, **more}.items())), convention), query, {})
        for more, convention in _tf32_readings(known)
    )
    spoken = [*catalog.mentioned(query.part, leading=True), *catalog.mentioned(query.description)]
    mentions = tuple(sorted({part.name for part in [*spoken, *catalog.mentioned(f"{query.part} {query.description}")]}))
    return ItemRows(query, _basis(query, known), (), rows, mentions=mentions)


def _chosen(found: tuple[Reading, ...], line: dict[str, Value]) -> tuple[Reading, ...]:
    """Where a convention is open, and only there, the line may say which reading of a part it is."""
    for fact in sorted(CONVENTIONS & line.keys()):
        agreeing = tuple(reading for reading in found if dict(reading.facts).get(fact) == line[fact])
        found = agreeing or found
    return found


def _tf32_readings(given: dict[str, Value]) -> list[tuple[dict[str, Value], str]]:
    """A TF32 rate given without the bit length counted for it is read both ways, as a part of the catalog is."""
    if given.get("tf32_rate", UNKNOWN) == UNKNOWN or given.get("tf32_bit_length", UNKNOWN) != UNKNOWN:
        return [({}, "")]
    return [({"tf32_bit_length": exactly(bits)}, f"TF32 counted as {bits} bits") for bits in TF32_BITS]


def _basis(query: ItemQuery, given: dict[str, Value]) -> Basis:
    if _figures(given):
        return "facts"
    return "declared" if query.eccn else "nothing"


def _guessed_kind(given: dict[str, Value]) -> dict[str, Value]:
    """Facts of a memory stack are asked of a stack, those of a tool of a tool; other figures are those of a circuit."""
    figures = _figures(given)
    if "item_kind" in given:
        return {}
    if TOOL_FACTS & given.keys():
        return {"item_kind": Code("tool")}
    if figures & MEMORY_FACTS and "tpp" not in figures:
        return {"item_kind": Code("memory")}
    return {"item_kind": Code("ic")} if figures or _numbers(given) & CIRCUIT_FACTS else {}


def _figures(given: dict[str, Value]) -> set[str]:
    """Return the figures by which the item itself is classified."""
    return _numbers(given) & FIGURES


def _numbers(given: dict[str, Value]) -> set[str]:
    return {name for name, value in given.items() if isinstance(value, Number) and value != UNKNOWN}


def _with(reading: Reading, query: ItemQuery, given: dict[str, Value]) -> Reading:
    """Add what is declared, and what is given by hand in place of what the catalog says."""
    facts = dict(reading.facts)
    facts["declared_eccn"] = Code(query.eccn)
    tariff = "".join(letter for letter in query.hts if letter.isdigit())
    facts["hts_chapter"] = Code(tariff[:2] if len(tariff) >= 2 else None)
    facts["hts_subheading"] = Code(tariff[:6] if len(tariff) >= 6 else None)
    facts.update(given)
    return Reading(reading.part, tuple(sorted(facts.items())), reading.convention)
