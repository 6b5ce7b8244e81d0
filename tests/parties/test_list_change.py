"""A change of lists concerns only the parties that the sieve, the odd words and the earlier hits name, and no other."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.kept_rows import Rows
from exportgate.parties.list_change import ListChange, list_change, touched_entries
from exportgate.parties.lists import csl_csv
from exportgate.parties.names import party_readings
from exportgate.parties.odd_parties import odd_parties
from exportgate.parties.party_words import joined, party_words
from exportgate.parties.person_words import rough_root, rough_sound, sound_of
from exportgate.parties.search import PartyHits, PartyLists
from exportgate.parties.sieve import Sieve
from exportgate.parties.weights import FLOOR

from .listed import ENTRIES

WORDS = [
    "Zorvex",
    "Zorvexx",
    "Kalmir",
    "Ivan",
    "Petrov",
    "Ivanovich",
    "Technology",
    "Shanghai",
    "Tekhnologii",
    "ZKT",
    "Co",
]
EXTRA = [
    Entry("N1", "SDN", "individual", "PETROV, Ivan Ivanovich", countries=("RU",)),
    Entry("N2", "EL", "entity", "Zorvex Kalmir Technology Co., Ltd.", aliases=("ZKT",), countries=("CN",)),
    Entry("N3", "EL", "entity", "Shanghai Zorvex", identifiers=("LEI: 5493001KJTIIGC8Y1R12",)),
    Entry("N4", "SDN", "individual", "Abdul Rahman AL-ZORVEX"),
    Entry("N5", "OWN", "entity", "Kalmir Trading", relation="shell", of="Zorvex Kalmir Technology Co., Ltd."),
]
POOL = [*ENTRIES, *EXTRA]
NAMES = [name for entry in POOL for name in entry.names]


def answers(lists: PartyLists, parties: Sequence[Party]) -> list[PartyHits]:
    return list(lists.search(parties))


def told(found: PartyHits) -> tuple[object, ...]:
    def hit_told(hit: Hit) -> tuple[object, ...]:
        return (hit.list_id, hit.entry, hit.kind, hit.matched_name, hit.score, hit.priority, hit.decisive, hit.reported)

    return (*map(hit_told, found.hits), found.more)


def concerned(
    change: ListChange, new: Sequence[NameIndex], parties: Sequence[Party], before: Sequence[PartyHits]
) -> list[bool]:
    """Tell which parties a rescreening would look up; those of addresses it asks one by one."""
    kept = joined([party_words(parties[at : at + 7]) for at in range(0, len(parties), 7)])
    lists = PartyLists(new)
    marks = odd_parties(kept, change.odd) | change.everything
    for index in touched_entries(change, new):
        if index.entries:
            sieve = Sieve(index, lists.rarity)
            by_name = sieve.by_name(kept)
            by_name &= sieve.matching([party.name for party in parties])
            marks |= sieve.by_number(kept) | by_name
    for at, found in enumerate(before):
        rows = {(hit.list_id, hit.entry.source, hit.entry.entity_id) for hit in found.hits}
        marks[at] |= bool(found.more) or not change.rows.isdisjoint(rows)
    return [bool(mark) for mark in marks]


def missed(old: Sequence[Entry], new: Sequence[Entry], parties: Sequence[Party]) -> list[Party]:
    """Return the parties that have other hits than before and would not be looked up."""
    before, after = NameIndex.build("us", old), NameIndex.build("us", new)
    countries = Countries.load()
    was, now = (answers(PartyLists([index], countries=countries), parties) for index in (before, after))
    marks = concerned(list_change([before], [after]), [after], parties, was)
    return [
        party
        for party, one, other, mark in zip(parties, was, now, marks, strict=True)
        if told(one) != told(other) and not mark
    ]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a listed name as it is or harmed, or a few words."""
    name = draw(st.sampled_from(NAMES) | st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
    at = draw(st.integers(0, len(name)))
    harm = draw(st.sampled_from(["none", "drop", "put", "join", "turn", "place", "initials"]))
    words = name.split()
    return {
        "none": name,
        "drop": name[:at] + name[at + 1 :],
        "put": f"{name[:at]}e{name[at:]}",
        "join": "".join(words),
        "turn": " ".join(reversed(words)),
        "place": f"{name} Shanghai",
        "initials": "".join(word[0] for word in words),
    }[harm]


PARTIES = st.lists(
    st.builds(
        Party,
        damaged(),
        st.sampled_from([None, "CN", "RU"]),
        identifiers=st.sampled_from([(), ("5493001KJTIIGC8Y1R12",)]),
    ),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(POOL)), st.sets(st.sampled_from(POOL)), PARTIES)
def test_no_party_with_other_hits_is_missed(old: set[Entry], new: set[Entry], parties: list[Party]) -> None:
    order = {entry: at for at, entry in enumerate(POOL)}
    assert missed(sorted(old, key=order.__getitem__), sorted(new, key=order.__getitem__), parties) == []


def test_on_the_real_list_no_party_with_other_hits_is_missed(shared: Path) -> None:
    chance = random.Random(11)  # noqa: S311 - the same names each time
    entries = csl_csv.read(shared / "data" / "csl" / "csl_2026-07-31_full.csv.gz").entries
    new = [entry for at, entry in enumerate(entries) if entry.source in {"MEU", "UVL"} or at % 12 == 0]
    gone = set(chance.sample(range(len(new)), 25))
    old = [entry for at, entry in enumerate(new) if at not in gone]
    old[7] = replace(old[7], name=f"{old[7].name} Holding")
    listed = [name for entry in new for name in entry.names]
    names = [new[at].name for at in gone] + chance.sample(listed, 500)
    names += [f"{name[:4]}{name[5:]}" for name in chance.sample(listed, 400)]
    words = [word for name in listed for word in name.split()]
    names += [" ".join(chance.sample(words, 3)) for _ in range(400)]
    assert missed(old, new, [Party(name) for name in dict.fromkeys(names)]) == []


def test_a_list_that_did_not_change_concerns_nobody() -> None:
    indexes = [NameIndex.build("us", ENTRIES)]
    change = list_change(indexes, [NameIndex.build("us", ENTRIES)])
    assert change.nothing
    assert (change.differences[0].new, change.differences[0].gone) == (0, 0)


def test_a_changed_entry_is_one_that_is_gone_and_one_that_is_new() -> None:
    renamed = [*ENTRIES[:-1], replace(ENTRIES[-1], remarks="something else")]
    change = list_change([NameIndex.build("us", ENTRIES)], [NameIndex.build("us", renamed)])
    assert (change.differences[0].new, change.differences[0].gone) == (1, 1)
    assert len(ENTRIES) - 1 in change.touched[0]
    assert ("us", ENTRIES[-1].source, ENTRIES[-1].entity_id) in change.rows


def test_a_name_that_stands_for_a_party_that_was_not_listed_is_touched_with_it() -> None:
    shell, party = EXTRA[4], EXTRA[1]
    old, new = NameIndex.build("us", [*ENTRIES, shell]), NameIndex.build("us", [*ENTRIES, shell, party])
    assert len(ENTRIES) in list_change([old], [new]).touched[0]


def test_an_entry_whose_first_day_the_day_of_the_list_settles_is_looked_at_again() -> None:
    cited = Entry("E9", "EL", "entity", "Quartz Harbor", notice="91 FR 1234")
    old, new = (NameIndex.build("us", [cited]) for _ in range(2))
    old.held_on, new.held_on = date(2026, 2, 1), date(2026, 3, 1)
    change = list_change([old], [new])
    assert change.touched == ((),)
    assert change.rows == {("us", "EL", "E9")}


def test_lists_that_grew_by_a_step_are_searched_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = (NameIndex.build("us", ENTRIES) for _ in range(2))
    monkeypatch.setattr(NameIndex, "entries", property(lambda index: FLOOR * (3 if index is new else 1)))
    monkeypatch.setattr(NameIndex, "lines", lambda _: iter(()))
    assert list_change([old], [new]).everything


def test_pieces_joined_are_the_whole() -> None:
    parties = [Party(name, identifiers=("5493001KJTIIGC8Y1R12",)) for name in NAMES]
    whole, pieces = party_words(parties), joined([party_words(parties[:9]), party_words(parties[9:])])
    assert pieces.parties == whole.parties
    assert sorted(pieces.words) == sorted(whole.words)
    assert [Rows(pieces).name(at) for at in range(len(whole.row_counts))] == [
        Rows(whole).name(at) for at in range(len(whole.row_counts))
    ]
    for name in ("row_party", "formal_row", "identifiers_of", "acronyms_of"):
        assert np.array_equal(getattr(pieces, name), getattr(whole, name)), name
    order, other = np.argsort(whole.segments, kind="stable"), np.argsort(pieces.segments, kind="stable")
    assert np.array_equal(whole.segments[order], pieces.segments[other])


@pytest.mark.parametrize("name", ["Zorvex Kalmir Technology Co., Ltd.", "PETROV, Ivan", "Zorvex GmbH Room 12"])
def test_a_row_is_given_back_as_far_as_it_was_kept(name: str) -> None:
    rows = Rows(party_words([Party("Other Party"), Party(name)]))
    (reading,) = party_readings(name)
    found = rows.name(1)
    assert (found.tokens, found.full, found.head) == (reading.tokens, reading.full, reading.head)
    assert (rows.string(2), rows.string(3)) == (reading.key.replace(" ", ""), reading.full.replace(" ", ""))
    assert bool(found.forms) == bool(reading.forms)


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_words_of_one_sound_have_one_rough_sound(text: str) -> None:
    assert rough_sound(text) == rough_root(sound_of(text))
