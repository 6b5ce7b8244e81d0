"""A code of .z follows the circuit inside: it agrees with its paragraph, and stands for it where it is declared."""

from collections.abc import Callable
from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.entries import entry_of, lies_within
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Ask = Callable[..., LineDecision]
CONTRADICTED = "exportgate.declared_eccn_contradicted"


@pytest.fixture
def ask(law: Law, catalog: Catalog) -> Ask:
    def answer(part: str, eccn: str, day: str = "2026-08-01") -> LineDecision:
        route = Route("export", "US", "CN", codes(["CN"]))
        return classify_item(ItemQuery(part, eccn=eccn), route, date.fromisoformat(day), law, catalog)

    return answer


def contradicted(decision: LineDecision) -> bool:
    return CONTRADICTED in {finding.provision for finding in decision.findings}


@pytest.mark.parametrize("eccn", ["3A090.a", "4A090.a", "4A090", "3A090.a.1", "5A002.z.1", "5A002.z.1.a", "5A992.z"])
def test_a_declared_code_of_the_circuits_level_agrees(ask: Ask, eccn: str) -> None:
    assert not contradicted(ask("B200 SXM", eccn))


@pytest.mark.parametrize("eccn", ["5A002.z.1.b", "4A005.z.2", "4A090.b", "5A002.a", "5A992.c", "4A994.l", "3A991.p"])
def test_a_declared_code_of_another_level_or_entry_contradicts_a_circuit_of_a(ask: Ask, eccn: str) -> None:
    assert contradicted(ask("B200 SXM", eccn))


@pytest.mark.parametrize("eccn", ["5A002.z.1", "5A992.z", "4A003.z.1.b", "4A090.a"])
def test_a_code_of_3a090_contradicts_a_circuit_outside_it(ask: Ask, eccn: str) -> None:
    assert contradicted(ask("GeForce RTX 5080", eccn))


@pytest.mark.parametrize("eccn", ["5A002.a", "5A992.c", "4A994.l", "3A991.p"])
def test_another_entry_agrees_with_a_circuit_outside_3a090(ask: Ask, eccn: str) -> None:
    assert not contradicted(ask("GeForce RTX 5080", eccn))


@pytest.mark.parametrize("eccn", ["5A002.z.1", "5A002.z.3.b", "5A992.z", "4A004.z.1", "3A001.z"])
def test_an_unknown_part_declared_under_z_needs_the_license_of_3a090(ask: Ask, eccn: str) -> None:
    found = ask("XYZ-1", eccn)
    assert found.outcome == "license_required"
    assert all(lies_within(eccn, code) for code in found.item.classifications)


def test_z_is_no_code_before_the_rule_that_made_it(ask: Ask) -> None:
    assert ask("XYZ-1", "5A002.z.1", "2023-11-16").item.classifications == ()


@pytest.mark.parametrize(
    ("code", "entry"),
    [
        ("5A002.z.1.a", "5A002.z"),
        ("5A002.z", "5A002.z"),
        ("5A002.a", "5A002"),
        ("3A090.a", "3A090"),
        ("EAR99", "EAR99"),
    ],
)
def test_z_is_an_entry_of_its_own(code: str, entry: str) -> None:
    assert entry_of(code) == entry
