"""Reads the U.S. Consolidated Screening List as JSON: the whole list, or an answer of its search service.

Each entry of `results` becomes the row that the list's CSV has of it and is read as that row is, so that both forms of
one list give the same entries. Keys may stand in any order and hold nothing or null; one that is not known is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from exportgate.foundation.characters import shown
from exportgate.parties.countries import Countries
from exportgate.parties.lists import csl_csv
from exportgate.parties.lists.beginning import Beginning
from exportgate.parties.lists.collected import Collected
from exportgate.parties.lists.csl_fields import read_date, source_code
from exportgate.parties.lists.json_records import JsonDocument, JsonRecord, open_document
from exportgate.parties.lists.read_list import ReadList

KEY = "results"
TITLE = "the Consolidated Screening List"
PARTS = {
    "addresses": ("address", "city", "state", "postal_code", "country"),
    "ids": ("type", "number", "country", "issue_date", "expiration_date"),
}
"""The parts of an address and of an identifier, in the order in which the CSV has them."""
RENAMED = {"id": "_id"}
SILENT = frozenset({"score", "adjusted_score"})
"""How well an entry fits a search, which is no part of it."""
ORIGINS = ("country", "citizenships")
"""An answer of the older service has the country of an entry by itself."""
SEPARATOR = "; "
MOST_TOLD = 100


def recognized(beginning: Beginning) -> bool:
    """Tell whether a file is JSON that has results, or begins with the sources of an answer."""
    text = beginning.text
    marked = '"source_list_url"' in text or '"sources"' in text or '"federal_register_notice"' in text
    return not beginning.mapped and text.startswith("{") and (f'"{KEY}"' in text or '"sources"' in text) and marked


def read(path: Path, countries: Countries | None = None) -> ReadList:
    """Read the list, plain, gzip or zip.

    Raises:
        ListError: the file cannot be opened, is damaged, or is not this list.
    """
    table = countries or Countries.load()
    collected = Collected(path)
    unread: set[str] = set()
    with open_document(path, KEY) as file:
        for record in file.records():
            reason = _take(record, collected, unread, table)
            if reason:
                collected.reject(record.line, reason, record.raw)
    found = collected.finished("csl-json", _made_on(file), TITLE)
    return replace(found, title="", unread=(*sorted(unread), *_left_out(file, found.rows)))


def _take(record: JsonRecord, collected: Collected, unread: set[str], countries: Countries) -> str:
    """Take a record as an entry, or return why it is none."""
    if record.fault or not isinstance(record.value, dict):
        return record.fault or "the record is no object in curly brackets"
    try:
        row = _row(record.value, unread)
    except TypeError as error:
        return str(error)
    code = source_code(row.get("source", ""))
    if code is None:
        return f"the source label '{shown(row.get('source', ''))}' has no list code in parentheses"
    entry = csl_csv.entry_of(row, code, countries)
    if not any(map(str.isalnum, entry.name)):
        return "the record has no name"
    collected.add(entry)
    return ""


def _row(value: Mapping[str, Any], unread: set[str]) -> dict[str, str]:
    """Return the row that the CSV has of a record.

    Raises:
        TypeError: a key holds something of another kind; says which.
    """
    row = dict.fromkeys(("name", "addresses", "alt_names", "source"), "")
    for key, held in value.items():
        column = RENAMED.get(key, key)
        if column in csl_csv.NEEDED or column in csl_csv.OPTIONAL:
            row[column] = _cell(key, held)
        elif key not in {*SILENT, *ORIGINS} and len(unread) < MOST_TOLD:
            unread.add(key)
    row["citizenships"] = SEPARATOR.join(filter(None, (_cell(key, value.get(key)) for key in ORIGINS)))
    return row


def _cell(key: str, held: Any) -> str:
    """Return the text of the cell in which the CSV has what a key holds."""
    if isinstance(held, list):
        return SEPARATOR.join(filter(None, (_piece(key, piece) for piece in held)))
    return _piece(key, held)


def _piece(key: str, piece: Any) -> str:
    if isinstance(piece, dict) and key in PARTS:
        known = [_piece(part, piece[part]) for part in PARTS[key] if part in piece]
        others = [f"{part}: {_piece(part, held)}" for part, held in piece.items() if part not in PARTS[key] and held]
        return ", ".join(filter(None, (*known, *others)))
    if piece is None:
        return ""
    if isinstance(piece, bool) or not isinstance(piece, str | int | float):
        raise TypeError(f"'{shown(key)}' holds neither text nor a list of texts")
    return str(piece)


def _left_out(file: JsonDocument, rows: int) -> Iterator[str]:
    """Yield that an answer holds only a part of what was found, where it says so."""
    total = file.said.get("total")
    if isinstance(total, int) and total > rows:
        yield f"{total - rows:,} of the {total:,} entries that the search found, which the file does not hold"


def _made_on(file: JsonDocument) -> str | None:
    """Return the day on which the list was made or the search was answered, where the file says it."""
    said = file.said.get("search_performed_at")
    day = read_date(said[:10]) if isinstance(said, str) else None
    return day.isoformat() if day else None
