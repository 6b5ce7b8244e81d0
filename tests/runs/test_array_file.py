"""One file keeps arrays and lines by name, and the same content gives the same bytes."""

import zipfile
from pathlib import Path

import numpy as np
import pytest

from exportgate.runs.array_file import ArrayReader, ArrayWriter, texts_of

TEXTS = ["Zorvex", "", "石化 & Söhne", "a\ud800b"]


def written(path: Path) -> Path:
    writer = ArrayWriter(path)
    writer.array("numbers", np.arange(5, dtype=np.int32))
    writer.array("none", np.empty(0, dtype=np.uint64))
    writer.lines("texts", TEXTS)
    writer.close()
    writer.close()
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    reader = ArrayReader(written(tmp_path / "kept.npz"))
    assert reader.array("numbers").tolist() == [0, 1, 2, 3, 4]
    assert reader.array("none").dtype == np.uint64
    assert reader.texts("texts") == TEXTS
    assert list(texts_of(reader.lines("texts"), [2, 0])) == [TEXTS[2], TEXTS[0]]
    reader.close()


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path / "a").read_bytes() == written(tmp_path / "b").read_bytes()


def test_what_is_not_there_or_no_such_file_is_an_error(tmp_path: Path) -> None:
    reader = ArrayReader(written(tmp_path / "kept.npz"))
    with pytest.raises(KeyError):
        reader.array("more")
    (tmp_path / "other").write_bytes(b"PK no zip")
    with pytest.raises(zipfile.BadZipFile):
        ArrayReader(tmp_path / "other")


def test_an_array_of_objects_is_not_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bad.npz", "w") as made, made.open("x.npy", "w") as stream:
        np.lib.format.write_array(stream, np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="allow_pickle"):
        ArrayReader(tmp_path / "bad.npz").array("x")
