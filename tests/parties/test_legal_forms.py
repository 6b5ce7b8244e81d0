"""Legal forms of many languages are cut, spelled out or short, with a slip of the pen, in any transliteration."""

import pytest

from exportgate.parties.form_spelling import corrected
from exportgate.parties.legal_forms import cut_forms, form_words
from exportgate.parties.names import normalize


@pytest.mark.parametrize(
    "text",
    [
        "Zarya JSC",
        "Zarya Public Joint Stock Company",
        "Otkrytoe Aktsionernoe Obshchestvo Zarya",
        "Otkrytoye Aktsionernoye Obschestvo Zarya",
        "ОТКРЫТОЕ АКЦИОНЕРНОЕ ОБЩЕСТВО «Заря»",
        "Obschestvo s Ogranichennoj Otvetstvennostju Zarya",
        "Federal'noe Gosudarstvennoe Unitarnoe Predpriyatiye Zarya",
        "ФГУП Заря",
        "ТОВ Заря",
        "Приватне акціонерне товариство Заря",
        "АНО Заря",
        "Zarya Aktiengesellschaft",
        "Zarya Gesellschaft mbH",
        "Zarya GmbH & Co. KGaA",
        "Zarya Société par Actions Simplifiée",
        "Zarya, S.A.P.I. de C.V.",
        "Zarya Sociedade Limitada",
        "Zarya S.r.l.s.",
        "Zarya Besloten Vennootschap",
        "Zarya Aktiebolag",
        "Zarya A/S",
        "Zarya Osakeyhtiö",
        "Zarya spółka z o.o.",
        "Zarya Společnost s ručením omezeným",
        "Societatea cu Răspundere Limitată Zarya",
        "Zarya Korlátolt Felelősségű Társaság",
        "Zarya San. ve Tic. Ltd. Şti.",
        "Zarya Sanayi ve Ticaret Anonim Şirketi",
        "Sharikat Zarya",
        "Zarya DMCC",
        "Zarya FZ-LLC",
        "Zarya W.L.L.",
        "Sherkat Sahami Khass Zarya",
        'Zarya בע"מ',
        "Zarya Sdn. Bhd.",
        "PT Zarya Tbk",
        "Công ty Trách nhiệm hữu hạn Zarya",
        "CTCP Zarya",
        "Zarya Kabushiki Gaisha",
        "Zarya Godo Kaisha",
        "Zarya (주)",
        "Jusik Hoesa Zarya",
        "บริษัท Zarya จำกัด",
    ],
)
def test_forms_of_the_languages_of_the_lists_are_cut(text: str) -> None:
    assert normalize(text).key == "zarya"


@pytest.mark.parametrize(
    "text",
    [
        "Zarya Aktiengeselschaft",
        "Zarya Compnay Limted",
        "Zarya Corporatoin",
        "Zarya Incorported",
        "Zarya Sociedad de Ressponsabilidad Limitada",
    ],
)
def test_a_long_form_is_cut_with_one_slip_of_the_pen(text: str) -> None:
    assert normalize(text).key == "zarya"


@pytest.mark.parametrize("word", ["unlimited", "companion", "compaq", "inc", "zarya", "cooperation", "limits"])
def test_a_word_that_is_no_form_is_not_corrected(word: str) -> None:
    assert corrected(word) == word


def test_a_misspelled_form_between_other_words_is_kept_as_it_was_written() -> None:
    assert cut_forms(("zarya", "compnay", "store")).words == ("zarya", "compnay", "store")


def test_words_of_forms_that_name_activities_too_keep_their_weight() -> None:
    assert {"company", "limited", "obshchestvo"} <= form_words()
    assert not {"trading", "sanayi", "scientific", "international"} & form_words()
