"""`exportgate rules coverage`: what no case guards, and the cases that would, ready to be pasted."""

from datetime import date

import typer

from exportgate.cli.rules.output import OutputOption, ReportFormatOption
from exportgate.cli.rules.output import ReportFormat as Format
from exportgate.cli.rules.sources import Paths, talk

COMMAND = "rules coverage"


def coverage(paths: Paths = None, format_: ReportFormatOption = Format.TEXT, output: OutputOption = None) -> None:
    """Show what no case guards and print the missing cases; exit 1 where any is missing."""
    from exportgate.cli.rules.loaded import load_paths
    from exportgate.cli.rules.output import put_text
    from exportgate.diagnostics.model import Collector, has_errors, of_rules
    from exportgate.engine.cases.review import drafts_text, report_missing, review_cases
    from exportgate.engine.law import Law
    from exportgate.engine.verify import verify
    from exportgate.foundation.counting import counted
    from exportgate.report.rules.coverage_table import coverage_table

    loaded = load_paths(paths, format_)
    found = verify(loaded.rules, date.today())
    if has_errors(of_rules(found)):
        loaded.put_out(COMMAND, found, format_, output)
        talk("no case was looked for, because rules with errors cannot be applied; correct the errors first")
        raise typer.Exit(1)
    review = review_cases(Law(loaded.rules))
    of_cases = [item for item in found if item not in of_rules(found)]
    collector = Collector(list(of_cases))
    report_missing(review.missing, collector)
    if format_ is Format.TEXT:
        put_text(f"{drafts_text(review.wanted)}{coverage_table(review)}", output)
    else:
        loaded.put_out(COMMAND, collector.found, format_, output)
    total = sum(total for _, total in review.counts.values())
    talk(f"{len(review.missing)} of {counted(total, 'point')} are not guarded")
    if of_cases:
        talk(
            f"{counted(len(of_cases), 'error')} in cases beside them: 'exportgate rules check' shows each in its place"
        )
    raise typer.Exit(1 if collector.found else 0)
