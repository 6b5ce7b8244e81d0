"""Own rules add and tighten without a word; whatever relaxes another rule says so, with a reason, or is refused."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector, Diagnostic, RuleError
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.verify import load_law, verify
from exportgate.provisions.ruleset import load_rules

TODAY = date(2026, 11, 28)
Folder = Callable[..., Path]
Text = Callable[..., str]
TO_CHINA = 'when: destination is "CN"'
ENTITY = "us.ear.744.11#entity"


@pytest.fixture
def found(checkout: Path) -> Callable[..., list[Diagnostic]]:
    """Returns what is to be said of added folders, but for missing cases and precedence that never matters."""

    def check(*folders: Path) -> list[Diagnostic]:
        faults = verify(load_rules(checkout / "rules", folders), TODAY)
        return [
            item for item in faults if item.code not in ("XR601", "XR506") and not item.span.file.startswith("rules/")
        ]

    return check


def codes(faults: list[Diagnostic]) -> list[str]:
    return [item.code for item in faults]


def test_the_example_folder_passes_without_a_word(checkout: Path, found: Callable[..., list[Diagnostic]]) -> None:
    folder = checkout / "data" / "examples" / "own-rules"
    assert found(folder) == []
    rules = load_rules(checkout / "rules", [folder])
    collector = Collector()
    results = run_cases(rules, collector)
    assert collector.found == []
    assert {result.case.own for result in results} == {"", "acme"}
    assert all(result.passed for result in results)


def test_a_rule_that_only_adds_needs_no_word(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    for kind, line in (("restriction", TO_CHINA), ("red_flag", TO_CHINA)):
        assert found(added(rule=own_rule(kind, line))) == []
    near = own_rule("classification", "classify: ACME.1", 'when: item_kind is "ic"', subject="circuit")
    assert found(added(rule=near)) == []


RELEASE = """\
id: acme.rule
kind: {kind}
title: Red flag
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
      - {{id: release, {more}when: {{all: [destination is "VE", acme_release]}}}}
"""
RELEASE_FACT = "facts:\n  acme_release: {type: yes_no, title: release on file, question: Is a release on file?}\n"


@pytest.mark.parametrize("kind", ["red_flag", "restriction"])
def test_a_paragraph_that_overrides_may_only_release_and_any_other_outcome_is_refused(
    found: Callable[..., list[Diagnostic]], added: Folder, kind: str
) -> None:
    def said(more: str) -> list[tuple[str, int, int]]:
        faults = found(added(rule=RELEASE.format(kind=kind, more=more), facts=RELEASE_FACT))
        return [(item.code, item.span.line, item.span.column) for item in faults if item.code == "XR004"]

    assert said("outcome: no_finding, overrides: [stop], ") == []
    informs = [] if kind == "red_flag" else [("XR004", 14, 23)]
    assert said("outcome: no_finding, ") == informs
    assert said("outcome: hold, overrides: [stop], ") == [("XR004", 14, 23)]


def test_an_own_rule_may_give_way_to_a_rule_of_the_law(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    junior = own_rule("restriction", "yields_to: [us.ear.746.embargo#destination]", TO_CHINA)
    assert found(added(rule=junior)) == []


def test_a_folder_without_a_head_or_a_namespace_is_refused(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    folder = added(rule=own_rule("restriction", TO_CHINA), ruleset="version: 1\ntitle: x\n")
    (fault,) = found(folder)
    assert (fault.code, str(fault.span)) == ("XR120", "rules-of-acme/ruleset.yaml:1:1")
    (folder / "ruleset.yaml").unlink()
    (fault,) = found(folder)
    assert (fault.code, fault.span.file) == ("XR120", "rules-of-acme/ruleset.yaml")


@pytest.mark.parametrize("namespace", ["us", "exportgate", "Acme", "acme.eu", "acme-eu", "1acme"])
def test_a_namespace_is_a_word_of_ones_own(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text, namespace: str
) -> None:
    rule = own_rule("restriction", TO_CHINA, id="acme.rule")
    (fault,) = found(added(rule=rule, ruleset=f"version: 1\nnamespace: {namespace}\ntitle: x\n"))
    assert (fault.code, str(fault.span)) == ("XR121", "rules-of-acme/ruleset.yaml:2:12")


def test_two_folders_cannot_share_a_namespace(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text, tmp_path: Path
) -> None:
    first = added(rule=own_rule("restriction", TO_CHINA))
    second = first.rename(tmp_path / "second")
    first = added(rule=own_rule("restriction", TO_CHINA, id="acme.other"))
    (fault,) = found(first, second)
    assert (fault.code, str(fault.span)) == ("XR121", "second/ruleset.yaml:1:12")
    assert "'rules-of-acme'" in fault.message


def test_a_folder_that_is_added_twice_is_one_fault_and_not_one_per_rule_and_case(
    checkout: Path, found: Callable[..., list[Diagnostic]]
) -> None:
    folder = checkout / "data" / "examples" / "own-rules"
    (fault,) = found(folder, folder)
    assert (fault.code, str(fault.span)) == ("XR121", "own-rules/ruleset.yaml:2:12")


def test_an_id_outside_the_namespace_is_refused_at_the_id(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    for name in ("us.ear.744.11", "acmerule", "other.rule", "exportgate.rule"):
        faults = found(added(rule=own_rule("restriction", TO_CHINA, id=name)))
        assert ("XR122", "rules-of-acme/rule.yaml:1:5") in [(item.code, str(item.span)) for item in faults]


def test_own_facts_begin_with_the_namespace_and_never_replace_one_of_the_law(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    fact = "  {name}: {{type: yes_no, title: asked, question: Asked?}}\n"
    rule = own_rule("red_flag", "when: not acme_asked")
    assert found(added(rule=rule, facts="facts:\n" + fact.format(name="acme_asked"))) == []
    for name in ("asked", "tpp"):
        faults = found(added(rule=rule, facts=f"facts:\n{fact.format(name='acme_asked')}{fact.format(name=name)}"))
        assert ("XR123", 3, 3) in [(item.code, item.span.line, item.span.column) for item in faults]


def test_a_fact_of_the_law_is_not_defined_anew(found: Callable[..., list[Diagnostic]], added: Folder) -> None:
    text = (
        "id: acme.link\nkind: definition\ntitle: Links\ncite: Acme\ndefines: link_bandwidth\nversions:\n"
        "  - in_force: {from: 2022-10-07}\n    made_by: Acme\n    confidence: P\n"
        "    verified: {on: 2026-11-20, review_by: 2027-11-20}\n    formula: host_bandwidth\n"
    )
    assert codes(found(added(rule=text))) == ["XR124"]
    fact = 'facts:\n  acme_link: {type: number, unit: GB/s, title: own link, question: "Which?"}\n'
    assert found(added(rule=text.replace("link_bandwidth", "acme_link"), facts=fact)) == []


def test_a_namespace_that_begins_like_a_fact_of_the_law_gives_no_right_to_it(
    found: Callable[..., list[Diagnostic]], added: Folder
) -> None:
    text = (
        "id: applicable.area\nkind: definition\ntitle: Area\ncite: Own\ndefines: applicable_die_area\nversions:\n"
        "  - in_force: {from: 2022-10-07}\n    made_by: Own\n    confidence: P\n"
        "    verified: {on: 2026-11-20, review_by: 2027-11-20}\n    formula: 900000 mm2\n"
    )
    head = "namespace: applicable\nversion: 1\ntitle: Own\n"
    assert "XR124" in codes(found(added(rule=text, ruleset=head)))


LETTER = "us.ear.letters.april_2025#headquarters"
RELAXING = [
    ("red_flag", (f"overrides: [{LETTER}]", TO_CHINA), "shipment", LETTER),
    ("restriction", ("overrides: [us.ear.746.embargo#destination]", TO_CHINA), "shipment", "us.ear.746.embargo"),
    ("exception", ("license_exception: ACME", f"overrides: [{ENTITY}]", 'when: role is "purchaser"'), "party", ENTITY),
    ("classification", ("classify: EAR99", 'when: part is "X"'), "item", "us.ear.ear99"),
    ("classification", ("classify: 3A090.a", 'when: part is "X"'), "item", "us.ear.ccl.3a090"),
    ("exception", ("license_exception: HBM", TO_CHINA), "shipment", "us.ear.740.25"),
]


@pytest.mark.parametrize(("kind", "paragraph", "subject", "target"), RELAXING)
def test_relaxing_without_saying_so_is_an_error_and_saying_so_is_not(
    found: Callable[..., list[Diagnostic]],
    added: Folder,
    own_rule: Text,
    kind: str,
    paragraph: tuple[str, ...],
    subject: str,
    target: str,
) -> None:
    def faults(**more: str) -> list[Diagnostic]:
        every = found(added(rule=own_rule(kind, *paragraph, subject=subject, **more)))
        return [
            item for item in every if item.code != "XR114"
        ]  # the last one overrides nothing, and relaxes all the same

    silent = faults()
    assert codes(silent) == ["XR125"]
    assert (silent[0].span.file, silent[0].span.line) == ("rules-of-acme/rule.yaml", 12)
    assert "relaxes" in silent[0].help
    assert faults(relaxes=target) == []


def test_every_overridden_paragraph_must_be_named(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    both = "overrides: [us.ear.letters.april_2025#arms-embargoed, us.ear.letters.april_2025#headquarters]"
    one = own_rule("red_flag", both, TO_CHINA, relaxes="us.ear.letters.april_2025#headquarters")
    (fault,) = found(added(rule=one))
    assert (fault.code, "arms-embargoed" in fault.message) == ("XR125", True)
    assert found(added(rule=own_rule("red_flag", both, TO_CHINA, relaxes="us.ear.letters.april_2025"))) == []


def test_rules_of_another_organization_are_not_relaxed_in_silence(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    first = added("zeta", rule=own_rule("restriction", TO_CHINA, id="zeta.rule"))
    second = added(rule=own_rule("red_flag", "overrides: [zeta.rule#x]", TO_CHINA))
    assert codes(found(first, second)) == ["XR125"]


@pytest.mark.parametrize("target", ["us.ear.744.11", "us.ear.746.embargo#nowhere", "us.nowhere", "acme.rule"])
def test_a_relaxation_that_nothing_does_is_an_error(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text, target: str
) -> None:
    (fault,) = found(added(rule=own_rule("red_flag", TO_CHINA, relaxes=target)))
    assert (fault.code, fault.span.line, fault.span.column) == ("XR126", 6, 16)


def test_a_relaxation_needs_a_reason_of_a_sentence(
    found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    text = own_rule(
        "restriction", "overrides: [us.ear.746.embargo#destination]", TO_CHINA, relaxes="us.ear.746.embargo"
    )
    for reason, code in (("because we said so", "XR127"), ("", "XR112")):
        short = text.replace("counsel looked at it and agreed", reason or "''")
        assert code in codes(found(added(rule=short)))
    assert "XR005" in codes(found(added(rule=text.replace(", because: counsel looked at it and agreed", ""))))


def test_a_rule_of_the_law_relaxes_nothing(checkout: Path, tmp_path: Path) -> None:
    for name in ("facts.yaml", "units.yaml"):
        (tmp_path / name).write_text((checkout / "rules" / name).read_text("utf-8"), encoding="utf-8")
    text = (checkout / "rules/us/ear/746/embargo.yaml").read_text("utf-8")
    relaxing = text + "relaxes: [{id: us.ear.744.11, because: it was found to be too strict}]\n"
    (tmp_path / "embargo.yaml").write_text(relaxing, encoding="utf-8")
    assert "XR128" in [item.code for item in verify(load_rules(tmp_path), TODAY)]


def test_a_whole_rule_set_is_not_added_to_another(
    checkout: Path, found: Callable[..., list[Diagnostic]], added: Folder, own_rule: Text
) -> None:
    units = (checkout / "rules" / "units.yaml").read_text("utf-8")
    assert codes(found(added(rule=own_rule("restriction", TO_CHINA), units=units))) == ["XR129"]


def test_nothing_is_loaded_to_be_applied_from_a_folder_without_a_rule(checkout: Path, added: Folder) -> None:
    with pytest.raises(RuleError) as error:
        load_law(checkout / "rules", (added(),), TODAY)
    assert [item.code for item in error.value.diagnostics if "rules-of-acme" in item.span.file] == ["XR006"]


def test_the_cases_of_the_law_hold_whatever_is_relaxed(checkout: Path, added: Folder, own_rule: Text) -> None:
    open_door = own_rule(
        "red_flag", "overrides: [us.ear.746.embargo#destination]", "when: destination in us.ear.groups.e1",
        relaxes="us.ear.746.embargo",
    )  # fmt: skip
    cases = (
        "provision: us.ear.746.embargo\ncases:\n  - name: Iran under the own rule\n    on: 2024-06-01\n"
        "    facts: {destination: IR}\n    expect: {destination: does_not_apply}\n"
    )
    collector = Collector()
    results = run_cases(load_rules(checkout / "rules", [added(rule=open_door, own_cases=cases)]), collector)
    assert [result.passed for result in results if result.case.own] == [True]
    assert all(result.passed for result in results), collector.found


def test_the_digest_of_a_folder_follows_its_bytes_and_not_its_name_or_place(
    checkout: Path, added: Folder, own_rule: Text, tmp_path: Path
) -> None:
    folder = added(rule=own_rule("restriction", TO_CHINA))
    _, first = load_rules(checkout / "rules", [folder]).folders
    moved = folder.rename(tmp_path / "elsewhere")
    _, second = load_rules(checkout / "rules", [moved]).folders
    assert (first.digest, first.namespace, first.version, first.title) == (second.digest, "acme", "7", "Rules of acme")
    (moved / "rule.yaml").write_text(own_rule("red_flag", TO_CHINA), encoding="utf-8")
    assert load_rules(checkout / "rules", [moved]).folders[1].digest != first.digest


def test_the_order_in_which_folders_are_named_changes_nothing(checkout: Path, added: Folder, own_rule: Text) -> None:
    one = added(rule=own_rule("restriction", TO_CHINA))
    two = added("zeta", rule=own_rule("restriction", TO_CHINA, id="zeta.rule"))
    first, second = (load_rules(checkout / "rules", order) for order in ([one, two], [two, one]))
    assert first.digest == second.digest
    assert first == second
