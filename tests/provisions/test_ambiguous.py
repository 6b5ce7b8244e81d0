"""Plain scalars that another YAML tool re-types are known as such, and codes that none re-types are left alone."""

import pytest

from exportgate.provisions.ambiguous import read_elsewhere_as


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        *((word, "false") for word in ("NO", "no", "n", "N", "off", "OFF", "False")),
        *((word, "true") for word in ("ON", "on", "y", "Y", "yes", "TRUE")),
        *((word, "nothing") for word in ("~", "null", "NULL")),
        *((word, "a number") for word in ("3E001", "0E521", "8471.50", "0101", "1_000", "4800", "0x1F", "0o17")),
        *((word, "a number") for word in (".5", "5.", "-7", "+7.5e3", ".inf", "-.INF", ".NaN")),
        *((word, "a number to the base 60") for word in ("12:30:00", "12:30", "1:00.5")),
        *((word, "a date") for word in ("2023-11-17", "2023-11-17T10:00:00Z", "2023-1-7")),
        *((word, "a key of its own") for word in ("=", "<<")),
    ],
)
def test_a_scalar_that_another_tool_would_retype_is_known(text: str, reading: str) -> None:
    assert read_elsewhere_as(text) == reading


@pytest.mark.parametrize(
    "text",
    ["CN", "3A090.a", "5A992", "EAR99", "us.ear.ccl.3a090", "a", "8471.50.01", "None", "nope", "2023-11", "3E", ""],
)
def test_a_scalar_that_stays_text_everywhere_is_left_alone(text: str) -> None:
    assert read_elsewhere_as(text) == ""
