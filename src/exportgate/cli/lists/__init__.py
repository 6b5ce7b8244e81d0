"""`exportgate lists …`: one module per command; this one gathers them."""

import typer

from exportgate.cli.lists.diff import diff
from exportgate.cli.lists.fetch import fetch
from exportgate.cli.lists.import_ import import_
from exportgate.cli.lists.remove import remove
from exportgate.cli.lists.search import search
from exportgate.cli.lists.status import status

app = typer.Typer(help="Fetch, import, compare and search party lists.", no_args_is_help=True, rich_markup_mode=None)
app.command("import")(import_)
app.command()(fetch)
app.command()(status)
app.command()(remove)
app.command()(diff)
app.command()(search)
