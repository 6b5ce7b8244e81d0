"""`exportgate screen`: a shipment file into results, reports and a receipt."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import JobsOption, ListOption, OnOption, RulesOption, cores, day_of, store_root, today

if TYPE_CHECKING:
    from exportgate.report.difference import Difference
    from exportgate.report.totals import Totals
    from exportgate.runs.screen import Run

SEVERITY = ("no_finding", "hold", "license_required", "prohibited")


class FailOn(StrEnum):
    """The mildest outcome that makes the command exit 1."""

    HOLD = "hold"
    LICENSE_REQUIRED = "license_required"
    PROHIBITED = "prohibited"


def screen(
    file: Annotated[Path, typer.Argument(help="Shipment file (CSV).", show_default=False)],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for results, reports and receipt.")],
    on: OnOption = None,
    list_: ListOption = None,
    rules: RulesOption = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--mapping", metavar="FILE", help="Which heading is which column.", show_default=False),
    ] = None,
    jobs: JobsOption = None,
    since: Annotated[
        Path | None,
        typer.Option("--since", metavar="RECEIPT", help="Earlier run: tell only what is new, gone or changed since."),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 at this outcome or worse.")] = FailOn.HOLD,
) -> None:
    """Screen every line of a shipment file under the law of its day.

    Exit code 0: nothing at or above --fail-on; 1: something is (a rejected row counts as hold); 2: usage; 3: could not
    evaluate. With --since, only what is new or changed counts.
    """
    from datetime import UTC, datetime

    from exportgate.report.difference import difference_text
    from exportgate.runs.opened_lists import open_lists
    from exportgate.runs.screen import open_run, screen_file
    from exportgate.runs.since import compare_runs, refuse_same_folder

    day = day_of(on)
    lists = open_lists(store_root(), list_ or (), today=today())
    run = open_run(lists, rules or (), today(), Path.cwd(), mapping=mapping, on=day, jobs=jobs or cores())
    started = datetime.now(UTC)
    if since is not None:
        refuse_same_folder(since, out)
    totals = screen_file(file, out, run, clock=lambda: datetime.now(UTC))
    _tell(totals, run, out)
    if since is None:
        raise typer.Exit(1 if fails(totals, str(fail_on)) else 0)
    told = compare_runs(since, out, run.lists.used, started=started, clock=lambda: datetime.now(UTC))
    sys.stdout.writelines(difference_text(told))
    raise typer.Exit(1 if worsened(told, str(fail_on)) else 0)


def fails(totals: "Totals", fail_on: str) -> bool:
    """Tell whether any line is at or above an outcome; a rejected row counts as hold."""
    bad = SEVERITY[SEVERITY.index(fail_on) :]
    return any(totals.count(outcome) for outcome in bad) or ("hold" in bad and totals.rejected > 0)


def worsened(told: "Difference", fail_on: str) -> bool:
    """Tell whether a line with anything new or changed is at or above an outcome; a rejected row counts as hold."""
    bad = {*SEVERITY[SEVERITY.index(fail_on) :], *(["rejected"] if fail_on in SEVERITY[:2] else [])}
    return any(count for (kind, outcome), count in told.counts.items() if kind != "gone" and outcome in bad)


def _tell(totals: "Totals", run: "Run", out: Path) -> None:
    """Say what came out, and on standard error what must be known of the lists and the rules."""
    from exportgate.report.lists_used import state_notices
    from exportgate.report.rules_used import rules_used

    sys.stdout.write(f"{totals.rows:,} rows, {totals.lines:,} screened, {totals.rejected:,} rejected\n")
    for outcome in reversed(SEVERITY):
        sys.stdout.write(f"  {outcome.replace('_', ' '):<18}{totals.count(outcome):>9,}\n")
    sys.stdout.write(f"  {'rejected':<18}{totals.rejected:>9,}\n")
    sys.stdout.write(f"report: {out / 'report.html'}\n")
    states = state_notices(run.lists.states.used(dict(totals.days)))
    dated = (*states, *rules_used(run.law.rules).stale_notices(totals.last_day))
    for notice in (*run.lists.notices, *dated):
        sys.stderr.write(f"{notice}\n")
