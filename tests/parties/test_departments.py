"""A department, a faculty or a branch leads to the party that it is of, and to no other."""

import pytest

from exportgate.parties.departments import owners_of
from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.names import party_readings
from exportgate.parties.search import PartyLists

NAMES = (
    "Beihang University",
    "Harbin Institute of Technology",
    "Hikvision Digital Technology Co., Ltd.",
    "Inspur Group Co., Ltd.",
    "PJSC Mikron",
    "MFTI",
    "ABDALLA",
    "Moscow Institute of Physics and Technology",
    "Department of Radar, Zorblat Works",
    "Tomsk Polytechnic University",
    "Zorblat Optical Co., Ltd.",
    "Ioffe Physical Technical Institute",
)


@pytest.mark.parametrize(
    "text",
    ["Oxford University Department of Electronics", "Faculty of Electronics", "Rice University School of Technology"],
)
def test_the_subject_of_a_department_is_no_party(text: str) -> None:
    assert {"electronics", "technology"}.isdisjoint(owners_of(text))


@pytest.fixture(scope="module")
def lists() -> PartyLists:
    entries = [Entry(f"EL:{at}", "EL", "entity", name) for at, name in enumerate(NAMES)]
    return PartyLists([NameIndex.build("list", entries)])


def scores(lists: PartyLists, text: str) -> dict[str, float]:
    return {hit.entry.name: hit.score for hit in lists.search([Party(text)])[0].hits}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("School of Computer Science, Beihang University", "Beihang University"),
        ("Beihang University, School of Computer Science", "Beihang University"),
        ("Beihang University - School of Computer Science, Beijing, China", "Beihang University"),
        ("Beihang University (School of Computer Science)", "Beihang University"),
        ("Computing Center, Beihang University", "Beihang University"),
        ("Hikvision (Digital) Technology, Sales Department", "Hikvision Digital Technology Co., Ltd."),
        ("Beihang University School of Computer Science", "Beihang University"),
        ("Graduate School of Beihang University", "Beihang University"),
        ("Physics Department, Beihang University", "Beihang University"),
        ("Department of Physics, Harbin Institute of Technology", "Harbin Institute of Technology"),
        ("Department of Physics of Harbin Institute of Technology", "Harbin Institute of Technology"),
        ("Laboratory of Radar, Harbin Institute of Technology", "Harbin Institute of Technology"),
        ("Sales Department, Hikvision Digital Technology", "Hikvision Digital Technology Co., Ltd."),
        ("Hikvision Digital Technology Co., Ltd., Sales Department", "Hikvision Digital Technology Co., Ltd."),
        ("Purchasing Department of Hikvision Digital Technology", "Hikvision Digital Technology Co., Ltd."),
        ("Inspur Group Research Center", "Inspur Group Co., Ltd."),
        ("Research Center, Inspur Group", "Inspur Group Co., Ltd."),
        ("АО Микрон, отдел закупок", "PJSC Mikron"),
        ("Отдел закупок АО Микрон", "PJSC Mikron"),
        ("ПАО Микрон филиал в г. Воронеж", "PJSC Mikron"),
        ("Филиал ПАО Микрон в г. Воронеж", "PJSC Mikron"),
        ("МФТИ, физический факультет", "MFTI"),
        ("Кафедра оптики, МФТИ", "MFTI"),
        ("МФТИ, кафедра оптики", "MFTI"),
        ("Кафедра прикладной физики МФТИ", "MFTI"),
        ("Физический факультет МФТИ", "MFTI"),
        ("Факультет физики Томского политехнического университета", "Tomsk Polytechnic University"),
        ("Лаборатория полупроводников Физико-технического института им. Иоффе", "Ioffe Physical Technical Institute"),
        ("Филиал АО «Микрон» в г. Москва", "PJSC Mikron"),
        ("Московский филиал АО «Микрон»", "PJSC Mikron"),
        ("Обособленное подразделение АО «Микрон» в г. Воронеж", "PJSC Mikron"),
        ("Lehrstuhl Physik, Zorblat Optical", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical, Wuhan R&D Center", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical Wuhan R & D Center", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical Munich Research Center", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical GmbH, Niederlassung München", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical succursale de Lyon", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical Sucursal en España", "Zorblat Optical Co., Ltd."),
        ("Zorblat Optical Oddział w Warszawie", "Zorblat Optical Co., Ltd."),
        ("哈尔滨工业大学物理系", "Harbin Institute of Technology"),
        ("哈爾濱工業大學計算機學院", "Harbin Institute of Technology"),
        ("北京航空航天大学研究生院", "Beihang University"),
        ("北京航空航天大学软件开发环境国家重点实验室", "Beihang University"),
    ],
)
def test_a_unit_leads_to_its_owner_and_is_never_exactly_it(lists: PartyLists, text: str, name: str) -> None:
    assert 0.8 <= scores(lists, text)[name] <= 0.98


def test_the_chinese_for_department_makes_no_affiliate_of_another_institute(lists: PartyLists) -> None:
    assert "Moscow Institute of Physics and Technology" not in scores(lists, "哈尔滨工业大学物理系")


def test_a_name_on_a_list_that_is_a_unit_does_not_stand_for_its_owner(lists: PartyLists) -> None:
    assert scores(lists, "Zorblat Works")["Department of Radar, Zorblat Works"] < 0.9
    assert scores(lists, "Department of Radar, Zorblat Works") == {"Department of Radar, Zorblat Works": 1.0}


@pytest.mark.parametrize(
    "text",
    [
        "Beihang University",
        "Zarya Co., Ltd., Beijing, China",
        "Zarya Trading, Room 5, Bright Building",
        "Law Offices of James Hong",
        "ABDULLAH, Omar Hong Kong Branch",
        "Sales Department, Beijing, China",
        "Office 5, Ltd.",
        "School of Computer Science, Ltd.",
        "Zarya School Supplies, Beijing",
        "Laboratory Equipment Zarya, Ltd.",
        "Laboratorio Zarya, S.A.",
        "Sales Solutions Zarya, Ltd.",
        "Shanghai Research Center",
        "Кафедра оптики",
    ],
)
def test_what_is_no_unit_of_a_named_party_has_no_owner(text: str) -> None:
    assert [owner for owner in owners_of(text) if owner != "computer science"] == []


def test_an_owner_is_told_from_places_and_forms_beside_it() -> None:
    assert owners_of("Faculty of Law, Zarya University, Moscow, Russia") == (
        "zarya university, moscow, russia",
        "zarya university",
    )


@pytest.mark.parametrize(
    "unit", ["School of ", "office, ", "department of physics, zarya, ", "филиал в ", "x - ", "学院", "大学系"]
)
def test_a_long_text_has_few_owners(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    assert len(owners_of(text)) <= 5
    assert len(party_readings(text)) <= 40
