"""Any entry can be asked why it is a hit or none, and the plain comparison says what the index finds."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.named_entry import NamedEntry, entries_named, near_names
from exportgate.parties.search import PartyLists
from exportgate.parties.shortfalls import supposed
from exportgate.parties.why_not import Asked, WhyNot, why_not, why_not_nearest

from .listed import ENTRIES

LISTS = PartyLists([NameIndex.build("us", ENTRIES)])
WORDS = sorted({word for entry in ENTRIES for name in entry.names for word in name.split()} | {"Phytiun", "Tech", "x"})
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
DAY = date(2026, 8, 1)


def asked(name: str, entity_id: str, min_score: float = 0.8, lists: PartyLists = LISTS) -> WhyNot:
    (named,) = entries_named(lists, entity_id)
    return why_not(lists, named, Asked(Party(name), min_score, 10, DAY), None)


def codes(found: WhyNot) -> list[str]:
    return [reason.code for reason in found.reasons]


@settings(deadline=None, max_examples=60)
@given(NAMES, st.sampled_from([0.5, 0.8, 0.95]))
def test_the_plain_comparison_and_the_index_agree_on_every_entry(name: str, min_score: float) -> None:
    hits = {hit.entry.entity_id: hit for hit in LISTS.search([Party(name)], min_score)[0].hits}
    for number, entry in enumerate(ENTRIES):
        named = NamedEntry(LISTS.indexes[0], number)
        found = why_not(LISTS, named, Asked(Party(name), min_score, 25, DAY), None)
        assert "defect" not in codes(found)
        assert (found.hit is not None) == (entry.entity_id in hits)
        assert found.reasons
        if found.hit is not None:
            assert (found.score, found.hit.score) == (hits[entry.entity_id].score, hits[entry.entity_id].score)


def test_an_index_that_does_not_find_a_name_is_told_as_a_defect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LISTS, "all_hits", lambda parties, _: iter([[] for _ in parties]))
    assert "defect" in codes(asked("Phytium Technology", "EL:1"))


def test_without_a_conflict_the_score_would_be_that_of_the_words() -> None:
    found = asked("CETC 39th Research Institute", "EL:5")
    assert found.explanation is not None
    view = found.explanation.aligned
    assert view is not None
    assert supposed(view) == pytest.approx(found.score)
    assert supposed(view, without="numbers") == pytest.approx(found.score / 0.75)
    assert supposed(view, name_left=()) > found.score


def test_an_entry_is_shown_by_a_name_that_may_count_before_a_weak_alias_that_is_nearer() -> None:
    entry = Entry("SDN:9", "SDN", "entity", "Falcon Great Works", weak_aliases=("Great Falcon Club",))
    lists = PartyLists([NameIndex.build("us", [entry])])
    assert asked("Falcon the Great", "SDN:9", 0.5, lists).matched_name == "Falcon Great Works"
    weak = asked("Great Falcon Clubs", "SDN:9", 0.95, lists)
    assert (weak.matched_name, "weak_alias" in codes(weak)) == ("Great Falcon Club", True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("EL:2", ["EL:2"]),
        ("huawei technologies co ltd", ["EL:2"]),
        ("Address 04", ["EL:10"]),
        ("The Falcon", ["SDN:3"]),
        ("Huawie", []),
        ("", []),
        ('"', []),
    ],
)
def test_an_entry_is_found_by_id_or_name_and_not_by_likeness(text: str, found: list[str]) -> None:
    assert [one.entry.entity_id for one in entries_named(LISTS, text)] == found


def test_rows_of_one_id_are_told_apart_by_list_and_source() -> None:
    rows = [
        Entry("4711", "EL", "entity", "Quartz Harbor Optics"),
        Entry("4711", "SDN", "entity", "Lotus Pond Devices", countries=("AE",)),
    ]
    other = Entry("4711", "EL", "entity", "Nobody in Particular")
    lists = PartyLists([NameIndex.build("us", rows), NameIndex.build("own", [other])])
    question = Asked(Party("Lotus Pond Devices"), 0.8, 10, DAY)
    found = why_not_nearest(lists, entries_named(lists, "4711"), question, None)
    assert (found.entry.name, found.rank, found.score) == ("Lotus Pond Devices", 1, 1.0)
    (told,) = (reason.text for reason in found.reasons if reason.code == "others")
    assert "us:EL:4711 'Quartz Harbor Optics' (no hit" in told
    assert "own:EL:4711 'Nobody in Particular' (no hit" in told
    (named,) = entries_named(lists, "us:EL:4711")
    first = why_not(lists, named, question, None)
    assert (first.entry.name, first.hit, "defect" in codes(first)) == ("Quartz Harbor Optics", None, False)


def test_a_name_that_two_lists_give_one_id_names_each_row_once() -> None:
    rows = [Entry("4711", source, "entity", "Lotus Pond Devices") for source in ("EL", "SDN")]
    found = entries_named(PartyLists([NameIndex.build("us", rows)]), "Lotus Pond Devices")
    assert [one.reference for one in found] == ["us:SDN:4711", "us:EL:4711"]


def test_near_names_are_offered_with_their_ids() -> None:
    assert "Huawei Technologies Co., Ltd. (EL:2)" in near_names(LISTS, "Huawie Technologies")
    assert near_names(LISTS, "Zzyzx") == ()


def test_a_hit_by_a_reported_name_is_explained_by_that_name() -> None:
    listed = Entry("EL:1", "EL", "entity", "Phytium Technology")
    shell = Entry("z1", "REPORTED", "entity", "Zorblax Devices", notice="a letter", relation="shell", of="EL:1")
    lists = PartyLists([NameIndex.build("us", [listed]), NameIndex.build("own", [shell])])
    found = asked("Zorblax Devices", "EL:1", lists=lists)
    assert (found.score, found.matched_name) == (1.0, "Zorblax Devices")
    assert codes(found) == ["hit", "reported"]
    assert found.explanation is not None
    assert found.explanation.aligned is not None
    assert found.explanation.aligned.listed == "Zorblax Devices"


def test_an_address_that_no_search_asks_for_is_said_to_be_none() -> None:
    entry = Entry(
        "S:1", "SDN", "entity", "Zorblax", countries=("US",), addresses=("80 SW 8th Street Suite 2000, Miami",)
    )
    lists = PartyLists([NameIndex.build("us", [entry])])
    (named,) = entries_named(lists, "S:1")
    party = Party("Foobar", "US", "80 SW 8th Street Suite 2000, Miami")
    found = why_not(lists, named, Asked(party, 0.8, 10, DAY), None)
    assert any("the addresses of parties on the list SDN are not searched" in reason.text for reason in found.reasons)
