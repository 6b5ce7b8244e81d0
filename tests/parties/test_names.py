"""One normalizer gives list and query the same words, numbers and legal forms."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exportgate.parties.acronyms import acronyms_of
from exportgate.parties.legal_forms import cut_forms
from exportgate.parties.names import normalize, readings
from exportgate.parties.numbers import with_numbers

WORDS = [
    "Huawei",
    "Technologies",
    "Co",
    "Ltd.",
    "LLC",
    "OOO",
    "АО",
    "Общество",
    "ПАО",
    "GmbH",
    "&",
    "KG",
    "No.",
    "55th",
    "fifty-fifth",
    "First",
    "Hong",
    "Kong",
    "Branch",
    "(Beijing)",
    "(SMIC)",
    "S.A.",
    "de",
    "C.V.",
    "M.",
    "D.",
    "R&D",
    "t/a",
    "a.k.a.",
    "c/o",
    "dba",
    "NII",
    "HQ",
    "-",
    "7",
    "华为技术有限公司",
    "第五十五研究所",
    "株式会社",
    "東京",
    "'",
    "?",
    "Private",
    "Limited",
]


@pytest.mark.parametrize(
    "text",
    [
        "Huawei Technologies",
        "HUAWEI TECHNOLOGIES COMPANY LIMITED",
        "Huawei Technologies Co.,Ltd",
        "  huawei   technologies, (Pte.) Ltd. ",
        "Huawei\u200b Technologies Co., Ltd.",
    ],
)
def test_case_punctuation_and_legal_form_make_no_difference(text: str) -> None:
    assert normalize(text).key == "huawei technologies"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ООО «Байкал Электроникс»", "baykal electronics"),
        ("АО Микрон", "mikron"),
        ("Mikron JSC", "mikron"),
        ("Obshchestvo s Ogranichennoi Otvetstvennostyu 'Novatek'", "novatek"),
        ("Siemens Aktiengesellschaft", "siemens"),
        ("Inversiones Hunel S. de R.L. de C.V.", "inversiones hunel"),
        ("Aselsan Elektronik Anonim Şirketi", "aselsan elektronik"),
        ("Top Glove Sdn. Bhd.", "top glove"),
        ("Công ty TNHH Sao Mai", "sao mai"),
        ("Huawei Jishu Youxian Gongsi", "huawei jishu"),
        ("Skylinks FZC", "skylinks"),
        ("삼성전자 주식회사", "samsung electronics"),
    ],
)
def test_legal_forms_of_many_languages_are_cut(text: str, key: str) -> None:
    assert normalize(text).key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("华为技术有限公司", "华为 技术"),
        ("華為技術有限公司", "华为 技术"),
        ("中芯国际", "中芯 国际"),
        ("长江存储科技有限责任公司", "长江 存储 科技"),
        ("株式会社東京エレクトロン", "tokyo electron"),
        ("東京エレクトロン株式会社", "tokyo electron"),
        ("株式会社浜松華為", "hamamatsu 华为"),
    ],
)
def test_unbroken_han_loses_its_legal_form_at_either_end(text: str, key: str) -> None:
    assert normalize(text).key == key


def test_han_is_also_read_in_pinyin_and_in_translation() -> None:
    keys = [name.key for name in readings("长江存储科技有限责任公司")]
    assert keys[:3] == ["长江 存储 科技", "changjiang cunchu keji", "yangtze memory technologies"]


def test_a_name_of_legal_forms_alone_keeps_its_words() -> None:
    assert normalize("Company Limited").key == "company limited"
    assert normalize("LLC").key == "llc"


def test_a_form_that_may_be_a_word_is_cut_only_at_the_ends() -> None:
    assert cut_forms(("sa", "pham", "co", "optics")).words == ("sa", "pham", "co", "optics")
    assert cut_forms(("optics", "co")).words == ("optics",)


def test_what_follows_a_legal_form_stands_behind_the_head() -> None:
    name = normalize("Huawei Technologies Co Ltd Shenzhen R&D Center Building 7")
    assert name.tokens[: name.head] == ("huawei", "technologies")
    assert name.tokens[-1] == "7"


@pytest.mark.parametrize("unit", ["Hong Kong Branch", "- Purchasing Dept", "HQ", "Warehouse 3"])
def test_a_branch_or_department_stands_behind_the_head(unit: str) -> None:
    name = normalize(f"Carvana Company {unit}")
    assert name.tokens[: name.head] == ("carvana",)


@pytest.mark.parametrize(
    "text", ["No. 55 Institute", "55th Institute", "Fifty-Fifth Institute", "055 Institute", "Nr 55 Institute"]
)
def test_numbers_and_ordinals_are_comparable(text: str) -> None:
    assert normalize(text).key == "55 institute"


def test_letters_with_digits_stay_words_and_a_sign_without_number_stays() -> None:
    assert with_numbers(["3k", "no", "limits"]) == ["3k", "no", "limits"]


def test_ampersand_is_and() -> None:
    assert normalize("Khan & Schirindel").key == normalize("Khan and Schirindel").key


def test_initials_and_places_of_two_words_are_joined() -> None:
    assert normalize("M. D. S. Import").key == "mds import"
    assert normalize("S.M.I.C.").key == "smic"
    assert normalize("SMIC Hong Kong").key == "smic hongkong"


def test_an_acronym_in_parentheses_that_repeats_the_name_is_dropped() -> None:
    assert (
        normalize("National University of Defense Technology (NUDT)").key == "national university of defense technology"
    )
    assert normalize("Sunway (Taihu) Systems").key == "sunway taihu systems"


def test_the_parts_of_a_joined_name_are_read_too() -> None:
    found = {(name.key, name.reading) for name in readings("Skybridge Trading t/a Huawei Technologies")}
    assert found == {
        ("skybridge trading huawei technologies", "whole"),
        ("skybridge trading", "part"),
        ("huawei technologies", "part"),
    }


@pytest.mark.parametrize("text", ["", " ", "...", "()", "\u200d", "\ud800", "?"])
def test_a_text_without_a_word_has_no_reading(text: str) -> None:
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("Semiconductor Manufacturing International Corporation", "smic"),
        ("Semiconductor Manufacturing International (Beijing) Corporation", "smic"),
        ("Yangtze Memory Technologies Co., Ltd.", "ymtc"),
        ("ChangXin Memory Technologies Inc", "cxmt"),
        ("CHANGXIN MEMORY TECHNOLOGIES", "cxmt"),
        ("Shanghai Micro Electronics Equipment (Group) Co., Ltd.", "smee"),
        ("National University of Defense Technology", "nudt"),
        ("China Electronics Technology Group Corporation 55th Research Institute", "cetc"),
    ],
)
def test_a_name_gives_its_acronyms(text: str, acronym: str) -> None:
    assert acronym in normalize(text).acronyms


def test_a_very_long_name_gives_no_acronyms() -> None:
    tokens = tuple(f"word{number}" for number in range(200))
    assert acronyms_of(tokens, tuple(token[0] for token in tokens), (), len(tokens)) == {}


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join) | st.text(max_size=40))
@example("co a ltd b co")
@example("twenty twenty first")
def test_normalizing_a_normal_name_changes_nothing(text: str) -> None:
    key = normalize(text).key
    assert normalize(key).key == key


@settings(deadline=None)
@given(st.text(max_size=60))
def test_every_text_is_normalized_without_error(text: str) -> None:
    for name in readings(text):
        assert name.tokens
        assert name.key == " ".join(name.tokens)
        assert len(name.initials) == len(name.tokens)
        assert 0 <= name.head <= len(name.tokens)
