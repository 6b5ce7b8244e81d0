"""One process at a time writes to the store; one that waits too long says so."""

from pathlib import Path

import filelock
import pytest

from exportgate.foundation.errors import StoreError
from exportgate.store.locks import LOCK, writing


def test_a_writer_that_waits_too_long_says_that_another_one_writes(tmp_path: Path) -> None:
    with (
        writing(tmp_path / "lists"),
        pytest.raises(StoreError, match=r"another exportgate is writing to the store at .+; run the command again"),
        writing(tmp_path / "lists", patience=0),
    ):
        pass
    with writing(tmp_path / "lists", patience=0):
        assert (tmp_path / "lists" / LOCK).exists()


def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(StoreError, match=r"cannot lock files; keep the store on another one"), writing(tmp_path):
        pass
