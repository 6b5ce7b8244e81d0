"""Runs the program in this process, with a store of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.program import Ran, run


@pytest.fixture
def exportgate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Return a function that runs a command line, with a store of its own."""
    monkeypatch.setenv("EXPORTGATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "100")
    return run
