import csv
import gzip
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.lists import accounting, csl_csv, csl_fields, records
from exportgate.parties.lists.read_list import ReadList

LAYOUT_2022 = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,"
    "standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,"
    "vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,"
    "places_of_birth,source_information_url,ids"
)
COLUMNS = LAYOUT_2022.split(",")
EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"


def text_of(
    *rows: dict[str, str], columns: list[str] = COLUMNS, quoting: int = csv.QUOTE_MINIMAL, header: bool = True
) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=quoting)  # type: ignore[arg-type]
    if header:
        writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return stream.getvalue()


def written(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read_rows(folder: Path, *rows: dict[str, str]) -> ReadList:
    return csl_csv.read(written(folder, text_of(*({"source": EL, "name": "Acme"} | row for row in rows))))


def test_a_row_becomes_an_entry_with_everything_it_says(tmp_path: Path) -> None:
    row = {
        "_id": "abc",
        "source": SDN,
        "entity_number": "4711",
        "type": "Individual",
        "programs": "NPWMD; IFSR",
        "name": " RIM,  Ryong Nam ",
        "title": "Representative",
        "addresses": "Shenyang, CN; KP; PRC",
        "federal_register_notice": "85 FR 1",
        "start_date": "2019-05-21",
        "end_date": "6/29/2056",
        "license_requirement": "See §744.8",
        "license_policy": "Presumption of denial.",
        "call_sign": "UDQB",
        "remarks": "(Linked To: X)",
        "source_list_url": "https://list.example",
        "alt_names": "RIM, R.N.; and NAM, Rim",
        "citizenships": "RU",
        "nationalities": "KP",
        "dates_of_birth": "1978-12-05",
        "source_information_url": "https://example.org/info?id=1",
        "ids": "Passport, 836238033, KP; Gender, Male; Secondary sanctions risk:, North Korea, sections 1 and 2",
    }
    read = csl_csv.read(written(tmp_path, text_of(row)))
    entry = read.entries[0]
    assert (entry.entity_id, entry.source, entry.kind, entry.name) == ("4711", "SDN", "individual", "RIM, Ryong Nam")
    assert entry.aliases == ("RIM, R.N.", "NAM, Rim")
    assert entry.addresses == ("Shenyang, CN",)
    assert entry.countries == ("CN", "KP", "RU")
    assert entry.identifiers == ("Passport: 836238033, KP", "Call Sign: UDQB")
    assert entry.programs == ("NPWMD", "IFSR")
    assert (entry.requirement, entry.policy, entry.notice) == ("See §744.8", "Presumption of denial.", "85 FR 1")
    assert (entry.listed_from, entry.listed_to) == (date(2019, 5, 21), date(2056, 6, 29))
    assert entry.url == "https://example.org/info?id=1"
    assert entry.remarks == (
        "(Linked To: X); title: Representative; born: 1978-12-05; Gender, Male;"
        " Secondary sanctions risk:, North Korea, sections 1 and 2"
    )
    assert (read.rows, read.merged, read.rejected) == (1, 0, ())


def test_each_layout_is_recognized_by_its_header(tmp_path: Path) -> None:
    row = {"_id": "7", "source": EL, "name": "Acme Ltd."}
    old = written(tmp_path, text_of(row, columns=COLUMNS[1:]), "a.csv")
    middle = written(tmp_path, text_of(row), "b.csv")
    current = written(tmp_path, "\ufeff" + text_of(row, quoting=csv.QUOTE_ALL), "c.csv")
    packed = written(tmp_path, gzip.compress(text_of(row).encode()), "d.bin")
    reordered = written(tmp_path, text_of(row, columns=[*reversed(COLUMNS), "news"]), "e.csv")
    layouts = [csl_csv.read(path).layout for path in (old, middle, current, packed, reordered)]
    assert layouts == [
        "csl-csv, 28 columns without _id",
        "csl-csv, 29 columns",
        "csl-csv, 29 columns, every field quoted",
        "csl-csv, 29 columns",
        "csl-csv, 30 columns, not read: news",
    ]
    assert {csl_csv.read(path).entries[0].name for path in (old, middle, current, packed, reordered)} == {"Acme Ltd."}


def test_rows_without_an_id_get_the_same_id_in_every_file_and_share_it_by_list_and_name(tmp_path: Path) -> None:
    rows = [
        {
            "name": "Acme",
            "addresses": "1 Road, Oslo, NO",
            "start_date": "2008-09-22",
            "license_requirement": "all items",
        },
        {"name": "ACME", "addresses": "2 Road, Paris, FR", "start_date": "2010-01-01", "license_requirement": "EAR99"},
        {"name": "Acme", "source": DPL},
        {"name": "Other"},
    ]
    read = read_rows(tmp_path, *rows)
    assert (len(read.entries), read.merged, read.rows) == (3, 1, 4)
    acme = read.entries[0]
    assert acme.addresses == ("1 Road, Oslo, NO", "2 Road, Paris, FR")
    assert acme.countries == ("NO", "FR")
    assert acme.requirement == "all items; EAR99"
    assert acme.aliases == ("ACME",)
    assert acme.listed_from == date(2008, 9, 22)
    assert acme.entity_id == read_rows(tmp_path, {"name": "acme"}).entries[0].entity_id


def test_rows_of_one_id_on_two_lists_stay_two_entries(tmp_path: Path) -> None:
    read = read_rows(tmp_path, {"entity_number": "9"}, {"entity_number": "9", "source": SDN}, {"entity_number": "9"})
    assert [(entry.source, entry.entity_id) for entry in read.entries] == [("EL", "9"), ("SDN", "9")]
    assert read.merged == 1


def test_a_merged_entry_is_listed_as_long_as_any_of_its_rows(tmp_path: Path) -> None:
    ends = ({"_id": "9", "end_date": "2020-01-01"}, {"_id": "9", "end_date": "2030-01-01"})
    assert read_rows(tmp_path, *ends).entries[0].listed_to == date(2030, 1, 1)
    assert read_rows(tmp_path, *ends, {"_id": "9"}).entries[0].listed_to is None


def test_address_rows_are_entries_of_kind_address_told_apart_by_country(tmp_path: Path) -> None:
    read = read_rows(tmp_path, {"name": "Address 01", "addresses": "CN; HK"}, {"name": "Address 01", "addresses": "TR"})
    assert [(entry.kind, entry.countries, entry.addresses) for entry in read.entries] == [
        ("address", ("CN", "HK"), ()),
        ("address", ("TR",), ()),
    ]


def test_a_date_that_cannot_be_read_leaves_the_entry_in_force_and_is_told(tmp_path: Path) -> None:
    entry = read_rows(tmp_path, {"end_date": "soon"}).entries[0]
    assert entry.listed_to is None
    assert entry.remarks == "end date not readable: soon"


def test_rows_that_are_no_party_are_set_aside_with_place_and_reason(tmp_path: Path) -> None:
    lines = [
        *text_of({"source": EL, "name": "One"}).splitlines(),
        ",".join(COLUMNS),
        f"1,{EL},too,short",
        text_of({"source": "Some List - Some Department", "name": "Two"}, header=False).strip(),
        text_of({"source": EL, "name": ' "" '}, header=False).strip(),
        text_of({"source": "Secret List (X-9) - Some Department", "name": "Three\nand four"}, header=False).strip(),
        '5,"never closed,' + "," * 20,
        text_of({"source": EL, "name": "Last"}, header=False).strip(),
    ]
    read = csl_csv.read(written(tmp_path, "\n".join(lines) + "\n\n"))
    assert [(entry.source, entry.name) for entry in read.entries] == [
        ("EL", "One"),
        ("X9", "Three and four"),
        ("EL", "Last"),
    ]
    assert [(row.row, row.line, row.reason) for row in read.rejected] == [
        (2, 3, "the header line again, not a party"),
        (3, 4, "4 fields where there are 29 columns"),
        (4, 5, "the source label 'Some List - Some Department' has no list code in parentheses"),
        (5, 6, "the row has no name"),
        (7, 9, "a quote is not closed"),
    ]
    assert read.rejected[1].raw == f"1,{EL},too,short"
    assert read.rows == 8


@pytest.mark.parametrize("kept", [1, 40, 200])
def test_a_file_cut_short_loses_its_last_record_only(tmp_path: Path, kept: int) -> None:
    whole = text_of({"_id": "1", "source": EL, "name": "One"}, header=True)
    last = text_of({"_id": "2", "source": EL, "name": "Two, Ltd.", "remarks": "x" * 300}, header=False)
    read = csl_csv.read(written(tmp_path, whole + last[:kept]))
    assert [entry.name for entry in read.entries] == ["One"]
    assert len(read.rejected) == 1
    assert read.rejected[0].reason.startswith("the file ends inside this record")


def test_embedded_line_ends_belong_to_their_field_and_lines_are_counted_on(tmp_path: Path) -> None:
    text = text_of({"_id": "1", "source": EL, "name": "One\nTwo\r\nThree"}, {"_id": "2", "source": EL, "name": "x"})
    read = csl_csv.read(written(tmp_path, text + "short\n"))
    assert read.entries[0].name == "One Two Three"
    assert (read.rejected[0].row, read.rejected[0].line) == (3, 6)


def test_a_ctrl_z_ends_a_file_and_is_no_row_and_what_follows_it_is_read(tmp_path: Path) -> None:
    text = text_of({"source": EL, "name": "First"}) + "\x1a"
    assert read_rows_of(tmp_path, text) == ["First"]
    assert read_rows_of(tmp_path, text.replace("\n\x1a", "\x1a")) == ["First"]
    more = text_of({"source": EL, "name": "Second"}, header=False)
    assert read_rows_of(tmp_path, f"{text}\r\n{more}") == ["First", "Second"]


def read_rows_of(folder: Path, text: str) -> list[str]:
    read = csl_csv.read(written(folder, text))
    assert (read.rows, read.rejected) == (len(read.entries), ())
    return [entry.name for entry in read.entries]


def test_an_unclosed_quote_spoils_one_record_even_where_a_later_quote_closes_it(tmp_path: Path) -> None:
    good = text_of({"_id": "2", "source": EL, "name": 'Plant "Vega"'}, header=False)
    read = csl_csv.read(written(tmp_path, ",".join(COLUMNS) + "\n" + f'1,{EL},"open\n' + good * 3))
    assert [row.line for row in read.rejected] == [2]
    assert (len(read.entries), read.merged) == (1, 2)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty; download a published list again, or save one of your own anew"),
        (b"\n \n", "the file holds no line of text"),
        (b"<!DOCTYPE html><html></html>", "the file begins like a web page, not a list; download the list itself"),
        (b'\n{"results": []}', "line 2 begins like JSON, not a CSV header"),
        (b"name,country\nAcme,CN\n", "line 1 is no header of the list: it lacks source, type, programs, addresses"),
        ((",".join(COLUMNS) + ",name\n").encode(), "line 1 names the column 'name' twice"),
        (
            (",".join(COLUMNS) + "\n1,\x00\n").encode(),
            "line 2 holds a NUL byte, which no text has; download a published list again, or",
        ),
        ((",".join(COLUMNS) + "\nÄ\n").encode("latin-1"), "line 2 is not UTF-8 text at byte 1; save the file as UTF-8"),
        ("source,name\n".encode("utf-16"), "line 1 begins as UTF-16 text; save the file as UTF-8"),
        (
            gzip.compress(LAYOUT_2022.encode() + b"\n" + b"x" * 9999, mtime=0)[:-9],
            "the gzip archive is damaged after line",
        ),
        (b"\x1f\x8bnot gzip at all", "the gzip archive is damaged after line 0"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_file_place_and_next_step(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ListError) as error:
        csl_csv.read(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="there is no such file"):
        csl_csv.read(tmp_path / "nowhere.csv")
    with pytest.raises(ListError, match="cannot be opened"):
        csl_csv.read(tmp_path)


def test_a_line_or_a_file_beyond_any_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = ",".join(COLUMNS).encode() + b"\n"
    long_line = written(tmp_path, gzip.compress(header + b"x" * (records.LINE_LIMIT + 1)), "long.gz")
    with pytest.raises(ListError, match="line 2 is longer than 8 MB"):
        csl_csv.read(long_line)
    monkeypatch.setattr(records, "FILE_LIMIT", 2 * 2**20)
    row = {"source": EL, "name": "Acme", "remarks": "x" * 100_000}
    with pytest.raises(ListError, match="passes 2 MB"):
        csl_csv.read(written(tmp_path, gzip.compress(text_of(*[row] * 30).encode()), "large.gz"))


def test_a_file_of_which_more_than_half_is_unreadable_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounting, "REJECTED_LIMIT", 3)
    with pytest.raises(ListError, match="line 5: more than half of the 4 rows so far cannot be read"):
        csl_csv.read(written(tmp_path, ",".join(COLUMNS) + "\n" + "short\n" * 9))


# A bare carriage return is left out: the writer does not quote it, and the reader says that it spoils the record.
FIELD = st.text(alphabet=st.sampled_from('ab ;,"\n?().&Ä中') | st.characters(codec="utf-8", exclude_characters="\0\r"))
ROW = st.fixed_dictionaries(
    {
        "_id": st.sampled_from(["", "1", "2"]),
        "source": st.sampled_from([EL, SDN, "no code"]),
        "name": FIELD,
        "alt_names": FIELD,
        "addresses": FIELD,
        "ids": FIELD,
        "start_date": FIELD,
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    rows=st.lists(ROW, max_size=6), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), cut=st.integers(0, 60)
)
def test_no_row_is_lost_whatever_the_fields_hold_and_wherever_the_file_ends(
    tmp_path: Path, rows: list[dict[str, str]], quoting: int, cut: int
) -> None:
    text = text_of(*rows, quoting=quoting)
    head = text_of(quoting=quoting)
    read = csl_csv.read(written(tmp_path, head + text[len(head) : len(text) - cut] if cut else text))
    assert read.rows == len(read.entries) + read.merged + len(read.rejected)
    if not cut:
        assert read.rows == len(rows)
        assert not any("quote" in row.reason or "fields" in row.reason for row in read.rejected)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Acme Co., Ltd.", ("Acme Co., Ltd.", (), "")),
        ("Acme Technology Limited.", ("Acme Technology Limited", (), "")),
        ("PEARL (A.K.A. NEI-CHIEN CHU) LI", ("PEARL LI", ("NEI-CHIEN CHU",), "")),
        ("KOW SENG LIM -AKA- ERIC LIM", ("KOW SENG LIM", ("ERIC LIM",), "")),
        ("Chitron Ltd., a.k.a. Chi-Chung Ltd. (Shenzhen)", ("Chitron Ltd.", ("Chi-Chung Ltd. (Shenzhen)",), "")),
        ("AKA INTEGRAL SERVICES", ("AKA INTEGRAL SERVICES", (), "")),
        ("YK-AKA", ("YK-AKA", (), "")),
        ("Mexpar (a.k.a. Pasadena; Aviation Supply)", ("Mexpar", ("Pasadena", "Aviation Supply"), "")),
        ("Universal [aka General Tech, aka Tiger]", ("Universal", ("General Tech", "Tiger"), "")),
        (
            "Huawei Technologies Co., Ltd. (Huawei).  Affiliated Entity:  Hangzhou Huawei Enterprises",
            ("Hangzhou Huawei Enterprises", (), "affiliated entity of Huawei Technologies Co., Ltd. (Huawei)"),
        ),
        (
            "PMC Wagner; and any successor, sub-unit, or subsidiary thereof",
            ("PMC Wagner", (), "and any successor, sub-unit, or subsidiary thereof"),
        ),
        ("First Works A/K/A Second Works", ("First Works", ("Second Works",), "")),
        ("First Airlines D/B/A S9 Airlines", ("First Airlines", ("S9 Airlines",), "")),
        ("First Services, B.V. ALSO KNOWN AS Second, B.V.", ("First Services, B.V.", ("Second, B.V.",), "")),
        ("Roe) Roe (a/k/a Doe", ("Roe) Roe", ("Doe",), "")),
        (
            "First Ltd., a.k.a., the following two aliases: -Second; and -Third (a.k.a., Fourth; Fifth).",
            ("First Ltd.", ("Second", "Third", "Fourth", "Fifth"), ""),
        ),
        (
            "Energy Commission (EC), and subordinate entity Institute of Lasers (IL)",
            ("Institute of Lasers (IL)", (), "subordinate entity of Energy Commission (EC)"),
        ),
        ("First Gulf, Building 12 Road 3, Block 4", ("First Gulf", (), "Building 12 Road 3, Block 4")),
        ("First Academy, 31 Research Institute", ("First Academy, 31 Research Institute", (), "")),
        ("First (ABCD) Works", ("First (ABCD) Works", (), "")),
        ("Han Dejian (PRC individual)", ("Han Dejian", (), "PRC individual")),
        ("Xi?an ?Vega?  Works", ('Xi\'an "Vega" Works', (), "")),
    ],
)
def test_a_name_cell_is_taken_apart(cell: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert tuple(csl_fields.split_name(cell)) == expected


def test_alias_cells_are_split_and_cleaned() -> None:
    cell = 'NPO Izhmash OAO;OJSC Kalashnikov; ; and COSMOS; -CJSC VAD; "FOOPIE"; HPSTAR;; f.k.a. Old Name; COSMOS; e.V.'
    assert csl_fields.split_aliases(cell) == (
        "NPO Izhmash OAO",
        "OJSC Kalashnikov",
        "COSMOS",
        "CJSC VAD",
        "FOOPIE",
        "HPSTAR",
        "Old Name",
        "e.V.",
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("First Plant (a.k.a. Old; Older); Second", ("First Plant", "Old", "Older", "Second")),
        ("Institute (Branch; Site 2); Second", ("Institute (Branch; Site 2)", "Second")),
        ("the following three aliases: First; Second; and Third", ("First", "Second", "Third")),
        ("a.k.a. the following one alias: -First.", ("First.",)),
        ("and First;and Second; Andover Works", ("First", "Second", "Andover Works")),
        ("First\nWorks; Second", ("First Works", "Second")),
    ],
)
def test_a_semicolon_inside_an_alias_a_count_and_a_leading_and_set_no_names_apart(
    cell: str, names: tuple[str, ...]
) -> None:
    assert csl_fields.split_aliases(cell) == names


@pytest.mark.parametrize(
    ("cell", "addresses", "countries"),
    [
        ("CN; HK", (), ("CN", "HK")),
        ("50 Yongding Road, Beijing, China; and 52 Yongding Road, Beijing, China, CN", 2, ("CN",)),
        ("P.O. BOX 3000, ANTHONY, NM, 88201", 1, ("US",)),
        ("Kimya IC VE Dis Ticaret, Istanbul, Turkey 34134", 1, ("TR",)),
        ("CRIMEA (OCCUPIED)", ("CRIMEA (OCCUPIED)",), ("UA",)),
        ("TURKIYE; MAN, ISLE OF; UK", (), ("TR", "IM", "GB")),
        ("c/o GEOFARMA S.A. DE C.V.; undetermined", ("c/o GEOFARMA S.A. DE C.V.",), ()),
        (
            "Gaza, PS; Dubai, AE; Hong Kong, CN; Man, Isle of",
            ("Gaza, PS", "Dubai, AE", "Hong Kong, CN"),
            ("PS", "AE", "HK", "IM"),
        ),
    ],
)
def test_an_address_cell_gives_addresses_and_countries(
    cell: str, addresses: int | tuple[str, ...], countries: tuple[str, ...]
) -> None:
    places = csl_fields.split_addresses(cell, Countries.load())
    assert addresses in {len(places.addresses), places.addresses}
    assert places.countries == countries


@pytest.mark.parametrize(
    ("requirement", "notes"),
    [
        ("For all items subject to the EAR. (See §744.11 of the EAR)", ()),
        ("For all items subject to the EAR, see §§ 734.9(e)1 and 744.11 of the EAR2", ("1",)),
        ("For all items subject to the EAR, see §§ 734.9(e) 1 and 744.11 of the EAR 2", ("1",)),
        ("For All Items Subject to the EAR (See §734.9(e)1, and §744.11 of the EAR)2.", ("1",)),
        ("For all items subject to the EAR, see §§ 736.2(b)(3)(vi), and 744.11 of the EAR, EXCEPT for", ("1",)),
        ("All items. (See §§ 734.9(g),3 746.8(a)(3), and 744.21(b) of the EAR)", ("3",)),
        ("All Items (See §734.9(g), 3 §746.8(a)(3), and §744.21(b) of the EAR).", ("3",)),
        ("All items (See §§734.9(g)3, 746.8(a)(3), and 744.2l(b) of the EAR", ("3",)),
        ("All items (See §§ 734.9(g), 746.8(a)(3), and 744.21(b) of the EAR)", ("3",)),
        ("All items. (See §§ 734.9(e)(2) and 744.11 of the EAR)4", ("4",)),
        ("All Items (See §734.9(e), and 744.11 of the EAR)4.", ("4",)),
        ("All items. (See §§ 734.9(e) and 744.11 of the EAR) 4", ("4",)),
        ("All items. (See §734.9(e) and §744.11 of the EAR)", ()),
        ("All items (See §§734.4(a)(9), 734.9(e)(3), and 744.11 of the EAR)5", ("5",)),
        ("", ()),
    ],
)
def test_footnotes_are_read_in_every_spelling(requirement: str, notes: tuple[str, ...]) -> None:
    assert csl_fields.footnotes(requirement) == notes


@pytest.mark.parametrize(
    ("label", "code"),
    [
        (EL, "EL"),
        ("Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department", "MBS"),
        ("Non-SDN Chinese Military-Industrial Complex Companies List (CMIC) - Treasury Department", "CMIC"),
        ("A List (b-2 c) - Somewhere", "B2C"),
        ("A list", None),
    ],
)
def test_a_source_label_gives_its_code(label: str, code: str | None) -> None:
    assert csl_fields.source_code(label) == code


@pytest.mark.parametrize(
    "text", ["2023-11-17", "11/17/2023", "11/17/23", "17 Nov 2023", "November 17, 2023", "2023-11-17T00:00:00"]
)
def test_dates_are_read_in_the_styles_of_the_files(text: str) -> None:
    assert csl_fields.read_date(text) == date(2023, 11, 17)


@pytest.mark.parametrize(
    ("text", "year"), [("0017-05-26", 2017), ("0097-05-26", 1997), ("05/26/0017", 2017), ("5/26/97", 1997)]
)
def test_a_year_that_lost_its_century_has_it_again(text: str, year: int) -> None:
    assert csl_fields.read_date(text) == date(year, 5, 26)


@pytest.mark.parametrize("text", ["0000-00-00", "17-5", "26-05-2017", "26-05-17", ""])
def test_what_is_no_date_is_none(text: str) -> None:
    assert csl_fields.read_date(text) is None


def test_an_identifier_whose_country_is_empty_is_its_number_alone() -> None:
    assert csl_fields.split_identifiers("Passport, , AB1234").identifiers == ("Passport: AB1234",)


def test_identifiers_are_read_in_both_orders_and_the_rest_is_kept() -> None:
    cell = (
        "RU, 7736640919, Tax ID No.; IMO 8898831, Vessel Registration Identification; Website, www.x.ru; Male, Gender"
    )
    found = csl_fields.split_identifiers(cell)
    assert found.identifiers == (
        "Tax ID No.: RU, 7736640919",
        "Vessel Registration Identification: IMO 8898831",
        "Website: www.x.ru",
    )
    assert found.rest == ("Male, Gender",)


@pytest.mark.parametrize(
    ("file", "rows", "entries", "merged", "rejected"),
    [
        ("csl_2019-12-03_sample.csv", 115, 110, 5, 0),
        ("csl_2022-05-16_full.csv.gz", 14160, 14159, 1, 0),
        ("csl_2023-11-30_partial.csv.gz", 4228, 4226, 0, 2),
        ("csl_2025-06-25_newformat_sample.csv", 13, 13, 0, 0),
        ("csl_2026-07-31_full.csv.gz", 25921, 25921, 0, 0),
    ],
)
def test_every_row_of_the_published_files_is_accounted_for(
    shared: Path, file: str, rows: int, entries: int, merged: int, rejected: int
) -> None:
    read = csl_csv.read(shared / "data" / "csl" / file)
    assert (read.rows, len(read.entries), read.merged, len(read.rejected)) == (rows, entries, merged, rejected)
    assert read.rows == len(read.entries) + read.merged + len(read.rejected)
    assert len({(entry.source, entry.entity_id) for entry in read.entries}) == len(read.entries)


def test_the_partial_file_names_its_two_bad_rows(shared: Path) -> None:
    read = csl_csv.read(shared / "data" / "csl" / "csl_2023-11-30_partial.csv.gz")
    assert [(row.row, row.reason) for row in read.rejected] == [
        (1, "the header line again, not a party"),
        (4228, "the file ends inside this record (a quote is not closed)"),
    ]


def test_the_full_list_of_2026_has_the_published_footnotes_sources_and_address_rows(shared: Path) -> None:
    read = csl_csv.read(shared / "data" / "csl" / "csl_2026-07-31_full.csv.gz")
    notes = Counter(note for entry in read.entries for note in entry.footnotes)
    assert notes == {"1": 156, "3": 771, "4": 95, "5": 16}
    sources = Counter(entry.source for entry in read.entries)
    assert (sources["EL"], sources["DPL"], sources["SDN"], sources["DTC"]) == (3420, 1596, 19181, 787)
    assert set(sources) == {"CAP", "CMIC", "DPL", "DTC", "EL", "ISN", "MBS", "MEU", "PLC", "SDN", "SSI", "UVL"}
    addresses = [entry for entry in read.entries if entry.kind == "address"]
    assert len(addresses) == 19
    assert all(entry.name.startswith("Address ") and not entry.addresses for entry in addresses)


def test_an_alias_that_says_little_alone_is_weak(tmp_path: Path) -> None:
    row = {"source": EL, "name": "Beijing Best Semiconductor", "alt_names": "BEST; Yitang", "addresses": "CN"}
    entry = csl_csv.read(written(tmp_path, text_of(row))).entries[0]
    assert (entry.aliases, entry.weak_aliases) == (("Yitang",), ("BEST",))
