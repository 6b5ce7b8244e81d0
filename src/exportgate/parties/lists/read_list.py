"""What every list reader returns: entries, and the rows it set aside with the reason, so that none is lost silently."""

import re
from dataclasses import dataclass
from datetime import date

from exportgate.parties.entry import Entry

DAY_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class RejectedEntry:
    """A row of a list that is no entry; `row` is its 1-based data record, `line` its first physical line."""

    row: int
    line: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read: `rows` data records, each an entry, part of an entry, or set aside.

    `merged` counts the rows that only add to an entry of another row (the same id again). `layout` names the
    publisher's layout that was recognized; `as_of` is the list's own date (ISO) where the file gives one. `unread` has
    the headings of an organization's own table that name nothing that an entry has.
    """

    entries: tuple[Entry, ...]
    rejected: tuple[RejectedEntry, ...]
    rows: int
    merged: int
    layout: str
    as_of: str | None = None
    title: str = ""
    curated: bool = False
    unread: tuple[str, ...] = ()


def day_in_name(name: str) -> str | None:
    """Return the last day (ISO) that the name of a file gives, None where it gives none."""
    found = DAY_IN_NAME.findall(name)
    try:
        return date.fromisoformat("-".join(found[-1])).isoformat() if found else None
    except ValueError:
        return None
