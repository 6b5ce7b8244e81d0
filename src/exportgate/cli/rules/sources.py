"""What the commands on rules share: which folders are meant, how they are loaded, how diagnostics are shown."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportgate.diagnostics.model import Diagnostic
    from exportgate.provisions.ruleset import RuleSet


class DiagnosticFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[Path] | None, typer.Argument(help="Folder of further rules, added to the shipped ones.", show_default=False)
]
FormatOption = Annotated[DiagnosticFormat, typer.Option("--format", help="Form of the output.")]


def roots(paths: "Sequence[Path] | None") -> tuple[Path, ...]:
    """Return the folders to load: one with its own vocabulary stands alone, any other adds to the shipped rules."""
    from exportgate.foundation.errors import UsageError
    from exportgate.foundation.resources import shipped

    for path in paths or ():
        if not path.is_dir():
            raise UsageError(f"'{path}' is no folder of rules; name a folder that holds rule files")
    given = tuple(paths or ())
    whole = bool(given) and (given[0] / "units.yaml").is_file()
    return given if whole else (shipped("rules"), *given)


def load(paths: "Sequence[Path] | None") -> "RuleSet":
    """Load the folders meant; faults are in the result."""
    from exportgate.provisions.ruleset import load_rules

    first, *more = roots(paths)
    return load_rules(first, more)


def print_diagnostics(found: "Sequence[Diagnostic]", format_: DiagnosticFormat, roots: tuple[Path, ...]) -> None:
    """Print diagnostics on standard output in the form asked for."""
    from exportgate.diagnostics.machine import render_json
    from exportgate.diagnostics.text import render

    sys.stdout.write(render_json(found) if format_ is DiagnosticFormat.JSON else render(found, line_source(roots)))


def line_source(roots: tuple[Path, ...]) -> "Callable[[str, int], str | None]":
    """Return a function that gives a line of a rule file by its shown name."""
    cache: dict[str, list[str]] = {}

    def line_of(name: str, line: int) -> str | None:
        if name not in cache:
            places = [root.parent / name for root in roots if name.startswith(f"{root.name}/")]
            readable = [place for place in places if place.is_file()]
            cache[name] = readable[0].read_text("utf-8", "replace").splitlines() if readable else []
        lines = cache[name]
        return lines[line - 1] if 0 < line <= len(lines) else None

    return line_of


def talk(text: str) -> None:
    """Say something on standard error, where it does not mix with data."""
    sys.stderr.write(f"{text}\n")
