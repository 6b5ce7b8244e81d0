"""The name of a person: order is free, what is left out costs little, what differs decides."""

import pytest

from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.listed_names import ListedName, listed_names
from exportgate.parties.matches import Matcher
from exportgate.parties.names import normalize, readings
from exportgate.parties.persons import compare
from exportgate.parties.score import DEFAULT_MIN_SCORE, Comparison
from exportgate.parties.search import rarity_on
from exportgate.parties.weights import Rarity

COMMON = {"muhammad": 2000, "mohammad": 2000, "ali": 1500, "kim": 300, "vladimir": 400, "smith": 300, "ivanov": 200}
RARITY = Rarity(
    entries=26_000, with_word=lambda word: COMMON.get(word, 3), persons_with_word=lambda word: COMMON.get(word, 3)
)


def compared(query: str, listed: str) -> Comparison:
    return compare(normalize(query), ListedName(0, weak=False, person=True, normal=normalize(listed)), RARITY)


def same(query: str, listed: str) -> bool:
    return compared(query, listed).score >= DEFAULT_MIN_SCORE


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Zelinov Pyotr", "Pyotr Zelinov"),
        ("P. Zelinov", "Pyotr Arkadyevich Zelinov"),
        ("P.A. Zelinov", "Pyotr Arkadyevich Zelinov"),
        ("Pyotr Zelinov", "Pyotr Arkadyevich Zelinov"),
        ("Petro Arkadiyovych Zelinov", "Pyotr Arkadyevich Zelinov"),
        ("Mohamed Yousef Tarabulsi", "Muhammad Yusuf Tarabulsi"),
        ("Abd al-Aziz al-Tarabulsi", "Abdulaziz Tarabulsi"),
        ("Nour Eddine Tarabulsi", "Nuruddin al-Tarabulsi"),
        ("Usama bin Tarabul", "Osama ibn Muhammad ibn Awad ibn Tarabul"),
        ("Dr. Karim Tarabulsi", "Sheikh Karim Tarabulsi"),
        ("Hon Mingzhe", "HON Ming Zhe"),
        ("Mingzhe Hon", "Hon Mingzhe"),
        ("KarimTarabulsi", "Karim Tarabulsi"),
        ("Karim Tarabulsy", "Karim Tarabulsi"),
        ("Ted Lavasseur", "Theodore Lavasseur"),
        ("Ana Garzon Ibarrola", "Ana Maria Garzon Ibarrola"),
    ],
)
def test_the_same_person_in_another_spelling_is_found_and_never_taken_for_exact(query: str, listed: str) -> None:
    found = compared(query, listed)
    assert DEFAULT_MIN_SCORE <= found.score < 1
    assert not found.exact


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Olaf Quistgaard", "Octavian Quistgaard"),
        ("Maria Quistgaard", "Mario Quistgaard"),
        ("Hassan Tarabulsi", "Hussein Tarabulsi"),
        ("Karim Tarabulsi", "Karim Barkhanoev"),
        ("Sergey Ivanovich Zelinov", "Sergey Viktorovich Zelinov"),
        ("Kim Yong-chol", "Kim Yong-chun"),
        ("William G. Quistgaard", "William W. Quistgaard"),
        ("Karim bin Salman Tarabulsi", "Salman bin Karim Tarabulsi"),
        ("Abdullah Ahmad al-Tarabulsi", "Abdullah Yahya al-Tarabulsi"),
        ("Muhammad Ali", "Muhammad Reza Ali Tarabulsi Hon"),
        ("A. Ivanov", "Anna Ivanova"),
        ("V. Smith", "Vladimir Smith"),
    ],
)
def test_a_word_that_differs_on_both_sides_keeps_two_persons_apart(query: str, listed: str) -> None:
    assert not same(query, listed)


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Hou Jie", "HOU, Zhi"),
        ("Hou Ji", "HOU, Zhi"),
        ("Hou Li", "HOU, Lei"),
        ("Hou Jianlin", "HOU, Tianmin"),
        ("Hou Jian Min", "HOU, Tianmin"),
        ("Hou Weimin", "HOU, Weiming"),
        ("Hou Ying", "HOU, Guo Ying"),
        ("Hou Guo Ying", "HOU, Ying"),
    ],
)
def test_chinese_names_of_other_syllables_are_those_of_two_persons(query: str, listed: str) -> None:
    assert not same(query, listed)


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("Hou Chang Ping", "HOU, Zhang Ping"),
        ("Hou Kuo-ying", "HOU, Guo Ying"),
        ("Hou Guoying", "HOU, Guo Ying"),
        ("Lee Guoying", "LI, Guoying"),
        ("Kim Jeong Un", "KIM, Jung Un"),
        ("Nouri Tarabulsi", "TARABULSI, Nuri"),
    ],
)
def test_names_that_wade_giles_or_korean_spelling_writes_otherwise_are_one(query: str, listed: str) -> None:
    assert same(query, listed)


@pytest.mark.parametrize("query", ["Tarabulsi", "Mr. Tarabulsi", "Karim", "K.T."])
def test_a_family_name_a_given_name_or_initials_alone_are_not_enough(query: str) -> None:
    assert not same(query, "Karim Tarabulsi")


def test_the_name_itself_is_exact() -> None:
    assert compared("karim TARABULSI", "Karim Tarabulsi").exact


def test_a_company_that_bears_a_persons_name_is_a_hit_but_not_exact_and_one_with_more_words_is_none() -> None:
    assert same("Karim Tarabulsi LLC", "Karim Tarabulsi")
    assert not compared("Karim Tarabulsi LLC", "Karim Tarabulsi").exact
    assert not same("Tarabulsi Karim Machinery Trading LLC", "Karim Tarabulsi")
    assert not same("Tarabulsi Trading Co., Ltd.", "Karim Tarabulsi")


def test_a_word_cut_from_a_listed_person_as_a_legal_form_is_part_of_the_name() -> None:
    assert compared("Iyad ag Tarabul", "Iyad ag Tarabul").exact
    assert same("Iyad Tarabul", "Iyad ag Tarabul")


def test_what_matched_is_told_by_its_kind() -> None:
    found = compared("P. Zelinova", "Pyotr Zelinov")
    assert {pair.kind for pair in found.alignment.pairs} == {"initial", "gender"}
    assert [pair.kind for pair in compared("Muhamed Tarabulsi", "Mohammad Tarabulsi").alignment.pairs] == [
        "equal",
        "given_name",
    ]


def test_a_listed_surname_with_a_comma_is_judged_as_a_persons_whatever_the_kind_of_entry() -> None:
    index = NameIndex.build("us", [Entry("1", "SDN", "entity", "TARABULSI, Karim")])
    matcher = Matcher(index, rarity_on([index]), DEFAULT_MIN_SCORE)
    found = matcher.match([readings("Karim Tarabulsi"), readings("K. Tarabulsi"), readings("Samir Tarabulsi")])
    assert [len(matches) for matches in found] == [1, 1, 0]


@pytest.mark.parametrize("name", ["CELLTECH, Inc", "PHYTIUM TECHNOLOGY, Tianjin", "PHYTIUM, Tianjin"])
def test_a_company_with_a_comma_in_its_name_is_no_person(name: str) -> None:
    assert not any(listed.person for listed in listed_names(Entry("1", "EL", "entity", name)))


def test_a_closing_branch_is_no_word_of_another_person() -> None:
    assert same("Karim Tarabulsi Hong Kong Branch", "Karim Tarabulsi")


def test_two_slips_in_a_whole_name_make_no_other_person_but_another_given_name_does() -> None:
    assert same("Karim Tarabuslli", "Karim Tarabulsi")
    assert not same("Daniel Quistgaard", "Daniela Quistgaard")


@pytest.mark.parametrize("text", ["a " * 5000, "x" * 10_000, "abd " * 2000, "al-" * 3000, "ov" * 5000])
def test_a_text_too_long_for_a_name_is_no_persons(text: str) -> None:
    assert not same(text, "Karim Tarabulsi")
