from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import own_csv
from exportgate.parties.lists.formats import format_of


def file(folder: Path, text: str, name: str = "names.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refused(path: Path, given: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ListError) as error:
        own_csv.read(path, given)
    return str(error.value).splitlines()


def test_usual_headings_are_found_and_cells_of_several_values_taken_apart(tmp_path: Path) -> None:
    text = (
        "\ufeffCompany Name,Also known as,Country,Of whom,Relation,Reported by,Known since,Colour\n"
        '"Quartz, Harbor FZE",QH; Quartz General,United Arab Emirates,Huawei,shell,Example Daily,2024-05-01,red\n'
    )
    read = own_csv.read(file(tmp_path, text))
    (entry,) = read.entries
    assert (entry.name, entry.aliases, entry.countries) == ("Quartz, Harbor FZE", ("QH", "Quartz General"), ("AE",))
    assert (entry.relation, entry.of, entry.notice) == ("shell", "Huawei", "Example Daily")
    assert (entry.source, entry.listed_from) == ("REPORTED", date(2024, 5, 1))
    assert read.layout == "csv, 7 columns, not read: Colour"


def test_rows_of_one_id_are_names_of_one_entry(tmp_path: Path) -> None:
    text = "Number,Firm,Land\n7,First Co.,CN\n8,Other Co.,DE\n7,First Trading,HK\n"
    given = {"id": "Number", "name": "firm", "countries": "Land"}
    read = own_csv.read(file(tmp_path, text), given)
    first, other = read.entries
    assert (first.source, first.names, first.countries) == ("OWN", ("First Co.", "First Trading"), ("CN", "HK"))
    assert (other.entity_id, read.rows, read.merged) == ("8", 3, 1)


def test_without_a_column_of_ids_the_name_is_the_id(tmp_path: Path) -> None:
    read = own_csv.read(file(tmp_path, "name\nFirst Co.\n\nSecond Co.\n"))
    assert [entry.entity_id for entry in read.entries] == ["First Co.", "Second Co."]


def test_a_row_without_any_value_is_set_aside(tmp_path: Path) -> None:
    read = own_csv.read(file(tmp_path, "name,country\nFirst Co.,CN\n , \n"))
    assert [(row.row, row.line, row.reason) for row in read.rejected] == [(2, 3, "every field is empty")]
    assert read.rows == len(read.entries) + read.merged + len(read.rejected)


def test_every_fault_is_told_with_line_and_column(tmp_path: Path) -> None:
    text = (
        "name,of,relation,source,since,until,country\n"
        'First,Huawei,front,"a, b",2024-13-01,,Narnia\n'
        "Second,Huawei,alias,,2024-05-02,2024-05-01,CN\n"
        "Third,Huawei\n"
        "Fourth,,shell,x,,,CN\n"
    )
    path = file(tmp_path, text)
    told = refused(path)
    assert told[0] == f"{path}: the list has 8 faults and is not read; correct every one:"
    assert [line.strip().removeprefix(f"{path}:").split(": ")[0] for line in told[1:]] == [
        *("2:14", "2:27", "2:39", "3:1", "3:33", "4:1", "5:9", "5:15"),
    ]
    assert "the day" not in told[1]
    assert "the entry 'Second' has no 'source'; fill its column, or name it with --map source=HEADING" in told[4]
    assert not any("key" in line for line in told)
    assert "lies before 'since'" in told[5]


def test_columns_that_cannot_be_told_are_asked_for(tmp_path: Path) -> None:
    path = file(tmp_path, "Land,Firm,Company,Name\nCN,a,b,c\n")
    assert "two columns may be 'name'; say which with --map name=HEADING" in refused(path)[0]
    assert "the column 'Fimr' is not there; the headings are Land, Firm" in refused(path, {"name": "Fimr"})[0]
    assert "'colour' is nothing that an entry has" in refused(path, {"colour": "Land"})[0]
    assert "no column holds names (there are: Land, Firm)" in refused(file(tmp_path, "Land,Firm\nCN,a\n"))[0]


@pytest.mark.parametrize(("sign", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_columns_set_apart_by_another_sign_are_told(tmp_path: Path, sign: str, called: str) -> None:
    text = "Name,Of,Relation,Source\nFirst,Huawei,alias,a letter\n".replace(",", sign)
    path = file(tmp_path, text)
    (told,) = refused(path)
    assert told.startswith(f"{path}: line 1: the columns are set apart by {called}; save the file with commas")
    assert "name,of,relation,source,since" in told
    assert refused(path, {"name": "Firm"}) == [told]


def test_a_source_column_of_a_list_without_reported_names_is_left_alone(tmp_path: Path) -> None:
    read = own_csv.read(file(tmp_path, "name,source\nFirst Co.,our own notes\n"))
    assert [(entry.name, entry.relation) for entry in read.entries] == [("First Co.", "")]
    assert read.layout.endswith("not read: source")


def test_an_own_table_is_told_from_the_published_list(tmp_path: Path) -> None:
    published = "source,type,programs,name,addresses,federal_register_notice,start_date,end_date,license_policy\n"
    others = ("name,country\n", "Company;Country\n", "Firma\tLand\n", "Firm,Stands for\n")
    assert all(format_of(file(tmp_path, text)).name == "csv" for text in others)
    assert format_of(file(tmp_path, published)).name == "csl-csv"


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("of", "Mikron,EL,alias,2024-03-11,2025-03-11"),
        ("of", ",,,,"),
        ("of_list", "Huawei,SDN,alias,2024-03-11,2025-03-11"),
        ("relation", "Huawei,EL,shell,2024-03-11,2025-03-11"),
        ("since", "Huawei,EL,alias,,2025-03-11"),
        ("until", "Huawei,EL,alias,2024-03-11,"),
    ],
)
def test_rows_of_one_id_that_stand_for_another_or_otherwise_are_refused(tmp_path: Path, key: str, other: str) -> None:
    text = (
        "id,name,source,of,of_list,relation,since,until\n"
        "k1,First FZE,a letter,Huawei,EL,alias,2024-03-11,2025-03-11\n"
        f"k1,Second FZE,{'a letter' if other != ',,,,' else ''},{other}\n"
    )
    path = file(tmp_path, text)
    head, told = refused(path)
    assert head.startswith(f"{path}: the list has 1 fault ")
    assert told.startswith(f"  {path}:3:")
    assert f"the id 'k1' stands twice with another '{key}'; say the same as line 2, or give the row an id" in told


def test_rows_of_one_id_that_say_the_same_are_names_of_one_reported_party(tmp_path: Path) -> None:
    text = "id,name,of,relation,source\nk1,First FZE,Huawei,alias,a letter\nk1,Second FZE,Huawei,alias,a visit\n"
    (entry,) = own_csv.read(file(tmp_path, text)).entries
    assert (entry.names, entry.notice) == (("First FZE", "Second FZE"), "a letter; a visit")


def test_one_name_for_two_times_needs_ids_of_its_own(tmp_path: Path) -> None:
    rows = "First FZE,Huawei,alias,a letter,2024-03-11\nFirst FZE,Huawei,alias,a letter,2026-01-05\n"
    told = refused(file(tmp_path, f"name,of,relation,source,since\n{rows}"))[1]
    assert "'First FZE' stands twice with another 'since'" in told


def test_a_heading_with_a_slip_or_two_is_a_fault_that_names_the_one_meant(tmp_path: Path) -> None:
    path = file(tmp_path, "name,of,relation,source,Sinse,Utnil,Adress,Notes on it\nFirst,Huawei,alias,a letter,,,,\n")
    told = refused(path)
    assert told[0].startswith(f"{path}: the list has 3 faults ")
    assert [line.split("?")[0].strip() for line in told[1:]] == [
        f"{path}:1:25: the heading 'Sinse' is not known; did you mean 'since'",
        f"{path}:1:31: the heading 'Utnil' is not known; did you mean 'until'",
        f"{path}:1:37: the heading 'Adress' is not known; did you mean 'address'",
    ]


@pytest.mark.parametrize("headings", ["country,County", "Rank,Land", "Sinse", "Nobody,Colour,Phone", "x" * 10_000])
def test_headings_that_are_nearly_none_or_one_that_is_there_are_only_named(tmp_path: Path, headings: str) -> None:
    row = "," * headings.count(",")
    read = own_csv.read(file(tmp_path, f"name,{headings}\nFirst Co.,{row}\n"))
    assert read.unread == tuple(name for name in headings.split(",") if name != "country")


def test_a_name_that_stands_for_another_name_of_the_file_is_refused(tmp_path: Path) -> None:
    rows = "k1,First FZE,Huawei,alias,a letter\nk2,Second FZE,k1,owned,a letter\n"
    path = file(tmp_path, f"id,name,of,relation,source\n{rows}")
    (told,) = refused(path)[1:]
    where = f"  {path}:3:15: 'of' of the entry 'Second FZE'"
    assert told == f"{where} names an entry of this file, 'k1'; name the listed party"


def test_names_may_have_the_id_of_the_listed_party(tmp_path: Path) -> None:
    rows = "el-1,First FZE,el-1,alias,a letter\nel-1,Second FZE,el-1,alias,a letter\nk2,Third FZE,el-1,owned,a letter\n"
    read = own_csv.read(file(tmp_path, f"id,name,of,relation,source\n{rows}"))
    assert [(entry.entity_id, entry.of) for entry in read.entries] == [("el-1", "el-1"), ("k2", "el-1")]


def test_a_list_code_that_nobody_knows_is_a_fault_that_names_the_known(tmp_path: Path) -> None:
    told = refused(file(tmp_path, "name,of,of_list,relation,source\nFirst,Huawei,ELL,alias,a letter\n"))[1]
    assert "'ELL' is no list code that is known, so 'of_list' of the entry 'First' finds nobody" in told
    assert "write one of EL, DPL, UVL, " in told


def test_names_and_numbers_that_nobody_is_found_by_are_refused(tmp_path: Path) -> None:
    path = file(tmp_path, "name,aliases,han,identifiers\n---,QH; –,,\nFirst,,—,12; 48213; Tax ID 48213\n")
    told = refused(path)
    assert [line.split(";")[0].strip() for line in told[1:]] == [
        f"{path}:2:1: the name '---' of the entry '---' has no letter and no digit, so nobody is found by it",
        f"{path}:2:5: the name '–' of the entry '---' has no letter and no digit, so nobody is found by it",
        f"{path}:3:8: the name '—' of the entry 'First' has no letter and no digit, so nobody is found by it",
        f"{path}:3:10: the identifier '12' of the entry 'First' is too short or too plain to be compared",
        f"{path}:3:10: the identifier '48213' of the entry 'First' is too short or too plain to be compared",
    ]


def test_names_of_any_script_and_numbers_that_say_what_they_are_are_taken(tmp_path: Path) -> None:
    row = "华为,,,IMO 9187629; Website: a.example; SWIFT DEUTDEFF; Tax ID 48213; 7736640919"
    (entry,) = own_csv.read(file(tmp_path, f"name,aliases,han,identifiers\n{row}\n")).entries
    assert (entry.name, len(entry.identifiers)) == ("华为", 5)


def test_a_table_of_a_thousand_faults_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = file(tmp_path, "name,country\n" + "one,two,three\n" * 5000)
    with pytest.raises(ListError, match=r"the list has at least 1000 faults and is not read; correct every one:"):
        own_csv.read(path)
