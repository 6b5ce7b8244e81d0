"""What a paragraph does that asks for the reviewer's checklist, or only informs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.mutants.mutation import Mutation
from exportgate.engine.mutants.provisions import mutants_of
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.engine.verify import verify
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.kernel import Kernel
from exportgate.screening.shipment import ShipmentLine
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Folder = Callable[..., Path]
Text = Callable[..., str]
Ask = Callable[..., LineDecision]
DOUBT = "Does the buyer refuse to say who owns it?"
FACTS = f"""facts:
  acme_doubt: {{type: yes_no, title: owner kept back, question: "{DOUBT}", headings: [owner kept back]}}
  acme_other: {{type: yes_no, title: other, question: Is there another doubt?, headings: [another doubt]}}
  acme_unasked: {{type: yes_no, title: unasked, question: Is it so?}}
"""
TO_VE = 'destination is "VE"'
QUESTION = ("if_unknown: checklist", "because: find out who owns it", f"when: {{all: [{TO_VE}, acme_doubt]}}")


def rules_of(checkout: Path, added: Folder, *rules: str, **files: str) -> Law:
    named = {f"rule{number}": text for number, text in enumerate(rules)}
    return Law(load_rules(checkout / "rules", [added(**named, facts=FACTS, **files)]))


@pytest.fixture
def ask(checkout: Path, added: Folder, catalog: Catalog) -> Ask:
    """Returns what an own rule makes of a cable, declared EAR99, to a country."""

    def answer(rule: str, to: str | None = "VE", **facts: str) -> LineDecision:
        law = rules_of(checkout, added, rule)
        given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
        known = tuple((name, value) for name, value in given if value is not None)
        route = Route("export", "US", to, codes([to] if to else []))
        return classify_item(ItemQuery("CABLE", eccn="EAR99", facts=known), route, date(2024, 6, 1), law, catalog)

    return answer


def own(decision: LineDecision) -> list[Finding]:
    return [found for found in decision.findings if found.own]


@pytest.mark.parametrize("kind", ["red_flag", "requirement"])
def test_a_missing_answer_becomes_a_question_and_holds_nothing(ask: Ask, own_rule: Text, kind: str) -> None:
    rule = own_rule(kind, *(("outcome: license_required",) if kind == "requirement" else ()), *QUESTION)
    found = ask(rule)
    (item,) = found.checklist
    assert (item.provision, item.paragraph, item.fact) == ("acme.rule", "x", "acme_doubt")
    assert (item.question, item.cite) == (DOUBT, "Acme Trade Policy")
    assert found.outcome == "no_finding"
    assert own(found) == []
    assert "acme_doubt" not in found.needs


def test_yes_holds_the_line_and_no_takes_the_question_away(ask: Ask, own_rule: Text) -> None:
    held = ask(own_rule("red_flag", *QUESTION), acme_doubt="yes")
    assert (held.outcome, held.checklist) == ("hold", ())
    assert own(held)[0].because.endswith("; find out who owns it")
    free = ask(own_rule("red_flag", *QUESTION), acme_doubt="no")
    assert (free.outcome, free.checklist, own(free)) == ("no_finding", (), [])


def test_a_line_out_of_scope_is_not_asked(ask: Ask, own_rule: Text) -> None:
    assert ask(own_rule("red_flag", *QUESTION), to="DE").checklist == ()


def test_what_is_missing_beside_an_answer_of_yes_holds_the_line(ask: Ask, own_rule: Text) -> None:
    found = ask(own_rule("red_flag", *QUESTION), to=None, acme_doubt="yes")
    assert "acme_doubt" not in {item.fact for item in found.checklist}
    assert [(item.effect, item.outcome, item.needs) for item in own(found)] == [
        ("undetermined", "hold", ("destination",))
    ]


def test_without_the_key_a_missing_answer_holds(ask: Ask, own_rule: Text) -> None:
    found = ask(own_rule("red_flag", *QUESTION[1:]))
    assert (found.outcome, found.checklist) == ("hold", ())
    assert "acme_doubt" in found.needs


NOTICE = ("outcome: no_finding", "because: a text is published and not enforced")


@pytest.mark.parametrize("kind", ["red_flag", "requirement"])
def test_a_notice_informs_and_holds_nothing(ask: Ask, own_rule: Text, kind: str) -> None:
    found = ask(own_rule(kind, *NOTICE, f"when: {TO_VE}"))
    (notice,) = own(found)
    assert (notice.effect, notice.outcome) == ("applies", "no_finding")
    assert notice.because == "a text is published and not enforced; destination: VE"
    assert found.outcome == "no_finding"
    assert found.license_exceptions == ()


def test_a_notice_that_may_not_concern_the_line_is_not_shown(ask: Ask, own_rule: Text) -> None:
    found = ask(own_rule("requirement", *NOTICE, f"when: {{all: [{TO_VE}, acme_doubt]}}"))
    assert (own(found), found.checklist, found.outcome) == ([], (), "no_finding")
    assert "acme_doubt" not in found.needs


LISTED = Entry("w1", "MEU", "entity", "Quartz Harbor")


@pytest.mark.parametrize(("match_decided", "effect"), [(True, "applies"), (False, "undetermined")])
def test_a_notice_on_a_listed_party_names_the_party_and_settles_the_match(
    checkout: Path,
    added: Folder,
    own_rule: Text,
    kernel_of: Callable[..., Kernel],
    line: Callable[..., ShipmentLine],
    effect: str,
    *,
    match_decided: bool,
) -> None:
    text = own_rule("requirement", *NOTICE, 'when: {all: [list is "MEU", match_decided]}', subject="party")
    law = rules_of(checkout, added, text)
    (found,) = kernel_of(law, Quartz=(LISTED, match_decided)).screen([line(buyer="Quartz")])
    (notice,) = own(found)
    assert (notice.effect, notice.outcome) == (effect, "no_finding")
    assert "'Quartz Harbor' (MEU)" in notice.because
    assert notice.because.endswith("; a text is published and not enforced")


def faults(checkout: Path, added: Folder, rule: str) -> list[tuple[str, int]]:
    found = verify(rules_of(checkout, added, rule).rules, date(2026, 11, 24))
    return [
        (item.code, item.span.line)
        for item in found
        if item.span.file.startswith("rules-of-acme/") and item.code != "XR601"
    ]


def test_a_question_is_one_yes_or_no_that_a_person_can_state(checkout: Path, added: Folder, own_rule: Text) -> None:
    def of(condition: str) -> list[tuple[str, int]]:
        return faults(checkout, added, own_rule("red_flag", "if_unknown: checklist", f"when: {condition}"))

    assert of(f"{{all: [{TO_VE}, acme_doubt]}}") == []
    assert of(TO_VE) == [("XR203", 13)]
    assert of(f"{{all: [{TO_VE}, acme_unasked]}}") == [("XR203", 13)]
    assert of(f"{{any: [acme_other, {{all: [{TO_VE}, acme_doubt]}}]}}") == [("XR203", 13)]


def test_only_a_requirement_or_a_red_flag_may_ask(checkout: Path, added: Folder, own_rule: Text) -> None:
    rule = own_rule("restriction", "if_unknown: checklist", f"when: {{all: [{TO_VE}, acme_doubt]}}")
    assert faults(checkout, added, rule) == [("XR003", 13)]
    rule = own_rule("red_flag", "if_unknown: pass", f"when: {{all: [{TO_VE}, acme_doubt]}}")
    assert faults(checkout, added, rule) == [("XR004", 13)]


CASE = """provision: acme.rule
cases:
  - name: asked
    on: 2024-06-01
    facts: {destination: VE, acme_doubt: yes}
    expect: {x: applies}
"""


@pytest.mark.parametrize(("then", "noticed"), [("    then: {x: [hold, checklist]}\n", True), ("", False)])
def test_a_case_says_with_then_that_the_paragraph_is_a_question(
    checkout: Path, added: Folder, own_rule: Text, then: str, *, noticed: bool
) -> None:
    law = rules_of(checkout, added, own_rule("red_flag", *QUESTION), rule0_cases=CASE + then)
    provision = law.rules.provisions["acme.rule"]
    (mutant,) = (item for item in mutants_of(provision) if "if_unknown" in item.id)
    assert mutant.id.endswith("#x if_unknown 'checklist' is dropped")
    assert Mutation(law).notices(provision, mutant) is noticed
