"""Keeps imported party lists: every import an immutable folder named by its content, one pointer to the current one.

    lists/<id>/current            the name of the current folder, replaced in one step
    lists/<id>/<digest12>/        snapshot.json, entries.jsonl, rejected.jsonl and the name index

A snapshot whose index is of another version gets a new one from its entries when it is opened. An import that would
empty or shrink a list is refused unless a reason is given. When a list was retrieved the caller says; the store reads
no clock.
"""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import ListError, StoreError, UsageError
from exportgate.parties import entry_lines
from exportgate.parties.array_folder import VERSION as INDEX_VERSION
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
    index_facts,
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
        return entries_of(self.snapshot)


def entries_of(snapshot: Snapshot) -> Iterator[Entry]:
    """Yield every entry of a snapshot, in the order of the list.

    Raises:
        StoreError: the snapshot is damaged.
    """
    try:
        with (snapshot.folder / ENTRIES).open("rb") as lines:
            for line in lines:
                yield entry_lines.from_line(line)
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise damaged(snapshot.list_id, f"{ENTRIES}: {error}") from None


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
        if LIST_ID.fullmatch(list_id) is None or list_id not in self.ids():
            known = ", ".join(self.ids()) or "none"
            raise StoreError(f"there is no list '{list_id}' in the store (imported: {known}); import it first")
        if not self._pointer(list_id).is_file():
            home = self._home(list_id)
            raise damaged(list_id, f"the pointer 'current' in {home} is gone; if nobody needs it, remove the folder")
        try:
            name = self._pointer(list_id).read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise damaged(list_id, str(error)) from None
        if FOLDER_NAME.fullmatch(name) is None:
            raise damaged(list_id, "its pointer 'current' names no snapshot")
        return read_snapshot(list_id, self._home(list_id) / name)

    def open_list(self, list_id: str) -> OpenedList:
        """Open the current snapshot of a list and its index, which is built anew where it is of another version.

        Raises:
            StoreError: there is no such list, its snapshot is damaged or of another version, or no index can be built.
        """
        snapshot = self.snapshot(list_id)
        if snapshot.index_version != INDEX_VERSION:
            snapshot = self._with_new_index(snapshot)
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
        self._publish(list_id, folder, facts_of(folder, read, provenance), imported_at)
        clear_unfinished(home)

    def _publish(self, list_id: str, folder: Path, facts: dict[str, Any], imported_at: datetime) -> None:
        """Give content that is written aside its name, unless it is there already, and only then point to it."""
        name = content_name(folder, facts)
        if not self._intact(list_id, name):
            facts["imported"] = imported_at.isoformat()
            (folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")
            publish_folder(folder, self._home(list_id) / name)
        replace_file(self._pointer(list_id), name.encode())

    def _with_new_index(self, old: Snapshot) -> Snapshot:
        """Keep the entries of a snapshot with an index of this version, as the current snapshot of its list.

        Raises:
            StoreError: its entries are damaged, or the store cannot be written.
        """
        entries = tuple(entries_of(old))
        try:
            folder = new_unfinished_folder(self._home(old.list_id))
            for name in (ENTRIES, REJECTED):
                shutil.copyfile(old.folder / name, folder / name)
            NameIndex.build(old.list_id, entries).save(folder)
            facts = json.loads((old.folder / FACTS).read_bytes()) | index_facts(folder)
            del facts["imported"]
            self._publish(old.list_id, folder, facts, old.imported)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError as error:
            raise StoreError(
                f"the index of the list '{old.list_id}' is of another version of exportgate, and no new one can be "
                f"written at {error.filename or old.folder} ({error.strerror}); make room there, or import its file "
                f"again: exportgate lists import FILE --as {old.list_id}"
            ) from None
        return self.snapshot(old.list_id)

    def _home(self, list_id: str) -> Path:
        return self.root / "lists" / list_id

    def _pointer(self, list_id: str) -> Path:
        return self._home(list_id) / "current"

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all lists held, without opening any; one that lost its pointer is held, and damaged."""
        homes = (path for path in (self.root / "lists").glob("*") if LIST_ID.fullmatch(path.name))
        return tuple(sorted(home.name for home in homes if (home / "current").is_file() or _snapshots_in(home)))

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


def _snapshots_in(home: Path) -> bool:
    return any(FOLDER_NAME.fullmatch(path.parent.name) for path in home.glob(f"*/{FACTS}"))


def _write_lines(path: Path, lines: Iterator[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
