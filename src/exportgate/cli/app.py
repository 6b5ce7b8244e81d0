"""The program: its commands, and how errors leave it."""

import sys

import typer

from exportgate.cli import rules
from exportgate.foundation.errors import ExportgateError

app = typer.Typer(
    name="exportgate",
    help="Screen shipments of chips against the export-control law of the day.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(rules.app, name="rules")


def main() -> None:
    """Run the program; an error is one line on standard error and an exit code that says its kind."""
    try:
        app()
    except ExportgateError as error:
        sys.stderr.write(f"exportgate: {error}\n")
        raise SystemExit(error.exit_code) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
