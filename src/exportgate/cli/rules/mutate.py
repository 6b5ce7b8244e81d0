"""`exportgate rules mutate`: whether the cases would notice a small mistake in any rule."""

from datetime import date

import typer

from exportgate.cli.rules.output import OutputOption, ReportFormatOption
from exportgate.cli.rules.output import ReportFormat as Format
from exportgate.cli.rules.sources import Paths, talk

COMMAND = "rules mutate"


def mutate(paths: Paths = None, format_: ReportFormatOption = Format.TEXT, output: OutputOption = None) -> None:
    """Change every rule in one small way at a time; exit 1 where no case notices a change."""
    from exportgate.cli.rules.loaded import load_paths
    from exportgate.cli.rules.output import put_text, rendered
    from exportgate.diagnostics.model import Collector, has_errors
    from exportgate.engine.cases.review import drafts_text
    from exportgate.engine.cases.runner import run_cases
    from exportgate.engine.law import Law
    from exportgate.engine.mutants.survivors import mutate as run_mutants
    from exportgate.engine.verify import verify
    from exportgate.foundation.counting import counted
    from exportgate.report.rules.mutation_table import mutation_table

    loaded = load_paths(paths, format_)
    collector = Collector(list(verify(loaded.rules, date.today())))
    refusal = "mutants are asked only of rules without errors, each with cases; correct the errors first"
    if not has_errors(collector.found):
        collector.found.clear()
        run_cases(loaded.rules, collector)
        refusal = "the cases must hold before mutants are asked of them; run 'exportgate rules test'"
    if has_errors(collector.found):
        loaded.put_out(COMMAND, collector.found, format_, output)
        talk(refusal)
        raise typer.Exit(1)
    report = run_mutants(Law(loaded.rules), collector)
    if format_ is Format.TEXT:
        wanted = ((item.provision, item.mutant.id, item.draft) for item in report.survivors)
        found = rendered(loaded.report(COMMAND, collector.found), format_)
        put_text(f"{found}{drafts_text(wanted)}{mutation_table(report)}", output)
    else:
        loaded.put_out(COMMAND, collector.found, format_, output)
    talk(f"{counted(sum(report.mutants.values()), 'mutant')}, {len(report.survivors)} survived")
    raise typer.Exit(1 if collector.found else 0)
