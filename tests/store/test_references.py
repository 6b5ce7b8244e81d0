"""Every snapshot is kept, the newest by day is in force, and a person asks for one by day or by name."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.made_lists import LATER, NOON, entries, list_of

from exportgate.foundation.errors import StoreError, UsageError
from exportgate.store.references import find
from exportgate.store.snapshots import Store

MAY, JULY, NOVEMBER = date(2022, 5, 16), date(2026, 7, 31), date(2023, 11, 30)


@pytest.fixture
def three(put: Callable[..., str]) -> dict[date, str]:
    """Three snapshots of `csl`, imported neither in the order of their days nor against it; their names by day."""
    return {day: put(list_of(entries(100 + day.day)), day=day) for day in (NOVEMBER, JULY, MAY)}


def test_every_snapshot_is_kept_by_day_and_the_newest_is_in_force(store: Store, three: dict[date, str]) -> None:
    assert [(item.day, item.name) for item in store.snapshots("csl")] == sorted(three.items())
    assert store.snapshot("csl").name == three[JULY]
    assert store.open_list("csl", three[MAY]).index.entries == 116
    assert store.snapshot("csl", three[NOVEMBER]).entries == 130


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (MAY - timedelta(1), None),
        (MAY, MAY),
        (NOVEMBER - timedelta(1), MAY),
        (NOVEMBER, NOVEMBER),
        (date(2030, 1, 1), JULY),
    ],
)
def test_the_newest_snapshot_not_after_a_day(
    store: Store, three: dict[date, str], day: date, expected: date | None
) -> None:
    found = store.newest_by("csl", day)
    assert (None if found is None else found.name) == three.get(expected or day)


def test_a_list_without_a_day_stands_for_the_day_of_its_retrieval(store: Store, put: Callable[..., str]) -> None:
    name = put(list_of(entries(3)), at=LATER)
    assert (store.snapshot("csl").as_of, store.snapshot("csl").day) == (None, LATER.date())
    put(list_of(entries(4)), day=NOON.date())
    assert store.snapshot("csl").name == name


def test_of_one_day_the_snapshot_imported_last_is_in_force_also_where_it_was_held_already(
    store: Store, put: Callable[..., str]
) -> None:
    first, second = (put(list_of(entries(count)), day=JULY) for count in (100, 99))
    assert store.newest_by("csl", JULY) == store.snapshot("csl", second)
    assert put(list_of(entries(100)), day=JULY, at=LATER) == first
    assert [item.name for item in store.snapshots("csl")] == [second, first]
    assert store.newest_by("csl", JULY) == store.snapshot("csl") == store.snapshot("csl", first)


def test_a_snapshot_is_found_by_list_by_day_and_by_the_start_of_its_name(store: Store, three: dict[date, str]) -> None:
    assert find(store, "csl").name == three[JULY]
    assert find(store, "csl@2023-02-01").name == three[MAY]
    for name in three.values():
        assert find(store, f"csl@{name[:6]}").name == name
        assert find(store, store.snapshot("csl", name).reference).name == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("csl@2021-01-01", "no snapshot of 'csl' is of 2021-01-01 or before; there are: "),
        ("csl@ffffffffffff", "'csl@ffffffffffff' names no snapshot; write csl@ and a day, or the start of a name"),
        ("csl@", "'csl@' names no snapshot"),
        ("csl@..", "'csl@..' names no snapshot"),
        ("csl@2022-13-01", "'csl@2022-13-01' names no snapshot"),
    ],
)
def test_a_reference_that_fits_nothing_names_what_is_there(
    store: Store, three: dict[date, str], text: str, told: str
) -> None:
    with pytest.raises(UsageError) as refused:
        find(store, text)
    assert told in str(refused.value)
    for day, name in three.items():
        assert f"{name} of {day}" in str(refused.value)
    with pytest.raises(StoreError, match="there is no list 'uk'"):
        find(store, "uk@2022-01-01")
    with pytest.raises(StoreError, match="the list 'csl' has no snapshot 'abc'"):
        store.snapshot("csl", "abc")


def test_a_start_that_several_names_share_asks_for_more(store: Store, three: dict[date, str]) -> None:
    held = store.snapshots("csl")
    assert len(held) == len(three)
    for at, item in enumerate(held):
        item.folder.rename(item.folder.parent / f"abcdef00000{at}")
    with pytest.raises(UsageError, match=r"may be any of abcdef000002 of .+; write more of its name"):
        find(store, "csl@abcdef")


def test_a_damaged_snapshot_hides_no_other(store: Store, three: dict[date, str]) -> None:
    (store.snapshot("csl", three[MAY]).folder / "snapshot.json").write_text("{", "utf-8")
    assert [item.day for item in store.snapshots("csl")] == [NOVEMBER, JULY]
    assert three[MAY] in store.names("csl")
    with pytest.raises(StoreError, match="damaged"):
        store.snapshot("csl", three[MAY])


def test_a_snapshot_has_its_counts_and_where_it_came_from(store: Store) -> None:
    read = list_of(entries(3), entries(2, "DPL"))
    made = store.import_list(
        "us", read, file_name="list.csv", digest="0", retrieved=NOON, address="https://lists.example/list.csv"
    )
    assert store.snapshot("us") == made
    assert (made.sources, made.kinds) == ((("DPL", 2), ("EL", 3)), (("entity", 5),))
    assert made.address == "https://lists.example/list.csv"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("kept"))


@settings(deadline=None, max_examples=20)
@given(
    days=st.lists(st.dates(date(2020, 1, 1), date(2020, 3, 1)), min_size=1, max_size=4),
    asked=st.dates(date(2019, 12, 1), date(2020, 4, 1)),
)
def test_the_newest_by_a_day_is_the_last_of_those_not_after_it(kept: Store, days: list[date], asked: date) -> None:
    for day in days:
        kept.import_list("any", list_of(entries(1)), file_name="x", digest="0", retrieved=NOON, as_of=day)
    held = [item.day for item in kept.snapshots("any")]
    assert held == sorted(set(held))
    assert set(days) <= set(held)
    assert kept.snapshot("any").day == max(held)
    found = kept.newest_by("any", asked)
    assert (None if found is None else found.day) == max((day for day in held if day <= asked), default=None)
