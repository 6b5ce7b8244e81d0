"""`exportgate lookup`: one name, or a file of names, against the lists."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import ListOption, OnOption, country_of, day_of, store_root, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exportgate.parties.entry import Party


class Format(StrEnum):
    """How hits are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def lookup(
    name: Annotated[str, typer.Argument(help="Name to look up.", show_default=False)] = "",
    *,
    file: Annotated[
        Path | None, typer.Option("--file", help="CSV file of names; each row is looked up.", show_default=False)
    ] = None,
    column: Annotated[str, typer.Option("--column", help="Heading of the names in --file.")] = "name",
    country: Annotated[str | None, typer.Option("--country", help="Country of the party.")] = None,
    address: Annotated[str | None, typer.Option("--address", help="Address of the party.")] = None,
    on: OnOption = None,
    list_: ListOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Hits shown per name.")] = 10,
    min_score: Annotated[
        float | None, typer.Option("--min-score", min=0.0, max=1.0, help="Lowest score shown.", show_default=False)
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
) -> None:
    """Look a party up on the lists, and say which words matched."""
    from exportgate.foundation.errors import UsageError
    from exportgate.report.lookup_answer import Answer, render
    from exportgate.runs.workbench import open_countries, open_lists

    if bool(name.strip()) == (file is not None):
        raise UsageError("give either a name or --file with names; see 'exportgate lookup --help'")
    code = country_of(country, "--country", open_countries())
    parties = list(_from_file(file, column, code)) if file else [_party(name, code, address)]
    lists = open_lists(store_root(), list_ or ())
    found = lists.search.search(parties, min_score) if min_score is not None else lists.search.search(parties)
    day = day_of(on) or today()
    answers = [
        Answer(party, tuple(hits.hits[:limit]), hits.more + max(0, len(hits.hits) - limit))
        for party, hits in zip(parties, found, strict=True)
    ]
    sys.stdout.write(render(answers, day, lists.used, str(format_)))
    for notice in lists.notices:
        sys.stderr.write(f"{notice}\n")


def _party(name: str, country: str | None, address: str | None) -> "Party":
    from exportgate.parties.entry import Party

    return Party(name.strip(), country, address)


def _from_file(path: Path, column: str, country: str | None) -> "Iterator[Party]":
    """Yield the names of a file, in order; a row that cannot be read stops the command, naming its line."""
    from exportgate.foundation.errors import InputError
    from exportgate.runs.framing import RecordReader

    reader = RecordReader(path)
    if column not in reader.headings:
        listed = ", ".join(reader.headings[:20])
        raise InputError(f"{path}: there is no column '{column}' (there are: {listed}); name one with --column")
    place = reader.headings.index(column)
    for record in reader:
        if record.fields is None:
            raise InputError(f"{path}: line {record.line}: {record.fault}; mend the line and run again")
        yield _party(record.fields[place], country, None)
