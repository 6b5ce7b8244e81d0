"""Writes and reads the entries of a snapshot as one JSON object a line, every field, dates in ISO form."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from exportgate.parties.entry import Entry

FIELDS = tuple(field.name for field in fields(Entry))
DAYS = ("listed_from", "listed_to")


def entry_line(entry: Entry) -> str:
    """Return an entry as one line of JSON; fields that are empty are left out."""
    values = {name: getattr(entry, name) for name in FIELDS}
    written = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def write_entries(path: Path, entries: Iterable[Entry]) -> None:
    """Write entries to a new file, in their order."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{entry_line(entry)}\n" for entry in entries)


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a file in their order.

    Raises:
        OSError: the file cannot be read.
        ValueError: a line is not an entry.
    """
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield entry_of(json.loads(line))


def entry_of(values: object) -> Entry:
    """Return the entry that a line's JSON object holds.

    Raises:
        ValueError: it holds none.
    """
    if not isinstance(values, dict) or not {"entity_id", "source", "kind", "name"} <= values.keys() <= set(FIELDS):
        raise ValueError("not an entry")
    read: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return Entry(**read | {name: date.fromisoformat(read[name]) for name in DAYS if name in read})
