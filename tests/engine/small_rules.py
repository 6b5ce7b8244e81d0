"""One small sound rule set that tests of the engine's tools change in one place at a time."""

from pathlib import Path

from exportgate.engine.law import Law
from exportgate.provisions.ruleset import load_rules

UNITS = "units:\n  TPP: {title: processing}\n  TOPS: {title: rate}\n  bit: {title: bits}\n"
FACTS = """facts:
  tpp: {type: number, unit: TPP, title: TPP, question: "TPP?"}
  rate: {type: number, unit: TPP, title: rate, question: "Rate?"}
  spare: {type: number, unit: TPP, title: spare, question: "Spare?"}
  marketed: {type: yes_no, title: marketed, question: "Marketed?"}
"""
RULE = """id: us.test.rule
kind: classification
title: A rule
cite: 15 CFR 774
subject: circuit
versions:
  - in_force: {from: 2022-10-07, to: 2023-11-16}
    made_by: 87 FR 1
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - id: a
        classify: 3A090.a
        when: {all: [tpp >= limit]}
    thresholds:
      limit: {value: 4800, unit: TPP, words: 4800 or more}
  - in_force: {from: 2023-11-17}
    made_by: 88 FR 2
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - id: a
        classify: 3A090.a
        when: {all: [tpp >= limit]}
      - id: note
        overrides: [a]
        when: {all: [not marketed]}
    thresholds:
      limit: {value: 4800, unit: TPP, words: 4800 or more}
"""
CASES = """provision: us.test.rule
cases:
  - {name: before, on: 2022-10-06, facts: {tpp: 4800}, expect: {a: not_in_force}}
  - {name: first day, on: 2022-10-07, facts: {tpp: 4800}, expect: {a: applies}, then: {a: 3A090.a}}
  - {name: below, on: 2022-10-07, facts: {tpp: 4799}, expect: {a: does_not_apply}}
  - {name: open, on: 2022-10-07, facts: {}, expect: {a: undetermined}, needs: [tpp]}
  - {name: last day, on: 2023-11-16, facts: {tpp: 4800}, expect: {a: applies, note: not_in_force}, made_by: 87 FR 1}
  - {name: later, on: 2023-11-17, facts: {tpp: 4800, marketed: yes}, expect: {a: applies}, then: {a: 3A090.a}}
  - {name: later below, on: 2023-11-17, facts: {tpp: 4799, marketed: yes}, expect: {a: does_not_apply}}
  - {name: later open, on: 2023-11-17, facts: {marketed: yes}, expect: {a: undetermined}, needs: [tpp]}
  - {name: relieved, on: 2023-11-17, facts: {tpp: 4800, marketed: no}, expect: {a: does_not_apply, note: applies}}
  - {name: unless, on: 2023-11-17, facts: {tpp: 9999}, expect: {a: applies_unless, note: undetermined},
     needs: [marketed]}
"""
GROUP = "id: us.test.group\nkind: group\ntitle: G\ncite: 15 CFR 740\nmembers: [CN, {code: MO, from: 2024-01-01}]\n"
GROUP_CASES = """provision: us.test.group
cases:
  - {name: before, on: 2023-12-31, facts: {}, expect: {CN: member, MO: not_member}}
  - {name: after, on: 2024-01-01, facts: {}, expect: {MO: member}}
"""
DEFINITION = """id: us.test.tpp
kind: definition
title: TPP
cite: 15 CFR 774
defines: tpp
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 1
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    formula: rate + spare
"""
DEFINITION_CASES = """provision: us.test.tpp
cases:
  - {name: before, on: 2022-10-06, facts: {rate: 3, spare: 4}, expect: {tpp: unknown}}
  - {name: both, on: 2022-10-07, facts: {rate: 3, spare: 4}, expect: {tpp: 7}}
  - {name: one, on: 2022-10-07, facts: {rate: 3}, expect: {tpp: at least 3}}
"""
FILES = {
    "units": UNITS,
    "facts": FACTS,
    "rule": RULE,
    "rule.cases": CASES,
    "group": GROUP,
    "group.cases": GROUP_CASES,
    "tpp": DEFINITION,
    "tpp.cases": DEFINITION_CASES,
}


def small_law(folder: Path, **changed: str) -> Law:
    """Write the rules into a folder, those named in `changed` in their place, and load them."""
    for name, text in FILES.items():
        written = changed.get(name.replace(".", "_"), text)
        (folder / f"{name}.yaml").write_text(written, encoding="utf-8")
    rules = load_rules(folder)
    assert rules.diagnostics == ()
    return Law(rules)


def without(text: str, *names: str) -> str:
    """The cases without those of the given names."""
    head, *cases = text.split("  - {name: ")
    return head + "".join(f"  - {{name: {case}" for case in cases if case.partition(",")[0] not in names)
