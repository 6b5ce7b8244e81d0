"""Effects follow conditions, exceptions and precedence, and never the order of files or rows."""

import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.diagnostics.model import Collector
from exportgate.engine.effects import Effect, effects_without, work_out
from exportgate.engine.law import Law, precedence_order
from exportgate.engine.table import table_of
from exportgate.engine.values import Code, Value, codes
from exportgate.foundation.quantities import exactly
from exportgate.foundation.truth import Truth
from exportgate.foundation.yaml_source import parse
from exportgate.provisions.load import ProvisionLoader
from exportgate.provisions.model import Subject
from exportgate.provisions.reading import Reader
from exportgate.provisions.ruleset import RuleSet, load_rules
from exportgate.provisions.vocabulary import Fact, FactType

from .small_rules import small_law

DAY = date(2024, 6, 1)


@pytest.fixture(scope="module")
def rules(checkout: Path) -> RuleSet:
    return load_rules(checkout / "rules")


@pytest.fixture(scope="module")
def law(rules: RuleSet) -> Law:
    return Law(rules)


def effects(law: Law, **facts: Value) -> dict[str, str]:
    of_day = law.on(DAY)
    results = work_out(of_day.stages[Subject.CIRCUIT], table_of([facts], law.rules.vocabulary), of_day.groups)
    return {name.partition("#")[2]: str(result.effect(0)) for name, result in results.items() if "3a090" in name}


def test_a_proved_exception_relieves_and_an_unproved_one_only_shows(law: Law) -> None:
    facts: dict[str, Value] = {"item_kind": Code("ic"), "tpp": exactly(2000), "performance_density": exactly(6)}
    marketed = "designed_or_marketed_for_datacenter"
    assert effects(law, **facts, **{marketed: Truth.NO})["a"] == Effect.DOES_NOT_APPLY
    assert effects(law, **facts, **{marketed: Truth.YES})["a"] == Effect.APPLIES
    assert effects(law, **facts)["a"] == Effect.APPLIES_UNLESS


def test_a_paragraph_yields_to_the_stricter_one(law: Law) -> None:
    found = effects(law, item_kind=Code("ic"), tpp=exactly(4800), performance_density=exactly(4))
    assert (found["a"], found["b"]) == (Effect.APPLIES, Effect.DOES_NOT_APPLY)


def test_a_missing_fact_leaves_a_paragraph_undetermined(law: Law) -> None:
    assert effects(law, tpp=exactly(2000))["a"] == Effect.UNDETERMINED


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "tpp": st.sampled_from([0, 1599, 1600, 2399, 2400, 4799, 4800]).map(exactly),
        "performance_density": st.sampled_from([0, 1, 2, 3, 4, 5, 6]).map(exactly),
        "designed_or_marketed_for_datacenter": st.sampled_from([Truth.NO, Truth.YES]),
    },
)


@given(rows=st.lists(VALUES, min_size=1, max_size=12), seed=st.integers(0, 99))
def test_rows_and_paragraphs_may_come_in_any_order(law: Law, rows: list[dict[str, Value]], seed: int) -> None:
    of_day, vocabulary = law.on(DAY), law.rules.vocabulary
    paragraphs = list(of_day.stages[Subject.CIRCUIT])
    mixer = random.Random(seed)  # noqa: S311 - it mixes, it guards nothing
    order = mixer.sample(range(len(rows)), len(rows))
    mixer.shuffle(paragraphs)
    plain = work_out(of_day.stages[Subject.CIRCUIT], table_of(rows, vocabulary), of_day.groups)
    mixed_rows = table_of([rows[i] for i in order], vocabulary)
    mixed = work_out(precedence_order(paragraphs), mixed_rows, of_day.groups)
    for name, result in plain.items():
        assert [mixed[name].effect(k) for k in range(len(rows))] == [result.effect(i) for i in order]


@given(rows=st.lists(VALUES, min_size=1, max_size=12))
def test_a_column_answers_as_each_row_alone_does(law: Law, rows: list[dict[str, Value]]) -> None:
    of_day, vocabulary = law.on(DAY), law.rules.vocabulary
    together = work_out(of_day.stages[Subject.CIRCUIT], table_of(rows, vocabulary), of_day.groups)
    for number, row in enumerate(rows):
        alone = work_out(of_day.stages[Subject.CIRCUIT], table_of([row], vocabulary), of_day.groups)
        assert {n: r.effect(0) for n, r in alone.items()} == {n: r.effect(number) for n, r in together.items()}


@given(row=VALUES, fact=st.sampled_from(["tpp", "performance_density"]), number=st.integers(0, 9000))
def test_one_more_fact_never_turns_a_decided_effect(law: Law, row: dict[str, Value], fact: str, number: int) -> None:
    if fact in row:
        return
    before, after = effects(law, **row), effects(law, **{**row, fact: exactly(number)})
    for paragraph, effect in before.items():
        if effect in (Effect.APPLIES, Effect.DOES_NOT_APPLY):
            assert after[paragraph] == effect


CLASH = """id: us.test.clash
kind: classification
title: Two unordered paragraphs
cite: 15 CFR 774
subject: circuit
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 62186
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - {id: a, classify: A, when: designed_or_marketed_for_datacenter}
      - {id: b, classify: B, when: designed_or_marketed_for_datacenter}
"""


def test_two_unordered_paragraphs_that_both_apply_are_a_conflict(rules: RuleSet) -> None:
    reader = Reader(Collector())
    provision = ProvisionLoader(reader, rules.vocabulary).load(parse(CLASH, "clash.yaml"), "clash.yaml")
    assert provision is not None
    lone = RuleSet({provision.id: provision}, (), rules.vocabulary, (), "", 1)
    law = Law(lone).on(DAY)
    table = table_of([{"designed_or_marketed_for_datacenter": Truth.YES}], rules.vocabulary)
    results = work_out(law.stages[Subject.CIRCUIT], table, law.groups)
    assert {str(result.effect(0)) for result in results.values()} == {Effect.CONFLICT}


BARRED = """id: us.test.rule
kind: classification
title: A rule, its note, and what bars the note
cite: 15 CFR 774
subject: circuit
versions:
  - in_force: {from: 2022-10-07}
    made_by: 87 FR 1
    confidence: P
    verified: {on: 2026-11-23, review_by: 2027-06-01}
    paragraphs:
      - {id: a, classify: 3A090.a, when: {all: [tpp >= limit]}}
      - {id: note, overrides: [a], when: {all: [tpp >= limit]}}
      - {id: bar, overrides: [note], when: {all: [marketed]}}
    thresholds:
      limit: {value: 4800, unit: TPP, words: 4800 or more}
"""
BARRED_CASES = (
    "provision: us.test.rule\ncases:\n  - {name: one, on: 2024-01-01, facts: {}, expect: {a: undetermined}}\n"
)


FIGURES = ("0", "1.6", "3.2", "5.92", "600", "1600", "2400", "4800", "9000")
WORDS = ("CN", "MO", "DE", "AE", "CY", "US", "ic", "memory", "export", "in_country_transfer", "3A090.a", "3A090.b")
PAIRS = 25


def refined(facts: Sequence[Fact], mixer: random.Random) -> tuple[dict[str, Value], dict[str, Value]]:
    """A row of facts, some of them unknown, and the same row with one more fact known."""
    row = {fact.name: value_of(fact, mixer) for fact in facts if mixer.random() < mixer.choice([0.2, 0.5, 0.9])}
    fact = mixer.choice([fact for fact in facts if fact.name not in row] or facts)
    row.pop(fact.name, None)
    return row, {**row, fact.name: value_of(fact, mixer)}


def value_of(fact: Fact, mixer: random.Random) -> Value:
    if fact.type is FactType.NUMBER:
        return exactly(Fraction(mixer.choice(FIGURES)))
    if fact.type is FactType.YES_NO:
        return mixer.choice([Truth.NO, Truth.YES])
    if fact.type is FactType.CODE:
        return Code(mixer.choice(WORDS))
    return codes(mixer.choices((*WORDS, "3A090.c", "4A090.a"), k=mixer.randrange(3)))


@settings(deadline=None, max_examples=12)
@given(
    seed=st.integers(0, 2**32),
    day=st.sampled_from([date(2023, 6, 1), date(2024, 4, 10), date(2025, 2, 1), date(2026, 8, 1)]),
)
def test_learning_a_fact_never_turns_a_decided_effect(law: Law, seed: int, day: date) -> None:
    """Many pairs of rows stand in each table, so that few tables ask about all of them."""
    of_day, vocabulary = law.on(day), law.rules.vocabulary
    mixer = random.Random(seed)  # noqa: S311 - it mixes, it guards nothing
    facts = sorted(vocabulary.facts.values(), key=lambda fact: fact.name)
    rows = [row for _ in range(PAIRS) for row in refined(facts, mixer)]
    for subject in Subject:
        results = work_out(of_day.stages[subject], table_of(rows, vocabulary), of_day.groups)
        for name, result in results.items():
            for less in range(0, len(rows), 2):
                if result.effect(less) in (Effect.APPLIES, Effect.DOES_NOT_APPLY):
                    assert result.effect(less + 1) is result.effect(less), (name, rows[less], rows[less + 1])


@pytest.mark.parametrize(
    ("bar", "wanted"), [(None, Effect.APPLIES_UNLESS), (Truth.NO, Effect.DOES_NOT_APPLY), (Truth.YES, Effect.APPLIES)]
)
def test_what_may_itself_be_relieved_relieves_only_unless(tmp_path: Path, bar: Truth | None, wanted: Effect) -> None:
    law = small_law(tmp_path, rule=BARRED, rule_cases=BARRED_CASES)
    row: dict[str, Value] = {"tpp": exactly(5000), **({} if bar is None else {"marketed": bar})}
    of_day = law.on(date(2024, 1, 1))
    results = work_out(of_day.stages[Subject.CIRCUIT], table_of([row], law.rules.vocabulary), of_day.groups)
    assert results["us.test.rule#a"].effect(0) is wanted


def test_leaving_nothing_out_gives_the_effects_as_they_are(tmp_path: Path) -> None:
    """Also where a paragraph in conflict, which may itself be relieved, stands before another."""
    clash = (
        BARRED.replace(
            "      - {id: note, overrides: [a], when: {all: [tpp >= limit]}}\n",
            "      - {id: p, classify: 3A090.b, overrides: [a], when: {all: [tpp >= limit]}}\n"
            "      - {id: q, classify: 3A090.c, when: {all: [tpp >= limit]}}\n",
        )
        .replace("overrides: [note]", "overrides: [p]")
        .replace("classify: 3A090.a, ", "")
    )
    law = small_law(tmp_path, rule=clash, rule_cases=BARRED_CASES)
    of_day = law.on(date(2024, 1, 1))
    table = table_of([{"tpp": exactly(5000)}], law.rules.vocabulary)
    results = work_out(of_day.stages[Subject.CIRCUIT], table, of_day.groups)
    assert results["us.test.rule#p"].effect(0) is Effect.CONFLICT
    assert results["us.test.rule#a"].effect(0) is Effect.APPLIES_UNLESS
    assert (
        effects_without(results["us.test.rule#a"], results, ()).tolist() == results["us.test.rule#a"].effects.tolist()
    )
