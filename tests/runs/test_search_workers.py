"""Several processes give the answers of one, in order, and a process that dies is no answer."""

import os
from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from exportgate.foundation.errors import WorkerError
from exportgate.parties.entry import Party
from exportgate.parties.search import PartyHits
from exportgate.runs import search_workers
from exportgate.runs.opened_lists import OpenLists, open_lists
from exportgate.runs.search_workers import AHEAD, SearchWorkers

NAMES = (
    "SMIC",
    "Nobody in Particular",
    "Sophgo Technologies",
    "Elbtal Messtechnik GmbH",
    "Huawei",
    "",
    "华为技术有限公司",
)
PARTIES = tuple(Party(f"{name} {number}".strip(" 0"), "CN") for number in range(12) for name in NAMES)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> OpenLists:
    return open_lists(tmp_path_factory.mktemp("store"), ())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few parties be many."""
    monkeypatch.setattr(search_workers, "ALONE", 20)
    monkeypatch.setattr(search_workers, "PIECE", 5)


@pytest.mark.usefixtures("small")
def test_two_processes_answer_as_one_does(lists: OpenLists) -> None:
    with lists.workers(2, min_score=0.7) as workers:
        assert workers.search(PARTIES) == lists.search.search(PARTIES, 0.7)
        assert workers.search(PARTIES[:3]) == lists.search.search(PARTIES[:3], 0.7)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("few", [4, len(PARTIES)])
def test_batches_are_answered_in_order_and_only_some_are_read_ahead(lists: OpenLists, jobs: int, few: int) -> None:
    read: list[int] = []

    def batches() -> Iterator[Sequence[Party]]:
        for at in range(0, few, 4):
            read.append(at)
            yield PARTIES[at : at + 4]

    expected = lists.search.search(PARTIES[:few])
    with lists.workers(jobs) as workers:
        for number, answers in enumerate(workers.each(batches())):
            assert answers == expected[4 * number : 4 * number + 4]
            assert len(read) <= number + max(AHEAD * jobs + 1, 20 // 4) + 1
    assert len(read) * 4 == few


@pytest.mark.usefixtures("small")
def test_a_process_that_dies_ends_the_run_with_an_error() -> None:
    with (
        SearchWorkers(len, partial(os._exit, 1), 2, PartyHits()) as workers,  # type: ignore[arg-type]
        pytest.raises(WorkerError, match="not complete"),
    ):
        workers.search(PARTIES)


def test_few_parties_start_no_process() -> None:
    with SearchWorkers(lambda parties: [PartyHits()] * len(parties), partial(os._exit, 1), 2, PartyHits()) as workers:
        assert workers.search(PARTIES) == [PartyHits()] * len(PARTIES)
