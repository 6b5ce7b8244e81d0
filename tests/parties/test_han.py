"""Han names are cut into words, read aloud and translated, so that they meet the English of the lists."""

import pytest

from exportgate.foundation.resources import shipped
from exportgate.parties.entry import Entry, Party
from exportgate.parties.han import cut_words, han_number, say, simplify
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import own_yaml
from exportgate.parties.matches import Matcher
from exportgate.parties.name_tables import han_names, han_places, han_words
from exportgate.parties.names import normalize, readings
from exportgate.parties.search import PartyLists, rarity_on

from .unaided_han import measure


def test_traditional_and_japanese_characters_become_simplified() -> None:
    assert simplify("華為技術") == simplify("华为技术") == "华为技术"
    assert simplify("広東電気") == simplify("廣東電氣") == "广东电气"


@pytest.mark.parametrize(
    ("digits", "value"), [("五十五", 55), ("十", 10), ("二十", 20), ("五五", 55), ("一百零三", 103)]
)
def test_han_numerals_have_their_value(digits: str, value: int) -> None:
    assert han_number(digits) == value


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("七〇九所", "709 研究所"),
        ("第十四研究所", "14 研究所"),
        ("中国航天科工集团第二研究院", "中国 航天 科工 集团 2 研究院"),
        ("航天科工二院", "航天 科工 2 研究院"),
        ("CETC 55所", "cetc 55 研究所"),
        ("电科五十五所", "中国 电子 科技 集团 55 研究所"),
        ("宏电科技", "宏电 科技"),
        ("十堰市电子厂", "十堰 电子 厂"),
        ("三一重工", "三一 重工"),
    ],
)
def test_only_the_numerals_of_units_are_numbers(text: str, key: str) -> None:
    assert normalize(text).key == key


def test_the_number_of_a_numbered_unit_is_written_in_digits() -> None:
    assert simplify("第五十五研究所") == " 55 研究所"
    assert simplify("三一重工") == "三一重工"


def test_known_words_and_places_are_cut_out_of_an_unbroken_string() -> None:
    assert cut_words("北京华为技术") == (("北京", "华为", "技术"), ())
    assert cut_words("华为") == (("华为",), ())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("长江", "存储"), ("changjiang", "cunchu")),
        (("长鑫", "存储"), ("changxin", "cunchu")),
        (("重庆",), ("chongqing",)),
        (("华为", "55"), ("huawei", "55")),
        (("东京", "エレクトロン"), ()),
        (("huawei",), ()),
    ],
)
def test_han_is_said_as_companies_say_it(words: tuple[str, ...], said: tuple[str, ...]) -> None:
    assert say(words) == said


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("海光电子", "海光 电子"),
        ("上海市浦东新区高新技术产业开发区新昇半导体", "上海 浦东 新升 半导体"),
        ("中电科55所", "中国 电子 科技 集团 55 研究所"),
        ("中国电子科技集团公司第五十五研究所", "中国 电子 科技 集团 55 研究所"),
        ("华为技术（深圳）有限公司", "华为 技术 深圳"),
        ("広島鉄鋼株式会社", "hiroshima steel"),
        ("有限公司", "有限公司"),
    ],
)
def test_a_han_name_is_cut_so_that_the_least_stays_unknown(text: str, key: str) -> None:
    assert normalize(text).key == key


def test_a_branch_stands_behind_the_head_of_a_han_name() -> None:
    name = normalize("华为技术有限公司北京分公司")
    assert (name.tokens[: name.head], name.forms) == (("华为", "技术"), ("ltd",))


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("华为技术有限公司", "huawei technology"),
        ("长江存储科技有限责任公司", "yangtze memory technologies"),
        ("北航", "beijing university aeronautics astronautics"),
        ("中电科第14研究所", "china electronics technology group 14 research institute"),
        ("中芯国际集成电路制造（北京）有限公司", "semiconductor manufacturing international beijing"),
        ("哈尔滨工业大学", "harbin institute technology"),
    ],
)
def test_a_han_name_is_also_compared_in_translation(text: str, english: str) -> None:
    assert english in {name.key for name in readings(text) if name.from_han}


@pytest.mark.parametrize("text", ["华大基因", "华大"])
def test_a_name_shared_with_others_is_not_translated_into_their_bare_initials(text: str) -> None:
    assert "bgi" not in {name.key for name in readings(text)}


def test_only_the_pinyin_of_a_known_name_of_three_syllables_is_put_into_english() -> None:
    named = {name.key: name.head for name in readings("Zhong Xin Guoji Co Ltd Beijing Branch") if name.from_han}
    assert named["smic beijing branch"] == 1
    assert [name.key for name in readings("Zhong Xing Trading") if name.from_han] == []


def test_the_tables_of_han_names_hold_what_the_reader_looks_for() -> None:
    assert all(simplify(han) == han for han in (*han_names(), *han_words(), *han_places()))
    assert all(full or english for full, english in han_names().values())


UNLISTED = (
    "美的集团股份有限公司",
    "珠海格力电器股份有限公司",
    "贵州茅台酒股份有限公司",
    "招商银行股份有限公司",
    "万科企业股份有限公司",
    "农夫山泉股份有限公司",
    "安踏体育用品有限公司",
    "北京快手科技有限公司",
    "江苏恒瑞医药股份有限公司",
    "立讯精密工业股份有限公司",
    "深圳市汇川技术股份有限公司",
    "浙江三花智能控制股份有限公司",
    "宁波舜宇光电信息有限公司",
    "科沃斯机器人股份有限公司",
    "上海汽车集团股份有限公司",
    "江苏沙钢集团有限公司",
    "中国南方航空股份有限公司",
    "新疆金风科技股份有限公司",
    "深圳市宏达电子有限公司",
    "广州市恒通贸易有限公司",
    "上海华夏电子科技有限公司",
    "北京师范大学",
    "深圳大学",
    "北京第一机床厂",
    "上海第二工业大学",
)


@pytest.fixture(scope="module")
def lists() -> PartyLists:
    entries = [
        Entry(f"EL:{at}", "EL", "entity", name)
        for at, name in enumerate(
            (
                "Huawei Technologies Co., Ltd.",
                "Yangtze Memory Technologies Co., Ltd.",
                "China Electronics Technology Group Corporation 55th Research Institute",
                "China Electronics Technology Group Corporation 38th Research Institute",
                "Shanghai Micro Electronics Equipment (Group) Co., Ltd.",
                "Beijing University of Aeronautics and Astronautics",
                "Cambricon Technologies Corporation Limited",
                "Changjiang Cunchu Keji",
                "华为技术有限公司",
                "中国航天科技有限公司",
            )
        )
    ]
    return PartyLists([NameIndex.build("list", entries)])


def found(lists: PartyLists, text: str) -> set[str]:
    return {hit.entry.name for hit in lists.search([Party(text)], 0.8)[0].hits if hit.kind == "name"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("華為技術有限公司", "Huawei Technologies Co., Ltd."),
        ("長江存儲科技有限責任公司", "Yangtze Memory Technologies Co., Ltd."),
        ("長江存儲科技有限責任公司", "Changjiang Cunchu Keji"),
        ("五十五所 中国电科", "China Electronics Technology Group Corporation 55th Research Institute"),
        ("上海微电子装备（集团）股份有限公司", "Shanghai Micro Electronics Equipment (Group) Co., Ltd."),
        ("北京航空航天大學", "Beijing University of Aeronautics and Astronautics"),
        ("中科寒武纪科技股份有限公司", "Cambricon Technologies Corporation Limited"),
        ("Huawei Jishu Youxian Gongsi", "Huawei Technologies Co., Ltd."),
        ("Chang Jiang Cun Chu Keji Co., Ltd.", "Yangtze Memory Technologies Co., Ltd."),
        ("Hanwuji (Beijing) Keji Gufen Youxian Gongsi", "Cambricon Technologies Corporation Limited"),
        ("Beijing Hangkong Hangtian Daxue", "Beijing University of Aeronautics and Astronautics"),
    ],
)
def test_han_and_pinyin_find_the_english_of_the_list(lists: PartyLists, text: str, name: str) -> None:
    assert name in found(lists, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("中电科38所", "China Electronics Technology Group Corporation 55th Research Institute"),
        ("华夏技术有限公司", "Huawei Technologies Co., Ltd."),
        ("华夏技术有限公司", "华为技术有限公司"),
        ("中国电子科技有限公司", "中国航天科技有限公司"),
        ("北京微电子装备有限公司", "Shanghai Micro Electronics Equipment (Group) Co., Ltd."),
    ],
)
def test_other_numbers_brands_activities_and_places_stay_apart(lists: PartyLists, text: str, name: str) -> None:
    assert name not in found(lists, text)


def test_what_is_only_read_from_han_is_never_exact(lists: PartyLists) -> None:
    scores = {hit.entry.name: hit.score for hit in lists.search([Party("华为技术")], 0.8)[0].hits}
    assert scores["华为技术有限公司"] == 1.0
    assert scores["Huawei Technologies Co., Ltd."] < 1.0


def test_the_han_names_of_the_embedded_lists_find_the_english_of_their_entries() -> None:
    entries = own_yaml.read(shipped("data") / "parties").entries
    outcomes = measure([entry for entry in entries if not entry.relation])
    missed = [outcome.name for outcome in outcomes if not outcome.score]
    others = [(outcome.name, *outcome.others) for outcome in outcomes if outcome.others]
    assert len(outcomes) > 200
    assert len(missed) <= len(outcomes) // 40, missed
    assert len(others) <= len(outcomes) // 7, others


def test_the_han_names_of_companies_on_no_list_find_nothing() -> None:
    lists = PartyLists([NameIndex.build("embedded", own_yaml.read(shipped("data") / "parties").entries)])
    found = lists.search([Party(name) for name in UNLISTED])
    assert [name for name, hits in zip(UNLISTED, found, strict=True) if hits.hits] == []


def test_the_index_finds_for_han_what_brute_force_finds(lists: PartyLists) -> None:
    (index,) = lists.indexes
    matcher = Matcher(index, rarity_on([index]), 0.6)
    for text in (
        "長江存儲科技",
        "中电科55所",
        "Chang Jiang Cun Chu Keji",
        "北航",
        "上海微电子装备",
        "华为技术深圳研究所",
    ):
        best: dict[int, float] = {}
        for reading in readings(text):
            for at in range(index.names):
                match = matcher.judge(reading, at)
                if match is not None:
                    best[match.entry] = max(best.get(match.entry, 0.0), match.comparison.score)
        assert best, text
        assert {match.entry: match.comparison.score for match in matcher.match([readings(text)])[0]} == best


@pytest.mark.parametrize("unit", ["公司", "海光电子", "中", "所", "北京大学", "〇五"])
def test_a_long_han_name_is_read(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    assert 0 < len(readings(text)) <= 40
