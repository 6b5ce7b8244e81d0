import gzip
from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.lists import eu_xml
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<export xmlns="http://eu.europa.ec/fpi/fsd/export" '
    'generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="7">'
)
SUMMARY = (
    '<regulationSummary regulationType="amendment" publicationDate="2014-07-31" numberTitle="826/2014 (OJ L226)"/>'
)
PLACE = 'zipCode="" region="" place=""'
UNKNOWN = 'countryIso2Code="00" countryDescription="UNKNOWN"'
PERSON = f"""
<sanctionEntity designationDetails="by name" unitedNationId="QDi.9" designationDate="2022-03-09"
    euReferenceNumber="EU.27.28" logicalId="13">
  <remark>Resolution 1483</remark>
  <regulation regulationType="amendment" organisationType="council" publicationDate="2022-03-09"
      entryIntoForceDate="2022-03-10" numberTitle="2022/396 (OJ L80)" programme="UKR" logicalId="3">
    <publicationUrl>https://eur-lex.europa.eu/example</publicationUrl>
  </regulation>
  <subjectType code="person" classificationCode="P"/>
  <nameAlias firstName="Abu" middleName="" lastName="Elm" wholeName="" nameLanguage="" strong="false" logicalId="4"/>
  <nameAlias firstName="Arlo" middleName="" lastName="Vega" wholeName="Arlo Vega" function="Minister" gender="M"
      title="Dr" nameLanguage="" strong="true" regulationLanguage="en" logicalId="1">{SUMMARY}</nameAlias>
  <nameAlias wholeName="Арло ВЕГА" nameLanguage="RU" strong="true" logicalId="2"><remark>Russian spelling</remark>
    </nameAlias>
  <citizenship region="" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" logicalId="1">{SUMMARY}
    </citizenship>
  <birthdate circa="true" calendarType="GREGORIAN" city="Tver" {PLACE} birthdate="1961-03-02" dayOfMonth="2"
      monthOfYear="3" year="1961" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" logicalId="1"/>
  <birthdate circa="false" city="" {PLACE} monthOfYear="3" year="1965" {UNKNOWN} logicalId="2"/>
  <birthdate circa="false" city="" {PLACE} yearRangeFrom="1960" yearRangeTo="1962" {UNKNOWN} logicalId="3"/>
  <birthdate circa="false" city="" {PLACE} {UNKNOWN} logicalId="4"/>
  <identification diplomatic="false" knownExpired="true" knownFalse="false" reportedLost="false" issuedBy="Tver office"
      latinNumber="" nameOnDocument="" number="AD001095" region="" countryIso2Code="RU"
      countryDescription="RUSSIAN FEDERATION" identificationTypeCode="passport"
      identificationTypeDescription="National passport" logicalId="3"><remark>(passport)</remark></identification>
</sanctionEntity>"""
FIRM = f"""
<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.9.1" logicalId="14">
  <regulation publicationDate="2014-07-31" numberTitle="826/2014 (OJ L226)" programme="UKR" logicalId="3"/>
  <subjectType code="enterprise" classificationCode="E"/>
  <nameAlias firstName="" lastName="" wholeName="Elm Bank" strong="true" logicalId="1">{SUMMARY}</nameAlias>
  <identification number="1027739609391" {UNKNOWN} identificationTypeCode="other"
      identificationTypeDescription="Other identification number" logicalId="1"><remark>(OGRN)</remark></identification>
  <identification number="7702070139" countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"
      identificationTypeCode="regnumber" identificationTypeDescription="Registration Number" logicalId="2"/>
  <address city="Moscow" street="12 Quay Road" poBox="77" zipCode="119121" region="" place="" asAtListingTime="true"
      countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION" logicalId="1">
    <contactInfo key="EMAIL" value="post@elm.example"/><contactInfo key="NOTE" value="closed"/></address>
  <address city="" street="" poBox="" {PLACE} asAtListingTime="false" countryIso2Code="CN" countryDescription="CHINA"/>
  <address city="" street="" poBox="" {PLACE} {UNKNOWN}><remark>somewhere else</remark></address>
</sanctionEntity>"""


def read(folder: Path, *records: str) -> ReadList:
    path = folder / "eu.xml.gz"
    path.write_bytes(gzip.compress(f"{HEAD}{''.join(records)}</export>".encode()))
    assert format_of(path).name == "eu-xml"
    return eu_xml.read(path)


def test_a_person_keeps_everything_that_the_list_says(tmp_path: Path) -> None:
    found = read(tmp_path, PERSON)
    (entry,) = found.entries
    assert (entry.entity_id, entry.source, entry.kind, entry.name) == ("EU.27.28", "EU", "individual", "Arlo Vega")
    assert (entry.aliases, entry.weak_aliases) == (("Арло ВЕГА",), ("Abu Elm",))
    assert (entry.countries, entry.addresses) == (("RU",), ())
    assert entry.identifiers == ("National passport: AD001095, RU",)
    assert [item.kind for item in identifiers_of(entry)] == ["passport"]
    assert (entry.programs, entry.notice) == (
        ("UKR",),
        "2022/396 (OJ L80) of 2022-03-09, in force 2022-03-10",
    )
    assert (entry.listed_from, entry.url) == (date(2022, 3, 9), "https://eur-lex.europa.eu/example")
    assert entry.remarks.split("; ") == [
        *("Resolution 1483", "gender: male", "Arlo Vega (function: Minister, title: Dr)"),
        *("Арло ВЕГА (Russian spelling)", "citizenship: RUSSIAN FEDERATION"),
        *("born: about 1961-03-02, Tver, RUSSIAN FEDERATION", "born: 1965-03", "born: between 1960 and 1962"),
        "National passport AD001095: (passport), known expired, issued by: Tver office",
        "named in: 826/2014 (OJ L226) of 2014-07-31",
        *("designation details: by name", "united nation id: QDi.9"),
    ]
    assert (found.as_of, found.rows, found.merged, found.rejected) == ("2026-08-05", 1, 0, ())


def test_a_firm_keeps_addresses_contacts_and_numbers_of_the_kind_that_the_remark_tells(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, FIRM).entries
    assert (entry.kind, entry.name, entry.countries, entry.listed_from) == ("entity", "Elm Bank", ("RU", "CN"), None)
    assert entry.addresses == ("12 Quay Road, P.O. Box 77, 119121, Moscow, RUSSIAN FEDERATION",)
    assert entry.identifiers == (
        "email: post@elm.example",
        "OGRN: 1027739609391",
        "Registration Number: 7702070139, RU",
    )
    assert [item.kind for item in identifiers_of(entry)] == ["company", "company"]
    assert entry.remarks.split("; ") == [
        *("note: closed", f"address: {entry.addresses[0]}: as at the time of listing", "address: somewhere else"),
    ]
    assert entry.url == eu_xml.URL


def test_a_record_without_a_name_is_set_aside_and_one_that_stands_twice_is_one_entry(tmp_path: Path) -> None:
    found = read(tmp_path, FIRM, '\n<sanctionEntity euReferenceNumber="EU.1"/>', FIRM)
    assert (found.rows, len(found.entries), found.merged) == (3, 1, 1)
    assert [(row.row, row.reason) for row in found.rejected] == [(2, "the entity has no name")]
    assert "EU.1" in found.rejected[0].raw


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{HEAD}</export>", "holds no entry of the EU consolidated list of financial sanctions"),
        ("<CONSOLIDATED_LIST/>", "line 1: the file holds <CONSOLIDATED_LIST>, not <export>"),
        (f"{HEAD}<sanctionEntity>", "line 2: the file ends inside <sanctionEntity>, so it was cut short"),
        ("<!DOCTYPE export [<!ENTITY a 'b'>]><export/>", "declares a document type"),
    ],
)
def test_another_file_is_refused_with_what_it_is(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "other.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ListError) as error:
        eu_xml.read(path)
    assert message in str(error.value)
