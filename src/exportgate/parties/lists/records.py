"""Frames a delimited list file into records: quotes honored, physical lines counted, memory bounded.

An unclosed quote, or a bare carriage return outside quotes, spoils one record, and reading resumes at the next line.
What stops a whole file (no text, a damaged archive, a line without end) is a ListError; what a record means is left to
the reader of the layout.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from exportgate.foundation.errors import ListError
from exportgate.parties.lists.containers import AGAIN, open_list

LINE_LIMIT = 8 * 1024 * 1024
FILE_LIMIT = 128 * 1024 * 1024
LINES_PER_RECORD = 100
CTRL_Z = b"\x1a"


@dataclass(frozen=True, slots=True)
class Record:
    """One record as framed, from its first physical line on; `fault` says why it has no fields."""

    line: int
    fields: tuple[str, ...]
    raw: str
    fault: str = ""


class RecordFile:
    """A delimited file read record by record; a Ctrl-Z at the end of a line, as old programs end a file, is no text."""

    def __init__(self, path: Path, stream: BinaryIO, delimiter: str = ",") -> None:
        self.path = path
        self._stream = stream
        self._delimiter = delimiter
        self._line = 0
        self._returned: deque[str] = deque()

    def next(self, width: int | None = None) -> Record | None:
        """Return the next record that is not blank, or None at the end of the file.

        A record over several physical lines must have `width` fields, where that is known: otherwise its quote was
        never meant to stay open, and the record is its first line alone.
        """
        while (first := self._take()) is not None:
            if first.strip():
                return self._framed(first, width)
        return None

    def cut_short(self, record: Record) -> bool:
        """Tell whether the file ends within this record, the last one read: no line end follows it."""
        return not record.raw.endswith("\n") and not self._returned

    def _framed(self, first: str, width: int | None) -> Record:
        if '"' not in first and len(first) <= csv.field_size_limit():
            return Record(self._line, tuple(first.rstrip("\r\n").split(self._delimiter)), first)
        line, taken = self._line, [first]
        try:
            fields = tuple(next(csv.reader(self._physical(taken), delimiter=self._delimiter, strict=True)))
            fault = "" if len(taken) == 1 or width in {None, len(fields)} else "a quote is not closed"
        except csv.Error as error:
            fields, fault = (), _in_words(str(error))
        if fault:
            self._give_back(taken[1:])
            return Record(line, (), first, fault)
        return Record(line, fields, "".join(taken))

    def _physical(self, taken: list[str]) -> Iterator[str]:
        """Yield the line taken and, as long as a quote stays open, the ones that follow."""
        yield taken[0]
        while len(taken) < LINES_PER_RECORD and (following := self._take()) is not None:
            taken.append(following)
            yield following

    def _take(self) -> str | None:
        line = self._returned.popleft() if self._returned else self._decoded(self._read())
        self._line += bool(line)
        return line or None

    def _give_back(self, lines: list[str]) -> None:
        self._returned.extendleft(reversed(lines))
        self._line -= len(lines)

    def _read(self) -> bytes:
        raw = self._stream.readline(LINE_LIMIT + 1)
        if len(raw) > LINE_LIMIT:
            self._refuse("is longer than 8 MB, so this is no list in CSV form; give a CSV file")
        return raw

    def _decoded(self, raw: bytes) -> str:
        if b"\0" in raw:
            self._refuse(f"holds a NUL byte, which no text has; {AGAIN} as CSV UTF-8")
        if CTRL_Z in raw[-3:]:
            raw = raw.rstrip(CTRL_Z + b"\r\n") + b"\n"
        try:
            return raw.decode("utf-8-sig" if self._line == 0 else "utf-8")
        except UnicodeDecodeError as error:
            self._refuse(f"is not UTF-8 text at byte {error.start + 1}; save the file as UTF-8")

    def _refuse(self, what: str) -> NoReturn:
        raise ListError(f"{self.path}: line {self._line + 1} {what}")


@contextmanager
def open_records(path: Path, wanted: Sequence[str] = ("*.csv", "*.txt"), delimiter: str = ",") -> Iterator[RecordFile]:
    """Open a delimited file, plain, gzip or zip, whatever its name ends in; `wanted` are patterns of a member's name.

    Raises:
        ListError: here or while reading: the file is not there, is empty, is no text, or is larger than a list can be.
    """
    with open_list(path, wanted, FILE_LIMIT) as file:
        yield RecordFile(path, file.stream, delimiter)


def _in_words(fault: str) -> str:
    """Return the csv module's message as the reader of a list would put it."""
    if "field larger" in fault:
        return f"a field is longer than {csv.field_size_limit():,} characters"
    return "text follows a closing quote" if "expected after" in fault else "a quote is not closed"
