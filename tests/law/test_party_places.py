"""A party in an embargoed place or an occupied region holds the line wherever in the file the place is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.parties.countries import Countries
from exportgate.runs.columns import find_columns
from exportgate.runs.framing import Record
from exportgate.runs.headings import Vocabulary
from exportgate.runs.lines import LineParser
from exportgate.screening.findings import LineDecision
from exportgate.screening.kernel import Kernel
from exportgate.screening.party_search import PartySearch
from exportgate.screening.shipment import ShipmentLine

from .owned_lines import Lists

CABLE = {"Ship date": "2026-06-01", "Event": "export", "Export country": "US", "Part": "CABLE", "ECCN": "EAR99"}
Screen = Callable[..., LineDecision]


@pytest.fixture(scope="module")
def screen(law: Law, catalog: Catalog) -> Screen:
    """Returns the decision on a line of a cable whose cells are given by heading."""
    countries = Countries.load()
    kernel = Kernel(law, catalog, PartySearch(Lists({})), countries.territory)
    headings = Vocabulary.load(law.rules.vocabulary.given)

    def decide(**cells: str) -> LineDecision:
        row = CABLE | {heading.replace("_", " "): text for heading, text in cells.items()}
        columns = find_columns(Path("lines.csv"), tuple(row), headings)
        parsed = LineParser(columns, countries).parse(Record(1, 2, tuple(row.values()), "", None))
        assert isinstance(parsed, ShipmentLine), parsed
        return kernel.screen([parsed])[0]

    return decide


def rules(decision: LineDecision) -> set[str]:
    """The rules that weigh on the line, by the last part of their id and paragraph."""
    weighing = (found for found in decision.findings if found.outcome != "no_finding")
    return {f"{found.provision.removeprefix('us.ear.')}#{found.paragraph}" for found in weighing}


@pytest.mark.parametrize("address", ["1 Lenina St, Sevastopol, Crimea", "Yalta, Republic of Crimea"])
def test_an_address_in_crimea_holds_a_line_to_ukraine(screen: Screen, address: str) -> None:
    found = screen(End_user="Oreanda", End_user_address=address, End_user_country="UA", Destination_country="UA")
    assert (found.outcome, rules(found)) == ("hold", {"732.occupied_region#crimea"})


def test_an_address_in_donetsk_asks_for_the_place(screen: Screen) -> None:
    found = screen(End_user="Oreanda", End_user_address="5 Artema, Donetsk", End_user_country="UA")
    assert (found.outcome, found.needs) == ("hold", ("in_occupied_part",))


@pytest.mark.parametrize("destination", ["UA", ""])
@pytest.mark.parametrize("region", ["Crimea", "DNR", "LNR"])
def test_a_consignee_in_an_occupied_region_holds_a_line_whose_end_user_is_in_ukraine(
    screen: Screen, region: str, destination: str
) -> None:
    found = screen(
        Consignee="Oreanda",
        Consignee_country=region,
        End_user="Dnipro Ltd",
        End_user_country="UA",
        Destination_country=destination,
    )
    assert found.outcome == "hold"
    assert any(rule.startswith("732.occupied_region#") for rule in rules(found))


def test_an_end_user_in_crimea_holds_a_line_to_ukraine(screen: Screen) -> None:
    found = screen(End_user="Oreanda", End_user_country="Crimea", Destination_country="UA")
    assert (found.outcome, rules(found)) == ("hold", {"732.occupied_region#crimea"})


def test_an_address_in_iran_holds_a_line_to_germany(screen: Screen) -> None:
    found = screen(
        Consignee="Oreanda",
        Consignee_address="12 Azadi St, Tehran, Iran",
        Consignee_country="AE",
        Destination_country="DE",
    )
    assert (found.outcome, rules(found)) == (
        "hold",
        {"732.destination#embargoed-party", "732.address#elsewhere"},
    )


def test_an_address_that_contradicts_the_country_holds_until_somebody_resolves_it(screen: Screen) -> None:
    cells = {"End_user": "Oreanda", "End_user_address": "Shenzhen, China", "End_user_country": "DE"}
    assert rules(screen(**cells)) == {"732.address#elsewhere"}
    assert screen(**cells).outcome == "hold"
    assert screen(**cells, Red_flags_resolved="yes").outcome == "no_finding"


@pytest.mark.parametrize("address", ["Iran Street, Berlin", "Leipziger Platz 1, 10117 Berlin, Germany"])
def test_an_address_in_the_stated_country_holds_nothing(screen: Screen, address: str) -> None:
    found = screen(End_user="Oreanda", End_user_address=address, End_user_country="DE")
    assert (found.outcome, rules(found)) == ("no_finding", set())
