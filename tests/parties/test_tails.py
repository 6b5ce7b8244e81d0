"""Words that join names, branches, and the long names of countries do not hide who a party is."""

import pytest

from exportgate.parties.names import normalize, readings


@pytest.mark.parametrize(
    "text",
    [
        "Skybridge d/b/a Zarya",
        "Skybridge f/k/a Zarya",
        "Skybridge (formerly Zarya)",
        "Skybridge previously known as Zarya",
        "Skybridge operating as Zarya",
        "Skybridge c/o Zarya Ltd.",
        "Skybridge p.k.a. Zarya",
    ],
)
def test_each_of_two_joined_names_is_read(text: str) -> None:
    assert {"skybridge", "zarya"} <= {name.key for name in readings(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Rocket Corporation, Joint Stock Company Zarya",
        "Rocket Corporation, JSC “Zarya”",
        "Rocket Corporation OAO «Zarya»",
        "Rocket Corporation Ltd. (Rocket).  Affiliated Entity:  Zarya Co., Ltd.",
        "Rocket Second Academy.  Subordinate Institution - Zarya",
        "Rocket Commission (RC), and subordinate entity Zarya",
    ],
)
def test_a_name_after_its_parent_is_read_alone_and_the_parent_is_not(text: str) -> None:
    parts = [name.key for name in readings(text) if name.reading == "part"]
    assert parts == ["zarya"]


@pytest.mark.parametrize("text", ["JSC Zarya", 'OAO "Zarya"', "Zarya, JSC", "Zarya Corporation, Joint Stock Company"])
def test_a_name_with_its_own_form_has_no_parts(text: str) -> None:
    assert [name.reading for name in readings(text)] == ["whole"]


@pytest.mark.parametrize(
    "text",
    [
        "Zarya Aviation and its subsidiaries",
        "Zarya Aviation and any successor, sub-unit, or subsidiary thereof",
        "Order of Lenin Zarya Aviation",
        "Aviation imeni Zarya",
        "Aviation named after Zarya",
    ],
)
def test_what_says_nothing_of_a_party_is_dropped(text: str) -> None:
    assert set(normalize(text).tokens) == {"zarya", "aviation"}


def test_a_name_that_says_nothing_keeps_its_words() -> None:
    assert normalize("and its subsidiaries").key == "and its subsidiaries"


@pytest.mark.parametrize(
    "unit",
    [
        "Zweigniederlassung Berlin",
        "Niederlassung",
        "Filiale Berlin",
        "Sucursal Madrid",
        "Hong Kong Representative Office",
        "филиал",
        "Şubesi",
        "Liaison Office",
    ],
)
def test_a_branch_in_other_languages_stands_behind_the_head(unit: str) -> None:
    name = normalize(f"Zarya AG {unit}")
    assert name.tokens[: name.head] == ("zarya",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S. Department of State", "United States Department of State"),
        ("U.S.A. Department", "United States of America Department"),
        ("Bank of the U.K.", "Bank of the United Kingdom"),
        ("UAE Airlines", "United Arab Emirates Airlines"),
        ("Bank of Russia", "Bank of Russian Federation"),
        ("PRC Ministry", "People's Republic of China Ministry"),
    ],
)
def test_a_country_is_one_by_its_short_and_its_long_name(one: str, other: str) -> None:
    assert normalize(one).key == normalize(other).key


def test_us_elsewhere_stays_the_word() -> None:
    assert normalize("Toys R Us").key == normalize("Toys R Us Inc").key == "toys r us"


@pytest.mark.parametrize(
    "text",
    ["Zarya 飞腾", "飞腾(Zarya)", "飞腾Zarya", "Zarya Ltd. / 飞腾信息技术有限公司", "北京飞腾 Zarya GmbH"],
)
def test_what_a_text_says_in_each_script_is_a_name(text: str) -> None:
    found = {name.key for name in readings(text)}
    assert "zarya" in found
    assert any("phytium" in key.split() for key in found)


@pytest.mark.parametrize("text", ["Zarya 有限公司", "Zarya 北京", "Technology 飞腾", "SМIC", "Zarya ООО"])
def test_what_says_nothing_of_a_party_in_its_script_is_no_name(text: str) -> None:
    parts = {name.key for name in readings(text) if name.reading == "part"}
    assert parts <= {"zarya", "飞腾"}


@pytest.mark.parametrize(
    "text",
    ["NUZ (National University of Zarya)", "National University of Zarya (NUZ)", "ZMTC (Zarya Memory Technologies)"],
)
def test_an_acronym_beside_its_words_is_no_other_word(text: str) -> None:
    assert {"nuz", "zmtc"}.isdisjoint(normalize(text).tokens)


def test_a_word_before_parentheses_that_they_do_not_spell_out_is_kept() -> None:
    assert normalize("ABC (National University of Zarya)").tokens[0] == "abc"


@pytest.mark.parametrize(
    "text",
    [
        "АО «НИИ «Зорбла» им. М.Ф. Стельмаха»",
        "NII Zorbla im. Stelmakha",
        'JSC "NII Zorbla" imeni M.F. Stelmakha',
        "Scientific Research Institute Zorbla named after M.F. Stelmakh",
    ],
)
def test_a_party_is_also_read_without_whom_it_is_named_after(text: str) -> None:
    assert "scientific research institute zorbla" in {name.key for name in readings(text) if name.reading == "part"}


@pytest.mark.parametrize(
    "text",
    [
        "Физический институт им. Лебедева",
        "Im Park",
        "Zorbla Klinik im Park",
        "IM. Technology",
        "Plant named after Lenin",
    ],
)
def test_a_mere_trade_is_no_party_without_whom_it_is_named_after(text: str) -> None:
    assert [name.key for name in readings(text) if name.reading == "part"] == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Физический институт им. Лебедева", "fizicheskiy institut lebedeva"),
        ("Zavod im Lebedeva", "zavod lebedeva"),
        ("IM Technology", "im technology"),
        ("Zorbla IM", "zorbla im"),
    ],
)
def test_the_short_imeni_says_nothing_within_a_name(text: str, key: str) -> None:
    assert normalize(text).key == key
