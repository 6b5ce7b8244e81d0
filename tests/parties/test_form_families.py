"""Legal forms contradict each other where no translation makes one of the other."""

import pytest

from exportgate.parties.form_families import forms_contradict
from exportgate.parties.names import normalize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skoda GmbH", "Skoda JSC"),
        ("Skoda LLC", "Skoda JSC"),
        ("Skoda GmbH", "Skoda S.r.l."),
        ("Skoda Inc.", "Skoda Ltd."),
        ("Skoda L.P.", "Skoda AG"),
    ],
)
def test_forms_of_unlike_companies_contradict(one: str, other: str) -> None:
    assert forms_contradict(normalize(one).forms, normalize(other).forms)
    assert forms_contradict(normalize(other).forms, normalize(one).forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skoda GmbH", "Skoda LLC"),
        ("Skoda AG", "Skoda JSC"),
        ("Skoda Company", "Skoda JSC"),
        ("Skoda", "Skoda JSC"),
        ("Skoda", "Skoda"),
        ("OOO Skoda", "Skoda Ltd."),
        ("АО Skoda", "Skoda JSC"),
        ("株式会社 Skoda", "Skoda Co., Ltd."),
    ],
)
def test_translations_and_names_without_a_form_do_not(one: str, other: str) -> None:
    assert not forms_contradict(normalize(one).forms, normalize(other).forms)


def test_a_form_of_unknown_kind_contradicts_nothing() -> None:
    assert not forms_contradict(("unheard of",), ("gmbh",))
