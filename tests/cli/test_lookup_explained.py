"""`lookup --explain`, `--against` and `--workload` from the outside."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from . import lookup_files

Command = Callable[..., Any]


@pytest.fixture
def lookup(exportgate: Command, tmp_path: Path) -> Command:
    """Run `lookup` on the small list."""
    lookup_files.with_list(tmp_path / "home")
    return lambda *words: exportgate("lookup", *words, *lookup_files.DAY)


def against(lookup: Command, name: str, entry: str, *more: str) -> Any:
    return json.loads(lookup(name, "--against", entry, "--format", "json", *more).out)


def codes(answer: Any) -> list[str]:
    return [reason["code"] for reason in answer["reasons"]]


def test_the_json_answer_gains_one_member_and_loses_none(lookup: Command) -> None:
    words = ("Huawie Technologies", "--country", "CN", "--format", "json")
    plain, explained = json.loads(lookup(*words).out), json.loads(lookup(*words, "--explain").out)
    explanations = [hit.pop("explanation") for hit in explained["hits"]]
    assert plain == explained
    assert [one["score"]["score"] for one in explanations] == [hit["score"] for hit in plain["hits"]]
    for one, hit in zip(explanations, plain["hits"], strict=True):
        adds = sum(part["adds"] for part in one["priority"]["parts"]) * one["priority"]["factor"]
        assert adds == pytest.approx(hit["priority"], abs=0.001)
        assert sum(word["share"] for word in one["words"]) == pytest.approx(1, abs=0.001)


def test_imitated_letters_are_named(lookup: Command) -> None:
    assert "'а' (U+0430 CYRILLIC SMALL LETTER A)" in " ".join(lookup("Huаwei Technologies", "--explain").out.split())


def test_an_entry_that_is_no_hit_says_what_is_missing(lookup: Command) -> None:
    answer = against(lookup, "Nightlight Yard 38", "own:4")
    assert (answer["hit"], answer["rank"]) == (False, None)
    assert answer["score"] < answer["min_score"]
    assert codes(answer) == ["not_in_force", "below_min_score", "conflict", "listed_words", "name_words"]


def test_a_name_in_another_place_is_told_as_that_of_an_affiliate(lookup: Command) -> None:
    answer = against(lookup, "Shanghai Nightlight Optics", "own:2")
    assert (answer["hit"], answer["hit_kind"], answer["rank"]) == (True, "affiliate", 1)
    assert codes(answer)[:4] == ["hit", "affiliate", "below_min_score", "conflict"]
    assert answer["explanation"]["priority"]["factor"] < 1


def test_an_entry_found_by_its_identifier_is_no_defect_whatever_its_name(lookup: Command) -> None:
    answer = against(lookup, "Foobar Shipping", "own:5", "--identifier", "IMO 9187629")
    assert (answer["hit"], answer["hit_kind"]) == (True, "identifier")
    assert "defect" not in codes(answer)


def test_an_entry_that_is_a_hit_says_so_with_its_place(lookup: Command) -> None:
    answer = against(lookup, "Huawie Technologies", "own:1", "--limit", "1")
    assert (answer["hit"], answer["hit_kind"], answer["rank"]) == (True, "name", 2)
    assert codes(answer) == ["hit", "not_shown"]


@pytest.mark.parametrize(
    ("name", "entry", "code"),
    [
        ("Falcon the Great", "own:3", "weak_alias"),
        ("Ocean Dynamics 55 GmbH", "OCEAN DYNAMICS 55", "craft"),
        ("Foobar Ltd", "Address 04", "address_entry"),
        ("Riyadh Cement", "own:1", "nothing_alike"),
        ("Nightlight Shipyard No. 55", "own:4", "not_in_force"),
    ],
)
def test_what_stands_in_the_way_is_named(lookup: Command, name: str, entry: str, code: str) -> None:
    answer = against(lookup, name, entry, "--min-score", "0.3" if code == "weak_alias" else "0.8")
    assert code in codes(answer)
    assert "defect" not in codes(answer)


def test_an_address_is_compared_with_those_of_the_entry(lookup: Command) -> None:
    words = ("--country", "HK", "--address", "7/F Unit 4 Bright Way Tower, 33 Mong Kok Road, Kowloon")
    answer = against(lookup, "Foobar Ltd", "own:2", *words)
    said = [reason["text"] for reason in answer["reasons"] if reason["code"] == "address"]
    assert len(said) == 1
    assert "as far as the unit" in said[0]
    elsewhere = against(lookup, "Foobar Ltd", "own:2", "--address", "1 Nowhere Lane, Berlin")
    assert "no address of the entry shares" in " ".join(reason["text"] for reason in elsewhere["reasons"])


@pytest.mark.parametrize("entry", ["own:1", "华为技术有限公司"])
def test_an_entry_is_named_by_id_or_by_one_of_its_names(lookup: Command, entry: str) -> None:
    assert against(lookup, "Huawei", entry)["against"]["entity_id"] == "own:1"


def test_of_several_entries_the_nearest_is_explained_and_each_other_can_be_asked_for(lookup: Command) -> None:
    several = against(lookup, "Huawei Technologies Co., Ltd.", "Huawei Technologies")
    (others,) = (reason["text"] for reason in several["reasons"] if reason["code"] == "others")
    assert (several["against"]["entity_id"], several["rank"]) == ("own:7", 1)
    assert "2 entries are called so, and this one is the nearest" in others
    (reference,) = re.findall(r"\S+:own:1", others)
    answer = against(lookup, "Huawei Technologies Co., Ltd.", reference)
    assert (answer["against"]["entity_id"], "others" in codes(answer)) == ("own:1", False)


def test_a_name_of_no_entry_is_refused_with_the_nearest_ids(lookup: Command) -> None:
    nobody = lookup("Huawei", "--against", "Huawie Technologies")
    assert nobody.code == 2
    assert "Huawei Technologies Co., Ltd. (own:1)" in nobody.err
    assert "nothing on the lists is like it" in lookup("Huawei", "--against", "Zzyzx Qwrt").err


def test_a_score_is_one_figure_wherever_it_is_told(lookup: Command) -> None:
    text = " ".join(lookup("Shanghai Nightlight Optics", "--against", "own:2").out.split())
    said = set(re.findall(r"score (0\.\d+)(?= is below|:| -)", text))
    assert said == {"0.621"}
    assert "score of a name that is not exact (0.528 × 0.55)" in text


def test_what_lowers_a_priority_is_named(lookup: Command) -> None:
    weak = " ".join(lookup("The Falcon", "--explain").out.split())
    place = " ".join(lookup("Shanghai Nightlight Optics", "--explain").out.split())
    assert "× 0.8, since it is by a weak alias" in weak
    assert "× 0.45, since the place is another" in place
    assert "or that party itself; check" in place


def test_a_workload_counts_what_a_lookup_at_each_threshold_finds(lookup: Command) -> None:
    found = json.loads(lookup("--file", lookup_files.NAMES, "--workload", "--format", "json").out)
    for row in found["thresholds"]:
        words = ("--min-score", str(row["threshold"]), "--format", "jsonl", "--limit", "25")
        answers = [json.loads(line) for line in lookup("--file", lookup_files.NAMES, *words).out.splitlines()]
        exact = row["threshold"] == 1
        told = [[hit for hit in answer["hits"] if not exact or hit["kind"] != "affiliate"] for answer in answers]
        hits = [hit for found in told for hit in found]
        assert row["hits"] == len(hits)
        assert row["parties"] == sum(map(bool, told))
        assert sum(row["by_list"].values()) == sum(row["by_kind"].values()) == row["hits"]
        kinds = Counter(hit["kind"] for hit in hits)
        assert row["by_kind"] == dict(kinds)
        assert row["minutes"] == row["hits"] * found["minutes_per_hit"]


def test_no_affiliate_is_exact_and_it_is_named_as_one_below(lookup: Command) -> None:
    found = json.loads(lookup("--file", lookup_files.NAMES, "--workload", "--format", "json").out)
    assert [row["by_kind"].get("affiliate", 0) for row in found["thresholds"]] == [1, 1, 1, 1, 1, 1, 0]
    (one,) = [one for one in found["bands"][-1]["nearest"] if one["affiliate"]]
    assert one["name"] == "Shanghai Nightlight Optics"


def test_an_identifier_counts_as_exact_and_as_no_affiliate(lookup: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("name,identifiers\nFoobar Shipping,IMO 9187629\n")
    found = json.loads(lookup("--file", path, "--workload", "--format", "json").out)
    kinds = [row["by_kind"] for row in found["thresholds"]]
    assert kinds[-1] == {"identifier": 1}
    assert not any("affiliate" in kind for kind in kinds)


def test_a_party_on_two_lists_counts_once(exportgate: Command, tmp_path: Path) -> None:
    rows = "\n".join(("id,name,source", "e1,Quartz Harbor Works,EL", ""))
    for number, name in enumerate(("first", "second")):
        path = tmp_path / f"{number}.csv"
        path.write_text(rows)
        assert exportgate("lists", "import", path, "--as", name).code == 0
    names = tmp_path / "names.csv"
    names.write_text("name\nQuartz Harbor Works\n")
    words = ("lookup", "--file", names, "--workload", "--format", "json", "--list", "first", "--list", "second")
    assert [row["hits"] for row in json.loads(exportgate(*words).out)["thresholds"]] == [1] * 7


def test_the_parties_between_two_thresholds_are_those_that_the_higher_one_loses(lookup: Command) -> None:
    found = json.loads(lookup("--file", lookup_files.NAMES, "--workload", "--format", "json").out)
    counts = [row["parties"] for row in found["thresholds"]]
    lost = [lower - upper for lower, upper in pairwise(counts)]
    assert [band["parties"] for band in found["bands"]] == lost
    assert sum(lost) > 0
    for band in found["bands"]:
        scores = [one["score"] for one in band["nearest"]]
        assert scores == sorted(scores, reverse=True)
        assert all(band["from"] <= score < band["to"] for score in scores)


def test_a_workload_as_csv_adds_up_and_takes_the_rate_given(lookup: Command) -> None:
    ran = lookup("--file", lookup_files.NAMES, "--workload", "--format", "csv", "--minutes-per-hit", "12")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    whole = [row for row in rows if row["group"] == "all"]
    assert [row["threshold"] for row in whole] == ["0.70", "0.75", "0.80", "0.85", "0.90", "0.95", "1.00"]
    for row in whole:
        parts = [part for part in rows if part["threshold"] == row["threshold"] and part["group"] == "list"]
        assert sum(int(part["hits"]) for part in parts) == int(row["hits"])
        assert float(row["minutes"]) == 12 * int(row["hits"])
    assert "4 of 11 rows were not looked up" in ran.err
