"""`exportgate rescreen`: after a change of lists or rules, what is new, gone or changed in an earlier screening."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from exportgate.cli.options import JobsOption, ListOption, RulesOption, cores, store_root, today
from exportgate.cli.screen import FailOn, worsened

FOLDER = "rescreen"


def rescreen(
    run: Annotated[Path, typer.Argument(help="Folder of an earlier screening, or its receipt.", show_default=False)],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder for what differs. Default: 'rescreen' in the run's folder."),
    ] = None,
    list_: ListOption = None,
    rules: RulesOption = None,
    jobs: JobsOption = None,
    whole: Annotated[bool, typer.Option("--whole", help="Look every party up again, whatever changed.")] = False,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit 1 at this outcome or worse.")] = FailOn.HOLD,
) -> None:
    """Screen an earlier run again after a change of lists or rules, and report only what is new, gone or changed.

    Exit code 0: no line with anything new or changed is at or above --fail-on; 1: one is; 2: usage; 3: could not
    evaluate.
    """
    from datetime import UTC, datetime

    from exportgate.report.difference import difference_text
    from exportgate.runs.earlier_run import read_receipt
    from exportgate.runs.opened_lists import open_lists
    from exportgate.runs.rescreen import rescreen as rescreen_run
    from exportgate.runs.screen import Run
    from exportgate.runs.workbench import open_catalog, open_countries, open_law

    folder, receipt = read_receipt(run)
    ids = list_ or [used["id"] for used in receipt["lists"]]
    now = Run(
        law=open_law(tuple(rules or ()), today(), Path.cwd()),
        catalog=open_catalog(),
        countries=open_countries(),
        lists=open_lists(store_root(), ids),
        jobs=jobs or cores(),
    )
    told = rescreen_run(
        run, out or folder / FOLDER, now, root=store_root(), clock=lambda: datetime.now(UTC), whole=whole
    )
    sys.stdout.writelines(difference_text(told))
    sys.stdout.write(f"what differs: {(out or folder / FOLDER) / 'rescreen.csv'}\n")
    for notice in now.lists.notices:
        sys.stderr.write(f"{notice}\n")
    raise typer.Exit(1 if worsened(told, str(fail_on)) else 0)
