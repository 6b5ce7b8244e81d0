"""Every hit says in plain sentences which words matched and why."""

import pytest

from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists
from exportgate.parties.surface import written

from .listed import ENTRIES

LISTS = PartyLists([NameIndex.build("us", ENTRIES)])


def why(name: str, country: str | None = None) -> tuple[str, ...]:
    return LISTS.search([Party(name, country)], 0.3)[0].hits[0].why


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("phytium systems", "'phytium' matches 'Phytium' exactly; it is rare on the lists (1 of 18 entries)"),
        ("Huawie Technologies", "'Huawie' differs from 'Huawei' by 1 letter"),
        ("Huawei Tech", "'Tech' and 'Technologies' are forms of one word"),
        ("Baykal Electronics", "'Baykal' sounds like 'Baikal'"),
        ("Chang Xin Memory Tech", "'Chang Xin' is 'ChangXin' with its spaces elsewhere"),
        ("CXMT", "'CXMT' is an acronym of 'ChangXin Memory Technologies'"),
        ("YMTC", "The Chinese of the listed name was compared in translation, 'ymtc'"),
        ("Phytium Quantum Foods", "The listed name has nothing for 'Quantum Foods'"),
        ("Quantum", "The listed name also has 'Lasers'"),
        ("CETC 39th Research Institute", "The numbers differ, '39th' against '55th'"),
        ("Foo t/a Phytium Tech", "Only the part 'Phytium Tech' of the name was compared"),
        (
            "Phytium Technology",
            "'Phytium Technology' and the listed 'Phytium Technology Co., Ltd.' are the same name after",
        ),
        (
            "Phytium Technology Co., Ltd.",
            "The name is the listed name 'Phytium Technology Co., Ltd.', letter for letter",
        ),
        (
            "SМIC",
            "Some letters of the name come from another alphabet and only look Latin; they were read by their look",
        ),
        ("the falcon", "'The Falcon' is a weak alias on the list, so it decides nothing by itself"),
        ("长江存储", "The Chinese of the name was compared in translation, '"),
    ],
)
def test_the_evidence_of_a_hit_is_told(name: str, reason: str) -> None:
    assert any(sentence.startswith(reason) for sentence in why(name)), why(name)


def test_a_reading_in_pinyin_is_told_as_such() -> None:
    lists = PartyLists([NameIndex.build("us", [Entry("EL:1", "EL", "entity", "Changjiang Cunchu Keji")])])
    reasons = lists.search([Party("长江存储科技")])[0].hits[0].why
    assert reasons[0] == "The Han characters of the name were compared as they sound, 'changjiang cunchu keji'"


def test_places_that_differ_suggest_a_sister_company() -> None:
    lists = PartyLists([NameIndex.build("us", [Entry("EL:1", "EL", "entity", "Shenzhen Phytium")])])
    reasons = lists.search([Party("Shanghai Phytium")], 0.3)[0].hits[0].why
    assert "The places differ, 'Shanghai' against 'Shenzhen'; it may be a sister company" in reasons


def test_words_that_say_little_are_named_together() -> None:
    assert "'Technology' agrees too, which says little" in why("Phytium Technology Partners Dresden")


def test_countries_are_compared_aloud() -> None:
    assert "The party's country, CN, agrees with the entry's (CN)" in why("Huawei Technologies", "CN")
    assert "The party's country, US, is none of the entry's (CN)" in why("Huawei Technologies", "US")


def test_normalized_words_are_found_again_as_written() -> None:
    assert written(["55", "phytium", "x"], "The 55th PHYTIUM Labs") == "55th PHYTIUM x"
