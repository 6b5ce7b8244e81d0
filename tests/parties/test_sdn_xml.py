from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.lists import sdn_xml
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

NAMESPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
PERSON = """
  <sdnEntry><uid>4711</uid><firstName>Arlo</firstName><lastName>VEGA</lastName><title>Director</title>
    <sdnType>Individual</sdnType><remarks>(Linked To: ELM WORKS)</remarks>
    <programList><program>NPWMD</program><program>IFSR</program></programList>
    <idList><id><uid>1</uid><idType>Passport</idType><idNumber>U00242309</idNumber><idCountry>Turkey</idCountry>
        <issueDate>01 Feb 2010</issueDate></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>See Section 11.</idNumber></id></idList>
    <akaList><aka><uid>5</uid><type>a.k.a.</type><category>strong</category><lastName>WEGA</lastName>
        <firstName>A.</firstName></aka>
      <aka><uid>6</uid><type>f.k.a.</type><category>strong</category><lastName>ELM</lastName></aka>
      <aka><uid>7</uid><type>a.k.a.</type><category>weak</category><lastName>The Star</lastName></aka></akaList>
    <addressList><address><uid>8</uid><address1>12 Quay Road</address1><city>Dubai</city>
        <country>United Arab Emirates</country></address>
      <address><uid>9</uid><country>China</country></address>
      <address><uid>10</uid><country>undetermined</country></address></addressList>
    <nationalityList><nationality><uid>11</uid><country>Iran</country><mainEntry>true</mainEntry></nationality>
      </nationalityList>
    <citizenshipList><citizenship><uid>12</uid><country>Turkey</country></citizenship></citizenshipList>
    <dateOfBirthList><dateOfBirthItem><uid>13</uid><dateOfBirth>08 Feb 1980</dateOfBirth></dateOfBirthItem>
      </dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>14</uid><placeOfBirth>Tver, Russia</placeOfBirth></placeOfBirthItem>
      </placeOfBirthList>
  </sdnEntry>"""
VESSEL = """
  <sdnEntry><uid>4712</uid><lastName>OCEAN ELM</lastName><sdnType>Vessel</sdnType>
    <programList><program>IRAN</program></programList>
    <idList><id><uid>1</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9187629</idNumber></id>
      </idList>
    <vesselInfo><callSign>T2EA4</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Panama</vesselFlag>
      <tonnage>99144</tonnage></vesselInfo>
  </sdnEntry>"""


def other(number: int, program: str) -> str:
    return (
        f"<sdnEntry><uid>{number}</uid><lastName>ELM {number}</lastName><sdnType>Entity</sdnType>"
        f"<programList><program>{program}</program></programList></sdnEntry>"
    )


def read(folder: Path, *entries: str, count: int | None = None) -> ReadList:
    path = folder / "list.xml"
    path.write_text(
        f'<?xml version="1.0" standalone="yes"?>\n<sdnList xmlns="{NAMESPACE}"><publshInformation>'
        f"<Publish_Date>01/10/2025</Publish_Date><Record_Count>{len(entries) if count is None else count}"
        f"</Record_Count></publshInformation>{''.join(entries)}</sdnList>",
        encoding="utf-8",
    )
    assert format_of(path).name == "sdn-xml"
    return sdn_xml.read(path)


def test_a_person_and_a_vessel_keep_everything_that_the_list_says(tmp_path: Path) -> None:
    found = read(tmp_path, PERSON, VESSEL)
    one, ship = found.entries
    assert (one.entity_id, one.source, one.kind, one.name) == ("4711", "SDN", "individual", "VEGA, Arlo")
    assert (one.aliases, one.weak_aliases) == (("WEGA, A.", "ELM"), ("The Star",))
    assert one.addresses == ("12 Quay Road, Dubai, United Arab Emirates",)
    assert one.countries == ("AE", "CN", "IR", "TR")
    assert (one.identifiers, one.programs) == (("Passport: U00242309, TR",), ("NPWMD", "IFSR"))
    assert one.remarks.split("; ") == [
        *("title: Director", "(Linked To: ELM WORKS)", "formerly: ELM", "born: 08 Feb 1980", "born in: Tver, Russia"),
        *("nationality: Iran", "citizenship: Turkey", "Passport U00242309: issue date: 01 Feb 2010", "Gender: Male"),
        "Secondary sanctions risk: See Section 11.",
    ]
    assert (ship.kind, ship.name) == ("vessel", "OCEAN ELM")
    assert ship.identifiers == ("Call Sign: T2EA4", "Vessel Registration Identification: IMO 9187629")
    assert [item.kind for item in identifiers_of(ship)] == ["imo"]
    assert ship.remarks == "vessel type: Crude Oil Tanker; gross tonnage: 99144; vessel flag: Panama"
    assert (found.as_of, found.rows, found.merged, found.rejected) == ("2025-01-10", 2, 0, ())


def test_a_file_of_the_other_lists_is_told_by_its_programs_and_each_entry_has_the_code_of_its_list(
    tmp_path: Path,
) -> None:
    programs = ("NS-PLC", "CMIC-EO13959", "UKRAINE-EO13662", "561-Related", "RUSSIA-EO14024")
    found = read(tmp_path, *(other(number, program) for number, program in enumerate(programs, 1)))
    assert [entry.source for entry in found.entries] == ["PLC", "CMIC", "SSI", "CAP", "MBS"]
    sdn = read(tmp_path, *(other(number, "NPWMD" if number else "NS-PLC") for number in range(12)))
    assert {entry.source for entry in sdn.entries} == {"SDN"}


def test_a_file_that_holds_fewer_entries_than_it_says_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="the file says that it has 3 entries and holds 2; download the list again"):
        read(tmp_path, PERSON, VESSEL, count=3)


def test_an_entry_without_a_name_or_a_number_is_set_aside(tmp_path: Path) -> None:
    unnamed, unnumbered = "<sdnEntry><uid>5</uid></sdnEntry>", "<sdnEntry><lastName>ELM</lastName></sdnEntry>"
    found = read(tmp_path, VESSEL, unnamed, unnumbered)
    assert [row.reason for row in found.rejected] == ["the entry has no name", "the entry has no number (uid)"]
    assert (found.rows, len(found.entries)) == (3, 1)
