"""Every part of the catalog has an answer on every day, and the answer has a reason."""

from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import load_catalog
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item


@pytest.mark.parametrize("day", [date(2022, 12, 1), date(2023, 11, 17), date(2024, 12, 31), date(2026, 7, 31)])
def test_every_part_of_the_catalog_has_an_answer_with_a_reason(checkout: Path, day: date) -> None:
    law, catalog = Law(load_rules(checkout / "rules")), load_catalog(checkout / "data" / "chips")
    for part in catalog.parts:
        found = classify_item(ItemQuery(part.name), Route("export", "US", "CN", codes(["CN"])), day, law, catalog)
        assert found.findings
        assert all(finding.because for finding in found.findings)
        charted = any(finding.provision == "exportgate.country_chart" for finding in found.findings)
        assert found.item.classifications or found.item.possible or found.outcome != "no_finding" or charted
