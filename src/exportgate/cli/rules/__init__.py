"""`exportgate rules …`: one module per command; this one gathers them."""

import typer

from exportgate.cli.rules.check import check
from exportgate.cli.rules.coverage import coverage
from exportgate.cli.rules.diff import diff
from exportgate.cli.rules.explain import explain
from exportgate.cli.rules.gaps import gaps
from exportgate.cli.rules.list import list_
from exportgate.cli.rules.mutate import mutate
from exportgate.cli.rules.schema import schema
from exportgate.cli.rules.show import show
from exportgate.cli.rules.test import test

app = typer.Typer(help="Check, test and explain rule files.", no_args_is_help=True, rich_markup_mode=None)
app.command()(check)
app.command()(gaps)
app.command()(test)
app.command()(coverage)
app.command()(mutate)
app.command()(show)
app.command("list")(list_)
app.command()(diff)
app.command()(schema)
app.command()(explain)
