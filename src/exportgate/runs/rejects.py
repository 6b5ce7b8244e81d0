"""Rows that are set aside, and the file that keeps them: `rejects.csv` with row, line, reason and raw text."""

import csv
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from exportgate.foundation.errors import StoreError
from exportgate.report.csv_results import guarded

HEADINGS = ("row", "line", "reason", "raw")
RAW_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that cannot be screened: its record number, its first physical line, every reason, and its text."""

    row: int
    line: int
    reasons: tuple[str, ...]
    raw: str

    @property
    def reason(self) -> str:
        """All reasons in one text."""
        return "; ".join(self.reasons)


class RejectsFile:
    """Writes `rejects.csv` row by row; the headings are there even where no row is. `count` tells how many are."""

    def __init__(self, path: Path) -> None:
        """Begin the file.

        Raises:
            StoreError: it cannot be written.
        """
        try:
            self._stream = path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise StoreError(f"{path}: cannot be written ({error.strerror}); name another folder with --out") from None
        self._numbers = csv.writer(self._stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        self._stream.write(",".join(HEADINGS) + "\n")
        self.count = 0

    def write(self, rejection: Rejection) -> None:
        """Add one row."""
        self._numbers.writerow(
            (rejection.row, rejection.line, guarded(rejection.reason), guarded(raw_cell(rejection.raw)))
        )
        self.count += 1

    def close(self) -> None:
        """End the file; closing twice does no harm."""
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def raw_cell(raw: str) -> str:
    """Return the text of a record, whole up to `RAW_LIMIT` characters and cut there with a note."""
    if len(raw) <= RAW_LIMIT:
        return raw
    return f"{raw[:RAW_LIMIT]} [cut after {RAW_LIMIT:,} of at least {len(raw):,} characters]"
