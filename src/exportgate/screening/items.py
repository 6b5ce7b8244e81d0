"""What item a line speaks of: the catalog's readings of a part, facts given by hand, or a bare declared ECCN."""

from dataclasses import dataclass, replace
from typing import Literal

from exportgate.engine.values import Code, Value
from exportgate.foundation.quantities import Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.items.part import Part
from exportgate.items.readings import TF32_BITS, Reading, readings, stated_reading

Basis = Literal["catalog", "facts", "declared", "nothing"]
MEMORY_FACTS = frozenset({"memory_bandwidth_density", "package_area"})


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """An item as written: part number, description, declared ECCN and tariff number, and facts given by hand."""

    part: str
    description: str = ""
    eccn: str = ""
    hts: str = ""
    data_center: bool | None = None
    facts: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRows:
    """An item as rows of facts: one per part that the text names and reading of it.

    `basis` says what decides: the catalog, facts given by hand, the declared ECCN, or nothing at all. `stated` are the
    rows with the vendor's own TPP; `mentions` the catalog parts that an unknown part's text speaks of.
    """

    query: ItemQuery
    basis: Basis
    parts: tuple[Part, ...]
    rows: tuple[Reading, ...]
    stated: tuple[Reading, ...] = ()
    mentions: tuple[str, ...] = ()

    @property
    def as_stated(self) -> "ItemRows":
        """The same item with the vendor's own TPP in its rows."""
        return replace(self, rows=self.stated, stated=())


def item_rows(query: ItemQuery, catalog: Catalog) -> ItemRows:
    """Return the rows of facts that an item gives."""
    parts = catalog.resolve(query.part).parts
    given = dict(query.facts)
    if parts:
        rows = tuple(_with(reading, query, given) for part in parts for reading in readings(part))
        stated = tuple(reading for part in parts if (reading := stated_reading(part)) is not None)
        compared = () if "tpp" in given else tuple(_with(reading, query, given) for reading in stated)
        named = {part.name for part in parts}
        others = tuple(part.name for part in catalog.mentioned(query.description))
        return ItemRows(query, "catalog", parts, rows, compared, () if named & set(others) else others)
    base = {"in_catalog": Truth.NO, "part": Code(query.part), **_guessed_kind(given), **given}
    rows = tuple(
        _with(Reading(query.part, tuple(sorted({**base, **more}.items())), convention), query, {})
        for more, convention in _tf32_readings(given)
    )
    spoken = [*catalog.mentioned(query.part, leading=True), *catalog.mentioned(query.description)]
    mentions = tuple(sorted({part.name for part in [*spoken, *catalog.mentioned(f"{query.part} {query.description}")]}))
    return ItemRows(query, _basis(query, given), (), rows, mentions=mentions)


def _tf32_readings(given: dict[str, Value]) -> list[tuple[dict[str, Value], str]]:
    """A TF32 rate given without the bit length counted for it is read both ways, as a part of the catalog is."""
    if "tf32_rate" not in given or "tf32_bit_length" in given:
        return [({}, "")]
    return [({"tf32_bit_length": exactly(bits)}, f"TF32 counted as {bits} bits") for bits in TF32_BITS]


def _basis(query: ItemQuery, given: dict[str, Value]) -> Basis:
    if any(isinstance(value, Number) for value in given.values()):
        return "facts"
    return "declared" if query.eccn else "nothing"


def _guessed_kind(given: dict[str, Value]) -> dict[str, Value]:
    """Facts of a memory stack are asked of a stack; any other figure is one of a circuit."""
    figures = {name for name, value in given.items() if isinstance(value, Number)}
    if not figures:
        return {}
    return {"item_kind": Code("memory" if figures & MEMORY_FACTS and "tpp" not in figures else "ic")}


def _with(reading: Reading, query: ItemQuery, given: dict[str, Value]) -> Reading:
    """Add what the line itself says; the catalog's word stands over the line's on data centers."""
    facts = dict(reading.facts)
    datacenter = "designed_or_marketed_for_datacenter"
    if query.data_center is not None and facts.get(datacenter, Truth.UNKNOWN) == Truth.UNKNOWN:
        facts[datacenter] = Truth.YES if query.data_center else Truth.NO
    facts["declared_eccn"] = Code(query.eccn)
    tariff = "".join(letter for letter in query.hts if letter.isdigit())
    facts["hts_chapter"] = Code(tariff[:2] if len(tariff) >= 2 else None)
    facts["hts_subheading"] = Code(tariff[:6] if len(tariff) >= 6 else None)
    facts.update(given)
    return Reading(reading.part, tuple(sorted(facts.items())), reading.convention)
