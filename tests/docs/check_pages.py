"""The pages of docs/checks: their parts, and what the commands that they name print for their examples.

Run as a module, `python -m tests.docs.check_pages` writes every printed output and the index of codes anew.
"""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests import program

from exportgate.diagnostics.codes import TITLES
from exportgate.diagnostics.pages import by_family

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "checks"
README = FOLDER / "README.md"
SECTIONS = ("Why it matters", "Bad", "Good", "How to mend")
INDEX = "## Every code\n"
LONGEST = 30
FENCE = re.compile(r"^```(yaml|sh)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"# ([\w.-]+(?:/[\w.-]+)*\.ya?ml)\n")
PRINTS = re.compile(r"^`exportgate (rules [^`\n]+)` prints:\n\n```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """A page in its parts; `sections` holds the text under each second heading."""

    code: str
    title: str
    meaning: str
    sections: dict[str, str]

    @property
    def command(self) -> str:
        """The command that shows the fault."""
        found = PRINTS.search(self.sections["Bad"])
        assert found, f"{self.code}: 'Bad' needs a line '`exportgate rules check acme` prints:' and a text block"
        return found[1]

    @property
    def printed(self) -> str:
        """What the page says that the command prints for the bad example."""
        found = PRINTS.search(self.sections["Bad"])
        assert found, f"{self.code}: 'Bad' shows no output"
        return found[2]


@dataclass(frozen=True)
class Shown:
    """How a command ended, what it printed, and what it said on standard error."""

    status: int
    text: str
    said: str


def parse(text: str) -> Page:
    """Split a page at its headings."""
    head, *rest = re.split(r"^## ", text, flags=re.MULTILINE)
    first, _, meaning = head.partition("\n")
    code, _, title = first.removeprefix("# ").partition(": ")
    sections = {name: body.strip() for name, _, body in (part.partition("\n") for part in rest)}
    return Page(code, title, meaning.strip(), sections)


def lay_out(folder: Path, section: str) -> None:
    """Write the base set, and over it the files of a section; an `sh` block is run in the folder."""
    for text in (README.read_text("utf-8"), section):
        for kind, block in FENCE.findall(text):
            named = NAMED.match(block)
            if kind == "sh":
                subprocess.run(["sh", "-euc", block], cwd=folder, check=True, timeout=60)
            elif named:
                path = folder / named[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block, encoding="utf-8")


def run(command: str, folder: Path) -> Shown:
    """Run a command of the program in a folder."""
    ran = program.run(*command.split(), folder=folder)
    return Shown(ran.code, ran.out, ran.err)


def example(command: str, section: str) -> Shown:
    """Run a command on the base set with the files of a section."""
    with tempfile.TemporaryDirectory() as folder:
        lay_out(Path(folder), section)
        return run(command, Path(folder))


def shortened(text: str) -> str:
    """Return a text as a page shows it: of one that is long, the beginning and the end."""
    lines = text.splitlines(keepends=True)
    return text if len(lines) <= LONGEST else "".join([*lines[: LONGEST // 2], "…\n", *lines[-LONGEST // 2 :]])


def index() -> str:
    """Return the table of every code, by family, for the end of the README."""
    parts = [INDEX]
    for family, codes in by_family(TITLES).items():
        rows = "".join(f"| [{code}]({code}.md) | {TITLES[code]} |\n" for code in codes)
        parts.append(f"### {family}\n\n| code | what it reports |\n|---|---|\n{rows}")
    return "\n".join(parts)


def refreshed(text: str) -> str:
    """Return a page with the output that its command prints."""
    page = parse(text)
    shown = shortened(example(page.command, page.sections["Bad"]).text)
    return text.replace(f"```text\n{page.printed}```", f"```text\n{shown}```")


def refresh() -> None:
    """Write the output of every page and the index anew."""
    for path in sorted(FOLDER.glob("XR*.md")):
        path.write_text(refreshed(path.read_text("utf-8")), encoding="utf-8")
    text = README.read_text("utf-8")
    README.write_text(text[: text.index(INDEX)] + index(), encoding="utf-8")


if __name__ == "__main__":
    refresh()
