"""Brings the files of one list together, from the web or from a folder: each verified, and all of one publication."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exportgate.foundation.errors import FetchError, ListError, UsageError
from exportgate.runs.fetch.answers import last_modified
from exportgate.runs.fetch.client import shown_address
from exportgate.runs.fetch.download import Downloaded, Means, download
from exportgate.runs.fetch.partial import Marks, address_key
from exportgate.runs.fetch.sources import Source, SourceFile, in_folder
from exportgate.runs.fetch.verify import digest_beside, published_digest, refuse_other, refuse_other_digest
from exportgate.store.digests import file_digest, joint_digest
from exportgate.store.fetched import FetchedFile

ROUNDS = 3
"""How often a list of several files is asked once more whether it changed while it was fetched."""
Known = Mapping[tuple[str, str], Marks]
"""The marks of copies that are held, by the file's name and the key of its address."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The files of a list, its reader's first; `changed` is when the server says that it last changed.

    `address` is where the first file came from, without what may be secret in it; empty from a folder.
    """

    paths: tuple[Path, ...]
    digest: str
    address: str = ""
    changed: datetime | None = None
    files: tuple[FetchedFile, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self.paths)


@dataclass(frozen=True, slots=True)
class _Came:
    address: str
    file: Downloaded


def from_web(means: Means, source: Source, folder: Path, known: Known) -> Brought | None:
    """Download the files of a list to a folder; return None where none of them is another copy than is held.

    Raises:
        FetchError: a file did not come whole, is not what it should be, or changed again and again.
        ListError: a file is an archive that is damaged, a web page, or no text.
        OSError: the folder cannot be written.
    """
    found = _asked(means, source.files, folder, known)
    if not found:
        return None
    found |= _asked(means, [file for file in source.files if file.name not in found], folder, {})
    if len(source.files) > 1:
        _settle(means, source.files, folder, found)
    first = found[source.files[0].name]
    return Brought(
        tuple(found[file.name].file.path for file in source.files),
        joint_digest({file.name: found[file.name].file.digest for file in source.files}),
        shown_address(first.address),
        last_modified(first.file.marks),
        tuple(_fetched(file.name, found[file.name]) for file in source.files),
    )


def from_folder(source: Source, folder: Path) -> Brought:
    """Find the files of a list in a folder, and verify them as far as it has their digests beside them.

    A list of several files needs the first; its reader says whether it can do without another.

    Raises:
        UsageError: the folder does not have the list.
        FetchError: a file is not what it should be.
        ListError: a file is an archive that is damaged, a web page, or no text.
    """
    found = {file: path for file in source.files if (path := in_folder(file, source.id, folder)) is not None}
    if source.files[0] not in found:
        raise UsageError(f"'{folder}' has no file {source.files[0].name}")
    digests = {}
    for file, path in found.items():
        digests[file.name] = file_digest(path)
        refuse_other(path, file.content)
        refuse_other_digest(path.name, digests[file.name], digest_beside(path))
    return Brought(tuple(found.values()), joint_digest(digests))


def _fetched(name: str, came: _Came) -> FetchedFile:
    return FetchedFile(name, address_key(came.address), came.file.marks.etag, came.file.marks.modified)


def _asked(means: Means, files: Sequence[SourceFile], folder: Path, known: Known) -> dict[str, _Came]:
    """Return what came of the files, by their names; one that did not change is left out."""
    came = {file.name: _from_any(means, file, folder, known) for file in files}
    return {name: one for name, one in came.items() if one is not None}


def _settle(means: Means, files: Sequence[SourceFile], folder: Path, found: dict[str, _Came]) -> None:
    """Ask until nothing changes any more, so that the tables of a list are of one publication.

    Raises:
        FetchError: they change each time.
    """
    for _ in range(ROUNDS):
        marked = {name: one for name, one in found.items() if one.file.marks != Marks()}
        known = {(name, address_key(one.address)): one.file.marks for name, one in marked.items()}
        again = _asked(means, [file for file in files if file.name in marked], folder, known)
        changed = [name for name, one in again.items() if one.file.digest != found[name].file.digest]
        found |= again
        if not changed:
            return
    raise FetchError("the list changed again and again while it was fetched; try again later")


def _from_any(means: Means, file: SourceFile, folder: Path, known: Known) -> _Came | None:
    """Download a file from the first of its addresses that has it.

    Raises:
        FetchError: none has; says of each why.
    """
    faults = []
    for address in file.addresses:
        try:
            came = download(means, address, folder / file.name, known.get((file.name, address_key(address))))
            if came is not None:
                _verify(means, file, came)
        except (FetchError, ListError) as fault:
            faults.append(str(fault))
        else:
            return None if came is None else _Came(address, came)
    raise FetchError("; at its other address ".join(faults))


def _verify(means: Means, file: SourceFile, came: Downloaded) -> None:
    """Refuse a file that is not what it should be, and leave nothing of it."""
    try:
        refuse_other_digest(file.name, came.digest, came.stated_digest)
        if file.digest:
            refuse_other_digest(file.name, came.digest, published_digest(means.client, file.digest))
        refuse_other(came.path, file.content)
    except (FetchError, ListError):
        came.path.unlink(missing_ok=True)
        raise
