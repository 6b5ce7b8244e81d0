"""Reads the source lists of U.S. agencies as JSON: one file for each list, or a folder of them as one list.

A file says which list it is (`list_id`), how many entities it has (`count`), and when it was taken (`extracted`); one
that holds fewer or more than it says is refused. A row is an entity; rows of one name on one list are one entry. The
day of a list is that of the publisher's edition where `lists.json` beside it names one, else that of its taking.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import ListError
from exportgate.parties.countries import Countries
from exportgate.parties.lists.agency_entity import CODES, agency_entry
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_fields import read_date
from exportgate.parties.lists.json_records import open_document
from exportgate.parties.lists.read_list import ReadList

KEY, TABLE = "entities", "lists.json"
TITLE = "the source lists of U.S. agencies"
EDITION = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d+, \d{4}"
)
NO_CODE = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class _About:
    """What a file says of its list: its code, its day (ISO), its title, and how many entities it has."""

    list_id: str
    code: str
    day: str | None
    title: str
    count: int


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is such JSON, or a folder holds JSON files and no list of one's own."""
    if beginning.is_folder:
        return "list.yaml" not in beginning.members and any(name.endswith(".json") for name in beginning.members)
    text = beginning.text
    return not beginning.mapped and text.startswith("{") and '"list_id"' in text and f'"{KEY}"' in text


def files(path: Path) -> tuple[Path, ...]:
    """Return the files that a list is read from: those of a folder, with the table that dates them.

    Raises:
        ListError: a folder holds none.
    """
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(file for file in path.glob("*.json") if file.is_file()))
    if not any(file.name != TABLE for file in found):
        raise ListError(f"{path}: the folder holds no list in JSON; name the folder of the lists")
    return found


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read the list of one file, plain, gzip or zip, or those of all files of a folder.

    Raises:
        ListError: a file cannot be opened, is damaged, is no such list, or does not hold as many entities as it says.
    """
    table = countries or Countries.load()
    collected = Collected(path)
    held = [file for file in files(path) if file.name != TABLE or file == path]
    editions = _editions((path if path.is_dir() else path.parent) / TABLE)
    lists = [_about(file, editions) for file in held]
    for file, about in zip(held, lists, strict=True):
        _take(file, about, collected, table)
    days = sorted(about.day for about in lists if about.day)
    told = ", ".join(f"{about.list_id}{f' of {about.day}' if about.day else ''}" for about in lists)
    as_of = days[-1] if days else None
    found = collected.finished(f"agency-json, {told}", as_of, TITLE)
    return replace(found, title=lists[0].title if len(lists) == 1 else TITLE)


def _take(file: Path, about: _About, collected: Collected, countries: Countries) -> None:
    """Take the entities of a file.

    Raises:
        ListError: they are not as many as it says.
    """
    count = 0
    with open_document(file, KEY) as document:
        for record in document.records():
            count += 1
            reason = record.fault
            if not reason:
                entry, reason = agency_entry(about.list_id, about.code, record.value, countries)
            if reason:
                collected.reject(record.line, f"{file.name}: {reason}", record.raw)
            else:
                collected.add(entry)
    if count != about.count:
        raise ListError(
            f"{file}: the file says that it has {about.count} entities and holds {count}; get it again from its source"
        )


def _about(file: Path, editions: dict[str, tuple[str, str]]) -> _About:
    """Return what a file says of its list, wherever it says so.

    Raises:
        ListError: it does not say which list it is, or how many entities it has.
    """
    with open_document(file, KEY) as document:
        for _ in document.records():
            pass
        said = document.said
    list_id, count = said.get("list_id"), said.get("count")
    if not isinstance(list_id, str) or not list_id.strip():
        raise ListError(f"{file}: the file does not say in 'list_id' which list it is; get it again from its source")
    if not isinstance(count, int) or isinstance(count, bool):
        raise ListError(f"{file}: the file does not say in 'count' how many entities it has; get it again")
    code = CODES.get(list_id) or NO_CODE.sub("", list_id.upper())
    title, edition = editions.get(list_id, ("", ""))
    taken = said.get("extracted")
    day = _day(EDITION.search(edition)) or (read_date(taken) if isinstance(taken, str) else None)
    return _About(list_id, code, day.isoformat() if day else None, title, count)


def _editions(table: Path) -> dict[str, tuple[str, str]]:
    """Return the official title and the edition of each list that the table of lists names; nothing without a table."""
    found: dict[str, tuple[str, str]] = {}
    if not table.is_file():
        return found
    with open_document(table, "lists") as document:
        for record in document.records():
            value: dict[str, Any] = record.value if isinstance(record.value, dict) else {}
            texts = [value.get(key) for key in ("id", "official_name", "snapshot")]
            list_id, title, edition = (text if isinstance(text, str) else "" for text in texts)
            found[list_id] = (title, edition)
    return found


def _day(found: re.Match[str] | None) -> date | None:
    return read_date(found[0]) if found else None
