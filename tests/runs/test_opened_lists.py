"""Parties are looked up in the lists as they were on the day of their line."""

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.program import run

from exportgate.foundation.errors import StoreError
from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry, Party
from exportgate.parties.listing import in_force
from exportgate.parties.lists.read_list import ReadList
from exportgate.runs import search_workers
from exportgate.runs.opened_lists import DatedSearch, OpenLists, open_lists
from exportgate.store.snapshots import Store

LATER = datetime(2026, 8, 1, tzinfo=UTC)
ALWAYS = Entry("1", "EL", "entity", "Quartz Harbor Optics Ltd.", countries=("CN",))
EARLY = Entry("2", "EL", "entity", "Zorblax Photonics Co., Ltd.", countries=("CN",))
MIDDLE = Entry("4", "EL", "entity", "Orbisat Etching Co., Ltd.", countries=("CN",), notice="87 FR 99999, 12/19/22")
UNDATED = Entry("5", "EL", "entity", "Xylotron Wafer Co., Ltd.", countries=("CN",))
LATE = Entry("3", "EL", "entity", "Velmora Lithography Co., Ltd.", countries=("CN",), listed_from=date(2024, 6, 1))
ENTRIES = (ALWAYS, EARLY, LATE, MIDDLE, UNDATED)


def keep(root: Path, day: date, *entries: Entry) -> str:
    found = ReadList(entries, (), len(entries), 0, "made")
    kept = Store(root).import_list(
        "us", found, file_name="made.csv", digest=f"{day}", retrieved=LATER, as_of=day, force_reason="made for a test"
    )
    return kept.name


@pytest.fixture
def root(tmp_path: Path) -> Path:
    keep(tmp_path, date(2022, 5, 16), ALWAYS, EARLY)
    keep(tmp_path, date(2026, 7, 31), ALWAYS, LATE, MIDDLE, UNDATED)
    return tmp_path


def found_on(lists: OpenLists, *days: str) -> list[list[str]]:
    """Return the ids of the entries that the names meet in the state of each day, and that may be listed on it."""
    names = [entry.name for entry in ENTRIES]
    of_days = [date.fromisoformat(day) for day in days]
    asked = [Party(name, as_of=lists.states.state_on(day)) for day in of_days for name in names]
    hits = iter(DatedSearch(lists.opening, lists.state).search(asked))
    return [
        [hit.entry.entity_id for _ in names for hit in next(hits).hits if in_force(hit.entry, day) is not Truth.NO]
        for day in of_days
    ]


def test_a_party_is_looked_up_in_the_state_of_its_day(root: Path) -> None:
    lists = open_lists(root, ())
    assert found_on(lists, "2022-05-16", "2026-08-01") == [["1", "2"], ["1", "3", "4", "5"]]
    assert [str(used.as_of) for used in lists.used] == ["2026-07-31"]


def test_before_every_snapshot_the_dates_of_listing_decide_and_who_has_none_is_listed(root: Path) -> None:
    assert found_on(open_lists(root, ()), "2021-01-01") == [["1", "2", "5"]]


def test_before_every_snapshot_who_is_gone_since_the_first_counts_by_its_own_dates(tmp_path: Path) -> None:
    keep(tmp_path, date(2026, 8, 1), ALWAYS, LATE, MIDDLE)
    keep(tmp_path, date(2027, 1, 1), ALWAYS)
    days = ("2022-11-01", "2023-02-01", "2025-01-01", "2027-01-01")
    assert found_on(open_lists(tmp_path, ()), *days) == [["1"], ["1", "4"], ["1", "3", "4"], ["1"]]


def test_whom_the_next_snapshot_has_beside_is_found_too_from_its_day_or_where_it_has_none(root: Path) -> None:
    days = ("2022-12-01", "2022-12-06", "2024-05-31", "2024-06-01")
    assert found_on(open_lists(root, ()), *days) == [
        ["1", "2", "5"],
        ["1", "2", "4", "5"],
        ["1", "2", "4", "5"],
        ["1", "2", "3", "4", "5"],
    ]


def test_a_denial_that_the_next_snapshot_shows_to_be_renewed_is_found_between_the_two(tmp_path: Path) -> None:
    orders = "87 F.R. 99999 5/18/2022, 88 F.R. 99999 5/10/2023"
    first = Entry("6", "DPL", "entity", "Quietwater Airways", notice=orders, listed_from=date(2022, 5, 13))
    keep(tmp_path, date(2022, 9, 7), replace(first, listed_to=date(2022, 11, 9)))
    keep(tmp_path, date(2023, 11, 30), replace(first, listed_from=date(2023, 10, 31), listed_to=date(2024, 10, 30)))
    lists, day = open_lists(tmp_path, ()), date(2023, 2, 1)
    (found,) = DatedSearch(lists.opening, None).search([Party(first.name, as_of=lists.states.state_on(day))])
    assert sorted(in_force(hit.entry, day) for hit in found.hits) == [Truth.NO, Truth.UNKNOWN]


def test_lists_are_opened_as_they_were_on_a_day(root: Path) -> None:
    lists = open_lists(root, (), date(2023, 2, 1))
    assert [str(used.as_of) for used in lists.used] == ["2022-05-16"]
    (hit,) = lists.search.search([Party(UNDATED.name)])[0].hits
    assert in_force(hit.entry, date(2023, 2, 1)) is Truth.UNKNOWN
    with lists.workers(1) as workers:
        (hit,) = workers.search([Party(EARLY.name)])[0].hits
    assert hit.entry.entity_id == "2"


def test_several_processes_look_up_in_the_same_states(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_workers, "ALONE", 4)
    lists = open_lists(root, ())
    states = [lists.states.state_on(day) for day in (date(2023, 1, 1), date(2027, 1, 1))]
    parties = [
        Party(f"{entry.name} {at}", as_of=state) for at in range(4) for entry in (EARLY, LATE) for state in states
    ]
    with lists.workers(2) as workers:
        assert workers.search(parties) == DatedSearch(lists.opening, None).search(parties)


def test_a_snapshot_that_is_gone_is_told_where_it_is_needed(root: Path) -> None:
    lists = open_lists(root, ())
    first, _ = Store(root).snapshots("us")
    Store(root).remove("us", first.name)
    with pytest.raises(StoreError, match="us"):
        found_on(lists, "2023-02-01")


def screened(root: Path, out: Path, *days: str) -> tuple[dict[str, set[str]], dict[str, object], str]:
    """Screen a line for each day and party; return whom each day found, what the receipt says, and the notices."""
    file = out.with_suffix(".csv")
    with file.open("w", encoding="utf-8", newline="") as stream:
        rows = [(day, entry.name) for day in days for entry in ENTRIES]
        csv.writer(stream).writerows(
            [
                ("line_id", "ship_date", "part_number", "eccn", "end_user", "end_user_country", "destination_country"),
                *((str(at), day, "bolt", "EAR99", name, "CN", "CN") for at, (day, name) in enumerate(rows)),
            ]
        )
    ran = run("screen", file, "--out", out, environment={"EXPORTGATE_HOME": str(root)})
    assert ran.code in {0, 1}, ran.err
    found: dict[str, set[str]] = {day: set() for day in days}
    lines = map(json.loads, (out / "results.jsonl").read_text("utf-8").splitlines())
    for (day, _), line in zip(rows, lines, strict=True):
        hits = [hit for party in line["parties"] for hit in party["hits"]]
        if line["outcome"] != "no_finding":
            found[day] |= {hit["entity_id"] for hit in hits}
    receipt = json.loads((out / "receipt.json").read_text("utf-8"))
    return found, receipt["lists"][0], ran.err


def test_each_line_is_screened_against_the_newest_snapshot_not_after_it_and_the_receipt_says_so(
    root: Path, tmp_path: Path
) -> None:
    found, told, notices = screened(root, tmp_path / "out", "2022-11-01", "2025-01-01", "2026-09-01")
    later = {"1", "3", "4", "5"}
    assert found == {"2022-11-01": {"1", "2", "5"}, "2025-01-01": {"2", *later}, "2026-09-01": later}
    states = told["states"]
    assert isinstance(states, list)
    assert [(one["day"], one["way"], one["from"], one["to"], one["lines"]) for one in states] == [
        ("2022-05-16", "snapshot", "2022-11-01", "2025-01-01", 10),
        ("2026-07-31", "snapshot", "2026-09-01", "2026-09-01", 5),
    ]
    assert "For the days from 2022-11-01 to 2025-01-01 the list 'us' of 2022-05-16 was searched" in notices


def test_lines_older_than_every_snapshot_are_screened_by_the_dates_of_listing(tmp_path: Path) -> None:
    root = tmp_path / "store"
    keep(root, date(2026, 7, 31), ALWAYS, LATE)
    found, told, notices = screened(root, tmp_path / "out", "2023-01-01", "2025-01-01")
    assert found == {"2023-01-01": {"1"}, "2025-01-01": {"1", "3"}}
    states = told["states"]
    assert isinstance(states, list)
    assert [(one["way"], one["undated"], one["entries"]) for one in states] == [("dates of listing", 1, 2)]
    assert "1 of 2 have none and counted as listed from the beginning" in notices


def test_who_is_gone_since_the_first_snapshot_holds_older_lines_and_the_receipt_says_so(tmp_path: Path) -> None:
    root = tmp_path / "store"
    keep(root, date(2026, 7, 31), ALWAYS, LATE)
    keep(root, date(2027, 1, 31), ALWAYS)
    found, told, notices = screened(root, tmp_path / "out", "2023-01-01", "2025-01-01")
    assert found == {"2023-01-01": {"1"}, "2025-01-01": {"1", "3"}}
    states = told["states"]
    assert isinstance(states, list)
    assert [(one["way"], one["day"], one["and_gone_since"]) for one in states] == [
        ("dates of listing", "2027-01-31", "2026-07-31")
    ]
    assert "Who is gone since the list of 2026-07-31, the first one held, was searched beside." in notices
