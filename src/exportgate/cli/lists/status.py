"""`exportgate lists status`: say what the store holds, how old it is, what it covers, and set when a list is stale."""

import shutil
import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import store_root, today

if TYPE_CHECKING:
    from exportgate.store.snapshots import Store

DAMAGED = 3


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"


def status(
    list_id: Annotated[
        str | None, typer.Argument(metavar="ID", help="List whose snapshots are shown.", show_default=False)
    ] = None,
    *,
    stale_after: Annotated[
        list[str] | None,
        typer.Option(
            "--stale-after",
            metavar="ID=DAYS",
            help="First set after how many days a list is stale, or 'never'; may be repeated.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
) -> None:
    """Say which lists are held, of what date, how large and how old they are, and what they cover."""
    from exportgate.report.list_status import snapshots_text, status_json, status_text
    from exportgate.store.snapshots import Store
    from exportgate.store.states import list_states

    store = Store(store_root())
    _set(store, stale_after or ())
    if list_id is not None:
        store.snapshots(list_id)
    states = [state for state in list_states(store) if list_id in {None, state.list_id}]
    if format_ is Format.JSON:
        sys.stdout.write(status_json(states, today()))
    elif list_id is not None:
        sys.stdout.write("".join(snapshots_text(state, today()) for state in states))
    else:
        sys.stdout.write(status_text(states, today(), shutil.get_terminal_size((100, 24)).columns))
    for state in states:
        if state.fault:
            sys.stderr.write(f"{state.fault}\n")
    if any(state.fault for state in states):
        raise typer.Exit(DAMAGED)


def _set(store: "Store", wanted: Sequence[str]) -> None:
    """Set when lists are stale, all of them or none.

    Raises:
        UsageError: a text is no ID=DAYS.
        StoreError: there is no such list, or the store cannot be written.
    """
    from exportgate.foundation.errors import UsageError
    from exportgate.store.settings import MOST_DAYS, NEVER

    found: dict[str, int | str] = {}
    for text in wanted:
        list_id, _, days = (part.strip() for part in text.partition("="))
        number = int(days) if days.isascii() and days.isdigit() and len(days) <= len(str(MOST_DAYS)) else 0
        if days != NEVER and not 1 <= number <= MOST_DAYS:
            raise UsageError(
                f"--stale-after: '{text}' is no ID=DAYS; write such as us=7, 1 to {MOST_DAYS}, or us=never"
            )
        store.settings(list_id)
        found[list_id] = number or NEVER
    for list_id, value in found.items():
        store.set_stale_after(list_id, value)
