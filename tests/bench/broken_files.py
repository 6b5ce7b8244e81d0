"""Times the check of every broken rule folder of the tests, the slowest last: loading, all checks, and the text output.

    python -m tests.bench.broken_files

prints seconds and what was found; ends with 1 where any took more than a second.
"""

import contextlib
import io
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from tests.provisions import broken_files as broken
from typer.testing import CliRunner

from exportgate.cli.app import app
from exportgate.engine.verify import verify
from exportgate.provisions.ruleset import load_rules

LIMIT = 1.0
TODAY = date(2026, 11, 28)


def folders() -> Iterator[tuple[str, Callable[[Path], Path]]]:
    """Every broken folder by name, with what makes it."""
    for path in broken.kept():
        yield path.stem, partial(broken.folder_of, path)
    for made in (*broken.MADE, *broken.CROWDED):
        yield made.name, partial(_made, made)


def _made(made: broken.Made, place: Path) -> Path:
    root = broken.sound_folder(place)
    made.make(root)
    return root


def timed(make: Callable[[Path], Path]) -> tuple[float, float, list[str]]:
    """Seconds for loading and checks, seconds for the whole command in this process, and the codes found."""
    with tempfile.TemporaryDirectory() as place:
        root = make(Path(place))
        start = time.perf_counter()
        found = verify(load_rules(root), TODAY)
        checked = time.perf_counter() - start
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            CliRunner().invoke(app, ["rules", "check", str(root)])
        return checked, time.perf_counter() - start, sorted({item.code for item in found})


def main() -> int:
    """Print the times, the slowest last."""
    CliRunner().invoke(app, ["rules", "check", str(broken.SOUND)])
    rows = sorted((max(times[:2]), name, times) for name, make in folders() for times in [timed(make)])
    print(f"{'check':>8} {'command':>8}  file")
    for _, name, (checked, command, codes) in rows:
        print(f"{checked:8.3f} {command:8.3f}  {name}: {', '.join(codes)}")
    slowest = rows[-1]
    print(f"{len(rows)} broken files; the slowest, {slowest[1]}, takes {slowest[0]:.3f} s; the limit is {LIMIT} s")
    return int(slowest[0] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
