"""A list file is recognized by its name and its first bytes, whatever it is packed in."""

import gzip
import zipfile
from pathlib import Path

import pytest

from exportgate.foundation.errors import ListError, UsageError
from exportgate.parties.lists.formats import FORMATS, format_named, format_of

CSL = (
    "source,entity_number,type,programs,name,addresses,federal_register_notice,start_date,end_date,"
    "license_requirement,license_policy,alt_names\n"
)


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("list.csv", CSL, "csl-csv"),
        ("download", CSL, "csl-csv"),
        ("LIST.CSV", "\ufeff\n\n" + CSL.upper(), "csl-csv"),
        ("list.csv.gz", gzip.compress(CSL.encode(), mtime=0), "csl-csv"),
        ("list.csv", gzip.compress(CSL.encode(), mtime=0), "csl-csv"),
        ("own.csv", "name,country\nFirst,CN\n", "csv"),
        ("own.csv.gz", gzip.compress(b"Company;Country\n", mtime=0), "csv"),
        ("own.yml", "entries: []\n", "yaml"),
        ("own.yaml", "<", "yaml"),
    ],
)
def test_a_list_is_recognized(tmp_path: Path, name: str, data: str | bytes, expected: str) -> None:
    assert format_of(written(tmp_path, name, data)).name == expected


def test_a_folder_is_a_yaml_list_and_named_columns_make_a_table(tmp_path: Path) -> None:
    assert format_of(tmp_path).name == "yaml"
    assert format_of(written(tmp_path, "list.csv", CSL), mapped=True).name == "csv"


@pytest.mark.parametrize(
    ("name", "data"),
    [("page.csv", "<note>\n"), ("odd.bin", b"\x00\x01\x02"), ("words.txt", "name\nFirst\n")],
)
def test_an_unrecognized_file_names_how_it_begins_and_every_form_expected(
    tmp_path: Path, name: str, data: str | bytes
) -> None:
    with pytest.raises(UsageError) as refused:
        format_of(written(tmp_path, name, data))
    told = str(refused.value)
    assert told.startswith(f"'{name}', which begins '")
    assert "\x00" not in told
    assert all(f"\n  {known.name}: {known.what}" in told for known in FORMATS)


def test_an_archive_of_several_files_is_told_to_be_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "two.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(name, CSL)
    with pytest.raises(UsageError, match=r"holds a\.csv, b\.csv, is no list .*; give one of its files, unpacked"):
        format_of(path)


def test_a_file_that_cannot_be_opened_is_empty_or_damaged_is_told(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="there is no such file"):
        format_of(tmp_path / "nowhere.csv")
    with pytest.raises(ListError, match="begins like a web page, not a list"):
        format_of(written(tmp_path, "page.csv", "<!DOCTYPE html>\n<html>"))
    with pytest.raises(ListError, match="is empty"):
        format_of(written(tmp_path, "none.csv", b""))
    with pytest.raises(ListError, match="gzip archive is damaged"):
        format_of(written(tmp_path, "cut.csv.gz", gzip.compress(b"name\n" * 99)[:12]))


def test_every_format_has_a_reader_and_is_found_by_its_name(tmp_path: Path) -> None:
    for known in FORMATS:
        assert format_named(known.name) is known
        with pytest.raises(ListError):
            known.read(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=f"'pdf' is none of {', '.join(known.name for known in FORMATS)}"):
        format_named("pdf")


def test_headings_are_refused_by_a_format_that_has_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"'list\.csv' is csl-csv"):
        format_named("csl-csv").read(tmp_path / "list.csv", {"name": "Firm"})
