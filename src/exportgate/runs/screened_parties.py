"""Writes `parties.npz` of a run: who was screened, and what a later screening must know so as not to begin anew.

    head.json-like line `head`     version, columns of the input, states of the lists, numbers of parts
    parties/N/...                  parties as looked up, the words kept of their names, and what was kept of their hits
    lines/N/...                    for each line its row, where its results are, a checksum of them, and its parties

A party is kept once as long as the run remembers it. Parts bound the memory: their contents are of no order but that
of the file, and the same input, rules and lists give the same bytes.
"""

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from zlib import crc32

import numpy as np

from exportgate.parties.entry import Party
from exportgate.parties.party_words import PartyWords, joined, party_words
from exportgate.parties.search import PartyHits
from exportgate.runs.array_file import ArrayWriter
from exportgate.runs.kept_hits import kept_hits

VERSION = 2
NAME = "parties.npz"
PARTIES_A_PART, LINES_A_PART = 50_000, 200_000
COLUMNS = tuple(field.name for field in fields(PartyWords) if field.name not in {"parties", "words"})
LINE_COLUMNS = {"rows": "q", "json_at": "q", "csv_at": "q", "checks": "I", "counts": "i", "parties": "q"}
GUARDED = {"line": "i", "column": "i"}


class Workers(Protocol):
    """A search that works out the words of parties beside looking them up."""

    def search(self, parties: Sequence[Party]) -> Sequence[PartyHits]:
        """Return the hits of each party."""
        ...

    def taken(self) -> Sequence[Any]:
        """Return what was worked out beside."""
        ...


class ScreenedParties:
    """Takes what is looked up and what is written of each line, in order; `states` are those of the lists met."""

    def __init__(self, path: Path, first_json: int = 0, first_csv: int = 0) -> None:
        """Begin the file; the results of the first line begin at so many bytes of their files."""
        self._file = ArrayWriter(path)
        self._json_at, self._csv_at = first_json, first_csv
        self._party_parts = self._line_parts = self._parties = 0
        self._texts: list[str] = []
        self._words: list[PartyWords] = []
        self._hits: list[str] = []
        self.states: dict[date | None, None] = {}
        self._begin_lines()

    def _begin_lines(self) -> None:
        self._lines = {name: array(kind) for name, kind in LINE_COLUMNS.items()}
        self._guarded = {name: array(kind) for name, kind in GUARDED.items()}

    def keeping(self, workers: Workers) -> "KeepingSearch":
        """Return the search of the workers, which hands over here whom it looked up."""
        return KeepingSearch(workers, self)

    def looked_up(self, parties: Sequence[Party], answers: Sequence[PartyHits], words: Sequence[PartyWords]) -> None:
        """Take parties with their hits and their words, in the order in which they were asked for."""
        for party, found in zip(parties, answers, strict=True):
            if found.hits:
                kept = kept_hits(found)
                self._hits.append(json.dumps((len(self._texts), kept.rows, kept.more, kept.digest), ensure_ascii=False))
            self.states[party.as_of] = None
            as_of = party.as_of.isoformat() if party.as_of else None
            values = (party.name, party.country, party.address, party.identifiers, as_of)
            self._texts.append(json.dumps(values, ensure_ascii=False, separators=(",", ":")))
        self._words += words
        if len(self._texts) >= PARTIES_A_PART:
            self._end_party_part()

    def line(self, row: int, parties: Sequence[int], texts: tuple[str, str], guarded: Sequence[int]) -> None:
        """Take a line: its row, the numbers of its parties, its texts in results.jsonl and results.csv.

        `guarded` are the columns before whose text an apostrophe was set in results.csv.
        """
        in_json, in_csv = (text.encode() for text in texts)
        for name, value in (
            ("rows", row),
            ("json_at", self._json_at),
            ("csv_at", self._csv_at),
            ("checks", crc32(in_csv, crc32(in_json))),
            ("counts", len(parties)),
        ):
            self._lines[name].append(value)
        self._lines["parties"].extend(parties)
        for column in guarded:
            self._guarded["line"].append(len(self._lines["rows"]) - 1)
            self._guarded["column"].append(column)
        self._json_at += len(in_json)
        self._csv_at += len(in_csv)
        if len(self._lines["rows"]) >= LINES_A_PART:
            self._end_line_part()

    def finish(self, head: Mapping[str, Any]) -> None:
        """Write what is left, and the head."""
        self._end_party_part()
        self._end_line_part()
        ends = {"json_end": self._json_at, "csv_end": self._csv_at}
        parts = {"party_parts": self._party_parts, "line_parts": self._line_parts, "parties": self._parties}
        told = {"version": VERSION, **parts, **ends, **head}
        self._file.lines("head", [json.dumps(told, ensure_ascii=False, sort_keys=True)])
        self.close()

    def close(self) -> None:
        """End the file; closing twice does no harm."""
        self._file.close()

    def _end_party_part(self) -> None:
        name = f"parties/{self._party_parts}"
        words = joined(self._words or [party_words(())])
        for column in COLUMNS:
            self._file.array(f"{name}/{column}", getattr(words, column))
        self._file.lines(f"{name}/words", words.words)
        self._file.lines(f"{name}/parties", self._texts)
        self._file.lines(f"{name}/hits", self._hits)
        self._parties += len(self._texts)
        self._party_parts += 1
        self._texts, self._words, self._hits = [], [], []

    def _end_line_part(self) -> None:
        for name, column in (*self._lines.items(), *((f"guarded_{at}", held) for at, held in self._guarded.items())):
            self._file.array(f"lines/{self._line_parts}/{name}", np.array(column, dtype=column.typecode))
        self._line_parts += 1
        self._begin_lines()


class KeepingSearch:
    """Looks parties up and keeps who was."""

    def __init__(self, workers: Workers, kept: ScreenedParties) -> None:
        self._workers, self._kept = workers, kept

    def search(self, parties: Sequence[Party]) -> Sequence[PartyHits]:
        """Return the hits of each party."""
        answers = self._workers.search(parties)
        self._kept.looked_up(parties, answers, self._workers.taken())
        return answers
