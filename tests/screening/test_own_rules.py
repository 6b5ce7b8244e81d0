"""What own rules do to a line: they add and tighten, and a relaxation is seen where it took effect."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.parties.entry import Entry
from exportgate.provisions.ruleset import load_rules
from exportgate.screening.findings import Finding, LineDecision
from exportgate.screening.items import ItemQuery
from exportgate.screening.kernel import Kernel
from exportgate.screening.shipment import ShipmentLine
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item

Rules = Callable[..., Law]
Text = Callable[..., str]
RELAXED = "relaxed by acme.rule#x: counsel looked at it and agreed"
EL = Entry("e1", "EL", "entity", "Listed A", countries=("CN",))
WATCHED = Entry("m1", "WATCH", "entity", "Army")
ACME = Entry("w1", "ACME", "entity", "Quartz Harbor")


@pytest.fixture
def with_rules(checkout: Path, added: Callable[..., Path]) -> Rules:
    """Returns the law with own rules beside it."""

    def make(*rules: str, facts: str = "") -> Law:
        files = {f"rule{number}": text for number, text in enumerate(rules)}
        folder = added(**files, **({"facts": facts} if facts else {}))
        return Law(load_rules(checkout / "rules", [folder]))

    return make


def ask(law: Law, catalog: Catalog, part: str, day: str, to: str, eccn: str = "", **facts: str) -> LineDecision:
    given = [(name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items()]
    known = tuple((name, value) for name, value in given if value is not None)
    route = Route("export", "US", to, codes([to]))
    return classify_item(ItemQuery(part, eccn=eccn, facts=known), route, date.fromisoformat(day), law, catalog)


def of(decision: LineDecision, provision: str) -> list[Finding]:
    return [found for found in decision.findings if found.provision == provision]


def test_an_own_embargo_prohibits_and_is_told_from_the_law(with_rules: Rules, catalog: Catalog, own_rule: Text) -> None:
    law = with_rules(own_rule("restriction", 'when: destination is "VE"'))
    found = ask(law, catalog, "CABLE", "2024-06-01", "VE", eccn="EAR99")
    assert found.outcome == "prohibited"
    assert {finding.own for finding in found.findings if finding.outcome == "prohibited"} == {"acme"}
    assert {finding.own for finding in found.findings if finding.outcome != "prohibited"} == {""}


def test_an_own_code_is_no_coverage_by_the_law(law: Law, with_rules: Rules, catalog: Catalog, own_rule: Text) -> None:
    near = own_rule("classification", "classify: ACME.1", 'when: item_kind is not "tool"', subject="circuit")
    for part, eccn in (("L4", ""), ("L4", "3A090.b"), ("XJ-7", "6A003.b"), ("XJ-7", "")):
        plain = ask(law, catalog, part, "2022-11-01", "DE", eccn=eccn)
        own = ask(with_rules(near), catalog, part, "2022-11-01", "DE", eccn=eccn)
        held = {found for found in plain.findings if found.provision.startswith("exportgate.")}
        assert held <= set(own.findings), part
        assert own.outcome == plain.outcome == "hold"


def test_an_own_code_puts_nothing_on_the_control_list(with_rules: Rules, catalog: Catalog, own_rule: Text) -> None:
    own = with_rules(own_rule("classification", "classify: ACME.1", 'when: declared_eccn is "EAR99"', subject="item"))
    found = ask(own, catalog, "CABLE", "2024-06-01", "RU", eccn="EAR99")
    assert found.item.classifications == ("ACME.1", "EAR99")
    assert [item.paragraph for item in of(found, "us.ear.746.8")] == ["listed-chapters", "other-goods"]


def test_an_own_classification_does_not_make_earlier_days_modeled(
    law: Law, with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    early = own_rule("classification", "classify: ACME.1", "when: in_catalog", subject="item", begins="2019-01-01")
    own = with_rules(early)
    assert own.begins == law.begins
    assert ask(own, catalog, "A100 SXM4 80GB", "2022-10-06", "DE").outcome == "hold"


def test_a_declared_code_is_not_covered_because_an_own_rule_gives_it(
    with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    own = with_rules(own_rule("classification", "classify: 6A003.b", 'when: part is "nothing"', subject="item"))
    found = ask(own, catalog, "XJ-7", "2024-06-01", "DE", eccn="6A003.b")
    assert (found.outcome, found.item.classifications) == ("hold", ())
    assert of(found, "exportgate.not_modeled")


def test_an_own_prohibition_closes_license_exceptions_in_its_own_name(
    with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    met = ("exporter_qualifies", "designer_purchases", "straight_to_packaging", "packaging_site_allied")
    given = {f"hbm_{name}": "yes" for name in (*met, "packaging_confirmed", "packages_below_limits")}
    given |= {"item_kind": "memory", "memory_bandwidth_density": "2.5", "hbm_packaging_at_advanced_node_facility": "no"}
    for kind, status, because in (
        ("red_flag", "available", "what the transaction is: hbm-conditions"),
        ("restriction", "unavailable", "closed by acme.rule"),
    ):
        own = with_rules(own_rule(kind, 'when: destination is "CN"'))
        decided = ask(own, catalog, "", "2025-03-03", "CN", **given)
        (found,) = [item for item in decided.license_exceptions if item.id == "HBM"]
        assert found.status == status
        assert because in found.because


def test_a_relaxation_is_named_on_the_line_on_which_it_took_effect(
    with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    target = "us.ear.746.embargo#destination"
    own = with_rules(own_rule("red_flag", f"overrides: [{target}]", 'when: destination is "CU"', relaxes=target))
    lifted = ask(own, catalog, "CABLE", "2024-06-01", "CU", eccn="EAR99")
    (held, said) = sorted(of(lifted, "acme.rule"), key=lambda found: found.outcome)
    assert (held.outcome, said.outcome) == ("hold", "no_finding")
    assert said.because == f"{target} would apply; {RELAXED}"
    assert of(lifted, "us.ear.746.embargo") == []
    other = ask(own, catalog, "CABLE", "2024-06-01", "IR", eccn="EAR99")
    assert (other.outcome, of(other, "acme.rule")) == ("prohibited", [])


def test_two_rules_that_relax_the_same_are_both_named(with_rules: Rules, catalog: Catalog, own_rule: Text) -> None:
    target = "us.ear.746.embargo#destination"
    lines = (f"overrides: [{target}]", 'when: destination is "CU"')
    own = with_rules(
        own_rule("red_flag", *lines, relaxes=target), own_rule("red_flag", *lines, relaxes=target, id="acme.two")
    )
    found = ask(own, catalog, "CABLE", "2024-06-01", "CU", eccn="EAR99")
    assert [item.provision for item in found.findings if "would apply" in item.because] == ["acme.rule", "acme.two"]


def test_a_relaxation_that_is_not_proved_leaves_the_law_standing(
    with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    facts = "facts:\n  acme_release: {type: yes_no, title: release on file, question: Is a release on file?}\n"
    target = "us.ear.746.embargo#destination"
    own = with_rules(own_rule("red_flag", f"overrides: [{target}]", "when: acme_release", relaxes=target), facts=facts)
    unknown = ask(own, catalog, "CABLE", "2024-06-01", "CU", eccn="EAR99")
    (embargo,) = of(unknown, "us.ear.746.embargo")
    assert (unknown.outcome, embargo.effect, embargo.needs) == ("prohibited", "applies_unless", ("acme_release",))
    assert "acme.rule#x (own rule of acme) is proved" in embargo.because
    assert ask(own, catalog, "CABLE", "2024-06-01", "CU", eccn="EAR99", acme_release="yes").outcome == "hold"


def test_a_code_of_the_law_that_an_own_rule_gives_is_named_as_relaxed(
    with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    lines = ("classify: EAR99", 'when: part is "XJ-7"')
    own = with_rules(own_rule("classification", *lines, subject="item", relaxes="us.ear.ear99"))
    found = ask(own, catalog, "XJ-7", "2024-06-01", "DE", eccn="5A992.c")
    said = [item.because for item in of(found, "acme.rule") if "relaxed by" in item.because]
    assert said == [f"the law's rules alone would not give EAR99; {RELAXED}"]


def test_an_own_rule_without_consequence_does_not_silence_a_listed_party(
    with_rules: Rules, own_rule: Text, kernel_of: Callable[..., Kernel], line: Callable[..., ShipmentLine]
) -> None:
    quiet = own_rule("requirement", "outcome: no_finding", 'when: list is "WATCH"', subject="party")
    (found,) = kernel_of(with_rules(quiet), Army=(WATCHED, True)).screen([line(buyer="Army")])
    assert found.outcome == "hold"
    assert of(found, "exportgate.list_not_modeled")


def test_a_watch_list_is_prohibited_or_held_by_the_rule_that_asks_for_it(
    with_rules: Rules, own_rule: Text, kernel_of: Callable[..., Kernel], line: Callable[..., ShipmentLine]
) -> None:
    rule = own_rule("restriction", 'when: {all: [list is "ACME", match_decided]}', subject="party")
    for decisive, outcome in ((True, "prohibited"), (False, "hold")):
        kernel = kernel_of(with_rules(rule), Quartz=(ACME, decisive))
        (found,) = kernel.screen([line(buyer="Quartz")])
        assert (found.outcome, [item.outcome for item in of(found, "acme.rule")]) == (outcome, [outcome])
        assert of(found, "exportgate.list_not_modeled") == []


def test_a_relaxed_listing_is_named_with_the_party_and_not_held_as_unmodeled(
    with_rules: Rules, own_rule: Text, kernel_of: Callable[..., Kernel], line: Callable[..., ShipmentLine]
) -> None:
    target = "us.ear.744.11#entity"
    lines = ("license_exception: ACME", f"overrides: [{target}]", 'when: role is "purchaser"')
    law = with_rules(own_rule("exception", *lines, subject="party", relaxes=target))
    kernel = kernel_of(law, Listed_A=(EL, True))
    relieved, bound = kernel.screen([
        line(buyer="Listed A", role="purchaser", row=1),
        line(buyer="Listed A", role="end_user", row=2),
    ])  # fmt: skip
    assert (relieved.outcome, bound.outcome) == ("no_finding", "license_required")
    (said,) = [item.because for item in of(relieved, "acme.rule") if "relaxed" in item.because]
    assert said.startswith("the purchaser 'Listed A' is the listed party 'Listed A' (EL)")
    assert said.endswith(f"{target} would apply; {RELAXED}")


def test_an_own_review_policy_never_stands_for_one_that_the_law_leaves_open(
    with_rules: Rules, own_rule: Text, kernel_of: Callable[..., Kernel], line: Callable[..., ShipmentLine]
) -> None:
    mild = own_rule("requirement", "outcome: license_required", "review_policy: presumption_of_approval",
                    'when: destination is "CN"')  # fmt: skip
    kernel = kernel_of(with_rules(mild), Listed_A=(EL, True))
    listed, alone = kernel.screen([line(buyer="Listed A", to="CN"), line(to="CN", row=2)])
    assert (listed.outcome, listed.review_policy) == ("license_required", None)
    assert (alone.outcome, alone.review_policy) == ("license_required", "presumption_of_approval")


def test_an_own_code_that_may_be_given_does_not_put_the_declared_one_in_doubt(
    with_rules: Rules, catalog: Catalog, own_rule: Text
) -> None:
    own = with_rules(own_rule("classification", "classify: ACME.1", "when: hbm_exporter_qualifies", subject="item"))
    found = ask(own, catalog, "XJ-7", "2024-06-01", "DE", eccn="3A090.a")
    assert (found.item.possible, found.needs) == (("ACME.1",), ("hbm_exporter_qualifies",))


RELEASED = """\
id: acme.rule
kind: {kind}
title: Ask before release
cite: Acme Trade Policy
subject: shipment
versions:
  - in_force: {{from: 2022-10-07}}
    made_by: Acme
    confidence: P
    verified: {{on: 2026-11-20, review_by: 2099-01-01}}
    paragraphs:
      - id: stop
        when: destination is "VE"
      - {{id: release, outcome: no_finding, overrides: [stop], when: acme_release}}
"""


@pytest.mark.parametrize(("kind", "outcome"), [("red_flag", "hold"), ("restriction", "prohibited")])
def test_a_paragraph_that_only_releases_does_so_only_where_it_is_proved(
    with_rules: Rules, catalog: Catalog, kind: str, outcome: str
) -> None:
    facts = "facts:\n  acme_release: {type: yes_no, title: release on file, question: Is a release on file?}\n"
    law = with_rules(RELEASED.format(kind=kind), facts=facts)
    unknown = ask(law, catalog, "CABLE", "2024-06-01", "VE", eccn="EAR99")
    stop = next(found for found in of(unknown, "acme.rule") if found.paragraph == "stop")
    assert (unknown.outcome, stop.effect, stop.needs) == (outcome, "applies_unless", ("acme_release",))
    assert ask(law, catalog, "CABLE", "2024-06-01", "VE", eccn="EAR99", acme_release="no").outcome == outcome
    proved = ask(law, catalog, "CABLE", "2024-06-01", "VE", eccn="EAR99", acme_release="yes")
    said = [(found.paragraph, found.outcome) for found in of(proved, "acme.rule")]
    assert (proved.outcome, said) == ("no_finding", [("release", "no_finding")])


def test_a_release_that_has_nothing_to_release_says_nothing(with_rules: Rules, catalog: Catalog) -> None:
    facts = "facts:\n  acme_release: {type: yes_no, title: release on file, question: Is a release on file?}\n"
    law = with_rules(RELEASED.format(kind="red_flag"), facts=facts)
    for given in ({}, {"acme_release": "yes"}):
        found = ask(law, catalog, "CABLE", "2024-06-01", "DE", eccn="EAR99", **given)
        assert (of(found, "acme.rule"), found.needs) == ([], ())
