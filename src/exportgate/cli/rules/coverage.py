"""`exportgate rules coverage`: what no case guards, and the cases that would, ready to be pasted."""

import sys
from datetime import date

import typer

from exportgate.cli.rules.sources import DiagnosticFormat as Format
from exportgate.cli.rules.sources import FormatOption, Paths, load, print_diagnostics, roots, talk


def coverage(paths: Paths = None, format_: FormatOption = Format.TEXT) -> None:
    """Show what no case guards and print the missing cases; exit 1 where any is missing."""
    from exportgate.diagnostics.model import Collector, in_order
    from exportgate.engine.case_review import drafts_text, report_missing, review_cases
    from exportgate.engine.law import Law
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound
    from exportgate.report.coverage_table import coverage_table

    rules = load(paths)
    sound(rules, verify(rules, date.today()))
    review, collector = review_cases(Law(rules)), Collector()
    report_missing(review.missing, collector)
    if format_ is Format.TEXT:
        sys.stdout.write(f"{drafts_text(review.wanted)}{coverage_table(review)}")
    else:
        print_diagnostics(in_order(collector.found), format_, roots(paths))
    talk(f"{len(review.missing)} of {sum(total for _, total in review.counts.values())} points are not guarded")
    raise typer.Exit(1 if review.missing else 0)
