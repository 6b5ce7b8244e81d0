"""What one snapshot of a list says of itself in `snapshot.json`: how it is worked out, written, read and checked."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import StoreError
from exportgate.parties.array_folder import VERSION as INDEX_VERSION
from exportgate.parties.lists.read_list import ReadList

FORMAT_VERSION = 1
ENTRIES, REJECTED, FACTS = "entries.jsonl", "rejected.jsonl", "snapshot.json"
DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one import holds: `digest` is the SHA-256 of the imported file, `sources` the entries of each list code.

    `rows` = `entries` + `merged` + `rejected`; `names` counts distinct names; `files` gives the size in bytes of every
    file of the snapshot; `force_reason` is why a list that shrank was imported all the same.
    """

    list_id: str
    folder: Path
    title: str
    curated: bool
    file_name: str
    digest: str
    imported: datetime
    as_of: date | None
    layout: str
    rows: int
    entries: int
    merged: int
    rejected: int
    names: int
    sources: tuple[tuple[str, int], ...]
    force_reason: str | None
    format_version: int
    index_version: int
    files: tuple[tuple[str, int], ...]


def list_date(read: ReadList, given: date | None, file_name: str) -> date | None:
    """Return the day a list shows: the one given, else its own, else the last one in its file's name."""
    if given is not None:
        return given
    found = DATE_IN_NAME.findall(file_name)
    try:
        return date.fromisoformat(read.as_of or "-".join(found[-1] if found else ()))
    except ValueError:
        return None


def facts_of(folder: Path, read: ReadList, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `snapshot.json` says of a folder's content, all but the time of the import.

    `provenance` is the file's name and digest, the date of the list and the reason to import it, in JSON values.
    """
    return {
        "title": read.title,
        "curated": read.curated,
        **provenance,
        "layout": read.layout,
        "rows": read.rows,
        "entries": len(read.entries),
        "merged": read.merged,
        "rejected": len(read.rejected),
        "names": len({name for entry in read.entries for name in entry.names}),
        "sources": sorted(Counter(entry.source for entry in read.entries).items()),
        "format_version": FORMAT_VERSION,
        **index_facts(folder),
    }


def index_facts(folder: Path) -> dict[str, Any]:
    """Return what `snapshot.json` says of the index: its version, and the size of every file beside and in it."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    sizes = [(file.relative_to(folder).as_posix(), file.stat().st_size) for file in files]
    return {"index_version": INDEX_VERSION, "files": sizes}


def content_name(folder: Path, facts: Mapping[str, Any]) -> str:
    """Return the name of a snapshot's folder: a digest of its entries, its rejected rows and the facts about them."""
    content = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    for name in (ENTRIES, REJECTED):
        content.update((folder / name).read_bytes())
    return content.hexdigest()[:12]


def read_snapshot(list_id: str, folder: Path) -> Snapshot:
    """Read what a snapshot says of itself, and check that each of its files has the size written down.

    Its index may be of another version.

    Raises:
        StoreError: it is damaged, or its entries are of another version.
    """
    try:
        values = json.loads((folder / FACTS).read_bytes())
        if values["format_version"] != FORMAT_VERSION:
            raise StoreError(
                f"the list '{list_id}' was imported by another version of exportgate; import its file again: "
                f"exportgate lists import FILE --as {list_id}"
            )
        values["imported"] = datetime.fromisoformat(values["imported"])
        values["as_of"] = None if values["as_of"] is None else date.fromisoformat(values["as_of"])
        values["sources"] = tuple((str(code), int(count)) for code, count in values["sources"])
        values["files"] = tuple((str(name), int(size)) for name, size in values["files"])
        snapshot = Snapshot(list_id=list_id, folder=folder, **values)
        changed = [name for name, size in snapshot.files if (folder / name).stat().st_size != size]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(list_id, f"{type(error).__name__}: {error}") from None
    if changed:
        raise damaged(list_id, f"not the size that was written: {', '.join(changed[:3])}")
    return snapshot


def damaged(list_id: str, what: str) -> StoreError:
    """Return the error of a damaged snapshot."""
    return StoreError(f"the list '{list_id}' in the store is damaged ({what}); import its file again")
