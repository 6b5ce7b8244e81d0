"""The files of a rescreening: written aside and moved into place together at the end."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from exportgate.foundation.errors import StoreError
from exportgate.report.difference import HEADINGS, SHOWN, Difference, change_row, csv_row, difference_receipt
from exportgate.report.line_change import Object

FILES = ("rescreen.jsonl", "rescreen.csv", "rescreen.json")


class RescreenOutputs:
    """Takes the lines that changed, in order; `finish` writes the receipt and puts every file in its place."""

    def __init__(self, folder: Path) -> None:
        """Begin the files.

        Raises:
            StoreError: the folder cannot be written.
        """
        self.folder = folder
        self._counts: Counter[tuple[str, str]] = Counter()
        self._first: list[Object] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._work = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
            self._lines = (self._work / FILES[0]).open("w", encoding="utf-8", newline="")
            self._table = (self._work / FILES[1]).open("w", encoding="utf-8", newline="")
            self._table.write(csv_row(HEADINGS))
        except OSError as error:
            message = f"the folder '{folder}' cannot be written ({error.strerror}); name another with --out"
            raise StoreError(message) from None

    def add(self, change: Object) -> None:
        """Write a line that changed."""
        with self._writing():
            self._lines.write(json.dumps(change, ensure_ascii=False, separators=(",", ":")) + "\n")
            self._table.write(csv_row(change_row(change)))
        self._counts[change["change"], change["outcome"]["after"]] += 1
        if len(self._first) < SHOWN:
            self._first.append(change)

    def finish(self, told: Difference, *, started: datetime, clock: Callable[[], datetime]) -> Difference:
        """Write the receipt, move every file into place, and return what differs with its figures."""
        whole = replace(told, counts=dict(self._counts), first=tuple(self._first))
        with self._writing():
            self._lines.close()
            self._table.close()
            receipt = difference_receipt(whole, started=started, finished=clock())
            (self._work / FILES[2]).write_text(receipt, encoding="utf-8", newline="")
            for name in FILES:
                (self._work / name).replace(self.folder / name)
        return whole

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = error.strerror or str(error)
            raise StoreError(
                f"the results cannot be written to '{self.folder}' ({what}); free space, then run again"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self._lines, self._table):
            with suppress(OSError):
                stream.close()
        shutil.rmtree(self._work, ignore_errors=True)
        if kind is not None:
            with suppress(OSError):
                self.folder.rmdir()
