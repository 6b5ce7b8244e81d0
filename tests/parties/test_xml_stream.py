import gzip
import tracemalloc
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exportgate.foundation.errors import ListError
from exportgate.parties.lists import xml_stream
from exportgate.parties.lists.xml_stream import open_xml, root_of

LAUGHS = b'<!DOCTYPE list [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><list><entry>&b;</entry></list>'
QUADRATIC = b'<!DOCTYPE list [<!ENTITY a "' + b"x" * 100_000 + b'">]><list>' + b"&a;" * 10_000 + b"</list>"
EXTERNAL = b'<!DOCTYPE list [<!ENTITY a SYSTEM "file:///etc/passwd">]><list><entry>&a;</entry></list>'


def written(folder: Path, content: bytes) -> Path:
    path = folder / "list.xml"
    path.write_bytes(content)
    return path


def texts(path: Path) -> list[str]:
    with open_xml(path, "list", "the list of the test", {"entry"}) as file:
        return [record.text for record in file.records()]


def test_records_come_one_by_one_with_their_lines_and_without_namespaces(tmp_path: Path) -> None:
    content = b'<list xmlns="urn:x" xmlns:y="urn:y" y:day="1"><head>no record</head>\n'
    content += b'<entry a="1">A<!-- -->\n<in>B</in></entry>\n<group><entry>C</entry></group></list>'
    path = written(tmp_path, gzip.compress(content))
    with open_xml(path, "list", "the list", {"entry"}) as file:
        assert (file.root.name, file.namespace, file.root.attributes) == ("list", "urn:x", {"day": "1"})
        first, second = file.records()
    assert (first.line, first.text, first.attributes, first.take_text("in")) == (2, "A", {"a": "1"}, "B")
    assert (second.line, second.text) == (4, "C")


def test_what_nobody_took_of_a_record_is_told(tmp_path: Path) -> None:
    content = b'<entry id="7"><name>A</name><DATE_OF_ISSUE>2001</DATE_OF_ISSUE><w><bornIn no="2">X</bornIn></w></entry>'
    with open_xml(written(tmp_path, b"<list>" + content + b"</list>"), "list", "the list", {"entry"}) as file:
        (record,) = file.records()
    assert record.take_texts("name") == ("A",)
    assert list(record.untaken(silent={"id"})) == ["date of issue: 2001", "born in: X", "no: 2"]
    assert record.take_text("w", "bornIn") == "X"
    assert record.raw() == "<entry> id: 7; date of issue: 2001"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=80), max_size=20),
    st.integers(1, 50),
)
def test_every_record_is_read_whatever_it_says_and_wherever_blocks_end(
    tmp_path: Path, said: list[str], block: int
) -> None:
    body = "".join(f"<entry>{escape(text)}</entry>" for text in said)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xml_stream, "BLOCK", block)
        assert texts(written(tmp_path, f"<list>{body}</list>".encode())) == [" ".join(text.split()) for text in said]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (LAUGHS, "line 1: the file declares a document type (DOCTYPE), by which entities could be smuggled in"),
        (QUADRATIC, "declares a document type"),
        (EXTERNAL, "declares a document type"),
        (b"<list>\n<entry>&lol;</entry></list>", "line 2, column 8: the XML is broken (undefined entity); download"),
        (b"<list>\n<entry><a>", "line 2: the file ends inside <a>, so it was cut short; download"),
        (b"<list>\n<entry", "line 2: the file ends inside <list>, so it was cut short"),
        (b"  \n", "the file ends before its first element"),
        (b"<list>\n</lits>", "line 2, column 3: the XML is broken (mismatched tag)"),
        (b"<list>\n<entry>\xe4hnlich</entry></list>", "line 2 is not UTF-8 text at byte 8; save the file as UTF-8"),
        (b"<list><entry>\0</entry></list>", "line 1, column 14: the XML is broken"),
        (b"name,country\n", "line 1, column 1: the XML is broken"),
        (b"<sdnList/>", "line 1: the file holds <sdnList>, not <list> as the list of the test does; give"),
        (b"<entry><entry>A</entry></entry>", "line 1: the file holds <entry>, not <list>"),
        (b"<list>" + b"<a>" * 50, "there are more levels of elements than in any published list; check the file"),
        (b"<list><entry>" + b"<a>" * 50, "there are more levels of elements than in any published list"),
        (
            b"<list>" + b"".join(b"<a%d/>" % number for number in range(3000)),
            "there are more kinds of elements than in any",
        ),
        (b"<list><entry>" + b"x" * (2**22 + 1), "line 1: <entry> is larger than any published entry; check the file"),
        (b"<list><entry>" + b"<a/>" * 2**16, "line 1: <entry> is larger than any published entry"),
        (b"<list><!-- " + b"x" * 2**21, "a tag or comment is longer than 1 MB"),
        (b'<list><entry a="' + b"x" * 2**21, "a tag or comment is longer than 1 MB"),
    ],
)
def test_what_is_no_list_in_xml_is_refused_with_place_and_next_step(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ListError) as error:
        texts(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, gzip.compress(b"<list>" + b"<entry><a>text</a></entry>" * 5000 + b"</list>"))
    tracemalloc.start()
    try:
        with open_xml(path, "list", "the list", {"entry"}) as file:
            assert sum(1 for _ in file.records()) == 5000
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("start", "name"),
    [
        (b'<?xml version="1.0"?>\n<!-- -->\n<x:list xmlns:x="urn:x"><entry>cut', "list"),
        (LAUGHS, "list"),
        (b"name,country", ""),
        (b"", ""),
    ],
)
def test_the_root_element_is_told_from_how_a_file_begins(start: bytes, name: str) -> None:
    assert root_of(start) == name


@pytest.mark.parametrize("encoding", ["UT--8", "shift_jis", "rot13", "no such"])
def test_an_encoding_that_is_not_read_is_told(tmp_path: Path, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><list><entry>A</entry></list>'.encode()
    with pytest.raises(ListError, match=r"declares the encoding|is broken"):
        texts(written(tmp_path, content))
    assert root_of(content) in {"", "list"}


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "windows-1252", "us-ascii"])
def test_an_encoding_of_single_bytes_is_read(tmp_path: Path, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?><list><entry>A</entry></list>'.encode(encoding)
    assert texts(written(tmp_path, content)) == ["A"]
