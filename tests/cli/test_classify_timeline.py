"""`classify --timeline` from the outside: a table for a person, a list of answers for a machine."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from . import timeline_files

Command = Callable[..., Any]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exportgate.cli.classify.today", lambda: timeline_files.TODAY)


@pytest.mark.parametrize("name", sorted(timeline_files.FILES))
def test_the_timeline_has_the_bytes_on_file(exportgate: Command, name: str) -> None:
    expected = (timeline_files.FOLDER / name).read_bytes().decode()
    assert timeline_files.kept(name, exportgate(*timeline_files.words(name)).out) == expected, (
        "if meant so: python -m tests.cli.timeline_files"
    )


def test_the_answers_of_the_json_are_those_of_their_first_and_last_day(exportgate: Command) -> None:
    words = ("H100", "--to", "SA", "--parent", "FR")
    answers = json.loads(exportgate("classify", *words, "--timeline", "--format", "json").out)
    assert answers[0]["from"] == "2022-08-26"
    for one, other in pairwise(answers):
        assert date.fromisoformat(one["to"]) + DAY == date.fromisoformat(other["from"])
    for answer in answers[:: len(answers) - 1]:
        first, last = answer.pop("from"), answer.pop("to")
        for day in filter(None, (first, last)):
            on_the_day = json.loads(exportgate("classify", *words, "--on", day, "--format", "json").out)
            assert {**on_the_day, "on": first} == answer


def test_the_last_answer_is_open_or_ends_where_the_rules_already_say_so(exportgate: Command) -> None:
    last = json.loads(exportgate("classify", "A100", "--to", "CN", "--timeline", "--format", "json").out)[-1]
    assert last["to"] is None or last["to"] >= timeline_files.TODAY.isoformat()


def test_the_table_fits_its_width_and_has_a_row_per_change(exportgate: Command) -> None:
    ran = exportgate("classify", "H20", "--to", "CN", "--timeline")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 100
    rows = [line for line in ran.out.splitlines() if line[:2] == "20"]
    assert [row[:10] for row in rows] == sorted({row[:10] for row in rows})
    assert rows[0].startswith("2022-08-26")
    assert "note: outside 3A090.b, but within 10 % of it" in ran.out
    assert "the same silicon (GH100)" in ran.out


@pytest.mark.parametrize("other", [("--on", "2024-01-01"), ("--explain",)])
def test_one_day_and_its_reasons_cannot_stand_beside_all_days(exportgate: Command, other: tuple[str, ...]) -> None:
    ran = exportgate("classify", "A100", "--to", "CN", "--timeline", *other)
    assert (ran.code, ran.out) == (2, "")
    assert other[0] in ran.err
    assert "--timeline" in ran.err


def test_facts_given_by_hand_have_a_timeline_too(exportgate: Command) -> None:
    words = ("classify", "--fact", "tpp=4992", "--fact", "io_bandwidth=464", "--timeline", "--format", "json")
    answers = json.loads(exportgate(*words).out)
    inside = [answer["from"] for answer in answers if "3A090.a" in answer["classifications"]]
    assert inside[0] == "2023-11-17"
