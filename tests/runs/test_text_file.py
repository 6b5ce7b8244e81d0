"""What is not delimited text is refused in one sentence that says what it is and what to do."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from exportgate.foundation.errors import InputError, UsageError
from exportgate.runs.framing import RecordReader
from exportgate.runs.text_file import examine


def refusal(folder: Path, content: bytes) -> str:
    path = folder / "shipments.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        RecordReader(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["windows-1252", "gbk"])
def test_another_encoding_is_refused_with_line_and_advice(tmp_path: Path, encoding: str) -> None:
    name = "Société" if encoding == "windows-1252" else "华为"
    message = refusal(tmp_path, b"a,b\n1,x\n" + f"2,{name}\n3,{name}\n".encode(encoding))
    assert "line 3" in message
    assert "UTF-8" in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf\n \n", "empty"),
        (b"a,b\n", "no row below the headings"),
        (b"a,b\n\n\n", "no row below the headings"),
        (b"a,b\n1,\0\n", "line 2: a NUL byte, which no text has; remove it there, or export the shipments again"),
        ("a,b\n1,2\n".encode("utf-16-le"), "NUL byte"),
        (b"a,\xe9\n1,2\n3,4\n5,6\n", "line 1: the byte 0xE9"),
        (b'a,"b\n1,2\n', "unclosed quote"),
        (b"\n<!DOCTYPE html><html>", "HTML"),
        (b"%PDF-1.7", "PDF"),
        (b"\xff\xfea\x00,\x00b\x00\n\x00\x00\xd8\n\x00", "UTF-16"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "gzip"),
    ],
)
def test_what_cannot_be_framed_is_refused_with_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    assert said in refusal(tmp_path, content)


@pytest.mark.parametrize(("member", "said"), [("xl/workbook.xml", "workbook (XLSX)"), ("shipments.csv", "ZIP archive")])
def test_archives_are_told_from_workbooks(tmp_path: Path, member: str, said: str) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(member, "x")
    assert said in refusal(tmp_path, held.getvalue())


def test_a_missing_file_is_a_usage_error_and_a_folder_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        RecordReader(tmp_path / "absent.csv")
    with pytest.raises(InputError, match="folder"):
        RecordReader(tmp_path)


@pytest.mark.parametrize(
    ("rows", "damaged", "accepted"), [(1, 1, False), (2, 1, True), (2, 2, False), (300, 3, True), (300, 4, False)]
)
def test_few_damaged_lines_are_left_to_be_set_aside(tmp_path: Path, rows: int, damaged: int, accepted: bool) -> None:  # noqa: FBT001 - a parametrized case
    path = tmp_path / "shipments.csv"
    path.write_bytes(b"a,b\n" + b"1,\xe9\n" * damaged + b"1,x\n" * (rows - damaged))
    if accepted:
        assert examine(path).undecodable == damaged
    else:
        with pytest.raises(InputError, match="line 2: the byte 0xE9"):
            examine(path)


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_a_nul_byte_is_told_with_its_line_whatever_ends_lines(tmp_path: Path, ending: bytes) -> None:
    rows = b"1,2" + b"x" * 100
    content = b"a,b" + ending + (rows + ending) * 9000 + b"3,\0" + ending
    assert "line 9002: a NUL byte" in refusal(tmp_path, content)
