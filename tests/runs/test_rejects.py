"""The file of rejected rows keeps them as they were, bounded and harmless to open."""

import csv
from pathlib import Path

import pytest

from exportgate.foundation.errors import StoreError
from exportgate.runs.rejects import RAW_LIMIT, Rejection, RejectsFile


def test_rejects_file_keeps_raw_text_and_defuses_formulas(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    with RejectsFile(path) as rejects:
        rejects.write(Rejection(1, 2, ("one", "two"), 'a,"b\r\nc'))
        rejects.write(Rejection(2, 4, ("three",), "=1+1,x"))
        rejects.write(Rejection(3, 5, ("four",), "x" * (RAW_LIMIT + 1)))
    assert rejects.count == 3
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["row", "line", "reason", "raw"]
    assert rows[1] == ["1", "2", "one; two", 'a,"b\r\nc']
    assert rows[2][3] == "'=1+1,x"
    assert rows[3][3].startswith("x" * RAW_LIMIT + " [cut after 65,536 of at least 65,537 characters]")


def test_a_file_without_rejected_rows_has_its_headings(tmp_path: Path) -> None:
    with RejectsFile(tmp_path / "rejects.csv"):
        pass
    assert (tmp_path / "rejects.csv").read_bytes() == b"row,line,reason,raw\n"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="name another folder"):
        RejectsFile(tmp_path / "absent" / "rejects.csv")
