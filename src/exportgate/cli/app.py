"""The program: its commands, and how errors leave it."""

import contextlib
import gc
import io
import os
import sys
import traceback
from typing import Annotated

import typer

from exportgate import __version__
from exportgate.cli import lists, rules
from exportgate.cli.classify import classify
from exportgate.cli.lookup import lookup
from exportgate.cli.rescreen import rescreen
from exportgate.cli.screen import screen
from exportgate.foundation.errors import ExportgateError

UNEXPECTED = 3
INTERRUPTED = 130
COLLECT_AFTER = 100_000
"""Objects made between two searches for circles of garbage. Rules, lists and lines are none and stay until the end, so
that the searches of Python's own measure, after every 700, would take a quarter of the time."""

app = typer.Typer(
    name="exportgate",
    help="Screen shipments of chips against the export-control law of the day.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(screen)
app.command()(rescreen)
app.command()(lookup)
app.command()(classify)
app.add_typer(rules.app, name="rules")
app.add_typer(lists.app, name="lists")


def _version(wanted: bool) -> None:  # noqa: FBT001 - the option's own value
    if wanted:
        sys.stdout.write(f"exportgate {__version__}\n")
        raise typer.Exit


@app.callback()
def program(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Screen shipments of chips against the export-control law of the day."""


def main() -> None:
    """Run the program; an error is one line on standard error and an exit code that says its kind."""
    gc.set_threshold(COLLECT_AFTER)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _run()
    except ExportgateError as error:
        sys.stderr.write(f"exportgate: {error}\n")
        raise SystemExit(error.exit_code) from None
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            sys.stderr.close()
            raise SystemExit(0) from None
        _discard_output()
        place = f"'{error.filename}'" if error.filename else "the output"
        why = error.strerror or "it cannot be used"
        sys.stderr.write(f"exportgate: {place} cannot be read or written ({why}); correct that and run it again\n")
        raise SystemExit(UNEXPECTED) from None
    except Exception:  # noqa: BLE001 - exit 1 says "findings"; a fault of the program must never be read as that
        sys.stderr.write(f"{traceback.format_exc()}exportgate: this is a fault of the program; nothing was decided\n")
        raise SystemExit(UNEXPECTED) from None


def _run() -> None:
    try:
        app()
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            sys.stderr.write("exportgate: interrupted; what was written so far is not the whole\n")
        raise
    finally:
        sys.stdout.flush()  # a device that is full must be found out here, not after the exit code is chosen


def _discard_output() -> None:
    """Let what could not be written go: Python would try it once more at its own end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
