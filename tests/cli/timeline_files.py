"""The timelines that are kept in `golden/`; run as a module it writes them anew."""

import json
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.program import run

FOLDER = Path(__file__).with_name("golden")
TODAY = date(2026, 11, 28)
H100 = ("H100 SXM5 80GB", "--to", "SA")
FILES = {
    "timeline-a100-cn.txt": ("A100 SXM4 80GB", "--to", "CN"),
    "timeline-a100-cn.json": ("A100 SXM4 80GB", "--to", "CN", "--format", "json"),
    "timeline-h800-cn.txt": ("H800 SXM5 80GB", "--to", "CN"),
    "timeline-h800-cn.json": ("H800 SXM5 80GB", "--to", "CN", "--format", "json"),
    "timeline-h100-sa-cn.json": (*H100, "--parent", "CN", "--format", "json"),
    "timeline-h100-sa-fr.json": (*H100, "--parent", "FR", "--format", "json"),
    "timeline-h100-sa-fr.txt": (*H100, "--parent", "FR"),
    "timeline-h100-sa-cn.txt": (*H100, "--parent", "CN"),
}


def words(name: str) -> tuple[str, ...]:
    """Return the command line whose output a file holds."""
    return ("classify", *FILES[name], "--timeline")


def kept(name: str, output: str) -> str:
    """Return what a file keeps of an output: of a list of answers, only what changes with the law."""
    if not name.endswith(".json"):
        return output
    lines = []
    for answer in json.loads(output):
        rules = [f"{found['provision']}#{found['paragraph']}" for found in answer["findings"]]
        shown = {name: answer[name] for name in ("from", "to", "classifications", "outcome", "review_policy")}
        lines.append(json.dumps({**shown, "findings": rules}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


def written(name: str) -> str:
    """Return what the command writes on the day of the files."""
    with patch("exportgate.cli.classify.today", lambda: TODAY):
        ran = run(*words(name))
    if ran.code:
        raise SystemExit(ran.err)
    return ran.out


if __name__ == "__main__":
    for file in FILES:
        (FOLDER / file).write_text(kept(file, written(file)), encoding="utf-8", newline="\n")
