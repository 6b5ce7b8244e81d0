"""A list that lost much of what was there before is refused, since a cut-off file must not clear parties."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from tests.store.made_lists import entries, list_of

from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.store.snapshots import Store

Put = Callable[..., str]


def renamed(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(replace(entry, name=f"New {entry.name}", aliases=()) for entry in found)


def renumbered(found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(replace(entry, entity_id=f"other-{entry.entity_id}") for entry in found)


def test_as_many_other_entries_are_noticed(put: Put) -> None:
    put(list_of(entries(100)))
    with pytest.raises(ListError, match="lost 100 of 100 entries"):
        put(list_of(renamed(renumbered(entries(120)))))


def test_an_entry_with_another_name_or_another_id_is_not_lost(put: Put) -> None:
    put(list_of(entries(100)))
    put(list_of(renamed(entries(100))), day=date(2026, 9, 1))
    put(list_of(renumbered(renamed(entries(100)))), day=date(2026, 9, 2))


def test_a_name_on_another_list_does_not_keep_an_entry(put: Put) -> None:
    put(list_of(entries(100), entries(1, "SDN")))
    moved = tuple(replace(entry, source="SDN") for entry in renumbered(entries(100)))
    with pytest.raises(ListError, match="lost every entry of EL"):
        put(list_of(moved))
    with pytest.raises(ListError, match="lost 99 of 101 entries"):
        put(list_of(moved, entries(1)))


def test_a_list_is_compared_with_the_snapshot_before_it_by_day(store: Store, put: Put) -> None:
    first = put(list_of(entries(100)), day=date(2022, 5, 16))
    forced = put(list_of(entries(10)), day=date(2026, 7, 31), force_reason="all of them moved")
    between = put(list_of(entries(96)), day=date(2023, 11, 30))
    before = put(list_of(entries(1)), day=date(2019, 12, 3))
    with pytest.raises(ListError, match="lost 86 of 96 entries against the one of 2023-11-30"):
        put(list_of(entries(10)), day=date(2026, 7, 30))
    put(list_of(entries(10)), day=date(2026, 8, 1))
    assert store.snapshot("csl").force_reason is None
    assert store.snapshot("csl", forced).force_reason == "all of them moved"
    assert {first, between, before} < set(store.names("csl"))


def test_a_reason_that_was_not_needed_is_not_kept(store: Store, put: Put) -> None:
    put(list_of(entries(100)), force_reason="to be sure")
    put(list_of(entries(99)), day=date(2026, 9, 1), force_reason="to be sure")
    assert [item.force_reason for item in store.snapshots("csl")] == [None, None]


@pytest.mark.parametrize("reason", ["", " ", "-", "\u200b"])
def test_a_reason_that_says_nothing_is_none(store: Store, put: Put, reason: str) -> None:
    put(list_of(entries(100)))
    with pytest.raises(ListError, match="give a reason"):
        put(list_of(entries(10)), day=date(2026, 9, 1), force_reason=reason)
    assert store.snapshot("csl").entries == 100
