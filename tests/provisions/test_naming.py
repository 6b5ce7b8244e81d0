"""A provision is found by whatever a person calls it, where that is certain."""

from pathlib import Path

import pytest

from exportgate.provisions.naming import find_provision, nearest
from exportgate.provisions.ruleset import RuleSet, load_rules


@pytest.fixture(scope="module")
def shipped(checkout: Path) -> RuleSet:
    return load_rules(checkout / "rules")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("us.ear.ccl.3a090", "us.ear.ccl.3a090"),
        ("us.ear.ccl.3a090#b", "us.ear.ccl.3a090#b"),
        ("3A090.a", "us.ear.ccl.3a090#a"),
        ("3a090.C", "us.ear.ccl.3a090#c"),
        ("3A090", "us.ear.ccl.3a090"),
        ("EAR99", "us.ear.ear99#declared"),
        ("740.8", "us.ear.740.8"),
        (" 744.11 ", "us.ear.744.11"),
        ("d5_macau", "us.ear.groups.d5_macau"),
        ("744.16", "us.ear.744.11"),
    ],
)
def test_what_is_certain_is_found(shipped: RuleSet, text: str, meant: str) -> None:
    assert [found.id for found in find_provision(shipped, text)] == [meant]


def test_a_section_that_several_provisions_cite_gives_them_all(shipped: RuleSet) -> None:
    found = [meant.id for meant in find_provision(shipped, "742.6(a)(6)")]
    assert {"us.ear.742.6.a6", "us.ear.742.6.a6_hbm"} <= set(found)
    assert found == sorted(found)


@pytest.mark.parametrize("text", ["", "744.1", "40.8", "us.ear.ccl.3a090#z", "nothing.like.it"])
def test_what_names_nothing_is_not_guessed(shipped: RuleSet, text: str) -> None:
    assert find_provision(shipped, text) == ()


def test_a_slip_is_answered_with_what_comes_nearest(shipped: RuleSet) -> None:
    assert nearest(shipped, "3a09")[0] == "us.ear.ccl.3a090"
    assert "us.ear.740.8" in nearest(shipped, "us.ear.740.9")
    assert nearest(shipped, "") == ()
