"""A search returns the hits of each party, ordered and explained, and says when a hit decides."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.entry import Entry, Hit, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.priority import WEAK, CountryEvidence, country_evidence, priority
from exportgate.parties.score import DEFAULT_MIN_SCORE
from exportgate.parties.search import KEPT, PartyHits, PartyLists

from .listed import ENTRIES

PLAZA = "Hollywood Plaza, 610 Nathan Rd, Mongkok, KLN"


def territory(code: str) -> str:
    return {"HK": "CN"}.get(code, code)


LISTS = PartyLists([NameIndex.build("us", ENTRIES)], territory)
NAMED = [(entry, name) for entry in ENTRIES if entry.kind != "address" for name in (entry.name, *entry.aliases)]


def hits_of(
    name: str, country: str | None = None, address: str | None = None, min_score: float = 0.8
) -> tuple[Hit, ...]:
    return LISTS.search([Party(name, country, address)], min_score)[0].hits


def hit_on(entity_id: str, hits: Sequence[Hit]) -> Hit:
    return next(hit for hit in hits if hit.entry.entity_id == entity_id)


@settings(deadline=None)
@given(st.sampled_from(NAMED))
def test_every_listed_name_finds_its_entry_first_with_score_one(named: tuple[Entry, str]) -> None:
    entry, name = named
    first = hits_of(name)[0]
    assert (first.entry, first.score, first.decisive) == (entry, 1.0, entry.kind != "vessel")
    assert (first.list_id, first.kind, first.matched_name) == ("us", "name", name)


@settings(deadline=None)
@given(st.lists(st.sampled_from([name for _, name in NAMED] + ["Riyadh Cement", "Phytiun", "CETC", ""]), max_size=6))
def test_parties_are_answered_in_their_order_and_apart_from_each_other(names: list[str]) -> None:
    parties = [Party(name) for name in names]
    assert LISTS.search(parties) == [LISTS.search([party])[0] for party in parties]


@settings(deadline=None)
@given(st.text(max_size=40), st.none() | st.text(max_size=3), st.none() | st.text(max_size=60))
def test_any_text_is_answered(name: str, country: str | None, address: str | None) -> None:
    for hit in hits_of(name, country, address, min_score=0.3):
        assert 0 <= hit.score <= 1
        assert 0 <= hit.priority <= 1
        assert hit.why


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("华为技术有限公司", "EL:2"),
        ("華為技術有限公司", "EL:2"),
        ("中芯国际", "EL:3"),
        ("长江存储科技有限责任公司", "EL:4"),
        ("長江存儲科技有限責任公司", "EL:4"),
    ],
)
def test_han_names_find_their_entries(name: str, entity_id: str) -> None:
    entries = tuple(
        replace(entry, aliases=(*entry.aliases, "中芯国际集成电路制造有限公司")) if entry.entity_id == "EL:3" else entry
        for entry in ENTRIES
    )
    lists = PartyLists([NameIndex.build("us", entries)], territory)
    assert lists.search([Party(name)])[0].hits[0].entry.entity_id == entity_id


@pytest.mark.parametrize(
    ("country", "decisive"),
    [(None, True), ("CN", True), ("HK", True), ("US", False)],
)
def test_an_exact_name_decides_unless_the_countries_contradict(country: str | None, *, decisive: bool) -> None:
    assert hit_on("EL:1", hits_of("Phytium Technology", country)).decisive is decisive


def test_an_exact_name_decides_where_the_list_gives_no_country() -> None:
    nowhere = PartyLists([NameIndex.build("us", [Entry("SDN:5", "SDN", "entity", "Ocean Dynamics 55")])], territory)
    assert nowhere.search([Party("Ocean Dynamics 55", "US")])[0].hits[0].decisive


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ocean Dynamics 55", [False]),
        ("Ocean Dynamics 55 Co., Ltd.", []),
        ("OCEAN DYNAMICS 55 GmbH", []),
        ("Ocean Dynamic 55", []),
    ],
)
def test_a_party_is_no_vessel_but_by_its_very_name_and_that_decides_nothing(name: str, found: list[bool]) -> None:
    assert [hit.decisive for hit in hits_of(name) if hit.entry.kind == "vessel"] == found


def test_a_hit_on_a_vessel_says_that_it_decides_nothing() -> None:
    (hit,) = hits_of("Ocean Dynamics 55")
    assert "The listed name is that of a vessel and a party is none, so it decides nothing by itself" in hit.why


def test_a_name_that_is_only_alike_does_not_decide() -> None:
    hit = hit_on("EL:1", hits_of("Phytiun Technology", "CN"))
    assert hit.score < 1
    assert not hit.decisive


def test_a_weak_alias_is_found_only_as_it_is_and_does_not_decide() -> None:
    exact = hit_on("SDN:3", hits_of("the falcon", "RU"))
    assert exact.score == 1
    assert not exact.decisive
    assert hits_of("Falcon the Great", min_score=0.3) == ()


def test_a_person_is_found_with_the_surname_last() -> None:
    assert hit_on("DPL:2", hits_of("Mojtaba Alikhani")).decisive


def test_a_name_joined_by_aka_on_the_list_is_found_by_each_part() -> None:
    assert hit_on("EL:9", hits_of("Junshi Yixue Yuan")).score == 1


def test_an_entry_is_a_hit_once_by_its_best_name() -> None:
    hits = hits_of("Huawei Technologies", min_score=0.3)
    assert len({hit.entry.entity_id for hit in hits}) == len(hits)
    assert hit_on("EL:2", hits).matched_name == "Huawei Technologies Co., Ltd."


def test_hits_come_by_priority_then_list_then_entity() -> None:
    twins = [NameIndex.build(name, ENTRIES) for name in ("b", "a")]
    found = PartyLists(twins, territory).search([Party("CETC 55th Research Institute", "CN")], 0.5)[0].hits
    keys = [(-hit.priority, hit.list_id, hit.entry.entity_id) for hit in found]
    assert keys == sorted(keys)
    assert {hit.list_id for hit in found} == {"a", "b"}


def test_hits_beyond_those_kept_are_counted() -> None:
    many = [Entry(f"EL:{number}", "EL", "entity", f"Phytium Branch {number}") for number in range(100, 100 + KEPT + 7)]
    found = PartyLists([NameIndex.build("us", many)]).search([Party("Phytium")], 0.5)[0]
    assert (len(found.hits), found.more) == (KEPT, 7)


def test_a_party_without_a_name_or_lists_has_no_hits() -> None:
    assert LISTS.search([Party("")]) == [PartyHits()]
    assert PartyLists([]).search([Party("Huawei", "CN", PLAZA)]) == [PartyHits()]
    assert LISTS.search([]) == []


def test_a_score_below_the_least_is_no_hit() -> None:
    score = hit_on("EL:1", hits_of("Phytiun Technology")).score
    assert hits_of("Phytiun Technology", min_score=score + 0.001) == ()


def test_a_listed_unit_decides_whatever_the_name() -> None:
    hit = hit_on("EL:10", hits_of("Foobar Ltd", "HK", f"Rm 1318, 13/F {PLAZA}"))
    assert (hit.kind, hit.decisive, hit.matched_name) == ("address", True, ENTRIES[16].addresses[0])
    assert DEFAULT_MIN_SCORE < hit.score < 1


def test_another_unit_in_the_building_is_a_lower_hit_that_does_not_decide() -> None:
    unit = hit_on("EL:10", hits_of("Foobar Ltd", "HK", f"Rm 1318, 13/F {PLAZA}"))
    neighbor = hit_on("EL:10", hits_of("Foobar Ltd", "HK", f"Unit 5, 2/F {PLAZA}"))
    assert neighbor.score < unit.score
    assert neighbor.priority < unit.priority
    assert not neighbor.decisive


def test_the_unit_of_a_named_entry_is_a_hit_that_decides_nothing() -> None:
    address = "7/F Unit 4 Brightway Tower, 33 Mongkok Rd, Kowloon"
    hit = hit_on("EL:11", hits_of("Foobar Ltd", "HK", address))
    assert (hit.kind, hit.decisive, hit.entry.kind) == ("address", False, "entity")
    assert hits_of("Foobar Ltd", "HK", "8/F Unit 5 Brightway Tower, 33 Mongkok Rd, Kowloon") == ()


def test_a_named_entry_that_is_hit_by_name_is_hit_once() -> None:
    address = "7/F Unit 4 Brightway Tower, 33 Mongkok Rd, Kowloon"
    (hit,) = [hit for hit in hits_of("Bright Way Components", "HK", address) if hit.entry.entity_id == "EL:11"]
    assert hit.kind == "name"
    why = hit_on("EL:11", hits_of("Bright Way Components", "HK", address)).why
    assert any("address fits" in reason for reason in why)


@pytest.mark.parametrize(
    ("party", "entry", "evidence"),
    [
        ("HK", ("CN",), CountryEvidence.AGREES),
        ("US", ("CN", "HK"), CountryEvidence.CONTRADICTS),
        (None, ("CN",), CountryEvidence.UNKNOWN),
        ("US", (), CountryEvidence.UNKNOWN),
    ],
)
def test_a_territory_counts_as_its_country(
    party: str | None, entry: tuple[str, ...], evidence: CountryEvidence
) -> None:
    assert country_evidence(party, entry, territory) is evidence


def test_priority_rises_with_each_of_its_reasons() -> None:
    base = priority(0.9, "UVL", CountryEvidence.UNKNOWN, 0.5)
    assert base < priority(1.0, "UVL", CountryEvidence.UNKNOWN, 0.5)
    assert base < priority(0.9, "DPL", CountryEvidence.UNKNOWN, 0.5)
    assert base < priority(0.9, "UVL", CountryEvidence.AGREES, 0.5)
    assert base < priority(0.9, "UVL", CountryEvidence.UNKNOWN, 1.0)
    assert base > priority(0.9, "UVL", CountryEvidence.UNKNOWN, 0.5, reduced=WEAK)


def test_a_name_is_found_by_its_part_before_closing_parentheses() -> None:
    entries = [
        Entry("d1", "DPL", "entity", "WEARFORM (MNC GROUP INTERNATIONAL, INC.)"),
        Entry("e1", "EL", "entity", "AccoTest Technology Co., Ltd. (Hong Kong)"),
    ]
    lists = PartyLists([NameIndex.build("made", entries)])
    left, inside, sister = lists.search(
        [Party("Wearform"), Party("MNC Group International Inc"), Party("AccoTest Technology Co., Ltd.")]
    )
    assert [(hit.entry.entity_id, hit.decisive) for hit in left.hits] == [("d1", True)]
    assert [(hit.entry.entity_id, hit.decisive) for hit in inside.hits] == [("d1", False)]
    assert [(hit.entry.entity_id, hit.decisive) for hit in sister.hits] == [("e1", False)]


def test_a_place_of_the_entrys_own_does_not_make_an_affiliate_of_a_party() -> None:
    entry = Entry("EL:1", "EL", "entity", "QNOX", ("Wuhan Quantum Nightlight",), countries=("CN",))
    lists = PartyLists([NameIndex.build("us", [entry])])
    kinds = {
        name: (hits[0].kind, hits[0].decisive)
        for name in ("QNOX Wuhan", "QNOX China", "QNOX Harbin")
        if (hits := lists.search([Party(name)])[0].hits)
    }
    assert kinds == {"QNOX Wuhan": ("name", False), "QNOX China": ("name", False), "QNOX Harbin": ("affiliate", False)}
    scores = {least: lists.search([Party("QNOX Wuhan")], least)[0].hits[0].score for least in (0.3, 0.7, 0.8, 0.9)}
    assert set(scores.values()) == {0.98}
    (hit,) = lists.search([Party("QNOX Wuhan")])[0].hits
    assert "The place in the name is the listed party's own, so only 'QNOX' was compared" in hit.why


def test_a_short_form_in_parentheses_is_a_name_and_a_remark_or_a_legal_form_is_none() -> None:
    def found(listed: str, name: str) -> list[bool]:
        lists = PartyLists([NameIndex.build("us", [Entry("EL:1", "EL", "entity", listed)])])
        return [hit.decisive for hit in lists.search([Party(name)])[0].hits]

    assert found("Quantum Nightlight Optics Co., Ltd. (Quantum)", "Quantum") == [True]
    assert found("National University of Quantum Nightlight (NUQN)", "NUQN") == [True]
    assert found("Quantum Nightlight 55th Research Institute (QN 55)", "Falcon") == []
    assert found("Quantum Nightlight Optics (Falcon)", "Falcon") == [False]
    assert found("Quantum Nightlight Group (Ltd)", "Ltd") == []


def test_an_exact_name_comes_before_a_guess_at_a_severer_list() -> None:
    exact = Entry("C:1", "CMIC", "entity", "SMIQ")
    guess = Entry("S:1", "SDN", "entity", "Sher Match Industries Quito")
    hits = PartyLists([NameIndex.build("us", [guess, exact])]).search([Party("SMIQ")])[0].hits
    assert [hit.entry.entity_id for hit in hits] == ["C:1", "S:1"]


def test_only_a_company_gives_an_acronym_its_last_letter() -> None:
    def hits(listed: str) -> int:
        return len(
            PartyLists([NameIndex.build("us", [Entry("1", "SDN", "entity", listed)])]).search([Party("QNOC")])[0].hits
        )

    assert (hits("Quantum Nightlight Optics Company"), hits("Quantum Nightlight Optics DMCC")) == (1, 0)


PLACED = (
    Entry("1", "EL", "entity", "Beijing Quantum Nightlight Optics Ltd.", ("Quantum Nightlight",), countries=("CN",)),
    Entry("2", "EL", "entity", "Shanghai Phytium Information Technology", countries=("CN",)),
    Entry("3", "EL", "entity", "QNOX", ("Wuhan Qnox Memory Technology",), countries=("CN",)),
    Entry("4", "EL", "entity", "Harbin Nightlight Memory (Wuhan)", countries=("CN",)),
)
PLACED_LISTS = PartyLists([NameIndex.build("us", PLACED)])
PLACED_WORDS = (
    *("Beijing", "Shanghai", "Wuhan", "China", "Quantum", "Nightlight", "Nightlihgt", "Optics", "Phytium", "QNOX"),
    *("Memory", "Technology", "Ltd"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PLACED_WORDS), min_size=1, max_size=5).map(" ".join))
def test_what_each_threshold_raises_is_known_from_the_lowest(name: str) -> None:
    (reaching,) = PLACED_LISTS.reaching([Party(name)], 0.7)
    for least in (0.7, 0.75, 0.8, 0.9, 0.95, 1.0):
        found = {hit.entry.entity_id for hit in PLACED_LISTS.search([Party(name)], least)[0].hits}
        assert found == {hit.entry.entity_id for hit, reach in reaching if reach >= least}
