"""`exportgate lists status`: say what the store holds."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from exportgate.cli.options import store_root


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"


def status(*, format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE) -> None:
    """Say which lists are held, of what date, and how large they are."""
    from exportgate.report.list_status import status_json, status_text
    from exportgate.store.snapshots import Store

    snapshots = Store(store_root()).lists()
    sys.stdout.write(status_json(snapshots) if format_ is Format.JSON else status_text(snapshots))
