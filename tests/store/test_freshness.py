"""A list grows stale after the days that are usual for what it holds, or those set for it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.made_lists import LATER, NOON, entries, list_of

from exportgate.foundation.errors import StoreError
from exportgate.parties.lists.own_entries import LIST_CODES
from exportgate.parties.lists.published import published_lists, usual_staleness
from exportgate.store.freshness import Freshness, freshness
from exportgate.store.settings import NEVER
from exportgate.store.snapshots import Store
from exportgate.store.states import list_states

Put = Callable[..., str]
DAY = date(2026, 7, 31)


def fresh(store: Store) -> Freshness:
    return freshness(store.snapshot("csl"), store.settings("csl"))


def test_a_list_of_several_codes_is_stale_when_the_first_of_them_is(store: Store, put: Put) -> None:
    put(list_of(entries(2, "UVL"), entries(2, "OWN")), day=DAY)
    assert fresh(store) == Freshness(DAY, 30)
    put(list_of(entries(2, "UVL"), entries(2, "OWN"), entries(1)), day=DAY)
    assert fresh(store) == Freshness(DAY, 7)


def test_a_list_of_ones_own_is_never_stale_until_days_are_set(store: Store, put: Put) -> None:
    put(list_of(entries(2, "OWN")), day=DAY)
    assert fresh(store).stale_after is None
    assert not fresh(store).stale(date(2099, 1, 1))
    store.set_stale_after("csl", 3)
    assert fresh(store).stale_from == date(2026, 8, 4)
    store.set_stale_after("csl", NEVER)
    assert fresh(store).stale_from is None


def test_days_set_for_a_list_hold_for_later_imports_too(store: Store, put: Put) -> None:
    put(list_of(entries(20)), day=DAY)
    store.set_stale_after("csl", 2)
    put(list_of(entries(21)), day=DAY + timedelta(9))
    assert fresh(store) == Freshness(DAY + timedelta(9), 2)


def test_a_publisher_who_says_that_nothing_changed_renews_the_snapshot_in_force(store: Store, put: Put) -> None:
    name = put(list_of(entries(2)), day=DAY)
    store.confirm("csl", name, DAY + timedelta(40))
    store.confirm("csl", name, DAY + timedelta(30))
    assert fresh(store).seen == DAY + timedelta(40)
    assert store.snapshot("csl").day == DAY


def test_the_same_list_retrieved_later_is_renewed_where_it_has_no_day_of_its_own(store: Store, put: Put) -> None:
    put(list_of(entries(2)))
    put(list_of(entries(2)), at=LATER)
    assert fresh(store).seen == LATER.date()
    put(list_of(entries(2)), day=NOON.date() - timedelta(300))
    put(list_of(entries(2)), day=NOON.date() - timedelta(300), at=LATER)
    assert store.settings("csl").seen == {store.snapshot("csl").name: LATER.date()}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[" * 100_000,
        '{"stale_after": "soon", "seen": {}}',
        '{"stale_after": true, "seen": {}}',
        '{"stale_after": -5, "seen": {}}',
        '{"stale_after": 99999999999, "seen": {}}',
        '{"stale_after": 1, "seen": {"a": 1}}',
    ],
)
def test_damaged_settings_are_told_and_do_not_pass_for_none(store: Store, put: Put, text: str) -> None:
    put(list_of(entries(2)))
    (store.root / "lists" / "csl" / "settings.json").write_text(text, "utf-8")
    with pytest.raises(StoreError, match=r"the settings of the list 'csl' are damaged .+ remove .+settings\.json"):
        store.settings("csl")
    (state,) = list_states(store)
    assert "settings" in state.fault


def test_settings_are_of_a_list_that_is_held(store: Store) -> None:
    with pytest.raises(StoreError, match="there is no list 'csl'"):
        store.settings("csl")
    with pytest.raises(StoreError, match="there is no list 'csl'"):
        store.set_stale_after("csl", 3)


@given(seen=st.dates(max_value=date(9000, 1, 1)), limit=st.integers(1, 3650), after=st.integers(-5, 4000))
def test_a_list_is_stale_when_it_is_older_than_its_days(seen: date, limit: int, after: int) -> None:
    item = Freshness(seen, limit)
    today = seen + timedelta(max(after, (date.min - seen).days))
    assert item.stale(today) == (item.age(today) > limit)


def test_every_list_that_rules_name_and_that_is_still_published_is_known() -> None:
    assert set(LIST_CODES) - set(published_lists()) == {"MIEU", "FSE"}
    assert usual_staleness(["NOT-KNOWN"]) is None
    assert all(0 < item.stale_after <= 365 and item.title and item.publisher for item in published_lists().values())
