"""What two screenings say of one line is compared by hits, findings and the rest, not by scores and reasons."""

from copy import deepcopy
from typing import Any

import pytest

from exportgate.report.line_change import in_words, line_change

HIT = {"list": "us", "source": "EL", "entity_id": "1", "name": "Zorvex", "kind": "name", "score": 0.9, "why": ["a"]}
FINDING = {"provision": "us.ear.x", "paragraph": "a", "outcome": "hold", "because": "so"}
LINE: dict[str, Any] = {
    "row": 4,
    "outcome": "hold",
    "review_policy": None,
    "parties": [{"role": "end_user", "name": "Zorvex Ltd", "hits": [HIT]}],
    "findings": [FINDING],
    "needs": [],
}


def changed(**members: Any) -> dict[str, Any]:
    return {**deepcopy(LINE), **members}


def with_hit(**members: Any) -> dict[str, Any]:
    return changed(parties=[{"role": "end_user", "name": "Zorvex Ltd", "hits": [{**HIT, **members}]}])


@pytest.mark.parametrize("after", [changed(), with_hit(score=0.91), with_hit(priority=0.2), with_hit(why=["b"])])
def test_scores_and_reasons_are_no_difference(after: dict[str, Any]) -> None:
    assert line_change(4, LINE, after) is None


def test_what_only_came_is_new_and_what_only_went_is_gone() -> None:
    bare = changed(outcome="no_finding", findings=[], parties=[{"role": "end_user", "name": "Zorvex Ltd", "hits": []}])
    came, went = line_change(4, bare, LINE), line_change(4, LINE, bare)
    assert came is not None
    assert went is not None
    assert (came["change"], went["change"]) == ("new", "gone")
    assert came["outcome"] == {"before": "no_finding", "after": "hold"}
    assert in_words(came) == "now matches 'Zorvex' (EL) by the end user 'Zorvex Ltd'"


def test_an_entry_that_is_otherwise_is_a_changed_hit() -> None:
    found = line_change(4, LINE, with_hit(requirement="All items"))
    assert found is not None
    assert found["change"] == "changed"
    (pair,) = found["hits"]["changed"]
    assert "requirement" not in pair["before"]
    assert pair["after"]["requirement"] == "All items"


def test_one_of_two_findings_of_a_paragraph_that_goes_is_gone_alone() -> None:
    other = {**FINDING, "because": "and so"}
    found = line_change(4, changed(findings=[FINDING, other]), changed(findings=[other]))
    assert found is not None
    assert (found["findings"]["gone"], found["findings"]["changed"]) == ([FINDING], [])


def test_a_line_that_was_not_there_is_new_only_where_it_tells_something() -> None:
    absent: dict[str, Any] = {"outcome": None, "parties": [], "findings": []}
    found = line_change(4, absent, LINE)
    assert found is not None
    assert found["change"] == "new"
    assert line_change(4, absent, changed(outcome="no_finding", parties=[])) is None


def test_what_else_of_a_line_differs_is_named() -> None:
    found = line_change(4, LINE, changed(review_policy="case_by_case"))
    assert found is not None
    assert found["other"] == {"review_policy": {"before": None, "after": "case_by_case"}}
    assert in_words(found) == "review policy otherwise"
