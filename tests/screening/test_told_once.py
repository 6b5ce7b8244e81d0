"""Findings about the hits of one party: one row on two lists is said once, and so are further rows it may be."""

from dataclasses import replace
from typing import Any

from exportgate.parties.entry import Entry, Hit
from exportgate.provisions.model import Outcome, ReviewPolicy
from exportgate.screening.findings import Finding
from exportgate.screening.told_once import Said, told_once

ROW = Entry("e1", "EL", "entity", "Foo Chips Co. Ltd.,", notice="88 FR 1; 89 FR 2")
CERTAIN = Finding("us.ear.744.11", "entity", "applies", Outcome.LICENSE_REQUIRED, "744.11(a)", "is 'Foo'", ("a",))
MAYBE = replace(CERTAIN, effect="undetermined", outcome=Outcome.HOLD, because="may be", needs=("match_decided",))


def said(
    finding: Finding, *, on: str = "us", decisive: bool = True, roles: tuple[str, ...] = ("end_user",), **row: Any
) -> Said:
    return Said(Hit(on, replace(ROW, **row), "name", "", 1.0, 1.0, decisive, ()), roles, finding)


def told(*found: Said) -> list[Finding]:
    return list(told_once("Foo", found))


def test_one_row_on_two_lists_is_said_once_naming_both() -> None:
    short = replace(CERTAIN, needs=("b",), because="'Foo'")
    other = said(short, on="embedded", name="Foo Chips Co., Ltd", notice="89 FR 2, 88 FR 1")
    (found,) = told(said(CERTAIN), other)
    assert found.because == "is 'Foo'; the lists us and embedded both hold this row"
    assert found.needs == ("a", "b")


def test_rows_that_differ_in_anything_that_counts_are_said_each() -> None:
    for other in (
        said(CERTAIN, on="embedded", name="Foo Chips Two"),
        said(CERTAIN, on="embedded", notice="90 FR 1"),
        said(CERTAIN, on="embedded", source="MEU"),
        said(CERTAIN, on="embedded", roles=("purchaser",)),
        said(replace(CERTAIN, review_policy=ReviewPolicy.CASE_BY_CASE), on="embedded"),
        said(replace(CERTAIN, paragraph="address"), on="embedded"),
        said(MAYBE, on="embedded", decisive=False),
    ):
        assert len(told(said(CERTAIN), other)) == 2


def test_further_rows_that_a_listed_party_may_be_are_named_in_one_finding() -> None:
    further = [said(replace(MAYBE, cite=f"744.11(a), 8{at} FR 1"), decisive=False, name=f"Foo {at}") for at in range(3)]
    first, second = told(said(CERTAIN), *further)
    assert first == CERTAIN
    assert second.because == "the end user 'Foo' may also be 3 further rows of EL: 'Foo 0', 'Foo 1', 'Foo 2'"
    assert second.cite == "744.11(a), 80 FR 1, 81 FR 1, 82 FR 1"
    assert (second.outcome, second.needs) == (Outcome.HOLD, ("match_decided",))


def test_rows_that_a_party_may_be_are_said_each_where_no_row_of_that_list_is_certain() -> None:
    further = [said(MAYBE, decisive=False, name=f"Foo {at}") for at in range(3)]
    assert len(told(*further)) == 3
    assert len(told(said(CERTAIN, source="SDN"), *further)) == 4
    assert len(told(said(CERTAIN, roles=("purchaser",)), *further)) == 4
    informs = replace(CERTAIN, outcome=Outcome.NO_FINDING)
    assert len(told(said(informs), *further)) == 4
