import gzip
import io
import os
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import containers
from exportgate.parties.lists.containers import members, open_list, start_of
from exportgate.parties.lists.records import open_records

TEXT = b"name,country\nAcme,CN\n"


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return stream.getvalue()


def named(name: str, content: bytes = TEXT) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def written(folder: Path, content: bytes, name: str = "list.bin") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def content_of(path: Path, *wanted: str) -> bytes:
    with open_list(path, wanted or ("*",)) as file:
        return file.stream.read()


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda text: zipped(list__csv=text)])
def test_a_list_is_the_same_whatever_it_is_packed_in(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = written(tmp_path, pack(TEXT * 50_000))
    assert content_of(path) == TEXT * 50_000
    assert start_of(path, 1000)[1] == (TEXT * 50_000)[:1000]
    with open_records(path) as file:
        record = file.next()
    assert record is not None
    assert record.fields == ("name", "country")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(content=st.binary(min_size=1), size=st.integers(1, 9))
def test_no_byte_of_a_list_is_lost_or_added(tmp_path: Path, content: bytes, size: int) -> None:
    whole = b"id\n" + content * size
    for packed in (whole, gzip.compress(whole), zipped(a__txt=whole)):
        assert content_of(written(tmp_path, packed)) == whole


def test_what_macos_packs_beside_a_list_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.csv", b"name\nAcme\n")
        archive.writestr("__MACOSX/._list.csv", b"notes")
    assert members(path) == ("list.csv",)
    with open_list(path, ("*.csv",)) as file:
        assert (file.name, file.stream.read()) == ("list.csv", b"name\nAcme\n")


def test_of_a_zip_the_one_member_that_fits_is_read_and_its_name_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, zipped(READ_ME__txt=b"about", SDN__CSV=TEXT))
    with open_list(path, ("*.csv",)) as file:
        assert (file.name, file.stream.read()) == ("SDN.CSV", TEXT)
    with open_list(written(tmp_path, gzip.compress(TEXT), "us.csv.gz")) as file:
        assert file.name == "us.csv"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty; download a published list again"),
        (gzip.compress(b""), "the file is empty"),
        (zipped(a__csv=b""), "the file is empty"),
        (gzip.compress(os.urandom(5000))[:-9], "the gzip archive is damaged after line"),
        (gzip.compress(b"a,b\n" * 9 + os.urandom(5000).replace(b"\n", b""))[:-9], "damaged after line 9; download"),
        (b"\x1f\x8bno gzip", "the gzip archive is damaged after line 0; download"),
        (zipped(a__csv=os.urandom(5000))[:3000], "the zip archive is cut short, damaged, or no list's; download"),
        (named("a.csv", b"abcd").replace(b"abcd", b"abxd"), "the zip archive is damaged after line 0"),
        (zipped(), "the file is a zip archive without a file"),
        (zipped(a__csv=TEXT, b__csv=TEXT), "the archive holds 2 files of the form *.csv ('a.csv', 'b.csv')"),
        (zipped(a__pdf=TEXT), "the archive holds no file of the form *.csv ('a.pdf'); unpack it"),
        (named("../../list.csv"), "holds the file '../../list.csv', whose path leads out of it"),
        (named("/etc/list.csv"), "holds the file '/etc/list.csv', whose path leads out of it"),
        (named("C:\\list.csv"), "whose path leads out of it"),
        (named("..\\list.csv"), "whose path leads out of it"),
        (zipped(**{"[Content_Types]__xml": b"<Types/>", "a__csv": TEXT}), "the file is a workbook or document"),
        (zipped(a__csv=gzip.compress(TEXT)), "the file is an archive within an archive; give the list itself"),
        (b"BZh91AY&SY", "the file is packed with bzip2"),
        (b"%PDF-1.7\n", "the file is a PDF file; give the list itself"),
        ("name\n".encode("utf-16"), "line 1 begins as UTF-16 text; save the file as UTF-8"),
        (b"\n<!-- -->\n<!DOCTYPE HTML>\n", "the file begins like a web page, not a list"),
        (b'<?xml version="1.0"?><html xmlns="x">', "the file begins like a web page, not a list"),
    ],
)
def test_what_is_no_list_is_refused_with_file_and_next_step(tmp_path: Path, content: bytes, message: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ListError) as error:
        content_of(path, "*.csv")
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_a_member_that_is_encrypted_or_packed_in_another_way_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("list.csv", TEXT)
    with pytest.raises(ListError, match=r"the member 'list.csv' is packed in a way that is not read; unpack it"):
        content_of(written(tmp_path, stream.getvalue()))
    encrypted = bytearray(named("list.csv"))
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ListError, match=r"the member 'list.csv' is encrypted"):
        content_of(written(tmp_path, bytes(encrypted)))


def test_a_zip_that_says_that_it_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path, zipped(list__csv=b"0" * 2**25))
    with pytest.raises(ListError, match="unpacks to more than 200 times its size"), open_list(path):
        pass


@pytest.mark.parametrize("pack", [gzip.compress, lambda text: zipped(list__csv=text)])
def test_an_archive_that_swells_beyond_what_it_says_is_stopped_while_memory_stays_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]
) -> None:
    size = 2**25
    monkeypatch.setattr(containers, "RATIO_COUNTS_FROM", 2**20)
    path = written(tmp_path, pack(b"0" * size).replace(size.to_bytes(4, "little"), (9).to_bytes(4, "little")))
    tracemalloc.start()
    try:
        with pytest.raises(ListError, match=r"unpacks to more than 200 times|is damaged"), open_list(path) as file:
            list(iter(lambda: len(file.stream.read(2**16)), 0))
        assert tracemalloc.get_traced_memory()[1] < 2**21
    finally:
        tracemalloc.stop()


def test_a_zip_whose_table_of_members_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    packed = bytearray(zipped(**{f"{number:04}" + "x" * 200: b"" for number in range(6000)}, a__csv=TEXT))
    with pytest.raises(ListError, match="the zip archive is cut short, damaged, or no list's"):
        content_of(written(tmp_path, bytes(packed)))


def test_a_file_of_two_gigabytes_in_one_line_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.write(b"name")
        file.truncate(2 * 2**30)
    with pytest.raises(ListError, match="the list passes 1024 MB, more than any published one"), open_list(path):
        pass
    with pytest.raises(ListError, match="the list passes 128 MB"), open_records(path):
        pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_a_folder_and_a_missing_file_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ListError, match=r"cannot be opened \(it is a named pipe, not a file\)"):
        content_of(tmp_path / "pipe")
    with pytest.raises(ListError, match=r"cannot be opened \(it is a folder, not a file\)"):
        content_of(tmp_path)
    with pytest.raises(ListError, match="there is no such file; check the path"):
        content_of(tmp_path / "nowhere")
