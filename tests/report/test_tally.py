from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from exportgate.provisions.model import Outcome
from exportgate.report.tally import RankedTally


def rank(key: int) -> int:
    return key


@given(st.lists(st.integers(0, 12), max_size=120), st.integers(1, 6))
def test_counts_of_those_that_rank_first_are_whole(keys: list[int], keep: int) -> None:
    tally: RankedTally[int, None] = RankedTally(rank, keep=keep)
    for key in keys:
        tally.add(key, 1, Outcome.HOLD, lambda: None)
    exact = Counter(keys)
    found = {key: counted.lines for key, counted in tally.ranked()}
    assert {key: exact[key] for key in sorted(exact)[:keep]}.items() <= found.items()
    assert all(exact[key] == lines for key, lines in found.items())


@given(st.lists(st.integers(0, 1000), max_size=200))
def test_no_more_than_twice_the_limit_is_held(keys: list[int]) -> None:
    tally: RankedTally[int, None] = RankedTally(rank, keep=5)
    for key in keys:
        tally.add(key, 1, Outcome.HOLD, lambda: None)
    assert len(tally.ranked()) <= 10
    assert tally.dropped == (len(set(keys)) > 10)


def test_worst_outcome_is_kept() -> None:
    tally: RankedTally[str, None] = RankedTally(str)
    for outcome in (Outcome.NO_FINDING, Outcome.PROHIBITED, Outcome.HOLD):
        tally.add("x", 2, outcome, lambda: None)
    ((_, counted),) = tally.ranked()
    assert (counted.worst, counted.lines) == (Outcome.PROHIBITED, 6)
