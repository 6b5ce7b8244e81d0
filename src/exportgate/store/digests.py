"""SHA-256 digests of files and folders, read in pieces."""

import hashlib
from pathlib import Path

PIECE = 1 << 20


def file_digest(path: Path) -> str:
    """Return the digest of a file's bytes; of a folder, that of its files by name and content."""
    if path.is_dir():
        return folder_digest(path)
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def folder_digest(folder: Path) -> str:
    """Return a digest of every file below a folder, by its name within it and its content."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + file_digest(path).encode())
    return digest.hexdigest()


def joint_digest(digests: dict[str, str]) -> str:
    """Return the SHA-256 of a list: that of its one file, or of the names and digests of its files."""
    if len(digests) == 1:
        return next(iter(digests.values()))
    return hashlib.sha256("".join(f"{name}\0{digest}\n" for name, digest in digests.items()).encode()).hexdigest()
