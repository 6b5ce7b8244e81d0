"""What one snapshot of a list says of itself in `snapshot.json`: how it is worked out, written, read and checked."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import StoreError
from exportgate.foundation.intervals import parse_day
from exportgate.parties import entry_lines
from exportgate.parties.entry import Entry
from exportgate.parties.listing import first_day
from exportgate.parties.lists.read_list import ReadList, day_in_name

FORMAT_VERSION = 2
ENTRIES, REJECTED, FACTS = "entries.jsonl", "rejected.jsonl", "snapshot.json"
FOLDER_NAME = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one import holds: `digest` is the SHA-256 of the imported file, `address` where it was fetched from.

    `address` is empty for a file given by hand. `retrieved` is when the list was fetched or imported, `as_of` the day
    that it says it is of. `sources` has the entries of each list code, `kinds` those of each kind. `rows` = `entries` +
    `merged` + `rejected`; `names` counts distinct names; `files` gives the sizes in bytes of what holds the entries and
    the rows set aside; `force_reason` is why a list that shrank was imported all the same. `undated` counts the entries
    of which nothing says when they were listed.
    """

    list_id: str
    folder: Path
    title: str
    curated: bool
    file_name: str
    address: str
    digest: str
    retrieved: datetime
    as_of: date | None
    layout: str
    rows: int
    entries: int
    merged: int
    rejected: int
    names: int
    undated: int
    sources: tuple[tuple[str, int], ...]
    kinds: tuple[tuple[str, int], ...]
    force_reason: str | None
    format_version: int
    files: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        """The name of the snapshot within its list, by which it can be asked for."""
        return self.folder.name

    @property
    def day(self) -> date:
        """The day that the snapshot stands for: the list's own, else the one on which it was retrieved."""
        return self.as_of or self.retrieved.date()

    @property
    def reference(self) -> str:
        """What to write to ask for this snapshot."""
        return f"{self.list_id}@{self.name}"


def list_date(read: ReadList, given: date | None, file_name: str) -> date | None:
    """Return the day a list shows: the one given, else its own, else the last one in its file's name."""
    shown = read.as_of or day_in_name(file_name)
    return given or (None if shown is None else parse_day(shown))


def facts_of(folder: Path, read: ReadList, provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `snapshot.json` says of a folder's content, all but when it was retrieved.

    `provenance` is the file's name, address and digest, the list's date and the reason to import it, in JSON values.
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
        "undated": sum(first_day(entry).latest is None for entry in read.entries),
        "sources": sorted(Counter(entry.source for entry in read.entries).items()),
        "kinds": sorted(Counter(entry.kind for entry in read.entries).items()),
        "format_version": FORMAT_VERSION,
        "files": [(name, (folder / name).stat().st_size) for name in (ENTRIES, REJECTED)],
    }


def content_name(folder: Path, facts: Mapping[str, Any]) -> str:
    """Return the name of a snapshot's folder: a digest of its entries, its rejected rows and the facts about them."""
    content = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    for name in (ENTRIES, REJECTED):
        with (folder / name).open("rb") as stream:
            content.update(hashlib.file_digest(stream, "sha256").digest())
    return content.hexdigest()[:12]


def read_snapshot(list_id: str, folder: Path) -> Snapshot:
    """Read what a snapshot says of itself, and check that its entries and rejected rows have the size written down.

    Raises:
        StoreError: it is damaged, or of another version.
    """
    try:
        values = json.loads((folder / FACTS).read_bytes())
        if values["format_version"] != FORMAT_VERSION:
            raise StoreError(
                f"the list '{list_id}' was imported by another version of exportgate; import its file again: "
                f"exportgate lists import FILE --as {list_id}"
            )
        values["retrieved"] = datetime.fromisoformat(values["retrieved"])
        values["as_of"] = None if values["as_of"] is None else date.fromisoformat(values["as_of"])
        for pairs in ("sources", "kinds", "files"):
            values[pairs] = tuple((str(name), int(count)) for name, count in values[pairs])
        snapshot = Snapshot(list_id=list_id, folder=folder, **values)
        changed = [name for name, size in snapshot.files if (folder / name).stat().st_size != size]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(list_id, f"{type(error).__name__}: {error}") from None
    if changed:
        raise damaged(list_id, f"not the size that was written: {', '.join(changed)}")
    return snapshot


def entries_of(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield every entry of a snapshot, in the order of the list.

    Raises:
        StoreError: the snapshot is damaged.
    """
    try:
        with (snapshot.folder / ENTRIES).open("rb") as lines:
            for line in lines:
                yield entry_lines.from_line(line)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(snapshot.list_id, f"{ENTRIES}: {error}") from None


def damaged(list_id: str, what: str) -> StoreError:
    """Return the error of a damaged snapshot."""
    return StoreError(f"the list '{list_id}' in the store is damaged ({what}); import its file again")
