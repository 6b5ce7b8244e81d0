"""Every part of the catalog has an answer on every day, and the answer has a reason."""

from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.items import ItemQuery, item_rows
from exportgate.screening.shipments import Route
from exportgate.screening.siblings import SameSilicon
from exportgate.screening.single import decide_items


@pytest.mark.parametrize("day", [date(2022, 12, 1), date(2023, 11, 17), date(2024, 12, 31), date(2026, 7, 31)])
def test_every_part_of_the_catalog_has_an_answer_with_a_reason(law: Law, catalog: Catalog, day: date) -> None:
    route = Route("export", "US", "CN", codes(["CN"]))
    asked = [(item_rows(ItemQuery(part.name), catalog), route) for part in catalog.parts]
    for found in decide_items(asked, day, SameSilicon(law, catalog)):
        assert found.findings
        assert all(finding.because for finding in found.findings)
        charted = any(finding.provision == "exportgate.country_chart" for finding in found.findings)
        assert found.item.classifications or found.item.possible or found.outcome != "no_finding" or charted
