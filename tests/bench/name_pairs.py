"""Judges labeled pairs of names at the default threshold: precision, recall and F1, and every wrong verdict.

    python tests/bench/name_pairs.py CASES.csv LIST.csv [MIN_SCORE]
    python tests/bench/name_pairs.py PEERS.md LIST.csv [MIN_SCORE]

CASES.csv has the columns schema, name1, name2, is_match; PEERS.md holds the table `Kind | ± | Query | Listed | …`. The
second name of every pair is added to the names of LIST.csv (a Consolidated Screening List), so that words are as rare
as they are there; the first is looked up, and the pair counts as found where its own entry is among the hits
that reach the threshold; one that only a place keeps below it is named as an affiliate, and does not count.
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

from exportgate.parties.entry import Entry, EntryKind, Party
from exportgate.parties.index import NameIndex
from exportgate.parties.lists import csl_csv
from exportgate.parties.score import DEFAULT_MIN_SCORE
from exportgate.parties.search import PartyLists

KINDS: dict[str, EntryKind] = {"Person": "individual", "Vessel": "vessel"}
GROUPS = {"Company": "companies and organizations", "Organization": "companies and organizations"}


@dataclass(frozen=True)
class LabeledPair:
    """Two names, whether they are one party's, and the kind of case."""

    group: str
    schema: str
    query: str
    listed: str
    same: bool


def case_pairs(file: Path) -> list[LabeledPair]:
    """Read the pairs of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        LabeledPair(
            GROUPS.get(row["schema"], row["schema"]),
            row["schema"],
            row["name1"],
            row["name2"],
            row["is_match"] == "true",
        )
        for row in rows
    ]


def probe_pairs(file: Path) -> list[LabeledPair]:
    """Read the pairs of the probe's table."""
    pairs = []
    for line in file.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 7 and cells[1] in {"+", "-"}:
            pairs.append(LabeledPair("probe", cells[0], cells[2], cells[3], cells[1] == "+"))
    return pairs


def found(pairs: list[LabeledPair], list_file: Path, min_score: float) -> list[bool]:
    """Tell for each pair whether looking its first name up finds the entry of its second."""
    entries = [Entry(str(at), "PAIR", KINDS.get(pair.schema, "entity"), pair.listed) for at, pair in enumerate(pairs)]
    indexes = [NameIndex.build("us", csl_csv.read(list_file).entries), NameIndex.build("pairs", entries)]
    every = PartyLists(indexes).all_hits([Party(pair.query) for pair in pairs], min_score)
    return [
        any(hit.list_id == "pairs" and hit.entry.entity_id == str(at) and hit.score >= min_score for hit in hits)
        for at, hits in enumerate(every)
    ]


def main(pairs_file: str, list_file: str, min_score: str = str(DEFAULT_MIN_SCORE)) -> None:
    """Judge the pairs, and print the figures and the wrong verdicts."""
    pairs = (case_pairs if pairs_file.endswith(".csv") else probe_pairs)(Path(pairs_file))
    verdicts = found(pairs, Path(list_file), float(min_score))
    for pair, verdict in zip(pairs, verdicts, strict=True):
        if verdict != pair.same:
            what = "missed" if pair.same else "false"
            sys.stdout.write(f"{what:7} {pair.schema:14} {pair.query}  |  {pair.listed}\n")
    for group in dict.fromkeys(pair.group for pair in pairs):
        mine = [(pair.same, verdict) for pair, verdict in zip(pairs, verdicts, strict=True) if pair.group == group]
        right, missed, false = mine.count((True, True)), mine.count((True, False)), mine.count((False, True))
        precision, recall = right / max(1, right + false), right / max(1, right + missed)
        f1 = 2 * right / max(1, 2 * right + missed + false)
        of = mine.count((False, False)) + false
        sys.stdout.write(
            f"{group}: found {right}/{right + missed}, false {false}/{of},"
            f" precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}\n"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
