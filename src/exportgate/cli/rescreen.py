"""`exportgate rescreen`: after a change of lists or rules, what is new, gone or changed in an earlier screening."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from exportgate.cli.options import JobsOption, RulesOption, cores, store_root, today
from exportgate.cli.screen import FailOn, worsened

FOLDER = "rescreen"


def rescreen(
    run: Annotated[Path, typer.Argument(help="Folder of an earlier screening, or its receipt.", show_default=False)],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Folder for what differs. Default: 'rescreen' in the run's folder."),
    ] = None,
    list_: Annotated[
        list[str] | None,
        typer.Option("--list", metavar="ID", help="List to search; may be repeated. Default: those of the run."),
    ] = None,
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
    from exportgate.runs.rescreen import Asked
    from exportgate.runs.rescreen import rescreen as rescreen_run
    from exportgate.runs.screen import open_run

    folder, receipt = read_receipt(run)
    ids = list_ or [used["id"] for used in receipt["lists"]]
    lists = open_lists(store_root(), ids, today=today())
    asked = Asked(
        run=run,
        out=out or folder / FOLDER,
        lists=lists,
        root=store_root(),
        run_with=partial(open_run, lists, rules or (), today(), Path.cwd(), jobs=jobs or cores()),
        jobs=jobs or cores(),
        whole=whole,
    )
    told = rescreen_run(asked, clock=lambda: datetime.now(UTC))
    sys.stdout.writelines(difference_text(told))
    sys.stdout.write(f"what differs: {asked.out / 'rescreen.csv'}\n")
    for notice in (*lists.notices, *(() if list_ else _left_out(ids))):
        sys.stderr.write(f"{notice}\n")
    raise typer.Exit(1 if worsened(told, str(fail_on)) else 0)


def _left_out(ids: list[str]) -> Iterator[str]:
    """Say which lists of the store were not searched because the run was not."""
    from exportgate.store.snapshots import Store

    for list_id in sorted(set(Store(store_root()).ids()) - set(ids)):
        named = " ".join(f"--list {name}" for name in (*ids, list_id))
        yield f"The list '{list_id}' was not searched, since the run did not search it. Search it as well: {named}"
