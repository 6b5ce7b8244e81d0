"""Facts that a line states: the catalog stands over them, they fill its gaps, and none of them makes a pass."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.foundation.quantities import UNDEFINED, UNKNOWN, Number, exactly
from exportgate.items.catalog import Catalog
from exportgate.items.readings import readings
from exportgate.provisions.model import Outcome
from exportgate.screening.findings import LineDecision
from exportgate.screening.line_facts import agrees, fits

Screen = Callable[..., LineDecision]
CONTRADICTED = "exportgate.fact_contradicted"
RELIEVING = {"nac_notice_accepted", "purchase_order_on_file", "hbm_exporter_qualifies", "supplement_8_entity"}


@pytest.fixture
def screen(law: Law, kernel: Callable[..., Any], line: Callable[..., Any]) -> Screen:
    screened, _ = kernel()

    def one(part: str, facts: Mapping[str, str] | None = None, to: str = "CN", **more: Any) -> LineDecision:
        typed = {name: parse_value(law.rules.vocabulary.fact(name), text) for name, text in (facts or {}).items()}
        made = line(part, to=to, facts=tuple(sorted(typed.items())), **{"eccn": None, **more})
        found: LineDecision = screened.screen([made])[0]
        return found

    return one


def provisions(decision: LineDecision) -> set[str]:
    return {finding.provision for finding in decision.findings}


def shown(decision: LineDecision) -> dict[str, tuple[str, str, str]]:
    return {name: (value, unit, source) for name, value, unit, source in decision.item.facts}


@pytest.mark.parametrize("facts", [{"tpp": "4992"}, {"fp16_rate": "312"}, {"link_bandwidth": "600", "tpp": "4992.0"}])
def test_what_the_catalog_says_too_changes_nothing(screen: Screen, facts: dict[str, str]) -> None:
    assert screen("A100 SXM4 80GB", facts) == screen("A100 SXM4 80GB")


def test_the_catalog_stands_over_another_figure_and_the_line_is_held(screen: Screen) -> None:
    plain, found = (
        screen("L4", facts, to="DE", parent=("Elbe GmbH", "DE")) for facts in ({}, {"memory_bandwidth": "100"})
    )
    assert (plain.outcome, found.outcome, found.needs) == ("no_finding", "hold", ("memory_bandwidth",))
    (finding,) = [item for item in found.findings if item.provision == CONTRADICTED]
    assert finding.because == (
        "the line states memory_bandwidth (memory bandwidth) as 100 GB/s, but the catalog gives 300 GB/s for L4, which "
        "is used here"
    )
    assert shown(found)["memory_bandwidth"] == ("300", "GB/s", "catalog")


def test_a_figure_below_the_threshold_does_not_move_a_controlled_part(screen: Screen) -> None:
    found = screen("A100 SXM4 80GB", {"tpp": "4799", "performance_density": "1"})
    assert (found.outcome, found.item.classifications) == ("license_required", ("3A090.a", "4A090.a"))
    assert [item.provision for item in found.findings].count(CONTRADICTED) == 2


@pytest.mark.parametrize(
    ("part", "fact", "text"),
    [
        ("A100 SXM4 80GB", "designed_or_marketed_for_datacenter", "no"),
        ("A100 SXM4 80GB", "item_kind", "ic"),
        ("A100 SXM4 80GB", "applicable_die_area", "undefined"),
    ],
)
def test_a_word_of_the_catalog_stands_as_its_figures_do(screen: Screen, part: str, fact: str, text: str) -> None:
    assert CONTRADICTED in provisions(screen(part, {fact: text}))


@pytest.mark.parametrize(
    ("text", "contradicted"), [("6.04", False), ("6.043", False), ("6.044", False), ("6.05", True)]
)
def test_a_quotient_is_compared_at_the_digits_that_are_stated(screen: Screen, text: str, contradicted: bool) -> None:  # noqa: FBT001 - a parameter
    found = screen("A100 SXM4 80GB", {"performance_density": text})
    assert (CONTRADICTED in provisions(found)) == contradicted
    assert shown(found)["performance_density"] == ("6.0435835351", "TPP/mm2", "derived")


def test_the_makers_own_tpp_contradicts_nothing(screen: Screen, catalog: Catalog) -> None:
    (part,) = catalog.resolve("A100 SXM4 40GB").parts
    assert part.stated_tpp is not None
    stated = str(exactly(part.stated_tpp))
    assert stated != shown(screen(part.name))["tpp"][0]
    assert CONTRADICTED not in provisions(screen(part.name, {"tpp": stated}))


def test_a_figure_that_fits_one_of_several_parts_contradicts_nothing(screen: Screen, catalog: Catalog) -> None:
    names = catalog.resolve("A100").parts
    areas = {part.memory_bandwidth for part in names}
    assert len(areas) > 1
    for area in areas:
        assert area is not None
        assert CONTRADICTED not in provisions(screen("A100", {"memory_bandwidth": str(exactly(area))}))
    assert CONTRADICTED in provisions(screen("A100", {"memory_bandwidth": "7"}))


def test_a_gap_of_the_catalog_is_filled_and_shown_as_the_lines(screen: Screen, catalog: Catalog) -> None:
    gap = next(part for part in catalog.parts if part.rates and part.dies is None and part.datacenter == "yes")
    found = screen(gap.name, {"applicable_die_area": "500"})
    assert shown(found)["applicable_die_area"] == ("500", "mm2", "line")
    assert shown(found)["performance_density"][2] == "derived"
    assert CONTRADICTED not in provisions(found)


def test_an_open_convention_is_settled_by_the_line(screen: Screen) -> None:
    plain, settled = screen("Trainium1"), screen("Trainium1", {"tf32_bit_length": "32"})
    assert "tf32_bit_length" in plain.needs
    assert "tf32_bit_length" not in settled.needs
    assert CONTRADICTED not in provisions(settled)
    assert screen("A100 SXM4 80GB", {"tf32_bit_length": "32"}).findings == screen("A100 SXM4 80GB").findings


CONTROLLED = {"fp16_rate": "300", "applicable_die_area": "500", "designed_or_marketed_for_datacenter": "yes"}


def test_an_unknown_part_is_evaluated_from_the_figures_of_its_line(screen: Screen) -> None:
    found = screen("XJ-7", CONTROLLED)
    assert (found.outcome, found.item.classifications) == ("license_required", ("3A090.a",))
    assert shown(found)["tpp"] == ("4800", "TPP", "derived")
    assert shown(found)["fp16_rate"] == ("300", "TOPS", "line")


def test_figures_below_every_threshold_are_no_pass(screen: Screen) -> None:
    low = {**CONTROLLED, "fp16_rate": "1"}
    assert provisions(screen("XJ-7", low, to="DE")) == {"exportgate.not_modeled"}
    assert screen("XJ-7", low, to="DE").outcome == "hold"


def test_a_declaration_that_the_figures_contradict_is_held(screen: Screen) -> None:
    ear99 = screen("XJ-7", CONTROLLED, to="DE", eccn="EAR99")
    assert (ear99.outcome, "exportgate.declared_eccn_contradicted" in provisions(ear99)) == ("hold", True)
    below = screen("XJ-7", {**CONTROLLED, "fp16_rate": "1"}, eccn="3A090.a")
    assert (below.outcome, "exportgate.declared_eccn_contradicted" in provisions(below)) == ("hold", True)


def test_a_few_figures_leave_a_declared_paragraph_standing(screen: Screen) -> None:
    plain, found = screen("XJ-7", eccn="3A090.a"), screen("XJ-7", {"memory_bandwidth": "2000"}, eccn="3A090.a")
    assert (plain.outcome, found.outcome) == ("license_required", "license_required")
    assert found.item.classifications == ("3A090.a",)
    assert found.findings == plain.findings


def test_a_total_below_its_own_rates_is_held_and_one_above_stands(screen: Screen) -> None:
    below = screen("XJ-7", {**CONTROLLED, "tpp": "100"})
    assert (below.item.classifications, CONTRADICTED in provisions(below)) == (("3A090.a",), True)
    above = screen("XJ-7", {**CONTROLLED, "fp16_rate": "1", "tpp": "4800"})
    assert (above.item.classifications, CONTRADICTED in provisions(above)) == (("3A090.a",), False)


def test_a_rate_stated_as_unknown_is_not_an_absent_one(screen: Screen) -> None:
    low = {"fp16_rate": "100", "applicable_die_area": "500", "designed_or_marketed_for_datacenter": "no"}
    absent = screen("XJ-7", low, to="DE", eccn="EAR99")
    unknown = screen("XJ-7", {**low, "fp4_rate": "unknown"}, eccn="EAR99")
    assert (absent.outcome, unknown.outcome) == ("no_finding", "hold")
    assert "tpp" in unknown.needs
    assert shown(unknown)["fp4_rate"] == ("unknown", "TOPS", "line")
    assert shown(unknown)["tpp"][0] == "at least 1600"


def test_a_figure_stated_as_unknown_takes_nothing_from_what_is_known(screen: Screen) -> None:
    facts = {"tpp": "unknown", "fp16_rate": "unknown", "item_kind": "unknown"}
    assert screen("A100 SXM4 80GB", facts) == screen("A100 SXM4 80GB")
    assert screen("XJ-7", {"tpp": "unknown"}, eccn="3A090.a").outcome == "license_required"
    assert screen("XJ-7", {"tpp": "unknown"}).outcome == "hold"


def test_an_exception_that_the_line_proves_relieves_and_is_shown(screen: Screen) -> None:
    needed = screen("GeForce RTX 4090")
    proved = screen("GeForce RTX 4090", {"nac_notice_accepted": "yes", "purchase_order_on_file": "yes"})
    half = screen("GeForce RTX 4090", {"nac_notice_accepted": "yes", "purchase_order_on_file": "unknown"})
    assert (needed.outcome, half.outcome, proved.outcome) == ("license_required", "license_required", "no_finding")
    assert "purchase_order_on_file" in half.needs
    assert [(item.id, item.status) for item in proved.license_exceptions] == [("NAC", "available")]
    assert shown(proved)["nac_notice_accepted"] == ("yes", "", "line")


def test_lines_that_differ_in_a_fact_are_decided_apart(kernel: Callable[..., Any], line: Callable[..., Any]) -> None:
    lines = [line("XJ-7", eccn=None, to="CN", facts=facts) for facts in ((), (("tpp", exactly(4800)),))]
    screened, _ = kernel()
    assert screened.screen(lines) == [kernel()[0].screen([one])[0] for one in lines]
    assert len({id(found) for found in screened.screen(lines)}) == 2


ANY_DAY = st.sampled_from(["2022-11-01", "2023-11-17", "2024-06-03", "2025-04-10", "2026-02-01"])
FIGURES = st.one_of(
    st.integers(0, 10**5).map(str), st.decimals(0, 10**4, places=3).map(str), st.sampled_from(["undefined", "unknown"])
)
STATED = st.dictionaries(
    st.sampled_from(
        ["tpp", "performance_density", "link_bandwidth", "fp16_rate", "fp8_rate", "int8_rate", "package_area"]
    ),
    FIGURES,
    min_size=1,
    max_size=3,
)
PLACES = st.sampled_from(["CN", "MY", "DE", "IR", "RU"])


def rank(decision: LineDecision) -> int:
    return Outcome(decision.outcome).rank


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), day=ANY_DAY, to=PLACES, facts=STATED)
def test_no_fact_of_a_line_makes_a_decision_of_the_catalog_milder(
    screen: Screen, catalog: Catalog, data: st.DataObject, day: str, to: str, facts: dict[str, str]
) -> None:
    part = data.draw(st.sampled_from([part for part in catalog.parts if part.rates and part.dies is not None]))
    plain, found = screen(part.name, None, to, day=day), screen(part.name, facts, to, day=day)
    in_catalog = {name for name, _ in readings(part)[0].facts} | {"tpp", "performance_density"}
    decided = plain.outcome != "hold" or facts.keys() <= in_catalog
    assert not decided or rank(found) <= rank(plain)


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=ANY_DAY, to=PLACES, facts=STATED, eccn=st.sampled_from([None, "EAR99", "3A090.a", "3A090.b", "5A992.c"]))
def test_figures_of_an_unknown_part_are_never_a_pass_that_its_declaration_is_not(
    screen: Screen, day: str, to: str, facts: dict[str, str], eccn: str | None
) -> None:
    plain, found = screen("XJ-7", None, to, day=day, eccn=eccn), screen("XJ-7", facts, to, day=day, eccn=eccn)
    # What the figures put into an entry is judged by that entry, which needs no license everywhere.
    classified = bool(found.item.classifications)
    assert found.outcome != "no_finding" or plain.outcome == "no_finding" or classified


def test_comparison_of_figures_is_exact_but_for_quotients() -> None:
    third, half = exactly(Fraction(20, 3)), exactly(Fraction(1, 2))
    assert [agrees(exactly(Fraction(text)), third) for text in ("6.67", "6.66", "7", "6", "6.68", "6.7")] == [
        *(True, True, True, True, False, True)
    ]
    assert not agrees(exactly(Fraction("0.50000001")), half)
    assert not agrees(UNDEFINED, third)
    assert agrees(UNDEFINED, UNDEFINED)


def test_a_figure_fits_what_is_known_of_it_in_part() -> None:
    least = Number(Fraction(600))
    assert [fits(exactly(value), least) for value in (599, 600, 601)] == [False, True, True]
    assert fits(UNDEFINED, UNKNOWN)
    assert not fits(UNDEFINED, least)
    assert not fits(exactly(600), exactly(600))
