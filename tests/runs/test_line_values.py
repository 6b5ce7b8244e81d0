"""Dates, quantities, control numbers and words are read as written or refused, never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.runs.line_values import (
    DateFormat,
    Unreadable,
    plain_text,
    read_day,
    read_eccn,
    read_event,
    read_quantity,
)


@pytest.mark.parametrize(
    ("text", "style", "day"),
    [
        ("2023-11-17", DateFormat(), date(2023, 11, 17)),
        (" 2023-11-17T08:30:00Z ", DateFormat(), date(2023, 11, 17)),
        ("2023-11-17 00:00:00", DateFormat(), date(2023, 11, 17)),
        ("17.11.2023", DateFormat("dmy", "."), date(2023, 11, 17)),
        ("7/1/2023", DateFormat("mdy"), date(2023, 7, 1)),
        ("20231117", DateFormat("ymd"), date(2023, 11, 17)),
        ("17112023", DateFormat("dmy", ""), date(2023, 11, 17)),
        ("", DateFormat(), None),
        ("n/a", DateFormat(), None),
    ],
)
def test_dates_are_read_in_the_style_of_the_file(text: str, style: DateFormat, day: date | None) -> None:
    assert read_day(text, style) == day


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("20231117", DateFormat()),
        ("2023-11-17x", DateFormat()),
        ("٢٠٢٣-11-17", DateFormat()),
        ("17/11/2023", DateFormat("dmy", ".")),
        ("17.11/2023", DateFormat("dmy")),
        ("17.11.23", DateFormat("dmy")),
        ("2023.17.11", DateFormat("ymd")),
        ("31.02.2024", DateFormat("dmy")),
    ],
)
def test_dates_in_another_style_are_never_guessed(text: str, style: DateFormat) -> None:
    with pytest.raises(Unreadable, match="ship date"):
        read_day(text, style)


@pytest.mark.parametrize(
    ("text", "eccn"),
    [
        ("3A090.a", "3A090.a"),
        ("3a090.A", "3A090.a"),
        ("5A992C", "5A992.c"),
        ("4A994 l", "4A994.l"),
        ("3A001.B.2.A", "3A001.b.2.a"),
        ("9A610.y10", "9A610.y.10"),
        ("3E001", "3E001"),
        ("ear 99", "EAR99"),
        ("EAR-99", "EAR99"),
        (" ", None),
        ("N/A", None),
    ],
)
def test_control_numbers_are_written_as_the_list_writes_them(text: str, eccn: str | None) -> None:
    assert read_eccn(text) == eccn


@pytest.mark.parametrize(
    "text", ["3A0901", "3F090", "3A090.1", "A090", "3A090.", "3A090..a", "EAR100", "3A090." + "a" * 5000]
)
def test_other_control_numbers_are_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="ECCN"):
        read_eccn(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Export", "export"),
        ("RE-EXPORT", "reexport"),
        ("reexport", "reexport"),
        ("In-country transfer", "in_country_transfer"),
        ("in_country_transfer", "in_country_transfer"),
        ("domestic transfer", "in_country_transfer"),
        ("Transfer", "in_country_transfer"),
        ("", None),
    ],
)
def test_event_words_are_a_closed_set(text: str, event: str | None) -> None:
    assert read_event(text) == event


@given(text=st.text(max_size=12))
def test_any_quantity_is_a_positive_finite_number_or_refused(text: str) -> None:
    try:
        quantity = read_quantity(text)
    except Unreadable:
        return
    assert quantity is None or (quantity.is_finite() and quantity > 0)


def test_texts_that_say_nothing_are_empty() -> None:
    assert [plain_text(text) for text in (" - ", "N/A", "#n/a", "NULL", "NA", " x ")] == ["", "", "", "", "NA", "x"]
