"""The rules shown in the guide load, check and hold."""

import re
import shutil
from datetime import date
from pathlib import Path

from exportgate.diagnostics.model import Collector, Severity
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.law import Law
from exportgate.engine.mutants.survivors import mutate
from exportgate.engine.verify import verify
from exportgate.provisions.ruleset import load_rules

SNIPPET = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_the_provision_and_the_case_of_the_guide_load_and_hold(checkout: Path, tmp_path: Path) -> None:
    rule, cases, *_ = SNIPPET.findall((checkout / "docs" / "rules.md").read_text("utf-8"))
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
    _, cases, *_ = SNIPPET.findall((checkout / "docs" / "rules.md").read_text("utf-8"))
    (tmp_path / "guide.cases.yaml").write_text(cases.replace("name: TPP", "name: the guide, TPP"), encoding="utf-8")
    rules = load_rules(checkout / "rules", [tmp_path])
    collector = Collector()
    results = run_cases(rules, collector)
    guide = [result.passed for result in results if result.case.name.startswith("the guide")]
    assert guide == [True], collector.found


def test_the_waiver_of_the_guide_spares_its_mutant(checkout: Path, tmp_path: Path) -> None:
    *_, waiver = SNIPPET.findall((checkout / "docs" / "rules.md").read_text("utf-8"))
    shutil.copytree(checkout / "rules", tmp_path / "rules")
    cases = tmp_path / "rules" / "us" / "ear" / "ccl" / "3a090.cases.yaml"
    cases.write_text(f"{cases.read_text('utf-8')}{waiver}", encoding="utf-8")
    collector = Collector()
    report = mutate(Law(load_rules(tmp_path / "rules")), collector)
    assert collector.found == []
    assert [mutant.id for mutant, _ in report.waived] == ["us.ear.ccl.3a090@2023-11-17 b1_tpp_limit 4800 becomes 4801"]
