"""What is kept is not worked out again, and what makes room is what nobody has asked for longest."""

from collections.abc import Iterator

import pytest

from exportgate.foundation.kept import Kept


def test_a_key_is_worked_out_once() -> None:
    numbers: Iterator[int] = iter(range(3))
    kept: Kept[int] = Kept(2)
    assert [kept.get("a", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]


def test_no_more_than_so_many_are_kept_and_the_oldest_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    for key in "abc":
        kept.get(key, lambda: 1)
    assert [kept.get(key, lambda: 2) for key in "bca"] == [1, 1, 2]


def test_what_is_asked_for_again_outlives_what_is_not() -> None:
    kept: Kept[int] = Kept(2)
    for key in "abac":
        kept.get(key, lambda: 1)
    assert [kept.get(key, lambda: 2) for key in "acb"] == [1, 1, 2]


def test_what_fails_is_not_kept() -> None:
    kept: Kept[int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 3) == 3
