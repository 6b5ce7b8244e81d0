"""Opens a list file as a stream of bytes, whatever it is packed in: plain, gzip, or a zip with one file that fits.

Nothing is unpacked to disk, memory stays bounded, and what no published list is, such as an archive that unpacks to a
thousand times its size, is a ListError after the first megabytes. What the bytes mean is left to the readers.
"""

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple, cast

from exportgate.foundation.characters import shown
from exportgate.foundation.errors import ListError
from exportgate.foundation.regular_file import open_regular

UNPACKED_LIMIT = 1024 * 1024 * 1024
RATIO_LIMIT = 200
"""Published lists shrink to a tenth or a thirtieth; a bomb to a thousandth."""
RATIO_COUNTS_FROM = 16 * 1024 * 1024
DIRECTORY_LIMIT = 1024 * 1024
"""What the table of a zip's members may take; it is read into memory."""
BLOCK = 128 * 1024
START = 4096
"""How much of a file's beginning tells what it is."""
AGAIN = "download a published list again, or save one of your own anew"

GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
NO_LIST = (
    (GZIP, "is an archive within an archive"),
    (ZIP, "is an archive within an archive"),
    (b"PK\x05\x06", "is a zip archive without a file"),
    (b"BZh", "is packed with bzip2"),
    (b"\xfd7zXZ", "is packed with xz"),
    (b"7z\xbc\xaf", "is packed with 7-Zip"),
    (b"Rar!", "is packed with RAR"),
    (b"\x28\xb5\x2f\xfd", "is packed with Zstandard"),
    (b"%PDF", "is a PDF file"),
    (b"\xd0\xcf\x11\xe0", "is a file of an old office program"),
)
"""How a file begins that holds no list, and what it is."""
WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta)\b",
    re.IGNORECASE | re.DOTALL,
)


class ListFile(NamedTuple):
    """An opened list: its name, a member's in a zip, without `.gz`; and its bytes, whose reading may be a ListError."""

    name: str
    stream: BinaryIO


@contextmanager
def open_list(path: Path, wanted: Sequence[str] = ("*",), limit: int = UNPACKED_LIMIT) -> Iterator[ListFile]:
    """Open a list file; `wanted` has patterns of names (`*.xml`) that the member of a zip must fit, in any case.

    Raises:
        ListError: here or while reading: the file is not there, is empty, damaged or encrypted, unpacks to more than
            `limit` bytes or to far more than its size, has no or several members that fit, or cannot be text.
    """
    with _opened_file(path) as packed:
        magic = packed.read(len(ZIP))
        size = packed.seek(0, io.SEEK_END)
        packed.seek(0)
        if magic == ZIP:
            with _Narrow(packed) as narrow, _archive(path, narrow) as archive:
                member = _member(path, archive, wanted)
                with _opened(path, archive, member) as inner:
                    packed_size = min(size, member.compress_size)
                    _refuse_large(path, member.file_size, limit)
                    _refuse_swelling(path, member.file_size, packed_size)
                    yield _checked(member.filename, _Unpacking(path, inner.read1, "zip", packed_size, limit))
        elif magic.startswith(GZIP):
            with gzip.open(packed) as unpacked:
                yield _checked(path.name.removesuffix(".gz"), _Unpacking(path, unpacked.read1, "gzip", size, limit))
        else:
            _refuse_large(path, size, limit)
            yield _checked(path.name, _Unpacking(path, packed.read1, "", size, limit))


def members(path: Path) -> tuple[str, ...]:
    """Return the names of the files in a folder or a zip, in their order; nothing of a file that is neither.

    Raises:
        ListError: the path leads to nothing that can be opened, or the archive is damaged.
    """
    if path.is_dir():
        try:
            return tuple(sorted(inner.name for inner in path.iterdir() if inner.is_file()))
        except OSError as error:
            raise ListError(f"{path}: the folder cannot be read ({error.strerror}); check its permissions") from None
    with _opened_file(path) as packed:
        if packed.read(len(ZIP)) != ZIP:
            return ()
        packed.seek(0)
        with _Narrow(packed) as narrow, _archive(path, narrow) as archive:
            return tuple(PurePosixPath(member.filename).name for member in _files(archive))


@contextmanager
def open_parts(path: Path, limit: int) -> Iterator[tuple[BinaryIO, zipfile.ZipFile]]:
    """Open a zip of which every member is a part of one list, such as a workbook: its bytes, and it as an archive.

    Raises:
        ListError: the file cannot be opened, is no sound zip, holds what is encrypted or leads out of it, or unpacks to
            more than `limit` bytes or to far more than its size.
    """
    with _opened_file(path) as packed, _Narrow(packed) as narrow, _archive(path, narrow) as archive:
        for member in (parts := _within(path, archive)):
            _opened(path, archive, member).close()
        size = sum(member.file_size for member in parts)
        _refuse_large(path, size, limit)
        _refuse_swelling(path, size, sum(member.compress_size for member in parts))
        yield narrow, archive


def _opened_file(path: Path) -> io.BufferedReader:
    try:
        return open_regular(path)
    except FileNotFoundError:
        raise ListError(f"{path}: there is no such file; check the path") from None
    except OSError as error:
        raise ListError(f"{path}: the file cannot be opened ({error.strerror}); check path and permissions") from None


def start_of(path: Path, size: int, wanted: Sequence[str] = ("*",)) -> tuple[str, bytes]:
    """Return the name and the first bytes, at most `size`, of what a list file holds.

    Raises:
        ListError: as `open_list`.
    """
    with open_list(path, wanted) as file:
        return file.name, file.stream.read(size)


class _Unpacking(io.RawIOBase):
    """Counts what is unpacked, and says of a broken or boundless archive what it is."""

    def __init__(self, path: Path, read: Callable[[int], bytes], kind: str, packed: int, limit: int) -> None:
        super().__init__()
        self.path = path
        self._read = read
        self._kind = kind
        self._packed = packed
        self._limit = limit
        self._size = 0
        self._lines = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            block = self._read(min(len(buffer), BLOCK))
        except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile):
            raise ListError(
                f"{self.path}: the {self._kind} archive is damaged after line {self._lines}; {AGAIN}"
            ) from None
        except OSError as error:
            raise ListError(f"{self.path}: reading failed after line {self._lines} ({error}); try again") from None
        self._size += len(block)
        self._lines += block.count(b"\n")
        _refuse_large(self.path, self._size, self._limit)
        if self._kind:
            _refuse_swelling(self.path, self._size, self._packed)
        buffer[: len(block)] = block
        return len(block)


class _Narrow(io.BufferedReader):
    """A file that gives no more at once than a zip's table of members may take."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__(file, BLOCK)  # type: ignore[arg-type]

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY_LIMIT:
            raise zipfile.BadZipFile("the table of members is too large")
        return super().read(DIRECTORY_LIMIT if size is None or size < 0 else size)


def _archive(path: Path, packed: _Narrow) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(packed)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ListError(f"{path}: the zip archive is cut short, damaged, or no list's; {AGAIN}") from None


def _member(path: Path, archive: zipfile.ZipFile, wanted: Sequence[str]) -> zipfile.ZipInfo:
    """Return the one member that fits.

    Raises:
        ListError: no member fits or several do, or a member's path leads out of the archive.
    """
    members = _within(path, archive)
    if any(member.filename == "[Content_Types].xml" for member in members):
        raise ListError(f"{path}: the file is a workbook or document, not a list in text; save it as CSV UTF-8")
    fitting = [member for member in members if any(fnmatch(_name(member), pattern.lower()) for pattern in wanted)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(f"'{shown(member.filename)}'" for member in members[:5]) or "nothing"
    held = f"{names}{' …' if len(members) > 5 else ''}"
    asked = " or ".join(wanted)
    count = "no file" if not fitting else f"{len(fitting)} files"
    raise ListError(f"{path}: the archive holds {count} of the form {asked} ({held}); unpack it and give the one list")


def _within(path: Path, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the files of an archive.

    Raises:
        ListError: the path of one leads out of it.
    """
    members = _files(archive)
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or parts[:1] == ("/",) or ":" in "".join(parts[:1]):
            lead = f"holds the file '{shown(member.filename)}', whose path leads out of it"
            raise ListError(f"{path}: the archive {lead}; check where the archive comes from")
    return members


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the members that are files, without the notes on them that macOS packs beside."""
    files = [member for member in archive.infolist() if not member.is_dir()]
    return [member for member in files if not member.filename.startswith("__MACOSX/")]


def _name(member: zipfile.ZipInfo) -> str:
    return PurePosixPath(member.filename.lower()).name


def _opened(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> zipfile.ZipExtFile:
    if member.flag_bits & 1 or member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        way = "encrypted" if member.flag_bits & 1 else "packed in a way that is not read"
        raise ListError(f"{path}: the member '{shown(member.filename)}' is {way}; unpack it and give the file itself")
    try:
        return cast("zipfile.ZipExtFile", archive.open(member))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
        raise ListError(f"{path}: the zip archive is damaged at '{shown(member.filename)}'; {AGAIN}") from None


def _refuse_large(path: Path, size: int, limit: int) -> None:
    if size > limit:
        raise ListError(f"{path}: the list passes {limit // 2**20} MB, more than any published one; check the file")


def _refuse_swelling(path: Path, size: int, packed: int) -> None:
    """Refuse an archive that unpacks to far more than its size, as it says itself or as it turns out."""
    if size > max(RATIO_COUNTS_FROM, packed * RATIO_LIMIT):
        raise ListError(
            f"{path}: the archive unpacks to more than {RATIO_LIMIT} times its size, which no published list does; "
            "check where the file comes from"
        )


def _checked(name: str, unpacking: _Unpacking) -> ListFile:
    """Return the content as a stream, its beginning looked at."""
    stream = io.BufferedReader(unpacking, BLOCK)
    start = stream.peek(START)[:START]
    if not start:
        raise ListError(f"{unpacking.path}: the file is empty; {AGAIN}")
    if start.startswith(UTF_16_MARKS):
        raise ListError(f"{unpacking.path}: line 1 begins as UTF-16 text; save the file as UTF-8")
    if WEB_PAGE.match(start):
        raise ListError(f"{unpacking.path}: the file begins like a web page, not a list; download the list itself")
    for magic, what in NO_LIST:
        if start.startswith(magic):
            raise ListError(f"{unpacking.path}: the file {what}; give the list itself, unpacked, as it is published")
    return ListFile(PurePosixPath(name).name, stream)
