"""One part on one day: the story of the A800, the H20, and the facts that are missing."""

from collections.abc import Callable
from datetime import date

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.findings import LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Ask = Callable[..., LineDecision]


@pytest.fixture
def ask(law: Law, catalog: Catalog) -> Ask:
    def answer(
        part: str, day: str, to: str = "CN", parent: str | None = None, eccn: str = "", **facts: str
    ) -> LineDecision:
        given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
        known = tuple((name, value) for name, value in given if value is not None)
        places = codes(filter(None, (to, parent)), complete=parent is not None)
        route = Route("export", "US", to, places)
        return classify_item(ItemQuery(part, eccn=eccn, facts=known), route, date.fromisoformat(day), law, catalog)

    return answer


def provisions(decision: LineDecision) -> set[str]:
    return {finding.provision for finding in decision.findings}


def test_the_a100_needed_a_license_for_china_in_2022_and_the_a800_did_not(ask: Ask) -> None:
    assert ask("A100 SXM4 80GB", "2022-12-01").outcome == "license_required"
    a800 = ask("A800 SXM4 80GB", "2022-12-01")
    assert a800.item.classifications == ()
    assert "us.ear.742.6.a6" not in provisions(a800)
    assert "464 is below 600" in " ".join(finding.because for finding in a800.findings)


@pytest.mark.parametrize("part", ["A800 SXM4 80GB", "H800 SXM5 80GB"])
def test_the_cut_down_parts_are_caught_by_letter_in_october_and_by_rule_in_november_2023(ask: Ask, part: str) -> None:
    assert ask(part, "2023-10-22").outcome == "hold"
    letter = ask(part, "2023-11-16")
    assert (letter.outcome, letter.item.classifications) == ("license_required", ())
    after = ask(part, "2023-11-17")
    assert (after.outcome, after.review_policy) == ("license_required", "presumption_of_denial")
    assert after.item.classifications == ("3A090.a", "4A090.a")


def test_the_h20_is_outside_3a090_and_inside_the_letter(ask: Ask) -> None:
    before, after = ask("H20 SXM 96GB", "2025-04-08"), ask("H20 SXM 96GB", "2025-04-09")
    assert (before.outcome, before.item.classifications) == ("no_finding", ())
    assert {"exportgate.country_chart", "exportgate.makers_eccn"} <= provisions(before)
    assert after.outcome == "license_required"
    assert "us.ear.letters.april_2025" in provisions(after)


def test_a_license_follows_the_parent_to_a_country_without_a_requirement(ask: Ask) -> None:
    assert ask("H100 SXM5 80GB", "2024-09-02", to="MY", parent="CN").outcome == "license_required"
    assert ask("H100 SXM5 80GB", "2024-09-02", to="MY", parent="MY").outcome == "no_finding"
    unknown = ask("H100 SXM5 80GB", "2024-09-02", to="MY")
    assert unknown.outcome == "hold"
    assert "party_headquarters" in unknown.needs


def test_an_ascend_910b_is_prohibited_everywhere_from_may_2025(ask: Ask) -> None:
    for part in ("Ascend 910B", "Ascend 910C", "Ascend 910B3"):
        assert ask(part, "2025-05-13", to="MY", parent="MY").outcome == "prohibited"
        assert ask(part, "2025-05-12", to="MY", parent="MY").outcome != "prohibited"


def test_an_unknown_part_is_on_hold_and_says_which_facts_are_needed(ask: Ask) -> None:
    unknown = ask("XJ-7", "2024-10-01")
    assert unknown.outcome == "hold"
    assert {"declared_eccn", "tpp"} <= set(unknown.needs)


def test_a_part_whose_readings_disagree_is_on_hold(ask: Ask) -> None:
    found = ask("Trainium1", "2024-10-01")
    assert found.outcome == "hold"
    assert "tf32_bit_length" in found.needs


def test_what_follows_under_every_reading_holds_although_the_paragraphs_differ(ask: Ask) -> None:
    found = ask("Ascend 910B", "2024-06-01")
    assert found.item.possible == ("3A090.a", "3A090.b")
    assert (found.outcome, found.review_policy) == ("license_required", "presumption_of_denial")


def test_a_declared_code_that_the_facts_contradict_is_on_hold(ask: Ask) -> None:
    found = ask("L4", "2024-10-01", to="DE", parent="DE", eccn="4A090.b")
    assert "exportgate.declared_eccn_contradicted" in provisions(found)
    assert found.outcome == "hold"


def test_an_unknown_part_is_taken_at_its_declared_eccn_and_shown_as_declared(ask: Ask) -> None:
    found = ask("LOT-7", "2024-10-01", eccn="3A090.a")
    assert (found.outcome, found.item.classifications) == ("license_required", ("3A090.a",))
    assert "exportgate.declared_eccn" in provisions(found)


def test_ear99_is_no_finding_and_an_entry_without_a_rule_is_not_modeled(ask: Ask) -> None:
    assert ask("CABLE", "2024-10-01", to="DE", eccn="EAR99").outcome == "no_finding"
    other = ask("CABLE", "2024-10-01", to="DE", eccn="6A003.b")
    assert (other.outcome, provisions(other)) == ("hold", {"exportgate.not_modeled"})


def test_what_a_maker_states_otherwise_is_shown_where_it_would_change_the_class(ask: Ask) -> None:
    assert "exportgate.stated_tpp_differs" in provisions(ask("A100 SXM4 40GB", "2024-10-01"))
    assert "exportgate.stated_tpp_differs" not in provisions(ask("H100 SXM5 80GB", "2024-10-01"))


def test_facts_given_by_hand_are_enough(ask: Ask) -> None:
    dense = {"performance_density": "1", "designed_or_marketed_for_datacenter": "yes"}
    assert ask("", "2024-10-01", tpp="4800", **dense).item.classifications == ("3A090.a",)
    assert ask("", "2024-10-01", tpp="4799", **dense).item.classifications == ()


def test_a_day_before_the_rules_is_not_modeled(ask: Ask) -> None:
    found = ask("A100 SXM4 80GB", "2022-08-25")
    assert (found.outcome, provisions(found)) == ("hold", {"exportgate.not_modeled"})
