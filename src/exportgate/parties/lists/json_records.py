"""Reads the records of a JSON list one by one: those of an array within one object, or one in each line.

A record is parsed by Python's own parser as soon as it is there whole, so a list of any size needs the memory of one
record. What a record says twice, a number that is none, or half a character is a fault of that record alone; text that
is no JSON, a record without end, and nesting without end stop the file. What records mean is left to the readers.
"""

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.parties.lists.containers import AGAIN, open_list

RECORD_LIMIT = 8 * 1024 * 1024
"""How many characters a record may have; published ones have some thousands."""
SAID_LIMIT = 1024 * 1024
"""How many characters a list may say beside its records."""
TOO_LONG = f"an entry is longer than {RECORD_LIMIT // 2**20} MB, as in no published list; check the file"
BLOCK = 256 * 1024
SPACE = re.compile(r"[ \t\r\n]*")
HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""How half a character is written, alone or as a half of a pair."""
UNENDED = "Unterminated string"
LONGEST_TOKEN = 16
"""From how many characters before the end a word or an escape may go on behind it."""
WANTED = ("*.json", "*.jsonl", "*.ndjson")


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """A record as it stands in the file, from its first physical line on; `fault` says why it cannot be used."""

    line: int
    value: Any
    raw: str
    fault: str = ""


class _Parser:
    """Parses one value at a time and notes what is wrong with it."""

    def __init__(self) -> None:
        self._faults: list[str] = []
        self._decoder = json.JSONDecoder(object_pairs_hook=self._pairs, parse_constant=self._constant)

    def parse(self, text: str, at: int = 0) -> tuple[Any, int, str]:
        """Return the value that begins at a place, where it ends, and what is wrong with it.

        Raises:
            ValueError: there is no whole value.
            RecursionError: it is nested too deeply.
        """
        self._faults.clear()
        value, end = self._decoder.raw_decode(text, at)
        if HALF.search(text, at, end) and not _whole(value):
            self._faults.append("half a character stands in it (a lone surrogate)")
        return value, end, "; ".join(dict.fromkeys(self._faults))

    def _pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            self._faults.append(f"the key '{shown(twice)}' stands twice")
        return found

    def _constant(self, name: str) -> None:
        self._faults.append(f"{name} is no number in JSON")


class JsonDocument:
    """A file that is one object: the records of its array `key`, and what else it says, in any order."""

    def __init__(self, path: Path, stream: BinaryIO, key: str) -> None:
        self.path = path
        self.said: dict[str, Any] = {}
        """What the object says beside its records; whole only when they are read."""
        self._key = key
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._parser = _Parser()
        self._text = ""
        self._at = 0
        self._line = 1
        self._ended = False
        self._said_size = 0

    def records(self) -> Iterator[JsonRecord]:
        """Yield the records in their order.

        Raises:
            ListError: the file is no such object, is cut short, or passes a limit.
        """
        found = False
        self._expect("{", "begin with an object in curly brackets")
        while self._sign() != "}":
            if self.said or found:
                self._expect(",", "have a comma between its parts")
            name = self._value("").value
            if not isinstance(name, str):
                self._refuse(f"a name in quotes is missing before '{shown(str(name))}'; {AGAIN}")
            self._expect(":", "have a colon after each name")
            if name != self._key:
                self._say(name)
                continue
            if found:
                self._refuse(f"'{self._key}' stands twice; {AGAIN}")
            found = True
            yield from self._items()
        self._at += 1
        if self._sign():
            self._refuse(f"something follows the end of the list; {AGAIN}")
        if not found:
            there = ", ".join(map(shown, list(self.said)[:8])) or "nothing"
            self._refuse(f"the object has no '{self._key}' (it has {there}); give the file that holds the entries")

    def _say(self, name: str) -> None:
        said = self._value(name)
        self.said[name] = said.value
        self._said_size += len(name) + len(said.raw)
        if self._said_size > SAID_LIMIT:
            self._refuse(f"the list says more beside its '{self._key}' than any published one; check the file")

    def _items(self) -> Iterator[JsonRecord]:
        self._expect("[", f"have its entries in an array '{self._key}'")
        first = True
        while self._sign() != "]":
            if not first:
                self._expect(",", "have a comma between its entries")
            first = False
            yield self._value(self._key)
        self._at += 1

    def _value(self, where: str) -> JsonRecord:
        """Return the value that begins here, which is read on until it is whole."""
        self._sign()
        while True:
            try:
                value, end, fault = self._parser.parse(self._text, self._at)
            except RecursionError:
                self._refuse("the entry is nested more deeply than in any published list; check the file")
            except ValueError as error:
                if not self._may_end_later(error) or not self._more():
                    self._broken(error, where)
                continue
            if end - self._at > RECORD_LIMIT:
                self._refuse(TOO_LONG)
            if end < len(self._text) or not self._more():
                break
        record = JsonRecord(self._line, value, self._text[self._at : end], fault)
        self._line += self._text.count("\n", self._at, end)
        self._at = end
        return record

    def _may_end_later(self, error: ValueError) -> bool:
        """Tell whether a value may be whole when more is read."""
        if not isinstance(error, json.JSONDecodeError):
            return False
        return error.msg.startswith(UNENDED) or error.pos >= len(self._text) - LONGEST_TOKEN

    def _broken(self, error: ValueError, where: str) -> NoReturn:
        """Refuse a value that is none: the file ends within it, or it is malformed."""
        at = error.pos if isinstance(error, json.JSONDecodeError) else self._at
        inside = f" inside an entry of '{shown(where)}'" if where else ""
        if isinstance(error, json.JSONDecodeError) and self._ended and self._may_end_later(error):
            self._line += self._text.count("\n", self._at)
            self._refuse(f"the file ends{inside}, so it was cut short; {AGAIN}")
        self._line += self._text.count("\n", self._at, at)
        what = error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
        self._refuse(f"the JSON is broken ({what[0].lower()}{what[1:]}); {AGAIN}")

    def _sign(self) -> str:
        """Return the sign that follows the spaces, which are passed; nothing at the end of the file."""
        while True:
            found = SPACE.match(self._text, self._at)
            end = found.end() if found else self._at
            self._line += self._text.count("\n", self._at, end)
            self._at = end
            if end < len(self._text):
                return self._text[end]
            if not self._more():
                return ""

    def _expect(self, sign: str, what: str) -> None:
        found = self._sign()
        if not found:
            self._refuse(f"the file ends before its list does, so it was cut short; {AGAIN}")
        if found != sign:
            self._refuse(f"'{shown(self._text[self._at : self._at + 20])}' stands where the list must {what}; {AGAIN}")
        self._at += 1

    def _more(self) -> bool:
        """Read on; tell whether there was more."""
        if self._ended:
            return False
        left = len(self._text) - self._at
        if left > RECORD_LIMIT:
            self._refuse(TOO_LONG)
        data = self._stream.read(max(BLOCK, left))
        self._ended = not data
        try:
            new = self._decoder.decode(data, self._ended)
        except UnicodeDecodeError as error:
            self._line += self._text.count("\n", self._at) + data.count(b"\n", 0, error.start)
            self._refuse("the file is not UTF-8 text; save it as UTF-8")
        if new:
            self._text, self._at = self._text[self._at :] + new, 0
        return not self._ended

    def _refuse(self, what: str) -> NoReturn:
        raise ListError(f"{self.path}: line {self._line}: {what}")


@contextmanager
def open_document(path: Path, key: str) -> Iterator[JsonDocument]:
    """Open a file that is one JSON object with its records in the array `key`, plain, gzip or zip.

    Raises:
        ListError: here or while reading: the file cannot be opened, or is no such object.
    """
    with open_list(path, WANTED) as file:
        yield JsonDocument(path, file.stream, key)


def read_lines(path: Path) -> Iterator[JsonRecord]:
    """Yield the object of each line of a file that is not blank; a line that is no JSON object has a fault.

    Raises:
        ListError: the file cannot be opened, is not UTF-8 text, or has a line without end.
    """
    parser = _Parser()
    with open_list(path, WANTED) as file:
        number = 0
        while data := file.stream.readline(RECORD_LIMIT + 1):
            number += 1
            if len(data) > RECORD_LIMIT:
                raise ListError(
                    f"{path}: line {number} is longer than {RECORD_LIMIT // 2**20} MB, as in no published list of JSON "
                    "lines; give a file with one entry in each line"
                )
            try:
                text = data.decode("utf-8-sig" if number == 1 else "utf-8").strip(" \t\r\n")
            except UnicodeDecodeError as error:
                raise ListError(
                    f"{path}: line {number} is not UTF-8 text at byte {error.start + 1}; save the file as UTF-8"
                ) from None
            if text:
                yield _line(parser, number, text)


def _line(parser: _Parser, number: int, text: str) -> JsonRecord:
    try:
        value, end, fault = parser.parse(text)
    except RecursionError:
        return JsonRecord(number, None, text, "the line is nested too deeply")
    except json.JSONDecodeError as error:
        return JsonRecord(number, None, text, f"the line is no JSON at column {error.colno} ({error.msg})")
    except ValueError:
        return JsonRecord(number, None, text, "a number of the line is too long")
    if end < len(text):
        fault = f"something follows the object at column {end + 1}"
    elif not isinstance(value, dict):
        fault = "the line is no JSON object"
    return JsonRecord(number, value, text, fault)


def _whole(value: Any) -> bool:
    """Tell whether every character of a value is whole."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
