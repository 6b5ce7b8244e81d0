"""`exportgate rules mutate`: whether the cases would notice a small mistake in any rule."""

from datetime import date

import typer

from exportgate.cli.rules.output import OutputOption, ReportFormatOption
from exportgate.cli.rules.output import ReportFormat as Format
from exportgate.cli.rules.sources import Paths, talk


def mutate(paths: Paths = None, format_: ReportFormatOption = Format.TEXT, output: OutputOption = None) -> None:
    """Change every rule in one small way at a time; exit 1 where no case notices a change."""
    from exportgate.cli.rules.loaded import load_paths
    from exportgate.cli.rules.output import put_out, put_text, rendered
    from exportgate.diagnostics.model import Collector
    from exportgate.engine.cases.review import drafts_text
    from exportgate.engine.cases.runner import run_cases
    from exportgate.engine.law import Law
    from exportgate.engine.mutants.survivors import mutate as run_mutants
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound
    from exportgate.report.rules.mutation_table import mutation_table

    loaded = load_paths(paths)
    rules = sound(loaded.rules, verify(loaded.rules, date.today()))
    collector = Collector()
    run_cases(rules, collector)
    if collector.found:
        put_out(loaded.report("rules mutate", collector.found), format_, output)
        talk("the cases must hold before mutants are asked of them; run 'exportgate rules test'")
        raise typer.Exit(1)
    report = run_mutants(Law(rules), collector)
    found = loaded.report("rules mutate", collector.found)
    if format_ is Format.TEXT:
        wanted = ((item.provision, item.mutant.id, item.draft) for item in report.survivors)
        put_text(f"{rendered(found, format_)}{drafts_text(wanted)}{mutation_table(report)}", output)
    else:
        put_out(found, format_, output)
    talk(f"{sum(report.mutants.values())} mutants, {len(report.survivors)} survived")
    raise typer.Exit(1 if collector.found else 0)
