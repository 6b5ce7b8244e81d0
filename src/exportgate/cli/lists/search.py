"""`exportgate lists search`: the entries that hold certain words, numbers, notices or days."""

import shutil
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import country_of, day_of, store_root

if TYPE_CHECKING:
    from exportgate.parties.entry_search import Query

WIDEST, NARROWEST = 120, 72
Texts = list[str] | None


class Format(StrEnum):
    """How the entries are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Kind(StrEnum):
    """What an entry is."""

    ENTITY = "entity"
    INDIVIDUAL = "individual"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    ADDRESS = "address"


def search(
    name: Annotated[
        str, typer.Argument(help="Words of a name, or parts of them, in any order.", show_default=False)
    ] = "",
    *,
    number: Annotated[str, typer.Option("--number", help="Identifier, or the list's id of an entry.")] = "",
    notice: Annotated[
        str, typer.Option("--notice", help="Federal Register notice, such as '87 FR 62186', or year.")
    ] = "",
    country: Annotated[Texts, typer.Option("--country", help="Country; may be repeated.")] = None,
    program: Annotated[Texts, typer.Option("--program", help="Part of a sanctions program; may be repeated.")] = None,
    footnote: Annotated[Texts, typer.Option("--footnote", help="Footnote of the Entity List.")] = None,
    source: Annotated[Texts, typer.Option("--source", metavar="CODE", help="Published list, such as EL.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", help="Kind of entry.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Listed on this day or later.")] = None,
    before: Annotated[str | None, typer.Option("--before", metavar="DATE", help="Listed before this day.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="In force on this day.")] = None,
    list_: Annotated[
        Texts, typer.Option("--list", metavar="ID[@DATE]", help="List or snapshot to search. Default: all lists.")
    ] = None,
    every: Annotated[bool, typer.Option("--every-snapshot", help="Search all snapshots of each list.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Entries shown; 0 shows all.")] = 20,
    format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE,
) -> None:
    """Find the entries that hold these words; all that is given must fit. For likeness use lookup."""
    from exportgate.parties.countries import Countries
    from exportgate.parties.entry_search import Query

    countries = Countries.load() if country else None
    codes = [country_of(text, "--country", countries) for text in country or () if countries is not None]
    query = Query(
        name=name.strip(),
        number=number.strip(),
        notice=notice.strip(),
        countries=frozenset(filter(None, codes)),
        programs=frozenset(program or ()),
        footnotes=frozenset(footnote or ()),
        sources=frozenset(code.upper() for code in source or ()),
        kinds=frozenset(item.value for item in kind or ()),
        since=day_of(since),
        before=day_of(before),
        on=day_of(on),
    )
    _answer(query, list_ or (), limit, format_, every=every)


def _answer(query: "Query", references: "list[str] | tuple[()]", limit: int, format_: Format, *, every: bool) -> None:
    """Write what fits, piece by piece."""
    from exportgate.foundation.counting import counted
    from exportgate.foundation.errors import UsageError
    from exportgate.parties.entry_search import EntrySearch, Query
    from exportgate.report.list_found import Tally, found_csv, found_json, found_table
    from exportgate.runs.list_search import places
    from exportgate.runs.list_search import search as searched

    wanted, tally = EntrySearch(query), Tally()
    if query == Query() or wanted.asks_nothing:
        raise UsageError("give words of a name, a --number, or another filter; see 'exportgate lists search --help'")
    lists = places(store_root(), references, every=every)
    fitting = searched(lists, wanted, tally)
    width = max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))
    if format_ is Format.JSON:
        pieces = found_json(fitting, lists, tally, limit)
    elif format_ is Format.CSV:
        pieces = found_csv(fitting, limit)
    else:
        pieces = found_table(fitting, lists, tally, limit, width)
    for piece in pieces:
        sys.stdout.write(piece)
    if format_ is Format.CSV and limit and tally.found > limit:
        sys.stderr.write(f"the first {limit:,} of {tally.found:,} entries are shown; --limit 0 shows all\n")
    if tally.passed_over:
        sys.stderr.write(f"--since passed over {counted(tally.passed_over, 'entry')} without a day that would fit\n")
    if query.name:
        sys.stderr.write("only names that hold these words as they are; for likeness use exportgate lookup\n")
