"""A small folder of an organization's own rules, whole or with a fault put in."""

from pathlib import Path

HEAD = "namespace: acme\nversion: 2026.1\ntitle: Policy of Acme\n"
RULE = """\
id: acme.{name}
kind: restriction
title: Nothing to Venezuela
cite: Acme Trade Policy, section 1, beside 15 CFR 746.6
subject: shipment
versions:
  - in_force: {{from: 2024-01-01}}
    made_by: Acme Trade Policy
    confidence: P
    verified: {{on: 2026-11-20, review_by: 2099-01-01}}
    paragraphs:
      - id: all
        when: destination is "VE"
"""
CASES = """\
provision: acme.{name}
cases:
  - name: there
    on: 2024-06-01
    facts: {{destination: VE}}
    expect: {{all: {expected}}}
  - name: elsewhere
    on: 2024-06-01
    facts: {{destination: JP}}
    expect: {{all: does_not_apply}}
"""
EDGES = """\
  - name: destination not known
    on: 2024-06-01
    facts: {event: export}
    expect: {all: undetermined}
    needs: [destination]
  - name: the first day
    on: 2024-01-01
    facts: {destination: VE}
    expect: {all: applies}
  - name: the day before
    on: 2023-12-31
    facts: {destination: VE}
    expect: {all: not_in_force}
"""


def write_rules(folder: Path, *, name: str = "embargo", expected: str = "applies", edges: str = EDGES) -> Path:
    """Write a folder with one rule and its cases; give another `expected` to have the first of them fail."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "ruleset.yaml").write_text(HEAD, encoding="utf-8")
    (folder / f"{name}.yaml").write_text(RULE.format(name=name), encoding="utf-8")
    cases = CASES.format(name=name, expected=expected) + edges
    (folder / f"{name}.cases.yaml").write_text(cases, encoding="utf-8")
    return folder
