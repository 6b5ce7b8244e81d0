"""The source lists of U.S. agencies are read whole, each entity accounted for."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.foundation.truth import Truth
from exportgate.parties.entry import Entry
from exportgate.parties.listing import in_force
from exportgate.parties.lists import agency_json
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

PUBLISHED = {
    "bis_dpl": ("DPL", 564, 466, 98, 0),
    "bis_entity_list": ("EL", 3409, 3258, 151, 0),
    "bis_meu": ("MEU", 70, 70, 0, 0),
    "cbp_wro": ("WRO", 67, 60, 7, 0),
    "dhs_uflpa": ("UFLPA", 148, 148, 0, 0),
    "dow_1260h": ("1260H", 80, 80, 0, 0),
    "dow_1286": ("1286", 134, 134, 0, 0),
    "fcc_covered": ("FCC", 15, 13, 0, 2),
    "ofac_eo14032_annex": ("EO14032", 59, 59, 0, 0),
    "ofac_nscmic": ("CMIC", 68, 68, 0, 0),
    "state_debarred_admin": ("DTC", 8, 8, 0, 0),
    "state_debarred_statutory": ("DTC", 779, 775, 4, 0),
    "state_nonproliferation": ("ISN", 528, 526, 2, 0),
}
"""By file: its list code, its entities, and how many are an entry, are joined to one, and are set aside."""


def written(folder: Path, list_id: str, *entities: object, name: str = "", **said: object) -> Path:
    path = folder / f"{name or list_id}.json"
    whole = {"list_id": list_id, "extracted": "2026-07-09", "count": len(entities), **said, "entities": entities}
    path.write_text(json.dumps(whole), "utf-8")
    return path


def entry_of(folder: Path, list_id: str, **values: object) -> Entry:
    (entry,) = agency_json.read(written(folder, list_id, {"name": "Acme", "country": "China", **values})).entries
    return entry


def test_an_entity_becomes_an_entry_with_everything_it_says(tmp_path: Path) -> None:
    entry = entry_of(
        tmp_path,
        "bis-entity-list",
        name="Acme Electronics (See alternate address under Singapore)",
        aliases=["Acme; and", "formerly known as Old Acme"],
        address="1 Road, Kabul, Afghanistan; and 2 Lane, Dubai, U.A.E., and 3 Way, Mashhad, Iran. (See also addresses"
        " under Syria and Turkey).",
        federal_register="73 FR 54508,\n9/22/08.\n77 FR 58006, 9/19/12",
        notes="For all items subject to the EAR, see §§ 734.9(e) 1 and 744.11 of the EAR 2",
    )
    assert (entry.source, entry.name, entry.aliases) == ("EL", "Acme Electronics", ("Acme", "Old Acme"))
    assert entry.addresses == ("1 Road, Kabul, Afghanistan", "2 Lane, Dubai, U.A.E.", "3 Way, Mashhad, Iran")
    assert entry.countries == ("CN", "AF", "AE", "IR")
    assert entry.footnotes == ("1",)
    assert entry.requirement.startswith("For all items subject to the EAR, see")
    assert entry.notice == "73 FR 54508, 9/22/08. 77 FR 58006, 9/19/12"
    assert entry.remarks == "See alternate address under Singapore; See also addresses under Syria and Turkey"


@pytest.mark.parametrize(
    ("name", "aliases", "found", "remark"),
    [
        ("Acme (a.k.a.", ["Bolt"], ("Acme", "Bolt"), ""),
        ("Acme, OAO (f.k.a., Bolt", [], ("Acme, OAO", "Bolt"), ""),
        (
            "Parent 13th Institute subordinate institution: Acme",
            ["Bolt"],
            ("Acme", "Bolt"),
            "subordinate institution of",
        ),
        ("Parent 13th Institute subordinate institution:", ["Acme"], ("Acme",), "subordinate institution of Parent"),
        ("Acme (a subsidiary of Parent Corporation)", [], ("Acme",), "a subsidiary of Parent Corporation"),
        ("Acme and its Subsidiaries", [], ("Acme",), "and its Subsidiaries"),
        ("Acme", ["Bolt, 5 Road, Montreal, QC, H4P, Canada; and 7 Way, Oslo, Norway"], ("Acme", "Bolt"), ""),
    ],
)
def test_names_are_taken_apart(
    tmp_path: Path, name: str, aliases: list[str], found: tuple[str, ...], remark: str
) -> None:
    entry = entry_of(tmp_path, "bis-entity-list", name=name, aliases=aliases)
    assert entry.names == found
    assert remark in entry.remarks


def test_addresses_behind_an_alias_are_addresses(tmp_path: Path) -> None:
    entry = entry_of(
        tmp_path, "bis-entity-list", aliases=["Bolt, 5 Road, Montreal, QC, H4P, Canada; and 7 Way, Oslo, Norway"]
    )
    assert entry.addresses == ("5 Road, Montreal, QC, H4P, Canada", "7 Way, Oslo, Norway")
    assert entry.countries == ("CN", "CA", "NO")


@pytest.mark.parametrize(
    ("alias", "name", "address"),
    [
        (
            "Ann Bolt, P.O. Box 242, St. Petersburg, Russia 196240",
            "Ann Bolt",
            "P.O. Box 242, St. Petersburg, Russia 196240",
        ),
        ("Ann Bolt, Gmunder Str. 25, Heubach, Germany 73540", "Ann Bolt", "Gmunder Str. 25, Heubach, Germany 73540"),
        ("Bolt, LLC. D. 10 ul. Main, Moscow 121170, Russia", "Bolt, LLC", "D. 10 ul. Main, Moscow 121170, Russia"),
        ("Roads 'Bolt'. 3 Way, Anapa, Kuban 353440, Russia", "Roads 'Bolt'", "3 Way, Anapa, Kuban 353440, Russia"),
        ("Bo Lt. No. 2A Ring Road, Beijing, China, 100102", "Bo Lt", "No. 2A Ring Road, Beijing, China, 100102"),
        ("B.O.L. Tech, 5 Way, Oslo, Norway", "B.O.L. Tech", "5 Way, Oslo, Norway"),
        ("46th Institute, Bolt Academy, Ministry, Russia", "46th Institute, Bolt Academy, Ministry, Russia", None),
        ("Bolt, Ltd., Norway", "Bolt, Ltd., Norway", None),
        ("Bolt Complex (BC), a.k.a., the following two aliases:", "Bolt Complex (BC)", None),
        ("Bolt; '; and", "Bolt", None),
    ],
)
def test_an_alias_ends_where_its_address_begins(tmp_path: Path, alias: str, name: str, address: str | None) -> None:
    entry = entry_of(tmp_path, "bis-entity-list", aliases=[alias])
    assert (entry.aliases, entry.addresses) == ((name,), (address,) if address else ())


def test_a_bracket_that_a_file_cut_off_is_closed(tmp_path: Path) -> None:
    assert entry_of(tmp_path, "bis-dpl", name="Bolt Wear (Nut Group").name == "Bolt Wear (Nut Group)"


def test_days_are_read_in_either_style_and_a_denial_ends_when_it_expires(tmp_path: Path) -> None:
    assert entry_of(tmp_path, "dhs-uflpa", effective_date="June 21, 2022").listed_from == date(2022, 6, 21)
    denied = entry_of(
        tmp_path, "bis-dpl", effective_date="2019-08-05", notes="Type of denial: Standard; Expires: 2028-10-10"
    )
    assert (denied.listed_from, denied.listed_to) == (date(2019, 8, 5), date(2028, 10, 10))
    assert denied.remarks == "Type of denial: Standard"
    odd = entry_of(tmp_path, "dhs-uflpa", effective_date="soon")
    assert (odd.listed_from, odd.remarks) == (None, "effective date not readable: soon")


def test_the_day_of_a_list_that_is_printed_whole_is_no_day_of_listing(tmp_path: Path) -> None:
    told = {"effective_date": "2026-06-10", "federal_register": "91 FR 35189 (June 10, 2026)"}
    entry = entry_of(tmp_path, "dow-1260h", **told)
    assert (entry.listed_from, entry.remarks) == (None, "on the list of 2026-06-10")
    assert in_force(entry, date(2023, 2, 1)) is Truth.YES


def test_a_nonproliferation_sanction_ends_when_every_measure_has_ended(tmp_path: Path) -> None:
    past = "Authority: Missile laws; imposed 9/27/1991; status: Expired on 09/27/93; Vol. 56"
    lifted = "Authority: E.O. 12938; imposed 1/2/1999; status: Lifted on 3/4/05; Vol. 64"
    active = "Authority: CBW Act; imposed 3/18/2021; status: Active; Vol. 86"
    ended = entry_of(tmp_path, "state-nonproliferation", effective_date="1999-01-02", notes=f"{lifted} | {past}")
    assert (ended.listed_from, ended.listed_to) == (date(1991, 9, 27), date(2005, 3, 4))
    assert ended.remarks == f"{lifted}; {past}"
    assert entry_of(tmp_path, "state-nonproliferation", notes=f"{past} | {active}").listed_to is None


def test_numbers_programs_and_births_in_the_notes_are_read(tmp_path: Path) -> None:
    company = entry_of(
        tmp_path,
        "ofac-nscmic",
        notes="Target Type: Public Company; USCC: 91110000710924929L (China); Program: CMIC-EO1",
    )
    assert (company.identifiers, company.programs) == (("USCC: 91110000710924929L",), ("CMIC-EO1",))
    person = entry_of(tmp_path, "state-debarred-statutory", notes="Date of birth: November, 1975", country=None)
    assert (person.source, person.kind, person.remarks) == ("DTC", "individual", "born: November, 1975")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Example, Jane", "individual"), ("Example, Jr., John M.", "individual"), ("Kam-Tech Systems, Ltd.", "entity")],
)
def test_a_debarred_party_with_its_family_name_first_is_a_person(tmp_path: Path, name: str, kind: str) -> None:
    assert entry_of(tmp_path, "state-debarred-statutory", name=name).kind == kind
    assert entry_of(tmp_path, "bis-entity-list", name=name).kind == "entity"


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Kam Systems, Ltd. and Jane Example", ("Kam Systems, Ltd.", "Jane Example")),
        ("Example III, John L., and Acme Assistance, Inc.", ("Example III, John L.", "Acme Assistance, Inc.")),
        (
            "Example, Juan; Elin, S.A., Night Acme, S.A., and SNV, S.A",
            ("Example, Juan", "Elin, S.A.", "Night Acme, S.A.", "SNV, S.A"),
        ),
        ("Kem and Associates, Incorporated", ("Kem and Associates, Incorporated",)),
    ],
)
def test_parties_that_are_named_together_are_all_found(tmp_path: Path, name: str, names: tuple[str, ...]) -> None:
    assert entry_of(tmp_path, "state-debarred-admin", name=name).names == names


def test_what_no_field_holds_is_a_remark(tmp_path: Path) -> None:
    entry = entry_of(
        tmp_path, "cbp-wro", name="Fishing Vessel: Da Wang", country="Fishing Vessels", status="Active", hue="red"
    )
    assert (entry.kind, entry.name, entry.countries) == ("vessel", "Da Wang", ())
    assert entry.remarks == "status: Active; country: Fishing Vessels; hue: red"
    cut = entry_of(tmp_path, "bis-entity-list", notes="All items subject to the EAR except for crude oil, cond...")
    assert cut.remarks == "the license requirement is cut short in the file"


def test_entities_that_are_no_entry_are_set_aside(tmp_path: Path) -> None:
    bad = [7, {"name": " "}, {"name": "Routers", "notes": "Category listing (not a named company). Routers"}]
    read = agency_json.read(written(tmp_path, "fcc-covered", {"name": "Acme"}, *bad, {"name": ["Acme"]}))
    assert [row.reason.removeprefix("fcc-covered.json: ") for row in read.rejected] == [
        "the entity is no object in curly brackets",
        "the entity has no name",
        "the entity is a category of goods and names no party",
        "'name' holds something else than text",
    ]
    assert read.rows == len(read.entries) + read.merged + len(read.rejected) == 5


def test_a_list_that_is_not_known_has_a_code_of_its_own_name(tmp_path: Path) -> None:
    assert entry_of(tmp_path, "new-list.2").source == "NEWLIST2"


def test_a_file_that_holds_other_than_it_says_is_refused(tmp_path: Path) -> None:
    for said, told in (
        ({"count": 3}, "the file says that it has 3 entities and holds 1"),
        ({"count": None}, "does not say in 'count' how many entities it has"),
        ({"list_id": 7}, "does not say in 'list_id' which list it is"),
    ):
        path = written(tmp_path, "bis-dpl", {"name": "Acme"})
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **said}), "utf-8")
        with pytest.raises(ListError) as refused:
            agency_json.read(path)
        assert told in str(refused.value)


def test_a_folder_is_one_list_dated_by_the_editions_that_its_table_names(tmp_path: Path) -> None:
    written(tmp_path, "bis-dpl", {"name": "Acme"}, name="a")
    written(tmp_path, "bis-meu", {"name": "Acme"}, {"name": "Acme"}, name="b")
    lists = [{"id": "bis-dpl", "official_name": "Denied Persons List", "snapshot": "BIS export of April 14, 2026"}]
    (tmp_path / "lists.json").write_text(json.dumps({"lists": lists}), "utf-8")
    assert format_of(tmp_path).name == "agency-json"
    read = agency_json.read(tmp_path)
    assert Counter(entry.source for entry in read.entries) == {"DPL": 1, "MEU": 1}
    assert (read.rows, read.merged, read.as_of) == (3, 1, "2026-07-09")
    assert read.layout == "agency-json, bis-dpl of 2026-04-14, bis-meu of 2026-07-09"
    one = agency_json.read(tmp_path / "a.json")
    assert (one.as_of, one.title) == ("2026-04-14", "Denied Persons List")


def test_a_folder_of_ones_own_list_or_without_lists_is_none(tmp_path: Path) -> None:
    written(tmp_path, "bis-dpl", {"name": "Acme"})
    (tmp_path / "list.yaml").write_text("title: Own\n", "utf-8")
    assert format_of(tmp_path).name == "yaml"
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ListError, match="the folder holds no list in JSON"):
        agency_json.read(empty)


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, ReadList]:
    folder = shared / "data" / "us_2026-07-09"
    return {name: agency_json.read(folder / f"{name}.json") for name in PUBLISHED}


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_entity_of_a_published_file_is_accounted_for(published: dict[str, ReadList], name: str) -> None:
    read = published[name]
    assert (read.rows, len(read.entries), read.merged, len(read.rejected)) == PUBLISHED[name][1:]
    assert {entry.source for entry in read.entries} == {PUBLISHED[name][0]}
    assert all(entry.name and entry.entity_id for entry in read.entries)


def test_published_entity_list_rows_have_requirements_footnotes_and_dated_notices(
    published: dict[str, ReadList],
) -> None:
    entries = published["bis_entity_list"].entries
    assert all(entry.requirement and entry.notice and entry.countries for entry in entries)
    assert Counter(note for entry in entries for note in entry.footnotes)["4"] > 90
    assert not [name for entry in entries for name in entry.names if "alternate address" in name or name == "and"]
    assert not [place for entry in entries for place in entry.addresses if "ee alternate" in place or "; and" in place]
    (khan,) = (entry for entry in entries if entry.name == "Abdul Satar Ghoura")
    assert khan.countries == ("AF", "PK")
