"""Keeps imported party lists: every import an immutable folder named by its content, one pointer to the current one.

    lists/<id>/current            the name of the current folder, replaced in one step
    lists/<id>/<digest12>/        snapshot.json, entries.jsonl, rejected.jsonl and the name index

An import that would empty or shrink a list is refused unless a reason is given. When a list was retrieved the caller
says; the store reads no clock.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from exportgate.foundation.errors import ListError, StoreError, UsageError
from exportgate.parties import entry_lines
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.files import clear_unfinished, new_unfinished_folder, publish_folder, replace_file
from exportgate.store.snapshot import (
    ENTRIES,
    FACTS,
    REJECTED,
    Snapshot,
    content_name,
    damaged,
    facts_of,
    list_date,
    read_snapshot,
)

LIST_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
FOLDER_NAME = re.compile(r"[0-9a-f]{12}")
KEPT_PERCENT = 95


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list of the store, ready to be searched."""

    snapshot: Snapshot
    index: NameIndex

    def entries(self) -> Iterator[Entry]:
        """Yield every entry, in the order of the list.

        Raises:
            StoreError: the snapshot is damaged.
        """
        try:
            with (self.snapshot.folder / ENTRIES).open("rb") as lines:
                for line in lines:
                    yield entry_lines.from_line(line)
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise damaged(self.snapshot.list_id, f"{ENTRIES}: {error}") from None


class Store:
    """The store of party lists under one folder; the first import makes the folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def import_list(
        self,
        list_id: str,
        read: ReadList,
        *,
        file_name: str,
        digest: str,
        imported_at: datetime,
        as_of: date | None = None,
        force_reason: str | None = None,
    ) -> Snapshot:
        """Keep a list as read and make it the current one of its id; the same content again is kept once.

        `digest` is the SHA-256 of the file. Without `as_of` the list's own date holds, else the date in the file name.

        Raises:
            UsageError: the id is not one that a list can have.
            ListError: the list has no entries, or lost too much against the current one and no reason is given.
            StoreError: the store cannot be written.
        """
        if LIST_ID.fullmatch(list_id) is None:
            allowed = "1 to 64 of a-z, 0-9, '.', '_' and '-', the first a letter or digit"
            raise UsageError(f"'{list_id}' cannot be the id of a list; write {allowed}")
        self._refuse_loss(list_id, read, force_reason)
        shown = list_date(read, as_of, file_name)
        provenance = {
            "file_name": file_name,
            "digest": digest,
            "as_of": None if shown is None else shown.isoformat(),
            "force_reason": force_reason,
        }
        try:
            self._write(list_id, read, provenance, imported_at)
        except OSError as error:
            raise StoreError(
                f"the store cannot be written at {error.filename or self.root} ({error.strerror}); free space or choose"
                f" another folder; the list '{list_id}' stays as it was"
            ) from None
        return self.snapshot(list_id)

    def snapshot(self, list_id: str) -> Snapshot:
        """Return what the current import of a list holds.

        Raises:
            StoreError: there is no such list, or its snapshot is damaged or of another version.
        """
        if LIST_ID.fullmatch(list_id) is None or not self._pointer(list_id).is_file():
            known = ", ".join(self.ids()) or "none"
            raise StoreError(f"there is no list '{list_id}' in the store (imported: {known}); import it first")
        try:
            name = self._pointer(list_id).read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise damaged(list_id, str(error)) from None
        if FOLDER_NAME.fullmatch(name) is None:
            raise damaged(list_id, "its pointer 'current' names no snapshot")
        return read_snapshot(list_id, self._home(list_id) / name)

    def open_list(self, list_id: str) -> OpenedList:
        """Open the current snapshot of a list and its index.

        Raises:
            StoreError: there is no such list, or its snapshot is damaged or of another version.
        """
        snapshot = self.snapshot(list_id)
        try:
            return OpenedList(snapshot, NameIndex.open(snapshot.folder))
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise damaged(list_id, f"its index cannot be opened: {error}") from None

    def lists(self) -> tuple[Snapshot, ...]:
        """Return the current snapshot of every list, by id.

        Raises:
            StoreError: one of them is damaged.
        """
        return tuple(self.snapshot(list_id) for list_id in self.ids())

    def _write(self, list_id: str, read: ReadList, provenance: dict[str, str | None], imported_at: datetime) -> None:
        """Write the content aside, give it its name, and only then point to it."""
        home = self._home(list_id)
        home.mkdir(parents=True, exist_ok=True)
        clear_unfinished(home)
        folder = new_unfinished_folder(home)
        _write_lines(folder / ENTRIES, map(entry_lines.to_line, read.entries))
        _write_lines(folder / REJECTED, (json.dumps(asdict(row), ensure_ascii=False) for row in read.rejected))
        NameIndex.build(list_id, read.entries).save(folder)
        facts = facts_of(folder, read, provenance)
        name = content_name(folder, facts)
        if not self._intact(list_id, name):
            facts["imported"] = imported_at.isoformat()
            (folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")
            publish_folder(folder, home / name)
        replace_file(self._pointer(list_id), name.encode())
        clear_unfinished(home)

    def _home(self, list_id: str) -> Path:
        return self.root / "lists" / list_id

    def _pointer(self, list_id: str) -> Path:
        return self._home(list_id) / "current"

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all lists held, without opening any."""
        homes = (self.root / "lists").glob("*/current")
        return tuple(sorted(path.parent.name for path in homes if LIST_ID.fullmatch(path.parent.name)))

    def _intact(self, list_id: str, name: str) -> bool:
        try:
            read_snapshot(list_id, self._home(list_id) / name)
        except StoreError:
            return False
        return True

    def _refuse_loss(self, list_id: str, read: ReadList, force_reason: str | None) -> None:
        """Refuse an empty list, and without a reason one that lost a source or more than 5 % of its entries."""
        if not read.entries:
            raise ListError(f"the list '{list_id}' would have no entries ({read.rows} rows read); check the file")
        if force_reason or not self._pointer(list_id).is_file():
            return
        try:
            current = self.snapshot(list_id)
        except StoreError:
            return
        gone = sorted({code for code, _ in current.sources} - {entry.source for entry in read.entries})
        if gone:
            loss = f"lost every entry of {', '.join(gone)}"
        elif len(read.entries) * 100 < current.entries * KEPT_PERCENT:
            loss = f"lost {current.entries - len(read.entries)} of {current.entries} entries"
        else:
            return
        raise ListError(
            f"the list '{list_id}' {loss} against the import of {current.imported.date()}; check the file, or give a"
            " reason to import it all the same (--force REASON)"
        )


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
