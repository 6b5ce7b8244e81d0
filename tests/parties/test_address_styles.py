"""Addresses are read in the styles of the listed countries and in their scripts, and meet one another across them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.address_index import AddressIndex
from exportgate.parties.address_reading import parse_address
from exportgate.parties.address_words import plain
from exportgate.parties.addresses import compare_addresses

CHARACTERS = st.sampled_from(
    "香港九龍旺角彌敦道610號13樓室座栋区路市省園, -/#.ABdк.улдом№ء٣あ가\u200d\ud800Flat Rm Box "
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "ul. Lenina, d. 5, korp. 2, of. 301, Moscow, Russia",
            {"street": "lenina", "numbers": {"5"}, "units": {"301"}},
        ),
        ("г. Москва, ул. Ленина, д. 5, корп. 2, оф. 301", {"numbers": {"5"}, "blocks": {"2"}, "units": {"301"}}),
        ("Lva Tolstogo ul. 16, str. 3, kv. 12, Moscow", {"street": "lvatolstogo", "blocks": {"3"}, "units": {"12"}}),
        ("Severnaya ulitsa, 51, Miory, Belarus", {"street": "severnaya", "numbers": {"51"}}),
        ("X Mah. Ordu Sok. No: 5/3, Fatih, Istanbul", {"street": "ordu", "numbers": {"5"}, "units": {"3"}}),
        ("Ordu Cad. No: 12 D: 4 Kat: 2, Fatih, Istanbul", {"numbers": {"12"}, "units": {"4"}, "floors": {"2"}}),
        ("2224 Caddesi No. 1, Ankara, Turkey", {"street": "2224", "numbers": {"1"}}),
        ("Office 201, Al Saqr Business Tower, Dubai, UAE", {"units": {"201"}, "buildings": ("alsaqrbusiness",)}),
        ("P.O. Box 61342, Jebel Ali, Dubai, U.A.E", {"boxes": {"61342"}, "places": ("jebelali", "dubai")}),
        ("P.O. Box 16765-3476, Tehran, Iran", {"boxes": {"167653476"}}),
        ("Warehouse 57, Al Quoz 3, Dubai", {"units": {"57"}}),
        ("10 Anson Road, #31-10 International Plaza, Singapore", {"floors": {"31"}, "units": {"10"}}),
        ("27-04, 125 Meyer Road, Singapore", {"floors": {"27"}, "units": {"4"}, "street": "meyer"}),
        ("B-8-1, 12 Jalan Yap Kwan Seng, Kuala Lumpur", {"blocks": {"B"}, "floors": {"8"}, "units": {"1"}}),
        ("Level 36, Menara Citibank, 165 Jalan Ampang, Malaysia", {"buildings": ("citibank",), "numbers": {"165"}}),
        ("Karlstraße 21a, 46535 Dinslaken, Germany", {"street": "karl", "kind": "strasse", "numbers": {"21A"}}),
        ("Tullimiehentie 4, Vantaa 01530, Finland", {"street": "tullimiehen", "numbers": {"4"}}),
        ("Macvanska 65, Sabac, Serbia", {"street": "macvanska", "numbers": {"65"}}),
        ("407 Raheja Arcade, Plot No. 61, Sector 11, Mumbai", {"units": {"407"}, "buildings": ("raheja",)}),
        ("Ho King Commercial Centre, 705, 2-16 Fa Yuen Street", {"units": {"705"}}),
        ("Bin Valid Road, Noor Mohammad Taleb Bldg, No. 705, Dubai", {"units": {"705"}}),
        ("Room 12A06, Fl. 3rd, Block A, 195 Keji Road, Xian", {"units": {"12A6"}, "floors": {"3"}}),
        ("Street Zastavskaya 22, St. Petersburg", {"street": "zastavskaya", "numbers": {"22"}}),
        ("Lane 8633, Zhongchun Road, Shanghai", {"street": "zhongchun", "numbers": {"/l8633"}}),
        ("House 46, Street 40, Islamabad, Pakistan", {"street": "40", "numbers": {"46"}}),
        ("Building 5, No. 688, Bin'an Road, Hangzhou, China", {"blocks": {"5"}, "street": "binan", "numbers": {"688"}}),
        ("No. 1, Lane 123, Zhangjiang Road, Shanghai", {"street": "zhangjiang", "numbers": {"1/l123"}}),
        ("Room 2, Bldg 3, Zone B, Phase II, Science Park, Shenzhen", {"blocks": {"3", "zone B", "phase 2"}}),
        (
            "广东省深圳市南山区科苑路15号科兴大厦A栋1单元301室",
            {"street": "keyuan", "numbers": {"15"}, "units": {"301"}},
        ),
        ("深圳市南山区科技南十二路28号13楼", {"street": "kejisouth12th", "numbers": {"28"}, "floors": {"13"}}),
        ("上海市浦东新区张江路123弄5号楼十二层", {"blocks": {"5"}, "floors": {"12"}, "street": "zhangjiang"}),
        ("台北市信義區信義路五段7號13樓之1", {"numbers": {"7/s5"}, "floors": {"13"}, "units": {"1"}}),
        (
            "旺角彌敦道610號荷李活商業中心13樓1318-19室",
            {"street": "nathan", "units": {"1318", "1319"}, "floors": {"13"}},
        ),
    ],
)
def test_a_style_is_read_into_its_parts(text: str, parts: dict[str, object]) -> None:
    read = parse_address(text)
    assert {name: getattr(read, name) for name in parts} == parts


@pytest.mark.parametrize(
    ("address", "listed", "level"),
    [
        (
            "香港九龍旺角彌敦道610號荷李活商業中心13樓1318室",
            "Room 1318-19, 13F, Hollywood Plaza, 610 Nathan Road, Mong Kok, Kowloon, Hong Kong",
            "unit",
        ),
        ("香港旺角道33號7樓04室", "Unit 04, 7/F Bright Way Tower, No. 33 Mong Kok Road, Kowloon, Hong Kong", "unit"),
        (
            "香港旺角道33號8樓04室",
            "Unit 04, 7/F Bright Way Tower, No. 33 Mong Kok Road, Kowloon, Hong Kong",
            "building",
        ),
        ("深圳市南山区科苑路15号A栋301室", "Room 301, Block A, No. 15 Keyuan Road, Nanshan, Shenzhen, China", "unit"),
        (
            "深圳市南山区科苑路15号B栋301室",
            "Room 301, Block A, No. 15 Keyuan Road, Nanshan, Shenzhen, China",
            "building",
        ),
        ("ул. Ленина, д. 5, оф. 301, Казань", "Office 301, 5 Lenina Street, Kazan, Russia", None),
        ("Ленина ул., 5, оф. 301, Казань", "ul. Lenina 5, of. 301, Kazan, Russia", "unit"),
        (
            "Premises I, Office 28, 8 Lva Street, Moscow, Russia",
            "Premises I, Office 1, 8 Lva Street, Moscow, Russia",
            "building",
        ),
        ("Premises I, 8 Lva Street, Moscow, Russia", "pom. I, 8 Lva Street, Moscow, Russia", "unit"),
        ("Office A, Room 338, 105 Wensan Road, Tianjin", "Office A, Room 311, 105 Wensan Road, Tianjin", "building"),
        ("Room 4-1133, 28 Chengfu Road, Beijing", "Room 4-1106, 28 Chengfu Road, Beijing", "building"),
        (
            "Suite 635 Atrium Center, P.O. Box 16048, Dubai",
            "Suite 608 Atrium Center, P.O. Box 16048, Dubai",
            "building",
        ),
        ("P.O. Box 16048, Dubai", "Suite 608 Atrium Center, P.O. Box 16048, Dubai", "unit"),
        ("Room 5, Phase 2, 8 Keji Road, Xian, China", "Room 5, Phase 1, 8 Keji Road, Xian, China", "building"),
        ("No. 6 Shennan Boulevard, Shenzhen, China", "6 Shennan Road, Shenzhen, China", "unit"),
        (
            "Room 1, Kam Fai House, 12 Tai Yip Road, Hong Kong",
            "Room 1, Kam Fan House, 99 Tai Yip Road, Hong Kong",
            "street",
        ),
        ("5/F, 20 Main Street, Boston, United States", "5/F, 20 Main Street, Springfield, United States", None),
    ],
)
def test_addresses_meet_across_scripts_and_stay_apart_by_their_parts(
    address: str, listed: str, level: str | None
) -> None:
    match = compare_addresses(parse_address(address), parse_address(listed))
    assert (None if match is None else match.level) == level


@settings(deadline=None)
@given(st.text(CHARACTERS, max_size=80))
def test_any_script_is_read_compared_and_searched_without_an_error(text: str) -> None:
    address = parse_address(text)
    found = AddressIndex([address, parse_address("Room 5, 610 Nathan Road, Hong Kong")]).search(text)
    assert all(hit.match.level in {"unit", "building", "street"} for hit in found)


LONG = (
    "A",
    "room 1-",
    "香",
    "610 Nathan Road, ",
    "/-#",
    "1 ",
    "號",
    "c/o ",
    "box 1 & ",
    "street ",
    "室1",
    "\u200d",
    "(see ",
)


@pytest.mark.parametrize("text", [piece * (10_000 // len(piece)) for piece in LONG])
def test_an_address_of_ten_thousand_characters_is_read_and_is_no_listed_one(text: str) -> None:
    index = AddressIndex([parse_address("Room 5, 610 Nathan Road, Hong Kong")])
    assert not [hit for hit in index.search(text) if hit.match.level == "unit"]
    assert len(parse_address(text).text) <= len(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_the_plain_form_is_stable_lower_case(text: str) -> None:
    form = plain(text)
    assert form == form.casefold()
    assert "  " not in form


def test_the_same_words_are_the_same_address_even_where_their_parts_are_not_known() -> None:
    listed = "Industrial Zone Gate 4 Ajman U.A.E."
    index = AddressIndex([parse_address(listed)])
    assert compare_addresses(parse_address("AJMAN GATE NO. 4 INDUSTRIAL ZONE, U.A.E."), parse_address(listed)) is None
    assert [hit.match.level for hit in index.search("AJMAN GATE NO. 4 INDUSTRIAL ZONE, U.A.E.")] == ["unit"]
    assert index.search("AJMAN GATE NO. 5 INDUSTRIAL ZONE, U.A.E.") == ()


def test_the_same_words_with_units_and_floors_exchanged_are_another_unit() -> None:
    index = AddressIndex([parse_address("Room 5, 16/F, Kam Fai House, 3 Tai Yip Road, Hong Kong")])
    assert [hit.match.level for hit in index.search("Room 16, 5/F, Kam Fai House, 3 Tai Yip Road, Hong Kong")] == [
        "building"
    ]


def test_a_name_with_one_slip_is_found_wherever_the_slip_is() -> None:
    index = AddressIndex([parse_address("Room 5, Bright Way Tower, Kowloon, Hong Kong")])
    for at in range(len("Brightway")):
        slip = "Brightway"[:at] + "Brightway"[at + 1 :]
        assert [hit.match.level for hit in index.search(f"Room 5, {slip} Tower, Hong Kong")] == ["unit"]
