"""Whatever ends an import, the store opens, the list before it answers, and the next import leaves nothing over."""

import csv
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.store.made_lists import NOON

from exportgate.parties.entry import Party
from exportgate.parties.lists import own_csv
from exportgate.runs.opened_lists import open_lists
from exportgate.store.digests import file_digest
from exportgate.store.files import UNFINISHED
from exportgate.store.snapshots import Store

SRC = Path(__file__).resolve().parents[2] / "src"
KILLS = 20
OLD, NEW = "2026-07-30", "2026-07-31"
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the list of two days, the second with more parties."""
    folder = tmp_path_factory.mktemp("lists")
    for day, parties in ((OLD, 300), (NEW, 320)):
        with (folder / f"parties_{day}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = [[str(at), f"Quartz Harbor {at} Trading FZE", "AE"] for at in range(parties)]
            csv.writer(file).writerows([["id", "name", "country"], *rows])
    return folder


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Iterator[Start]:
    """Starts the import of the list of a day as a command of its own; whatever still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(day: str, **options: Any) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "exportgate", "lists", "import", f"parties_{day}.csv", "--as", "us"]
        env = {**os.environ, "EXPORTGATE_HOME": str(tmp_path / "home"), "PYTHONPATH": str(SRC)}
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def kept(store: Store, folder: Path, day: str) -> str:
    """Import the list of a day in this process; return the name of its snapshot."""
    path = folder / f"parties_{day}.csv"
    return store.import_list(
        "us", own_csv.read(path), file_name=path.name, digest=file_digest(path), retrieved=NOON
    ).name


def answers(root: Path) -> bool:
    """Tell whether the list in force finds a party that both lists have."""
    (found,) = open_lists(root, ("us",)).search.search([Party("Quartz Harbor 7 Trading FZE")], 0.9)
    return any(hit.entry.entity_id == "7" for hit in found.hits)


def left_in(store: Store) -> set[str]:
    return {path.name for path in (store.root / "lists" / "us").iterdir()}


def test_an_import_that_is_killed_leaves_the_old_list_in_force_and_the_next_one_nothing_over(
    start: Start, folder: Path, tmp_path: Path
) -> None:
    store = Store(tmp_path / "home")
    old = kept(store, folder, OLD)
    began = time.monotonic()
    first = start(NEW)
    assert first.wait(60) == 0
    whole = time.monotonic() - began
    new = store.snapshot("us").name
    store.remove("us", new)
    moments = random.Random(20261129)  # noqa: S311 - the same moments in every run
    for at in range(KILLS):
        process = start(NEW)
        if at % 2:
            wait_until_it_writes(process, store)
            time.sleep(moments.uniform(0, whole / 3))
        else:
            time.sleep(moments.uniform(0, whole))
        process.kill()
        process.wait(60)
        assert store.snapshot("us").name in {old, new}
        assert [item.name for item in store.snapshots("us")] in ([old], [old, new])
        assert answers(store.root)
        assert kept(store, folder, NEW) == new == store.snapshot("us").name
        assert left_in(store) == {old, new, "current"}
        store.remove("us", new)
        assert store.open_list("us").index.entries == 300


def wait_until_it_writes(process: "subprocess.Popen[str]", store: Store) -> None:
    """Wait until a command has begun to write its list aside, or has ended."""
    while process.poll() is None and not list((store.root / "lists" / "us").glob(f"{UNFINISHED}*")):
        time.sleep(0.001)


def test_two_imports_at_once_are_both_kept_whole(start: Start, tmp_path: Path) -> None:
    both = [start(day) for day in (NEW, OLD, NEW)]
    told = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0, 0], told
    store = Store(tmp_path / "home")
    assert [item.entries for item in store.snapshots("us")] == [300, 320]
    assert store.snapshot("us").entries == 320
    assert len(left_in(store)) == 3
    assert answers(store.root)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are set otherwise on Windows")
@pytest.mark.parametrize("largest", [0, 4_000, 20_000])
def test_a_disk_that_is_full_is_told_and_the_old_list_stays(
    start: Start, folder: Path, tmp_path: Path, largest: int
) -> None:
    import resource

    store = Store(tmp_path / "home")
    old = kept(store, folder, OLD)
    process = start(NEW, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest)))
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (3, "")
    assert "the store cannot be written at" in err
    assert "free space or choose another folder; the list 'us' stays as it was" in err
    assert store.snapshot("us").name == old
    assert left_in(store) == {old, "current"}
    assert answers(store.root)


def test_a_store_that_cannot_be_written_is_told_and_still_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    from exportgate.foundation.errors import StoreError

    store = Store(tmp_path / "home")
    kept(store, folder, OLD)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system", str(store.root))

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(os, "mkdir", refuse)
    asked: list[Callable[[], object]] = [
        lambda: kept(store, folder, NEW),
        lambda: store.remove("us"),
        lambda: store.set_stale_after("us", 3),
    ]
    for ask in asked:
        with pytest.raises(StoreError, match=r"cannot be written at .+ \(Read-only file system\)"):
            ask()
    assert answers(store.root)
    assert store.snapshots("us")[0].entries == 300
