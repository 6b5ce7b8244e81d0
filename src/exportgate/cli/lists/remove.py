"""`exportgate lists remove`: drop a snapshot of a list, or the list with all of them, and say what went."""

import sys
from typing import Annotated

import typer

from exportgate.cli.options import store_root


def remove(
    list_: Annotated[
        str,
        typer.Argument(
            metavar="ID[@DAY|@NAME]",
            help="List with all its snapshots, or the snapshot of a day or a name.",
            show_default=False,
        ),
    ],
) -> None:
    """Remove a list, or one snapshot of it; asks for nothing, and says what went."""
    from exportgate.foundation.counting import counted
    from exportgate.store.references import exactly, listed
    from exportgate.store.snapshots import Store

    store = Store(store_root())
    list_id = list_.partition("@")[0]
    name = exactly(store, list_)
    before = store.snapshots(list_id)
    went = [item for item in before if name in {None, item.name}]
    store.remove(list_id, name)
    if name is not None:
        sys.stdout.write(
            f"removed the snapshot {listed(went) if went else f'{name}, which was damaged,'} of '{list_id}'\n"
        )
    else:
        sys.stdout.write(f"removed the list '{list_id}' with {counted(len(went), 'snapshot')}: {listed(went)}\n")
    if list_id not in store.ids():
        sys.stdout.write(f"no snapshot of '{list_id}' is left: the list is gone\n" if name is not None else "")
        return
    current = store.snapshot(list_id)
    left = counted(len(store.names(list_id)), "snapshot")
    sys.stdout.write(f"{left} of '{list_id}' left; in force is that of {current.day}\n")
