"""Keeps arrays, lines of text and a head in one folder, so that opening it reads almost nothing.

Arrays are memory-mapped .npy files, never pickles; long lines stay in their file until asked for, by an offset array;
short words are read at once. A reader refuses a folder of another version.
"""

import json
import mmap
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION = 6
Array = NDArray[Any]


class Lines:
    """Lines of a file, each read when it is asked for."""

    def __init__(self, content: "bytes | mmap.mmap", offsets: Array) -> None:
        self.content = content
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, at: int) -> bytes:
        return self.content[int(self.offsets[at]) : int(self.offsets[at + 1]) - 1]


def lines_of(texts: Iterable[str]) -> Lines:
    """Return texts that have no line ends as lines."""
    encoded = [text.encode("utf-8", "surrogatepass") + b"\n" for text in texts]
    return Lines(b"".join(encoded), np.cumsum([0, *map(len, encoded)], dtype=np.int64))


def save(
    folder: Path,
    head: Mapping[str, Any],
    arrays: Mapping[str, Array],
    lines: Mapping[str, Lines],
    words: Mapping[str, Sequence[str]],
) -> None:
    """Write a folder anew; its head, which has the size of every other file, comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    for name, kept in lines.items():
        (folder / f"{name}.lines").write_bytes(kept.content)
        np.save(folder / f"{name}.offsets.npy", kept.offsets, allow_pickle=False)
    for name, texts in words.items():
        (folder / f"{name}.words").write_bytes("".join(f"{text}\n" for text in texts).encode("utf-8", "surrogatepass"))
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    facts = {"version": VERSION, "files": sizes, **head}
    (folder / "head.json").write_text(json.dumps(facts, ensure_ascii=False), "utf-8")


class ArrayFolder:
    """A folder that `save` wrote, opened for reading.

    Raises:
        ValueError: the folder is of another version or no such folder, or a file has not the size it was written with.
        OSError: it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.head: dict[str, Any] = json.loads((folder / "head.json").read_text("utf-8"))
        if self.head.get("version") != VERSION:
            raise ValueError(f"the index in {folder} is of another version; import its list again")
        changed = [name for name, size in self.head["files"].items() if (folder / name).stat().st_size != size]
        if changed:
            raise ValueError(f"the index in {folder} is damaged ({changed[0]}); import its list again")

    def array(self, name: str) -> Array:
        """Return an array, mapped from its file."""
        path = self._folder / f"{name}.npy"
        # An array without elements cannot be mapped.
        small = path.stat().st_size < mmap.PAGESIZE
        found: Array = np.load(path, mmap_mode=None if small else "r", allow_pickle=False)
        return found

    def lines(self, name: str) -> Lines:
        """Return lines that are read when asked for."""
        path = self._folder / f"{name}.lines"
        if not path.stat().st_size:
            return Lines(b"", self.array(f"{name}.offsets"))
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return Lines(content, self.array(f"{name}.offsets"))

    def words(self, name: str) -> list[str]:
        """Return short texts, all at once."""
        text = (self._folder / f"{name}.words").read_bytes().decode("utf-8", "surrogatepass")
        return text.split("\n")[:-1]
