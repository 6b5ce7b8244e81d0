"""Nothing that the rules answer depends on the order in which files, provisions or paragraphs are met."""

import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exportgate.diagnostics.model import Collector
from exportgate.engine.cases.runner import run_cases
from exportgate.engine.law import Law
from exportgate.engine.verify import verify
from exportgate.provisions.ruleset import RuleSet, load_rules

TODAY = date(2026, 11, 28)


def shuffled(rules: Path, into: Path, seed: int) -> RuleSet:
    """Load the rules from files of other names, so that they are read in another order."""
    mixer = random.Random(seed)  # noqa: S311 - it mixes, it guards nothing
    files = sorted(path for path in (rules / "us").rglob("*.yaml"))
    into.mkdir()
    for name in ("facts.yaml", "units.yaml", "ruleset.yaml"):
        shutil.copy(rules / name, into / name)
    for number, path in zip(mixer.sample(range(len(files)), len(files)), files, strict=True):
        ending = ".cases.yaml" if path.name.endswith(".cases.yaml") else ".yaml"
        shutil.copy(path, into / f"{number:03}{ending}")
    return load_rules(into)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_files_may_be_read_in_any_order(checkout: Path, tmp_path: Path, seed: int) -> None:
    plain, mixed = load_rules(checkout / "rules"), shuffled(checkout / "rules", tmp_path / "rules", seed)
    assert list(mixed.provisions) != list(plain.provisions)
    said = [sorted((item.code, item.message) for item in verify(rules, TODAY)) for rules in (plain, mixed)]
    assert said[0] == said[1]
    collector = Collector()
    assert all(result.passed for result in run_cases(mixed, collector)), collector.found
    for day in Law(plain).changes:
        stages = [
            {s: [held.id for held in found] for s, found in Law(r).on(day).stages.items()} for r in (plain, mixed)
        ]
        assert stages[0] == stages[1]


def test_paragraphs_of_a_version_may_stand_in_any_order(checkout: Path) -> None:
    rules = load_rules(checkout / "rules")
    turned = {
        name: replace(item, versions=tuple(replace(v, paragraphs=v.paragraphs[::-1]) for v in item.versions))
        for name, item in rules.provisions.items()
    }
    collector = Collector()
    results = run_cases(replace(rules, provisions=turned), collector)
    assert all(result.passed for result in results), collector.found
