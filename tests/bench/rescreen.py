"""Times a rescreening: a month of changes of the U.S. list against many parties that were screened before.

    python -m tests.bench.rescreen LIST.csv.gz DELTA.json NEGATIVES.csv [PARTIES [FOLDER]]

LIST is a Consolidated Screening List, DELTA.json names what was added to it and removed from it in a month, and
NEGATIVES.csv has the column name. The list before that month is made of the two. PARTIES different names (1,000,000),
four to a line, are screened against it, which takes minutes; then the list is imported and the run rescreened. A folder
named is kept, and a run in it used again.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from tests.bench.name_speed import made_names

from exportgate.parties.entry import Entry
from exportgate.parties.lists import csl_csv
from exportgate.parties.lists.read_list import ReadList
from exportgate.store.snapshots import Store

ROLES = ("purchaser", "intermediate_consignee", "ultimate_consignee", "end_user")
COUNTRIES = ("DE", "TW", "SG", "MY", "KR", "JP")
HEAD = ("part_number", "eccn", "ship_date", "export_country", "quantity")
MONTH = date(2026, 6, 10), date(2026, 7, 31)


def before(read: ReadList, delta: dict[str, list[dict[str, str]]]) -> ReadList:
    """Return the list as it was before a month of changes."""
    added = {item["name"].casefold() for item in delta["added"]}
    kept = [entry for entry in read.entries if entry.source != "SDN" or entry.name.casefold() not in added]
    gone = [Entry(f"SDN:gone{at}", "SDN", "entity", str(name)) for at, name in enumerate(delta["removed"])]
    return replace(read, entries=(*kept, *gone), rows=len(kept) + len(gone), merged=0, rejected=())


def keep(home: Path, read: ReadList, day: date) -> None:
    """Import a state of the list."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    Store(home).import_list("us", read, file_name=f"us_{day}.csv", digest=f"{day:%Y%m%d}" * 8, retrieved=at, as_of=day)


def shipments(path: Path, names: list[str]) -> None:
    """Write a file of shipments with four parties a line."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow((*HEAD, *(heading for role in ROLES for heading in (role, f"{role}_country"))))
        for at in range(0, len(names), len(ROLES)):
            parties = names[at : at + len(ROLES)]
            parties += [""] * (len(ROLES) - len(parties))
            country = COUNTRIES[at // len(ROLES) % len(COUNTRIES)]
            row = ("CABLE-QSFP", "EAR99", "2026-05-04", "US", 4)
            writer.writerow((*row, *(text for name in parties for text in (name, country if name else ""))))


def timed(home: Path, *arguments: str) -> tuple[float, float]:
    """Run a command, and return its seconds and those of its processes on their cores."""
    worked, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "exportgate", *arguments], env={**os.environ, "EXPORTGATE_HOME": str(home)}, check=False
    )
    seconds, ended = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, ended.ru_utime + ended.ru_stime - worked.ru_utime - worked.ru_stime


def main(list_: Path, delta: Path, negatives: Path, count: int, folder: Path) -> None:
    """Screen, change the list, rescreen, and print what it took."""
    home, run = folder / "store", folder / "run"
    read = csl_csv.read(list_)
    if not run.exists():
        keep(home, before(read, json.loads(delta.read_text("utf-8"))), MONTH[0])
        with negatives.open(encoding="utf-8", newline="") as stream:
            unlisted = [row["name"] for row in csv.DictReader(stream)]
        listed = [name for entry in read.entries for name in entry.names]
        shipments(folder / "shipments.csv", made_names(unlisted, listed, count))
        seconds, worked = timed(home, "screen", str(folder / "shipments.csv"), "--out", str(run))
        print(f"screened in {seconds:.1f} s, {worked:.1f} s of processor time")
        keep(home, read, MONTH[1])
    size = (run / "parties.npz").stat().st_size
    seconds, worked = timed(home, "rescreen", str(run))
    print(f"rescreened in {seconds:.1f} s, {worked:.1f} s of processor time; parties.npz has {size / 1e6:.0f} MB")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        chosen = Path(sys.argv[5]) if len(sys.argv) > 5 else Path(place)
        chosen.mkdir(parents=True, exist_ok=True)
        list_file, delta_file, negatives_file = map(Path, sys.argv[1:4])
        main(list_file, delta_file, negatives_file, int(sys.argv[4]) if len(sys.argv) > 4 else 1_000_000, chosen)
