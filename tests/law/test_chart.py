"""The Commerce Country Chart, for ordinary lines and as a whole against the published chart and control list."""

import gzip
import json
import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.foundation.quantities import exactly
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog, load_catalog
from exportgate.parties.countries import Countries
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

DAY = date(2026, 9, 1)
SNAPSHOT = date(2026, 7, 23)
GROUPS = "us.ear.groups."
CHART = "exportgate.country_chart"
COLUMNS = ("ns1", "ns2", "rs1", "mt1", "np1", "cc1", "at1")
NAMES = {
    "Burma": "MM",
    "Bahamas, The": "BS",
    "Congo (Democratic Republic of the)": "CD",
    "Congo (Republic of the)": "CG",
    "Cote d'Ivoire": "CI",
    "Gambia, The": "GM",
    "Korea, North": "KP",
    "Korea, South": "KR",
    "Micronesia (Federated State of)": "FM",
    "Seycheles": "SC",
    "Sint Maarten (the Dutch two-fifths of the island of Saint Martin)": "SX",
    "South Sudan, Republic of": "SS",
}
"""Rows of the published chart that are not spelled as countries are here."""
LATER = {"3D006"}
"""An entry whose text stands behind that of another in the published copy."""
Ask = Callable[..., LineDecision]


@pytest.fixture(scope="module")
def law(checkout: Path) -> Law:
    """The shipped rules."""
    return Law(load_rules(checkout / "rules"))


@pytest.fixture(scope="module")
def catalog(checkout: Path) -> Catalog:
    """The shipped catalog."""
    return load_catalog(checkout / "data" / "chips")


@pytest.fixture(scope="module")
def ask(law: Law, catalog: Catalog) -> Ask:
    """Ask about an item that is declared, on its way to a destination."""

    def one(eccn: str, to: str | None, *, part: str = "XC7", day: date = DAY, event: str = "export") -> LineDecision:
        route = Route(event, "US", to, codes([to or "DE"]))
        return classify_item(ItemQuery(part, eccn=eccn), route, day, law, catalog)

    return one


def of(decision: LineDecision, start: str) -> list[Finding]:
    """Return the findings of provisions whose ids begin so."""
    return [finding for finding in decision.findings if finding.provision.startswith(start)]


@pytest.mark.parametrize(
    ("eccn", "to", "outcome"),
    [
        ("3A001.a.7", "CN", "license_required"),
        ("3A001.a.7", "MY", "license_required"),
        ("3A001.a.7", "DE", "no_finding"),
        ("3A001.a.7", "IN", "no_finding"),
        ("4A994", "CN", "no_finding"),
        ("5A992.c", "CN", "no_finding"),
        ("4A994", "RU", "license_required"),
        ("5A992.c", "RU", "license_required"),
        ("4A994", "KP", "prohibited"),
        ("5A992.c", "SY", "prohibited"),
        ("5A002.a", "DE", "license_required"),
        ("5A002.a", "CA", "no_finding"),
        ("5A980", "CA", "license_required"),
        ("4A906", "CA", "license_required"),
        ("3A611.x", "DE", "license_required"),
        ("3A611.y", "DE", "no_finding"),
        ("3A611.y", "CN", "license_required"),
        ("3A999.b", "PK", "license_required"),
        ("3A069", "CN", "license_required"),
        ("4A102", "DE", "hold"),
        ("EAR99", "CN", "no_finding"),
    ],
)
def test_an_ordinary_line_has_a_reasoned_answer(ask: Ask, eccn: str, to: str, outcome: str) -> None:
    found = ask(eccn, to)
    assert found.outcome == outcome
    assert of(found, CHART if outcome == "no_finding" else "us.ear.")


def test_no_license_by_the_chart_names_the_entry_its_columns_and_what_remains(ask: Ask) -> None:
    (note,) = of(ask("3A001.a.7", "DE"), CHART)
    for words in ("3A001.a.7", "NS 2 and AT 1", "without an X for DE", "General Prohibitions Four to Ten remain"):
        assert words in note.because
    assert (note.cite, note.confidence) == ("15 CFR 738.4(a)(2)(ii)(B)", "P")


def test_before_the_snapshot_the_chart_is_to_be_verified(ask: Ask) -> None:
    free, licensed = ask("3A001.a.7", "DE", day=date(2023, 6, 1)), ask("3A001.a.7", "CN", day=date(2023, 6, 1))
    assert {finding.confidence for finding in (*of(free, CHART), *of(licensed, "us.ear.738."))} == {"I"}


def test_an_entry_without_its_paragraph_asks_for_it_where_the_answer_differs(ask: Ask) -> None:
    open_one, settled = ask("5A001", "DE"), ask("3A991", "DE")
    assert open_one.outcome == "hold"
    assert "declared_eccn" in open_one.needs
    assert settled.outcome == "no_finding"


def test_a_paragraph_without_a_column_is_held(ask: Ask) -> None:
    found = ask("5A001.i", "DE")
    assert [finding.paragraph for finding in of(found, "us.ear.738.procedure")] == ["no-column"]
    assert found.outcome == "hold"


def test_a_destination_without_a_row_is_held_and_a_territory_follows_its_country(ask: Ask) -> None:
    assert ask("4A994", "AQ").outcome == "hold"
    assert ask("4A994", None).outcome == "hold"
    assert (ask("3A001.a.7", "KY").outcome, ask("3A228.b", "GI").outcome) == ("no_finding", "no_finding")


def test_the_chart_does_not_speak_of_transfers_within_a_country(ask: Ask) -> None:
    found = ask("3A001.a.7", "CN", event="in_country_transfer")
    assert found.outcome == "no_finding"
    assert "not of transfers within a country" in of(found, CHART)[0].because


def test_an_entry_of_another_category_and_one_that_does_not_exist_are_held_and_told_apart(ask: Ask) -> None:
    other, mistyped = ask("6A003.b", "DE"), ask("3A010.a", "DE")
    assert (other.outcome, mistyped.outcome) == ("hold", "hold")
    assert "category 6" in of(other, "exportgate.not_modeled")[0].because
    assert "no entry 3A010" in of(mistyped, "exportgate.not_modeled")[0].because
    assert "3A101" in of(mistyped, "exportgate.not_modeled")[0].because


def test_the_makers_control_number_answers_where_none_is_declared(ask: Ask) -> None:
    found = ask("", "CN", part="GeForce RTX 5080")
    assert (found.outcome, found.item.classifications) == ("no_finding", ())
    assert "4A994.l" in of(found, CHART)[0].because
    assert "none is declared" in of(found, "exportgate.makers_eccn")[0].because
    assert ask("", "CN", part="GeForce RTX 4070").outcome == "hold"
    assert ask("", "RU", part="GeForce RTX 5080").outcome == "license_required"


def test_the_makers_control_number_never_overrides_the_rules(ask: Ask) -> None:
    found = ask("", "CN", part="A40", day=date(2022, 12, 1))
    assert found.item.classifications == ()
    assert "but the rules of the day give no modeled entry" in of(found, "exportgate.makers_eccn")[0].because


def test_a_declared_mass_market_number_contradicts_no_part_outside_3a090(ask: Ask) -> None:
    found = ask("5A992.c", "DE", part="GeForce RTX 5080")
    assert found.outcome == "no_finding"
    assert not of(found, "exportgate.declared_eccn_contradicted")


def test_every_cell_of_the_published_chart_is_that_of_the_groups(law: Law, checkout: Path, shared: Path) -> None:
    chart = json.loads((shared / "data" / "ear" / "country-chart.json").read_text("utf-8"))
    countries, groups = Countries.load(checkout / "data"), law.on(SNAPSHOT).groups
    cells = 0
    for row, cell in {**chart["countries"], **chart["embargoed"]}.items():
        code = NAMES.get(row) or countries.country(row)
        assert code in groups[f"{GROUPS}chart_rows"], row
        for column in chart["columns"]:
            members = groups.get(f"{GROUPS}chart_{column.lower().replace(' ', '')}", frozenset())
            assert (code in members) == (column in cell.get("marks", ())), (row, column)
            cells += 1
    assert cells == (chart["countryCount"] + 4) * 16


def test_every_entry_of_the_published_list_has_its_columns(law: Law, shared: Path) -> None:
    with gzip.open(shared / "data" / "ear" / "ccl.json.gz") as file:
        entries = [entry for entry in json.load(file)["entries"] if entry["category"] in "345"]
    groups = law.on(SNAPSHOT).groups
    assert groups[f"{GROUPS}chart_entries"] == {entry["eccn"] for entry in entries} | LATER
    for entry in entries:
        stated = set(_columns(entry))
        encoded = {name for name in COLUMNS if _asked(entry["eccn"], name, groups)}
        assert encoded == stated, entry["eccn"]
        elsewhere = any(_within(code, entry["eccn"]) for code in groups[f"{GROUPS}not_by_chart"])
        assert elsewhere or not _referred(entry), entry["eccn"]


def test_a_list_based_exception_stands_open_where_entry_and_destination_admit_it(law: Law, catalog: Catalog) -> None:
    def exceptions(to: str, eccn: str = "3A001.a.7", **facts: Any) -> tuple[str, dict[str, str]]:
        query = ItemQuery("XC7", eccn=eccn, facts=tuple(sorted(facts.items())))
        found = classify_item(query, Route("export", "US", to, codes([to])), DAY, law, catalog)
        return found.outcome, {item.id: item.status for item in found.license_exceptions}

    outcome, status = exceptions("MY")
    assert (outcome, status["GBS"], status["LVS"], status["TSR"]) == (
        "license_required",
        "possible",
        "possible",
        "unavailable",
    )
    outcome, status = exceptions("CN")
    assert (outcome, status["GBS"], status["LVS"]) == ("license_required", "unavailable", "unavailable")
    outcome, status = exceptions("MY", license_exception_checked=Truth.YES)
    assert (outcome, status["GBS"]) == ("no_finding", "available")
    outcome, status = exceptions("DE", "5A002.a", license_exception_checked=Truth.YES)
    assert (outcome, status["ENC"]) == ("no_finding", "available")


def test_the_value_limit_of_the_entry_opens_and_closes_lvs(law: Law, catalog: Catalog) -> None:
    def lvs(value: str) -> str:
        facts = (("license_exception_checked", Truth.UNKNOWN), ("net_value", exactly(Fraction(value))))
        route = Route("export", "US", "MY", codes(["MY"]))
        found = classify_item(ItemQuery("XC7", eccn="3C001", facts=facts), route, DAY, law, catalog)
        return next(item.status for item in found.license_exceptions if item.id == "LVS")

    assert (lvs("3000"), lvs("3000.01")) == ("possible", "unavailable")


def test_no_line_that_an_exception_relieves_is_said_to_have_no_x(law: Law, catalog: Catalog) -> None:
    query = ItemQuery("XC7", eccn="3A001.a.7", facts=(("license_exception_checked", Truth.YES),))
    found = classify_item(query, Route("export", "US", "MY", codes(["MY"])), DAY, law, catalog)
    assert found.outcome == "no_finding"
    assert not of(found, CHART)


def _columns(entry: dict[str, Any]) -> Iterable[str]:
    for row in entry["countryChart"]:
        column = re.match(r"(NS|RS|MT|NP|CC|AT) Column (\d)", row["countryChart"])
        # The text of 3D006 stands behind that of 3D005, and with it a second row for NS.
        if column and (entry["eccn"], column[2], column[1]) != ("3D005", "2", "NS"):
            yield f"{column[1]}{column[2]}".lower()


def _referred(entry: dict[str, Any]) -> bool:
    rows = [row["countryChart"] for row in entry["countryChart"] if not row["countryChart"].startswith("N/A")]
    return not rows or any(" Column " not in row for row in rows)


def _asked(entry: str, column: str, groups: dict[str, frozenset[str]]) -> bool:
    names = (f"{GROUPS}reasons_{column}", f"{GROUPS}reasons_{column}_if")
    return any(_within(code, entry) for name in names for code in groups.get(name, ()))


def _within(code: str, entry: str) -> bool:
    return code.partition(".")[0] == entry
