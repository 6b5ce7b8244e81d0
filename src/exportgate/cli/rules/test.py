"""`exportgate rules test`: the cases beside the rules, run through the one evaluator."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NoReturn

import typer

from exportgate.cli.rules.output import OutputOption, ReportFormatOption
from exportgate.cli.rules.output import ReportFormat as Format
from exportgate.cli.rules.sources import Paths, talk

if TYPE_CHECKING:
    from exportgate.cli.rules.loaded import LoadedRules
    from exportgate.diagnostics.model import Diagnostic
    from exportgate.diagnostics.report import CaseOutcome
    from exportgate.engine.cases.runner import CaseResult
    from exportgate.foundation.spans import Span

COMMAND = "rules test"


def test(paths: Paths = None, format_: ReportFormatOption = Format.TEXT, output: OutputOption = None) -> None:
    """Run the cases beside the rules; exit 1 where any expectation is not met, and 2 where there is no case."""
    from exportgate.cli.rules.loaded import load_paths
    from exportgate.diagnostics.model import Collector, has_errors
    from exportgate.engine.cases.runner import run_cases
    from exportgate.engine.verify import verify

    loaded = load_paths(paths, format_).with_cases()
    found = verify(loaded.rules, date.today())
    if has_errors(found):
        loaded.put_out(COMMAND, found, format_, output)
        talk("no case was run, because rules with errors cannot be applied; correct the errors first")
        raise typer.Exit(1)
    collector = Collector()
    results = run_cases(loaded.rules, collector)
    shown = [result for result in results if loaded.shows(result.case.file)]
    if not shown:
        _refuse_idle(loaded)
    loaded.put_out(COMMAND, collector.found, format_, output, outcomes(shown, collector.found))
    _tell_totals(shown)
    raise typer.Exit(1 if has_errors(collector.found) or not all(result.passed for result in results) else 0)


def outcomes(results: "Sequence[CaseResult]", found: "Sequence[Diagnostic]") -> "list[CaseOutcome]":
    """Return each case with what did not hold in it: a case reaches from its first character to the next case."""
    from exportgate.diagnostics.model import in_order
    from exportgate.diagnostics.report import CaseOutcome

    ordered = sorted(results, key=lambda result: result.case.span)
    starts = [result.case.span for result in ordered]
    owned: list[list[Diagnostic]] = [[] for _ in ordered]
    for diagnostic in in_order(found):
        place = bisect_right(starts, (diagnostic.span.file, diagnostic.span.line, diagnostic.span.column), key=_start)
        if place and starts[place - 1].file == diagnostic.span.file:
            owned[place - 1].append(diagnostic)
    return [
        CaseOutcome(
            provision=result.case.provision,
            name=result.case.name,
            span=result.case.span,
            passed=result.passed,
            diagnostics=tuple(mine),
        )
        for result, mine in zip(ordered, owned, strict=True)
    ]


def _start(span: "Span") -> tuple[str, int, int]:
    return span.file, span.line, span.column


def _refuse_idle(loaded: "LoadedRules") -> NoReturn:
    """Nothing tested must not look like everything passed."""
    from exportgate.foundation.errors import UsageError

    place = (*loaded.sources.shown, *loaded.sources.folders)[0]
    raise UsageError(f"'{place}' holds neither a rule nor a case, so nothing was tested; name a rule or its cases")


def _tell_totals(results: "Sequence[CaseResult]") -> None:
    from exportgate.foundation.counting import counted

    passed = sum(result.passed for result in results)
    provisions = len({result.case.provision for result in results})
    talk(
        f"{counted(len(results), 'case')} of {counted(provisions, 'provision')}: "
        f"{passed} passed, {len(results) - passed} failed"
    )
