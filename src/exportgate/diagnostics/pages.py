"""The page of a diagnostic code: which code a word means, where its page lies, and the page as plain text."""

import re
from collections.abc import Mapping
from pathlib import Path

FAMILIES = {
    "XR0": "Files and YAML",
    "XR1": "Names and structure",
    "XR2": "Types and units",
    "XR3": "Fidelity to the source",
    "XR4": "Time",
    "XR5": "Precedence, overlap and reachability",
    "XR6": "Cases",
    "XR7": "Staleness",
}
"""What the codes that begin so are about."""

NEAREST = 3
CODE = re.compile(r"(?:XR)?(\d{1,3})\Z", re.IGNORECASE)
HEADING = re.compile(r"(#+) (.*)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def code_of(word: str) -> str | None:
    """Return the code that a word such as `XR301`, `xr301` or `301` writes, registered or not."""
    found = CODE.match(word.strip())
    return None if found is None else f"XR{int(found[1]):03d}"


def nearest(code: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the registered codes whose numbers are nearest to that of a code, in order."""
    number = int(code.removeprefix("XR"))
    near = sorted(titles, key=lambda known: (abs(int(known.removeprefix("XR")) - number), known))
    return tuple(sorted(near[:NEAREST]))


def by_family(titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the codes of each family, in order."""
    return {name: tuple(sorted(code for code in titles if code.startswith(key))) for key, name in FAMILIES.items()}


def page(code: str, folder: Path) -> str:
    """Return the text of a code's page, in Markdown."""
    return (folder / f"{code}.md").read_text("utf-8")


def plain(markdown: str) -> str:
    """Return a page for a terminal: headings underlined, code indented, no marks of code or links in the prose."""
    lines: list[str] = []
    in_code = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            in_code = not in_code
        elif in_code:
            lines.append(f"    {line}".rstrip())
        else:
            lines.extend(_prose(line))
    return "\n".join(lines) + "\n"


def _prose(line: str) -> list[str]:
    heading = HEADING.match(line)
    text = LINK.sub(r"\1", heading[2] if heading else line).replace("`", "")
    if heading is None:
        return [text]
    return [text, ("=" if len(heading[1]) == 1 else "-") * len(text)]
