"""Frames a delimited file into records, strictly and without losing one: what is not a record says why.

An opening quote that no closing quote answers spoils one record only. A quoted field is taken to go on in the next
physical lines where, within `LOOKAHEAD` lines and `LIMIT` characters, every quoted field of the record closes before a
delimiter or a line end and the record has as many columns as the heading line; otherwise the record is its first
physical line, with a fault, and reading resumes at the next one.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exportgate.foundation.errors import InputError
from exportgate.runs.physical_lines import LIMIT, PhysicalLines
from exportgate.runs.quoting import COMPLETE, OPEN, scan, without_quoted
from exportgate.runs.text_file import UNDECODABLE, decoded_blocks, examine, not_utf8, printable

LOOKAHEAD = 256
SAMPLE = 20
DELIMITERS = (",", ";", "\t", "|")
LINE_ENDS = "\r\n"


class Record(NamedTuple):
    """One data record: `row` counts records from 1, `line` is its first physical line.

    `fields` is None where `fault` says why it is no record; `raw` is its text without the last line end.
    """

    row: int
    line: int
    fields: tuple[str, ...] | None
    raw: str
    fault: str | None


class RecordReader:
    """The records of one delimited file: iterate to read it; every iteration starts anew.

    After an iteration `rows`, `blank_lines` and `lines` (physical ones, headings included) say what was read.
    """

    def __init__(self, path: Path, of: str = "shipments") -> None:
        """Open a file; `of` says what its rows are, for messages.

        Raises:
            UsageError: it does not exist.
            InputError: it is not UTF-8 or UTF-16 text, is empty, has headings only, or its headings cannot be framed.
        """
        self.path = path
        self._file, self._of = examine(path, of), of
        self.rows = self.blank_lines = self.lines = 0
        self.delimiter = _delimiter(self._physical())
        self.headings, self._heading_lines = self._read_headings()
        if next(iter(self), None) is None:
            raise InputError(f"{path}: there is no row below the headings; export the {of} again")

    def __iter__(self) -> Iterator[Record]:
        lines = self._physical()
        lines.ahead(self._heading_lines)
        lines.skip(min(self._heading_lines, len(lines.pending)))
        self.rows, self.blank_lines, self.lines = 0, 0, self._heading_lines
        return self._records(lines)

    def _records(self, lines: PhysicalLines) -> Iterator[Record]:
        delimiter, columns, pending, source = self.delimiter, len(self.headings), lines.pending, lines.source
        careful = columns == 1 or self._file.undecodable > 0
        framer = _Framer(lines, delimiter, columns)
        while True:
            line = pending.popleft() if pending else next(source, None)
            if line is None:
                return
            self.lines += 1
            body = line.rstrip(LINE_ENDS)
            fields = _quick_fields(body, delimiter) if '"' in body else body.split(delimiter)
            if len(fields) == columns and len(body) <= LIMIT and not careful:
                self.rows += 1
                yield Record(self.rows, self.lines, tuple(fields), body, None)
            elif not body.strip(" "):
                self.blank_lines += 1
            else:
                self.rows += 1
                record = framer.record(self.rows, self.lines, line)
                self.lines += framer.further
                yield record

    def _physical(self) -> PhysicalLines:
        return PhysicalLines(decoded_blocks(self.path, self._file.encoding))

    def _read_headings(self) -> tuple[tuple[str, ...], int]:
        """Return the headings and how many physical lines end with them."""
        lines = self._physical()
        number = 1
        while (line := lines.ahead(0)) is not None and not line.strip(LINE_ENDS + " "):
            lines.skip(1)
            number += 1
        if line is None:
            raise InputError(f"{self.path}: the file is empty; export the {self._of} again")
        lines.skip(1)
        undecodable = UNDECODABLE.search(line)
        if undecodable is not None:
            raise not_utf8(self.path, number, ord(undecodable.group()) - 0xDC00)
        framer = _Framer(lines, self.delimiter, None)
        headings = framer.record(0, number, line)
        if headings.fields is None:
            raise InputError(f"{self.path}, line {number}: the headings cannot be read, {headings.fault}; correct them")
        return headings.fields, number + framer.further


class _Framer:
    """Frames one record that is not plain; `further` is the number of physical lines that it takes beyond its first."""

    def __init__(self, lines: PhysicalLines, delimiter: str, columns: int | None) -> None:
        self.lines, self.delimiter, self.columns = lines, delimiter, columns
        self.further = 0

    def record(self, row: int, number: int, line: str) -> Record:
        """Return the record that begins with a line; the lines that it goes on in are taken."""
        self.further = 0
        body = line.rstrip(LINE_ENDS)
        if len(body) > LIMIT:
            return Record(row, number, None, printable(body[:LIMIT]), f"longer than {LIMIT:,} characters")
        fields: list[str] = []
        raw, fault = self._gather(body, line, fields)
        if fault is None and self.columns is not None and len(fields) != self.columns:
            fault = f"{_columns(len(fields))} where the headings have {self.columns}"
        undecodable = UNDECODABLE.search(raw)
        if undecodable is not None:
            byte = ord(undecodable.group()) - 0xDC00
            fault = f"the byte 0x{byte:02X} is not UTF-8 text: save the file as UTF-8"
        return Record(row, number, tuple(fields) if fault is None else None, printable(raw), fault)

    def _gather(self, body: str, line: str, fields: list[str]) -> tuple[str, str | None]:
        """Fill `fields` and return the raw text of the record, with a fault where a quote is unclosed."""
        held: list[str] = []
        state = scan(body, self.delimiter, fields, held)
        if state is COMPLETE:
            return body, None
        place = f"unclosed quote in column {len(fields) + (state is OPEN)}"
        if state is not OPEN:
            return body, f"{place}: text follows its closing quote"
        whole = self._across_lines(line, fields, held)
        if whole is None:
            return body, f"{place}: nothing closes it properly on this line or the next ones"
        return whole, None

    def _across_lines(self, line: str, fields: list[str], held: list[str]) -> str | None:
        """Return the raw text of a record that goes on in further lines; None where its quote is unclosed."""
        taken = [line]
        size = len(line)
        for distance in range(LOOKAHEAD):
            held.append(_line_end(taken[-1]))
            following = self.lines.ahead(distance)
            if following is None or (size := size + len(following)) > LIMIT:
                return None
            taken.append(following)
            state = scan(following.rstrip(LINE_ENDS), self.delimiter, fields, held)
            if state is COMPLETE and self.columns in (None, len(fields)):
                return self._take(taken)
            if state is not OPEN or (self.columns is not None and len(fields) >= self.columns):
                return None
        return None

    def _take(self, taken: list[str]) -> str:
        self.further = len(taken) - 1
        self.lines.skip(self.further)
        ends = [text.rstrip(LINE_ENDS) + _line_end(text) for text in taken[:-1]]
        return "".join((*ends, taken[-1].rstrip(LINE_ENDS)))


def _quick_fields(body: str, delimiter: str) -> list[str]:
    """Return the fields of a line that is a record of its own, else none."""
    fields: list[str] = []
    return fields if scan(body, delimiter, fields, []) is COMPLETE else []


def _line_end(line: str) -> str:
    return line[len(line.rstrip(LINE_ENDS)) :] or "\n"


def _columns(count: int) -> str:
    return "1 column" if count == 1 else f"{count} columns"


def _delimiter(lines: PhysicalLines) -> str:
    """Return the delimiter by which the headings have most columns, preferring one that the first rows agree with."""
    sample = [line for line in map(lines.ahead, range(SAMPLE)) if line is not None]
    text = "".join(line.rstrip(LINE_ENDS) + "\n" for line in sample)
    rows = [row for row in without_quoted(text).split("\n") if row.strip(" ")]
    if not rows:
        return DELIMITERS[0]

    def fitness(delimiter: str) -> tuple[bool, int, int]:
        count = rows[0].count(delimiter)
        return count > 0, sum(row.count(delimiter) == count for row in rows), count

    return max(DELIMITERS, key=fitness)
