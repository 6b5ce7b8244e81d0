"""Applying a reported change gives the reported answer, and no smaller change of one fact alters the present one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest

from exportgate.engine.law import Law
from exportgate.engine.typed import parse_value
from exportgate.engine.values import Value, codes
from exportgate.foundation.quantities import Number, exactly
from exportgate.foundation.truth import Truth
from exportgate.items.catalog import Catalog
from exportgate.screening.axis import Bound, Stretch
from exportgate.screening.changes import Answer, Change, Nearest, answer_of
from exportgate.screening.items import ItemQuery
from exportgate.screening.nearest import nearest_changes
from exportgate.screening.shipments import Route
from exportgate.screening.single import Question, classify_item, decide_variants, work_out_item

Asking = Callable[..., Question]
SAMPLE = [
    ("A800 SXM4 80GB", "2022-12-01"),
    ("A100", "2024-06-01"),
    ("H20 SXM 96GB", "2024-06-01"),
    ("RTX 4090 D", "2024-06-01"),
    ("L40S", "2024-12-03"),
    ("MI210", "2023-12-01"),
    ("HBM2 stack 2.4Gbps", "2025-02-01"),
    ("Ascend 910B", "2024-06-01"),
    ("Trainium1", "2024-06-01"),
]


@pytest.fixture
def asking(law: Law, catalog: Catalog) -> Asking:
    def make(part: str, day: str, *, eccn: str = "", **facts: str) -> Question:
        known = ((name, parse_value(law.rules.vocabulary.fact(name), text)) for name, text in facts.items())
        given = tuple(sorted((name, value) for name, value in known if value is not None))
        route = Route("export", "US", "CN", codes(["CN"], complete=False))
        return Question(ItemQuery(part, eccn=eccn, facts=given), route, date.fromisoformat(day), law, catalog)

    return make


def found(question: Question) -> Nearest:
    return nearest_changes(work_out_item(question), question)


def with_fact(query: ItemQuery, name: str, value: Value) -> ItemQuery:
    return replace(query, facts=tuple(sorted({**dict(query.facts), name: value}.items())))


def answers(question: Question, name: str, values: list[Value]) -> list[Answer]:
    queries = [with_fact(question.query, name, value) for value in values]
    return [answer_of(decision) for decision in decide_variants(queries, question)]


def changes_of(nearest: Nearest, name: str) -> list[Change]:
    return [change for change in nearest.changes if change.fact.name == name]


def in_between(change: Change, rng: Random) -> Iterator[Value]:
    """Yield numbers on the way to a change, short of it."""
    assert isinstance(change.to, Bound)
    assert isinstance(change.present, Number)
    start, end = change.present.low, change.to.value
    for _ in range(12):
        yield exactly(start + (end - start) * Fraction(rng.randrange(1, 10**6), 10**6))


@pytest.mark.parametrize(("part", "day"), SAMPLE)
def test_the_typed_example_of_every_change_gives_the_reported_answer(asking: Asking, part: str, day: str) -> None:
    question = asking(part, day)
    nearest = found(question)
    assert nearest.changes
    for change in nearest.changes:
        assert change.example is not None
        query = with_fact(question.query, change.fact.name, change.example)
        decision = classify_item(query, question.route, question.day, question.law, question.catalog)
        assert answer_of(decision) == change.answer != nearest.answer


@pytest.mark.parametrize(("part", "day"), SAMPLE)
def test_no_smaller_change_of_one_fact_alters_the_answer(asking: Asking, part: str, day: str) -> None:
    question, rng = asking(part, day), Random(f"{part} {day}")  # noqa: S311 - trials, no secrets
    nearest = found(question)
    seen: set[tuple[str, bool]] = set()
    for change in nearest.changes:
        if not isinstance(change.to, Bound) or not isinstance(change.present, Number):
            continue
        side = (change.fact.name, change.to.value > change.present.low)
        if side not in seen and change.absolute:
            seen.add(side)
            tried = answers(question, change.fact.name, list(in_between(change, rng)))
            assert set(tried) == {nearest.answer}, side
    assert seen or len({row.get("tpp") for row in work_out_item(question).item.rows}) > 1


@pytest.mark.parametrize(("part", "day"), SAMPLE)
def test_a_fact_without_a_change_on_a_side_has_none_there(asking: Asking, part: str, day: str) -> None:
    question, rng = asking(part, day), Random(f"{day} {part}")  # noqa: S311 - trials, no secrets
    nearest = found(question)
    rows = work_out_item(question).item.rows
    changed = {change.fact.name for change in nearest.changes}
    open_ = {settling.fact.name for settling in nearest.settlings}
    for name in sorted({"tpp", "fp16_rate", "link_bandwidth", "applicable_die_area"} - changed - open_):
        stated = {row.get(name) for row in rows}
        if len(stated) == 1 and None not in stated:
            tried: list[Value] = [exactly(Fraction(rng.randrange(1, 10**7), 1000)) for _ in range(20)]
            assert set(answers(question, name, tried)) == {nearest.answer}, name


@pytest.mark.parametrize(("part", "day"), SAMPLE)
def test_every_number_of_an_open_stretch_gives_its_answer(asking: Asking, part: str, day: str) -> None:
    question, rng = asking(part, day), Random(part)  # noqa: S311 - trials, no secrets
    for settling in found(question).settlings:
        for option in settling.options:
            if not isinstance(option.values, Stretch):
                assert answers(question, settling.fact.name, [option.values]) == [option.answer]
                continue
            low, high = option.values.low, option.values.high or option.values.low + 1000
            tried = [low + (high - low) * Fraction(rng.randrange(1, 1000), 1000) for _ in range(5)]
            values: list[Value] = [exactly(value) for value in tried if option.values.holds(value)]
            assert set(answers(question, settling.fact.name, values)) <= {option.answer}


def test_the_links_of_the_a800_are_136_short(asking: Asking) -> None:
    nearest = found(asking("A800 SXM4 80GB", "2022-12-01"))
    first, second, third = nearest.changes
    assert [change.fact.name for change in nearest.changes] == ["io_bandwidth", "link_bandwidth", "host_bandwidth"]
    assert (first.to, first.absolute, first.percent) == (
        Bound("at_least", Fraction(600)),
        Fraction(136),
        Fraction(850, 29),
    )
    assert (second.to, second.percent) == (Bound("at_least", Fraction(536)), Fraction(34))
    assert third.to == Bound("at_least", Fraction(200))
    assert first.answer.known == ("3A090.a", "4A090.a")


def test_performance_density_follows_tpp_and_may_move_alone(asking: Asking) -> None:
    nearest = found(asking("H20 SXM 96GB", "2024-06-01"))
    (upward, _) = changes_of(nearest, "tpp")
    assert (upward.to, upward.until) == (Bound("at_least", Fraction(2400)), Bound("below", Fraction(4800)))
    alone = changes_of(nearest, "performance_density")[0]
    assert (alone.to, alone.percent) == (Bound("at_least", Fraction("3.2")), Fraction(10))
    assert changes_of(nearest, "applicable_die_area")[0].to == Bound("at_most", Fraction(740))


def test_a_given_derived_fact_does_not_follow_its_inputs(asking: Asking) -> None:
    nearest = found(asking("H20 SXM 96GB", "2024-06-01", tpp="2368"))
    assert changes_of(nearest, "fp16_rate") == []
    assert changes_of(nearest, "tpp")


def test_a_value_on_the_line_needs_no_distance_to_leave_it(asking: Asking) -> None:
    facts = {"performance_density": "1", "designed_or_marketed_for_datacenter": "yes"}
    down = changes_of(found(asking("", "2024-06-01", tpp="4800", **facts)), "tpp")[0]
    assert (down.to, down.absolute, down.percent) == (Bound("below", Fraction(4800)), Fraction(0), Fraction(0))


def test_a_yes_or_no_is_turned_and_comes_last(asking: Asking) -> None:
    nearest = found(asking("RTX 4090", "2024-06-01"))
    numbers = [isinstance(change.to, Bound) for change in nearest.changes]
    assert numbers == sorted(numbers, reverse=True)
    (turned,) = (change for change in nearest.changes if change.fact.name == "designed_or_marketed_for_datacenter")
    assert (turned.to, turned.percent) == (Truth.YES, None)
    assert nearest.changes[0].to == Bound("below", Fraction(4800))


def test_a_missing_die_area_says_what_it_would_settle(asking: Asking) -> None:
    nearest = found(asking("", "2024-06-01", tpp="2000", designed_or_marketed_for_datacenter="yes"))
    options = {item.fact.name: item.options for item in nearest.settlings}
    area = options["applicable_die_area"]
    assert [option.answer.known for option in area] == [("3A090.a",), ("3A090.b",), ()]
    assert isinstance(area[0].values, Stretch)
    assert area[0].values.upper == Bound("at_most", Fraction(12500, 37))
    assert [option.answer.known for option in options["performance_density"]] == [(), ("3A090.b",), ("3A090.a",)]


def test_a_disputed_convention_is_tried_each_way(asking: Asking) -> None:
    nearest = found(asking("Trainium1", "2024-06-01"))
    bits = next(item for item in nearest.settlings if item.fact.name == "tf32_bit_length")
    assert [option.answer.known for option in bits.options] == [(), ("3A090.a",)]


def test_an_item_without_facts_has_no_change_and_says_what_tpp_would_settle(asking: Asking) -> None:
    nearest = found(asking("XJ-7", "2024-06-01"))
    assert nearest.changes == ()
    assert {item.fact.name for item in nearest.settlings} == {"tpp", "performance_density"}


def test_a_day_before_the_rules_has_nothing_near(asking: Asking) -> None:
    nearest = found(asking("A100 SXM4 80GB", "2022-08-25"))
    assert (nearest.changes, nearest.settlings) == ((), ())
