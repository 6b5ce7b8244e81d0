"""Scores rise with the rare words that agree and fall with those that do not; only the same name scores 1."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.likeness import likeness
from exportgate.parties.names import normalize, readings
from exportgate.parties.score import DEFAULT_MIN_SCORE, Comparison, compare
from exportgate.parties.weights import Rarity
from exportgate.parties.word_keys import keys_of

LISTED = {"smic": 3, "ymtc": 1, "cxmt": 1, "cetc": 40, "bmtc": 300}
RARITY = Rarity(
    entries=25_000, with_word=lambda word: LISTED.get(word, 1), with_acronym=lambda word: LISTED.get(word, 0)
)
NAMES = st.lists(
    st.sampled_from(
        [
            "phytium",
            "mikron",
            "baikal",
            "optics",
            "yangtze",
            "memory",
            "quantum",
            "shandong",
            "hunan",
            "lasers",
            "55",
            "38",
            "institute",
            "dynamics",
        ]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)


def scored(query: str, listed: str) -> Comparison:
    pairs = itertools.product(readings(query), readings(listed))
    return max((compare(mine, theirs, RARITY) for mine, theirs in pairs), key=lambda found: found.score)


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("YMTC", "Yangtze Memory Technologies Co., Ltd."),
        ("CXMT Corp", "ChangXin Memory Technologies Inc"),
        ("SMIC Beijing", "Semiconductor Manufacturing International (Beijing) Corporation"),
        ("GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communication Group Co., Ltd."),
        ("Beijing Univ Aero & Astro", "Beijing University of Aeronautics and Astronautics"),
        ("HAIGE GUANGZHOU", "Guangzhou Haige Communication Group Co., Ltd."),
        ("Huawie Technologies Co Ltd", "Huawei Technologies Co., Ltd."),
        ("HUAWE1 TECHNOLOGIES", "HUAWEI TECHNOLOGIES"),
        ("Chang Xin Memory Technologies", "ChangXin Memory Technologies Inc"),
        ("HuaweiTechnologies", "Huawei Technologies"),
        ("Hang Zhou Hai Kang Wei Shi", "Hangzhou Haikangweishi"),
        ("华为技术", "华为"),
        ("长江存储科技", "Changjiang Cunchu Keji"),
        ("华为技术有限公司", "Huawei Technologies Co., Ltd."),
        ("Huawei Jishu Youxian Gongsi", "Huawei Technologies Co., Ltd."),
        ("Baykal Elektroniks", "Baikal Electronics"),
        ("Skybridge Trading t/a Huawei Technologies", "Huawei Technologies Co., Ltd."),
        ("Huawei Technologies Co Ltd Shenzhen R&D Center Building 7", "Huawei Technologies Co., Ltd."),
        ("No. 55 Research Institute of CETC", "China Electronics Technology Group Corporation 55th Research Institute"),
        ("KHAN & SCHIRINDE LGMBH", "KHAN & SCHIRINDEL GMBH"),
        ("PML COLTD", "PML CO LTD"),
        ("TuKAGdI Optics", "Takagi Optics"),
        ("New AHxMAI Lasers", "New Ahmadi Lasers"),
    ],
)
def test_the_same_company_written_otherwise_reaches_the_default(query: str, listed: str) -> None:
    found = scored(query, listed)
    assert DEFAULT_MIN_SCORE <= found.score < 1
    assert not found.exact


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("CETC 38th Research Institute", "CETC 55th Research Institute"),
        ("Factory 112", "Factory 115"),
        ("Shanghai Electronics Technology Co Ltd", "Shenzhen Electronics Technology Co Ltd"),
        ("International Trading Company Limited", "Global International Trading Co Ltd"),
        ("Advanced Micro Devices", "Advanced Micro Systems"),
        ("National University of Singapore", "National University of Defense Technology"),
        ("ABC Company", "ABD Company"),
        ("Intel", "Inteh"),
        ("Baikal Tours LLC", "Baikal Electronics LLC"),
        ("SMC Corp", "Semiconductor Manufacturing International Corporation"),
        ("华夏技术有限公司", "华为技术有限公司"),
        ("中国电子科技有限公司", "中国航天科技有限公司"),
        ("BMTC", "Beijing Mirae Technology Complex"),
    ],
)
def test_another_company_stays_below_the_default(query: str, listed: str) -> None:
    assert scored(query, listed).score < DEFAULT_MIN_SCORE


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("HUAWEI TECHNOLOGIES CO LTD", "Huawei Technologies"),
        ("華為技術有限公司", "华为技术"),
        ("АО Микрон", "Mikron JSC"),
        ("S.M.I.C.", "SMIC"),
    ],
)
def test_a_name_that_is_the_same_after_normalization_scores_one(query: str, listed: str) -> None:
    found = scored(query, listed)
    assert (found.score, found.exact) == (1.0, True)


def test_what_is_only_read_aloud_or_a_part_is_never_exact() -> None:
    assert not scored("长江存储", "Changjiang Cunchu").exact
    assert not scored("Foo t/a Phytium", "Phytium").exact


def test_two_han_names_are_not_compared_by_sound() -> None:
    assert scored("华卫", "华为").score < DEFAULT_MIN_SCORE


def test_a_rare_word_that_only_one_name_has_costs_the_same_on_either_side() -> None:
    short, long = "Phytium Quantum", "Phytium Quantum Lasers"
    assert scored(long, short).score == pytest.approx(scored(short, long).score)
    assert scored(long, short).score < scored(f"{short} Technology", short).score


def test_a_rare_word_in_common_says_more_than_a_common_one() -> None:
    rare = scored("Phytium Trading", "Phytium Optics")
    common = scored("Phytium Trading", "Quantum Trading")
    assert rare.score > common.score


def test_numbers_and_places_that_disagree_are_named() -> None:
    assert scored("CETC 38th Research Institute", "CETC 55th Research Institute").conflicts == ("numbers",)
    assert scored("Shanghai Phytium", "Shenzhen Phytium").conflicts == ("places",)


def test_names_that_only_a_place_keeps_apart_say_how_alike_they_are_apart_from_it() -> None:
    sisters = scored("Guangzhou Haige Communication Group", "Nanjing Haige Communication Group")
    assert sisters.score < sisters.apart_from_place < 1
    assert scored("Haige Communication Group", "Nanjing Haige Communication Group").apart_from_place == 0
    assert scored("Shanghai Haige", "Hunan Haige").apart_from_place == 0


def test_legal_forms_that_contradict_each_other_lower_an_inexact_score_a_little() -> None:
    apart = scored("Phytium Quantum GmbH", "Phytium Quantum Lasers JSC")
    alike = scored("Phytium Quantum AG", "Phytium Quantum Lasers JSC")
    assert apart.conflicts == ("forms",)
    assert alike.conflicts == ()
    assert alike.score * 0.9 < apart.score < alike.score
    assert scored("Phytium Quantum GmbH", "Phytium Quantum JSC").exact


def test_a_word_known_in_trade_is_seldom_a_slip_for_another() -> None:
    assert scored("Capital Phytium", "Capitan Phytium").score < scored("Capitam Phytium", "Capitan Phytium").score


def test_numbers_of_a_series_count_less_than_numbers_that_name_a_unit() -> None:
    trusts = scored("Phytium Quantum Trust 2004-1", "Phytium Quantum Trust 2005-1")
    assert trusts.conflicts == scored("Phytium Fund 8", "Phytium Fund 9").conflicts == ("series",)
    units = scored("Phytium Quantum Plant 38", "Phytium Quantum Plant 55")
    assert units.conflicts == ("numbers",)
    assert units.score < trusts.score < 0.95


def test_two_words_of_legal_forms_run_together_weigh_as_a_form_unless_they_are_a_word_of_the_list() -> None:
    together = "aktsionernoeobshchestvo"
    assert Rarity(entries=25_000).weight(together) == Rarity(entries=25_000).weight("company")
    assert RARITY.weight(together) > 0.9


def test_a_place_proves_less_than_a_brand_however_rare_it_is() -> None:
    assert scored("Mikron Xian", "Mikron Lasers").score > scored("Xian Mikron", "Xian Lasers").score


@pytest.mark.parametrize(
    ("query", "listed"),
    [("Wallmartin", "Walmartin"), ("Sencora", "Cencora"), ("Gasprom", "Gazprom"), ("Citygroup", "Citigroup")],
)
def test_one_letter_that_sounds_the_same_may_stand_alone(query: str, listed: str) -> None:
    assert scored(query, listed).score >= DEFAULT_MIN_SCORE


def test_an_acronym_proves_no_more_than_its_letters_can() -> None:
    alone = scored("YMTC", "Yangtze Memory Technologies Co., Ltd.").score
    assert alone >= DEFAULT_MIN_SCORE > scored("YMTC Capital", "Yangtze Memory Technologies Co., Ltd.").score
    assert alone < scored("Yangtze Memory Tech", "Yangtze Memory Technologies Co., Ltd.").score


def test_an_acronym_stands_only_for_words_that_are_not_spoken_for() -> None:
    listed = "SMIC Shenzhen"
    assert scored("Shenzhen Mopnet Industrial Co Ltd", listed).score < DEFAULT_MIN_SCORE
    assert scored("Semiconductor Manufacturing International (Shenzhen) Corporation", listed).score >= DEFAULT_MIN_SCORE


@settings(deadline=None)
@given(NAMES, NAMES)
def test_a_score_lies_between_zero_and_one_and_is_one_only_for_the_same_name(query: str, listed: str) -> None:
    mine, theirs = normalize(query), normalize(listed)
    found = compare(mine, theirs, RARITY)
    assert 0 <= found.score <= 1
    assert (found.score == 1) == (mine.key == theirs.key) == found.exact
    assert (found.apart_from_place > 0) == ("places" in found.conflicts and found.score > 0)
    assert found.apart_from_place == 0 or found.score <= found.apart_from_place < 1


@settings(deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_texts_can_be_compared(query: str, listed: str) -> None:
    for mine, theirs in itertools.product(readings(query), readings(listed)):
        assert 0 <= compare(mine, theirs, RARITY).score <= 1


@settings(deadline=None)
@given(st.permutations(["phytium", "quantum", "lasers", "technology"]))
def test_the_order_of_the_words_makes_no_difference_to_an_inexact_name(words: list[str]) -> None:
    listed = normalize("Technology Lasers Quantum Phytium Systems")
    score = compare(normalize(" ".join(words)), listed, RARITY).score
    assert score == pytest.approx(compare(normalize("phytium quantum lasers technology"), listed, RARITY).score)


@settings(deadline=None)
@given(st.text("abcdkqxyz1", max_size=9), st.text("abcdkqxyz1", max_size=9))
def test_likeness_is_symmetric_and_alike_words_share_a_key(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    if one and other and one != other and likeness(one, other):
        table = keys_of([one, other])
        first, second = ({int(key) for key in table.keys[table.members == at]} for at in (0, 1))
        assert first & second


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("tech", "technologies", "form"),
        ("semicond", "semiconductor", "form"),
        ("microsys", "microsystem", "abbreviation"),
        ("baykal", "baikal", "sound"),
        ("huawie", "huawei", "spelling"),
        ("55", "55", "equal"),
    ],
)
def test_words_are_alike_by_one_kind_of_evidence(one: str, other: str, kind: str) -> None:
    found = likeness(one, other)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("one", "other"), [("55", "56"), ("shanxi", "shaanxi"), ("abc", "abd"), ("华为", "华夏")])
def test_numbers_places_and_short_words_are_alike_only_when_equal(one: str, other: str) -> None:
    assert likeness(one, other) is None


@pytest.mark.parametrize(("one", "other"), [("crrc", "crcc"), ("cssc", "cscc"), ("cckc", "ckkc")])
def test_acronyms_without_a_vowel_are_not_taken_for_one_another_by_sound(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found is None or found.kind == "spelling"
