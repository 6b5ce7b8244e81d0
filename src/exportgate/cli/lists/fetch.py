"""`exportgate lists fetch`: bring published lists from their publishers, a mirror or a folder, and keep them."""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import path_of, store_root

if TYPE_CHECKING:
    from exportgate.runs.fetch.lists import Outcome

FAILED = 3


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"


def fetch(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID", help="Lists to fetch. Default: the usual ones, and those held already.", show_default=False
        ),
    ] = None,
    *,
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="URL|DIR", help="Mirror or folder that has the files.", show_default=False),
    ] = None,
    timeout: Annotated[
        int, typer.Option("--timeout", min=1, max=3600, metavar="SECONDS", help="How long a server may stay silent.")
    ] = 60,
    force: Annotated[
        str | None,
        typer.Option("--force", metavar="REASON", help="Accept the list named though it lost many entries."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
) -> None:
    """Download published lists where they changed, and keep them; what fails leaves the old list in force."""
    from exportgate.foundation.errors import UsageError
    from exportgate.runs.fetch.telling import outcome_line, outcomes_json

    if force is not None and len(set(ids or [])) != 1:
        raise UsageError("--force is for one list; name it: exportgate lists fetch ID --force REASON")
    outcomes = []
    for outcome in _outcomes(ids or [], from_, timeout, force):
        outcomes.append(outcome)
        if format_ is Format.TABLE:
            sys.stdout.write(f"{outcome_line(outcome)}\n")
            sys.stdout.flush()
    if format_ is Format.JSON:
        sys.stdout.write(outcomes_json(outcomes))
    if any(outcome.state == "failed" for outcome in outcomes):
        raise typer.Exit(FAILED)


def _outcomes(ids: list[str], place: str | None, timeout: int, force: str | None) -> Iterator["Outcome"]:
    """Fetch the lists, and yield what happened to each."""
    from exportgate.runs.fetch.client import open_client
    from exportgate.runs.fetch.download import Means
    from exportgate.runs.fetch.lists import Fetching
    from exportgate.runs.fetch.sources import chosen, mirrored, those_in_folder
    from exportgate.store.snapshots import Store

    root = store_root()
    fetching = Fetching(root, datetime.now(UTC), force)
    if place is not None and "://" not in place:
        folder = path_of(place)
        there = those_in_folder(folder)
        yield from fetching.from_folder(chosen(ids, ()) if ids else there, folder)
        return
    sources = chosen(ids, Store(root).ids())
    with open_client(timeout) as client:
        means = Means(client, time.sleep, time.monotonic, _tell)
        yield from fetching.from_web(mirrored(sources, place) if place else sources, means)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
