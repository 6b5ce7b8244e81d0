"""Cells that name owners and shares: what is read for certain, and what is refused rather than guessed."""

from fractions import Fraction

import pytest

from exportgate.runs.line_values import Unreadable
from exportgate.runs.owner_values import parent_fault, read_owners, read_share
from exportgate.screening.shipment import LineParty, Owner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First Ltd 30%; Second Ltd 25.5 %", [("First Ltd", Fraction(30)), ("Second Ltd", Fraction(51, 2))]),
        ("First Ltd (30 percent)", [("First Ltd", Fraction(30))]),
        ("First Ltd: 30 pct.", [("First Ltd", Fraction(30))]),
        ("Unit 61 30 %", [("Unit 61", Fraction(30))]),
        (
            "First Ltd ?; Second Ltd unknown; Third Ltd",
            [("First Ltd", None), ("Second Ltd", None), ("Third Ltd", None)],
        ),
        ("First Ltd 49.999999 % ;", [("First Ltd", Fraction(49999999, 1000000))]),
        ("A 33.34 %; B 33.34 %; C 33.34 %", [(name, Fraction(3334, 100)) for name in "ABC"]),
    ],
)
def test_holders_have_their_names_and_exact_shares(text: str, expected: list[tuple[str, Fraction | None]]) -> None:
    assert read_owners(text) == tuple(Owner(name, share) for name, share in expected)


@pytest.mark.parametrize("text", ["", "-", "n/a", "?", "unknown"])
def test_a_cell_that_names_nobody_has_no_owners(text: str) -> None:
    assert read_owners(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Unit 61",
        "First Ltd 30,5 %",
        "First Ltd <50 %",
        "First Ltd >= 50 %",
        "First Ltd 25-30 %",
        "First Ltd 150 %",
        "30 %",
        "First Ltd 30 %, Second Ltd 25 %",
        "First Ltd 60 %; Second Ltd 50 %",
        "; ".join(f"Holder {letter}{other} ?" for letter in "ABCDEFGHIJK" for other in "abcdefghij"),
    ],
)
def test_a_cell_that_may_mean_two_things_is_refused_and_says_what_was_expected(text: str) -> None:
    with pytest.raises(Unreadable, match=r"expected .*(30 %|at most 100)"):
        read_owners(text)


@pytest.mark.parametrize(
    ("text", "share"), [("50", 50), ("50 %", 50), ("0.5%", Fraction(1, 2)), ("?", None), ("", None)]
)
def test_a_share_is_a_number_of_percent(text: str, share: Fraction | None) -> None:
    assert read_share(text) == share


@pytest.mark.parametrize("text", ["101", "60,5", "half", "-1", "50-60"])
def test_a_share_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="expected a number of percent from 0 to 100"):
        read_share(text)


def test_a_share_of_a_parent_needs_a_parent_and_one_share_of_it() -> None:
    share = Fraction(60)
    assert "no parent is named" in parent_fault(LineParty("end_user", "Weser AG", parent_share=share))
    two = LineParty("end_user", "Weser AG", parent="A", parent_share=share, owners=(Owner("a", Fraction(40)),))
    assert "two shares" in parent_fault(two)
    one = LineParty("end_user", "Weser AG", parent="A", parent_share=share, owners=(Owner("A", share), Owner("B")))
    assert parent_fault(one) == ""


@pytest.mark.parametrize(
    "text",
    [
        "unknown (100%)",
        "N/A (100 %)",
        "undisclosed 100%",
        "TBD 100%",
        "others 60%",
        "public float 60%",
        "未知 100%",
        "none",
    ],
)
def test_what_nobody_is_named_for_is_no_holder(text: str) -> None:
    assert read_owners(text) is None
    assert read_owners(f"First Ltd 0.5 %; {text}") == (Owner("First Ltd", Fraction(1, 2)),)


@pytest.mark.parametrize(
    "text",
    [
        "First Ltd less than 60%",
        "First Ltd under 60 %",
        "First Ltd up to 60%",
        "First Ltd max. 60%",
        "First Ltd ca. 60 %",
        "First Ltd not 60%",
        "First Ltd -60%",
        "First Ltd (-60%)",
        "First Ltd (controlled by Second Ltd) 60%",
        "First Ltd on behalf of Second Ltd 60%",
    ],
)
def test_a_share_that_is_but_a_bound_or_somebody_elses_sets_the_row_aside(text: str) -> None:
    with pytest.raises(Unreadable):
        read_owners(text)


def test_a_dash_between_a_holder_and_its_share_is_no_minus() -> None:
    assert read_owners("First Ltd - 60 %") == read_owners("First Ltd – 60 %") == (Owner("First Ltd", Fraction(60)),)
