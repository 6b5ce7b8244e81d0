"""Classifications that makers, the press and the agency stated, against what the rules and the catalog give."""

import csv
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

CONTROLLED = {"controlled", "presumption_of_denial", "case_by_case"}
# The maker's table calls the workstation card uncontrolled, resellers restricted it; whether it was marketed for data
# centers is not known, so it stays controlled unless that is proved.
OPEN = {"RTX A6000"}
VERSIONS = {"3A090 as of 2022-10-07 (87 FR 62186)", "3A090 as of 2023-11-17 (88 FR 73458)"}


def test_stated_outcomes_agree_with_the_rules(checkout: Path, shared: Path) -> None:
    law, catalog = Law(load_rules(checkout / "rules")), load_catalog(checkout / "data" / "chips")
    wrong, asked = [], 0
    with (shared / "reference" / "chip-cases.csv").open(encoding="utf-8", newline="") as stream:
        cases = [row for row in csv.DictReader(stream) if row["agrees_with_formula"] == "yes" and row["chips_csv_part"]]
    for case in cases:
        if case["rule_version"] not in VERSIONS or case["chips_csv_part"] in OPEN or len(case["statement_date"]) != 10:
            continue
        if case["outcome_code"] not in CONTROLLED | {"not_controlled"}:
            continue
        first = date(2023, 11, 17) if "2023" in case["rule_version"] else date(2022, 10, 7)
        day = max(first, date.fromisoformat(case["statement_date"]))
        route = Route("export", "US", "CN", codes(["CN"]))
        found = classify_item(ItemQuery(case["chips_csv_part"]), route, day, law, catalog)
        asked += 1
        if bool(found.item.classifications) != (case["outcome_code"] in CONTROLLED):
            wrong.append((case["case_id"], case["part"], case["outcome_code"], found.item.classifications))
    assert asked >= 12
    assert wrong == []


@pytest.mark.parametrize("day", [date(2022, 12, 1), date(2023, 11, 17), date(2024, 12, 31), date(2026, 7, 31)])
def test_every_part_of_the_catalog_has_an_answer_with_a_reason(checkout: Path, day: date) -> None:
    law, catalog = Law(load_rules(checkout / "rules")), load_catalog(checkout / "data" / "chips")
    for part in catalog.parts:
        found = classify_item(ItemQuery(part.name), Route("export", "US", "CN", codes(["CN"])), day, law, catalog)
        assert found.findings
        assert all(finding.because for finding in found.findings)
        charted = any(finding.provision == "exportgate.country_chart" for finding in found.findings)
        assert found.item.classifications or found.item.possible or found.outcome != "no_finding" or charted
