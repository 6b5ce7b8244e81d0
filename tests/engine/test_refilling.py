"""Cases that are lost can be written again from what coverage and mutants print, and guard the rule as before."""

import re
import shutil
from pathlib import Path

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.review import drafts_text, review_cases
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.law import Law
from exportgate.engine.mutants.survivors import mutate
from exportgate.provisions.ruleset import load_rules


def paste(rules: Path, text: str) -> None:
    """Put each printed block of cases at the end of the file that it names."""
    for block in re.split(r"(?m)^# (?=rules/)", text)[1:]:
        head, _, cases = block.partition("\n")
        assert "by hand" not in cases
        file = rules.parent / head.partition(":")[0]
        file.write_text(f"{file.read_text('utf-8').rstrip()}\n{cases}", encoding="utf-8")


LOST = {"us.ear.ccl.3a090": "ccl/3a090", "us.ear.742.6.a6_hbm": "742/742.6.a6_hbm", "us.ear.744.11": "744/744.11"}


def test_the_printed_cases_guard_rules_that_have_lost_their_own(checkout: Path, tmp_path: Path) -> None:
    """All of them at once: no case of one is left to guard another."""
    rules = tmp_path / "rules"
    shutil.copytree(checkout / "rules", rules)
    for name in LOST.values():
        cases = rules / "us" / "ear" / f"{name}.cases.yaml"
        cases.write_text("".join(cases.read_text("utf-8").splitlines(keepends=True)[:2]), encoding="utf-8")
    lost = review_cases(Law(load_rules(rules)))
    assert {item.point.provision.id for item in lost.missing} == LOST.keys()
    paste(rules, drafts_text(lost.wanted))
    law, collector = Law(load_rules(rules)), Collector()
    assert all(result.passed for result in run_cases(law.rules, collector)), collector.found
    assert review_cases(law).missing == ()
    survivors = mutate(law, Collector()).survivors
    paste(rules, drafts_text((item.provision, item.mutant.id, item.draft) for item in survivors))
    report = mutate(Law(load_rules(rules)), Collector())
    assert [item.mutant.id for item in report.survivors] == []
