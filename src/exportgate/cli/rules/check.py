"""`exportgate rules check`: everything that is wrong with rule files, each fault in its place."""

from datetime import date

import typer

from exportgate.cli.rules.sources import DiagnosticFormat as Format
from exportgate.cli.rules.sources import FormatOption, Paths, load, print_diagnostics, roots, talk


def check(paths: Paths = None, format_: FormatOption = Format.TEXT) -> None:
    """Check rule files; exit 1 where any has an error."""
    from exportgate.diagnostics.model import Severity
    from exportgate.engine.verify import verify_with_cases

    rules = load(paths)
    found = verify_with_cases(rules, date.today())
    errors = sum(item.severity is Severity.ERROR for item in found)
    warnings = sum(item.severity is Severity.WARNING for item in found)
    print_diagnostics(found, format_, roots(paths))
    talk(f"{len(rules.provisions)} provisions in {rules.files} files: {errors} errors, {warnings} warnings")
    raise typer.Exit(1 if errors else 0)
