"""Opens a run that was screened before: its receipt, whom it screened, and the results of a line.

Nothing of it is believed unseen: what was kept of the parties must have the digest that the receipt names, and a line
its checksum.
"""

import csv
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from exportgate import __version__
from exportgate.foundation.errors import InputError, UsageError
from exportgate.parties.array_folder import VERSION as INDEX_VERSION
from exportgate.parties.entry import Party
from exportgate.parties.party_words import PartyWords
from exportgate.runs.array_file import ArrayReader, texts_of
from exportgate.runs.kept_hits import KeptHits
from exportgate.runs.screened_parties import COLUMNS, NAME, VERSION
from exportgate.store.digests import file_digest

RECEIPT = "receipt.json"
KEYS = ("tool", "rules", "lists", "input", "outcomes")


@dataclass(frozen=True, slots=True)
class LinePart:
    """Some lines: their rows, where their results begin and end, checksums, and the numbers of their parties.

    The parties of line n are `parties[starts[n] : starts[n + 1]]`; `guarded` has the columns of a line before whose
    text an apostrophe was set.
    """

    rows: NDArray[np.int64]
    json_at: NDArray[np.int64]
    csv_at: NDArray[np.int64]
    checks: NDArray[np.uint32]
    starts: NDArray[np.int64]
    parties: NDArray[np.int64]
    guarded: dict[int, list[int]]


def read_receipt(path: Path) -> tuple[Path, dict[str, Any]]:
    """Return the folder of a run, given by that folder or its receipt, and the receipt.

    Raises:
        UsageError: there is no such file.
        InputError: it is no receipt.
    """
    file = path / RECEIPT if path.is_dir() else path
    if not file.is_file():
        raise UsageError(f"'{file}' is not there; name the folder of an earlier screening, or the {RECEIPT} in it")
    try:
        receipt = json.loads(file.read_bytes())
        lacking = [key for key in KEYS if key not in receipt]
    except (ValueError, TypeError) as error:
        raise InputError(f"{file}: it is no receipt of a screening ({error}); name the {RECEIPT} of one") from None
    if not isinstance(receipt, dict) or lacking or not _whole(receipt):
        raise InputError(f"{file}: it is no receipt of a screening; name the {RECEIPT} that 'screen' wrote")
    return file.parent, receipt


def _whole(receipt: dict[str, Any]) -> bool:
    """Tell whether what is read of a receipt is of the kind that `screen` writes."""
    told, lists = receipt["input"], receipt["lists"]
    return (
        isinstance(told, dict)
        and isinstance(told.get("read"), int)
        and isinstance(told.get("sha256"), str)
        and isinstance(receipt.get("files", {}), dict)
        and isinstance(lists, list)
        and all(isinstance(used, dict) and isinstance(used.get("id"), str) for used in lists)
    )


class EarlierRun:
    """A run of `screen`, by its folder or its receipt.

    Raises:
        UsageError: it is not there.
        InputError: it is no run, was changed since, or was kept by another version.
    """

    def __init__(self, path: Path) -> None:
        self.folder, self.receipt = read_receipt(path)
        digest = self.receipt.get("files", {}).get(NAME)
        again = "screen its file again with --since and this receipt"
        if digest is None:
            raise InputError(f"{self.folder}: this run was screened by a version that kept no {NAME}; {again}")
        kept = self.folder / NAME
        if not kept.is_file() or file_digest(kept) != digest:
            state = "is missing" if not kept.is_file() else "was changed since the run"
            raise InputError(f"{kept}: it {state}; put back the one that 'screen' wrote, or {again}")
        self._file = ArrayReader(kept)
        try:
            (text,) = self._file.texts("head")
            self.head: dict[str, Any] = json.loads(text)
            versions = self.head["version"], self.head["index_version"], self.head["tool"]
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise InputError(f"{kept}: it cannot be read ({error}); {again}") from None
        if versions != (VERSION, INDEX_VERSION, __version__):
            raise InputError(
                f"{self.folder}: this run was screened by exportgate {versions[2]}, and this is {__version__}, which "
                f"may match names otherwise; {again}"
            )

    def party_part(self, number: int) -> "PartyPart":
        """Return a part of the parties."""
        return PartyPart(self._file, f"parties/{number}")

    def line_part(self, number: int) -> LinePart:
        """Return a part of the lines."""
        read = {name: self._file.array(f"lines/{number}/{name}") for name in ("rows", "checks", "counts", "parties")}
        guarded: dict[int, list[int]] = {}
        lines, columns = (self._file.array(f"lines/{number}/guarded_{name}").tolist() for name in ("line", "column"))
        for line, column in zip(lines, columns, strict=True):
            guarded.setdefault(line, []).append(column)
        json_at, csv_at = (self._bounds(number, name) for name in ("json", "csv"))
        starts = np.concatenate([[0], np.cumsum(read["counts"], dtype=np.int64)])
        return LinePart(read["rows"], json_at, csv_at, read["checks"], starts, read["parties"], guarded)

    def _bounds(self, number: int, name: str) -> NDArray[np.int64]:
        """Return where the results of the lines of a part begin, and last where those of its last line end."""
        end = [self.head[f"{name}_end"]]
        if number + 1 < self.head["line_parts"]:
            end = [*self._file.array(f"lines/{number + 1}/{name}_at")[:1].tolist(), *end][:1]
        found: NDArray[np.int64] = np.append(self._file.array(f"lines/{number}/{name}_at"), end)
        return found

    def results(self, part: LinePart, lines: Sequence[int]) -> Iterator[tuple[dict[str, Any], list[str]]]:
        """Yield the object of each of some lines in results.jsonl, and the file's own fields as they were read.

        Raises:
            InputError: the results were changed since the run.
        """
        own = len(self.head["headings"])
        with (self.folder / "results.jsonl").open("rb") as objects, (self.folder / "results.csv").open("rb") as rows:
            for line in lines:
                texts = [
                    _piece(file, at[line : line + 2].tolist())
                    for file, at in ((objects, part.json_at), (rows, part.csv_at))
                ]
                if crc32(texts[1], crc32(texts[0])) != part.checks[line]:
                    raise InputError(
                        f"{self.folder}: row {part.rows[line]} of results.jsonl or results.csv is not what 'screen' "
                        "wrote; put both files back, or screen the file again with --since and this receipt"
                    )
                (fields,) = csv.reader([texts[1].decode()], strict=True)
                for column in part.guarded.get(line, ()):
                    fields[column] = fields[column].removeprefix("'")
                yield json.loads(texts[0]), fields[:own]

    def close(self) -> None:
        """Let go of the files."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _piece(file: Any, bounds: list[int]) -> bytes:
    file.seek(bounds[0])
    found: bytes = file.read(bounds[1] - bounds[0])
    return found


class PartyPart:
    """Some parties that were screened, numbered from 0 within the part."""

    def __init__(self, file: ArrayReader, name: str) -> None:
        self._file, self._name = file, name
        self._texts = file.lines(f"{name}/parties")

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def words(self) -> PartyWords:
        """What was kept of their names."""
        columns = {column: self._file.array(f"{self._name}/{column}") for column in COLUMNS}
        return PartyWords(parties=len(self), words=self._file.texts(f"{self._name}/words"), **columns)

    @cached_property
    def hits(self) -> dict[int, KeptHits]:
        """What was kept of the hits of those that had any."""
        found = map(json.loads, self._file.texts(f"{self._name}/hits"))
        return {at: KeptHits(tuple(map(tuple, rows)), more, digest) for at, rows, more, digest in found}

    def parties(self, places: Sequence[int]) -> list[Party]:
        """Return some of the parties, with the state of the lists that they were looked up in."""
        read = map(json.loads, texts_of(self._texts, places))
        return [
            Party(name, country, address, tuple(identifiers), date.fromisoformat(as_of) if as_of else None)
            for name, country, address, identifiers, as_of in read
        ]
