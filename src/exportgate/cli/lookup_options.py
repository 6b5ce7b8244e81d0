"""The options of `exportgate lookup`."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How hits are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


NameArgument = Annotated[str, typer.Argument(help="Name to look up.", show_default=False)]
FileOption = Annotated[
    Path | None, typer.Option("--file", help="CSV file of parties; each row is looked up.", show_default=False)
]
ColumnOption = Annotated[
    str | None,
    typer.Option("--column", metavar="HEADING", help="Heading of the names in --file; default: name."),
]
CountryColumnOption = Annotated[
    str | None,
    typer.Option("--country-column", metavar="HEADING", help="Heading of the countries in --file; default: country."),
]
AddressColumnOption = Annotated[
    str | None,
    typer.Option("--address-column", metavar="HEADING", help="Heading of the addresses in --file; default: address."),
]
IdentifierColumnOption = Annotated[
    str | None,
    typer.Option(
        "--identifier-column", metavar="HEADING", help="Heading of the identifiers in --file; default: identifiers."
    ),
]
CountryOption = Annotated[str | None, typer.Option("--country", help="Country of the party, or of rows without one.")]
AddressOption = Annotated[str | None, typer.Option("--address", help="Address of the party.")]
IdentifierOption = Annotated[
    list[str] | None,
    typer.Option(
        "--identifier",
        metavar="TEXT",
        help="A number of the party, such as 'IMO 9187629' or a tax number; may be repeated.",
        show_default=False,
    ),
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="Hits shown per party, at most 25.")]
MinScoreOption = Annotated[
    float | None, typer.Option("--min-score", min=0.0, max=1.0, help="Lowest score shown.", show_default=False)
]
ExplainOption = Annotated[
    bool, typer.Option("--explain", help="Show how each word counts, and how score and priority come about.")
]
AgainstOption = Annotated[
    str | None,
    typer.Option("--against", metavar="ENTRY", help="Say why this entry, by its id or a listed name, is a hit or not."),
]
WorkloadOption = Annotated[
    bool, typer.Option("--workload", help="Count the hits that each threshold would raise for the parties of --file.")
]
MinutesOption = Annotated[
    float, typer.Option("--minutes-per-hit", min=0.0, help="Time that judging one hit takes, for --workload.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="Form of the output.")]
