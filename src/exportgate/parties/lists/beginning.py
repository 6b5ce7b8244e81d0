"""How a list file begins, by which its format is recognized: its name and its first bytes, unpacked."""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

from exportgate.foundation.errors import ListError
from exportgate.parties.lists.records import GZIP_MAGIC

SIZE = 65_536


@dataclass(frozen=True, slots=True)
class Beginning:
    """The start of a list file: `name` in small letters and without .gz, `data` its first bytes; a folder has none.

    `mapped` says that its columns were named by hand, so that it is a table.
    """

    name: str
    data: bytes = b""
    is_folder: bool = False
    mapped: bool = False

    @property
    def text(self) -> str:
        """The first bytes as text, whatever cannot be read replaced."""
        return self.data.decode("utf-8-sig", errors="replace").lstrip()

    @property
    def line(self) -> str:
        """The first line that says something."""
        return self.text.partition("\n")[0].strip()


def beginning_of(path: Path, *, mapped: bool = False) -> Beginning:
    """Return how a list file begins.

    Raises:
        ListError: the file cannot be opened, or is empty.
    """
    name = path.name.lower().removesuffix(".gz")
    if path.is_dir():
        return Beginning(name, is_folder=True, mapped=mapped)
    try:
        with path.open("rb") as file:
            packed = file.read(len(GZIP_MAGIC)) == GZIP_MAGIC
            file.seek(0)
            data = gzip.GzipFile(fileobj=file).read(SIZE) if packed else file.read(SIZE)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise ListError(f"{path}: the gzip archive is damaged from its start; download the file again") from None
    except OSError as error:
        raise ListError(f"{path}: the file cannot be opened ({error.strerror}); check path and permissions") from None
    if not data:
        raise ListError(f"{path}: the file is empty; download the list again")
    return Beginning(name, data, mapped=mapped)
