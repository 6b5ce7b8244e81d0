"""The files of one run: written side by side into a folder of their own, and moved into place together at the end.

An interrupted run leaves the folder as it was. Files of other names in the folder are not touched.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from exportgate.foundation.errors import StoreError
from exportgate.report.basis import RunBasis
from exportgate.report.csv_results import CsvResults, guarded_columns
from exportgate.report.html import html_chunks
from exportgate.report.jsonl import JsonLines
from exportgate.report.lists_used import ListUsed, state_notices
from exportgate.report.over_time import OverTime
from exportgate.report.receipt import build_receipt, receipt_text
from exportgate.report.summary import Summary
from exportgate.report.totals import Totals
from exportgate.report.worst import KeptLine
from exportgate.report.xlsx import write_workbook
from exportgate.runs import screened_parties
from exportgate.runs.rejects import Rejection, RejectsFile
from exportgate.screening.findings import LineDecision
from exportgate.screening.shipment import ShipmentLine
from exportgate.store.digests import file_digest

KEPT = screened_parties.NAME
FILES = ("results.jsonl", "results.csv", "rejects.csv", "report.html", "report.xlsx", KEPT, "receipt.json")


class Outputs:
    """Takes the lines of a run in order; `finish` writes the reports and puts every file in its place."""

    def __init__(
        self, folder: Path, headings: Sequence[str], classifying: Collection[str], notices: Sequence[str]
    ) -> None:
        """Begin the files of a run; `notices` are what every output says of added rules and of the lists.

        Raises:
            StoreError: the folder cannot be written.
        """
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._work = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder))
            self._lines = (self._work / "results.jsonl").open("w", encoding="utf-8", newline="")
            self._table = (self._work / "results.csv").open("w", encoding="utf-8", newline="")
        except OSError as error:
            message = f"the folder '{folder}' cannot be written ({error.strerror}); name another with --out"
            raise StoreError(message) from None
        self._rejects = RejectsFile(self._work / "rejects.csv")
        self._json, self._csv = JsonLines(notices), CsvResults(headings, notices)
        self._summary = Summary(classifying)
        heading = self._csv.heading_text()
        self._table.write(heading)
        self.kept = screened_parties.ScreenedParties(self._work / KEPT, first_csv=len(heading.encode()))

    def add(self, line: ShipmentLine, fields: Sequence[str], decision: LineDecision, parties: Sequence[int]) -> None:
        """Write a screened line; `parties` are the numbers of those looked up for it."""
        texts = (
            self._json.line_text(line.row, decision, line.remarks),
            self._csv.line_text(line.row, fields, decision, line.remarks),
        )
        with self._writing():
            self._lines.write(texts[0])
            self._table.write(texts[1])
            self.kept.line(line.row, parties, texts, guarded_columns(fields))
        self._summary.add(line, decision)

    def reject(self, rejection: Rejection) -> None:
        """Write a row that is set aside."""
        with self._writing():
            self._rejects.write(rejection)
        self._summary.reject(rejection.row, rejection.line, rejection.reason, rejection.raw)

    def finish(
        self,
        basis: RunBasis,
        questions: Mapping[str, str],
        *,
        over_time: Callable[[Sequence[KeptLine]], OverTime],
        lists_on: Callable[[Mapping[date, int]], tuple[ListUsed, ...]],
        head: Mapping[str, Any],
        started: datetime,
        clock: Callable[[], datetime],
    ) -> Totals:
        """Write the reports and the receipt, and move every file into place.

        `over_time` draws the worst lines; `lists_on` says which lists answered for lines of some days; `head` is what a
        later screening must know of this one.
        """
        totals = self._summary.totals()
        basis = replace(basis, lists=lists_on(dict(totals.days)))
        dated = (*state_notices(basis.lists), *basis.rules.stale_notices(totals.last_day))
        basis = replace(basis, notices=(*basis.notices, *dated))
        with self._writing():
            for stream in (self._lines, self._table, self._rejects):
                stream.close()
            with (self._work / "report.html").open("w", encoding="utf-8", newline="") as page:
                page.writelines(html_chunks(basis, totals, questions, over_time(totals.worst)))
            write_workbook(self._work / "report.xlsx", basis, totals, questions)
            self.kept.finish(head)
            digests = {KEPT: file_digest(self._work / KEPT)}
            receipt = build_receipt(basis, totals, started=started, finished=clock(), digests=digests)
            (self._work / "receipt.json").write_text(receipt_text(receipt), encoding="utf-8", newline="")
            self._put_in_place()
        return totals

    def _put_in_place(self) -> None:
        """Move every file to its place; if one cannot be moved, put back what stood there before."""
        earlier = self._work / "earlier"
        earlier.mkdir()
        moved: list[str] = []
        try:
            for name in FILES:
                if (self.folder / name).exists():
                    (self.folder / name).replace(earlier / name)
                moved.append(name)
                (self._work / name).replace(self.folder / name)
        except OSError:
            for name in moved:
                (self.folder / name).unlink(missing_ok=True)
                if (earlier / name).exists():
                    (earlier / name).replace(self.folder / name)
            raise

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            what = error.strerror or str(error)
            message = f"the results cannot be written to '{self.folder}' ({what}); free space or close the file that is"
            raise StoreError(f"{message} open in another program, then run again; earlier results stand") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in (self._lines, self._table, self._rejects, self.kept):
            with suppress(OSError):
                stream.close()
        shutil.rmtree(self._work, ignore_errors=True)
