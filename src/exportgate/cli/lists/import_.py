"""`exportgate lists import`: read a list file, and keep it in the store."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exportgate.cli.options import day_of, store_root
from exportgate.parties.lists.formats import FORMATS, ListFormat, format_named, format_of

if TYPE_CHECKING:
    from exportgate.parties.lists.read_list import ReadList
    from exportgate.store.snapshot import Snapshot

AHEAD = 31
"""How many days a list may be dated ahead before its day is taken for a slip."""
FormatName = StrEnum("FormatName", [(known.name, known.name) for known in FORMATS])  # type: ignore[misc]
"""The formats that --format names."""


def import_(
    file: Annotated[Path, typer.Argument(help="List file, or a folder of the files of one list.", show_default=False)],
    *,
    as_: Annotated[str, typer.Option("--as", metavar="ID", help="Name under which the list is kept.")],
    format_: Annotated[
        FormatName | None,
        typer.Option("--format", help="Format of the file; default: by its name and beginning.", show_default=False),
    ] = None,
    map_: Annotated[
        str | None,
        typer.Option("--map", metavar="KEY=HEADING,…", help="Columns of a table of your own.", show_default=False),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="Sheet of a workbook; default: the first with headings."),
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
    from exportgate.runs.embedded_list import EMBEDDED
    from exportgate.store.digests import file_digest, joint_digest
    from exportgate.store.snapshots import Store

    if as_ == EMBEDDED:
        raise UsageError(f"'{EMBEDDED}' is the list that comes with exportgate; choose another --as ID")
    if not file.exists():
        raise UsageError(f"'{file}' is not there; name a list file to import")
    form = _format(file, format_, map_)
    read = form.read(file, _mapping(map_ or ""), sheet or "")
    store = Store(store_root())
    snapshot = store.import_list(
        as_,
        read,
        file_name=file.name,
        digest=joint_digest({table.name: file_digest(table) for table in form.files(file)}),
        retrieved=datetime.now(UTC),
        as_of=day_of(as_of),
        force_reason=force,
    )
    _tell_of_import(file, form, read, snapshot)
    _tell_of_place(snapshot, store.snapshot(as_))
    if any(entry.relation for entry in read.entries):
        _tell_of_nobody(as_)


def _tell_of_place(snapshot: "Snapshot", in_force: "Snapshot") -> None:
    """Say on standard error where a list is not the one in force, or is of a day that would keep later ones from it."""
    list_id = snapshot.list_id
    if (snapshot.day - snapshot.retrieved.date()).days > AHEAD:
        sys.stderr.write(
            f"'{list_id}' is of {snapshot.day}, a day far ahead: every list imported until then stays behind it; if it "
            f"is wrong, remove it (exportgate lists remove {list_id}@{snapshot.name}) and import it with --as-of DATE\n"
        )
    if in_force.name != snapshot.name:
        sys.stderr.write(
            f"'{list_id}' of {snapshot.day} is kept for its own days; the list of {in_force.day} stays in force\n"
        )


def _tell_of_import(file: Path, form: ListFormat, read: "ReadList", snapshot: "Snapshot") -> None:
    """Say what was imported, and on standard error what is missing of it and why."""
    from exportgate.foundation.characters import shown
    from exportgate.foundation.counting import counted

    name = shown(file.name)
    counts = ", ".join(f"{source} {count}" for source, count in snapshot.sources)
    sys.stdout.write(
        f"{snapshot.list_id}: {counted(snapshot.entries, 'entry')} with {counted(snapshot.names, 'name')} "
        f"from {counted(read.rows, 'row')} ({counted(read.merged, 'row')} joined to another, "
        f"{len(read.rejected)} set aside)\n{counts}\n"
    )
    if snapshot.as_of is None:
        sys.stderr.write(f"the date of '{snapshot.list_id}' is not known; import it again with --as-of DATE\n")
    if read.unread:
        _tell_of_unread(file, read.unread, mapped=form.columns)
    for row in read.rejected[:10]:
        sys.stderr.write(f"{name}: row {row.row}, line {row.line}: {shown(row.reason)}\n")
    if len(read.rejected) > 10:
        sys.stderr.write(f"{name}: {len(read.rejected) - 10} more rows were set aside\n")


def _tell_of_unread(file: Path, headings: Sequence[str], *, mapped: bool) -> None:
    """Name on standard error what was not read; `mapped` says that columns may be named by hand."""
    from exportgate.foundation.characters import shown

    named = ", ".join(f"'{shown(name)}'" for name in headings[:10])
    more = f" and {len(headings) - 10} more" if len(headings) > 10 else ""
    advice = "; name a column that counts with --map KEY=HEADING" if mapped else ""
    sys.stderr.write(f"{shown(file.name)}: not read: {named}{more}{advice}\n")


def _tell_of_nobody(list_id: str) -> None:
    """Name on standard error the reported names that stand for a party on no list."""
    from exportgate.runs.opened_lists import standing_for_nobody

    lost = standing_for_nobody(store_root(), list_id)
    for entry in lost[:10]:
        sys.stderr.write(f"'{entry.name}' stands for '{entry.of}', whom no list has that is searched without --list\n")
    if len(lost) > 10:
        sys.stderr.write(f"and {len(lost) - 10} more names stand for parties on no list\n")


def _format(file: Path, name: str | None, map_: str | None) -> ListFormat:
    return format_of(file, mapped=map_ is not None) if name is None else format_named(name)


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
