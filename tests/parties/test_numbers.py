"""Numbers in words, ordinals, signs and Roman numerals are written in figures."""

import pytest

from exportgate.parties.likeness import likeness
from exportgate.parties.names import normalize
from exportgate.parties.numbers import with_numbers


@pytest.mark.parametrize(
    "text",
    [
        "Brigade 44",
        "Brigade Forty-Four",
        "Brigade Forty 4",
        "Brigade Fourty-four",
        "Brigade FortyFour",
        "Brigade 44th",
        "Brigade 44 th",
        "Brigade Forty-Fourth",
        "Brigade No. 44",
        "Brigade No44",
        "Brigade №44",
        "Brigade n° 44",
        "Brigade Nr. 044",
        "Бригаде 44-й",
    ],
)
def test_a_number_is_one_however_it_is_written(text: str) -> None:
    assert normalize(text).tokens[-1] == "44"
    assert len(normalize(text).tokens) == 2


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Первый завод", "1"),
        ("Vtoraya Fabrika", "2"),
        ("Zweite Fabrik", "2"),
        ("Troisième Usine", "3"),
        ("Tercera Planta", "3"),
        ("Third Factory", "3"),
    ],
)
def test_ordinals_of_other_languages_are_numbers(text: str, number: str) -> None:
    assert normalize(text).tokens[0] == number


@pytest.mark.parametrize(("one", "other"), [("viii", "8"), ("ii", "two"), ("four", "4")])
def test_roman_numerals_and_small_cardinals_mean_their_figure(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found is not None
    assert found.kind == "form"


@pytest.mark.parametrize(
    ("text", "last"), [("Apollo Fund VIII L.P.", "8"), ("Zarya II", "2"), ("Malcolm X", "x"), ("Jinping Xi", "xi")]
)
def test_a_roman_numeral_after_a_word_is_a_number(text: str, last: str) -> None:
    assert normalize(text).tokens[-1] == last


def test_a_roman_numeral_that_begins_a_name_stays() -> None:
    assert normalize("IV Systems").key == "iv systems"


def test_roman_numerals_that_are_letters_or_names_mean_no_figure() -> None:
    assert likeness("x", "10") is None
    assert likeness("xi", "11") is None


def test_percent_is_a_word() -> None:
    assert normalize("3%ers").key == "3 percenters"


def test_a_cardinal_that_may_be_a_brand_stays_a_word() -> None:
    assert normalize("Four Seasons").key == "four seasons"
    assert likeness("four", "5") is None


@pytest.mark.parametrize("tokens", [["3k"], ["no", "limits"], ["th"], ["f16"]])
def test_what_is_no_number_stays(tokens: list[str]) -> None:
    assert with_numbers(tokens) == tokens


def test_tens_that_follow_each_other_are_two_numbers() -> None:
    assert with_numbers(["twenty", "twenty", "first"]) == ["20", "21"]
