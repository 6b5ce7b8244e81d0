"""`exportgate rules coverage`: what no case guards, and the cases that would, ready to be pasted."""

from datetime import date

import typer

from exportgate.cli.rules.output import OutputOption, ReportFormatOption
from exportgate.cli.rules.output import ReportFormat as Format
from exportgate.cli.rules.sources import Paths, talk


def coverage(paths: Paths = None, format_: ReportFormatOption = Format.TEXT, output: OutputOption = None) -> None:
    """Show what no case guards and print the missing cases; exit 1 where any is missing."""
    from exportgate.cli.rules.loaded import load_paths
    from exportgate.cli.rules.output import put_out, put_text
    from exportgate.diagnostics.model import Collector
    from exportgate.engine.cases.review import drafts_text, report_missing, review_cases
    from exportgate.engine.law import Law
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound
    from exportgate.report.rules.coverage_table import coverage_table

    loaded = load_paths(paths)
    rules = sound(loaded.rules, verify(loaded.rules, date.today()))
    review, collector = review_cases(Law(rules)), Collector()
    report_missing(review.missing, collector)
    if format_ is Format.TEXT:
        put_text(f"{drafts_text(review.wanted)}{coverage_table(review)}", output)
    else:
        put_out(loaded.report("rules coverage", collector.found), format_, output)
    talk(f"{len(review.missing)} of {sum(total for _, total in review.counts.values())} points are not guarded")
    raise typer.Exit(1 if review.missing else 0)
