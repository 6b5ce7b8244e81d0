"""Compares a run with an earlier one, line by line, and writes only what is new, gone or changed.

Lines are paired by their row where both runs screened the same file, else by their own content, so that a line which
moved is still the same line. A row that is set aside now and was not before is told like a line: nobody on it was
looked up.
"""

import csv
import hashlib
import json
from collections import Counter, deque
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from exportgate.foundation.errors import InputError, UsageError
from exportgate.report.csv_results import PREFIX
from exportgate.report.difference import Difference
from exportgate.report.line_change import REJECTED, Object, line_change
from exportgate.report.lists_used import ListUsed
from exportgate.runs.earlier_run import read_receipt
from exportgate.runs.rescreen_outputs import RescreenOutputs

RESULTS, TABLE, REJECTS = "results.jsonl", "results.csv", "rejects.csv"
ABSENT: Object = {"outcome": None, "review_policy": None, "parties": [], "findings": []}
"""A line that one of the runs does not have."""
SET_ASIDE: Object = {**ABSENT, "outcome": REJECTED}
"""A row that cannot be screened."""
Pair = tuple[int, Object | None, Object | None]
FIELD_LIMIT = 2**31 - 1


def refuse_same_folder(earlier: Path, out: Path) -> None:
    """Refuse to write a run over the one that it is to be compared with.

    Raises:
        UsageError: both are one folder, or there is no earlier run.
        InputError: the receipt is none.
    """
    folder, _ = read_receipt(earlier)
    if out.exists() and folder.samefile(out):
        raise UsageError(f"--since: '{folder}' is the folder of the earlier run; name another with --out")
    if not (folder / RESULTS).is_file() or not (folder / TABLE).is_file():
        raise UsageError(f"--since: '{folder}' lacks {RESULTS} or {TABLE}; name a receipt beside its results")


def compare_runs(
    earlier: Path, out: Path, lists: tuple[ListUsed, ...], *, started: datetime, clock: Callable[[], datetime]
) -> Difference:
    """Compare the run in a folder with an earlier one, write what differs beside it, and return it.

    Raises:
        InputError: a result of the earlier run cannot be read.
        StoreError: the outputs cannot be written.
    """
    (folder, was), (_, now) = read_receipt(earlier), read_receipt(out)
    same = was["input"]["sha256"] == now["input"]["sha256"]
    lines = 0
    with RescreenOutputs(out) as outputs:
        try:
            for row, before, after in _by_row(folder, out) if same else _by_content(folder, out):
                lines += 1
                change = None if before == after else line_change(row, before or ABSENT, after or ABSENT)
                if change is not None:
                    outputs.add(change)
        except (ValueError, KeyError, TypeError, csv.Error) as error:
            raise InputError(
                f"{folder}: its results cannot be read ({error}); name a run as 'screen' wrote it"
            ) from None
        told = Difference(earlier=was, rules=now["rules"], lists=lists, lines=lines, decided=now["input"]["read"])
        return outputs.finish(told, started=started, clock=clock)


def _by_row(earlier: Path, now: Path) -> Iterator[Pair]:
    """Yield the lines of both runs, in the order of the one file that both screened."""
    aside = {row for row, _ in _set_aside(now)}
    with (earlier / RESULTS).open("rb") as old, (now / RESULTS).open("rb") as new:
        before, after = next(old, b""), next(new, b"")
        while before or after:
            was, is_now = (_row(text) for text in (before, after))
            row = min(was, is_now)
            if before == after:
                yield row, None, None
            else:
                gone = SET_ASIDE if row in aside else None
                yield row, json.loads(before) if was == row else None, json.loads(after) if is_now == row else gone
            before = next(old, b"") if was == row else before
            after = next(new, b"") if is_now == row else after


def _row(text: bytes) -> int:
    return int(text[7 : text.index(b",")]) if text else FIELD_LIMIT


def _by_content(earlier: Path, now: Path) -> Iterator[Pair]:
    """Yield the lines of the later run with those of the earlier one that say the same, then what only that has."""
    held: dict[bytes, deque[int]] = {}
    with (earlier / RESULTS).open("rb") as old, (now / RESULTS).open("rb") as new:
        at = 0
        for key, text in zip_longest(_keys(earlier), old):
            held.setdefault(key, deque()).append(at)
            at += len(text)
        for key, text in zip_longest(_keys(now), new):
            after = json.loads(text)
            before = _at(earlier, held[key].popleft()) if held.get(key) else None
            yield after["row"], before, after
        for places in held.values():
            for place in places:
                before = _at(earlier, place)
                yield before["row"], before, None
    known = Counter(raw for _, raw in _set_aside(earlier))
    for row, raw in _set_aside(now):
        if not known[raw]:
            yield row, None, SET_ASIDE
        known[raw] -= bool(known[raw])


def _set_aside(folder: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and the raw text of each row that a run set aside; nothing where it kept none of them."""
    path = folder / REJECTS
    if path.is_file():
        csv.field_size_limit(FIELD_LIMIT)
        with path.open(encoding="utf-8", newline="") as stream:
            for fields in csv.DictReader(stream):
                yield int(fields["row"]), fields["raw"]


def _at(folder: Path, place: int) -> Object:
    with (folder / RESULTS).open("rb") as file:
        file.seek(place)
        found: Object = json.loads(file.readline())
    return found


def _keys(folder: Path) -> Iterator[bytes]:
    """Yield a digest of what the file itself said in each line of the results, whatever the order of its columns."""
    csv.field_size_limit(FIELD_LIMIT)
    with (folder / TABLE).open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        headings: list[Any] = next(rows)
        own = [at for at, heading in enumerate(headings) if not heading.strip().casefold().startswith(PREFIX)]
        for fields in rows:
            told = sorted((headings[at], fields[at]) for at in own if fields[at])
            yield hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()
