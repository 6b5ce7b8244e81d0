"""What changed between published editions, counted anew from the rows of their files."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from exportgate.parties.entry import Entry
from exportgate.parties.list_diff import ListDiff, list_diff
from exportgate.parties.lists.formats import format_of

MAY_2022, NOVEMBER_2023 = "csl/csl_2022-05-16_full.csv.gz", "csl/csl_2023-11-30_partial.csv.gz"
JULY_2026 = "csl/csl_2026-07-31_full.csv.gz"
CUT_OFF = "11476"
"""The last row of the file of November 2023, which ends within it."""
Read = Callable[[str], tuple[Entry, ...]]


@pytest.fixture(scope="module")
def read(shared: Path) -> Read:
    """Reads a list of the shared data, each once."""
    return cache(lambda name: format_of(shared / "data" / name).read(shared / "data" / name).entries)


@pytest.fixture(scope="module")
def may_to_november(read: Read) -> ListDiff:
    return list_diff(read(MAY_2022), read(NOVEMBER_2023))


def rows(path: Path) -> dict[tuple[str, str], dict[str, str]]:
    """The rows of a file by list and id; of several rows the first."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["source"] or "", row["_id"]), row)
    return found


def test_every_row_with_a_common_id_is_paired_and_every_other_name_is_a_rename(
    shared: Path, may_to_november: ListDiff
) -> None:
    before, after = (rows(shared / "data" / name) for name in (MAY_2022, NOVEMBER_2023))
    common = {key for key in before.keys() & after.keys() if key[1] != CUT_OFF}
    paired = [pair for pair in may_to_november.pairs if pair.by == "id"]
    assert len(paired) == len(common) == 2185
    renamed = {key[1] for key in common if before[key]["name"].split() != after[key]["name"].split()}
    assert {pair.after.entity_id for pair in paired if pair.change("name")} == renamed
    moved = {key[1] for key in common if before[key]["addresses"].split() != after[key]["addresses"].split()}
    assert {pair.after.entity_id for pair in paired if pair.change("addresses")} < moved


def test_of_141_names_that_differ_ten_are_other_words(may_to_november: ListDiff) -> None:
    names = [pair.change("name") for pair in may_to_november.renamed if pair.by == "id"]
    assert Counter(name.respelled for name in names if name) == {"order": 79, "letters": 52, "": 10}
    assert len([pair for pair in may_to_november.readdressed if pair.by == "id"]) == 35


def test_entries_whose_ids_are_digests_of_their_rows_are_paired_by_name(may_to_november: ListDiff) -> None:
    by_list = Counter(pair.after.source for pair in may_to_november.pairs if pair.by == "name")
    assert by_list["EL"] == 919
    assert by_list["MEU"] == 71


def test_a_list_without_addresses_and_dates_is_compared_by_what_it_has(read: Read) -> None:
    before, after = (tuple(e for e in read(name) if e.source == "EL") for name in (MAY_2022, JULY_2026))
    diff = list_diff(before, after)
    assert {(item.field, item.side) for item in diff.not_given} == {("addresses", "after"), ("listed_from", "after")}
    assert len(diff.added) - len(diff.removed) == len(after) - len(before) == 1419
    assert len(diff.removed) == 38
    sure = Counter(pair.sure for pair in diff.pairs)
    assert (sure["likely"], sure["possible"]) == (16, 27)


def test_the_denied_persons_lists_tell_renewed_orders_and_a_corrected_name(read: Read) -> None:
    texts = [read(f"bis/dpl_{day}.txt") for day in ("2019-06-29", "2022-09-07", "2023-11-30")]
    first, second = list_diff(texts[0], texts[1]), list_diff(texts[1], texts[2])
    assert [(len(diff.added), len(diff.removed)) for diff in (first, second)] == [(147, 103), (149, 63)]
    (renamed,) = first.renamed
    assert (renamed.by, renamed.sure) == ("likeness", "likely")
    assert second.renamed == ()
    assert all(pair.change("notice") for pair in first.pairs if pair.change("listed_to"))


def test_the_sdn_lists_of_two_years_are_paired_by_number_alone(read: Read) -> None:
    before, after = (read(f"ofac/{day}_sdn.csv.gz") for day in ("2019-01-04", "2021-07-07"))
    diff = list_diff(before, after)
    ids = [{entry.entity_id for entry in side} for side in (before, after)]
    assert {entry.entity_id for entry in diff.added} == ids[1] - ids[0]
    assert {entry.entity_id for entry in diff.removed} == ids[0] - ids[1]
    assert (len(diff.added), len(diff.removed), len(diff.renamed), len(diff.readdressed)) == (1858, 261, 20, 43)
