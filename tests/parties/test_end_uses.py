"""Words of end uses: what is found, with what before it, and what only looks alike."""

from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.end_uses import LONGEST_TEXT, NO_WORDS, EndUses

TABLE = EndUses.load()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("servers, NOT for military-grade use", (("military", "not for military"),)),
        ("Paramilitary training", (("military", "paramilitary"),)),
        ("airforce and Air-Force", (("military", "airforce"),)),
        ("Rüstungsgüter", (("military", "rustungsguter"),)),
        ("國防部", (("military", "国防"),)),
        ("Ядерный центр", (("nuclear", "ядерныи"),)),
        ("Army drones", (("military", "army"), ("missile", "army drones"))),
        ("a supercomputer", (("supercomputer", "a supercomputer"),)),
        ("Armytage Ltd, harmony, 八核处理器, 冲压", ()),
        ("", ()),
    ],
)
def test_words_are_found_with_the_two_before_them(text: str, found: tuple[tuple[str, str], ...]) -> None:
    assert TABLE.words(text) == found


@pytest.mark.parametrize(
    ("text", "nothing"), [("TBD", True), ("t.b.d.", True), (" - ", True), ("weather models", False)]
)
def test_a_text_that_names_no_use_is_told_from_one_that_does(text: str, *, nothing: bool) -> None:
    assert TABLE.says_nothing(text) is nothing


def test_a_very_long_text_is_looked_at_from_its_beginning() -> None:
    assert TABLE.words("army " + "non " * 100_000) == (("military", "army"),)
    assert TABLE.words("x" * LONGEST_TEXT + " army") == ()


def test_a_carrier_is_known_by_a_word_of_its_trade() -> None:
    assert TABLE.carries_for_others("Straits Freight Forwarding Pte")
    assert not TABLE.carries_for_others("Freightliner Foods")
    assert not NO_WORDS.carries_for_others("Straits Freight")


@pytest.mark.parametrize("text", ["kinds: none\n", "kinds: {military: army}\nevasive: []\ncarriers: []\n", "- a\n"])
def test_a_table_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "end-use-words.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ListError, match=r"end-use-words\.yaml"):
        EndUses.load(tmp_path)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be opened"):
        EndUses.load(tmp_path / "gone")
