"""Names in kana, Hangul, Arabic, Hebrew, Thai and the scripts of India come out as lists write them in Latin."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties import hangul, japanese, semitic
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.listed_names import from_line, listed_names, to_line
from exportgate.parties.matches import Matcher
from exportgate.parties.names import normalize, readings
from exportgate.parties.score import DEFAULT_MIN_SCORE, cap_of, compare
from exportgate.parties.scripts import clean, to_latin
from exportgate.parties.search import rarity_on
from exportgate.parties.weights import Rarity

LETTERS = st.one_of(
    st.characters(min_codepoint=0x0590, max_codepoint=0x06FF),
    st.characters(min_codepoint=0x0900, max_codepoint=0x0E7F),
    st.characters(min_codepoint=0x10A0, max_codepoint=0x10FF),
    st.characters(min_codepoint=0x0530, max_codepoint=0x058F),
    st.characters(min_codepoint=0x3040, max_codepoint=0x30FF),
    st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
    st.sampled_from("東京三菱電機株式会社(). \"'a1"),
)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("شركة هواوي", "Huawei Company"),
        ("삼성전자 주식회사", "Samsung Electronics Co., Ltd."),
        ("(주)한국반도체테크놀로지", "Korea Semiconductor Technology Ltd."),
        ("SK하이닉스", "SK hynix Inc."),
        ("株式会社東京エレクトロン", "Tokyo Electron K.K."),
        ("ルネサスエレクトロニクス株式会社", "Renesas Electronics"),
        ("三菱電機(株)", "Mitsubishi Electric Kabushiki Kaisha"),
        ("بنك الشرق الأوسط", "Bank East Middle"),
        ('ש. כהן תעשיות בע"מ', "Sh Cohen Industries Ltd"),
        ("टाटा स्टील लिमिटेड", "Tata Steel"),
        ("บริษัท หัวเว่ย เทคโนโลยี จำกัด", "Huawei Technology"),
    ],
)
def test_companies_of_other_scripts_are_named_as_in_english(text: str, listed: str) -> None:
    assert normalize(text).key == normalize(listed).key


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("김정은", "kim jong un"),
        ("김 정은", "kim jong un"),
        ("박지성", "park ji song"),
        ("バラク・オバマ", "barak obama"),
        ("山田太郎", "yamada taro"),
        ("محمد علي", "muhammad ali"),
        ("قصي صدام حسين", "qusay saddam hussein"),
        ("أحمد الحمزي", "ahmad al hamzi"),
        ("عبد الرحمن", "abdulrahman"),
        ("عبد الغفار", "abd al ghafar"),
        ("نصرة الإسلام والمسلمين", "nusrat islam and muslimin"),
        ("משה", "moshe"),
        ("สมชาย", "somchai"),
        ("ბარაკ ობამა", "barak obama"),
        ("Բարակ Օբամա", "barak obama"),
        ("শেখ হাসিনা", "shekh hasina"),
    ],
)
def test_persons_of_other_scripts_are_named_as_in_lists(text: str, latin: str) -> None:
    assert " ".join(to_latin(text).replace("・", " ").split()) == latin


@pytest.mark.parametrize(
    ("syllables", "latin"),
    [("독립", "dokrip"), ("신라", "sinra"), ("달라", "dalla"), ("국어", "gugeo"), ("앉아", "anja"), ("광", "gwang")],
)
def test_hangul_is_read_by_its_letters_with_finals_carried_over(syllables: str, latin: str) -> None:
    assert hangul.romanized(syllables) == latin


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("とうきょう", "tokyo"),
        ("きっちょう", "kitcho"),
        ("ほっかいどう", "hokkaido"),
        ("ファブリック", "faburikku"),
        ("ティッシュ", "tisshu"),
        ("ヴェルサイユ", "verusaiyu"),
        ("ジャパン", "japan"),
        ("ウォーク", "woku"),
    ],
)
def test_kana_is_read_by_hepburn_with_long_vowels_folded(kana: str, latin: str) -> None:
    assert japanese.hepburn(kana) == latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("حزب الله", "hizballah"),
        ("قاری حزب الله", "qari hizballah"),
        ("חיזבאללה", "hizballah"),
        ("علی خامنه\u200cای", "ali khamenei"),
        ("سراج الدین حقانی", "sirajuddin haqqani"),
        ("شرکت ملی نفت ایران", "national iranian oil company"),
        ("حماس", "hamas"),
    ],
)
def test_names_that_a_table_knows_as_runs_of_words_are_read_as_lists_write_them(text: str, latin: str) -> None:
    assert " ".join(to_latin(clean(text)).split()) == latin
    assert normalize(text).guessed == ""


def test_a_reading_with_guessed_vowels_is_never_exact_but_the_same_letters_are() -> None:
    guessed = normalize("زبلاوي قرنفل")
    latin = normalize(guessed.key)
    assert cap_of(guessed, latin) == cap_of(latin, guessed) == 0.97
    assert not compare(guessed, latin, Rarity()).exact
    assert compare(guessed, normalize("زبلاوی قرنفل"), Rarity()).exact


@pytest.mark.parametrize("text", ["صدام حسين", "شركة هواوي", "تكريتي", "Takriti", "٣٤", "ش", "三菱電機"])
def test_words_of_the_tables_figures_initials_and_other_scripts_have_no_guessed_vowels(text: str) -> None:
    assert normalize(text).guessed == ""


@pytest.mark.parametrize("text", ["زبلاوي", "Zablawi a.k.a. زبلاوي", "الطرابلسي", "נתניחו"])
def test_every_reading_of_a_name_with_guessed_vowels_says_so_and_a_saved_list_keeps_it(text: str) -> None:
    assert all(reading.guessed for reading in readings(text))
    names = listed_names(Entry("1", "SDN", "individual", text))
    assert all(name.normal.guessed for name in names)
    for name in names:
        line = to_line(name).encode()
        assert from_line(line, name.normal.key, name.normal.full).normal.guessed == name.normal.guessed


@pytest.mark.parametrize("query", ["حزب الله", "Hezbollah", "Hizbollah", "Hizbullah", "Hezballah"])
def test_an_organization_is_found_under_the_common_spellings_of_its_name(query: str) -> None:
    index = NameIndex.build("us", [Entry("1", "SDN", "entity", "HIZBALLAH")])
    found = Matcher(index, rarity_on([index]), DEFAULT_MIN_SCORE).match([readings(query)])
    assert len(found[0]) == 1


@pytest.mark.parametrize("query", ["قاری حزب الله", "Qari Hezbollah", "Hizbullah Qari"])
def test_a_person_named_as_an_organization_is_found_by_the_whole_name(query: str) -> None:
    index = NameIndex.build("us", [Entry("1", "SDN", "individual", "QARI, Hizb Ullah")])
    found = Matcher(index, rarity_on([index]), DEFAULT_MIN_SCORE).match([readings(query)])
    assert len(found[0]) == 1


@pytest.mark.parametrize(("word", "latin"), [("حمزة", "hamza"), ("تكريتي", "takriti"), ("بغداد", "baghdad")])
def test_an_unknown_arabic_word_gets_the_vowels_that_its_syllables_need(word: str, latin: str) -> None:
    assert semitic.spoken(word) == latin


def test_persian_and_arabic_letters_for_one_sound_make_no_difference() -> None:
    assert to_latin("شركت هواوي") == to_latin("شرکت هواوی")


def test_a_chinese_name_that_the_japanese_table_does_not_cover_stays_han() -> None:
    assert to_latin("华为技术有限公司") == "华为技术有限公司"
    assert to_latin("东方电子") == "东方电子"


@settings(deadline=None)
@given(st.text(LETTERS, max_size=30))
def test_every_string_of_these_scripts_becomes_latin_or_han_and_stays_so(text: str) -> None:
    once = to_latin(clean(text))
    assert to_latin(once) == once
    assert not any("\u0620" <= letter <= "\u064a" or "\uac00" <= letter <= "\ud7a3" for letter in once)
