"""Each open convention gives a reading of its own, and none where it makes no difference."""

from fractions import Fraction
from pathlib import Path

import pytest

from exportgate.foundation.quantities import UNDEFINED, exactly
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.items.readings import readings, stated_reading


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")


def facts(catalog: Catalog, name: str) -> list[dict[str, object]]:
    part = next(part for part in catalog.parts if part.name == name)
    return [dict(reading.facts) for reading in readings(part)]


def test_tf32_is_counted_as_19_and_as_32_bits_where_it_can_decide(catalog: Catalog) -> None:
    assert [row["tf32_bit_length"] for row in facts(catalog, "Trainium1")] == [exactly(19), exactly(32)]
    assert len(facts(catalog, "A100 SXM4 80GB")) == 1


def test_an_io_die_is_counted_and_not_counted(catalog: Catalog) -> None:
    areas = {row["applicable_die_area"] for row in facts(catalog, "Ascend 910B4")}
    assert exactly(Fraction("665.6")) in areas
    assert len(areas) == 2


def test_planar_dies_leave_the_area_undefined(catalog: Catalog) -> None:
    assert facts(catalog, "K80 (board, 2 GPUs)")[0]["applicable_die_area"] == UNDEFINED


def test_a_package_of_several_dies_sums_them(catalog: Catalog) -> None:
    assert facts(catalog, "Instinct MI250X")[0]["applicable_die_area"] == exactly(1448)


def test_an_area_that_is_not_known_is_left_out(catalog: Catalog) -> None:
    assert "applicable_die_area" not in facts(catalog, "TPU v4")[0]


def test_the_makers_own_tpp_is_kept_beside_the_derived_one(catalog: Catalog) -> None:
    part = next(part for part in catalog.parts if part.name == "A100 SXM4 40GB")
    reading = stated_reading(part)
    assert reading is not None
    assert dict(reading.facts)["tpp"] == exactly(3822)


def test_sram_on_the_die_is_no_memory_bandwidth(catalog: Catalog) -> None:
    assert "memory_bandwidth" not in facts(catalog, "GroqChip LPU v1")[0]
