"""Finds the tables of a list that the Treasury (OFAC) publishes as several comma-separated files.

The tables of one list lie in one folder or zip, under their published names (SDN.CSV, ALT.CSV, ADD.CSV; CONS_PRIM.CSV,
CONS_ALT.CSV, CONS_ADD.CSV), perhaps packed with gzip or with a date before the name. The ends of long remarks stand in
a fourth (SDN_COMMENTS.CSV, CONS_COMMENTS.CSV), which may be missing.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from glob import escape
from pathlib import Path
from typing import Literal, NoReturn

from exportgate.foundation.errors import ListError
from exportgate.parties.lists.containers import members
from exportgate.parties.lists.records import RecordFile, open_records

Listing = Literal["sdn", "cons"]
NAMES: dict[Listing, tuple[str, str, str, str]] = {
    "sdn": ("sdn", "alt", "add", "sdn_comments"),
    "cons": ("cons_prim", "cons_alt", "cons_add", "cons_comments"),
}
"""The names of the primary table, of other names, of addresses and of long remarks."""
HOLDS = ("the parties", "their other names", "their addresses", "the ends of long remarks")
FILE_NAME = re.compile(
    r"(?P<prefix>(?:.*?[^a-z0-9])??)(?P<table>cons_prim|cons_alt|cons_add|cons_comments|sdn_comments|sdn|alt|add)"
    r"\.csv(?P<packed>\.gz)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the file or zip that holds it, and its file's name."""

    path: Path
    name: str

    @contextmanager
    def open(self) -> Iterator[RecordFile]:
        """Open the table.

        Raises:
            ListError: as `open_records`.
        """
        with open_records(self.path, (escape(self.name),)) as file:
            yield file


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one list; `comments` is None where the list has none."""

    listing: Listing
    primary: Table
    alternates: Table
    addresses: Table
    comments: Table | None

    @property
    def all(self) -> tuple[Table, ...]:
        """Every table that is there, the primary one first."""
        return tuple(filter(None, (self.primary, self.alternates, self.addresses, self.comments)))


def is_table(name: str) -> bool:
    """Tell whether a file is named as a table of such a list."""
    return FILE_NAME.fullmatch(name) is not None


def is_primary(name: str) -> bool:
    """Tell whether a file is named as the primary table of such a list."""
    found = FILE_NAME.fullmatch(name)
    return found is not None and _has_parties(found)


def tables_of(path: Path) -> Tables:
    """Return the tables of a list, given the folder or zip that holds them, or the primary file that they lie beside.

    Raises:
        ListError: the path is not there, is named as no table, holds no list or several, or a table is missing.
    """
    held = members(path)
    if path.is_dir() or held:
        return _tables(path, held, _only_primary(path, held))
    primary = FILE_NAME.fullmatch(path.name)
    if primary is None:
        _refuse(path, "the name is that of no table; name the files as they are published: SDN.CSV, ALT.CSV, ADD.CSV")
    if not _has_parties(primary):
        _refuse(path, f"this table holds no parties; give {_primary_name(primary)}, beside which it lies")
    return _tables(path.parent, members(path.parent), primary)


def _only_primary(path: Path, held: Iterable[str]) -> re.Match[str]:
    found = [match for name in held if (match := FILE_NAME.fullmatch(name)) and _has_parties(match)]
    lists = {(match["prefix"].lower(), match["table"].lower()): match for match in reversed(found)}
    if not lists:
        _refuse(path, "neither SDN.CSV nor CONS_PRIM.CSV is in it; put the tables of the list there, as published")
    if len(lists) > 1:
        names = ", ".join(sorted(match[0] for match in lists.values())[:5])
        _refuse(path, f"it holds several lists; import one at a time, by its primary file ({names})")
    return next(iter(lists.values()))


def _tables(home: Path, held: Iterable[str], primary: re.Match[str]) -> Tables:
    listing: Listing = "cons" if primary["table"].lower() == NAMES["cons"][0] else "sdn"
    beside: dict[str, Table] = {}
    for match in filter(None, map(FILE_NAME.fullmatch, held)):
        kind = match["table"].lower()
        alike = match["packed"] == primary["packed"]
        if match["prefix"].lower() == primary["prefix"].lower() and (alike or kind not in beside):
            beside[kind] = Table(home / match[0] if home.is_dir() else home, match[0])
    beside[primary["table"].lower()] = Table(home / primary[0] if home.is_dir() else home, primary[0])
    names = NAMES[listing]
    for name, holds in zip(names[:3], HOLDS[:3], strict=True):
        if name not in beside:
            wanted = f"{primary['prefix']}{_written_as(primary, name)}"
            _refuse(home, f"{wanted} is missing beside {primary[0]}: it has {holds}; put it there and import again")
    return Tables(listing, beside[names[0]], beside[names[1]], beside[names[2]], beside.get(names[3]))


def _has_parties(match: re.Match[str]) -> bool:
    return any(names[0] == match["table"].lower() for names in NAMES.values())


def _primary_name(match: re.Match[str]) -> str:
    name = next(names[0] for names in NAMES.values() if match["table"].lower() in names)
    return f"{match['prefix']}{_written_as(match, name)}"


def _written_as(match: re.Match[str], name: str) -> str:
    """Return the file name of a table in the letters of another one."""
    small = match["table"].islower()
    return f"{name if small else name.upper()}{'.csv' if small else '.CSV'}{match['packed'] or ''}"


def _refuse(path: Path, what: str) -> NoReturn:
    raise ListError(f"{path}: {what}")
