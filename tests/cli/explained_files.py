"""The explanations that are kept in `golden/`; run as a module it writes them anew."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).with_name("golden")
A800 = ("A800 SXM4 80GB", "--to", "CN", "--on", "2022-12-01")
GAMING = ("RTX 4090 D", "--to", "CN", "--on", "2024-06-01")
FILES = {
    "a800.txt": A800,
    "a800.json": (*A800, "--format", "json"),
    "rtx-4090-d.txt": GAMING,
    "rtx-4090-d.json": (*GAMING, "--format", "json"),
}


def words(name: str) -> tuple[str, ...]:
    """Return the command line whose output a file holds."""
    return ("classify", *FILES[name], "--explain")


if __name__ == "__main__":
    for file in FILES:
        command = [sys.executable, "-m", "exportgate", *words(file)]
        written = subprocess.run(command, check=True, capture_output=True)
        (FOLDER / file).write_bytes(written.stdout)
