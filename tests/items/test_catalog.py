"""A written part number names what the catalog knows under that name, all of it, and nothing by likeness."""

from pathlib import Path

import pytest

from exportgate.items.catalog import Catalog, load_catalog


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")


def names(catalog: Catalog, text: str) -> list[str]:
    return [part.name for part in catalog.resolve(text).parts]


@pytest.mark.parametrize(
    "text", ["A100 SXM4 80GB", "nvidia a100 sxm4 80gb", "NVIDIA A100-SXM4-80GB", "Tesla A100 SXM4 80GB"]
)
def test_case_maker_and_hyphens_do_not_matter(catalog: Catalog, text: str) -> None:
    assert names(catalog, text) == ["A100 SXM4 80GB"]


def test_an_alias_of_several_parts_names_them_all(catalog: Catalog) -> None:
    assert names(catalog, "Ascend 910B") == ["Ascend 910B1", "Ascend 910B2", "Ascend 910B3", "Ascend 910B4"]


def test_a_family_names_every_part_that_begins_with_it(catalog: Catalog) -> None:
    assert names(catalog, "H20") == ["H20 141GB", "H20 SXM 96GB"]


@pytest.mark.parametrize("text", ["A100X", "H1000", "MI300", "RTX", "", "PSU-3000W", "GeForce"])
def test_likeness_names_nothing(catalog: Catalog, text: str) -> None:
    assert names(catalog, text) == []


def test_the_longer_name_is_another_part(catalog: Catalog) -> None:
    assert names(catalog, "RTX 4090") == ["GeForce RTX 4090"]
    assert names(catalog, "GeForce RTX 4090 D") == ["GeForce RTX 4090 D"]


def test_every_part_is_named_by_its_own_name(catalog: Catalog) -> None:
    for part in catalog.parts:
        assert part in catalog.resolve(part.name).parts


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("AI server with 8x NVIDIA H100 SXM5 80GB", "H100 NVL 94GB"),
        ("HGX baseboard, A800 SXM4 80GB", "A800 SXM4 80GB"),
        ("NVIDIA L4 inference card", "L4"),
    ],
)
def test_a_longer_text_mentions_the_parts_in_it(catalog: Catalog, text: str, first: str) -> None:
    assert first in [part.name for part in catalog.mentioned(text)]


@pytest.mark.parametrize(
    "text", ["paper, A2 size", "T4 bacteriophage", "rack 42U", "CABLE-QSFP 100G", "L4 lumbar support"]
)
def test_a_short_designation_alone_mentions_nothing(catalog: Catalog, text: str) -> None:
    assert catalog.mentioned(text) == ()
