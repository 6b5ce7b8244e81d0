"""Compares what the index finds with what an exhaustive search finds, over every query of a name benchmark.

    python tests/bench/every_pair.py INDEX.csv QUERIES.csv [MIN_SCORE [EVERY]]

The exhaustive search knows nothing of keys, prefix filters and bounds. It asks the plain scorer for every pair of names
that has any evidence at all: two words that the plain `likeness` finds alike among all words of both sides, a run of
words or an acronym that is the same text, two whole strings within the distance allowed, or one word that sounds like a
listed person's. Pairs without any evidence have no score to find; a sample of them is put to the plain scorer too.
EVERY = n asks each nth query only.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from exportgate.parties.alignment import runs
from exportgate.parties.entry import Entry
from exportgate.parties.index import NameIndex
from exportgate.parties.likeness import likeness
from exportgate.parties.matches import Matcher
from exportgate.parties.names import NormalName, readings
from exportgate.parties.person_keys import listed_roots
from exportgate.parties.score import EDITS_BY_LENGTH, whole_edits
from exportgate.parties.search import rarity_on

LOWEST = 0.5
SAMPLE = 40


class Exhaustive:
    """Every listed name by its words, runs, acronyms and strings, in plain dictionaries."""

    def __init__(self, index: NameIndex) -> None:
        self.index = index
        self.by_word: defaultdict[str, set[int]] = defaultdict(set)
        self.by_run: defaultdict[str, set[int]] = defaultdict(set)
        self.by_acronym: defaultdict[str, set[int]] = defaultdict(set)
        self.by_root: defaultdict[str, set[int]] = defaultdict(set)
        self.strings: list[str] = []
        for at in range(index.names):
            name = index.listed_name(at).normal
            for token in name.tokens:
                self.by_word[token].add(at)
            for run in runs_of(name):
                self.by_run[run].add(at)
            for acronym in name.acronyms:
                self.by_acronym[acronym].add(at)
            self.strings += [name.key.replace(" ", ""), name.full.replace(" ", "")]
            for root in listed_roots(name) if index.listed_name(at).person else ():
                self.by_root[root].add(at)
        self.alike = cache(self._alike)

    def _alike(self, word: str) -> tuple[str, ...]:
        return tuple(other for other in self.by_word if likeness.__wrapped__(word, other) is not None)

    def with_evidence(self, query: NormalName) -> set[int]:
        """Return the names with any evidence for a query."""
        found: set[int] = set()
        for token in query.tokens:
            found.update(*(self.by_word[other] for other in self.alike(token)))
            found |= self.by_acronym.get(token, set())
        for run in runs_of(query):
            found |= self.by_run.get(run, set())
        for acronym in query.acronyms:
            found |= self.by_word.get(acronym, set())
        for root in listed_roots(query):
            found |= self.by_root.get(root, set())
        return found | self.near(query)

    def near(self, query: NormalName) -> set[int]:
        """Return the names whose string lies within the distance allowed."""
        mine = [text.replace(" ", "") for text in (query.key, query.full)]
        edits = cdist(
            mine, self.strings, scorer=Levenshtein.distance, score_cutoff=max(EDITS_BY_LENGTH), dtype=np.int32
        )
        return {
            int(string) // 2
            for one, row in zip(mine, edits, strict=True)
            for string in np.flatnonzero(row <= whole_edits(len(one)))
        }


def runs_of(name: NormalName) -> Iterator[str]:
    """Yield the runs of a name's words."""
    return (text for _, text in runs(name.tokens, dict.fromkeys(range(len(name.tokens)))))


def opened(index_file: str) -> tuple[NameIndex, Exhaustive]:
    """Index the listed names."""
    names: dict[str, list[str]] = {}
    for row in rows(index_file):
        names.setdefault(row["entity_id"], []).append(row["name"])
    index = NameIndex.build("benchmark", [Entry(key, key, "entity", n[0], tuple(n[1:])) for key, n in names.items()])
    return index, Exhaustive(index)


def rows(file: str) -> list[dict[str, str]]:
    """Read a CSV file whole."""
    with Path(file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def compared(index_file: str, queries: Sequence[str], least: float) -> tuple[int, int, list[str]]:
    """Return how many pairs were scored, how many matches both ways found, and the queries where they differ."""
    index, every = opened(index_file)
    matcher = Matcher(index, rarity_on([index]), least)
    mixer = np.random.default_rng(len(queries))
    scored = agreed = 0
    differ = []
    found = matcher.match([readings(query) for query in queries])
    for query, matches in zip(queries, found, strict=True):
        best: dict[int, float] = {}
        for reading in readings(query):
            names = every.with_evidence(reading) | set(mixer.integers(0, index.names, SAMPLE).tolist())
            scored += len(names)
            for name in names:
                match = matcher.judge(reading, name)
                if match is not None:
                    best[match.entry] = max(best.get(match.entry, 0.0), match.comparison.score)
        if best == {match.entry: match.comparison.score for match in matches}:
            agreed += len(best)
        else:
            differ.append(query)
    return scored, agreed, differ


def main(index_file: str, queries_file: str, least: str = str(LOWEST), every: str = "1") -> None:
    """Compare both ways over all queries, on two cores, and print what they found."""
    queries = [row["query"] for row in rows(queries_file)][:: int(every)]
    started = time.perf_counter()
    halves = [queries[::2], queries[1::2]]
    with ProcessPoolExecutor(len(halves)) as pool:
        results = list(pool.map(compared, [index_file] * 2, halves, [float(least)] * 2))
    scored, agreed = sum(one[0] for one in results), sum(one[1] for one in results)
    differ = [query for one in results for query in one[2]]
    for query in differ:
        sys.stdout.write(f"differs: {query}\n")
    sys.stdout.write(
        f"{len(queries)} queries, {scored:,} pairs scored one by one: {agreed:,} matches from {least}, by the index the"
        f" same but for {len(differ)} queries; {time.perf_counter() - started:.0f} s\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
