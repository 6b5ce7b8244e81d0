"""Answers over time: stretches that tile the time, each with the answer of its first and of its last day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.engine.law import Law
from exportgate.engine.values import codes
from exportgate.items.catalog import Catalog
from exportgate.screening.items import ItemQuery
from exportgate.screening.shipments import Route
from exportgate.screening.single import classify_item
from exportgate.screening.timeline import Answered, threshold_changes, timelines

TODAY = date(2026, 11, 28)
DAY = timedelta(days=1)


def way(to: str, parent: str | None = None, event: str = "export") -> Route:
    return Route(event, "US", to, codes([to, *([parent] if parent else [])], complete=parent is not None))


def timeline(law: Law, catalog: Catalog, part: str, route: Route, until: date = TODAY) -> tuple[Answered, ...]:
    (found,) = timelines([(ItemQuery(part), route)], law, catalog, until)
    return found


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_stretches_tile_the_time_and_answer_as_their_first_and_last_day_do(
    law: Law, catalog: Catalog, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from([*sorted(part.name for part in catalog.parts), "H100", "A800", "XJ-7"]))
    places = st.sampled_from(["CN", "SA", "MY", "DE", "AE", "RU", "MO", "KH", "US"])
    route = way(data.draw(places), data.draw(st.none() | places), data.draw(st.sampled_from(["export", "reexport"])))
    until = data.draw(st.dates(law.begins, date(2029, 1, 1)))
    found = timeline(law, catalog, part, route, until)
    assert found[0].first == law.begins
    for one, other in pairwise(found):
        assert one.last == other.first - DAY
        assert one.decision != other.decision
    assert found[-1].last is None or found[-1].last >= until
    for stretch in found:
        last = stretch.last or max(until, law.changes[-1]) + DAY
        for day in (stretch.first, last):
            assert classify_item(ItemQuery(part), route, day, law, catalog) == stretch.decision


def test_many_asked_together_are_answered_as_one_by_one(law: Law, catalog: Catalog) -> None:
    asked = [(ItemQuery(part), way(to)) for part in ("A100", "H20", "CABLE") for to in ("CN", "SA")]
    together = timelines(asked, law, catalog, TODAY)
    assert together == [timelines([one], law, catalog, TODAY)[0] for one in asked]


def test_a_day_before_the_rules_has_no_answers(law: Law, catalog: Catalog) -> None:
    assert timeline(law, catalog, "A100", way("CN"), law.begins - DAY) == ()
    assert timelines([], law, catalog, TODAY) == []
    assert len(timeline(law, catalog, "A100", way("CN"), law.begins)) == 1


def test_the_h800_is_outside_the_entry_until_november_2023_and_in_it_from_then_on(law: Law, catalog: Catalog) -> None:
    found = timeline(law, catalog, "H800 SXM5 80GB", way("CN"))
    inside = [stretch.first for stretch in found if "3A090.a" in stretch.decision.item.classifications]
    assert min(inside) == date(2023, 11, 17)
    before = [stretch for stretch in found if stretch.first < min(inside)]
    assert all(stretch.decision.item.classifications == () for stretch in before)


@pytest.mark.parametrize(("parent", "outcome"), [("FR", "license_required"), ("CN", "license_required")])
def test_the_parent_decides_how_a_license_for_saudi_arabia_is_reviewed(
    law: Law, catalog: Catalog, parent: str, outcome: str
) -> None:
    last = timeline(law, catalog, "H100 SXM5 80GB", way("SA", parent))[-1].decision
    assert last.outcome == outcome
    denied = last.review_policy == "presumption_of_denial"
    assert denied is (parent == "CN")


def test_no_stretch_cites_a_rule_that_was_made_after_it(law: Law, catalog: Catalog) -> None:
    for part in ("A100", "H20", "RTX 4090", "Ascend 910B"):
        for stretch in timeline(law, catalog, part, way("CN")):
            for found in stretch.decision.findings:
                provision = law.rules.provisions.get(found.provision)
                assert provision is None or provision.on(stretch.first) is not None
            if stretch.last is not None and stretch.last < date(2022, 10, 7):
                assert not any("3A090" in found.because for found in stretch.decision.findings)


def test_the_days_on_which_limits_changed_name_the_facts_that_they_are_of(law: Law) -> None:
    found = dict(threshold_changes(law, TODAY))
    assert {"tpp", "performance_density", "io_bandwidth"} <= found[date(2023, 11, 17)]
    assert "memory_bandwidth_density" in found[date(2024, 12, 2)]
    assert all(day <= TODAY for day in found)
    assert dict(threshold_changes(law, date(2023, 11, 16))).keys() == {day for day in found if day < date(2023, 11, 17)}
