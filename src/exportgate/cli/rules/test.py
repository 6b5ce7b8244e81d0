"""`exportgate rules test`: the cases beside the rules, run through the one evaluator."""

from datetime import date

import typer

from exportgate.cli.rules.sources import DiagnosticFormat as Format
from exportgate.cli.rules.sources import FormatOption, Paths, load, print_diagnostics, roots, talk


def test(paths: Paths = None, format_: FormatOption = Format.TEXT) -> None:
    """Run the cases beside the rules; exit 1 where any expectation is not met."""
    from exportgate.diagnostics.model import Collector, in_order
    from exportgate.engine.case_runner import run_cases
    from exportgate.engine.verify import verify
    from exportgate.provisions.ruleset import sound

    rules = load(paths)
    sound(rules, verify(rules, date.today()))
    collector = Collector()
    results = run_cases(rules, collector)
    print_diagnostics(in_order(collector.found), format_, roots(paths))
    failed = sum(not result.passed for result in results)
    talk(f"{len(results)} cases of {len(rules.provisions)} provisions: {len(results) - failed} passed, {failed} failed")
    raise typer.Exit(1 if failed else 0)
