import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from exportgate.report.lists_used import ListUsed, list_notices
from exportgate.report.receipt import build_receipt, receipt_text

from . import sample
from .sample_basis import basis

STARTED = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TOTALS = sample.summary(26).totals()


def receipt(seconds: int = 2) -> dict[str, object]:
    return build_receipt(basis(), TOTALS, started=STARTED, finished=STARTED + timedelta(seconds=seconds))


def test_keys_of_the_format_are_all_there() -> None:
    assert {"tool", "rules", "lists", "input", "on", "outcomes", "started", "finished"} <= set(receipt())


def test_two_runs_differ_in_their_times_only() -> None:
    one, other = receipt(2), receipt(3)
    assert one != other
    assert {**one, "finished": None} == {**other, "finished": None}


def test_every_row_of_the_input_is_accounted_for() -> None:
    read = json.loads(receipt_text(receipt()))
    assert read["input"]["rows"] == read["input"]["read"] + read["input"]["rejected"] == 26
    assert sum(read["outcomes"].values()) == 26


def test_lists_carry_their_date_and_digest() -> None:
    full = build_receipt(basis(curated=False), TOTALS, started=STARTED, finished=STARTED)
    (used,) = full["lists"]
    assert used["as_of"] == "2026-07-31"
    assert used["retrieved"] == "2026-08-01T09:30:00+00:00"
    assert used["digest"] == "a7" * 32
    assert full["notices"] == []


def test_day_applied_is_null_where_each_line_has_its_own() -> None:
    on = replace(basis(), on=date(2026, 9, 24))
    assert receipt()["on"] is None
    assert build_receipt(on, TOTALS, started=STARTED, finished=STARTED)["on"] == "2026-09-24"


def test_curated_list_is_called_so_with_its_day_and_the_way_to_the_full_one() -> None:
    (notice,) = list_notices(basis().lists)
    assert "curated subset as of 2026-07-31; import the full list with exportgate lists import FILE --as ID" in notice


def test_run_without_lists_and_list_without_a_day_are_called_so() -> None:
    undated = ListUsed("own", "Own", None, 1, 1, "own.csv", "00", None, curated=False)
    assert list_notices([]) == ("No party list was searched: no party of any line was screened.",)
    assert list_notices([undated]) == ("The list 'own' does not say of which day it is.",)


def test_notices_of_the_run_follow_those_of_the_lists() -> None:
    told = replace(basis(), notices=("The day lies in the future.",))
    assert (
        build_receipt(told, TOTALS, started=STARTED, finished=STARTED)["notices"][-1] == "The day lies in the future."
    )


def test_an_own_list_alone_never_passes_for_the_lists_of_the_law() -> None:
    own = ListUsed("acme", "Watch", None, 1, 1, "w.yaml", "", None, curated=False, sources=("ACME",))
    (notice, *_) = list_notices([own])
    assert "Nobody was looked up on the Entity List or the Denied Persons List or the SDN list" in notice
    assert "--list acme --list embedded" in notice
    whole = replace(own, id="us", sources=("DPL", "EL", "SDN"))
    assert not any("Nobody was looked up" in said for said in list_notices([own, whole]))
