"""`exportgate rules mutate`: whether the cases would notice a small mistake in any rule."""

import sys
from datetime import date

import typer

from exportgate.cli.rules.sources import DiagnosticFormat as Format
from exportgate.cli.rules.sources import FormatOption, Paths, load, print_diagnostics, roots, talk


def mutate(paths: Paths = None, format_: FormatOption = Format.TEXT) -> None:
    """Change every rule in one small way at a time; exit 1 where no case notices a change."""
    from exportgate.diagnostics.model import Collector, in_order
    from exportgate.engine.case_review import drafts_text
    from exportgate.engine.case_runner import run_cases
    from exportgate.engine.law import Law
    from exportgate.engine.survivors import mutate as run_mutants
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound
    from exportgate.report.mutation_table import mutation_table

    rules = load(paths)
    sound(rules, verify(rules, date.today()))
    collector = Collector()
    run_cases(rules, collector)
    if collector.found:
        print_diagnostics(in_order(collector.found), format_, roots(paths))
        talk("the cases must hold before mutants are asked of them; run 'exportgate rules test'")
        raise typer.Exit(1)
    report = run_mutants(Law(rules), collector)
    print_diagnostics(in_order(collector.found), format_, roots(paths))
    if format_ is Format.TEXT:
        wanted = ((item.provision, item.mutant.id, item.draft) for item in report.survivors)
        sys.stdout.write(f"{drafts_text(wanted)}{mutation_table(report)}")
    talk(f"{sum(report.mutants.values())} mutants, {len(report.survivors)} survived")
    raise typer.Exit(1 if collector.found else 0)
