"""A line that states its item not to be subject to the EAR is held until that is proved, and freed where it is."""

import pytest
from tests.law.tool_lines import effects, screen

from exportgate.engine.law import Law
from exportgate.items.catalog import Catalog
from exportgate.provisions.model import Outcome

TODAY = "2026-06-01"
FAB = {
    "facility_product": "logic",
    "facility_node": "7",
    "facility_non_planar": "yes",
    "end_use_ic_production": "yes",
    "back_end_only": "no",
}
NOT_SUBJECT = {"subject_to_ear": "no", "foreign_made": "yes"}
PROOF = {**NOT_SUBJECT, "us_content": "0", "contains_us_circuit": "no", "us_technology_or_plant": "no"}
VALVE = {"eccn": "EAR99", "part": "VALVE", "from_": "JP", "event": "reexport"}


def test_the_same_valve_needs_a_license_where_nothing_is_stated(law: Law, catalog: Catalog) -> None:
    assert screen(law, catalog, TODAY, **VALVE, **FAB).outcome is Outcome.LICENSE_REQUIRED


def test_the_statement_alone_holds_the_line_and_asks_for_the_proof(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, TODAY, **VALVE, **FAB, **NOT_SUBJECT, us_person_acts="no")
    assert (found.outcome, found.review_policy) == (Outcome.HOLD, None)
    assert {"us_content", "contains_us_circuit", "us_technology_or_plant"} <= set(found.needs)
    assert any("not subject to the EAR" in item.because for item in found.findings)


def test_the_proof_frees_the_line_and_says_what_would_apply(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, TODAY, **VALVE, **FAB, **PROOF, us_person_acts="no")
    assert found.outcome is Outcome.NO_FINDING
    assert any("if it were, this would apply" in item.because for item in found.findings)


@pytest.mark.parametrize("facts", [{"foreign_made": "no"}, {"us_content": "26"}, {"contains_us_circuit": "yes"}])
def test_an_answer_that_speaks_against_the_statement_frees_nothing(
    law: Law, catalog: Catalog, facts: dict[str, str]
) -> None:
    found = screen(law, catalog, TODAY, **VALVE, **FAB, **{**PROOF, **facts}, us_person_acts="no")
    assert found.outcome in (Outcome.HOLD, Outcome.LICENSE_REQUIRED)


def test_a_listed_party_is_held_too_until_the_proof_is_there(law: Law, catalog: Catalog) -> None:
    stated = screen(law, catalog, TODAY, buyer="SiEn (Qingdao)", **VALVE, **NOT_SUBJECT, us_person_acts="no")
    proved = screen(law, catalog, TODAY, buyer="SiEn (Qingdao)", **VALVE, **PROOF, us_person_acts="no")
    assert (stated.outcome, proved.outcome) == (Outcome.HOLD, Outcome.NO_FINDING)


def test_a_foreign_tool_that_contains_a_circuit_stays_subject_whatever_the_line_states(
    law: Law, catalog: Catalog
) -> None:
    found = screen(law, catalog, TODAY, eccn="3B001.c.2", from_="SG", **{**PROOF, "contains_circuit": "yes"})
    assert found.outcome is Outcome.LICENSE_REQUIRED
    assert effects(found, "734.9") == {"tools": "applies"}


def test_acts_of_a_us_person_need_their_license_though_the_item_is_not_subject(law: Law, catalog: Catalog) -> None:
    found = screen(law, catalog, TODAY, **VALVE, **FAB, **PROOF, us_person_acts="yes", us_person_excluded="no")
    assert found.outcome is Outcome.LICENSE_REQUIRED
    assert effects(found, "744.6") == {"advanced-node": "applies"}


@pytest.mark.parametrize("to", ["IR", "CU", "RU"])
def test_an_embargo_is_never_freed_by_the_proof(law: Law, catalog: Catalog, to: str) -> None:
    assert screen(law, catalog, TODAY, to, **VALVE, **PROOF).outcome is Outcome.HOLD


@pytest.mark.parametrize(
    ("day", "outcome", "notice"),
    [
        ("2024-12-30", Outcome.HOLD, {"tools-ahead": "applies"}),
        ("2024-12-31", Outcome.LICENSE_REQUIRED, {"tools": "applies"}),
    ],
)
def test_trap_17_the_rule_on_foreign_tools_blocks_only_from_its_day_of_compliance(
    law: Law, catalog: Catalog, day: str, outcome: Outcome, notice: dict[str, str]
) -> None:
    tool = {**PROOF, "us_content": "1", "contains_us_circuit": "yes", "contains_circuit": "yes"}
    found = screen(law, catalog, day, eccn="3B001.c.2", from_="SG", event="reexport", us_person_acts="no", **tool)
    assert (found.outcome, effects(found, "734.9")) == (outcome, notice)
