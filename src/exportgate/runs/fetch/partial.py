"""The part of a file that is downloaded so far, kept beside its place until it is whole, with what it takes to go on.

    <name>.part        the bytes so far
    <name>.part.json   which copy of the file they are of: its address, the server's mark of the copy, its size

A part is resumed only by the mark that its server gave the copy. Facts are written before the bytes they are about and
removed after them, so that a part whose writing broke off anywhere is either resumed rightly or thrown away.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from exportgate.store.files import replace_file


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a server tells one copy of a file from another: an entity tag, or the time it last changed."""

    etag: str = ""
    modified: str = ""

    def asking_for_another(self) -> dict[str, str]:
        """Return the headers that ask for the file only where it is another copy."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}

    @property
    def of_range(self) -> str:
        """The mark that may stand in If-Range; a weak tag may not, since its copies can differ in their bytes."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


@dataclass(frozen=True, slots=True)
class PartFacts:
    """Which copy of a file a part is of; `size` is that of the whole, None where the server did not say.

    `address` is a digest of the address, which may hold a password.
    """

    address: str
    etag: str
    modified: str
    size: int | None

    @property
    def marks(self) -> Marks:
        """The marks of the copy."""
        return Marks(self.etag, self.modified)


def address_key(address: str) -> str:
    """Return what an address is known by on disk, where its user, password and query must not stand."""
    return hashlib.sha256(address.encode()).hexdigest()


class Partial:
    """The part of one file, in the folder where the whole will lie."""

    def __init__(self, target: Path, address: str) -> None:
        self.target = target
        self.address = address
        self._key = address_key(address)
        self._part = target.with_name(f"{target.name}.part")
        self._facts = target.with_name(f"{target.name}.part.json")

    def facts(self) -> PartFacts | None:
        """Return which copy is kept, where one is that can be resumed from this address."""
        try:
            values = json.loads(self._facts.read_bytes())
            facts = PartFacts(values["address"], values["etag"], values["modified"], values["size"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return facts if facts.address == self._key and facts.marks.of_range and self.size else None

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._part.stat().st_size if self._part.is_file() else 0

    def begin(self, marks: Marks, size: int | None) -> None:
        """Throw away what is kept, and note of which copy the bytes that follow are."""
        self.discard()
        self.target.parent.mkdir(parents=True, exist_ok=True)
        facts = PartFacts(self._key, marks.etag, marks.modified, size)
        replace_file(self._facts, json.dumps(asdict(facts)).encode())

    def end(self) -> BinaryIO:
        """Open the part for the bytes that come next."""
        return self._part.open("ab")

    def finish(self) -> Path:
        """Give the whole file its place, after its bytes have reached the disk."""
        with self._part.open("ab") as stream:
            os.fsync(stream.fileno())
        self._part.replace(self.target)
        self._facts.unlink(missing_ok=True)
        return self.target

    def discard(self) -> None:
        """Throw away what is kept."""
        self._part.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)
