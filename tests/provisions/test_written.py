"""The help for a number or a day that cannot be read says how to write what was meant."""

import pytest

from exportgate.provisions.written import day_help, number_help


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("4,800", "write 4800, without separators"),
        ("4_800", "write 4800, without separators"),
        ("1 234 567.5", "write 1234567.5, without separators"),
        ("48_00", "write the digits without '_'"),
        ("5,92", "write 5.92, with a decimal point"),
        ("9" * 40, "write at most 30 digits on either side of the point, and an exponent of at most two"),
    ],
)
def test_a_number_is_written_out_as_it_was_meant(text: str, help_: str) -> None:
    assert number_help(text)[1] == help_


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("2023-13-01", "there is no month 13; write the year, the month and the day"),
        ("2023-02-29", "February 2023 has no day 29"),
        ("20231117", "write 2023-11-17"),
        ("2023-11-17T00:00", "write 2023-11-17"),
        ("2023-1-7", "write 2023-01-07"),
        ("17.11.2023", "write 2023-11-17"),
        ("07.10.2022", "write 2022-10-07 or 2022-07-10, whichever is meant"),
        ("0000-01-01", "January 0 has no day 1"),
        ("today", "write the year, the month and the day, joined by '-'"),
    ],
)
def test_a_day_is_written_out_as_it_was_meant(text: str, help_: str) -> None:
    assert day_help(text)[1] == help_
