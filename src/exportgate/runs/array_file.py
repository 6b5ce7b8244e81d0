"""Keeps arrays and lines of text under names in one file, a plain zip of .npy files: same content, same bytes.

Nothing in it is ever executed: arrays are read without pickles, and a line is text.
"""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exportgate.parties.array_folder import Lines, lines_of

Array = NDArray[Any]


class ArrayWriter:
    """Writes a file name by name, so that only what is being written is in memory."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)

    def array(self, name: str, array: Array) -> None:
        """Write an array."""
        with self._zip.open(zipfile.ZipInfo(f"{name}.npy"), "w", force_zip64=True) as stream:
            np.lib.format.write_array(stream, np.ascontiguousarray(array), allow_pickle=False)

    def lines(self, name: str, texts: Iterable[str]) -> None:
        """Write texts that have no line ends."""
        lines = lines_of(texts)
        self.array(f"{name}.text", np.frombuffer(lines.content, dtype=np.uint8))
        self.array(f"{name}.offsets", lines.offsets)

    def close(self) -> None:
        """End the file; closing twice does no harm."""
        self._zip.close()


class ArrayReader:
    """Reads a file by name.

    Raises:
        OSError, ValueError, KeyError, zipfile.BadZipFile: it is none that `ArrayWriter` wrote, or lacks the name.
    """

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)

    def array(self, name: str) -> Array:
        """Return an array."""
        with self._zip.open(f"{name}.npy") as stream:
            found: Array = np.lib.format.read_array(stream, allow_pickle=False)
        return found

    def lines(self, name: str) -> Lines:
        """Return texts as lines, decoded when they are asked for."""
        return Lines(self.array(f"{name}.text").tobytes(), self.array(f"{name}.offsets"))

    def texts(self, name: str) -> list[str]:
        """Return texts, all at once."""
        return self.array(f"{name}.text").tobytes().decode("utf-8", "surrogatepass").split("\n")[:-1]

    def close(self) -> None:
        """Let go of the file."""
        self._zip.close()


def texts_of(lines: Lines, places: Sequence[int]) -> Iterator[str]:
    """Yield some of the lines as text."""
    return (bytes(lines[at]).decode("utf-8", "surrogatepass") for at in places)
