"""Decides whether a file is text that can be framed: its encoding, and what stops a run before the first record.

Yields the decoded text in blocks. Physical lines, quotes and columns are the work of `framing`.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from exportgate.foundation.errors import InputError, UsageError

Encoding = Literal["utf-8", "utf-16"]

BLOCK = 256 * 1024
AS_CSV = "save the sheet as 'CSV UTF-8' and give that file"
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\x1f\x8b", "gzip-compressed data", "unpack it first"),
    (b"BZh", "bzip2-compressed data", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (XLS)", AS_CSV),
    (b"%PDF", "a PDF document", "export its table as CSV"),
    (b"PAR1", "a Parquet file", "export its table as CSV"),
    (b"<", "HTML or XML, even if its name says otherwise", "open it in a spreadsheet and save it as 'CSV UTF-8'"),
)
WORKBOOK_PARTS = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet")
BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNDECODABLE = re.compile("[\udc80-\udcff]")
LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that can be framed; `undecodable` counts the physical lines with bytes that are not text."""

    path: Path
    encoding: Encoding
    undecodable: int


@dataclass(slots=True)
class _Census:
    """What has been counted so far: line ends, lines with undecodable bytes, and the first of those."""

    ends: int = 0
    after_return: bool = False
    undecodable: int = 0
    first_undecodable: tuple[int, int] | None = None

    def line_at(self, text: str, position: int) -> int:
        """Return the physical line of a place in the block that is counted next."""
        return self.ends + 1 + len(LINE_END.findall(text, 0, position)) - (self.after_return and text.startswith("\n"))

    def add(self, text: str) -> None:
        if not _encodes(text):
            self._add_undecodable(text)
        self.ends += text.count("\n")
        if "\r" in text or self.after_return:
            self.ends += text.count("\r") - text.count("\r\n") - (self.after_return and text.startswith("\n"))
        self.after_return = text.endswith("\r")

    def _add_undecodable(self, text: str) -> None:
        first = UNDECODABLE.search(text)
        if first is not None and self.first_undecodable is None:
            self.first_undecodable = (self.line_at(text, first.start()), ord(first.group()) - 0xDC00)
        self.undecodable += sum(UNDECODABLE.search(line) is not None for line in LINE_END.split(text))


def examine(path: Path, of: str = "shipments") -> TextFile:
    """Read a file once from end to end and return how to decode it; `of` says what its rows are, for messages.

    Raises:
        UsageError: the file does not exist.
        InputError: it is a folder, no readable file, a format of another kind, binary data, or text that is not UTF-8
            in more than one line in a hundred (a single line of several is left to be set aside as a record).
    """
    encoding = _encoding(path, _first_bytes(path, of))
    census = _Census()
    for text in decoded_blocks(path, encoding):
        if "\0" in text:
            line = census.line_at(text, text.index("\0"))
            raise InputError(
                f"{path}, line {line}: a NUL byte, which no text has; remove it there, or export the {of} again as CSV"
                " UTF-8"
            )
        census.add(text)
    _refuse_frequent(path, census)
    return TextFile(path, encoding, census.undecodable)


def decoded_blocks(path: Path, encoding: Encoding) -> Iterator[str]:
    """Yield the text without its byte-order mark; a byte that is not UTF-8 becomes one of U+DC80 to U+DCFF.

    Raises:
        InputError: the file cannot be read, or its UTF-16 is malformed.
    """
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    try:
        with path.open("rb") as stream:
            if stream.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
                stream.seek(0)
            while block := stream.read(BLOCK):
                yield decoder.decode(block)
            yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not well-formed UTF-16 ({error.reason}); save it as UTF-8 and run again") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); check the file and its permissions") from None


def printable(text: str) -> str:
    """Return the text with every byte that was not UTF-8 written as \\xNN."""
    return UNDECODABLE.sub(lambda found: f"\\x{ord(found.group()) - 0xDC00:02x}", text)


def not_utf8(path: Path, line: int, byte: int) -> InputError:
    """Return the error for text in another encoding, such as Windows-1252 or GBK."""
    return InputError(
        f"{path}, line {line}: the byte 0x{byte:02X} is not UTF-8 text (Windows-1252 or GBK looks like this); "
        "save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8') and run again"
    )


def _first_bytes(path: Path, of: str) -> bytes:
    try:
        if path.is_dir():
            raise InputError(f"{path}: this is a folder; name a CSV file in it")
        if not path.exists():
            raise UsageError(f"{path}: there is no such file; check the path")
        if not path.is_file():
            raise InputError(f"{path}: this is no regular file; save the {of} to a file first, it is read twice")
        with path.open("rb") as stream:
            return stream.read(4096)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); check the file and its permissions") from None


def _encoding(path: Path, head: bytes) -> Encoding:
    if head.startswith(b"PK\x03\x04"):
        workbook = any(part in head for part in WORKBOOK_PARTS)
        what, advice = ("a workbook (XLSX)", AS_CSV) if workbook else ("a ZIP archive", "unpack it first")
        raise InputError(f"{path}: this is {what}, not CSV text; {advice}")
    bare = head
    for mark in BOMS:
        bare = bare.removeprefix(mark)
    bare = bare.replace(b"\0", b"").lstrip() if bare != head else bare.lstrip()
    for signature, what, advice in SIGNATURES:
        if bare.startswith(signature):
            raise InputError(f"{path}: this is {what}, not CSV text; {advice}")
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"


def _encodes(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refuse_frequent(path: Path, census: _Census) -> None:
    """Refuse text in another encoding; a rare damaged line is no reason to leave all others unscreened."""
    if census.first_undecodable is None:
        return
    line, byte = census.first_undecodable
    allowed = max(1, census.ends // 100)
    if census.undecodable > allowed or census.undecodable * 2 > max(1, census.ends - 1):
        raise not_utf8(path, line, byte)
