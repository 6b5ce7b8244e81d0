"""Times the commands on rules, and all item rules over a million rows beside two rule engines of others.

    python tests/bench/rules.py [ROWS]

prints seconds of whole commands, then seconds, rows a second and the peak memory over the rows of items. `rule-engine`
and `cel-python`, which come with `pip install -e '.[bench]'`, answer one rule of three leaves in the same run.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import celpy
import numpy as np
import rule_engine
from celpy import adapter, celtypes

from exportgate.engine.effects import work_out
from exportgate.engine.law import Law
from exportgate.engine.number_columns import decimals
from exportgate.engine.stages import STAGES, item_effects
from exportgate.engine.table import FactColumn, FactTable
from exportgate.engine.values import Code
from exportgate.foundation.truth import Truth
from exportgate.provisions.ruleset import RuleSet, load_rules

RULES = Path(__file__).resolve().parents[2] / "rules"
DAYS = (date(2023, 6, 1), date(2024, 6, 1), date(2026, 8, 1))
SAMPLE = 20_000
THREE = "tpp >= 1600 and performance_density >= 5.92 and datacenter"
THREE_IN_CEL = "tpp >= 1600.0 && performance_density >= 5.92 && datacenter"


def items(rows: int, rules: RuleSet) -> FactTable:
    """Rows that nearly all differ: rates, bandwidths and areas at random, a tenth of each not known."""
    mixer = np.random.default_rng(2022)

    def figures(most: int, places: int) -> object:
        return decimals(mixer.integers(0, most * 10**places, rows), places, mixer.random(rows) < 0.1)

    kinds = (Code("ic"), Code("assembly"), Code("memory"), Code("tool"), Code())
    columns = {
        "item_kind": FactColumn(mixer.integers(0, len(kinds), rows, dtype=np.int32), kinds),
        "designed_or_marketed_for_datacenter": FactColumn(mixer.integers(0, 3, rows, dtype=np.int32), tuple(Truth)),
        "fp16_rate": figures(1000, 2),
        "int8_rate": figures(2000, 2),
        "fp32_rate": figures(200, 2),
        "tf32_rate": figures(500, 2),
        "tf32_bit_length": decimals(mixer.choice([19, 32], rows), 0),
        "applicable_die_area": figures(1700, 2),
        "link_bandwidth": figures(1800, 0),
        "host_bandwidth": figures(256, 0),
        "memory_bandwidth": figures(8000, 1),
        "package_area": figures(400, 2),
    }
    return FactTable(rows, columns, rules.vocabulary)  # type: ignore[arg-type]


def seconds(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def three_leaves(rules: RuleSet, rows: int) -> None:
    """One rule of three leaves by each engine, on known figures."""
    mixer = np.random.default_rng(2023)
    tpp, density = mixer.integers(0, 10_000, rows), mixer.integers(0, 800, rows)
    data = [
        {"tpp": float(a), "performance_density": b / 100, "datacenter": bool(b & 1)}
        for a, b in zip(tpp.tolist(), density.tolist(), strict=True)
    ]
    law = Law(rules).on(date(2024, 6, 1))
    ours = FactTable(
        rows,
        {
            "tpp": decimals(tpp, 0),
            "performance_density": decimals(density, 2),
            "designed_or_marketed_for_datacenter": FactColumn((density & 1).astype(np.int32), (Truth.NO, Truth.YES)),
        },
        rules.vocabulary,
    )
    held = [item for item in law.stages[STAGES[0][0]] if item.id.startswith("us.ear.ccl.3a090#")]
    rule = rule_engine.Rule(THREE)
    environment = celpy.Environment()
    program = environment.program(environment.compile(THREE_IN_CEL))
    cel_rows = [{name: adapter.json_to_cel(value) for name, value in row.items()} for row in data[: rows // 10]]
    assert isinstance(cel_rows[0]["tpp"], celtypes.DoubleType)
    timed = (
        (f"exportgate, all {len(held)} paragraphs of 3A090", rows, lambda: work_out(held, ours, law.groups)),
        ("rule-engine, three leaves", rows, lambda: [rule.matches(row) for row in data]),
        ("cel-python, three leaves", len(cel_rows), lambda: [program.evaluate(row) for row in cel_rows]),
    )
    for name, count, work in timed:
        print(f"{name:<44}{count / min(seconds(work) for _ in range(3)):>14,.0f} rows/s")


def commands() -> None:
    """Whole processes: the median of three runs of each command."""
    for command in ("check", "test", "coverage", "mutate", "gaps"):
        line = [sys.executable, "-m", "exportgate", "rules", command]
        run = partial(subprocess.run, line, capture_output=True, check=True)
        print(f"exportgate rules {command:<12}{sorted(seconds(run) for _ in range(3))[1]:>8.2f} s")


def main() -> None:
    """Print the figures."""
    commands()
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rules = load_rules(RULES)
    law = Law(rules)
    table = items(rows, rules)
    for day in DAYS:
        of_day = law.on(day)
        paragraphs = sum(len(of_day.stages[subject]) for subject, _ in STAGES)
        taken = min(seconds(partial(item_effects, table, of_day, workers=2)) for _ in range(3))
        print(f"{rows:,} items x {paragraphs} paragraphs on {day}: {taken:.2f} s, {rows / taken:,.0f} rows/s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB, the table of facts included")
    three_leaves(rules, SAMPLE)


if __name__ == "__main__":
    main()
