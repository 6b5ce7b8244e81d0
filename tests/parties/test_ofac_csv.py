"""The Treasury's lists are joined from their tables; every row of each table is accounted for."""

import gzip
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.entry import Entry
from exportgate.parties.identifiers import identifiers_of
from exportgate.parties.lists import ofac_csv
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.ofac_remarks import read_remarks
from exportgate.parties.lists.read_list import ReadList

NULLS = "-0- ," * 7
REMARK = "DOB 14 Jun 1975; alt. DOB circa 1976; POB Northtown, Norway; nationality Norway; alt. citizen Finland."
FIRST = "Tax ID No. 7700012345 (Russia); a.k.a. 'FW'; Linked To: SECOND."
SDN = (
    f'11,"FIRST WORKS","-0-","NPWMD] [IFSR",{NULLS}"{FIRST}"\r\n'
    f'12,"SECOND, Anna","individual","SDGT","Director",{"-0- ," * 6}"{REMARK}"\r\n'
    '13,"THIRD STAR","vessel","IRAN",-0- ,"C4XY","Tanker","640","317,356","Panama","Owner S.A.",'
    '"Vessel Registration Identification IMO 9187629; MMSI 572469210."\r\n'
    f'14,"EP-XYZ",aircraft,"SDGT",{NULLS}"Aircraft Model A320; Aircraft Tail Number EP-XYZ."\r\n'
)
ALT = '11,1,"aka","FIRST, OOO",-0- \r\n11,2,"fka","OLD WORKS",-0- \r\n12,3,"nka","NEW, Anna","as of 2020"\r\n'
ADD = (
    '11,1,"1 First St., Building 2","Moscow 101000","Russia",-0- \r\n11,2,-0- ,-0- ,"Korea, North",-0- \r\n'
    '12,3,-0- ,"Gaza Strip",-0- ,"former"\r\n12,4,-0- ,-0- ,"undetermined",-0- \r\n13,5,-0- ,-0- ,-0- ,-0-'
)
TABLES = {"SDN.CSV": SDN, "ALT.CSV": ALT, "ADD.CSV": ADD}


def written(folder: Path, tables: dict[str, str] = TABLES, end: str = "\x1a") -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        data = (text + end).encode()
        (folder / name).write_bytes(gzip.compress(data) if name.lower().endswith(".gz") else data)
    return folder


def entries(folder: Path, tables: dict[str, str] = TABLES) -> dict[str, Entry]:
    return {entry.entity_id: entry for entry in ofac_csv.read(written(folder, tables)).entries}


def accounted(read: ReadList) -> tuple[int, int, int, int]:
    assert read.rows == len(read.entries) + read.merged + len(read.rejected)
    return read.rows, len(read.entries), read.merged, len(read.rejected)


def test_an_entry_has_what_its_rows_say_in_all_tables(tmp_path: Path) -> None:
    found = entries(tmp_path)
    assert found["11"] == Entry(
        entity_id="11",
        source="SDN",
        kind="entity",
        name="FIRST WORKS",
        aliases=("FIRST, OOO", "OLD WORKS"),
        weak_aliases=("FW",),
        countries=("RU", "KP"),
        addresses=("1 First St., Building 2, Moscow 101000, Russia",),
        identifiers=("Tax ID No.: 7700012345 (RU)",),
        programs=("NPWMD", "IFSR"),
        remarks="Linked To: SECOND; formerly: OLD WORKS",
        url="https://sanctionssearch.ofac.treas.gov/Details.aspx?id=11",
    )
    anna = found["12"]
    assert (anna.kind, anna.name, anna.aliases) == ("individual", "SECOND, Anna", ("NEW, Anna",))
    assert (anna.countries, anna.addresses) == (("PS", "NO", "FI"), ("Gaza Strip",))
    assert anna.remarks == (
        "title: Director; born: 14 Jun 1975; born: circa 1976; born in: Northtown, Norway; now: NEW, Anna; "
        "NEW, Anna: as of 2020; address: former; address: undetermined"
    )
    star = found["13"]
    assert (star.kind, star.countries, star.addresses) == ("vessel", (), ())
    assert star.identifiers == (
        "Call Sign: C4XY",
        "Vessel Registration Identification: IMO 9187629",
        "MMSI: 572469210",
    )
    assert star.remarks == (
        "vessel type: Tanker; gross tonnage: 640; gross registered tonnage: 317,356; vessel flag: Panama; "
        "vessel owner: Owner S.A."
    )
    assert (found["14"].kind, found["14"].identifiers) == ("aircraft", ("Aircraft Tail Number: EP-XYZ",))
    assert found["14"].remarks == "Aircraft Model A320"


@pytest.mark.parametrize(
    "names",
    [
        ("SDN.CSV", "ALT.CSV", "ADD.CSV"),
        ("sdn.csv", "alt.csv", "add.csv"),
        ("2026-01-02_sdn.csv.gz", "2026-01-02_alt.csv.gz", "2026-01-02_add.csv.gz"),
        ("ofac-SDN.csv", "ofac-ALT.csv.gz", "OFAC-add.csv"),
    ],
)
def test_a_folder_a_zip_and_the_primary_file_give_the_same_list(tmp_path: Path, names: tuple[str, ...]) -> None:
    folder = written(tmp_path / "list", dict(zip(names, TABLES.values(), strict=True)))
    packed = tmp_path / "list.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in zip(names, TABLES.values(), strict=True):
            archive.writestr(f"inner/{name.removesuffix('.gz')}", text + "\x1a")
    reads = [ofac_csv.read(path) for path in (folder, packed, folder / names[0])]
    assert all(format_of(path).name == "ofac-csv" for path in (folder, packed, folder / names[0]))
    assert [accounted(read) for read in reads] == [(12, 4, 8, 0)] * 3
    assert all(read.entries == reads[0].entries for read in reads)
    assert reads[0].as_of == ("2026-01-02" if names[0].startswith("2026") else None)


def test_tables_of_other_dates_and_of_the_other_list_are_left_alone(tmp_path: Path) -> None:
    written(tmp_path, {f"2020-01-01_{name}": text.replace("FIRST", "EARLY") for name, text in TABLES.items()})
    written(tmp_path, {"CONS_PRIM.CSV": SDN, "CONS_ALT.CSV": ALT, "CONS_ADD.CSV": ADD})
    written(tmp_path)
    assert ofac_csv.read(tmp_path / "SDN.CSV").entries[0].name == "FIRST WORKS"
    assert ofac_csv.read(tmp_path / "2020-01-01_SDN.CSV").entries[0].name == "EARLY WORKS"
    assert {entry.source for entry in ofac_csv.read(tmp_path / "CONS_PRIM.CSV").entries} == {"MBS"}
    with pytest.raises(ListError, match=r"it holds several lists; import one at a time, by its primary file \(2020"):
        ofac_csv.read(tmp_path)


@pytest.mark.parametrize(
    ("tables", "given", "message"),
    [
        (("SDN.CSV", "ADD.CSV"), "SDN.CSV", r"ALT\.CSV is missing beside SDN\.CSV: it has their other names; put it"),
        (("SDN.CSV", "ALT.CSV"), "", r"ADD\.CSV is missing beside SDN\.CSV: it has their addresses"),
        (("SDN.CSV", "ALT.CSV", "ADD.CSV"), "ALT.CSV", r"ALT\.CSV: this table holds no parties; give SDN\.CSV, beside"),
        (("ALT.CSV", "ADD.CSV"), "", r"neither SDN\.CSV nor CONS_PRIM\.CSV is in it"),
        ((), "nowhere.csv", "there is no such file"),
    ],
)
def test_a_missing_table_is_told_with_what_it_holds(
    tmp_path: Path, tables: tuple[str, ...], given: str, message: str
) -> None:
    written(tmp_path, {name: TABLES[name] for name in tables})
    with pytest.raises(ListError, match=message):
        ofac_csv.read(tmp_path / given)


def test_a_file_of_another_name_is_told_how_to_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, {"SDN (1).CSV": SDN}) / "SDN (1).CSV"
    assert format_of(path).name == "ofac-csv"
    with pytest.raises(ListError, match=r"the name is that of no table; name the files as they are published: SDN"):
        ofac_csv.read(path)


def test_rows_that_add_to_no_entry_are_set_aside_with_table_and_reason(tmp_path: Path) -> None:
    broken = f'x,"NO NUMBER",-0- ,"A",{NULLS}-0- \r\n15,-0- ,-0- ,"A",{NULLS}-0- \r\n16,"SHORT"\r\n'
    tables = {
        "SDN.CSV": SDN + broken,
        "ALT.CSV": '99,1,"aka","NOBODY",-0- \r\n11,1,"aka",-0- ,-0- \r\n' + ALT,
        "ADD.CSV": ADD + '\r\n16,9,-0- ,"City","Norway',
    }
    read = ofac_csv.read(written(tmp_path, tables))
    assert accounted(read) == (18, 4, 8, 6)
    assert [(row.row, row.line, row.reason) for row in read.rejected] == [
        (5, 5, "SDN.CSV: the first field is no number of an entry"),
        (6, 6, "SDN.CSV: the row has no name"),
        (7, 7, "SDN.CSV: 2 fields where there are 12 columns"),
        (8, 1, "ALT.CSV: it is of entry '99', which is not in SDN.CSV"),
        (9, 2, "ALT.CSV: the row has no name"),
        (18, 6, "ADD.CSV: a quote is not closed"),
    ]


def test_rows_of_one_number_are_names_of_one_entry(tmp_path: Path) -> None:
    found = ofac_csv.read(written(tmp_path, TABLES | {"SDN.CSV": SDN + f'11,"AGAIN",-0- ,"X",{NULLS}-0- \r\n'}))
    assert accounted(found) == (13, 4, 9, 0)
    assert found.entries[0].names[:2] == ("FIRST WORKS", "FIRST, OOO")
    assert "AGAIN" in found.entries[0].aliases
    assert found.entries[0].programs == ("NPWMD", "IFSR", "X")


def test_the_end_of_long_remarks_comes_from_the_comments_or_is_told_to_be_missing(tmp_path: Path) -> None:
    start = "; Tax ID No. 77".rjust(1000, "Z")
    tables = TABLES | {"SDN.CSV": f'11,"FIRST",-0- ,"A",{NULLS}"{start}"\r\n'}
    cut = entries(tmp_path / "cut", tables)["11"]
    assert "cut off, the end is in a table of comments that was not given: Tax ID No. 77" in cut.remarks
    assert identifiers_of(cut) == ()
    comments = {"SDN_COMMENTS.CSV": "11,\"00012345 (Russia); a.k.a. 'F'.\"\r\n"}
    whole = entries(tmp_path / "whole", tables | comments)["11"]
    assert whole.identifiers == ("Tax ID No.: 7700012345 (RU)",)
    assert whole.weak_aliases == ("F",)
    assert "cut off" not in whole.remarks


@pytest.mark.parametrize(
    ("programs", "remark", "code"),
    [
        ("NS-PLC", "", "PLC"),
        ("SDGT] [NS-PLC", "", "PLC"),
        ("UKRAINE-EO13662] [RUSSIA-EO14024", "", "SSI"),
        ("CMIC-EO13959", "Listing Date (CMIC) 03 Jun 2021; alt. Listing Date (CMIC) 16 Dec 2021.", "CMIC"),
        ("FSE-IR] [SYRIA", "", "FSE"),
        ("561-Related", "", "CAP"),
        ("RUSSIA-EO14024", "Subject to Directive 2 - may not open correspondent accounts", "CAP"),
        ("RUSSIA-EO14024", "Subject to Directive 3", "MBS"),
        ("NS-ISA", "", "NSISA"),
    ],
)
def test_a_program_beside_the_sdn_list_tells_the_list_as_the_screening_list_codes_it(
    tmp_path: Path, programs: str, remark: str, code: str
) -> None:
    row = f'11,"FIRST",-0- ,"{programs}",{NULLS}"{remark}"\r\n'
    entry = entries(tmp_path, {"CONS_PRIM.CSV": row, "CONS_ALT.CSV": ALT[:30] + "\r\n", "CONS_ADD.CSV": ADD})["11"]
    assert entry.source == code
    assert entry.listed_from == (date(2021, 6, 3) if code == "CMIC" else None)


@pytest.mark.parametrize(
    ("piece", "identifier", "keys"),
    [
        ("Passport K475336 (Qatar) issued 31 Aug 2009 expires 30 Aug 2014", "Passport: K475336 (QA)", {"K475336"}),
        ("alt. Passport RL 1794375 (Lebanon)", "Passport: RL 1794375 (LB)", {"RL1794375"}),
        ("Passport 654320001 (Korea, North)", "Passport: 654320001 (KP)", {"654320001"}),
        ("NIT # 800146749-7 (Colombia)", "NIT #: 800146749-7 (CO)", {"8001467497"}),
        ("R.F.C. DIB-771110-HQ1 (Mexico)", "R.F.C.: DIB-771110-HQ1 (MX)", {"DIB771110HQ1"}),
        ("Commercial Registry Number HRB 12345 (Germany)", "Commercial Registry Number: HRB 12345 (DE)", {"HRB12345"}),
        ("SWIFT/BIC ABCDRUMM", "SWIFT/BIC: ABCDRUMM", {"ABCDRUMM"}),
        ("Legal Entity Number 253400WSS48YWMBUA688", "Legal Entity Number: 253400", {"253400WSS48YWMBUA688"}),
        (
            "Unified Social Credit Code (USCC) 91222401MA0Y31E659 (China)",
            "Unified Social Credit Code (USCC): 91222401MA0Y31E659 (CN)",
            {"91222401MA0Y31E659"},
        ),
        ("Company Number IMO 5055293", "Company Number: IMO 5055293", {"5055293"}),
        ("International Maritime Organization No. (5777731)", "International Maritime Organization No.: 5777731", None),
        ("Website www.first.example", "Website: www.first.example", set()),
        ("Telephone (98)(21)(66153220)", "Telephone: (98)(21)(66153220)", set()),
        ("U.S.A. Passport issued 21 Jun 1992 in Amman, Jordan", "", set()),
        ("Chinese Commercial Code 1728 4320", "", set()),
        ("Executive Order 13662 Directive Determination - Subject to Directive 3", "", set()),
        ("Prohibited For Persons Owned By U.S. Financial Institutions: section 510.214", "", set()),
    ],
)
def test_an_identifier_is_taken_out_of_the_remarks_so_that_it_can_agree(
    piece: str, identifier: str, keys: set[str] | None
) -> None:
    found = read_remarks(f"DOB 1970; {piece}.", Countries.load())
    assert [text.startswith(identifier) for text in found.identifiers] == ([True] if identifier else [])
    assert found.rest == ["born: 1970", *([] if identifier else [piece])]
    listed = Entry(entity_id="1", source="SDN", kind="entity", name="X", identifiers=tuple(found.identifiers))
    assert {item.key for item in identifiers_of(listed)} == ({"5777731"} if keys is None else keys)


def test_weak_aliases_keep_their_apostrophes_and_former_ones_their_kind() -> None:
    text = "a.k.a. 'ABU 'ALI'; a.k.a. ''FOOPIE''; f.k.a. 'OLD; NAME'; a.k.a. 'P'U LI'."
    found = read_remarks(text.replace("OLD; NAME", "OLD NAME"), Countries.load())
    assert found.weak_aliases == ["ABU 'ALI", "FOOPIE", "OLD NAME", "P'U LI"]
    assert found.rest == ["formerly: OLD NAME"]


WORDS = st.text(alphabet=st.sampled_from("ab1 ;,.'\"()-\nÄ中"), max_size=20)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.sampled_from(["11", "12", "x"]), WORDS, WORDS), max_size=6), cut=st.integers(0, 40))
def test_no_row_is_lost_whatever_the_fields_hold(tmp_path: Path, rows: list[tuple[str, str, str]], cut: int) -> None:
    quoted = [[field.replace('"', '""') for field in row] for row in rows]
    primary = "".join(f'{number},"{name}",-0- ,"A",{NULLS}"{text}"\r\n' for number, name, text in quoted)
    other = "".join(f'{number},1,"aka","{name}","{text}"\r\n' for number, name, text in quoted)
    tables = {"SDN.CSV": SDN + primary, "ALT.CSV": (ALT + other)[: len(ALT + other) - cut], "ADD.CSV": ADD}
    accounted(ofac_csv.read(written(tmp_path, tables, end="")))


@pytest.mark.parametrize(
    ("file", "rows", "count", "sources", "kinds"),
    [
        (
            "2019-01-04_sdn.csv.gz",
            7379 + 9682 + 11696,
            7379,
            {"SDN": 7379},
            {"individual": 3845, "entity": 2994, "vessel": 323, "aircraft": 217},
        ),
        (
            "2021-07-07_sdn.csv.gz",
            8976 + 11910 + 13837,
            8976,
            {"SDN": 8976},
            {"individual": 4620, "entity": 3673, "vessel": 406, "aircraft": 277},
        ),
        (
            "2025-12-19_cons_prim.csv.gz",
            442 + 1073 + 574 + 10,
            442,
            {"SSI": 286, "PLC": 78, "CMIC": 68, "MBS": 9, "CAP": 1},
            {"individual": 79, "entity": 363},
        ),
    ],
)
def test_the_published_lists_have_as_many_entries_as_their_publisher_counts(
    shared: Path, file: str, rows: int, count: int, sources: dict[str, int], kinds: dict[str, int]
) -> None:
    read = ofac_csv.read(shared / "data" / "ofac" / file)
    assert accounted(read) == (rows, count, rows - count, 0)
    assert Counter(entry.source for entry in read.entries) == sources
    assert Counter(entry.kind for entry in read.entries) == kinds
    assert read.as_of == file[:10]
    assert not any("-0-" in text for entry in read.entries for text in (*entry.names, *entry.addresses, entry.remarks))


@pytest.fixture
def numbers() -> Callable[[Entry], set[str]]:
    return lambda entry: {item.key for item in identifiers_of(entry)}


def test_the_identifiers_of_the_sdn_list_are_those_of_the_screening_list(
    shared: Path, numbers: Callable[[Entry], set[str]]
) -> None:
    from exportgate.parties.lists import csl_csv

    ours = {entry.entity_id: entry for entry in ofac_csv.read(shared / "data/ofac/2021-07-07_sdn.csv.gz").entries}
    screening = csl_csv.read(shared / "data/csl/csl_2022-05-16_full.csv.gz").entries
    theirs = {entry.entity_id: entry for entry in screening if entry.source == "SDN" and entry.entity_id in ours}
    assert len(theirs) == 8556
    assert sum(entry.name != ours[number].name for number, entry in theirs.items()) == 28
    assert sum(not numbers(entry) <= numbers(ours[number]) for number, entry in theirs.items()) <= 35
