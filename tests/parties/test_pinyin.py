"""A Chinese name written in pinyin, joined or split in any way, is read as what it means, and nothing else is."""

import pytest

from exportgate.parties.entry import Entry, Party
from exportgate.parties.han import reading_of
from exportgate.parties.index import NameIndex
from exportgate.parties.matches import Matcher
from exportgate.parties.name_tables import rows
from exportgate.parties.names import normalize, readings
from exportgate.parties.pinyin_names import in_english
from exportgate.parties.search import PartyLists, rarity_on

NAMES = (
    "Huawei Technologies Co., Ltd.",
    "Huawei Investment & Holding Co., Ltd.",
    "Hangzhou Hikvision Digital Technology Co., Ltd.",
    "Tianjin Phytium Information Technology",
    "Hygon Information Technology",
    "Semiconductor Manufacturing International Corporation",
    "China Electronics Technology Group Corporation 55th Research Institute",
    "China Electronics Technology Group Corporation 38th Research Institute",
    "Harbin Engineering University",
    "Zorblat Electronics Technology Ltd.",
    "Dalian Zhenghua Maoyi Youxian Gongsi",
    "Zhenghua Investment Ltd.",
)


@pytest.fixture(scope="module")
def lists() -> PartyLists:
    entries = [Entry(f"EL:{at}", "EL", "entity", name) for at, name in enumerate(NAMES)]
    return PartyLists([NameIndex.build("list", entries)])


def scores(lists: PartyLists, text: str) -> dict[str, float]:
    return {hit.entry.name: hit.score for hit in lists.search([Party(text)])[0].hits}


def meanings(text: str) -> list[str]:
    return [name.key for name in readings(text) if name.from_han]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hua Wei Ji Shu You Xian Gong Si", "Huawei Technologies Co., Ltd."),
        ("Hua Wei Ji Shu", "Huawei Technologies Co., Ltd."),
        ("HUAWEI JI SHU YOUXIAN GONGSI", "Huawei Technologies Co., Ltd."),
        ("Shenzhen Shi Huawei Touzi Konggu Youxian Gongsi", "Huawei Investment & Holding Co., Ltd."),
        (
            "Hang Zhou Hai Kang Wei Shi Shu Zi Ji Shu Gu Fen You Xian Gong Si",
            "Hangzhou Hikvision Digital Technology Co., Ltd.",
        ),
        ("Fei Teng Xin Xi", "Tianjin Phytium Information Technology"),
        ("Hai Guang Xin Xi Ji Shu", "Hygon Information Technology"),
        (
            "Zhong Xin Guo Ji Ji Cheng Dian Lu Zhi Zao You Xian Gong Si",
            "Semiconductor Manufacturing International Corporation",
        ),
        ("Ha Er Bin Gong Cheng Da Xue", "Harbin Engineering University"),
        (
            "Zhong Guo Dian Zi Ke Ji Ji Tuan Gong Si Di Wu Shi Wu Yan Jiu Suo",
            "China Electronics Technology Group Corporation 55th Research Institute",
        ),
        ("Dalian Zhenghua Trading Co., Ltd.", "Dalian Zhenghua Maoyi Youxian Gongsi"),
    ],
)
def test_a_name_in_pinyin_finds_the_english_of_the_list(lists: PartyLists, text: str, name: str) -> None:
    assert 0.8 <= scores(lists, text)[name] < 0.98


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hua Xia Ji Shu You Xian Gong Si", "Huawei Technologies Co., Ltd."),
        (
            "Zhong Guo Dian Zi Ke Ji Ji Tuan Gong Si Di Wu Shi Wu Yan Jiu Suo",
            "China Electronics Technology Group Corporation 38th Research Institute",
        ),
        ("Zheng Hua Mao Yi", "Zhenghua Investment Ltd."),
        ("Xin Da Dian Zi Ke Ji You Xian Gong Si", "Zorblat Electronics Technology Ltd."),
    ],
)
def test_another_brand_number_or_activity_in_pinyin_stays_apart(lists: PartyLists, text: str, name: str) -> None:
    assert name not in scores(lists, text)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Xin Da Dian Zi Ke Ji", "xinda electronics technology"),
        ("Hangzhou Shi Xin Da Guang Dian", "hangzhou xinda optoelectronics"),
        ("Ha Er Bin Xin Da Ji Xie Chang", "harbin xinda machinery factory"),
        ("Xin Da Lv You Ke Ji", "xinda tourism technology"),
        ("Xin Da Lyu Ye You Xian Gong Si", "xinda aluminum"),
        ("Xin Da Ji Tuan Gong Si Ruan Jian Kai Fa", "xinda group software development"),
        ("Zorblat Shuzi Jishu", "zorblat digital technology"),
        ("Xin Da Ke Ji Ji Tuan Di Er Shi Ba Suo", "xinda technology group 28 research institute"),
        ("Zhongguo Xinda Jituan Disanshiba Yanjiusuo", "china xinda group 38 research institute"),
        ("Xin Neng Da Tong Xin", "xinnengda communication"),
        ("Xindajishu Youxiangongsi", "xinda technology"),
        ("Shenzhenshi Xindaguangdian Jishu Youxian Gongsi", "shenzhen xinda optoelectronics technology"),
        ("Wei Xing Tong Xin Beijing Youxian Gongsi", "satellite communication beijing"),
    ],
)
def test_pinyin_is_cut_into_brand_and_words(text: str, english: str) -> None:
    assert english in meanings(text)


@pytest.mark.parametrize(
    "text",
    [
        "Wang Ji Shu",
        "ZHANG, Haiyang",
        "Li Ke Ji",
        "Can Do Men Fan",
        "Long Tan Gang Tie",
        "Kaifa Technology Co., Ltd.",
        "Shenzhen Kaifa Technology Co., Ltd.",
        "Jinghua Laser Technology",
        "Andrew Yule & Company",
        "Zhong Xing Trading",
        "Zhongwei Technology Co., Ltd.",
        "Cong Ty Thuong Mai Hai Yang",
        "Shang Hai Bei Jing",
    ],
)
def test_persons_brands_and_other_languages_are_not_read_as_pinyin(text: str) -> None:
    assert meanings(text) == []


def test_the_index_finds_for_pinyin_what_brute_force_finds(lists: PartyLists) -> None:
    (index,) = lists.indexes
    matcher = Matcher(index, rarity_on([index]), 0.6)
    for text in ("Hua Wei Ji Shu", "Hai Guang Xin Xi Ji Shu", "Ha Er Bin Gong Cheng Da Xue", "Zhenghua Trade"):
        best: dict[int, float] = {}
        for reading in readings(text):
            for at in range(index.names):
                match = matcher.judge(reading, at)
                if match is not None:
                    best[match.entry] = max(best.get(match.entry, 0.0), match.comparison.score)
        assert best, text
        assert {match.entry: match.comparison.score for match in matcher.match([readings(text)])[0]} == best


def test_the_pinyin_of_the_tables_is_how_han_is_read() -> None:
    words = [row for row in rows("han-words") if len(row["han"]) > 1]
    names = [row for row in rows("han-names") if row["pinyin"]]
    assert len(words) > 900
    assert [row for row in (*words, *names) if row["pinyin"] != " ".join(reading_of(row["han"]))] == []


@pytest.mark.parametrize("unit", ["di wu ", "hua wei ji shu ", "xian", "jicheng dianlu ", "shang hai ", "jishu"])
def test_a_long_text_in_pinyin_has_few_readings(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    assert len(readings(text)) <= 10
    name = normalize(text)
    assert len(list(in_english(name.tokens, name.head))) <= 6
