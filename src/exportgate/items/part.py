"""One part of the catalog: figures as its maker states them, one per precision, with their sources."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

ItemKind = Literal["ic", "assembly", "memory", "tool"]
Counted = Literal["yes", "no", "open"]
PRECISIONS = ("fp4", "int4", "fp6", "fp8", "int8", "fp16", "tf32", "fp32", "fp64")


@dataclass(frozen=True, slots=True)
class Die:
    """Logic dies of one role in a package; `counted` says whether their area is applicable die area.

    It is `no` for planar dies, and `open` where it is arguable whether the die counts, as with an I/O die. `non_planar`
    says whether the die has non-planar transistors, and is None where its source does not tell.
    """

    role: str
    count: int
    area: Fraction
    counted: Counted
    non_planar: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part with what is known of it; a missing figure is None, never zero.

    Rates are dense TOPS or TFLOPS, a multiply-accumulate counted as two operations; areas mm2; bandwidths GB/s, both
    directions added; the process node in nm, transistors in billions. `dies` is None where no area is known; `silicon`
    is the name of the die, empty where that is not plainly known. The vendor is taken to have designed the part;
    `headquarters` is the country of its ultimate parent (ISO 3166-1), empty where the file does not say. `eccn` is the
    control number that the maker publishes for it, `eccn_source` the key of the table that says so, both empty where
    none is known; `eccn_since` is the first day of the control list's text that the maker classified it under.
    """

    name: str
    vendor: str
    kind: ItemKind
    aliases: tuple[str, ...]
    released: date | None
    datacenter: str
    rates: tuple[tuple[str, Fraction], ...]
    dies: tuple[Die, ...] | None
    link_bandwidth: Fraction | None
    host_bandwidth: Fraction | None
    memory_type: str
    memory_bandwidth: Fraction | None
    package_area: Fraction | None
    stated_tpp: Fraction | None
    confidence: str
    sources: tuple[str, ...]
    note: str
    headquarters: str = ""
    node: Fraction | None = None
    transistors: Fraction | None = None
    eccn: str = ""
    eccn_source: str = ""
    eccn_since: date | None = None
    silicon: str = ""

    def rate(self, precision: str) -> Fraction | None:
        """Return the dense rate at a precision, where it is stated."""
        return dict(self.rates).get(precision)
