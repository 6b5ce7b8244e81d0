"""The answers of `lookup` that are kept in `golden/`; run as a module it writes them anew."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.program import run

FOLDER = Path(__file__).with_name("golden")
LISTED = Path(__file__).with_name("lookup_list.yaml")
NAMES = Path(__file__).with_name("lookup_names.csv")
DAY = ("--on", "2026-08-01")
FILES: dict[str, Sequence[str]] = {
    "lookup-explain.txt": ("Huаwei Tech Dresden", "--country", "CN", "--explain", "--min-score", "0.6"),
    "lookup-explain.json": (
        "Huаwei Tech Dresden",
        "--explain",
        "--min-score",
        "0.6",
        "--limit",
        "1",
        "--format",
        "json",
    ),
    "lookup-han.txt": ("北方夜光科技", "--explain", "--min-score", "0.5"),
    "lookup-against.txt": ("Shanghai Nightlight Optics", "--against", "Shenzhen Nightlight Optics Co., Ltd."),
    "lookup-against.json": ("Nightlight Yard 38", "--against", "own:4", "--format", "json"),
    "lookup-file.csv": ("--file", str(NAMES), "--format", "csv"),
    "lookup-file.txt": ("--file", str(NAMES)),
    "lookup-workload.txt": ("--file", str(NAMES), "--workload"),
    "lookup-workload.json": ("--file", str(NAMES), "--workload", "--format", "json"),
}


def printed(name: str, home: Path) -> str:
    """Return what a kept answer's command line prints, for a store that holds the small list."""
    return run("lookup", *FILES[name], *DAY, environment=environment(home)).out


def environment(home: Path) -> dict[str, str]:
    """Return the variables under which the answers are printed."""
    return {"EXPORTGATE_HOME": str(home), "COLUMNS": "80"}


def with_list(home: Path) -> Path:
    """Import the small list into a store; return its folder."""
    run("lists", "import", LISTED, "--as", "own", environment=environment(home))
    run("lists", "status", "--stale-after", "own=never", environment=environment(home))
    return home


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        store = with_list(Path(folder))
        for file in FILES:
            (FOLDER / file).write_text(printed(file, store), encoding="utf-8", newline="\n")
