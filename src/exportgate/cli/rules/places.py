"""Where the files of rules lie for a person and a service, and what their lines say.

Lines come only from what was loaded, so that no excerpt shows a file that was refused: a link could lead to any file.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exportgate.provisions.ruleset import RuleSet

LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML; `str.splitlines` knows further ends and would count otherwise."""

WORKSPACE_VARIABLE = "GITHUB_WORKSPACE"


@dataclass(slots=True)
class Places:
    """Where the file of each name lies, and the bytes of those that were loaded."""

    rules: "RuleSet"
    files: dict[str, Path]
    contents: dict[str, bytes]
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def outside(self, names: Iterable[str]) -> frozenset[str]:
        """Return those of the names whose files no service can show in the repository."""
        return frozenset(name for name in names if not self._is_here(name))

    def is_shipped(self, name: str) -> bool:
        """Tell whether a file is one of the shipped rules, where others are added to them."""
        first, *added = self.rules.folders
        path = self.files.get(name)
        return bool(added) and (name == first.name if path is None else first.path in path.parents)

    def line_of(self, name: str, line: int) -> str | None:
        """Return a line of the file of a name, or None where there is none."""
        if name not in self._lines:
            self._lines[name] = LINE_END.split(self.contents.get(name, b"").decode("utf-8-sig", "replace"))
        lines = self._lines[name]
        return lines[line - 1] if 0 < line <= len(lines) and name in self.contents else None

    def _is_here(self, name: str) -> bool:
        if self.is_shipped(name):
            return False
        path = self.files.get(name)
        if path is None:
            return not any(_is_of(name, folder.name) for folder in self.rules.folders if not folder.named.here)
        return any(folder.named.is_here(path) for folder in self.rules.folders if folder.path in path.parents)


def places_of(rules: "RuleSet") -> Places:
    """Return where the files of a rule set lie."""
    return Places(rules, rules.places, rules.contents)


def repository() -> Path:
    """Return the folder from which GitHub reads paths: its workspace where the working folder lies in that, else it."""
    working = Path.cwd()
    stated = os.environ.get(WORKSPACE_VARIABLE)
    top = Path(stated).resolve() if stated else working
    return top if working.is_relative_to(top) else working


def _is_of(name: str, folder: str) -> bool:
    """Tell whether a name is that of a folder or of something below it."""
    return name == folder or name.startswith(f"{folder}/")
