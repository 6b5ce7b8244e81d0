import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgate.foundation.visible import clipped, visible
from exportgate.parties.entry import Entry, Hit, HitKind, Relation, Reported
from exportgate.provisions.model import Outcome
from exportgate.report import wording

from . import sample


@pytest.mark.parametrize(
    ("score", "text"), [(1.0, "1.00"), (0.99999, "0.99"), (0.861234, "0.86"), (0.0, "0.00"), (1e-9, "0.00")]
)
def test_score_is_cut_so_that_only_full_likeness_reads_one(score: float, text: str) -> None:
    assert wording.score_text(score) == text


@pytest.mark.parametrize(
    ("kind", "relation", "text"),
    [
        ("name", "", "end user: Quartz Harbor [EL] 0.64"),
        ("affiliate", "", "end user: Quartz Harbor [EL, affiliate] 0.64"),
        ("identifier", "", "end user: Quartz Harbor [EL, identifier] 0.64"),
        ("name", "shell", "end user: Quartz Harbor (reported shell of Listed Works) [EL] 0.64"),
        ("address", "owned", "end user: Quartz Harbor (reported as owned by Listed Works) [EL, address] 0.64"),
    ],
)
def test_hit_in_short_tells_by_what_it_is_one_and_for_whom_a_reported_name_stands(
    kind: HitKind, relation: Relation, text: str
) -> None:
    name = Entry("n1", "REPORTED", "entity", "Quartz Harbor", relation=relation, of="e1")
    reported = Reported("own", name) if relation else None
    entry = Entry("e1", "EL", "entity", "Listed Works")
    hit = Hit("us", entry, kind, "Quartz Harbor", 0.6412, 0.3, decisive=False, why=(), reported=reported)
    assert wording.hit_text("end_user", hit) == text


@given(st.text())
def test_text_on_one_line_has_no_line_end_and_no_outer_space(text: str) -> None:
    line = wording.one_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1


def test_deciding_findings_are_those_as_bad_as_the_line() -> None:
    assert wording.deciding(sample.SOPHGO_LINE) == (sample.ENTITY_LIST, sample.REGIONAL)
    assert wording.deciding(sample.DECISIONS[-1]) == ()


def test_finding_that_weighs_nothing_is_called_noted() -> None:
    assert wording.finding_title(sample.A_2023) == "Noted"
    assert wording.finding_title(sample.SANCTIONED) == "Prohibited"


@pytest.mark.parametrize(("mark", "word"), [("S", "secondary"), ("I", "inferred"), ("M", "memory")])
def test_rule_not_read_in_its_text_is_to_be_verified(mark: str, word: str) -> None:
    assert wording.verify(mark).startswith(f"verify ({mark}: ")
    assert word in wording.verify(mark)


def test_rule_read_in_its_text_calls_for_nothing() -> None:
    assert wording.verify("P") == wording.verify("") == ""


def test_missing_fact_without_a_question_is_asked_for_by_name() -> None:
    assert wording.question("tpp", {"tpp": "What is the TPP?"}) == "What is the TPP?"
    assert wording.question("end_use", {}) == "What is the end use?"


def test_no_outcome_is_ever_called_cleared() -> None:
    said = " ".join([*wording.TITLES.values(), *wording.MEANINGS.values()]).lower()
    assert "clear" not in said
    assert set(wording.MEANINGS) == set(wording.TITLES) == {*Outcome, wording.REJECTED}


@given(st.text(st.characters(), max_size=40))
def test_visible_text_can_be_written_and_shows_every_character(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert all(letter.isprintable() or letter.isspace() or ord(letter) > 0x9F for letter in shown)
    assert len(shown) >= len(text)


@pytest.mark.parametrize(("text", "shown"), [("a\0b", "a␀b"), ("\u202eevil", "⟨U+202E⟩evil"), ("a\ud800", "a\ufffd")])
def test_hidden_character_gets_a_mark(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert clipped("abcdef", 4) == "abc…"
    assert clipped("abcd", 4) == "abcd"


def test_only_the_first_of_several_reasons_keeps_its_capital() -> None:
    why = (
        "The name is the listed name 'Army', letter for letter",
        "The party's country, CN, agrees",
        "'Yan' sounds alike",
    )
    said = "The name is the listed name 'Army', letter for letter; the party's country, CN, agrees; 'Yan' sounds alike"
    assert wording.reasons_text(why) == said
    assert wording.reasons_text(()) == ""
