"""`exportgate rules …`: check the rule files, and run the cases beside them."""

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exportgate.diagnostics.model import Diagnostic
    from exportgate.provisions.ruleset import RuleSet

app = typer.Typer(help="Check and test rule files.", no_args_is_help=True, rich_markup_mode=None)


class Format(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[
    list[Path] | None, typer.Argument(help="Folder of further rules, added to the shipped ones.", show_default=False)
]
FormatOption = Annotated[Format, typer.Option("--format", help="Form of the output.")]


@app.command()
def check(paths: Paths = None, format_: FormatOption = Format.TEXT) -> None:
    """Check rule files; exit 1 where any has an error."""
    from exportgate.diagnostics.model import Severity
    from exportgate.engine.verify import verify

    rules = _load(paths)
    found = verify(rules, date.today())
    errors = sum(item.severity is Severity.ERROR for item in found)
    _print(found, format_, _roots(paths))
    _talk(f"{len(rules.provisions)} provisions in {rules.files} files: {errors} errors, {len(found) - errors} warnings")
    raise typer.Exit(1 if errors else 0)


@app.command()
def test(paths: Paths = None, format_: FormatOption = Format.TEXT) -> None:
    """Run the cases beside the rules; exit 1 where any expectation is not met."""
    from exportgate.diagnostics.model import Collector, in_order
    from exportgate.engine.case_runner import run_cases
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound

    rules = _load(paths)
    sound(rules, verify(rules, date.today()))
    collector = Collector()
    results = run_cases(rules, collector)
    _print(in_order(collector.found), format_, _roots(paths))
    failed = sum(not result.passed for result in results)
    _talk(
        f"{len(results)} cases of {len(rules.provisions)} provisions: {len(results) - failed} passed, {failed} failed"
    )
    raise typer.Exit(1 if failed else 0)


def _roots(paths: "Sequence[Path] | None") -> tuple[Path, ...]:
    """Return the folders to load: one with its own vocabulary stands alone, any other adds to the shipped rules."""
    from exportgate.foundation.errors import UsageError
    from exportgate.foundation.resources import shipped

    for path in paths or ():
        if not path.is_dir():
            raise UsageError(f"'{path}' is no folder of rules; name a folder that holds rule files")
    given = tuple(paths or ())
    whole = bool(given) and (given[0] / "facts.yaml").is_file()
    return given if whole else (shipped("rules"), *given)


def _load(paths: "Sequence[Path] | None") -> "RuleSet":
    from exportgate.provisions.ruleset import load_rules

    first, *more = _roots(paths)
    return load_rules(first, more)


def _print(found: "Sequence[Diagnostic]", format_: Format, roots: tuple[Path, ...]) -> None:
    from exportgate.diagnostics.machine import render_json
    from exportgate.diagnostics.text import render

    sys.stdout.write(render_json(found) if format_ is Format.JSON else render(found, line_source(roots)))


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


def _talk(text: str) -> None:
    sys.stderr.write(f"{text}\n")
