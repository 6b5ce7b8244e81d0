"""The facts that a part gives, once per open convention: each reading is a full row of facts for the rules.

Two conventions are open. TF32 operands may be counted as 19 or 32 bits, and an I/O die may or may not count as a logic
die. All readings are kept; where the rules answer differently for them, nothing is decided for the part.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from exportgate.engine.values import Code, Value
from exportgate.foundation.quantities import UNDEFINED, Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.items.part import PRECISIONS, Part

BITS = {"fp4": 4, "int4": 4, "fp6": 6, "fp8": 8, "int8": 8, "fp16": 16, "fp32": 32, "fp64": 64}
TF32_BITS = (19, 32)
STACKED = ("HBM", "HiBL", "HiZQ")
"""Kinds of memory stacked on a base die beside the processor, Huawei's own among them."""
DATACENTER = {"yes": Truth.YES, "no": Truth.NO}


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of facts of a part, and the choice of convention that it rests on (empty where none is open)."""

    part: str
    facts: tuple[tuple[str, Value], ...]
    convention: str = ""


def readings(part: Part) -> tuple[Reading, ...]:
    """Return every reading of a part; one where no convention is open or none makes a difference."""
    fixed = dict(_fixed(part))
    rows: list[Reading] = []
    for (tf32, tf32_says), (area, area_says) in product(_tf32_readings(part), _area_readings(part)):
        facts = dict(fixed)
        if tf32 is not None:
            facts["tf32_bit_length"] = exactly(tf32)
        if area is not None:
            facts["applicable_die_area"] = area
        rows.append(Reading(part.name, tuple(sorted(facts.items())), "; ".join(filter(None, (tf32_says, area_says)))))
    return tuple(rows)


def stated_reading(part: Part) -> Reading | None:
    """Return the part with the vendor's own TPP in place of the derived one, where both exist."""
    if part.stated_tpp is None or not part.rates:
        return None
    base = readings(part)[0]
    facts = (*base.facts, ("tpp", exactly(part.stated_tpp)))
    return Reading(part.name, tuple(sorted(facts)), f"the vendor's stated TPP of {_plain(part.stated_tpp)}")


def _fixed(part: Part) -> Iterator[tuple[str, Value]]:
    yield "part", Code(part.name)
    yield "in_catalog", Truth.YES
    yield "item_kind", Code(part.kind)
    yield "designed_or_marketed_for_datacenter", DATACENTER.get(part.datacenter, Truth.UNKNOWN)
    yield "figures_stated", Truth.YES
    yield from _made(part)
    for precision in PRECISIONS:
        rate = part.rate(precision)
        if rate is not None:
            yield f"{precision}_rate", exactly(rate)
    if part.stated_tpp is not None:
        yield "stated_tpp", exactly(part.stated_tpp)
        if not part.rates:
            yield "tpp", exactly(part.stated_tpp)
    figures = {
        "link_bandwidth": part.link_bandwidth,
        "host_bandwidth": part.host_bandwidth,
        # On-die SRAM is no DRAM: a limit on memory bandwidth does not speak of it.
        "memory_bandwidth": None if part.memory_type == "SRAM" else part.memory_bandwidth,
        "package_area": part.package_area,
        "process_node": part.node,
        "transistor_count": part.transistors,
    }
    for name, figure in figures.items():
        if figure is not None:
            yield name, exactly(figure)


def _made(part: Part) -> Iterator[tuple[str, Value]]:
    """Who designed the part and what it is made of; a vendor is taken to have designed what it sells as its own."""
    yield "designer", Code(part.vendor)
    yield "designer_recognized", Truth.YES
    if part.headquarters:
        yield "designer_headquarters", Code(part.headquarters)
    if part.memory_type:
        yield "contains_hbm", Truth.YES if part.memory_type.startswith(STACKED) else Truth.NO
    built = [die.non_planar for die in part.dies or ()]
    if any(built):
        yield "non_planar_transistors", Truth.YES
    elif built and None not in built:
        yield "non_planar_transistors", Truth.NO


def _tf32_readings(part: Part) -> list[tuple[int | None, str]]:
    """Both bit lengths, but only one where TF32 is not what decides under either."""
    tf32 = part.rate("tf32")
    if tf32 is None:
        return [(None, "")]
    others = max((rate * BITS[precision] for precision, rate in part.rates if precision in BITS), default=Fraction(0))
    if tf32 * TF32_BITS[1] <= others:
        return [(TF32_BITS[0], "")]
    return [(bits, f"TF32 counted as {bits} bits") for bits in TF32_BITS]


def _area_readings(part: Part) -> list[tuple[Number | None, str]]:
    """With and without the dies that arguably count; planar dies alone leave the area undefined, not zero."""
    if part.dies is None:
        return [(None, "")]
    sure = _area(part, "yes")
    arguable = _area(part, "open")
    if not arguable:
        return [(exactly(sure) if sure else UNDEFINED, "")]
    roles = " and ".join(sorted({die.role for die in part.dies if die.counted == "open"}))
    without = exactly(sure) if sure else UNDEFINED
    return [(without, f"{roles} die not counted"), (exactly(sure + arguable), f"{roles} die counted")]


def _area(part: Part, counted: str) -> Fraction:
    dies = part.dies or ()
    return sum((die.area * die.count for die in dies if die.counted == counted), Fraction(0))


def _plain(value: Fraction) -> str:
    return str(exactly(value))
