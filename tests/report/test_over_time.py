"""The bands of answers over time: what is drawn, where it stands, that words say the same, and that it is bounded."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.parties.entry import Party
from exportgate.parties.search import PartyHits
from exportgate.provisions.ruleset import load_rules
from exportgate.report import over_time as drawing
from exportgate.report.html import html_chunks
from exportgate.report.over_time import Drawn, OverTime, Shipped, Stretch, over_time
from exportgate.report.picture.band import LEFT, RIGHT, Scale, band
from exportgate.report.worst import KeptLine
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import LineParty, ShipmentLine
from exportgate.screening.shipments import Route

from . import sample
from .sample_basis import basis
from .test_html import ELEMENTS, Page

FIRST, UNTIL = date(2022, 8, 26), date(2026, 11, 23)
DRAWN = {"g", "text", "line", "path", "ol"}
HOSTILE = '<script>alert(1)</script>"><b>'


class NoLists:
    def search(self, parties: Sequence[Party]) -> list[PartyHits]:
        return [PartyHits(()) for _ in parties]


@pytest.fixture(scope="module")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")


def line(row: int, part: str, day: str, to: str, parent: str | None = None) -> ShipmentLine:
    party = LineParty("end_user", "1", to, None, None, "2" if parent else None, parent)
    changes = {"row": row, "part_number": part, "date": date.fromisoformat(day), "destination_country": to}
    return replace(sample.line(row), **changes, eccn=None, description=None, hts=None, facts=(), parties=(party,))  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def shown(law: Law, catalog: Catalog) -> Callable[..., OverTime]:
    def make(*lines: ShipmentLine) -> OverTime:
        kernel = Kernel(law, catalog, PartySearch(NoLists()), str)
        kept = [KeptLine(one, found) for one, found in zip(lines, kernel.screen(list(lines)), strict=True)]
        return over_time(kept, law, catalog, str)

    return make


def drawn(part: str = "A800", *stretches: tuple[date, date | None, int], shipped: tuple[Shipped, ...] = ()) -> Drawn:
    """Return a drawing of sample decisions."""
    decisions = [
        replace(sample.DECISIONS[at], item=replace(sample.DECISIONS[at].item, part=part)) for *_, at in stretches
    ]
    made = tuple(
        Stretch(first, last, decision) for (first, last, _), decision in zip(stretches, decisions, strict=True)
    )
    return Drawn(
        made[0].decision.item, Route("export", "US", "CN", codes(["CN"])), made, (date(2023, 11, 17),), shipped
    )


TWO = ((FIRST, date(2023, 11, 16), 0), (date(2023, 11, 17), None, 1))


def test_lines_of_one_item_and_way_share_a_band_and_another_parent_has_its_own(shown: Callable[..., OverTime]) -> None:
    found = shown(
        line(1, "A100", "2023-01-01", "CN"),
        line(2, "A100", "2024-06-01", "CN"),
        line(3, "H100", "2024-06-01", "SA", "FR"),
        line(4, "H100", "2024-06-01", "SA", "CN"),
    )
    assert [[shipped.row for shipped in one.shipped] for one in found.drawn] == [[1, 2], [3], [4]]
    assert found.first == FIRST
    assert found.more == 0


def test_what_has_no_finding_on_any_day_is_left_out(shown: Callable[..., OverTime]) -> None:
    cable = replace(line(1, "CABLE", "2024-06-01", "DE"), eccn="EAR99")
    assert shown(cable).drawn == ()
    assert len(shown(replace(cable, destination_country="IR")).drawn) == 1


def test_stretches_that_look_alike_are_one_and_tile_the_band(shown: Callable[..., OverTime]) -> None:
    (found,) = shown(line(1, "A800", "2022-12-01", "CN")).drawn
    assert found.stretches[0].first == FIRST
    assert found.stretches[-1].last is None or found.stretches[-1].last > UNTIL
    assert "2023-11-17" in {str(stretch.first) for stretch in found.stretches}
    looks = [(stretch.codes, stretch.said) for stretch in found.stretches]
    assert all(one != other for one, other in pairwise(looks))
    assert {date(2022, 10, 7), date(2023, 11, 17)} <= set(found.turns)


def test_the_picture_ends_with_the_last_ship_date_where_that_is_later_than_the_rules(
    shown: Callable[..., OverTime],
) -> None:
    assert shown(line(1, "A100", "2027-03-01", "CN")).until == date(2027, 3, 1)
    assert shown(line(1, "A100", "2023-03-01", "CN")).until >= UNTIL


def test_no_more_are_drawn_than_the_limit_and_the_rest_is_counted(
    shown: Callable[..., OverTime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 2)
    found = shown(*(line(row, "A100", "2024-06-01", to) for row, to in enumerate(("CN", "RU", "IR"), 1)))
    assert (len(found.drawn), found.more) == (2, 1)


def test_days_stand_in_proportion_and_never_beside_the_band() -> None:
    scale = Scale(FIRST, UNTIL)
    middle = scale.at(date(2024, 10, 10))
    assert LEFT == scale.at(FIRST) == scale.at(date(2020, 1, 1))
    assert scale.at(date(2030, 1, 1)) == RIGHT
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=1)
    assert Scale(FIRST, FIRST).at(FIRST) == LEFT


def test_a_band_has_a_field_per_answer_its_mark_and_its_ship_dates() -> None:
    days = (Shipped(7, date(2023, 12, 1)), Shipped(9, date(2023, 12, 1)), Shipped(3, date(2020, 1, 1)))
    root = ElementTree.fromstring(band(drawn("A800", *TWO, shipped=days), FIRST, UNTIL, "A name"))  # noqa: S314
    fields = [one for one in root.iter("rect") if one.get("class") == "field"]
    edges = [(float(one.get("x", "")), float(one.get("x", "")) + float(one.get("width", ""))) for one in fields]
    assert edges[0][1] == pytest.approx(edges[1][0], abs=0.2)
    assert [edges[0][0], edges[1][1]] == pytest.approx([LEFT, RIGHT], abs=0.2)
    titles = [one.text or "" for one in root.iter("title")]
    assert titles[0] == root.get("aria-label") == "A name"
    assert "limits changed 2023-11-17" in titles
    assert [text for text in titles if text.startswith("ships")] == ["ships 2023-12-01: row 7, 9"]


def test_words_from_outside_are_escaped_in_the_picture_and_beside_it() -> None:
    shown = OverTime((drawn(HOSTILE, *TWO),), 3, FIRST, UNTIL)
    page = "".join(html_chunks(basis(), sample.summary(3).totals(), sample.QUESTIONS, shown))
    read = Page(page)
    assert set(read.elements) <= ELEMENTS | DRAWN
    assert HOSTILE in "".join(read.text)
    assert "style" not in {name for _, name, _ in read.attributes}
    assert any(HOSTILE in value for value in read.values("aria-label"))


def test_the_page_says_in_words_what_the_band_shows_and_links_only_to_rows_that_it_has() -> None:
    rows = (Shipped(1, date(2023, 12, 1)), Shipped(999_999, date(2023, 12, 2)))
    shown = OverTime((drawn("A800", *TWO, shipped=rows),), 3, FIRST, UNTIL)
    text = "".join(html_chunks(basis(), sample.summary(3).totals(), sample.QUESTIONS, shown))
    said = " ".join(Page(text).text)
    for stretch in shown.drawn[0].stretches:
        assert stretch.days in said
        assert stretch.said in said
    assert "3 more are not" in said
    assert 'href="#row-999999"' not in text
    assert 'href="#row-1"' in text


def test_the_same_lines_give_the_same_bytes(shown: Callable[..., OverTime]) -> None:
    lines = [line(1, "A100", "2023-01-01", "CN"), line(2, "H20", "2024-06-01", "CN")]
    one, other = (shown(*lines) for _ in range(2))
    pictures = [[band(found, made.first, made.until, "x") for found in made.drawn] for made in (one, other)]
    assert pictures[0] == pictures[1]
