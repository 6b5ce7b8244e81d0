"""A company that has a listed name but for its place may be an affiliate, and comes behind every hit by name."""

from pathlib import Path

import pytest

from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists

ENTRIES = (
    Entry("1", "EL", "entity", "Shenzhen Pengxinxu Technology Co., Ltd.", countries=("CN",)),
    Entry("2", "EL", "entity", "Beijing Chemical Industry Co., Ltd.", countries=("CN",)),
    Entry("3", "UVL", "entity", "Zqxhar Trading (Hong Kong)", weak_aliases=("Wuhan Fengle",), countries=("HK",)),
    Entry("4", "SDN", "individual", "Shanghai, Petrov", countries=("RU",)),
)
LISTS = PartyLists([NameIndex.build("us", ENTRIES)])


def hits(name: str, country: str | None = None, min_score: float = 0.8) -> tuple[Hit, ...]:
    return LISTS.search([Party(name, country)], min_score)[0].hits


@pytest.mark.parametrize("name", ["Suzhou Pengxinxu Technology", "Pengxinxu Technologies (Chengdu) Co., Ltd."])
def test_a_name_that_agrees_but_for_its_place_is_a_likely_affiliate(name: str) -> None:
    (hit,) = hits(name, "CN")
    assert (hit.entry.entity_id, hit.kind, hit.decisive, hit.itself) == ("1", "affiliate", False, False)
    assert hit.score < 0.8
    assert hit.why[0].startswith("The names agree but for the place")


def test_an_affiliate_comes_behind_every_hit_by_name() -> None:
    (affiliate,) = hits("Suzhou Pengxinxu Technology", "CN")
    weak = [hit for hit in hits("Wuhan Fengle", "US") if hit.kind == "name"]
    assert weak
    assert affiliate.priority < min(hit.priority for hit in weak)


def test_the_same_place_is_the_same_company() -> None:
    (hit,) = hits("Shenzhen Pengxinxu Technology")
    assert (hit.kind, hit.score) == ("name", 1.0)


@pytest.mark.parametrize("name", ["Riyadh Chemical Industry", "Shenzhen Technology", "Shenzhen", "Beijing Petrov"])
def test_common_words_and_mere_places_make_no_affiliate(name: str) -> None:
    assert [hit for hit in hits(name) if hit.kind == "affiliate"] == []


def test_a_saved_index_finds_the_same_affiliates(tmp_path: Path) -> None:
    NameIndex.build("us", ENTRIES).save(tmp_path)
    party = Party("Suzhou Pengxinxu Technology")
    assert PartyLists([NameIndex.open(tmp_path)]).search([party]) == LISTS.search([party])
