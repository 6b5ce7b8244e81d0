"""Writes entries as one JSON object a line and reads them back; fields at their default are left out."""

import json
from dataclasses import fields
from datetime import date
from typing import Any

from exportgate.parties.entry import Entry

DAYS = frozenset({"listed_from", "listed_to", "held_on", "absent_on"})


def to_line(entry: Entry) -> str:
    """Return an entry as one line of JSON."""
    values = {item.name: getattr(entry, item.name) for item in fields(Entry)}
    written = {name: value.isoformat() if name in DAYS else value for name, value in values.items() if value}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def from_line(line: bytes | str) -> Entry:
    """Return the entry of a line.

    Raises:
        ValueError: the line is no entry that `to_line` wrote.
    """
    values: dict[str, Any] = json.loads(line)
    read: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    try:
        return Entry(**read | {name: date.fromisoformat(read[name]) for name in DAYS & read.keys()})
    except TypeError as error:
        raise ValueError(f"a line of the index is no entry: {error}") from None
