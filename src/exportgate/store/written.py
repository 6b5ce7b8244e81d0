"""Writes a list as a snapshot: its content aside first, then under the name that the content gives it, in one step."""

import contextlib
import filecmp
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from exportgate.foundation.errors import StoreError
from exportgate.parties import entry_lines
from exportgate.parties.index import NameIndex
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.files import clear_unfinished, new_unfinished_folder, publish_folder
from exportgate.store.snapshot import ENTRIES, FACTS, REJECTED, Snapshot, content_name, facts_of, read_snapshot


def write_snapshot(
    home: Path, list_id: str, read: ReadList, provenance: Mapping[str, str | None], retrieved: datetime
) -> tuple[Snapshot, bool]:
    """Write a list as read into the folder of its list; return the snapshot, and whether it was there already.

    `provenance` is what `facts_of` takes.

    Raises:
        OSError: it cannot be written; nothing is left behind.
    """
    home.mkdir(parents=True, exist_ok=True)
    clear_unfinished(home.parent)
    clear_unfinished(home)
    folder = new_unfinished_folder(home)
    try:
        _write_lines(folder / ENTRIES, map(entry_lines.to_line, read.entries))
        _write_lines(folder / REJECTED, (json.dumps(asdict(row), ensure_ascii=False) for row in read.rejected))
        facts = facts_of(folder, read, provenance)
        final = home / content_name(folder, facts)
        held = intact(list_id, final)
        if held is not None and all(filecmp.cmp(folder / name, final / name, shallow=False) for name, _ in held.files):
            return held, True
        NameIndex.build(list_id, read.entries).save(folder)
        facts["retrieved"] = retrieved.isoformat()
        (folder / FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")
        publish_folder(folder, final)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        clear_unfinished(home)
        with contextlib.suppress(OSError):
            home.rmdir()  # of a list that has no snapshot yet
    return read_snapshot(list_id, final), False


def intact(list_id: str, folder: Path) -> Snapshot | None:
    """Return the snapshot in a folder; None where there is none, or it is damaged."""
    try:
        return read_snapshot(list_id, folder)
    except StoreError:
        return None


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in lines)
