"""Writes every hit of a name benchmark, for its judge: query, entity_id, score.

usage: python tests/bench/name_hits.py INDEX.csv QUERIES.csv HITS.csv [MIN_SCORE]

INDEX.csv has the columns entity_id and name, several rows of one entity being its names; QUERIES.csv the column query.
"""

import csv
import sys
import time
from pathlib import Path

from exportgate.parties.entry import Entry, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.search import PartyLists

LOWEST = 0.5


def rows(file: str) -> list[dict[str, str]]:
    """Read a CSV file whole."""
    with Path(file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def main(index_file: str, queries_file: str, hits_file: str, lowest: str = str(LOWEST)) -> None:
    """Build the index, search every query, and write the hits."""
    names: dict[str, list[str]] = {}
    for row in rows(index_file):
        names.setdefault(row["entity_id"], []).append(row["name"])
    index = NameIndex.build("benchmark", [Entry(key, key, "entity", n[0], tuple(n[1:])) for key, n in names.items()])
    queries = [row["query"] for row in rows(queries_file)]
    started = time.perf_counter()
    found = PartyLists([index]).search([Party(query) for query in queries], float(lowest))
    seconds = time.perf_counter() - started
    with Path(hits_file).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["query", "entity_id", "score"])
        for query, hits in zip(queries, found, strict=True):
            writer.writerows([query, hit.entry.entity_id, f"{hit.score:.6f}"] for hit in hits.hits)
    sys.stdout.write(f"{len(queries)} queries against {index.names} names: {seconds:.1f} s\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
