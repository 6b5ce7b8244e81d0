"""A listed address is a hit whoever the party says it is, at three strengths; the nearest listed unit is named."""

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.entry import Entry, Hit, Party, Relation
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists

HO_KING = "Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong"
ENTRIES = (
    Entry("EL:1", "EL", "address", "Address 05", countries=("HK",), addresses=(f"Flat/RM 2309, 23/F, {HO_KING}",)),
    Entry("EL:2", "EL", "address", "Address 13", countries=("HK",), addresses=(f"Room 1005, 10/F, {HO_KING}",)),
    Entry(
        "EL:3",
        "EL",
        "entity",
        "Al Qasr Components",
        countries=("AE",),
        addresses=("P.O. Box 61342, Jebel Ali, Dubai, U.A.E", "Office 201, Al Saqr Business Tower, Dubai, U.A.E"),
    ),
    Entry(
        "EL:4",
        "EL",
        "entity",
        "Nam Wo Optics",
        countries=("HK",),
        addresses=("Room 1905, 19/F, Nam Wo Hong Bldg., 148 Wing Lok Street, Sheung Wan, Hong Kong",),
    ),
)
LISTS = PartyLists([NameIndex.build("test", ENTRIES)])
AT_UNIT = f"RM 2309, {HO_KING}"
IN_BUILDING = f"Room 808, 8/F, {HO_KING}"
ON_STREET = "Shop 5, G/F, 99 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong"


def hits_of(name: str, address: str | None, country: str | None = "HK", min_score: float = 0.8) -> tuple[Hit, ...]:
    return LISTS.search([Party(name, country, address)], min_score)[0].hits


@pytest.mark.parametrize(
    ("address", "score", "decisive"), [(AT_UNIT, 0.98, True), (IN_BUILDING, 0.85, False), (ON_STREET, 0.5, False)]
)
def test_unit_building_and_street_are_three_strengths(address: str, score: float, *, decisive: bool) -> None:
    hit = next(hit for hit in hits_of("Foobar Ltd", address, min_score=0.4) if hit.entry.entity_id == "EL:1")
    assert (hit.kind, hit.score, hit.decisive) == ("address", score, decisive)


def test_a_nearer_address_is_to_be_looked_at_first() -> None:
    first = [hits_of("Foobar Ltd", text, min_score=0.4)[0].priority for text in (AT_UNIT, IN_BUILDING, ON_STREET)]
    assert first == sorted(first, reverse=True)
    assert len(set(first)) == 3


def test_a_street_alone_is_shown_only_where_a_low_score_is_asked_for() -> None:
    assert hits_of("Foobar Ltd", ON_STREET) == ()
    (why, *_) = hits_of("Foobar Ltd", ON_STREET, min_score=0.5)[0].why
    assert why.startswith("The same street as the listed")


def test_a_street_shared_with_a_listed_party_is_no_hit_at_any_score() -> None:
    assert hits_of("Foobar Ltd", "Room 3, 200 Wing Lok Street, Sheung Wan", min_score=0.3) == ()
    assert hits_of("Foobar Ltd", "Room 3, Nam Wo Hong Bldg, 148 Wing Lok Street", min_score=0.3) == ()


def test_the_hit_names_the_listed_unit_and_the_others_in_the_building() -> None:
    first, second = hits_of("Foobar Ltd", AT_UNIT)
    assert (first.entry.entity_id, first.score) == ("EL:1", 0.98)
    assert any("Unit 2309" in reason for reason in first.why)
    assert "Also listed in this building: Room 1005 (Address 13)" in first.why
    assert (second.entry.entity_id, second.score, second.decisive) == ("EL:2", 0.85, False)
    assert not any("Also listed" in reason for reason in second.why)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "Nl", "No"]), max_size=40))
def test_the_name_plays_no_part_in_an_address_hit(name: str) -> None:
    for address in (AT_UNIT, IN_BUILDING):
        by_address = [hit for hit in hits_of(name, address) if hit.kind == "address"]
        assert by_address == list(hits_of("Foobar Ltd", address))


@pytest.mark.parametrize(
    "name", [AT_UNIT, f"FLAT 2309 23/F {HO_KING}".upper(), "香港九龍旺角花園街2-16號好景商業中心2309室"]
)
def test_a_name_that_is_itself_an_address_is_searched_as_one(name: str) -> None:
    hit = hits_of(name, None)[0]
    assert (hit.entry.entity_id, hit.kind, hit.decisive) == ("EL:1", "address", True)
    assert hit.why[0] == "The party's name is itself an address"
    assert hits_of("Foobar Ltd", AT_UNIT)[0].entry == hit.entry


@pytest.mark.parametrize("name", ["Fa Yuen Trading 2309 Ltd", "No. 55 Research Institute", "Ho King Trading Ltd", "3M"])
def test_a_company_name_with_a_number_is_no_address(name: str) -> None:
    assert [hit for hit in hits_of(name, None, min_score=0.4) if hit.kind == "address"] == []


def test_an_address_is_found_without_any_name() -> None:
    assert hits_of("", AT_UNIT)[0].entry.entity_id == "EL:1"


def test_a_party_in_the_unit_or_with_the_post_box_of_a_listed_party_is_a_red_flag_and_nothing_decisive() -> None:
    for address in (
        "PO Box 61342 Dubai UAE",
        "P.O.B. 61342, 3rd Floor, Dubai",
        "Box No. 61342 2nd St Dubai",
        "Ofis # 201, Al-Saqr Business Twr., Dubai",
    ):
        (hit,) = hits_of("Foobar FZE", address, "AE")
        assert (hit.entry.entity_id, hit.kind, hit.decisive) == ("EL:3", "address", False)
    for address in ("PO Box 61343 Dubai", "PO Box 61342, Fujairah", "Office 202, Al Saqr Business Tower, Dubai"):
        assert hits_of("Foobar FZE", address, "AE") == ()


def test_the_answer_is_the_same_however_often_and_in_what_order_it_is_asked() -> None:
    parties = [Party("Foobar Ltd", "HK", text) for text in (AT_UNIT, IN_BUILDING, ON_STREET, AT_UNIT)]
    together = LISTS.search(parties)
    assert together[0] == together[3]
    assert together[::-1] == LISTS.search(parties[::-1])
    assert all(dataclasses.is_dataclass(found) for found in together)


@pytest.mark.parametrize("country", ["DE", "US"])
@pytest.mark.parametrize("place", ["Mongkok", "Mong Kok, KLN", "Wan Chai"])
def test_a_listed_unit_under_another_country_is_a_hit_to_be_judged(country: str, place: str) -> None:
    hit = hits_of("Foobar Ltd", f"RM 2309, Ho King Commercial Centre, 2-16 Fa Yuen Street, {place}", country)[0]
    assert (hit.entry.entity_id, hit.score, hit.decisive) == ("EL:1", 0.98, False)
    assert any(country in reason and "HK" in reason for reason in hit.why)


def hits_at_a_reported_name(of: str, relation: Relation = "shell", address: str | None = None) -> tuple[Hit, ...]:
    unit = "Unit 1203, 12/F, Amber Pier Tower, 8 Harbour Road, Wan Chai, Hong Kong"
    name = Entry(
        "own", "REPORTED", "entity", "Amber Pier", addresses=(unit,), notice="a letter", relation=relation, of=of
    )
    listed = (Entry("EL:1", "EL", "entity", "Nam Wo Optics"), Entry("SDN:1", "SDN", "entity", "Al Qasr Components"))
    lists = PartyLists([NameIndex.build("us", listed), NameIndex.build("own", [name])])
    return lists.search([Party("Foobar Ltd", "HK", address or unit)], 0.4)[0].hits


@pytest.mark.parametrize("relation", ["shell", "alias"])
def test_the_unit_of_a_reported_name_is_a_hit_on_the_listed_party(relation: Relation) -> None:
    (hit,) = hits_at_a_reported_name("EL:1", relation)
    assert (hit.kind, hit.list_id, hit.entry.entity_id, hit.decisive) == ("address", "us", "EL:1", False)
    assert hit.reported is not None
    assert any("'Amber Pier' is reported as" in reason for reason in hit.why)


def test_the_unit_of_a_reported_name_counts_where_one_of_its_party_does_or_its_party_is_not_known() -> None:
    assert hits_at_a_reported_name("SDN:1") == ()
    (lost,) = hits_at_a_reported_name("Nobody")
    assert (lost.kind, lost.entry.entity_id) == ("address", "own")


def test_the_building_of_a_reported_name_is_no_hit() -> None:
    other = "Unit 903, 9/F, Amber Pier Tower, 8 Harbour Road, Wan Chai, Hong Kong"
    assert hits_at_a_reported_name("EL:1", address=other) == ()
