"""The schemas for editors agree with the loader: current, fit for every shipped file, and refusing what it refuses."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from exportgate.diagnostics.model import Collector
from exportgate.engine.effects import Effect
from exportgate.foundation.yaml_source import parse
from exportgate.provisions.cases import load_cases
from exportgate.provisions.load import ProvisionLoader
from exportgate.provisions.reading import Reader
from exportgate.provisions.schema import SchemaKind, keys, schema, schema_text, undescribed
from exportgate.provisions.schema.shapes import EFFECTS
from exportgate.provisions.vocabulary import Vocabulary, load_vocabulary

Plain = Callable[[Path], Any]
SPECIAL = {"facts.yaml": "facts", "units.yaml": "units", "ruleset.yaml": "ruleset"}
RULE = """id: us.test.rule
kind: requirement
title: A rule
cite: 15 CFR 774
subject: shipment
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 62186
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - id: a
        outcome: license_required
        when: {all: [tpp >= limit, {any: [destination is "CN", not in_catalog]}]}
    thresholds:
      limit: {value: 4800, unit: TPP, words: 4800 or more}
"""
CASES = """provision: us.test.rule
cases:
  - name: at the limit
    on: 2024-01-01
    facts: {tpp: 4800, in_catalog: yes}
    expect: {a: applies}
"""
BROKEN = {
    "unknown key": ("made_by:", "make_by:"),
    "wrong kind": ("kind: requirement", "kind: requiremnt"),
    "missing id": ("id: us.test.rule\n", ""),
    "bad leaf": ("tpp >= limit", "tpp >= limit and more"),
    "bad operator": ("tpp >= limit", "tpp => limit"),
    "literal in a comparison": ("tpp >= limit", "tpp >= 4800"),
    "wrong outcome": ("outcome: license_required", "outcome: licence_required"),
    "missing outcome": ("        outcome: license_required\n", ""),
    "missing condition": ("        when:", "        # when:"),
    "both all and any": ("{all: [tpp >= limit,", "{any: [tpp >= limit], all: [tpp >= limit,"),
    "empty limb": ('[destination is "CN", not in_catalog]', "[]"),
    "code of another kind": ("outcome: license_required", "outcome: license_required\n        classify: 3A090.a"),
    "members of a rule": ("subject: shipment", "subject: shipment\nmembers: [CN]"),
    "no number": ("value: 4800", "value: about 4800"),
    "no day": ("from: 2022-10-07", "from: October 2022"),
    "no words": (", words: 4800 or more", ""),
    "a text for a mapping": ("{value: 4800, unit: TPP, words: 4800 or more}", "4800"),
    "a mapping for a text": ("title: A rule", "title: {of: rule}"),
    "never verified": ("    verified: {on: 2026-11-23, review_by: 2027-06-01}\n", ""),
}
BROKEN_CASES = {
    "unknown key": ("expect:", "expects:"),
    "no cases": (CASES[CASES.index("cases:") :], "cases: []\n"),
    "no day": ("on: 2024-01-01", "on: 1 January 2024"),
    "nothing expected": ("expect: {a: applies}", "expect: {}"),
    "no name": ("- name: at the limit\n    on", "- on"),
}


@pytest.fixture(scope="module")
def vocabulary(checkout: Path) -> Vocabulary:
    return load_vocabulary(checkout / "rules", Collector())


def fits(kind: SchemaKind, document: Any) -> bool:
    return bool(Draft202012Validator(schema(kind)).is_valid(document))


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", list(SchemaKind))
def test_the_schemas_on_file_are_the_ones_that_the_loader_gives(checkout: Path, kind: SchemaKind) -> None:
    kept = (checkout / "rules" / "schema" / f"{kind}.schema.json").read_text("utf-8")
    assert kept == schema_text(kind), "run: exportgate rules schema --output rules/schema"
    Draft202012Validator.check_schema(schema(kind))


def test_every_key_that_the_loader_accepts_is_described() -> None:
    assert undescribed() == ()


def test_a_key_without_description_is_named_with_what_to_add(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keys.SECTIONS, "fact", (*keys.SECTIONS["fact"], "footnotes"))
    (message,) = undescribed()
    assert "'footnotes' of a fact" in message
    assert "KEYS['fact'] in exportgate.provisions.schema.keys" in message
    assert keys.properties("fact")["footnotes"] == {}


def test_every_shipped_file_fits_its_schema(checkout: Path, plain_yaml: Plain) -> None:
    validators = {kind: Draft202012Validator(schema(kind)) for kind in SchemaKind}
    faults, files = [], 0
    for path in sorted((checkout / "rules").rglob("*.yaml")):
        cases = path.name.endswith(".cases.yaml")
        kind = SchemaKind("cases" if cases else SPECIAL.get(path.name, "provision"))
        found = validators[kind].iter_errors(plain_yaml(path))
        faults += [f"{path.name}: {error.json_path}: {error.message}" for error in found]
        files += 1
    assert faults == []
    assert files > 60


def test_the_sound_files_load_and_fit(tmp_path: Path, plain_yaml: Plain, vocabulary: Vocabulary) -> None:
    collector = Collector()
    assert ProvisionLoader(Reader(collector), vocabulary).load(parse(RULE, "rule"), "rule") is not None
    assert load_cases(parse(CASES, "cases"), "cases", Reader(collector))
    assert collector.found == []
    assert fits(SchemaKind.PROVISION, plain_yaml(written(tmp_path, RULE)))
    assert fits(SchemaKind.CASES, plain_yaml(written(tmp_path, CASES)))


@pytest.mark.parametrize("fault", sorted(BROKEN))
def test_what_the_loader_refuses_the_schema_refuses(
    tmp_path: Path, plain_yaml: Plain, vocabulary: Vocabulary, fault: str
) -> None:
    sound, broken = BROKEN[fault]
    text = RULE.replace(sound, broken)
    collector = Collector()
    ProvisionLoader(Reader(collector), vocabulary).load(parse(text, "rule"), "rule")
    assert collector.found
    assert not fits(SchemaKind.PROVISION, plain_yaml(written(tmp_path, text)))


@pytest.mark.parametrize("fault", sorted(BROKEN_CASES))
def test_cases_that_the_loader_refuses_the_schema_refuses(tmp_path: Path, plain_yaml: Plain, fault: str) -> None:
    sound, broken = BROKEN_CASES[fault]
    text = CASES.replace(sound, broken)
    collector = Collector()
    load_cases(parse(text, "cases"), "cases", Reader(collector))
    assert collector.found
    assert not fits(SchemaKind.CASES, plain_yaml(written(tmp_path, text)))


def test_scalars_that_an_editor_has_re_typed_fit(tmp_path: Path, plain_yaml: Plain) -> None:
    rule = plain_yaml(written(tmp_path, RULE))
    rule["cite"] = 740.8
    rule["versions"][0]["thresholds"]["limit"] |= {"value": 4800, "words": None}
    assert fits(SchemaKind.PROVISION, rule)
    cases = plain_yaml(written(tmp_path, CASES))
    cases["cases"][0]["facts"] = {"tpp": 4800.5, "in_catalog": True, "classification": ["3A090.a"]}
    cases["cases"][0]["expect"] = {"a": "applies_unless"}
    assert fits(SchemaKind.CASES, cases)


def test_a_number_has_a_unit_and_nothing_else_has_one() -> None:
    fact = {"type": "number", "title": "rate", "question": "Rate?"}
    assert not fits(SchemaKind.FACTS, {"facts": {"rate": fact}})
    assert fits(SchemaKind.FACTS, {"facts": {"rate": {**fact, "unit": "TOPS"}}})
    assert not fits(SchemaKind.FACTS, {"facts": {"rate": {**fact, "type": "code", "unit": "TOPS"}}})
    assert not fits(SchemaKind.FACTS, {"facts": {"Rate": {**fact, "unit": "TOPS"}}})


def test_an_effect_that_does_not_exist_is_refused() -> None:
    case = {"name": "x", "on": "2024-01-01", "expect": {"a": "aplies"}}
    assert not fits(SchemaKind.CASES, {"provision": "us.test.rule", "cases": [case]})
    assert set(EFFECTS) == {str(effect) for effect in Effect}


def test_every_pattern_is_one_that_editors_read() -> None:
    text = "".join(schema_text(kind) for kind in SchemaKind)
    assert re.search(r"\(\?P<|\\\\Z|\\\\A", text) is None
