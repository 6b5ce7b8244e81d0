"""Writes files so that after a crash either the old or the new state stands whole: to the disk first, then renamed."""

import contextlib
import os
import secrets
import shutil
from pathlib import Path

UNFINISHED = ".unfinished-"


def replace_file(path: Path, data: bytes) -> None:
    """Write a file, or replace it, in one step that is never seen half done."""
    temporary = _unfinished_name(path.parent)
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def new_unfinished_folder(parent: Path) -> Path:
    """Make an empty folder, under a name that `clear_unfinished` knows."""
    folder = _unfinished_name(parent)
    folder.mkdir(parents=True)
    return folder


def publish_folder(unfinished: Path, final: Path) -> None:
    """Give a folder that is written whole its final name; a damaged folder of that name gives way."""
    for file in sorted(unfinished.rglob("*")):
        if file.is_file():
            with file.open("r+b") as stream:
                os.fsync(stream.fileno())
    _sync_folder(unfinished)
    if final.exists():
        set_aside(final)
    unfinished.replace(final)
    _sync_folder(final.parent)


def set_aside(path: Path) -> Path:
    """Take a folder out of sight in one step, under a name that `clear_unfinished` knows; return that."""
    gone = _unfinished_name(path.parent)
    path.replace(gone)
    _sync_folder(path.parent)
    return gone


def clear_unfinished(parent: Path) -> None:
    """Remove what interrupted writing left behind in a folder."""
    for leftover in parent.glob(f"{UNFINISHED}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _unfinished_name(parent: Path) -> Path:
    return parent / f"{UNFINISHED}{secrets.token_hex(6)}"


def _sync_folder(folder: Path) -> None:
    """Have the names in a folder reach the disk, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
