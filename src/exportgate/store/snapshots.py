"""Keeps imported party lists: every import an immutable folder named by its content, and all of them kept.

    lists/<id>/current            the name of the snapshot in force, the newest by day, replaced in one step
    lists/<id>/settings.json      when the list is stale, and when its publisher said that it is in force still
    lists/<id>/<digest12>/        snapshot.json, entries.jsonl, rejected.jsonl and the name index

A snapshot without an index of this version gets one when it is opened. An import that would empty or shrink a list is
refused unless a reason is given. When a list was retrieved the caller says; the store reads no clock.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from exportgate.foundation.errors import ListError, StoreError, UsageError
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.files import replace_file, set_aside
from exportgate.store.guard import loss_of, refused
from exportgate.store.locks import writing
from exportgate.store.opened import OpenedList, opened
from exportgate.store.settings import ListSettings, read_settings, seen_on, write_settings
from exportgate.store.snapshot import FOLDER_NAME, Snapshot, damaged, list_date, read_snapshot
from exportgate.store.written import intact, write_snapshot

LIST_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


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
        retrieved: datetime,
        address: str = "",
        as_of: date | None = None,
        force_reason: str | None = None,
    ) -> Snapshot:
        """Keep a list as read, and let the newest snapshot by day be the current one; the same content is kept once.

        `digest` is the SHA-256 of the file, `address` where it was fetched from. Without `as_of` the list's own date
        holds, else the date in the file name. Of several snapshots of one day the one imported last is in force.
        `force_reason` is kept where the list did lose too much; one without a letter is none.

        Raises:
            UsageError: the id is not one that a list can have.
            ListError: the list has no entries, or lost too much against the snapshot before it and no reason is given.
            StoreError: the store cannot be written.
        """
        if LIST_ID.fullmatch(list_id) is None:
            allowed = "1 to 64 of a-z, 0-9, '.', '_' and '-', the first a letter or digit"
            raise UsageError(f"'{list_id}' cannot be the id of a list; write {allowed}")
        if not read.entries:
            raise ListError(f"the list '{list_id}' would have no entries ({read.rows} rows read); check the file")
        shown = list_date(read, as_of, file_name)
        provenance = {
            "file_name": file_name,
            "address": address,
            "digest": digest,
            "as_of": None if shown is None else shown.isoformat(),
            "force_reason": force_reason,
        }
        with self._writing(list_id):
            before = self.newest_by(list_id, shown or retrieved.date()) if list_id in self.ids() else None
            loss = "" if before is None else loss_of(read, before)
            if before is not None and loss and not any(map(str.isalnum, force_reason or "")):
                raise refused(before, loss)
            provenance["force_reason"] = force_reason if loss else None
            return self._keep(list_id, read, provenance, retrieved)

    def settings(self, list_id: str) -> ListSettings:
        """Return what is set for a list.

        Raises:
            StoreError: there is no such list, or its settings are damaged.
        """
        if list_id not in self.ids():
            raise self._unknown(list_id)
        return read_settings(self._home(list_id))

    def set_stale_after(self, list_id: str, days: int | str) -> None:
        """Set after how many days a list is stale, or that it never is.

        Raises:
            StoreError: there is no such list, or the store cannot be written.
        """
        with self._writing(list_id):
            write_settings(self._home(list_id), replace(self.settings(list_id), stale_after=days))

    def confirm(self, list_id: str, name: str, day: date) -> None:
        """Keep that a snapshot was seen to be in force on a day, as where its publisher says that nothing changed.

        Raises:
            StoreError: there is no such list, or the store cannot be written.
        """
        with self._writing(list_id):
            write_settings(self._home(list_id), seen_on(self.settings(list_id), name, day))

    def remove(self, list_id: str, name: str | None = None) -> None:
        """Remove a snapshot of a list, or the list with all of them; without its last snapshot a list is gone too.

        Raises:
            StoreError: there is no such list or snapshot, or the store cannot be written.
        """
        if list_id not in self.ids():
            raise self._unknown(list_id)
        home = self._home(list_id)
        with self._writing(list_id):
            others = name is not None and set(self.names(list_id)) - {name}
            gone = self._folder(list_id, name) if name is not None else home
            if others and self._current(list_id) == name:
                self._point_away_from(list_id, name)
            gone = set_aside(gone if others else home)
            shutil.rmtree(gone, ignore_errors=True)

    def snapshots(self, list_id: str) -> tuple[Snapshot, ...]:
        """Return every intact snapshot of a list, by day; of those of one day the one in force comes last.

        Raises:
            StoreError: there is no such list.
        """
        if list_id not in self.ids():
            raise self._unknown(list_id)
        current = self._current(list_id)
        found = [
            item for name in self.names(list_id) if (item := intact(list_id, self._home(list_id) / name)) is not None
        ]
        return tuple(sorted(found, key=lambda item: (item.day, item.name == current, item.retrieved, item.name)))

    def names(self, list_id: str) -> tuple[str, ...]:
        """Return the names of all snapshots of a list, the damaged ones too, without opening any."""
        folders = self._home(list_id).glob("*")
        return tuple(sorted(path.name for path in folders if FOLDER_NAME.fullmatch(path.name) and path.is_dir()))

    def snapshot(self, list_id: str, name: str | None = None) -> Snapshot:
        """Return what a snapshot of a list holds: the one of a name, else the current one.

        Raises:
            StoreError: there is no such list or snapshot, or it is damaged or of another version.
        """
        if name is not None:
            return read_snapshot(list_id, self._folder(list_id, name))
        if list_id not in self.ids():
            raise self._unknown(list_id)
        pointer = self._pointer(list_id)
        if not pointer.is_file():
            home = self._home(list_id)
            raise damaged(list_id, f"the pointer 'current' in {home} is gone; if nobody needs it, remove the folder")
        try:
            name = pointer.read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise damaged(list_id, str(error)) from None
        if FOLDER_NAME.fullmatch(name) is None:
            raise damaged(list_id, "its pointer 'current' names no snapshot")
        return read_snapshot(list_id, self._home(list_id) / name)

    def newest_by(self, list_id: str, day: date) -> Snapshot | None:
        """Return the newest snapshot of a list that is not after a day; None where all are.

        Raises:
            StoreError: there is no such list.
        """
        return next((item for item in reversed(self.snapshots(list_id)) if item.day <= day), None)

    def open_list(self, list_id: str, name: str | None = None) -> OpenedList:
        """Open a snapshot of a list and its index: the one of a name, else the current one.

        Raises:
            StoreError: there is no such list, its snapshot is damaged or of another version, or no index can be built.
        """
        return opened(self.snapshot(list_id, name))

    def lists(self) -> tuple[Snapshot, ...]:
        """Return the current snapshot of every list, by id.

        Raises:
            StoreError: one of them is damaged.
        """
        return tuple(self.snapshot(list_id) for list_id in self.ids())

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all lists held, without opening any; one that lost its pointer is held, and damaged."""
        homes = (path for path in (self.root / "lists").glob("*") if LIST_ID.fullmatch(path.name))
        return tuple(sorted(home.name for home in homes if (home / "current").is_file() or self.names(home.name)))

    def _keep(self, list_id: str, read: ReadList, provenance: dict[str, str | None], retrieved: datetime) -> Snapshot:
        """Write the content, and only then point to the newest."""
        home = self._home(list_id)
        kept, known = write_snapshot(home, list_id, read, provenance, retrieved)
        if known and kept.as_of is None:
            write_settings(home, seen_on(read_settings(home), kept.name, retrieved.date()))
        newest = self.snapshots(list_id)[-1]
        self._point_to(list_id, kept.name if kept.day >= newest.day else newest.name)
        return kept

    def _home(self, list_id: str) -> Path:
        return self.root / "lists" / list_id

    def _folder(self, list_id: str, name: str) -> Path:
        if list_id not in self.ids():
            raise self._unknown(list_id)
        if name not in self.names(list_id):
            raise StoreError(f"the list '{list_id}' has no snapshot '{name}'; see exportgate lists status")
        return self._home(list_id) / name

    def _pointer(self, list_id: str) -> Path:
        return self._home(list_id) / "current"

    def _current(self, list_id: str) -> str:
        try:
            return self._pointer(list_id).read_text("ascii").strip()
        except (OSError, ValueError):
            return ""

    def _point_to(self, list_id: str, name: str) -> None:
        if self._current(list_id) != name:
            replace_file(self._pointer(list_id), name.encode())

    def _unknown(self, list_id: str) -> StoreError:
        known = ", ".join(self.ids()) or "none"
        return StoreError(f"there is no list '{list_id}' in the store (imported: {known}); import it first")

    def _point_away_from(self, list_id: str, name: str) -> None:
        """Put the newest of the other snapshots in force; where all are damaged, none."""
        rest = [item for item in self.snapshots(list_id) if item.name != name]
        if rest:
            self._point_to(list_id, rest[-1].name)
        else:
            self._pointer(list_id).unlink()

    @contextmanager
    def _writing(self, list_id: str) -> Iterator[None]:
        """Write alone; say where the store cannot be written, and that the list stays as it was."""
        try:
            with writing(self.root / "lists"):
                yield
        except OSError as error:
            place, why = error.filename or self.root, error.strerror or error
            raise StoreError(
                f"the store cannot be written at {place} ({why}); free space or choose another folder; the list "
                f"'{list_id}' stays as it was"
            ) from None
