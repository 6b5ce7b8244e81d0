"""`exportgate rules explain` prints the page of a code, however the code is written, and lists every code."""

from collections.abc import Callable
from typing import Any

import pytest

from exportgate.diagnostics.codes import TITLES

Command = Callable[..., Any]


@pytest.mark.parametrize("word", ["XR301", "xr301", "301"])
def test_a_code_is_explained_however_it_is_written(exportgate: Command, word: str) -> None:
    ran = exportgate("rules", "explain", word)
    assert ran.code == 0, ran.err
    assert ran.out.startswith(f"XR301: {TITLES['XR301']}\n=====")
    assert "error[XR301]" in ran.out
    assert "How to mend" in ran.out
    assert "```" not in ran.out


@pytest.mark.parametrize("code", sorted(TITLES))
def test_every_code_can_be_explained(exportgate: Command, code: str) -> None:
    assert exportgate("rules", "explain", code).out.startswith(f"{code}: {TITLES[code]}\n")


def test_an_unknown_code_is_a_usage_error_that_names_the_nearest(exportgate: Command) -> None:
    ran = exportgate("rules", "explain", "XR310")
    assert (ran.code, ran.out) == (2, "")
    assert f"XR305, {TITLES['XR305']}" in ran.err


def test_a_word_that_is_no_code_is_a_usage_error_that_shows_what_one_looks_like(exportgate: Command) -> None:
    ran = exportgate("rules", "explain", "../rules")
    assert (ran.code, ran.out) == (2, "")
    assert "a code looks like XR301" in ran.err


def test_without_a_code_every_code_is_listed_under_its_family(exportgate: Command) -> None:
    ran = exportgate("rules", "explain")
    assert ran.code == 0
    assert "Fidelity to the source\n  XR301  " in ran.out
    for code, title in TITLES.items():
        assert f"  {code}  {title}\n" in ran.out
