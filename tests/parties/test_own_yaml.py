from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError
from exportgate.foundation.resources import shipped
from exportgate.parties.lists import own_yaml

ONE_FILE = """\
id: house
title: House list
as_of: 2026-07-31
curated: true
sources: [own research]
entries:
  - id: el-acme
    list: EL
    kind: entity
    name: Acme Semiconductor Co., Ltd.
    aliases: [ASC, Acme Chips]
    weak_aliases: [Acme]
    han: [顶点半导体]
    countries: [CN, HK]
    addresses: ["Room 1, 2/F, Acme Tower, 3 Acme Road, Hong Kong"]
    identifiers: ["Unified Social Credit Code: 91110000MA005UCQ5P"]
    programs: [X]
    requirement: all items subject to the EAR
    policy: presumption_of_denial
    policy_note: food and medicine case by case
    footnotes: [4]
    notices: [85 FR 1, 86 FR 2]
    listed: 2020-12-22
    delisted: 2026-01-31
    family: acme
  - id: el-acme
    list: MEU
    name: Acme Semiconductor
"""


def file(folder: Path, text: str, name: str = "house.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refused(path: Path) -> list[str]:
    with pytest.raises(ListError) as error:
        own_yaml.read(path)
    return str(error.value).splitlines()


def test_one_file_holds_the_list_and_its_entries(tmp_path: Path) -> None:
    read = own_yaml.read(file(tmp_path, ONE_FILE))
    assert (read.title, read.as_of, read.curated, read.layout) == ("House list", "2026-07-31", True, "yaml")
    assert (read.rows, read.merged, read.rejected) == (2, 0, ())
    acme, second = read.entries
    assert (acme.entity_id, acme.source, acme.kind) == ("el-acme", "EL", "entity")
    assert acme.aliases == ("ASC", "Acme Chips", "顶点半导体")
    assert acme.weak_aliases == ("Acme",)
    assert acme.countries == ("CN", "HK")
    assert acme.footnotes == ("4",)
    assert acme.notice == "85 FR 1; 86 FR 2"
    assert (acme.listed_from, acme.listed_to) == (date(2020, 12, 22), date(2026, 1, 31))
    assert acme.remarks == "food and medicine case by case; family: acme"
    assert (second.source, second.kind, second.listed_from) == ("MEU", "entity", None)


def test_a_folder_holds_the_list_and_further_files_of_entries(tmp_path: Path) -> None:
    file(tmp_path, "id: house\ntitle: House list\nas_of: 2026-07-31\ncurated: false\n", "list.yaml")
    file(tmp_path, "entries:\n  - {id: b, list: EL, name: Second}\n", "b.yaml")
    file(tmp_path, "entries:\n  - {id: a, list: DPL, kind: individual, name: First}\n", "a.yaml")
    read = own_yaml.read(tmp_path)
    assert [(entry.entity_id, entry.kind) for entry in read.entries] == [("a", "individual"), ("b", "entity")]
    assert (read.title, read.curated, read.rows) == ("House list", False, 2)


def test_every_fault_of_every_file_is_told_with_line_and_column(tmp_path: Path) -> None:
    head = file(tmp_path, "title: House list\nas_of: yesterday\nowner: me\n", "list.yaml")
    rows = file(
        tmp_path,
        """\
entries:
  - id: a
    list: XL
    name: One
    colour: red
  - id: b
    list: EL
    name: Two
    kind: company
    countries: [China]
    footnotes: [2]
    listed: 2020-13-01
  - id: b
    list: EL
    name: Three
  - list: EL
    name: Four
""",
        "rows.yaml",
    )
    broken = file(tmp_path, "entries: [", "zzz.yaml")
    told = refused(tmp_path)
    assert told[0] == f"{tmp_path}: the list has 11 faults and is not read; correct every one:"
    starts = [line.strip().split(";")[0] for line in told[1:-1]]
    assert starts == [
        f"{head}:2:8: 'yesterday' under 'as_of' is not a date such as 2023-11-17",
        f"{head}:3:1: unknown key 'owner' in the list file",
        f"{rows}:3:11: 'XL' is no list that the entry 'One' can have",
        f"{rows}:5:5: unknown key 'colour' in an entry",
        f"{rows}:9:11: 'company' is no kind that the entry 'Two' can have",
        f"{rows}:10:17: 'China' is no country code",
        f"{rows}:11:17: '2' is no footnote",
        f"{rows}:12:13: '2020-13-01' under 'listed' is not a date such as 2023-11-17",
        f"{rows}:13:9: the id 'b' stands twice",
        f"{rows}:16:5: the entry 'Four' lacks the key 'id'",
    ]
    assert told[-1].strip() == "and 1 more"
    assert broken.name not in "".join(told)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "house.yaml:1:1: the file is empty"),
        ("title: a\nentries: {}", "house.yaml:2:10: 'entries' must be a list"),
        ("title: a\nentries: [text]", "house.yaml:2:11: an entry must be a mapping"),
        ("title: a\nentries: &x []", "anchors and aliases are not used here"),
        ("- a", "house.yaml:1:1: the list file must be a mapping"),
        ("entries: []", "house.yaml:1:1: the list lacks the key 'title'"),
        ("title: a\nentries:\n  - {id: a, list: EL}", "house.yaml:3:5: the entry lacks the key 'name'"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_its_place(tmp_path: Path, text: str, fault: str) -> None:
    assert fault in "\n".join(refused(file(tmp_path, text)))


def test_a_path_that_is_not_there_and_a_folder_without_its_head_are_refused(tmp_path: Path) -> None:
    assert "there is no such file or folder" in refused(tmp_path / "nowhere.yaml")[0]
    assert "the folder has no list.yaml" in refused(tmp_path)[0]


def test_the_shipped_list_is_read_whole_with_every_address_row() -> None:
    read = own_yaml.read(shipped("data") / "parties")
    assert read.curated
    assert read.as_of is not None
    assert len(read.entries) >= 400
    kinds = Counter(entry.kind for entry in read.entries)
    assert kinds["address"] == 19
    assert all(entry.addresses for entry in read.entries if entry.kind == "address")


OWN_CODE = ONE_FILE.replace("curated: true\n", "code: ACME\n").replace("list: MEU", "list: ACME")


def test_a_list_may_have_a_code_of_its_own_beside_the_published_ones(tmp_path: Path) -> None:
    read = own_yaml.read(file(tmp_path, OWN_CODE))
    assert [entry.source for entry in read.entries] == ["EL", "ACME"]


@pytest.mark.parametrize(("code", "words"), [("EL", "published list"), ("acme", "no code"), ("A", "no code")])
def test_a_code_that_cannot_be_had_is_refused_in_its_place(tmp_path: Path, code: str, words: str) -> None:
    told = refused(file(tmp_path, OWN_CODE.replace("code: ACME", f"code: {code}")))
    assert any("house.yaml:4:7" in line and words in line for line in told)


def test_a_code_that_the_list_does_not_state_is_refused(tmp_path: Path) -> None:
    told = refused(file(tmp_path, OWN_CODE.replace("code: ACME\n", "")))
    assert any("'ACME' is no list" in line for line in told)


def test_the_code_of_a_folder_holds_for_all_its_files(tmp_path: Path) -> None:
    file(tmp_path, "id: house\ntitle: House\ncode: ACME\n", "list.yaml")
    file(tmp_path, "entries:\n  - {id: a, list: ACME, kind: entity, name: Acme}\n", "aaa.yaml")
    assert [entry.source for entry in own_yaml.read(tmp_path).entries] == ["ACME"]


REPORTED = """\
id: fronts
title: Reported names
as_of: 2026-07-31
entries:
  - name: Quartz Harbor Trading FZE
    of: Huawei Technologies Co., Ltd.
    of_list: EL
    relation: shell
    source: Example Daily of 2024-05-01
    since: 2024-05-01
    until: 2026-01-31
    note: same directors
"""


def test_a_reported_name_says_of_whom_and_by_whom(tmp_path: Path) -> None:
    (entry,) = own_yaml.read(file(tmp_path, REPORTED)).entries
    assert (entry.relation, entry.of, entry.of_list) == ("shell", "Huawei Technologies Co., Ltd.", "EL")
    assert (entry.source, entry.notice, entry.remarks) == ("REPORTED", "Example Daily of 2024-05-01", "same directors")
    assert (entry.listed_from, entry.listed_to) == (date(2024, 5, 1), date(2026, 1, 31))
    assert entry.entity_id == "Quartz Harbor Trading FZE (shell of Huawei Technologies Co., Ltd.)"


def test_the_code_of_an_own_list_is_that_of_its_reported_names(tmp_path: Path) -> None:
    (entry,) = own_yaml.read(file(tmp_path, REPORTED.replace("entries:", "code: ACME\nentries:"))).entries
    assert entry.source == "ACME"


def test_what_is_said_of_a_listed_party_has_no_place_at_a_reported_name(tmp_path: Path) -> None:
    wrong = REPORTED + "    requirement: all items\n  - {id: a, list: EL, name: First, source: x}\n"
    told = refused(file(tmp_path, wrong))
    assert "so 'requirement' says nothing; these are said of the listed party itself" in told[1]
    assert "has no 'of', so 'source' says nothing; name the listed party" in told[2]


def test_a_name_of_a_name_and_an_unknown_list_code_are_refused(tmp_path: Path) -> None:
    text = (
        "id: house\ntitle: House list\ncode: ACME\nentries:\n"
        "  - {id: k1, name: First, of: Huawei, of_list: ACME, relation: alias, source: a letter}\n"
        "  - {id: k2, name: Second, of: k1, of_list: ACMA, relation: alias, source: a letter}\n"
    )
    told = refused(file(tmp_path, text))
    assert "names an entry of this file, 'k1'; name the listed party" in told[1]
    assert "'ACMA' is no list code that is known" in told[2]
