"""What docs/lists.md says of staleness and of the answer for machines is what the program does."""

import re
from pathlib import Path

from tests.store.made_lists import NOON, entries, list_of

from exportgate.parties.lists.published import published_lists
from exportgate.report.list_status import status_json
from exportgate.store.snapshots import Store
from exportgate.store.states import list_states

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "lists.md").read_text("utf-8")


def test_the_days_after_which_lists_are_stale_are_those_of_the_table() -> None:
    told = {int(days) for days in re.findall(r"^\| .+ \| (\d+) days \|$", PAGE, re.MULTILINE)}
    assert told == {item.stale_after for item in published_lists().values()}
    rows = dict(re.findall(r"^\| (.+) \| (\d+) days \|$", PAGE, re.MULTILINE))
    for code in ("EU", "UK", "UFLPA", "FCC", "1260H", "1286"):
        (days,) = {int(days) for row, days in rows.items() if code in row}
        assert published_lists()[code].stale_after == days
    assert {published_lists()[code].stale_after for code in ("EL", "DPL", "SDN")} == {7}


def test_every_key_that_the_page_names_is_in_the_answer(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.import_list("us", list_of(entries(2)), file_name="x", digest="0", retrieved=NOON)
    answer = status_json(list_states(store), NOON.date())
    (named,) = re.findall(r"per list `([^`]+)`", PAGE)
    keys = re.findall(r"\w+", named)
    assert len(keys) > 10
    assert all(f'"{key}":' in answer for key in [*keys, "coverage", "held", "missing", "others"])
