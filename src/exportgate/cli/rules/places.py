"""Under which name a person and a service know each rule file, and what its lines say.

A file in the working folder goes by its path from there, because that is what an editor opens and what a pull request
shows. Any other goes by its path below the name of its folder of rules, wherever that folder lies.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exportgate.diagnostics.model import Diagnostic
    from exportgate.foundation.spans import Span

LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for YAML; `str.splitlines` knows further ends and would count otherwise."""


@dataclass(slots=True)
class Places:
    """The name of each file by the rule set's name for it, and where the file of each name lies."""

    names: dict[str, str]
    files: dict[str, Path]
    outside: frozenset[str]
    _lines: dict[str, list[str]] = field(default_factory=dict)

    def file(self, name: str) -> Path | None:
        """Return where a file lies, by the rule set's name for it, or None where there is no such file."""
        return self.files.get(self.names.get(name, ""))

    def span(self, span: "Span") -> "Span":
        """Return a span under the name by which its file is known."""
        return replace(span, file=self.names.get(span.file, span.file))

    def diagnostics(self, found: "Iterable[Diagnostic]") -> "tuple[Diagnostic, ...]":
        """Return diagnostics in order, under the names by which their files are known."""
        from exportgate.diagnostics.model import in_order

        return in_order(replace(item, span=self.span(item.span)) for item in found)

    def line_of(self, name: str, line: int) -> str | None:
        """Return a line of the file of a name, or None where there is none."""
        if name not in self._lines:
            self._lines[name] = _lines(self.files.get(name))
        lines = self._lines[name]
        return lines[line - 1] if 0 < line <= len(lines) else None


def places_of(files: Mapping[str, Path], working: Path) -> Places:
    """Name the files of a rule set for somebody who works in a folder."""
    inside = {name: path.relative_to(working).as_posix() for name, path in files.items() if working in path.parents}
    taken = set(inside.values())
    names = dict(inside)
    for name, path in files.items():
        if name not in inside:
            names[name] = _free_name(name, path, taken)
            taken.add(names[name])
    outside = frozenset(names[name] for name in files if name not in inside)
    return Places(names, {names[name]: path for name, path in files.items()}, outside)


def _free_name(name: str, path: Path, taken: set[str]) -> str:
    """Return the name, or more of the path where another file is already known by it."""
    length = len(PurePosixPath(name).parts)
    while name in taken and length < len(path.parts):
        length += 1
        name = "/".join(path.parts[-length:])
    return name


def _lines(path: Path | None) -> list[str]:
    from exportgate.foundation.yaml_source import LIMIT

    if path is None or not path.is_file():
        return []
    with path.open("rb") as stream:
        return LINE_END.split(stream.read(LIMIT).decode("utf-8-sig", "replace"))
