"""Russian words of companies meet their English, in any transliteration and with any ending."""

import pytest

from exportgate.parties.likeness import likeness
from exportgate.parties.name_tables import meaning_of, stands_for
from exportgate.parties.names import normalize
from exportgate.parties.russian import stem_of
from exportgate.parties.weights import Rarity


@pytest.mark.parametrize(
    "word",
    ["priborostroitelny", "priborostroitel'nyi", "priborostroitelnogo", "priborostroitelnaia", "приборостроительный"],
)
def test_a_compound_word_of_activity_is_spelled_out_in_english(word: str) -> None:
    assert normalize(f"Zarya {word}").tokens == ("zarya", "instrument", "making")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("muromskiy", "murom"),
        ("moskovskaya", "moscow"),
        ("zavodov", "factory"),
        ("sudostroitelnyi", "shipbuilding"),
        ("zvezda", "star"),
        ("severnaya", "northern"),
        ("predpriatie", "enterprise"),
        ("tekhnologiy", "technologies"),
        ("moskva", "moscow"),
    ],
)
def test_a_russian_word_means_its_english(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found is not None
    assert found.kind == "form"


def test_a_russian_plant_is_its_english_name_word_for_word() -> None:
    listed = normalize("Акционерное общество “Муромский приборостроительный завод”")
    query = normalize("JSC Murom Instrument-Making Plant")
    assert [meaning_of(token) for token in query.tokens] == [meaning_of(token) for token in listed.tokens]


def test_a_word_that_is_a_brand_too_is_as_rare_as_itself() -> None:
    rarity = Rarity()
    assert rarity.weight("zvezda") > rarity.weight("star")
    assert stands_for("zvezda") == "zvezda"


@pytest.mark.parametrize(
    ("one", "other"), [("maxitechgroup", "maksitekhgrup"), ("yedigeyev", "edigeev"), ("shchukin", "schukin")]
)
def test_popular_and_official_transliterations_sound_alike(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found is not None
    assert found.kind in {"sound", "spelling"}


@pytest.mark.parametrize("word", ["severn", "star", "mask", "intel", "huawei", "atlanta"])
def test_a_word_that_only_resembles_a_russian_one_stays_itself(word: str) -> None:
    assert meaning_of(word) == word


def test_short_long_and_foreign_words_have_no_stem() -> None:
    assert stem_of("mir") == ("", False)
    assert stem_of("a" * 10_000) == ("", False)
    assert stem_of("华为技术公") == ("", False)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("maschinenbau", "machinery"),
        ("savunma", "defense"),
        ("daneshgah", "university"),
        ("perkapalan", "shipping"),
        ("thuongmai", "trade"),
        ("luftfahrt", "aviation"),
        ("elettronica", "electronics"),
        ("khadamat", "service"),
    ],
)
def test_words_of_companies_in_other_languages_stand_for_english(german: str, english: str) -> None:
    assert stands_for(german) == english
