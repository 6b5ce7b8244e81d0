"""The tree of a decision says what the columns say: every paragraph, every leaf, and what stood in the way."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from exportgate.engine import conditions
from exportgate.engine.definitions import derive
from exportgate.engine.effects import Effect, work_out
from exportgate.engine.law import Law
from exportgate.engine.table import table_of
from exportgate.engine.trace.derivation import DefinitionsOfDay, Derivation, derivations
from exportgate.engine.trace.model import LeafTrace, LimbTrace, ParagraphTrace, Stage, deciding, shortfall
from exportgate.engine.trace.reading import trace_stage
from exportgate.engine.typed import parse_value
from exportgate.foundation.truth import Truth
from exportgate.provisions.model import Subject
from exportgate.provisions.ruleset import load_rules

Circuit = Callable[..., Stage]
Facts = dict[str, str]
A800: Facts = {"item_kind": "assembly", "fp16_rate": "312", "int8_rate": "624", "link_bandwidth": "400"}


@pytest.fixture(scope="module")
def law(checkout: Path) -> Law:
    return Law(load_rules(checkout / "rules"))


@pytest.fixture
def circuit(law: Law) -> Circuit:
    def make(day: str, **facts: str) -> Stage:
        of_day, vocabulary = law.on(date.fromisoformat(day)), law.rules.vocabulary
        known = {name: parse_value(vocabulary.fact(name), text) for name, text in facts.items()}
        row = {name: value for name, value in known.items() if value is not None}
        table = derive(table_of([row], vocabulary), of_day.definitions)
        return Stage(Subject.CIRCUIT, work_out(of_day.stages[Subject.CIRCUIT], table, of_day.groups), table)

    return make


def traced(stage: Stage) -> dict[str, ParagraphTrace]:
    found = trace_stage(stage, 0, {"tpp": "derived by us.ear.def.tpp", "item_kind": "catalog"})
    return {paragraph.held.paragraph.id: paragraph for paragraph in found}


def test_every_paragraph_of_the_stage_is_in_the_trace_with_its_effect(circuit: Circuit) -> None:
    stage = circuit("2024-06-01", tpp="4799", performance_density="1", designed_or_marketed_for_datacenter="yes")
    found = trace_stage(stage, 0, {})
    assert [item.held.id for item in found] == list(stage.results)
    assert [item.effect for item in found] == [result.effect(0) for result in stage.results.values()]


def test_a_trace_is_read_and_never_evaluated(circuit: Circuit, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = circuit("2024-06-01", tpp="4799", performance_density="1")

    def refuse(*_: object) -> None:
        raise AssertionError("a condition is evaluated a second time")

    for name in ("evaluate", "leaf_truth", "ask", "compare", "compare_column"):
        monkeypatch.setattr(conditions, name, refuse)
    assert len(trace_stage(stage, 0, {})) == len(stage.results)


def test_a_leaf_has_value_source_threshold_words_and_margin(circuit: Circuit) -> None:
    paragraph = traced(circuit("2022-12-01", **A800, host_bandwidth="64"))["a"]
    tpp, io = paragraph.leaves()
    assert (tpp.leaf.text, tpp.source, tpp.truth) == ("tpp >= a_processing", "derived by us.ear.def.tpp", Truth.YES)
    assert io.threshold is not None
    words = "has, or can be programmed to have, ... 600 Gbyte/s or more"
    assert (io.threshold.text, io.threshold.words) == ("600", words)
    assert io.margin is not None
    assert (io.truth, io.margin.absolute, io.margin.percent) == (Truth.NO, Fraction(-136), Fraction(-68, 3))
    assert paragraph.effect is Effect.DOES_NOT_APPLY


def test_limbs_keep_their_citation_and_their_truth(circuit: Circuit) -> None:
    condition = traced(circuit("2024-06-01", tpp="1700", performance_density="6"))["a"].condition
    assert isinstance(condition, LimbTrace)
    first, second = condition.children
    assert isinstance(first, LimbTrace)
    assert isinstance(second, LimbTrace)
    assert (condition.every, condition.truth) == (False, Truth.YES)
    assert (first.cite, first.truth) == ("3A090.a.1", Truth.NO)
    assert (second.cite, second.truth) == ("3A090.a.2", Truth.YES)


def test_an_exception_that_is_barred_names_what_bars_it(circuit: Circuit) -> None:
    facts = {"item_kind": "ic", "tpp": "5284.8", "designed_or_marketed_for_datacenter": "no"}
    paragraph = traced(circuit("2024-06-01", **facts))["a"]
    considered = {item.held.paragraph.id: item for item in paragraph.exceptions}
    note = considered["note-2"]
    assert (note.effect, note.stands) == (Effect.DOES_NOT_APPLY, Truth.NO)
    assert note.barred_by == ("us.ear.ccl.3a090#note-2-limit",)
    assert [leaf.fact.name for leaf in considered["no-processing-unit"].deciding] == ["item_kind"]


def test_an_exception_that_relieves_says_on_what(circuit: Circuit) -> None:
    facts = {
        "item_kind": "ic",
        "tpp": "4707.2",
        "performance_density": "7",
        "designed_or_marketed_for_datacenter": "no",
    }
    paragraph = traced(circuit("2024-06-01", **facts))["a"]
    note = next(item for item in paragraph.exceptions if item.held.paragraph.id == "note-2")
    assert (paragraph.condition.truth, paragraph.effect) == (Truth.YES, Effect.DOES_NOT_APPLY)
    assert (note.stands, note.barred_by) == (Truth.YES, ())
    assert [leaf.leaf.text for leaf in note.deciding] == ["not designed_or_marketed_for_datacenter"]


def test_a_junior_paragraph_shows_the_senior_it_gives_way_to(circuit: Circuit) -> None:
    facts = {"item_kind": "ic", "tpp": "5000", "performance_density": "4", "designed_or_marketed_for_datacenter": "yes"}
    paragraph = traced(circuit("2024-06-01", **facts))["b"]
    assert [(item.held.paragraph.id, item.stands) for item in paragraph.seniors] == [("a", Truth.YES)]
    assert (paragraph.condition.truth, paragraph.effect) == (Truth.YES, Effect.DOES_NOT_APPLY)


def test_needs_are_those_of_the_condition_or_of_what_is_not_proved(circuit: Circuit) -> None:
    known = {"item_kind": "ic", "tpp": "2000"}
    assert traced(circuit("2024-06-01", **known))["a"].needs == ("performance_density",)
    dense = traced(circuit("2024-06-01", **known, performance_density="6"))["a"]
    assert (dense.effect, dense.needs) == (Effect.APPLIES_UNLESS, ("designed_or_marketed_for_datacenter",))


@pytest.mark.parametrize(
    ("tpp", "density", "gap"),
    [
        ("4800", "1", Fraction(0)),
        ("4799", "1", Fraction(1, 48)),
        ("1700", "5.91", Fraction(25, 148)),
        ("800", "6", Fraction(50)),
        ("2000", "unknown", Fraction(175, 3)),
        ("unknown", "unknown", None),
    ],
)
def test_shortfall_is_that_of_the_limb_that_is_nearest(
    circuit: Circuit, tpp: str, density: str, gap: Fraction | None
) -> None:
    assert shortfall(traced(circuit("2024-06-01", tpp=tpp, performance_density=density))["a"].condition) == gap


def test_deciding_leaves_are_those_that_share_the_answer_all_the_way(circuit: Circuit) -> None:
    condition = traced(circuit("2024-06-01", tpp="1700", performance_density="5"))["a"].condition
    assert [leaf.leaf.text for leaf in deciding(condition)] == ["tpp >= a1_tpp", "performance_density >= a2_density"]
    assert all(isinstance(leaf, LeafTrace) for leaf in deciding(condition))


def derived(law: Law, day: str, stage: Stage, given: frozenset[str] = frozenset()) -> dict[str, Derivation]:
    on = date.fromisoformat(day)
    of_day = DefinitionsOfDay(law.on(on).definitions, law.rules.provisions, on)
    sources = dict.fromkeys(A800, "catalog")
    return {item.fact.name: item for item in derivations(of_day, stage.table, 0, sources, given)}


def test_the_highest_of_several_figures_shows_each_term_and_which_decides(law: Law, circuit: Circuit) -> None:
    found = derived(law, "2022-12-01", circuit("2022-12-01", **{**A800, "int8_rate": "600"}))["tpp"]
    stated = [(str(term.value), term.decides) for term in found.terms if term.stated]
    assert found.highest
    assert stated == [("4800", False), ("4992", True)]
    assert (str(found.value), found.definition.provision) == ("4992", "us.ear.def.tpp")
    assert (found.inputs["fp16_rate"].source, found.inputs["fp8_rate"].source) == ("catalog", "not known")
    assert found.version.made_by == "87 FR 62186"


def test_a_sum_with_a_missing_term_shows_what_is_known_of_it(law: Law, circuit: Circuit) -> None:
    found = derived(law, "2022-12-01", circuit("2022-12-01", **A800))["io_bandwidth"]
    assert (found.highest, str(found.value)) == (False, "at least 400")
    assert [term.decides for term in found.terms] == [False]


def test_what_was_given_is_not_derived(law: Law, circuit: Circuit) -> None:
    stage = circuit("2022-12-01", **A800, tpp="100")
    assert "tpp" not in derived(law, "2022-12-01", stage, frozenset({"tpp"}))
