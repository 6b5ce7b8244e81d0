"""Measures how many names a second are looked up, from a file of names to hits, beside exhaustive scoring by WRatio.

usage: python tests/bench/name_speed.py LIST.csv.gz NEGATIVES.csv [NAMES] [SAMPLE]

LIST is a Consolidated Screening List, NEGATIVES.csv has the column name. NAMES different names (200,000) are made of
the negatives, of negatives with one word exchanged, and of two listed names in a thousand, half of them damaged; always
the same. WRatio scores SAMPLE of them (60) against every listed name, on as many workers as there are cores.
"""

import contextlib
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import rapidfuzz
from rapidfuzz import fuzz, process

from exportgate.parties.index import NameIndex
from exportgate.store.snapshots import Store

LISTED = 0.002
SEED = 5
MEBIBYTE = 2**20


@dataclass
class Watched:
    """What a command took: seconds, those of all its processes on their cores, and the most memory in bytes."""

    seconds: float
    worked: float
    peak: int


def listed_names(store: Path) -> list[str]:
    """Return every name of the imported list."""
    index: NameIndex = Store(store).open_list("us").index
    return list(dict.fromkeys(name for at in range(index.entries) for name in index.entry(at).names))


def typo(name: str, chance: random.Random) -> str:
    """Damage a name a little."""
    at = chance.randrange(1, max(2, len(name) - 1))
    damaged = [name[:at] + name[at + 1 :], name[:at] + chance.choice("aeinorst") + name[at:]]
    return chance.choice([*damaged, name.upper(), name.replace(",", ""), f"{name} HK"])


def made_names(negatives: list[str], listed: list[str], count: int) -> list[str]:
    """Make different names, in no order."""
    chance = random.Random(SEED)  # noqa: S311 - the same names each time
    words = sorted({word for name in negatives for word in name.split() if word.isalpha() and len(word) > 3})
    found = dict.fromkeys(
        typo(name, chance) if at % 2 else name for at, name in enumerate(chance.choices(listed, k=int(count * LISTED)))
    )
    found |= dict.fromkeys(negatives[: count - len(found)])
    while len(found) < count:
        parts = chance.choice(negatives).split()
        parts[chance.randrange(len(parts))] = chance.choice(words)
        found[" ".join(parts)] = None
    names = list(found)
    chance.shuffle(names)
    return names


def family(pid: int) -> list[int]:
    """Return a process and all that it started, where the platform tells."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in family(int(child)))]


def resident(pid: int) -> int:
    """Return the bytes of memory that a process and those it started hold; pages that they share count for each."""
    pages = 0
    for one in family(pid):
        with contextlib.suppress(OSError):
            pages += int(Path(f"/proc/{one}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") if pages else 0


def run(store: Path, out: Path, *words: object) -> Watched:
    """Run the program with a store of its own, and watch its memory."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "exportgate", *map(str, words)]
    with out.open("wb") as stream, out.with_suffix(".log").open("wb") as log:
        running = subprocess.Popen(
            command, stdout=stream, stderr=log, env={**os.environ, "EXPORTGATE_HOME": str(store)}
        )
        peak = 0

        def watch() -> None:
            nonlocal peak
            while running.poll() is None:
                peak = max(peak, resident(running.pid))
                time.sleep(0.05)

        watching = threading.Thread(target=watch)
        watching.start()
        code = running.wait()
        seconds = time.perf_counter() - started
        watching.join()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}: {out.with_suffix('.log').read_text('utf-8')}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Watched(seconds, worked, peak)


def by_wratio(names: list[str], listed: list[str], cores: int) -> float:
    """Return how many seconds WRatio takes to score each name against every listed one."""
    queries, choices = [name.casefold() for name in names], [name.casefold() for name in listed]
    started = time.perf_counter()
    process.cdist(queries, choices, scorer=fuzz.WRatio, workers=cores, score_cutoff=0)
    return time.perf_counter() - started


def show(what: str, figure: str) -> None:
    """Print a figure."""
    print(f"{what:<58}{figure:>24}", flush=True)


def main(list_file: str, negatives_file: str, count: str = "200000", sample: str = "60") -> None:
    """Import, look up, score, and print the figures."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with Path(negatives_file).open(encoding="utf-8", newline="") as file:
        negatives = list(dict.fromkeys(row["name"] for row in csv.DictReader(file)))
    with tempfile.TemporaryDirectory() as folder:
        home, store, out = Path(folder), Path(folder) / "store", Path(folder) / "hits.csv"
        imported = run(store, out, "lists", "import", list_file, "--as", "us")
        listed = listed_names(store)
        names = made_names(negatives, listed, int(count))
        with (home / "names.csv").open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["name"], *([name] for name in names)])
        cold = min(run(store, out, "lookup", name, "--format", "json").seconds for name in ("Phytium", *names[:4]))
        ran = run(store, out, "lookup", "--file", home / "names.csv", "--format", "csv")
        with out.open(encoding="utf-8", newline="") as stream:
            hits = [row["query"] for row in csv.DictReader(stream) if row["entity_id"]]
        scored = names[: int(sample)]
        slow = by_wratio(scored, listed, cores)
    ours, theirs = len(names) / ran.seconds, len(scored) / slow
    show("names on the list", f"{len(listed):,}")
    show("list read, indexed and stored", f"{imported.seconds:.1f} s")
    show("one name from a cold start", f"{cold:.2f} s")
    show(f"different names looked up, on {cores} cores", f"{len(names):,}")
    show("  from the file of names to the file of hits", f"{ran.seconds:.1f} s")
    show("  names a second", f"{ours:,.0f}")
    show("  of one core, for a name", f"{ran.worked / len(names) * 1e6:,.0f} µs")
    show("  peak memory of all processes", f"{ran.peak / MEBIBYTE:,.0f} MiB" if ran.peak else "not told here")
    show("  hits, of how many names", f"{len(hits):,} of {len(set(hits)):,}")
    show(f"rapidfuzz {rapidfuzz.__version__} WRatio, cdist, {cores} workers: names a second", f"{theirs:,.1f}")
    show("ratio", f"{ours / theirs:,.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
