"""The page on fetching has every list of the table; its commands are run by `test_commands`."""

import re
from pathlib import Path

import pytest

from exportgate.runs.fetch.answers import HINTS, PASSING
from exportgate.runs.fetch.download import BACK_OFF, Limits
from exportgate.runs.fetch.sources import published

ROW = re.compile(r"^\| `([\w-]+)` \| (.+) \| (.+) \| (yes|no) \| (\w) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    return (checkout / "docs" / "fetching.md").read_text("utf-8")


def test_the_page_lists_what_can_be_fetched(page: str) -> None:
    rows = [
        (item.id, item.title, ", ".join(f"`{file.name}`" for file in item.files), item.usual, item.confidence)
        for item in published()
    ]
    assert [(row[0], row[1], row[2], row[3] == "yes", row[4]) for row in ROW.findall(page)] == rows


def test_the_page_tells_the_bounds_as_they_are(page: str) -> None:
    flat = " ".join(page.split())
    assert ", ".join(map(str, sorted(PASSING))) in flat
    assert not PASSING & set(HINTS)
    waits = ", ".join(f"{wait:.0f}" for wait in BACK_OFF[:-1])
    assert f"tried five times, after {waits} and {BACK_OFF[-1]:.0f} seconds" in flat
    assert len(BACK_OFF) + 1 == 5
    assert Limits() == Limits(size=512 * 2**20, wait=120, total=1800)
