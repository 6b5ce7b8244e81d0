"""`exportgate rules check`: everything that is wrong with rule files, each fault in its place."""

from datetime import date

import typer

from exportgate.cli.rules.output import OutputOption, ReportFormatOption
from exportgate.cli.rules.output import ReportFormat as Format
from exportgate.cli.rules.sources import Paths, talk


def check(paths: Paths = None, format_: ReportFormatOption = Format.TEXT, output: OutputOption = None) -> None:
    """Check rule files; exit 1 where any has an error."""
    from exportgate.cli.rules.loaded import load_paths
    from exportgate.diagnostics.model import Severity, has_errors, in_order
    from exportgate.engine.verify import verify_with_cases
    from exportgate.foundation.counting import counted
    from exportgate.runs.headings import heading_faults

    loaded = load_paths(paths, format_)
    rules = loaded.rules
    headings = heading_faults(rules.vocabulary.facts.values())
    found = in_order([*verify_with_cases(rules, date.today()), *headings])
    report = loaded.put_out("rules check", found, format_, output)
    talk(
        f"{counted(len(rules.provisions), 'provision')} in {counted(rules.files, 'file')}: "
        f"{counted(report.count(Severity.ERROR), 'error')}, {counted(report.count(Severity.WARNING), 'warning')}"
    )
    raise typer.Exit(1 if has_errors(found) else 0)
