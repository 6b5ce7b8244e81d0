"""A reported name leads to the party that it stands for, and a company that acts for one is not that party."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry, Hit, Party, Relation
from exportgate.parties.index import NameIndex
from exportgate.parties.listing import hit_in_force, hit_text
from exportgate.parties.lists import own_yaml
from exportgate.parties.search import PartyLists

LISTED = (
    Entry("EL:1", "EL", "entity", "Phytium Technology Co., Ltd.", countries=("CN",), listed_from=date(2021, 4, 8)),
    Entry("SDN:1", "SDN", "entity", "Phytium Technology Co., Ltd.", countries=("CN",)),
    Entry("EL:2", "EL", "entity", "Phytium Technologie GmbH", countries=("DE",)),
    Entry("EL:3", "EL", "entity", "Mikron", countries=("RU",), requirement="all items"),
)


def reported(of: str, relation: Relation = "alias", of_list: str = "", name: str = "Quartz Harbor") -> Entry:
    return Entry(
        *("own", "REPORTED", "entity", name),
        notice="a letter",
        listed_from=date(2024, 3, 11),
        relation=relation,
        of=of,
        of_list=of_list,
    )


PARTY = Party("Quartz Harbor")


def hits(*names: Entry, party: Party = PARTY) -> tuple[Hit, ...]:
    lists = PartyLists([NameIndex.build("us", LISTED), NameIndex.build("own", names)])
    return lists.search([party])[0].hits


@pytest.mark.parametrize(
    ("of", "of_list", "found"),
    [
        ("EL:3", "", {"EL:3"}),
        ("Phytium Technology Co., Ltd.", "", {"EL:1", "SDN:1"}),
        ("Phytium Technology Co., Ltd.", "SDN", {"SDN:1"}),
        ("PHYTIUM TECHNOLOGY", "", {"EL:1", "SDN:1"}),
        ("Nobody", "", {"own"}),
        ("EL:3", "SDN", {"own"}),
    ],
)
def test_a_name_stands_for_the_party_of_an_id_or_a_name(of: str, of_list: str, found: set[str]) -> None:
    assert {hit.entry.entity_id for hit in hits(reported(of, of_list=of_list))} == found


def test_an_alias_is_the_listed_party_with_its_entry_and_its_list() -> None:
    (hit,) = hits(reported("EL:3"))
    assert (hit.list_id, hit.entry.name, hit.matched_name) == ("us", "Mikron", "Quartz Harbor")
    assert (hit.kind, hit.score, hit.decisive) == ("name", 1.0, True)
    assert "'Quartz Harbor' is reported as another name of 'Mikron' (EL) (a letter, since 2024-03-11)" in hit.why


@pytest.mark.parametrize("relation", ["shell", "owned"])
def test_a_company_of_a_listed_party_is_a_hit_that_decides_nothing(relation: Relation) -> None:
    (hit,) = hits(reported("EL:3", relation))
    assert (hit.entry.entity_id, hit.relation, hit.itself, hit.decisive) == ("EL:3", relation, False, False)


def test_the_countries_of_a_mere_name_are_those_of_its_party_and_those_of_a_company_its_own() -> None:
    party = Party("Quartz Harbor", "US")
    (alias,) = hits(reported("EL:3"), party=party)
    (shell,) = hits(reported("EL:3", "shell"), party=party)
    (local,) = hits(replace(reported("EL:3"), countries=("US",)), party=party)
    assert (alias.decisive, local.decisive) == (False, True)
    assert [reason for reason in shell.why if "country" in reason] == []


def test_a_reported_name_counts_only_while_it_is_reported_and_its_party_listed() -> None:
    (hit,) = hits(reported("EL:1"))
    assert hit_in_force(hit, date(2024, 3, 10)) is Truth.NO
    assert hit_text(hit, date(2024, 3, 10)) == "reported only from 2024-03-11"
    assert hit_in_force(hit, date(2024, 3, 11)) is Truth.YES
    assert hit_in_force(hit, date(2020, 1, 1)) is Truth.NO


def test_the_party_itself_and_its_company_are_two_hits_on_one_entry() -> None:
    both = hits(reported("EL:3", "shell", name="Mikron"), party=Party("Mikron"))
    assert {hit.relation for hit in both} == {"", "shell"}


def test_a_name_that_stands_for_another_reported_name_stands_for_nobody() -> None:
    first, second = reported("EL:3"), replace(reported("Quartz Harbor", name="Amber Pier"), entity_id="second")
    (hit,) = hits(first, second, party=Party("Amber Pier"))
    assert hit.reported is None
    assert any("no list that is searched has that party" in reason for reason in hit.why)


def test_a_name_as_one_list_writes_it_finds_the_party_on_the_other_lists_as_well() -> None:
    smic = "Semiconductor Manufacturing International Corporation"
    rows = (
        Entry("EL:4", "EL", "entity", f"{smic} (SMIC)", requirement="all items"),
        Entry("EL:5", "EL", "entity", "Semiconductor Manufacturing International GmbH"),
        Entry("CMIC:1", "CMIC", "entity", smic),
        Entry("CMIC:2", "CMIC", "entity", "Semiconductor Manufacturing International GmbH"),
    )
    own = NameIndex.build("own", [reported(smic, name="Amber Pier")])
    found = PartyLists([NameIndex.build("us", rows), own]).search([Party("Amber Pier")])[0].hits
    assert {hit.entry.entity_id for hit in found} == {"EL:4", "EL:5", "CMIC:1"}
    assert all(hit.decisive for hit in found)


def test_an_alias_of_smic_carries_every_list_that_comes_with_exportgate(checkout: Path) -> None:
    smic = "Semiconductor Manufacturing International Corporation"
    shipped = own_yaml.read(checkout / "data" / "parties").entries
    own = NameIndex.build("own", [reported(smic, name="Amber Pier")])
    found = PartyLists([NameIndex.build("embedded", shipped), own]).search([Party("Amber Pier")])[0].hits
    assert {"EL", "CMIC", "1260H"} <= {hit.entry.source for hit in found if hit.decisive}
