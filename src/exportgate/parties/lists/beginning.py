"""How a list file begins, by which its format is recognized: its name and its first bytes, unpacked."""

from dataclasses import dataclass
from pathlib import Path

from exportgate.parties.lists.containers import members, start_of

SIZE = 65_536


@dataclass(frozen=True, slots=True)
class Beginning:
    """The start of a list file: `name` in small letters, unpacked, `data` its first bytes.

    A folder, or a zip with several files, has no first bytes but `members`, the names of its files in small letters.
    `mapped` says that its columns were named by hand, so that it is a table.
    """

    name: str
    data: bytes = b""
    is_folder: bool = False
    members: tuple[str, ...] = ()
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
        ListError: the file cannot be opened, is empty, is a damaged archive, or cannot be a list.
    """
    held = members(path)
    names = tuple(name.lower() for name in held)
    if path.is_dir() or len(held) > 1:
        return Beginning(path.name.lower(), is_folder=path.is_dir(), members=names, mapped=mapped)
    name, data = start_of(path, SIZE)
    return Beginning(name.lower(), data, mapped=mapped)
