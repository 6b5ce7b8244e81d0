"""The picture of regions: the bytes on file, dots where the figures put them, everything from outside escaped."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from exportgate.engine.regions.gaps import GapView
from exportgate.report.picture.log_scale import log_scale, mark_text
from exportgate.report.picture.styles import styles_of

from . import regions_sample

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def view(tmp_path: Path) -> GapView:
    return regions_sample.view(tmp_path)


def test_the_sample_gives_the_bytes_on_file(tmp_path: Path) -> None:
    expected = regions_sample.GOLDEN.read_bytes().decode()
    assert regions_sample.text(tmp_path) == expected, "if meant so: python -m tests.report.regions_sample"


def test_names_from_outside_are_escaped(tmp_path: Path) -> None:
    root = ElementTree.fromstring(regions_sample.text(tmp_path))  # noqa: S314 - made a moment ago
    titles = [title.text or "" for circle in root.iter(f"{SVG}circle") for title in circle.iter(f"{SVG}title")]
    assert any(title.startswith('Big "A" <1>: 6400 and 8') for title in titles)
    assert "Chips & more, 2024-06-01" in {element.text for element in root.iter(f"{SVG}text")}


def test_a_part_lies_where_its_figures_put_it_once_for_each_reading(view: GapView) -> None:
    dots = regions_sample.dots(view)
    places = {(dot.names[0], dot.place) for dot in dots.dots}
    assert {
        ('Big "A" <1>', (6400.0, 8.0, False)),
        ('Big "A" <1>', (6400.0, 6.4, False)),
        ("Planar", (6400.0, None, True)),
        ("No die", (6400.0, None, False)),
    } <= places
    assert ((6400.0, 8.0, False), (6400.0, 6.4, False)) in dots.links or (
        (6400.0, 6.4, False),
        (6400.0, 8.0, False),
    ) in dots.links
    assert (dots.parts, dots.without) == (6, 1)


def test_a_part_for_which_the_fixed_facts_do_not_hold_is_told_apart(view: GapView) -> None:
    hold = {dot.names[0]: dot.hold for dot in regions_sample.dots(view).dots}
    assert (hold["Middle"], hold["Small"]) == (True, False)


def test_regions_of_one_paragraph_look_alike_and_what_is_bare_stays_white(view: GapView) -> None:
    found = {style.name: style.paint for style in styles_of(view).values()}
    assert found == {"1X001.a (a)": "url(#look-0)", "1X001.b (b)": "url(#look-1)", "no paragraph applies": "#ffffff"}


def test_a_logarithmic_axis_gives_each_decade_the_same_room() -> None:
    scale = log_scale([10, 1000, 0], 0, 100)
    at = [scale.at(value, beyond=-1) for value in (10, 100, 1000)]
    assert at[1] - at[0] == pytest.approx(at[2] - at[1])
    assert scale.at(None, beyond=-1) == -1
    assert scale.at(10**9, beyond=-1) == 100
    assert [mark_text(value) for value, whole in scale.marks() if whole] == ["10", "100", "1,000"]
