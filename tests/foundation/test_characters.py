"""Characters that hide or pass for others are named, replaced by what was meant, and never shown as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.characters import UNSEEN, ascii_form, ascii_like, name_of, seen, shown


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("3\u0410090.a", "3A090.a"),
        ("\u0430\u0435\u043e", "aeo"),
        ("\uff14\uff18", "48"),
        ("\u0664\u0668", "48"),
        ("tpp \u2265 limit", "tpp >= limit"),
        ("\u201cCN\u201d", '"CN"'),
        ("2022\u201310\u201307", "2022-10-07"),
        ("mm\u00b2", "mm2"),
        ("a\u00a0b", "a b"),
    ],
)
def test_a_look_alike_stands_for_the_ascii_text_that_was_meant(text: str, meant: str) -> None:
    assert ascii_form(text) == meant


def test_a_letter_that_is_like_no_ascii_letter_stays_itself() -> None:
    assert ascii_like("\u4e2d") == ""
    assert ascii_form("d\u00e9j\u00e0") == "d\u00e9j\u00e0"


def test_characters_are_named_with_their_code() -> None:
    assert name_of("\u0430") == "U+0430 CYRILLIC SMALL LETTER A"
    assert name_of("\x00") == "U+0000 control character"


def test_what_cannot_be_seen_is_shown_as_a_mark() -> None:
    assert seen("a\u202eb\u200bc\x00") == "a\u27e8U+202E\u27e9b\u27e8U+200B\u27e9c\u27e8U+0000\u27e9"


def test_a_long_text_is_cut_and_says_how_long_it_is() -> None:
    assert shown("x" * 1000, 10) == "xxxxxxxxxx\u2026 (1,000 characters)"


@given(st.text(st.characters(), max_size=300))
def test_what_is_shown_is_short_and_can_be_seen(text: str) -> None:
    result = shown(text)
    assert UNSEEN.search(result) is None
    assert "\n" not in result
    assert len(result) < 80 * 10


@given(st.characters())
def test_a_look_alike_is_ascii_and_never_of_an_ascii_letter(letter: str) -> None:
    assert ascii_like(letter).isascii()
    assert not (letter.isascii() and ascii_like(letter))
