"""Which parts of the catalog are of one silicon: by the name of the die, else by figures that all agree."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from exportgate.items.catalog import Catalog, load_catalog
from exportgate.items.part import Die, Part

BASE = Part(
    name="One",
    vendor="Maker",
    kind="ic",
    aliases=(),
    released=date(2022, 1, 1),
    datacenter="yes",
    rates=(),
    dies=(Die("compute", 1, Fraction(800), "yes"),),
    link_bandwidth=None,
    host_bandwidth=None,
    memory_type="",
    memory_bandwidth=None,
    package_area=None,
    stated_tpp=None,
    confidence="high",
    sources=(),
    note="",
    node=Fraction(4),
    transistors=Fraction(80),
)


def siblings(*parts: Part) -> list[str]:
    """Return the siblings of the first part."""
    return [part.name for part in Catalog(parts).siblings(parts[0])]


def test_figures_that_all_agree_make_parts_siblings() -> None:
    assert siblings(BASE, replace(BASE, name="Two"), replace(BASE, name="Three")) == ["Three", "Two"]


@pytest.mark.parametrize(
    "change",
    [
        {"vendor": "Other"},
        {"dies": (Die("compute", 1, Fraction(801), "yes"),)},
        {"dies": (Die("compute", 2, Fraction(800), "yes"),)},
        {"dies": None},
        {"dies": ()},
        {"node": Fraction(5)},
        {"node": None},
        {"transistors": Fraction(81)},
        {"transistors": None},
    ],
)
def test_one_figure_that_differs_or_is_not_known_makes_none(change: dict[str, object]) -> None:
    assert siblings(BASE, replace(BASE, name="Two", **change)) == []  # type: ignore[arg-type]  # any field


def test_parts_of_which_the_same_figure_is_not_known_are_no_siblings() -> None:
    bare = replace(BASE, transistors=None)
    assert siblings(bare, replace(bare, name="Two")) == []


def test_names_of_dies_stand_over_their_figures() -> None:
    named = replace(BASE, silicon="XA1")
    assert siblings(named, replace(named, name="Two", silicon="XB2")) == []
    assert siblings(named, replace(named, name="Two", node=Fraction(5), transistors=None)) == ["Two"]
    assert siblings(named, replace(named, name="Two", vendor="Other")) == []
    assert siblings(named, replace(BASE, name="Two")) == ["Two"]


def test_a_package_of_two_dies_is_not_the_silicon_of_one() -> None:
    named = replace(BASE, silicon="XA1")
    assert siblings(named, replace(named, name="Two", dies=(Die("compute", 2, Fraction(800), "yes"),))) == []


def test_the_catalog_knows_the_export_versions_by_their_dies(checkout: Path) -> None:
    catalog = load_catalog(checkout / "data" / "chips")
    named = {part.name: {sibling.name for sibling in catalog.siblings(part)} for part in catalog.parts}
    assert "A100 SXM4 80GB" in named["A800 SXM4 80GB"]
    assert "H100 SXM5 80GB" in named["H20 SXM 96GB"] & named["H800 SXM5 80GB"]
    assert "GeForce RTX 4090" in named["GeForce RTX 4090 D"]
    assert "Instinct MI300X" in named["Instinct MI308X"]
    assert "Gaudi 2 (HL-225H)" in named["Gaudi 2 China (HL-225B)"]
    assert "H100 SXM5 80GB" not in named["A800 SXM4 80GB"] | named["B200 SXM"]
    assert all(name in named[sibling] for name, found in named.items() for sibling in found)
