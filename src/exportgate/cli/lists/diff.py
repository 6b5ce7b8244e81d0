"""`exportgate lists diff`: what changed from one list to another."""

import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import store_root
from exportgate.cli.rules.output import OutputOption

if TYPE_CHECKING:
    from exportgate.report.list_diff_model import Comparison

WIDEST, NARROWEST = 120, 72


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="Earlier list: a file, ID, ID@DATE or ID@NAME.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Later list, likewise.")],
    *,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="CODE", help="Only this published list, such as EL; may be repeated."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Entries shown per section; 0 shows all.")] = 20,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Say who was added, removed, renamed, re-addressed or changed from one list to another."""
    from exportgate.cli.rules.output import put_text
    from exportgate.foundation.errors import UsageError
    from exportgate.runs.compared_lists import compared

    if format_ is Format.HTML and output is None:
        raise UsageError("--format html is a page to look at; name its file with --output FILE")
    both = compared(store_root(), before, after)
    wanted = [code.strip().upper() for code in source or ()]
    held = [counts.source for counts in both.sources]
    found = both.only(wanted)
    put_text(_rendered(found, format_, limit), output)
    _tell(found)
    for code in wanted:
        if code not in held:
            sys.stderr.write(f"--source: neither list has an entry of '{code}'; there are: {', '.join(held)}\n")


def _rendered(found: "Comparison", format_: Format, limit: int) -> str:
    if format_ is Format.JSON:
        from exportgate.report.list_diff_json import diff_json

        return diff_json(found)
    if format_ is Format.HTML:
        from exportgate.report.list_diff_html import diff_html

        return diff_html(found)
    from exportgate.report.list_diff_text import diff_text

    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))
    return diff_text(found, width, limit)


def _tell(found: "Comparison") -> None:
    """Say on standard error what should make a person look twice."""
    from exportgate.foundation.counting import counted

    one, other = found.before, found.after
    if one.as_of and other.as_of and one.as_of > other.as_of:
        sys.stderr.write(f"'{one.name}' of {one.as_of} is newer than '{other.name}' of {other.as_of}\n")
    for side in (one, other):
        if side.rejected:
            rows = f"{counted(side.rejected, 'row')} {'was' if side.rejected == 1 else 'were'}"
            sys.stderr.write(f"'{side.name}': {rows} set aside and not compared\n")
