import io
import zipfile
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.entry import Entry
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.lists import ofac_xml
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.ofac_party import SILENT
from exportgate.parties.lists.read_list import ReadList
from exportgate.parties.lists.xml_stream import open_xml

from .ofac_enhanced import address, document, entity, features, file_of, names
from .said_by_xml import unsaid

SSI = "Sectoral Sanctions Identifications List"
MBS = "Non-SDN Menu-Based Sanctions List"


def read(folder: Path, *entities: str, lists: tuple[str, ...] = ("SDN List",)) -> ReadList:
    path = folder / "SDN_ENHANCED.ZIP"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SDN_ENHANCED.XML", file_of(*entities, lists=lists))
    path.write_bytes(stream.getvalue())
    return ofac_xml.read(path)


def test_a_firm_keeps_everything_that_the_list_says(tmp_path: Path) -> None:
    documents = (
        document("Tax ID No.", "7704001959", "Russia")
        + document("Registration ID", "1027739109133", "Russia", "<issuingAuthority>OGRN</issuingAuthority>")
        + document("Unified Social Credit Code (USCC)", "91410000615301803D", "China", "<isValid>true</isValid>")
    )
    found = read(
        tmp_path,
        entity(
            4711,
            names("!ELM WORKS JSC | АО ЭЛМ", "ELMZAVOD", "?The Tree", "<BEECH WORKS"),
            f"<addresses>{address('Russia', 'ADDRESS1=12 Quay Road;CITY=Tver;POSTAL CODE=170000', 'CITY=Тверь')}"
            f"{address('China')}{address('undetermined')}{address('Region: Elm Coast')}</addresses>",
            features("SWIFT/BIC=ELMWRUMM", "Website=elm.example", "Organization Established Date=24 May 1994"),
            features("Secondary sanctions risk:=See Section 11 of Executive Order 14024."),
            features("Nationality of Registration=Kazakhstan", "BIK (RU)=044525060"),
            f"<identityDocuments>{documents}</identityDocuments>",
            "<relationships><relationship id='1'><type refId='1'>Owned or Controlled By</type>"
            "<relatedEntity entityId='9'>OAK CORPORATION</relatedEntity><quality refId='1'>High</quality>"
            "</relationship></relationships>",
            "<legalAuthorities><legalAuthority refId='1'>Executive Order 13382</legalAuthority></legalAuthorities>",
            info="<remarks>All offices.</remarks>",
        ),
    )
    (entry,) = found.entries
    assert (entry.entity_id, entry.source, entry.kind, entry.name) == ("4711", "SDN", "entity", "ELM WORKS JSC")
    assert (entry.aliases, entry.weak_aliases) == (("АО ЭЛМ", "ELMZAVOD", "BEECH WORKS"), ("The Tree",))
    assert entry.addresses == ("12 Quay Road, Tver, 170000, Russia", "Тверь, Russia")
    assert entry.countries == ("RU", "CN", "KZ")
    assert entry.identifiers == (
        *("SWIFT/BIC: ELMWRUMM", "Website: elm.example", "Tax ID No.: 7704001959, RU"),
        *("Registration ID: 1027739109133, RU", "Unified Social Credit Code (USCC): 91410000615301803D, CN"),
    )
    assert [found.kind for found in identifiers_of(entry)] == ["bic", "company", "company", "uscc"]
    assert (entry.programs, entry.listed_from) == (("NPWMD",), date(2019, 4, 5))
    assert entry.remarks.split("; ") == [
        *(
            "All offices.",
            "formerly: BEECH WORKS",
            "address: Region: Elm Coast",
            "Organization Established Date: 24 May 1994",
        ),
        *("Secondary sanctions risk: See Section 11 of Executive Order 14024.",),
        *("nationality of registration: Kazakhstan", "BIK (RU): 044525060"),
        "Registration ID 1027739109133: issuing authority: OGRN",
        *("Owned or Controlled By: OAK CORPORATION (quality: High)", "sanctions: Block"),
        "authority: Executive Order 13382",
    ]
    assert (found.as_of, found.layout) == ("2025-01-10", "ofac-xml (SDN List)")


def test_a_person_and_a_vessel_of_the_sdn_form_are_read(tmp_path: Path) -> None:
    passport = document(
        "Passport", "U00242309", "Turkey", "<isValid>false</isValid><expirationDate>2014</expirationDate>"
    )
    person = entity(
        1,
        names("!VEGA, Arlo"),
        features("Birthdate=08 Feb 1980", "Place of Birth=Tver, Russia", "Gender=Male", "Citizenship Country=Turkey"),
        features("Phone Number=+90 5551234", more="<reliability>Reported</reliability><comments>(old)</comments>"),
        f"<identityDocuments>{passport}</identityDocuments>",
        kind="Individual",
        info="<title>Director</title>",
    )
    vessel = entity(
        2,
        names("!OCEAN ELM"),
        features("Vessel Call Sign=T2EA4", "VESSEL TYPE=Crude Oil Tanker", "Vessel Flag=Panama"),
        f"<identityDocuments>{document('Vessel Registration Identification', 'IMO 9187629')}</identityDocuments>",
        kind="Vessel",
    )
    one, other = read(tmp_path, person, vessel).entries
    assert (one.kind, one.countries) == ("individual", ("TR",))
    assert one.identifiers == ("Phone Number: +90 5551234 (reliability: Reported) (old)", "Passport: U00242309, TR")
    assert one.remarks.split("; ") == [
        *("title: Director", "born: 08 Feb 1980", "born in: Tver, Russia", "gender: Male", "citizenship: Turkey"),
        *("Passport U00242309: not valid, expiration date: 2014", "sanctions: Block"),
    ]
    assert (other.kind, other.countries) == ("vessel", ())
    assert other.identifiers == ("Vessel Call Sign: T2EA4", "Vessel Registration Identification: IMO 9187629")
    assert [found.kind for found in identifiers_of(other)] == ["imo"]
    assert other.remarks.split("; ")[:2] == ["VESSEL TYPE: Crude Oil Tanker", "Vessel Flag: Panama"]


def test_a_party_on_two_lists_of_the_file_is_two_entries_and_other_lists_are_remarks(tmp_path: Path) -> None:
    on = f"{SSI}=2014-07-16;{MBS}=2022-02-24;Consolidated List=2014-10-10;SDN List=2022-04-06;Elm List=2023-01-01"
    found = read(tmp_path, entity(1, names("!ELM BANK"), on=on), lists=("Consolidated List",))
    assert [(entry.source, entry.entity_id, entry.listed_from) for entry in found.entries] == [
        *(("SSI", "1", date(2014, 7, 16)), ("MBS", "1", date(2022, 2, 24)), ("OFAC", "1", date(2023, 1, 1)))
    ]
    assert all("also on the SDN List since 2022-04-06" in entry.remarks for entry in found.entries)
    assert found.entries[2].remarks.startswith("on the list: Elm List; ")
    sdn = read(tmp_path, entity(1, names("!ELM BANK"), on=on)).entries
    assert [entry.source for entry in sdn] == ["SDN"]
    assert f"also on the {SSI} since 2014-07-16" in sdn[0].remarks
    everything = read(tmp_path, entity(1, names("!ELM BANK"), on=on), lists=())
    assert [entry.source for entry in everything.entries] == ["SSI", "MBS", "SDN", "OFAC"]


def test_an_entity_without_a_name_or_a_list_is_set_aside_with_its_reason(tmp_path: Path) -> None:
    found = read(tmp_path, entity(1, names("!ELM")), entity(2), entity(3, names("!OAK"), on=f"{SSI}=2014-07-16"))
    assert [entry.name for entry in found.entries] == ["ELM"]
    assert [(row.row, row.line, row.reason) for row in found.rejected] == [
        (2, 5, "the entity has no name"),
        (3, 6, "the entity is on no list that the file publishes"),
    ]
    assert found.rejected[1].raw.startswith("3 OAK: ")
    assert found.rows == len(found.entries) + found.merged + len(found.rejected)


def test_a_file_cut_short_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "SDN_ENHANCED.XML"
    whole = file_of(entity(1, names("!ELM")), entity(2, names("!OAK")))
    path.write_text(whole[: whole.index("OAK")], encoding="utf-8")
    with pytest.raises(ListError, match=r"line 5: the file ends inside <formattedLastName>, so it was cut short"):
        ofac_xml.read(path)


def test_every_entity_of_the_published_file_is_an_entry_of_each_of_its_lists(shared: Path) -> None:
    path = shared / "data" / "ofac" / "2025-01-14_CONS_ENHANCED.ZIP"
    assert format_of(path).name == "ofac-xml"
    found = ofac_xml.read(path)
    assert (found.rows, found.merged, found.rejected, found.as_of) == (446, 0, (), "2025-01-10")
    assert len({entry.entity_id for entry in found.entries}) == 443
    assert Counter(entry.source for entry in found.entries) == {
        "SSI": 286,
        "PLC": 78,
        "CMIC": 68,
        "MBS": 12,
        "CAP": 1,
        "FSE": 1,
    }
    assert sum("also on the SDN List" in entry.remarks for entry in found.entries) == 77
    assert all(entry.listed_from and entry.programs for entry in found.entries)
    kinds = Counter(item.kind for entry in found.entries for item in identifiers_of(entry))
    assert (kinds["uscc"], kinds["lei"], kinds["passport"]) == (58, 14, 1)
    assert sum(len(entry.weak_aliases) for entry in found.entries) > 60


def test_nothing_that_the_published_file_says_of_a_party_is_dropped(shared: Path) -> None:
    path = shared / "data" / "ofac" / "2025-01-14_CONS_ENHANCED.ZIP"
    entries = defaultdict[str, list[Entry]](list)
    for entry in ofac_xml.read(path).entries:
        entries[entry.entity_id].append(entry)
    silent = {*SILENT, "sanctionsLists", "entityType", "isLowQuality", "aliasType", "reliability", "type"}
    with open_xml(path, ofac_xml.ROOT, ofac_xml.TITLE, ("entity",)) as file:
        for record in file.records():
            assert list(unsaid(record, entries[record.attributes["id"]], silent)) == []
