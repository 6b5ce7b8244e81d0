import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.address_index import AddressIndex
from exportgate.parties.address_reading import Address, parse_address
from exportgate.parties.addresses import compare_addresses

HOLLYWOOD = "Room 1318-19, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Kowloon, Hong Kong"
BRIGHT_WAY = "Unit 04, 7/F Bright Way Tower, No. 33 Mong Kok Road, Kowloon, Hong Kong"

LISTED = {
    "HK 01": "Unit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong.",
    "HK 02": "Unit 04, 7/F Bright Way Tower, No. 33 Mong Kok Road, Kowloon, Hong Kong.",
    "HK 03": "Room 19C Lockhart Centre 301-307, Lockhart Rd. Wan Chai, Hong Kong.",
    "HK 04": "Room 803, Chevalier House 45-51, Chatham Road South, Tsim Sha Tsui, Hong Kong.",
    "HK 05": "Flat/RM 2309, 23/F, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong.",
    "HK 06": "Office 4, 16/F Ho King Commercial Centre, 2-16 Fayuen Street, Hong Kong.",
    "HK 07": "Room 1318-19, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Kowloon, Hong Kong.",
    "HK 08": "Room 1318-20, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok Kowloon, Hong Kong.",
    "HK 09": "Room 1003, 10/F, Lippo Centre Tower 1, 89 Queensway, Admiralty, Hong Kong.",
    "HK 10": "7/F MW Tower, 111 Bonham Strand, Sheung Wan, Hong Kong.",
    "HK 11": "Office 704, 135 Bonham Strand, Sheung Wan, Hong Kong.",
    "HK 12": "Room 1502, Easey Commercial Building, 253-261 Hennessy Road, Wan Chai, Hong Kong.",
    "HK 13": "Room 1005, 10/F, Ho King Commercial Center, 2-16 Fayuen St, Mong Kok, Kowloon, Hong Kong.",
    "HK 14": "Room B, 5/F Gaylord Commercial Building, 114-118 Lockhart Road, Wan Chai, Hong Kong.",
    "HK 15": "Flat 1512, 15/F, Lucky Centre, No. 165-171 Wan Chai Road, Wan Chai, Hong Kong.",
    "HK 16": "14C, Hung Shui Kiu Main Street, Yuen Long, N.T., Hong Kong.",
    "HK 17": "Rm. 1605A, Ho King Commercial Center, 2-16 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong.",
    "HK 18": "Room 1605, Ho King Commercial Center, 2-16 Fa Yuen Street, Mong Kok, Kowloon, Hong Kong.",
    "TR 01": "No: 52 Hasat Sk., Kamara Iç Kapi No: 1, Merkez Mah., Sisli, Istanbul, 34381, Turkey.",
}
WRITTEN_DIFFERENTLY = [
    ("HK 01", "18 Luard Road, 1 Capital Pl., 16th Floor, Flat D, Wanchai, HK"),
    ("HK 02", "7/F Unit 4 Brightway Tower 33 Mongkok Rd Kowloon"),
    ("HK 03", "FLAT C, 19/F, LOCKHART CTR, 301-307 LOCKHART ROAD, WANCHAI, HONG KONG"),
    ("HK 04", "Rm 803 Chevalier Building 45-51 Chatham Rd S Tsim Sha Tsui Hong Kong"),
    ("HK 05", "RM2309 Ho King Comm. Ctr., 2-16 Fayuen St., Mongkok, KLN"),
    ("HK 06", "Unit 04 on 16/F, Ho-King Commercial Center, 16 Fa Yuen Street, Mongkok, Kowloon, Hong Kong SAR"),
    ("HK 07", "Rm 1319, Hollywood Plaza, 610 Nathan Rd, Mongkok, Kowloon"),
    ("HK 08", "Units 1318 to 1320 Hollywood Plaza 610 Nathan Road Mongkok"),
    ("HK 09", "89 Queensway, Tower One, Lippo Center, 10th Floor, Office 1003, Hong Kong"),
    ("HK 10", "Room 702, M.W. Tower, 111 Bonham Strand, Hong Kong"),
    ("HK 11", "Unit 704, 7th Floor, 135 Bonham Strand Trade Center, Sheung Wan, Hong Kong."),
    ("HK 12", "253 - 261 Hennessy Rd., Easey Comm Bldg., Suite 1502, Wanchai, Hong Kong, China"),
    ("HK 13", "2-16 Fa Yuen Street, Ho King Commercial Building, 10th Floor, Room 1005, Mong Kok, Kowloon, Hong Kong."),
    ("HK 14", "114-118 Lockhart Road, Gaylord Commercial Building, 5th Floor, Room B, Hong Kong."),
    ("HK 15", "1512 Lucky Center, 165-171 Wanchai Road, Hong Kong"),
    ("HK 16", "Shop 2, G/F, No. 14C Hung Shui Kiu Main St, Yuen Long, New Territories, HK"),
    ("HK 17", "Ho King Commercial Centre Rm 1605 A, 2-16 Fayuen Street, Mongkok"),
    ("HK 18", "Flat 5, 16/F, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Kowloon"),
    ("TR 01", "Merkez Mahallesi Hasat Sokak No:52 Kamara İç Kapı No:1, 34381 Şişli/İstanbul, Türkiye"),
]


@pytest.fixture(scope="module")
def index() -> AddressIndex:
    return AddressIndex([parse_address(text) for text in LISTED.values()])


def at_unit(index: AddressIndex, text: str, country: str | None = None) -> list[str]:
    names = list(LISTED)
    return [names[hit.position] for hit in index.search(text, country) if hit.match.level == "unit"]


def level(address: str, listed: str) -> str | None:
    match = compare_addresses(parse_address(address), parse_address(listed))
    return None if match is None else match.level


@pytest.mark.parametrize(("row", "text"), WRITTEN_DIFFERENTLY)
def test_a_listed_address_is_found_in_another_spelling_and_no_other_row_with_it(
    index: AddressIndex, row: str, text: str
) -> None:
    found = at_unit(index, text)
    assert found[0] == row
    assert set(found) - {row} <= {"HK 07", "HK 08"}


@pytest.mark.parametrize("row", LISTED)
def test_each_listed_row_finds_itself_first_and_no_other_but_the_one_that_shares_rooms(
    index: AddressIndex, row: str
) -> None:
    found = at_unit(index, LISTED[row])
    assert found[0] == row
    assert set(found) == ({"HK 07", "HK 08"} if row in {"HK 07", "HK 08"} else {row})


def test_room_1320_is_in_the_second_listed_range_only(index: AddressIndex) -> None:
    hits = index.search("Room 1320, 13/F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Hong Kong")
    assert [(list(LISTED)[hit.position], hit.match.level) for hit in hits] == [("HK 08", "unit"), ("HK 07", "building")]
    assert "1320" in hits[0].match.why
    assert "Room 1318-20" in hits[0].match.why


@pytest.mark.parametrize(
    ("address", "listed", "expected"),
    [
        ("Rm 1318-1319 13/F Hollywood Plaza, 610 Nathan Rd, Mongkok, KLN, HK", HOLLYWOOD, "unit"),
        ("Unit 5, 2/F Hollywood Plaza, 610 Nathan Road, Mong Kok, Hong Kong", HOLLYWOOD, "building"),
        ("7/F Unit 4 Brightway Tower 33 Mongkok Rd Kowloon", BRIGHT_WAY, "unit"),
        ("Unit 04, 7/F Other Tower, No. 99 Mong Kok Road, Kowloon, Hong Kong", BRIGHT_WAY, "street"),
        ("Hollywood Plaza, 610 Nathan Road, Mong Kok", HOLLYWOOD, "building"),
        ("Room 1318, 12/F, Hollywood Plaza, 610 Nathan Road", HOLLYWOOD, "building"),
        ("Room 1318, Hollywood Plaza, Kowloon", HOLLYWOOD, "unit"),
        ("Room 1318, Plaza Hollywood, 3 Lung Poon Street, Diamond Hill, Hong Kong", HOLLYWOOD, None),
        ("Room 1318, Plaza Hollywood, Diamond Hill, Hong Kong", HOLLYWOOD, "building"),
        ("Room 1318, 601 Nathan Road, Mong Kok, Hong Kong", HOLLYWOOD, "street"),
        ("Room 1318, 610 Nathan Street, Sydney, Australia", HOLLYWOOD, None),
        ("Room 1318, 13/F, Holywood Plaza, 610 Nathan Rd", HOLLYWOOD, "unit"),
    ],
)
def test_the_level_says_how_far_two_addresses_agree(address: str, listed: str, expected: str | None) -> None:
    assert level(address, listed) == expected


@pytest.mark.parametrize(
    ("address", "listed", "expected"),
    [
        ("Rm 703, MW Tower, 111 Bonham Strand", LISTED["HK 10"], "unit"),
        ("Rm 803, MW Tower, 111 Bonham Strand", LISTED["HK 10"], "building"),
        ("MW Tower, 111 Bonham Strand", LISTED["HK 10"], "building"),
        ("14 Hung Shui Kiu Main Street, Yuen Long", LISTED["HK 16"], "street"),
        ("Room 1003, Lippo Centre Tower 2, 89 Queensway", LISTED["HK 09"], "building"),
        ("Room 19C, 305 Lockhart Road, Wan Chai", LISTED["HK 03"], "unit"),
        ("Room 19C, 304 Lockhart Road, Wan Chai", LISTED["HK 03"], "street"),
        ("Room 803, 45-51 Chatham Road North, Hung Hom", LISTED["HK 04"], None),
        ("Room 803, 45-51 Chatham Road, Kowloon", LISTED["HK 04"], "building"),
        ("Room 803, Chevalier House, 45-51 Chatham Road, Kowloon", LISTED["HK 04"], "unit"),
        ("Iç Kapi No: 2, Hasat Sk. No: 52, Sisli, Istanbul, Turkey", LISTED["TR 01"], "building"),
    ],
)
def test_floors_house_numbers_and_towers_are_kept_apart(address: str, listed: str, expected: str | None) -> None:
    assert level(address, listed) == expected


BONHAM = LISTED["HK 11"]


@pytest.mark.parametrize(
    ("address", "listed", "expected"),
    [
        ("Room 704, 135 Bonham Strand West, Hong Kong", BONHAM, "building"),
        ("Room 704, 135 Bonham Strand W., Hong Kong", BONHAM, "building"),
        ("Room 704, 135 Bonham West Strand, Hong Kong", BONHAM, "building"),
        ("Room 704, 135 Bonham Strand (West), Hong Kong", BONHAM, "building"),
        ("Room 704, 135 Bonham Strand, W, Hong Kong", BONHAM, "building"),
        ("Room 704, 135 Bonham Strand, Central, Hong Kong", BONHAM, "unit"),
        ("Room 704, 135 Bonham Strand Upper, Hong Kong", BONHAM, "building"),
        ("Room 704, 135 Upper Bonham Strand, Hong Kong", BONHAM, None),
        ("Room 704, 135 West Bonham Strand, Hong Kong", BONHAM, None),
        ("Room 704, 135 Bonham Strand Central, Hong Kong", BONHAM, "unit"),
        ("Room 704, 137 Bonham Strand West, Hong Kong", BONHAM, "street"),
        ("Room 5, 52 Chung Shan N. Road, Taipei", "Room 5, 52 Chung Shan S. Road, Taipei", None),
        ("Room 5, 52 Chung Shan N. Road, Taipei", "Room 5, 52 Chung Shan Road North, Taipei", "unit"),
        ("Suite 5, 1600 K Street NW, Washington", "Suite 5, 1600 K Street SW, Washington", None),
        ("Unit 5, 9 Bapat Road Lower Parel, Mumbai", "Unit 5, 9 Bapat Road, Lower Parel, Mumbai", "unit"),
    ],
)
def test_a_direction_that_one_street_alone_has_makes_it_another(
    address: str, listed: str, expected: str | None
) -> None:
    assert level(address, listed) == expected


def test_the_explanation_says_that_only_one_street_has_a_direction() -> None:
    match = compare_addresses(parse_address("Room 704, 135 Bonham Strand West, Hong Kong"), parse_address(BONHAM))
    assert match is not None
    assert match.why.endswith("but only one of the two streets has a direction")


@pytest.mark.parametrize(
    "unit", ["1605-A", "1605 - A", "1605 -A", "1605–A", "1605/A", "1605. A", "1605(A)", "1605_A", "1605A"]
)
@pytest.mark.parametrize("word", ["Room ", "RM", "Unit ", "#", "Flat/Rm "])
def test_a_letter_behind_the_dash_belongs_to_the_unit(index: AddressIndex, word: str, unit: str) -> None:
    text = f"{word}{unit}, 16/F, Ho King Commercial Centre, 2-16 Fa Yuen Street, Mong Kok, Hong Kong"
    assert parse_address(text).units == {"1605A"}
    assert at_unit(index, text) == ["HK 17"]


def test_a_letter_behind_the_dash_belongs_to_a_bare_unit_and_to_one_in_han(index: AddressIndex) -> None:
    assert at_unit(index, "1605-A Ho King Commercial Centre, 2-16 Fa Yuen Street, Hong Kong") == ["HK 17"]
    assert at_unit(index, "香港旺角花園街2-16號好景商業中心1605-A室") == ["HK 17"]
    assert parse_address("Rooms B1-B3, 3 Kings Road").units == {"B1", "B2", "B3"}
    assert parse_address("Room 5-B, 3 Kings Road").units == {"5B"}


def test_letters_behind_a_number_count_on() -> None:
    listed = AddressIndex([parse_address("Room 1605B, 610 Nathan Road, Hong Kong")], by_unit=[0])
    for text in ("1605A-C", "1605-A-C", "1605A to 1605C"):
        assert parse_address(f"Room {text}, 3 Kings Road").units == {"1605A", "1605B", "1605C"}
        assert [hit.match.level for hit in listed.search(f"Room {text}, 610 Nathan Road, Hong Kong")] == ["unit"]


def test_a_whole_house_that_is_listed_holds_every_unit_in_it() -> None:
    listed = "88 Weilai 3rd Road, Wuhan, Hubei, China"
    assert level("Room 5, Building B, No. 88 Weilai 3rd Road, Wuhan, China", listed) == "unit"
    assert level("No. 86 Weilai 3rd Road, Wuhan, China", listed) == "street"


def test_the_same_street_and_number_in_another_city_is_no_match() -> None:
    listed = "Room 301, No. 88 Renmin Road, Futian District, Shenzhen, China"
    assert level("Room 301, 88 Renmin Rd, Shenzhen, Guangdong, P.R. China", listed) == "unit"
    assert level("Room 301, 88 Renmin Rd, Tianjin, China", listed) is None


def test_the_explanation_says_when_the_address_gives_no_floor() -> None:
    match = compare_addresses(parse_address("Unit 4, Bright Way Tower, 33 Mong Kok Road"), parse_address(BRIGHT_WAY))
    assert match is not None
    assert match.why == (f"unit 4 and the house number agree with the listed {BRIGHT_WAY}; the address gives no floor")
    assert match.shared == ("4",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Room 1905, 19/F, Nam Wo Hong Bldg., 148 Wing Lok Street, Sheung Wan, Hong Kong",
            Address(
                "",
                units=frozenset({"1905"}),
                floors=frozenset({"19"}),
                buildings=("namwohong",),
                street="winglok",
                kind="street",
                numbers=frozenset({"148"}),
                places=("sheungwan",),
                country="HK",
            ),
        ),
        (
            "Units 801-803 and 805, Park Sun Building, No. 97-107 Wo Yi Hop Road, Kwai Chung, N.T., Hong Kong",
            Address(
                "",
                units=frozenset({"801", "802", "803", "805"}),
                buildings=("parksun",),
                street="woyihop",
                kind="road",
                numbers=frozenset({"97", "99", "101", "103", "105", "107"}),
                places=("kwaichung", "newterritories"),
                country="HK",
            ),
        ),
        (
            "#11-08 Sim Lim Tower, 10 Jalan Besar, Singapore 208787",
            Address(
                "",
                units=frozenset({"8"}),
                floors=frozenset({"11"}),
                buildings=("simlim",),
                street="besar",
                kind="jalan",
                numbers=frozenset({"10"}),
                country="SG",
            ),
        ),
        (
            "2021 Bukit Batok Street 23, #02-212, Singapore 659626",
            Address(
                "",
                units=frozenset({"212"}),
                floors=frozenset({"2"}),
                street="bukitbatok23",
                kind="street",
                numbers=frozenset({"2021"}),
                country="SG",
            ),
        ),
        (
            "3F-1 No. 52, SEC 2, Chung Shan N. Road, Taipei 104 Taiwan",
            Address(
                "",
                units=frozenset({"1"}),
                floors=frozenset({"3"}),
                street="chungshan",
                kind="road",
                direction="north",
                numbers=frozenset({"52/s2"}),
                places=("taipei",),
                country="TW",
            ),
        ),
        (
            "Değirmen Sok. No:9, Cemal Bey Is Mrkz. Kat:6 D.: 23/25 Kozyatagi Mah., Kadiköy, İstanbul, Turkey",
            Address(
                "",
                units=frozenset({"23", "25"}),
                floors=frozenset({"6"}),
                buildings=("cemalbeyis",),
                street="degirmen",
                kind="sokak",
                numbers=frozenset({"9"}),
                places=("kozyatagi", "kadikoy", "istanbul"),
                country="TR",
            ),
        ),
        (
            "Kaiserswerther Str. 117, 40474 Düsseldorf, Germany",
            Address(
                "",
                street="kaiserswerther",
                kind="strasse",
                numbers=frozenset({"117"}),
                places=("dusseldorf",),
                country="DE",
            ),
        ),
        (
            "80 SW 8th Street Suite 2000, Miami, FL, 33130, US",
            Address(
                "",
                units=frozenset({"2000"}),
                street="sw8th",
                kind="street",
                numbers=frozenset({"80"}),
                places=("miami", "fl"),
                country="US",
            ),
        ),
        (
            "Room 3008, Block A, JiaHe HuaQiang Building, Futian District, Shenzhen, 518031, China",
            Address(
                "",
                units=frozenset({"3008"}),
                blocks=frozenset({"A"}),
                buildings=("jiahehuaqiang",),
                places=("futian", "shenzhen"),
                country="CN",
            ),
        ),
    ],
)
def test_an_address_is_read_into_its_parts(text: str, parts: Address) -> None:
    read = parse_address(text)
    assert {name: getattr(read, name) for name in Address.__slots__ if name != "text"} == {
        name: getattr(parts, name) for name in Address.__slots__ if name != "text"
    }


def test_the_given_country_holds_where_the_address_names_none() -> None:
    assert parse_address("7/F MW Tower, 111 Bonham Strand", "HK").country == "HK"
    assert parse_address("7/F MW Tower, 111 Bonham Strand, Macau", "HK").country == "MO"
    assert parse_address("MW Tower, Sheung Wan").district == "sheungwan"


HO_KING = "Room 1605, 16/F Ho King Commercial Centre, 2-16 Fa Yuen St"


@pytest.mark.parametrize(
    "place",
    [
        "Mongkok",
        "Mong Kok, KLN",
        "Mong Kok KLN",
        "Wan Chai",
        "Kwai Chung, N.T.",
        "Kwai Chung NT",
        "Central, KLN",
        "Mongkok HK",
    ],
)
@pytest.mark.parametrize("stated", [None, "DE", "US", "CN", "HK"])
def test_a_district_of_hong_kong_says_where_an_address_lies_whatever_country_is_stated(
    index: AddressIndex, place: str, stated: str | None
) -> None:
    read = parse_address(f"{HO_KING}, {place}", stated)
    assert (read.country, read.stated) == ("HK", False)
    assert at_unit(index, f"{HO_KING}, {place}", stated) == ["HK 18"]


@pytest.mark.parametrize(
    ("text", "stated", "country"),
    [
        ("12 Union Street, Aberdeen", "GB", "GB"),
        ("12 Rainbow Street, Jordan", "AE", "JO"),
        ("12 Union Street, Stanley", "FK", "FK"),
        ("Wan Chai Restaurant, 5 Kantstrasse, Berlin", "DE", "DE"),
        ("12 Mongkok Road, Vancouver", "CA", "CA"),
        ("12 Winnellie Road, Darwin, NT 0820", "AU", "AU"),
        ("12 Franklin Avenue, Yellowknife, NT", "CA", "CA"),
        ("12 Winnellie Road, Darwin, NT 0820", None, None),
    ],
)
def test_a_name_that_other_places_have_says_nothing_of_hong_kong(
    text: str, stated: str | None, country: str | None
) -> None:
    assert parse_address(text, stated).country == country


def test_a_stated_country_erases_no_address_whose_street_and_unit_agree(index: AddressIndex) -> None:
    assert at_unit(index, HO_KING, "DE") == ["HK 18"]
    assert at_unit(index, "Office 704, 135 Bonham Strand", "US") == ["HK 11"]
    assert index.search("Room 808, 8/F, Ho King Commercial Centre, 2-16 Fa Yuen St", "DE") == ()
    assert index.search("Room 704, 135 Bonham Strand, Springfield", "US") == ()
    assert index.search(f"{HO_KING}, Hamburg, Germany", "DE") == ()


@pytest.mark.parametrize(
    "more",
    [
        (),
        (
            "Building 6, National Defense Science and Technology Park, Haidian District, Beijing, China",
            "P.O. Box 1523, Wermelskirchen, Germany",
            "d. 5, korp. 2, ul. Lenina, Kazan, Russia",
            "Office 201, Al Saqr Business Tower, Dubai, UAE",
        ),
    ],
)
def test_the_index_finds_every_match_that_comparing_with_each_row_finds(more: tuple[str, ...]) -> None:
    index = AddressIndex([parse_address(text) for text in (*LISTED.values(), *more)])
    for text in [*LISTED.values(), *more, *(text for _, text in WRITTEN_DIFFERENTLY)]:
        brute = {
            (position, match.level)
            for position, listed in enumerate(index.listed)
            if (match := compare_addresses(parse_address(text), listed)) is not None
        }
        assert {(hit.position, hit.match.level) for hit in index.search(text)} == brute


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read_and_compared_without_an_error(text: str) -> None:
    address = parse_address(text)
    match = compare_addresses(address, address)
    assert match is None or match.level in {"unit", "building", "street"}


@given(
    st.integers(1, 2999), st.integers(0, 40), st.sampled_from(["Room", "Rm.", "Flat/Rm", "Unit", "Suite", "OFFICE NO."])
)
def test_every_room_of_a_range_and_no_other_is_in_it(low: int, more: int, word: str) -> None:
    listed = parse_address(f"{word} {low}-{low + more}, 610 Nathan Road, Hong Kong")
    assert listed.units == {str(number) for number in range(low, low + more + 1)}
    outside = parse_address(f"Room {low + more + 1}, 610 Nathan Road, Hong Kong")
    match = compare_addresses(outside, listed)
    assert match is not None
    assert match.level == "building"


def test_published_parties_at_the_listed_addresses_are_found_and_their_neighbors_kept_apart(
    shared: Path, index: AddressIndex
) -> None:
    file = shared / "data" / "us_2026-07-09" / "bis_entity_list.json"
    entities = json.loads(file.read_text("utf-8"))["entities"]
    texts = {piece for entity in entities if entity["address"] for piece in entity["address"].split("; and ")}
    levels: dict[str, int] = {}
    for text in texts:
        for hit in index.search(text)[:1]:
            levels[hit.match.level] = levels.get(hit.match.level, 0) + 1
    assert levels["unit"] >= 38
    assert levels["building"] >= 12
    assert at_unit(index, "Unit 04, 8/F Bright Way Tower No. 33 Mong Kok Rd Konglong, Hong Kong.") == []
