"""The rules shown in the guide load, check and hold."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector, Severity
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.law import Law
from exportgate.engine.mutants.survivors import mutate
from exportgate.engine.verify import verify
from exportgate.provisions.model import Kind
from exportgate.provisions.ruleset import load_rules

SNIPPET = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
KINDS = re.compile(r"# kinds/([\w.]+)\n")


def guide(checkout: Path) -> list[str]:
    """Return the blocks of the guide that belong to its running example, in order."""
    return [text for text in blocks(checkout) if not KINDS.match(text)]


def blocks(checkout: Path) -> list[str]:
    """Return every block of the guide."""
    return SNIPPET.findall((checkout / "docs" / "rules.md").read_text("utf-8"))


def kinds(checkout: Path, folder: Path) -> Path:
    """Write the small folder that the examples of the kinds make up."""
    for name in ("facts.yaml", "units.yaml"):
        shutil.copy(checkout / "rules" / name, folder / name)
    for text in blocks(checkout):
        if named := KINDS.match(text):
            (folder / named[1]).write_text(text, encoding="utf-8")
    return folder


def test_the_examples_of_the_kinds_load_and_pass_every_check_but_for_cases_left_out(
    checkout: Path, tmp_path: Path
) -> None:
    rules = load_rules(kinds(checkout, tmp_path))
    assert {provision.kind for provision in rules.provisions.values()} == set(Kind)
    found = verify(rules, date(2026, 11, 24))
    assert [item for item in found if item.severity is not Severity.NOTE and not item.code.startswith("XR6")] == []
    collector = Collector()
    assert [result.passed for result in run_cases(rules, collector)] == [True, True], collector.found


@pytest.mark.parametrize("kind", list(Kind))
def test_the_table_of_kinds_names_what_the_loader_asks_for(checkout: Path, tmp_path: Path, kind: Kind) -> None:
    row = re.search(rf"^\| `{kind}` \| (.*?) \|", (checkout / "docs" / "rules.md").read_text("utf-8"), re.MULTILINE)
    assert row is not None
    folder = kinds(checkout, tmp_path)
    (file,) = [path for path in folder.glob("*.yaml") if f"kind: {kind}\n" in path.read_text("utf-8")]
    text = file.read_text("utf-8")
    for key in re.findall(r"`(defines|formula|members|outcome|license_exception)`", row[1]):
        file.write_text(re.sub(rf"^ *{key}:.*\n(?:  - .*\n)*", "", text, count=1, flags=re.MULTILINE), encoding="utf-8")
        assert "XR005" in [item.code for item in load_rules(folder).diagnostics], key


def test_the_provision_and_the_case_of_the_guide_load_and_hold(checkout: Path, tmp_path: Path) -> None:
    rule, cases, *_ = guide(checkout)
    for name in ("facts.yaml", "units.yaml"):
        (tmp_path / name).write_text((checkout / "rules" / name).read_text("utf-8"), encoding="utf-8")
    (tmp_path / "rule.yaml").write_text(rule, encoding="utf-8")
    later = cases.replace("on: 2024-06-01", "on: 2023-06-01").replace("tpp: 4800,", "tpp: 4800, io_bandwidth: 600,")
    (tmp_path / "rule.cases.yaml").write_text(later.replace(", b: does_not_apply", ""), encoding="utf-8")
    rules = load_rules(tmp_path)
    weighty = [item for item in verify(rules, date(2026, 11, 24)) if item.severity is not Severity.NOTE]
    assert weighty == []
    collector = Collector()
    assert [result.passed for result in run_cases(rules, collector)] == [True], collector.found


def test_the_case_of_the_guide_holds_for_the_shipped_rule(checkout: Path, tmp_path: Path) -> None:
    _, cases, *_ = guide(checkout)
    (tmp_path / "guide.cases.yaml").write_text(cases.replace("name: TPP", "name: the guide, TPP"), encoding="utf-8")
    rules = load_rules(checkout / "rules", [tmp_path])
    collector = Collector()
    results = run_cases(rules, collector)
    shown = [result.passed for result in results if result.case.name.startswith("the guide")]
    assert shown == [True], collector.found


def test_the_waiver_of_the_guide_spares_its_mutant(checkout: Path, tmp_path: Path) -> None:
    *_, waiver = guide(checkout)
    shutil.copytree(checkout / "rules", tmp_path / "rules")
    cases = tmp_path / "rules" / "us" / "ear" / "ccl" / "3a090.cases.yaml"
    cases.write_text(f"{cases.read_text('utf-8')}{waiver}", encoding="utf-8")
    collector = Collector()
    report = mutate(Law(load_rules(tmp_path / "rules")), collector)
    assert collector.found == []
    waived = [mutant.id for mutant, _ in report.waived if mutant.id.startswith("us.ear.ccl.3a090@")]
    assert waived == ["us.ear.ccl.3a090@2023-11-17 b1_tpp_limit 4800 becomes 4801"]
