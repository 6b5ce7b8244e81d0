"""Keeps imported party lists: every import an immutable folder named by its content, one pointer to the current one.

    lists/<id>/current            the name of the current folder, replaced in one step
    lists/<id>/<digest12>/        snapshot.json, entries.jsonl, rejected.jsonl and the name index

An import that would empty or shrink a list is refused unless a reason is given. When a list was retrieved, and from
where, the caller says; the store reads no clock.
"""

import hashlib
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import ListError, StoreError, UsageError
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.entries import read_entries, write_entries
from exportgate.store.files import clear_unfinished, new_unfinished_folder, publish_folder, replace_file

FORMAT_VERSION = 1
LIST_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
FOLDER_NAME = re.compile(r"[0-9a-f]{12}")
DATE_IN_NAME = re.compile(r"(?<!\d)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
KEPT_PERCENT = 95


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one import holds: `digest` is the SHA-256 of the imported file, `sources` the entries of each list code.

    `rows` = `entries` + `merged` + `rejected`; `names` counts distinct names; `files` gives the size in bytes of every
    file of the snapshot; `force_reason` is why a list that shrank was imported all the same.
    """

    list_id: str
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
    files: tuple[tuple[str, int], ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class OpenedList:
    """A list of the store, ready to be searched."""

    snapshot: Snapshot
    index: NameIndex

    def entries(self) -> tuple[Entry, ...]:
        """Read every entry, in the order of the list.

        Raises:
            StoreError: the snapshot is damaged.
        """
        try:
            return tuple(read_entries(self.snapshot.folder / "entries.jsonl"))
        except (OSError, ValueError, TypeError) as error:
            raise _damaged(self.snapshot.list_id, str(error)) from None


class Store:
    """The store of party lists under one folder; the folder is made by the first import."""

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
        """Keep a list as read and make it the current one of its id.

        `digest` is the SHA-256 of the file. Without `as_of` the list's own date holds, else the date in the file name.

        Raises:
            UsageError: the id is not one that a list can have.
            ListError: the list has no entries, or lost too much against the current one and no reason is given.
            StoreError: the store cannot be written.
        """
        if LIST_ID.fullmatch(list_id) is None:
            allowed = "1 to 64 of a-z, 0-9, '.', '_' and '-', the first a letter or digit"
            raise UsageError(f"'{list_id}' cannot be the id of a list; write {allowed}")
        self._refuse_loss(list_id, read, forced=bool(force_reason))
        home = self._home(list_id)
        try:
            home.mkdir(parents=True, exist_ok=True)
            clear_unfinished(home)
            unfinished = new_unfinished_folder(home)
            _write_content(unfinished, list_id, read)
            facts = _facts(unfinished, read, file_name, digest, _own_date(read, as_of, file_name), force_reason)
            name = _content_name(unfinished, facts)
            if not self._intact(list_id, name):
                facts["imported"] = imported_at.isoformat()
                replace_file(unfinished / "snapshot.json", json.dumps(facts, ensure_ascii=False, indent=1).encode())
                publish_folder(unfinished, home / name)
            replace_file(home / "current", name.encode())
            clear_unfinished(home)
        except OSError as error:
            message = f"the store cannot be written at {error.filename or home} ({error.strerror}); free space or"
            raise StoreError(f"{message} choose another folder; the list '{list_id}' stays as it was") from None
        return self.snapshot(list_id)

    def snapshot(self, list_id: str) -> Snapshot:
        """Return what the current import of a list holds.

        Raises:
            StoreError: there is no such list, or its snapshot is damaged or of another version.
        """
        home = self._home(list_id)
        if LIST_ID.fullmatch(list_id) is None or not (home / "current").is_file():
            known = ", ".join(self._ids()) or "none"
            raise StoreError(f"there is no list '{list_id}' in the store (imported: {known}); import it first")
        try:
            name = (home / "current").read_text("ascii").strip()
        except (OSError, ValueError) as error:
            raise _damaged(list_id, str(error)) from None
        if FOLDER_NAME.fullmatch(name) is None:
            raise _damaged(list_id, "its pointer 'current' names no snapshot")
        return _read_snapshot(list_id, home / name)

    def open_list(self, list_id: str) -> OpenedList:
        """Open the current snapshot of a list and its index.

        Raises:
            StoreError: there is no such list, or its snapshot is damaged or of another version.
        """
        snapshot = self.snapshot(list_id)
        try:
            return OpenedList(snapshot, NameIndex.open(snapshot.folder))
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            raise _damaged(list_id, f"its index cannot be opened: {error}") from None

    def lists(self) -> tuple[Snapshot, ...]:
        """Return the current snapshot of every list, by id.

        Raises:
            StoreError: one of them is damaged.
        """
        return tuple(self.snapshot(list_id) for list_id in self._ids())

    def _home(self, list_id: str) -> Path:
        return self.root / "lists" / list_id

    def _ids(self) -> tuple[str, ...]:
        homes = (self.root / "lists").glob("*/current")
        return tuple(sorted(path.parent.name for path in homes if LIST_ID.fullmatch(path.parent.name)))

    def _intact(self, list_id: str, name: str) -> bool:
        try:
            _read_snapshot(list_id, self._home(list_id) / name)
        except StoreError:
            return False
        return True

    def _refuse_loss(self, list_id: str, read: ReadList, *, forced: bool) -> None:
        """Refuse an empty list, and one that lost a source or more than 5 % of its entries, unless forced."""
        if not read.entries:
            raise ListError(f"the list '{list_id}' would have no entries ({read.rows} rows read); check the file")
        if forced or not (self._home(list_id) / "current").is_file():
            return
        try:
            current = self.snapshot(list_id)
        except StoreError:
            return
        lost = sorted({code for code, _ in current.sources} - {entry.source for entry in read.entries})
        if lost:
            loss = f"lost every entry of {', '.join(lost)}"
        elif len(read.entries) * 100 < current.entries * KEPT_PERCENT:
            loss = f"lost {current.entries - len(read.entries)} of {current.entries} entries"
        else:
            return
        raise ListError(
            f"the list '{list_id}' {loss} against the import of {current.imported.date()}; check the file, or give a"
            " reason to import it all the same (--force REASON)"
        )


def _write_content(folder: Path, list_id: str, read: ReadList) -> None:
    write_entries(folder / "entries.jsonl", read.entries)
    with (folder / "rejected.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{json.dumps(asdict(row), ensure_ascii=False)}\n" for row in read.rejected)
    NameIndex.build(list_id, read.entries).save(folder)


def _facts(
    folder: Path, read: ReadList, file_name: str, digest: str, as_of: date | None, force_reason: str | None
) -> dict[str, Any]:
    """Return what snapshot.json says, but for the time of the import."""
    return {
        "title": read.title,
        "curated": read.curated,
        "file_name": file_name,
        "digest": digest,
        "as_of": None if as_of is None else as_of.isoformat(),
        "layout": read.layout,
        "rows": read.rows,
        "entries": len(read.entries),
        "merged": read.merged,
        "rejected": len(read.rejected),
        "names": len({name for entry in read.entries for name in entry.names}),
        "sources": sorted(Counter(entry.source for entry in read.entries).items()),
        "force_reason": force_reason,
        "format_version": FORMAT_VERSION,
        "files": [(file.relative_to(folder).as_posix(), file.stat().st_size) for file in _content_files(folder)],
    }


def _content_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _content_name(folder: Path, facts: dict[str, Any]) -> str:
    """Return the folder's name: a digest of the entries, the rejected rows and the facts about them."""
    content = hashlib.sha256(json.dumps(facts, sort_keys=True).encode())
    for name in ("entries.jsonl", "rejected.jsonl"):
        content.update((folder / name).read_bytes())
    return content.hexdigest()[:12]


def _own_date(read: ReadList, given: date | None, file_name: str) -> date | None:
    """Return the day the list shows: the one given, else its own, else the last one in its file name."""
    found = DATE_IN_NAME.findall(file_name)
    in_name = "-".join(found[-1]) if found else None
    try:
        return given or date.fromisoformat(read.as_of or in_name or "")
    except ValueError:
        return None


def _read_snapshot(list_id: str, folder: Path) -> Snapshot:
    try:
        values = json.loads((folder / "snapshot.json").read_bytes())
        if values["format_version"] != FORMAT_VERSION:
            raise StoreError(f"the list '{list_id}' was imported by another version; import its file again")
        values["imported"] = datetime.fromisoformat(values["imported"])
        values["as_of"] = None if values["as_of"] is None else date.fromisoformat(values["as_of"])
        values["sources"] = tuple((str(code), int(count)) for code, count in values["sources"])
        values["files"] = tuple((str(name), int(size)) for name, size in values["files"])
        snapshot = Snapshot(list_id=list_id, folder=folder, **values)
        for name, size in snapshot.files:
            if (folder / name).stat().st_size != size:
                raise _damaged(list_id, f"its file {name} does not have the {size} bytes that were written")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(list_id, f"{type(error).__name__}: {error}") from None
    return snapshot


def _damaged(list_id: str, what: str) -> StoreError:
    return StoreError(f"the list '{list_id}' in the store is damaged ({what}); import its file again")
