"""A store, and a way to put made lists into it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from tests.store.made_lists import NOON

from exportgate.parties.lists.read_list import ReadList
from exportgate.store.snapshots import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def put(store: Store) -> Callable[..., str]:
    """Imports a list as `csl` and returns the name of its snapshot's folder."""

    def put(
        read: ReadList,
        *,
        day: date | None = None,
        force_reason: str | None = None,
        at: datetime = NOON,
        name: str = "list.csv",
    ) -> str:
        return store.import_list(
            "csl", read, file_name=name, digest="ab" * 32, retrieved=at, as_of=day, force_reason=force_reason
        ).name

    return put
