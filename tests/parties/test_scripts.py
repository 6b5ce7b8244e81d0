"""Letters become plain lower-case Latin."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgate.parties.names import normalize
from exportgate.parties.scripts import clean, has_imitation, imitates_latin, to_latin


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Байкал Электроникс", "baykal electronics"),
        ("Ёлкин Щукин Юрий", "elkin shchukin yuriy"),
        ("Київ", "kyiv"),
        ("Григорій Гончаренко", "hryhoriy honcharenko"),
        ("Григорий Гончаренко", "grigoriy goncharenko"),
        ("Μπάμπης Παπαδόπουλος", "bampis papadopoulos"),
        ("Хуавей Технолоджис", "huawei technologies"),
        ("Νικόλαος", "nikolaos"),
        ("Škoda Łódź Ørsted", "skoda lodz orsted"),
        ("ŞİRKETİ ığ", "sirketi ig"),
        ("Straße", "strasse"),
        ("ＨＵＡＷＥＩ", "huawei"),
    ],
)
def test_letters_of_other_alphabets_and_marks_become_plain_latin(text: str, latin: str) -> None:
    assert to_latin(text) == latin


def test_a_word_that_mixes_alphabets_is_read_by_its_look() -> None:
    assert to_latin("SМIC") == "smic"
    assert to_latin("Huаwei") == "huawei"
    assert has_imitation("SМIC Beijing")


@pytest.mark.parametrize(
    "text",
    [
        "ꓢMIC",
        "SMIᏟ",
        "ЅМIС",
        "SMΙC",
        "ＳＭＩＣ",
        "𝐒𝐌𝐈𝐂",
        "𝓢𝓜𝓘𝓒",
        "ꜱᴍɪᴄ",
        "S\u0301M\ufe0fI\u200dC\u20dd",
        "\u202eSMIC\u202c",
        "SM\u3164IC",
    ],
)
def test_letters_that_look_latin_and_marks_that_do_not_show_hide_nothing(text: str) -> None:
    assert to_latin(clean(text)) == "smic"


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Ig0r Sech1n", "igor sechin"),
        ("Phi1ips", "philips"),
        ("Huaw3i", "huawei"),
        ("3Com", "3com"),
        ("Area51", "area51"),
        ("S7", "s7"),
        ("H2O", "h2o"),
        ("a1b2c3d4e", "a1b2c3d4e"),
        ("5nm", "5nm"),
    ],
)
def test_a_digit_between_letters_is_read_as_the_letter_that_it_imitates(text: str, latin: str) -> None:
    assert to_latin(text) == latin


def test_a_word_wholly_in_cyrillic_is_read_by_its_sound_and_imitates_nothing() -> None:
    assert to_latin("Микрон") == "mikron"
    assert not has_imitation("Микрон Ltd")
    assert not imitates_latin("huawei")


def test_what_cannot_be_seen_is_dropped() -> None:
    assert clean("Hua\u200bwei\u202e \ud800Tech\x00nologies") == "Huawei Tech nologies"


@settings(deadline=None)
@given(st.text())
def test_reading_letters_twice_changes_nothing(text: str) -> None:
    once = to_latin(clean(text))
    assert to_latin(once) == once


def test_the_han_libraries_are_not_imported_for_a_name_without_han() -> None:
    code = (
        "import sys; from exportgate.parties.names import readings; readings('Huawei Technologies');"
        "raise SystemExit('opencc' in sys.modules or 'pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("DJI™", "DJI"),
        ("Hikvision(TM)", "Hikvision"),
        ("Hikvision (r) Digital", "Hikvision Digital"),
        ("Huawei™ Technologies®", "Huawei Technologies"),
        ("©Zarya℠", "Zarya"),
    ],
)
def test_the_marks_of_a_trade_mark_are_no_letters(marked: str, plain: str) -> None:
    assert normalize(marked).key == normalize(plain).key


def test_the_letters_of_a_mark_are_kept_where_they_are_a_name() -> None:
    assert clean("(TM) Trading") == "(TM) Trading"
    assert clean("TM Trading (TMT)") == "TM Trading (TMT)"


def test_a_blessing_written_as_one_sign_is_no_part_of_a_name() -> None:
    assert normalize("Zarya ﷺ Optics").key == "zarya optics"
