"""What a reader is told to do about a slip of the pen."""

import pytest

from exportgate.diagnostics.model import Collector, Diagnostic, Severity
from exportgate.diagnostics.text import block
from exportgate.foundation.counting import counted
from exportgate.foundation.spans import Span
from exportgate.provisions.documents import document
from exportgate.provisions.leaf import leaf_help
from exportgate.provisions.reading import suggestion


@pytest.mark.parametrize(
    ("leaf", "told"),
    [
        ("tpp => limit", "write >="),
        ("tpp > = limit", "write >="),
        ("tpp = limit", "write >="),
        ("tpp == 4800", "write >="),
        ("tpp =< limit", "write <="),
        ('destination = "CN"', "write 'fact is \"CODE\"'"),
        ("TPP >= limit", "did you mean 'tpp >= limit'?"),
        ("Not Asked", "did you mean 'not asked'?"),
    ],
)
def test_the_help_for_a_leaf_says_what_to_write(leaf: str, told: str) -> None:
    assert told in leaf_help(leaf)


def test_a_known_word_is_suggested_whatever_its_case() -> None:
    assert suggestion("tpp", ["TPP", "mm2"]) == "did you mean 'TPP'?"
    assert suggestion("p", ["P", "S", "M"]) == "did you mean 'P'?"


@pytest.mark.parametrize("entry", ["{value: 4000, words: TPP of 4,000 or more}", "{value: 4,000, words: x}"])
def test_a_comma_in_braces_is_said_to_end_the_value(entry: str) -> None:
    collector = Collector()
    assert document(f"limit: {entry}\n".encode(), "x.yaml", collector) is None
    (fault,) = collector.found
    assert (fault.code, "in braces a comma ends a value" in fault.message) == ("XR112", True)
    assert "quotes" in fault.help


def test_a_key_that_holds_nothing_after_a_comma_is_still_a_key() -> None:
    collector = Collector()
    document(b"limit: {value: 4000, words: }\nother: {value: 1, words}\n", "x.yaml", collector)
    assert {"'words' is there, but holds nothing"} == {item.message for item in collector.found}


def test_a_character_without_width_is_a_mark_in_an_excerpt() -> None:
    fault = Diagnostic("XR012", Severity.ERROR, Span("x.yaml", 1, 4, 1, 5), "unseen", "remove it")
    shown = block(fault, lambda _file, _line: "abc\u200bdef")
    assert "1 | abc\u27e8U+200B\u27e9def\n  |    ^^^^^^^^\n" in shown


def test_nouns_are_counted_in_their_number() -> None:
    assert [counted(1, "entry"), counted(2, "entry"), counted(3, "day"), counted(1500, "file")] == [
        "1 entry",
        "2 entries",
        "3 days",
        "1,500 files",
    ]
