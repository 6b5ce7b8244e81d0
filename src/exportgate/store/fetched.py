"""Keeps what the last fetch of each list brought, so that the next one asks only for what changed.

fetch/<id>/last.json          what came last, and the server's marks of its files
fetch/<id>/files/             files on their way in; a list that is refused leaves them here to be looked at
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from exportgate.store.files import replace_file


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """One file that came: a digest of its address, and by what its server tells its copies apart."""

    name: str
    address: str
    etag: str
    modified: str


@dataclass(frozen=True, slots=True)
class LastFetch:
    """What the last fetch of a list brought: its SHA-256, which is that of the snapshot, and its files."""

    digest: str
    files: tuple[FetchedFile, ...]


def fetch_folder(root: Path, list_id: str) -> Path:
    """Return the folder in which the fetches of a list leave what they know."""
    return root / "fetch" / list_id


def last_fetch(root: Path, list_id: str) -> LastFetch | None:
    """Return what the last fetch of a list brought; None where there was none, or what it left is damaged."""
    try:
        values = json.loads((fetch_folder(root, list_id) / "last.json").read_bytes())
        files = tuple(FetchedFile(*(str(file[key]) for key in FetchedFile.__slots__)) for file in values["files"])
        return LastFetch(str(values["digest"]), files)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep_last_fetch(root: Path, list_id: str, last: LastFetch) -> None:
    """Note what a fetch brought, in one step.

    Raises:
        OSError: it cannot be written.
    """
    replace_file(fetch_folder(root, list_id) / "last.json", json.dumps(asdict(last)).encode())
