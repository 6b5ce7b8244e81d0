import gzip
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.lists import un_xml
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.written_names import names_in_note, written_names
from exportgate.parties.lists.xml_stream import open_xml

from .said_by_xml import unsaid

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:09.554Z">'
TAIL = "</CONSOLIDATED_LIST>"
PERSON = """
<INDIVIDUAL>
  <DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>ARLO</FIRST_NAME><SECOND_NAME> VEGA </SECOND_NAME><THIRD_NAME>OF  TEST</THIRD_NAME>
  <FOURTH_NAME>na</FOURTH_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.999</REFERENCE_NUMBER><LISTED_ON>2017-06-02</LISTED_ON>
  <NAME_ORIGINAL_SCRIPT>알로 베가</NAME_ORIGINAL_SCRIPT>
  <COMMENTS1>Buys parts;
    sells them.</COMMENTS1>
  <TITLE><VALUE>Dr.</VALUE></TITLE><DESIGNATION><VALUE>Buyer</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>former Soviet Union</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <LAST_DAY_UPDATED><VALUE>2018-01-01</VALUE><VALUE/><VALUE>2020-05-05</VALUE></LAST_DAY_UPDATED>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Vega, Arlo; Wega</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Star</ALIAS_NAME>
    <NOTE>original script: 별</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>na</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>12 Quay Road</STREET><CITY>Dalian</CITY><ZIP_CODE>0116</ZIP_CODE>
    <COUNTRY>China</COUNTRY><NOTE>previous</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><COUNTRY>Russian Federation</COUNTRY></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><NOTE>Room 4, Elm House, Dubai, United Arab Emirates</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><NOTE>in prison</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR>
    <NOTE>Approximately</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1961</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE/></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Wonsan</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY>
    </INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Numéro de passeport</TYPE_OF_DOCUMENT><NUMBER>472310082</NUMBER>
    <ISSUING_COUNTRY>Democratic People's Republic of Korea</ISSUING_COUNTRY><COUNTRY_OF_ISSUE>China</COUNTRY_OF_ISSUE>
    <DATE_OF_ISSUE>2010-02-18</DATE_OF_ISSUE>
    <NOTE>expired</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>
    <NOTE>Fiscal Code: ABC77D11Z352Z</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT/>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>na</NUMBER></INDIVIDUAL_DOCUMENT>
  <SHOE_SIZE>44</SHOE_SIZE><SORT_KEY/>
</INDIVIDUAL>"""
FIRM = """
<ENTITY>
  <FIRST_NAME>ELM TRADING (ELT) ; OAK WORKS / OAKW</FIRST_NAME><REFERENCE_NUMBER>IRe.999</REFERENCE_NUMBER>
  <UN_LIST_TYPE>Iran</UN_LIST_TYPE><LISTED_ON>soon</LISTED_ON>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Beech Trading</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Elm Co (榆树公司)</ALIAS_NAME></ENTITY_ALIAS>
</ENTITY>"""


def read(folder: Path, *records: str) -> ReadList:
    path = folder / "un.xml.gz"
    path.write_bytes(gzip.compress(f"{HEAD}{''.join(records)}{TAIL}".encode()))
    return un_xml.read(path)


def test_a_person_keeps_everything_that_the_list_says(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, PERSON).entries
    assert (entry.entity_id, entry.source, entry.kind, entry.name) == (
        "KPi.999",
        "UN",
        "individual",
        "ARLO VEGA OF TEST",
    )
    assert entry.aliases == ("알로 베가", "Vega, Arlo", "Wega")
    assert entry.weak_aliases == ("The Star", "별")
    assert entry.countries == ("CN", "RU", "AE", "KP")
    assert entry.addresses == ("12 Quay Road, Dalian, 0116, China", "Room 4, Elm House, Dubai, United Arab Emirates")
    assert entry.identifiers == ("Passport: 472310082, KP", "Fiscal Code: ABC77D11Z352Z")
    assert [found.key for found in identifiers_of(entry)] == ["472310082", "ABC77D11Z352Z"]
    assert (entry.programs, entry.listed_from, entry.listed_to) == (("DPRK",), date(2017, 6, 2), None)
    assert entry.remarks.split("; ") == [
        *("Buys parts", "sells them.", "The Star (original script: 별)"),
        *("address: 12 Quay Road, Dalian, 0116, China: previous", "address: in prison"),
        "Passport 472310082: Numéro de passeport, issued by China, expired, date of issue: 2010-02-18",
        "National Identification Number: Fiscal Code: ABC77D11Z352Z",
        *("nationality: former Soviet Union", "title: Dr.", "position: Buyer"),
        *("born: between 1960 and 1962, Approximately", "born: approximately 1961"),
        "born in: Wonsan, Democratic People's Republic of Korea",
        *("updated: 2018-01-01, 2020-05-05", "shoe size: 44"),
    ]
    assert entry.url.startswith("https://")


def test_an_entity_of_several_names_is_one_entry_with_each_of_them(tmp_path: Path) -> None:
    found = read(tmp_path, PERSON, FIRM)
    entry = found.entries[1]
    assert (entry.kind, entry.name) == ("entity", "ELM TRADING (ELT)")
    assert entry.aliases == ("OAK WORKS", "OAKW", "Beech Trading", "Elm Co", "榆树公司")
    assert entry.listed_from is None
    assert entry.remarks == "Beech Trading (formerly known by this name); listed on not readable: soon"
    assert (found.rows, found.merged, found.rejected, found.as_of) == (2, 0, (), "2026-02-27")


def test_an_alias_that_says_little_alone_is_weak(tmp_path: Path) -> None:
    alias = "<ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>NATA</ALIAS_NAME></ENTITY_ALIAS></ENTITY>"
    (entry,) = read(tmp_path, FIRM.replace("</ENTITY>", alias)).entries
    assert entry.weak_aliases == ("NATA",)
    assert "NATA" not in entry.aliases


def test_a_record_without_a_name_is_set_aside_with_its_line_and_one_that_stands_twice_is_one_entry(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, FIRM, "\n<ENTITY><REFERENCE_NUMBER>QDe.1</REFERENCE_NUMBER></ENTITY>", FIRM)
    assert (found.rows, len(found.entries), found.merged) == (3, 1, 1)
    (row,) = found.rejected
    assert (row.row, row.line, row.reason) == (2, 9, "the entity has no name")
    assert "QDe.1" in row.raw


def test_a_list_without_an_entry_and_a_list_of_another_kind_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="the file holds no entry of the UN Security Council Consolidated List"):
        read(tmp_path)
    path = tmp_path / "other.xml"
    path.write_text("<sdnList><sdnEntry/></sdnList>", encoding="utf-8")
    with pytest.raises(ListError, match="line 1: the file holds <sdnList>, not <CONSOLIDATED_LIST>"):
        un_xml.read(path)


@pytest.mark.parametrize(
    ("field", "names", "remarks"),
    [
        ("Jin Tie (金铁)", ("Jin Tie", "金铁"), ()),
        ("أبو بكر (Abu Bakr al-B; Abu Bakr)", ("أبو بكر", "Abu Bakr al-B", "Abu Bakr"), ()),
        ("Amir K (original script: Амир К)", ("Amir K", "Амир К"), ()),
        ("Front (FT) (جبهة (original script); The Front; Jabha)", ("Front (FT)", "جبهة", "The Front", "Jabha"), ()),
        ("M. Sabet b) M. J. Kareemi; M. Karimi", ("M. Sabet", "M. J. Kareemi", "M. Karimi"), ()),
        ("Elm Branch (KENYA)", ("Elm Branch (KENYA)",), ()),
        ("華信船務(香港)有限公司", ("華信船務(香港)有限公司",), ()),
        ("E. Haq (previously listed as)", ("E. Haq",), ("previously listed as",)),
        ("E. Nur (birth name)", ("E. Nur",), ("birth name",)),
        ("E. Sabri (false identity, number 69102)", ("E. Sabri",), ("false identity, number 69102",)),
        ("K. Said, born in Elm on 1 Jan.1967", ("K. Said",), ("born in Elm on 1 Jan.1967",)),
        ('"KOMID"', ("KOMID",), ()),
        (") A. Juhan", ("A. Juhan",), ()),
        ("", (), ()),
    ],
)
def test_a_field_of_several_names_scripts_and_remarks_is_taken_apart(
    field: str, names: tuple[str, ...], remarks: tuple[str, ...]
) -> None:
    assert written_names(field) == (names, remarks)


def test_a_note_gives_a_name_only_in_another_script() -> None:
    assert names_in_note("Previously listed as. In Arabic: رياض محمد") == ("رياض محمد",)
    assert names_in_note("original script: not known") == ()


def test_every_record_of_the_published_list_is_an_entry(shared: Path) -> None:
    path = shared / "data" / "un" / "UN_consolidated_2026-02-27.xml.gz"
    assert format_of(path).name == "un-xml"
    found = un_xml.read(path)
    assert (found.rows, found.merged, found.rejected, found.as_of) == (1003, 0, (), "2026-02-27")
    assert Counter(entry.kind for entry in found.entries) == {"individual": 730, "entity": 273}
    assert all(entry.listed_from and entry.programs for entry in found.entries)
    assert sum(len(entry.weak_aliases) for entry in found.entries) > 600
    assert sum(1 for entry in found.entries if any(ord(name[0]) > 0x370 for name in entry.aliases if name)) > 370
    assert sum(len(identifiers_of(entry)) for entry in found.entries) > 440


def test_nothing_that_the_published_list_says_of_a_party_is_dropped(shared: Path) -> None:
    path = shared / "data" / "un" / "UN_consolidated_2026-02-27.xml.gz"
    entries = {entry.entity_id: entry for entry in un_xml.read(path).entries}
    silent = {*un_xml.SILENT, "QUALITY", "TYPE_OF_DATE"}
    lost = Counter[str]()
    with open_xml(path, un_xml.ROOT, un_xml.TITLE, ("INDIVIDUAL", "ENTITY")) as file:
        for record in file.records():
            (number,) = re.findall(r"reference number: (\S+)", "\n".join(record.untaken()))
            lost.update(told.partition(":")[0] for told in unsaid(record, [entries[number]], silent))
    # Names of several in one field are taken apart, and a day loses its time zone.
    assert lost == {"alias name": 7, "listed on": 10}
