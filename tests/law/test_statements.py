"""What makers, the agency and the press stated of parts on a day, against what the rules and the catalog give.

`statements.csv` holds one statement a row, on its own day or the first day of the rule that it speaks of. What the
sources dispute among themselves stands in `docs/disputes.md` with both sides.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

CRISP = {
    *("controlled", "not_controlled", "eccn_stated", "licence_by_letter", "nac_aca_eligible", "case_by_case"),
    *("presumption_of_denial", "licence_presumed_approved", "no_licence_required"),
}
LETTERS = "us.ear.letters."


def _statements() -> list[dict[str, str]]:
    with (Path(__file__).parent / "statements.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


STATEMENTS = _statements()


@pytest.fixture(scope="module")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> Catalog:
    return load_catalog(checkout / "data" / "chips")


@pytest.mark.parametrize("row", STATEMENTS, ids=[f"{row['case']} {row['part']} {row['expect']}" for row in STATEMENTS])
def test_the_answer_is_the_one_that_was_stated(row: dict[str, str], law: Law, catalog: Catalog) -> None:
    found = _ask(row, law, catalog)
    assert _says(found, row["expect"]), (found.outcome, found.review_policy, found.item.classifications, found.findings)


def test_every_crisp_statement_of_the_outside_cases_is_asked_or_disputed(checkout: Path, shared: Path) -> None:
    disputed = (checkout / "docs" / "disputes.md").read_text("utf-8")
    with (shared / "reference" / "chip-cases.csv").open(encoding="utf-8", newline="") as stream:
        crisp = [row for row in csv.DictReader(stream) if row["outcome_code"] in CRISP]
    asked = {row["case"] for row in STATEMENTS}
    assert len(crisp) >= 60
    assert [row["case_id"] for row in crisp if row["case_id"] not in asked and row["part"] not in disputed] == []


def _ask(row: dict[str, str], law: Law, catalog: Catalog) -> LineDecision:
    stated = [pair.split("=") for pair in row["facts"].split()]
    given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in stated]
    facts = tuple(sorted((name, value) for name, value in given if value is not None))
    places = [row["to"], *filter(None, [row["parent"]])]
    headquarters = codes(places, complete=bool(row["parent"]))
    route = Route(row["event"], row["from"], row["to"], headquarters, end_user_country=row["to"])
    query = ItemQuery(row["part"], eccn=row["eccn"], facts=facts)
    return classify_item(query, route, date.fromisoformat(row["day"]), law, catalog)


def _says(found: LineDecision, expected: str) -> bool:
    controlled = {code for code in found.item.classifications if code.startswith(("3A090", "4A090"))}
    letters = [item for item in found.findings if item.provision.startswith(LETTERS) and item.effect == "applies"]
    exceptions = {item.id for item in found.license_exceptions if item.status in ("possible", "available")}
    answers = {
        "outside": not controlled and not [code for code in found.item.possible if code[1:4] == "A09"],
        "license": found.outcome in ("license_required", "prohibited"),
        "no license": found.outcome == "no_finding",
        "letter": any(item.outcome == "license_required" for item in letters),
        "no letter": not letters,
        "NAC": "NAC" in exceptions,
        "no NAC": "NAC" not in exceptions,
        "ACA": "ACA" in exceptions,
        "no ACA": "ACA" not in exceptions,
    }
    if expected in answers:
        return answers[expected]
    if expected in ("3A090.a", "3A090.b"):
        return bool(controlled) and all(code.endswith(expected[-2:]) for code in controlled)
    return expected == found.review_policy
