"""Framing keeps every record: fields as written, one fault for one spoiled record, no physical line lost."""

import csv
import io
import re
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exportgate.foundation.errors import InputError
from exportgate.runs.framing import LOOKAHEAD, Record, RecordReader
from exportgate.runs.physical_lines import LIMIT, PhysicalLines
from exportgate.runs.quoting import COMPLETE, OPEN, SPOILED, scan

WORDS = ("alpha", "beta", "gamma", "delta", "epsilon")
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
AWKWARD = st.text(st.sampled_from(list('a ,;|\t"\n\r中é')), max_size=8)
PIECES = st.sampled_from(
    [
        b"a",
        b",",
        b'"',
        b'""',
        b',"',
        b'",',
        b"\n",
        b"\r",
        b"\r\n",
        b" ",
        b";",
        b"|",
        b"\t",
        b"\xff",
        b"\0",
        "中".encode(),
    ]
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("framing")


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "shipments.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, content: bytes | str) -> list[Record]:
    return list(RecordReader(written(folder, content)))


def opened(folder: Path, content: bytes) -> RecordReader | str:
    """Return the reader of a file, or the sentence that refuses it."""
    try:
        return RecordReader(written(folder, content))
    except InputError as error:
        return str(error)


def physical_lines(content: bytes) -> int:
    parts = re.split(rb"\r\n|\r|\n", content)
    return len(parts) - (parts[-1] == b"")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], dict[str, object], str]:
    columns = draw(st.integers(2, len(WORDS)))
    rows = draw(st.lists(st.lists(CELL | AWKWARD, min_size=columns, max_size=columns), min_size=1, max_size=6))
    ending = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]))
    if quoting == csv.QUOTE_MINIMAL and ending != "\r\n":
        # Python before 3.13 leaves the line end that is not the writer's own unquoted, which is no CSV.
        rows = [[re.sub("[\r\n]", ending, cell) for cell in row] for row in rows]
    dialect = {"delimiter": draw(st.sampled_from(",;\t|")), "lineterminator": ending, "quoting": quoting}
    return rows, dialect, draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))


@given(table=tables())
def test_fields_come_back_as_csv_writer_was_given_them(
    folder: Path, table: tuple[list[list[str]], dict[str, object], str]
) -> None:
    rows, dialect, encoding = table
    text = io.StringIO(newline="")
    csv.writer(text, **dialect).writerows([WORDS[: len(rows[0])], *rows])  # type: ignore[arg-type] # drawn settings
    reader = RecordReader(written(folder, text.getvalue().encode(encoding)))
    records = list(reader)
    assert reader.headings == WORDS[: len(rows[0])]
    assert [list(record.fields or ()) for record in records] == rows
    assert [record.row for record in records] == list(range(1, len(rows) + 1))


@given(content=st.lists(PIECES, max_size=60).map(b"".join), start=st.sampled_from([b"", b"a,b\n", b"a;b;c\r\n"]))
@example(content=b'1,"x\n2,3\n', start=b"a,b\n")
@example(content=b"1,2\r", start=b"a,b\r")
def test_any_bytes_are_framed_line_by_line_or_refused(folder: Path, content: bytes, start: bytes) -> None:
    content = start + content
    reader = opened(folder, content)
    if isinstance(reader, str):
        assert "shipments.csv" in reader
        return
    records = list(reader)
    inside = sum(len(re.findall(r"\r\n|\r|\n", record.raw)) for record in records)
    headings = reader.lines - reader.blank_lines - len(records) - inside
    assert reader.lines == physical_lines(content)
    assert 1 <= headings < records[0].line
    assert [record.row for record in records] == list(range(1, reader.rows + 1))
    assert all((record.fields is None) != (record.fault is None) for record in records)
    assert all(len(record.fields) == len(reader.headings) for record in records if record.fields is not None)


@given(content=st.binary(max_size=200))
def test_binary_data_is_framed_or_refused_with_a_sentence(folder: Path, content: bytes) -> None:
    reader = opened(folder, content)
    assert "shipments.csv" in reader if isinstance(reader, str) else len(list(reader)) > 0


@given(blocks=st.lists(st.text(st.sampled_from("ab\r\n"), max_size=6), max_size=8))
def test_lines_do_not_depend_on_where_blocks_end(blocks: list[str]) -> None:
    lines = PhysicalLines(blocks)
    whole = io.StringIO("".join(blocks), newline="").readlines()
    assert [line.rstrip("\r\n") for line in lines.source] == [line.rstrip("\r\n") for line in whole]


@pytest.mark.parametrize(
    ("line", "state", "fields"),
    [
        ("a,b", COMPLETE, ["a", "b"]),
        ('"a,1",,"b"', COMPLETE, ["a,1", "", "b"]),
        ('"say ""x""",5" rack,', COMPLETE, ['say "x"', '5" rack', ""]),
        ('""', COMPLETE, [""]),
        ('a,"b', OPEN, ["a"]),
        ('a,"b""', OPEN, ["a"]),
        ('a,"b"c,d', SPOILED, ["a", "b"]),
    ],
)
def test_one_line_is_scanned_by_the_rules_of_quotes(line: str, state: int, fields: list[str]) -> None:
    found: list[str] = []
    assert scan(line, ",", found, []) is state
    assert found == fields


def test_an_unclosed_quote_spoils_one_record_only(tmp_path: Path) -> None:
    content = 'a,b,c\n1,2,3\n4,"five\n6,"seven, eight",9\n10,11,12\n'
    records = read(tmp_path, content)
    assert [(record.row, record.line, record.raw) for record in records] == [
        (1, 2, "1,2,3"),
        (2, 3, '4,"five'),
        (3, 4, '6,"seven, eight",9'),
        (4, 5, "10,11,12"),
    ]
    assert [record.fault is None for record in records] == [True, False, True, True]
    assert "unclosed quote in column 2" in (records[1].fault or "")


@pytest.mark.parametrize("rest", ["", "3,4\n5,6\n", '3,"4"\n', '3,4,",5\n', '"3","4\n'])
def test_an_unclosed_quote_is_found_whatever_follows(tmp_path: Path, rest: str) -> None:
    first = read(tmp_path, f'a,b\n1,"2\n{rest}')[0]
    assert first.raw == '1,"2'
    assert first.fault is not None
    assert first.fault.startswith("unclosed quote")


def test_a_field_over_several_lines_survives_and_later_rows_keep_their_lines(tmp_path: Path) -> None:
    records = read(tmp_path, 'a,b\n1,"x\r\ny ""z""\n"\n\n2,3\n')
    assert records[0].fields == ("1", 'x\r\ny "z"\n')
    assert records[0].raw == '1,"x\r\ny ""z""\n"'
    assert (records[1].row, records[1].line, records[1].fields) == (2, 6, ("2", "3"))


def test_a_field_over_more_lines_than_are_looked_ahead_is_an_unclosed_quote(tmp_path: Path) -> None:
    inside = "x\n" * (LOOKAHEAD + 1)
    records = read(tmp_path, f'a,b\n1,"{inside}y"\n2,3\n')
    assert records[0].fault is not None
    assert records[-1].fields == ("2", "3")
    assert len(records) == LOOKAHEAD + 3


def test_a_wrong_number_of_columns_is_told_with_both_numbers(tmp_path: Path) -> None:
    records = read(tmp_path, "a,b,c\n1,2\n1,2,3,4\n\t\n1,2,3\n")
    assert [record.fault for record in records] == [
        "2 columns where the headings have 3",
        "4 columns where the headings have 3",
        "1 column where the headings have 3",
        None,
    ]


def test_blank_lines_are_counted_and_are_no_rows(tmp_path: Path) -> None:
    reader = RecordReader(written(tmp_path, "\n  \na,b\n\n1,2\n   \n3,4\n\n"))
    assert [(record.row, record.line) for record in reader] == [(1, 5), (2, 7)]
    assert (reader.rows, reader.blank_lines, reader.lines) == (2, 3, 8)


@pytest.mark.parametrize(
    ("content", "delimiter", "headings"),
    [
        ("a,b\n1,2\n", ",", ("a", "b")),
        ("Name;Value, USD;City\nx;1,5;y\n", ";", ("Name", "Value, USD", "City")),
        ('"a, b";c\n1;2\n', ";", ("a, b", "c")),
        ("a\tb, c\n1\t2\n", "\t", ("a", "b, c")),
        ("a|b\n1|2\n", "|", ("a", "b")),
        ("consignee\nAcme\n", ",", ("consignee",)),
        ('"Ship\nDate","Part, No."\n1,2\n', ",", ("Ship\nDate", "Part, No.")),
    ],
)
def test_the_delimiter_is_found_from_the_headings(
    tmp_path: Path, content: str, delimiter: str, headings: Sequence[str]
) -> None:
    reader = RecordReader(written(tmp_path, content))
    assert (reader.delimiter, reader.headings) == (delimiter, headings)
    assert all(record.fault is None for record in reader)


def test_an_overlong_record_is_one_fault_and_reading_goes_on(tmp_path: Path) -> None:
    records = read(tmp_path, f"a,b\n1,{'x' * (LIMIT + 300_000)}\n2,3\n")
    assert (records[0].fields, records[0].fault) == (None, "longer than 1,048,576 characters")
    assert len(records[0].raw) == LIMIT
    assert (records[1].line, records[1].fields) == (3, ("2", "3"))


def test_an_endless_line_is_not_held_in_memory() -> None:
    blocks = ("x" * 262_144 for _ in range(120))
    tracemalloc.start()
    try:
        lines = list(PhysicalLines(blocks).source)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(lines) == 1
    assert LIMIT < len(lines[0]) <= LIMIT + 2
    assert peak < 8 * LIMIT


def test_a_rare_undecodable_line_is_set_aside_with_its_byte(tmp_path: Path) -> None:
    rows = b"".join(b"%d,x\n" % number for number in range(40))
    records = read(tmp_path, b"a,b\n" + rows + b"40,Soci\xe9t\xe9\n41,\xe4\xb8\xad\n")
    assert [record.row for record in records if record.fault] == [41]
    assert records[40].fault == "the byte 0xE9 is not UTF-8 text: save the file as UTF-8"
    assert records[40].raw == r"40,Soci\xe9t\xe9"
    assert records[41].fields == ("41", "中")


def test_reading_twice_gives_the_same_records(tmp_path: Path) -> None:
    reader = RecordReader(written(tmp_path, 'a,b\n1,"2\n3"\n4\n'))
    assert list(reader) == list(reader)
    assert (reader.rows, reader.lines) == (2, 4)
