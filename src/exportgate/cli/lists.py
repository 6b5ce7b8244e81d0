"""`exportgate lists …`: import published party lists into the store, and say what it holds."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import day_of, store_root

if TYPE_CHECKING:
    from exportgate.parties.lists.read_list import ReadList
    from exportgate.store.snapshot import Snapshot

app = typer.Typer(help="Import party lists and show what is held.", no_args_is_help=True, rich_markup_mode=None)
EMBEDDED = "embedded"


class ListFormat(StrEnum):
    """Formats of list files."""

    CSL_CSV = "csl-csv"
    CSV = "csv"
    YAML = "yaml"


class Format(StrEnum):
    """How the answer is printed."""

    TABLE = "table"
    JSON = "json"


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="List file, or a folder of YAML list files.", show_default=False)],
    *,
    as_: Annotated[str, typer.Option("--as", metavar="ID", help="Name under which the list is kept.")],
    format_: Annotated[
        ListFormat | None,
        typer.Option("--format", help="Format of the file; default: by its name.", show_default=False),
    ] = None,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="KEY=HEADING,…", help="Columns of a CSV list of your own.", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Date of the list; default: a date in its file name.")
    ] = None,
    force: Annotated[
        str | None, typer.Option("--force", metavar="REASON", help="Accept a list that lost many entries, and say why.")
    ] = None,
) -> None:
    """Read a list, account for every row, and keep it in the store."""
    from exportgate.foundation.errors import UsageError
    from exportgate.store.digests import file_digest
    from exportgate.store.snapshots import Store

    if as_ == EMBEDDED:
        raise UsageError(f"'{EMBEDDED}' is the list that comes with exportgate; choose another --as ID")
    if not file.exists():
        raise UsageError(f"'{file}' is not there; name a list file to import")
    read = _read(file, format_, map_)
    snapshot = Store(store_root()).import_list(
        as_,
        read,
        file_name=file.name,
        digest=file_digest(file),
        imported_at=datetime.now(UTC),
        as_of=day_of(as_of),
        force_reason=force,
    )
    _tell_of_import(file, read, snapshot)
    if any(entry.relation for entry in read.entries):
        _tell_of_nobody(as_)


def _tell_of_import(file: Path, read: "ReadList", snapshot: "Snapshot") -> None:
    """Say what was imported, and on standard error what is missing of it and why."""
    from exportgate.foundation.counting import counted

    counts = ", ".join(f"{source} {count}" for source, count in snapshot.sources)
    sys.stdout.write(
        f"{snapshot.list_id}: {counted(snapshot.entries, 'entry')} with {counted(snapshot.names, 'name')} "
        f"from {counted(read.rows, 'row')} ({counted(read.merged, 'row')} joined to another, "
        f"{len(read.rejected)} set aside)\n{counts}\n"
    )
    if snapshot.as_of is None:
        sys.stderr.write(f"the date of '{snapshot.list_id}' is not known; import it again with --as-of DATE\n")
    if read.unread:
        _tell_of_unread(file, read.unread)
    for row in read.rejected[:10]:
        sys.stderr.write(f"{file.name}: row {row.row}, line {row.line}: {row.reason}\n")
    if len(read.rejected) > 10:
        sys.stderr.write(f"{file.name}: {len(read.rejected) - 10} more rows were set aside\n")


def _tell_of_unread(file: Path, headings: Sequence[str]) -> None:
    """Name on standard error the columns that were not read."""
    from exportgate.foundation.characters import shown

    named = ", ".join(f"'{shown(name)}'" for name in headings[:10])
    more = f" and {len(headings) - 10} more" if len(headings) > 10 else ""
    sys.stderr.write(f"{file.name}: not read: {named}{more}; name a column that counts with --map KEY=HEADING\n")


def _tell_of_nobody(list_id: str) -> None:
    """Name on standard error the reported names that stand for a party on no list."""
    from exportgate.runs.workbench import standing_for_nobody

    lost = standing_for_nobody(store_root(), list_id)
    for entry in lost[:10]:
        sys.stderr.write(f"'{entry.name}' stands for '{entry.of}', whom no list has that is searched without --list\n")
    if len(lost) > 10:
        sys.stderr.write(f"and {len(lost) - 10} more names stand for parties on no list\n")


@app.command()
def status(*, format_: Annotated[Format, typer.Option("--format", help="Form of the output.")] = Format.TABLE) -> None:
    """Say which lists are held, of what date, and how large they are."""
    from exportgate.report.list_status import status_json, status_text
    from exportgate.store.snapshots import Store

    snapshots = Store(store_root()).lists()
    sys.stdout.write(status_json(snapshots) if format_ is Format.JSON else status_text(snapshots))


def _read(file: Path, format_: ListFormat | None, map_: str | None) -> "ReadList":
    from exportgate.foundation.errors import UsageError
    from exportgate.parties.lists import csl_csv, own_csv, own_yaml

    chosen = format_ or _format_of(file, mapped=map_ is not None)
    if chosen is None:
        raise UsageError(f"'{file.name}' does not say its format; add --format csl-csv, csv or yaml")
    if map_ is not None and chosen is not ListFormat.CSV:
        raise UsageError(f"--map names the columns of a CSV list of your own, and '{file.name}' is {chosen.value}")
    if chosen is ListFormat.CSV:
        return own_csv.read(file, _mapping(map_ or ""))
    return csl_csv.read(file) if chosen is ListFormat.CSL_CSV else own_yaml.read(file)


def _format_of(file: Path, *, mapped: bool) -> ListFormat | None:
    """Return the format that a file's name and, of a CSV file, its headings tell."""
    from exportgate.parties.lists import own_csv

    name = file.name.lower()
    if file.is_dir() or name.endswith((".yaml", ".yml")):
        return ListFormat.YAML
    if not name.endswith((".csv", ".csv.gz")):
        return None
    return ListFormat.CSV if mapped or own_csv.recognized(file) else ListFormat.CSL_CSV


def _mapping(text: str) -> dict[str, str]:
    """Return the headings that --map names, by key."""
    from exportgate.foundation.errors import UsageError

    found: dict[str, str] = {}
    for piece in filter(None, map(str.strip, text.split(","))):
        key, equals, heading = (part.strip() for part in piece.partition("="))
        if not equals or not key or not heading or key in found:
            raise UsageError(f"--map: '{piece}' is no KEY=HEADING; write such as --map id=Number,name=Company")
        found[key] = heading
    return found
