"""The Consolidated Screening List gives the same entries as JSON and as CSV."""

import csv
import gzip
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import csl_csv, csl_json, json_records
from exportgate.parties.lists.formats import format_of
from exportgate.parties.lists.read_list import ReadList

EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
COLUMNS = (*csl_csv.NEEDED, *csl_csv.OPTIONAL)
LISTED = (
    "addresses",
    "alt_names",
    "programs",
    "citizenships",
    "nationalities",
    "dates_of_birth",
    "places_of_birth",
    "ids",
)


def written(folder: Path, content: str | bytes, name: str = "consolidated.json") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, *records: object, **said: object) -> ReadList:
    return csl_json.read(written(folder, json.dumps({**said, "results": records})))


def record(**values: object) -> dict[str, object]:
    return {"source": EL, "name": "Acme", "id": "7"} | values


def refusal(folder: Path, content: str | bytes) -> str:
    with pytest.raises(ListError) as refused:
        csl_json.read(written(folder, content))
    return str(refused.value)


def as_csv(folder: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    path = folder / "consolidated.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_json(folder: Path, rows: Iterable[Mapping[str, str]]) -> Path:
    """Write rows of the CSV as the JSON form has them: lists of texts, identifiers and addresses in their parts."""
    return written(folder, json.dumps({"total": 0, "results": [_as_record(row) for row in rows], "sources": []}))


def _as_record(row: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for column, cell in row.items():
        key = "id" if column == "_id" else column
        pieces = [piece for piece in cell.split("; ") if piece]
        if column == "ids":
            parts = [piece.split(", ", 2) for piece in pieces]
            made[key] = [dict(zip(("type", "number", "country"), part, strict=False)) for part in parts]
        elif column == "addresses":
            made[key] = [_address(piece) for piece in pieces]
        else:
            made[key] = pieces if column in LISTED else cell or None
    return made


def _address(piece: str) -> dict[str, str | None]:
    street, comma, country = piece.rpartition(", ")
    if not comma:
        return {"address": None, "city": None, "state": "", "postal_code": None, "country": piece}
    return {"city": None, "country": country, "address": street, "state": None, "postal_code": ""}


def test_a_record_becomes_an_entry_with_everything_it_says(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            "ids": [
                {"type": "Passport", "number": "836238033", "country": "KP", "issue_date": None, "expiration_date": ""},
                {"type": "Gender", "number": "Male"},
            ],
            "entity_number": 4711,
            "name": "RIM, Ryong Nam",
            "type": "Individual",
            "alt_names": ["RIM, R.N.", "and NAM, Rim"],
            "addresses": [
                {"address": "5 Road", "city": "Shenyang", "state": None, "postal_code": "110000", "country": "CN"},
                {"address": None, "city": None, "state": None, "postal_code": None, "country": "KP"},
            ],
            "country": "RU",
            "source": SDN,
            "programs": ["NPWMD", "IFSR"],
            "start_date": "2019-05-21",
            "end_date": None,
            "dates_of_birth": ["1978-12-05"],
            "federal_register_notice": None,
        },
        search_performed_at="2026-07-31 04:00:01 UTC",
    )
    (entry,) = found.entries
    assert (entry.entity_id, entry.source, entry.kind, entry.name) == ("4711", "SDN", "individual", "RIM, Ryong Nam")
    assert entry.aliases == ("RIM, R.N.", "NAM, Rim")
    assert entry.addresses == ("5 Road, Shenyang, 110000, CN",)
    assert entry.countries == ("CN", "KP", "RU")
    assert entry.identifiers == ("Passport: 836238033, KP",)
    assert (entry.programs, entry.listed_from, entry.notice) == (("NPWMD", "IFSR"), date(2019, 5, 21), "")
    assert entry.remarks == "born: 1978-12-05; Gender, Male"
    assert (found.rows, found.merged, found.rejected, found.as_of) == (1, 0, (), "2026-07-31")


CELL = st.text(alphabet="Ab1 ,.()'-é中", max_size=12).map(lambda text: " ".join(text.split()))
CELLS = st.lists(CELL.filter(bool), max_size=3).map("; ".join)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"source": st.sampled_from([EL, SDN]), "name": CELL.map(lambda text: f"Acme {text}".strip())},
        optional={
            "_id": st.sampled_from(["", "7", "8"]),
            "entity_number": st.sampled_from(["", "9"]),
            "type": st.sampled_from(["", "Individual", "Vessel"]),
            "addresses": st.lists(
                st.tuples(st.text("Ab1é中", min_size=1), st.sampled_from(["CN", "RU", "U.A.E."])).map(", ".join)
            ).map("; ".join),
            "ids": st.lists(st.text("Ab1-", min_size=1).map(lambda text: f"Passport, {text}")).map("; ".join),
            "license_requirement": CELL,
            "start_date": st.sampled_from(["", "2020-01-31", "soon"]),
            **dict.fromkeys(("alt_names", "programs", "citizenships", "places_of_birth"), CELLS),
        },
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ROWS)
def test_both_forms_of_a_list_give_the_same_entries(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    from_json, from_csv = csl_json.read(as_json(tmp_path, rows)), csl_csv.read(as_csv(tmp_path, rows))
    assert from_json.entries == from_csv.entries
    assert (from_json.rows, from_json.merged) == (from_csv.rows, from_csv.merged)


@pytest.mark.parametrize("name", ["csl_2025-06-25_newformat_sample.csv", "csl_2019-12-03_sample.csv"])
def test_published_rows_give_the_same_entries_in_both_forms(tmp_path: Path, shared: Path, name: str) -> None:
    with (shared / "data" / "csl" / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    from_json, from_csv = csl_json.read(as_json(tmp_path, rows)), csl_csv.read(shared / "data" / "csl" / name)
    assert from_json.entries == from_csv.entries
    assert from_json.rows == len(rows)


def test_order_of_keys_and_empty_values_change_nothing(tmp_path: Path) -> None:
    full = record(title=None, alt_names=["B"], ids=None, addresses=[], start_date="", programs=[None, ""])
    turned = dict(reversed(full.items()))
    assert (
        read(tmp_path, full).entries == read(tmp_path, turned).entries == read(tmp_path, record(alt_names="B")).entries
    )


def test_keys_that_are_not_known_are_told(tmp_path: Path) -> None:
    assert read(tmp_path, record(color="red"), record(id="8", mood=[1], score=90)).unread == ("color", "mood")


def test_an_answer_that_holds_a_part_of_the_list_says_so(tmp_path: Path) -> None:
    (told,) = read(tmp_path, record(), total=25921).unread
    assert told == "25,920 of the 25,921 entries that the search found, which the file does not hold"
    assert read(tmp_path, record(), total=1).unread == ()


def test_records_that_are_no_entry_are_set_aside_with_line_and_reason(tmp_path: Path) -> None:
    text = (
        '{"results": [\n{"source": "@", "name": "Acme"},\n7,\n{"source": "Odd List", "name": "B"},\n'
        '{"source": "@", "name": " "},\n{"source": "@", "name": "C", "name": "D"},\n'
        '{"source": "@", "name": "E", "score": NaN},\n{"source": "@", "name": "F\\ud800"},\n'
        '{"source": "@", "name": {"first": "G"}}\n]}'
    ).replace("@", EL)
    found = csl_json.read(written(tmp_path, text))
    assert [(row.row, row.line, row.reason) for row in found.rejected] == [
        (2, 3, "the record is no object in curly brackets"),
        (3, 4, "the source label 'Odd List' has no list code in parentheses"),
        (4, 5, "the record has no name"),
        (5, 6, "the key 'name' stands twice"),
        (6, 7, "NaN is no number in JSON"),
        (7, 8, "half a character stands in it (a lone surrogate)"),
        (8, 9, "'name' holds neither text nor a list of texts"),
    ]
    assert found.rows == len(found.entries) + found.merged + len(found.rejected)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"results": [{"source": "x"', "line 1: the file ends inside an entry of 'results', so it was cut short"),
        ('{"results": [{"name": "Ac', "line 1: the file ends inside an entry of 'results', so it was cut short"),
        ('{"results": [\n{"name": "A"}\n', "line 3: the file ends before its list does, so it was cut short"),
        ('[{"name": "A"}]', 'line 1: \'[{"name": "A"}]\' stands where the list must begin with an object'),
        ("7", "line 1: '7' stands where the list must begin with an object in curly brackets"),
        ('{"total": 1,\n"sources": []}', "line 2: the object has no 'results' (it has total, sources)"),
        ('{"results": {}}', "stands where the list must have its entries in an array 'results'"),
        ('{"results": [],\n"results": []}', "line 2: 'results' stands twice"),
        ('{"results": [{"a": 1}\n{"a": 2}]}', "line 2: '{\"a\": 2}]}' stands where the list must have a comma"),
        ('{"results": [{"a": tru, "b": "a long enough text behind it"}]}', "the JSON is broken (expecting value)"),
        ('{"results": []} {}', "something follows the end of the list"),
        ('{"results": [%s]}' % ("[" * 100_000), "the entry is nested more deeply than in any published list"),
        ('{"results": [{"a": %s}]}' % ("9" * 5000), "the JSON is broken (a number is too long)"),
        ('{"results": []}', "the file holds no entry of the Consolidated Screening List"),
    ],
)
def test_what_is_no_such_list_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    assert told in refusal(tmp_path, text)


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    assert "line 2: the file is not UTF-8 text" in refusal(tmp_path, b'{"results":\n [{"name": "\xff"}]}')
    assert "UTF-16" in refusal(tmp_path, '{"results": []}'.encode("utf-16"))
    assert "the JSON is broken (invalid control character at)" in refusal(
        tmp_path, b'{"results": [{"name": "A\0"}]}   ' * 9
    )


def test_an_entry_without_end_is_refused_before_it_is_in_memory(tmp_path: Path) -> None:
    told = refusal(tmp_path, '{"results": [{"name": "%s"}]}' % ("A" * 10_000_000))
    assert "line 1: an entry is longer than 8 MB, as in no published list" in told


def test_what_stands_beside_the_records_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "SAID_LIMIT", 1000)
    many = ", ".join(f'"key{number}": null' for number in range(200))
    assert "the list says more beside its 'results' than any published one" in refusal(tmp_path, f"{{{many}}}")


def test_records_are_whole_wherever_a_block_of_the_file_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(
        tmp_path, "\ufeff" + json.dumps({"results": [record(name="Ácme 中"), record(id="8")], "total": 12}, indent=1)
    )
    whole = csl_json.read(path)
    for size in range(1, 40):
        monkeypatch.setattr(json_records, "BLOCK", size)
        assert csl_json.read(path) == whole


def test_the_list_is_recognized_whatever_it_is_packed_in(tmp_path: Path) -> None:
    bulk = json.dumps({"total": 1, "sources": [], "results": [record()]})
    answer = json.dumps({"results": [record(federal_register_notice=None)]})
    for content in (bulk, answer, gzip.compress(bulk.encode())):
        assert format_of(written(tmp_path, content, "download")).name == "csl-json"
