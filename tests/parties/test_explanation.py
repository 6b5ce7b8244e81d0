"""The explanation of a hit leads, step by step, to the very score and priority that the hit has."""

from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.explanation import Aligned, Explanation
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists

from .listed import ENTRIES

LISTS = PartyLists([NameIndex.build("us", ENTRIES)])
WORDS = sorted({word for entry in ENTRIES for name in entry.names for word in name.split()} | {"Phytiun", "Tech", "x"})


def explained_score(view: Aligned) -> float:
    """The score that the steps lead to."""
    steps = view.score
    return steps.cap if steps.same else min(steps.by_words * prod(one.factor for one in view.conflicts), steps.cap)


def explained(name: str, country: str | None = None, lists: PartyLists = LISTS) -> tuple[Hit, Explanation]:
    hit = lists.search([Party(name, country)], 0.3, explain=True)[0].hits[0]
    assert hit.explanation is not None
    return hit, hit.explanation


def view_of(name: str) -> Aligned:
    view = explained(name)[1].aligned
    assert view is not None
    return view


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_the_steps_lead_to_the_score_and_the_parts_to_the_priority(name: str) -> None:
    for hit in LISTS.search([Party(name)], 0.3, explain=True)[0].hits:
        assert hit.explanation is not None
        view = hit.explanation.aligned
        assert view is not None
        assert explained_score(view) == pytest.approx(hit.score)
        parts = sum(part.adds for part in hit.explanation.priority)
        assert parts * hit.explanation.reduced == pytest.approx(hit.priority)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_every_word_stands_in_a_pair_or_is_left_and_the_shares_make_one(name: str) -> None:
    for hit in LISTS.search([Party(name)], 0.3, explain=True)[0].hits:
        assert hit.explanation is not None
        view = hit.explanation.aligned
        assert view is not None
        assert sum(pair.share for pair in view.pairs) == pytest.approx(1)
        assert all(0 < pair.degree <= 1 for pair in view.pairs)
        assert all(word.weight > 0 for word in (*view.name_left, *view.listed_left))


@pytest.mark.parametrize(
    ("name", "evidence", "mine", "theirs"),
    [
        ("phytium systems", "equal", "phytium", "Phytium"),
        ("Huawie Technologies", "spelling", "Huawie", "Huawei"),
        ("Huawei Tech", "form", "Tech", "Technologies"),
        ("Baykal Electronics", "sound", "Baykal", "Baikal"),
        ("Chang Xin Memory Tech", "joined", "Chang Xin", "ChangXin"),
        ("CXMT", "acronym", "CXMT", "ChangXin Memory Technologies"),
    ],
)
def test_words_are_shown_as_written_with_their_evidence(name: str, evidence: str, mine: str, theirs: str) -> None:
    found = [(pair.evidence, pair.name.text, pair.listed.text) for pair in view_of(name).pairs]
    assert (evidence, mine, theirs) in found


def test_an_acronym_stands_for_the_words_that_it_abbreviates() -> None:
    lists = PartyLists(
        [NameIndex.build("us", [Entry("EL:4", "EL", "entity", "Yangtze Memory Technologies Co., Ltd.")])]
    )
    view = explained("YMTC Nanjing", lists=lists)[1].aligned
    assert view is not None
    (pair,) = view.pairs
    assert (pair.evidence, pair.name.text, pair.listed.text) == ("acronym", "YMTC", "Yangtze Memory Technologies")


def test_what_is_left_is_named_with_its_weight() -> None:
    view = view_of("Phytium Quantum Foods")
    assert [word.text for word in view.name_left] == ["Quantum", "Foods"]
    assert [word.text for word in view.listed_left] == ["Technology"]
    assert view.name_left[0].weight > view.listed_left[0].weight


def test_a_conflict_names_what_disagrees_and_its_factor() -> None:
    view = view_of("CETC 39th Research Institute")
    assert [(one.kind, one.name, one.listed) for one in view.conflicts] == [("numbers", "39th", "55th")]
    assert view.score.score == pytest.approx(min(view.score.by_words * view.conflicts[0].factor, view.score.cap))


def test_a_rare_word_is_told_from_a_common_one() -> None:
    rarest, common = view_of("Phytium Technology Partners Dresden").pairs
    assert (rarest.listed.commonness, rarest.listed.entries) == ("rare", 1)
    assert (common.listed.text, common.listed.commonness) == ("Technology", "common")
    assert rarest.share > common.share


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("SМIC", "imitated_letters", "'М' (U+041C CYRILLIC CAPITAL LETTER EM)"),
        ("the falcon", "weak_alias", "'The Falcon' is a weak alias"),
        ("the falcon", "person", "the entry is a person"),
        ("Ocean Dynamics 55", "vessel", "the entry is a vessel"),
        ("Foo t/a Phytium Tech", "part_of_name", "only a part"),
    ],
)
def test_what_a_reader_must_know_is_noted(name: str, code: str, said: str) -> None:
    notes = {note.code: note.text for note in explained(name)[1].notes}
    assert said in notes[code]  # type: ignore[index]


def test_han_read_aloud_or_translated_is_noted() -> None:
    lists = PartyLists([NameIndex.build("us", [Entry("EL:1", "EL", "entity", "Changjiang Cunchu Keji")])])
    codes = [note.code for note in explained("长江存储科技", lists=lists)[1].notes]
    assert codes[0] == "read_aloud"
    english = PartyLists([NameIndex.build("us", [Entry("EL:1", "EL", "entity", "飞腾 Technology")])])
    assert {note.code for note in explained("飞腾科技", lists=english)[1].notes} == {"translated"}


def test_a_hit_by_address_has_the_parts_of_its_priority() -> None:
    party = Party("Foobar Ltd", "HK", "Rm 1318, 13/F Hollywood Plaza, 610 Nathan Rd, Mongkok, KLN")
    (hit,) = LISTS.search([party], explain=True)[0].hits
    assert hit.explanation is not None
    assert hit.explanation.aligned is None
    assert sum(part.adds for part in hit.explanation.priority) == pytest.approx(hit.priority)


def test_no_explanation_is_made_unasked() -> None:
    assert LISTS.search([Party("Phytium")])[0].hits[0].explanation is None


def test_the_steps_lead_to_the_score_where_a_place_is_the_entrys_own() -> None:
    lists = PartyLists([NameIndex.build("us", [Entry("1", "EL", "entity", "QNOX", countries=("CN",))])])
    hit, explanation = explained("QNOX China", lists=lists)
    assert explanation.aligned is not None
    assert explained_score(explanation.aligned) == hit.score == 0.98
    assert (
        explanation.aligned.score.cap_reason == "the place in the name, which is the listed party's own, was set aside"
    )
