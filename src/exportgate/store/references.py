"""Finds the snapshot that a person asks for: `us`, `us@2022-05-16`, or `us@1a2b3c`."""

import re

from exportgate.foundation.errors import UsageError
from exportgate.foundation.intervals import parse_day
from exportgate.store.snapshot import Snapshot
from exportgate.store.snapshots import Store

START_OF_NAME = re.compile(r"[0-9a-f]{3,12}")
SHOWN = 12


def find(store: Store, text: str) -> Snapshot:
    """Return the snapshot of a reference: the current one of a list, the newest not after a day, or one by its name.

    Raises:
        UsageError: the reference fits no snapshot, or several; says which there are.
        StoreError: there is no such list, or the snapshot is damaged.
    """
    list_id, at, which = text.partition("@")
    if not at:
        return store.snapshot(list_id)
    held = store.snapshots(list_id)
    day = parse_day(which)
    if day is not None:
        found = store.newest_by(list_id, day)
        if found is None:
            raise UsageError(f"'{text}': no snapshot of '{list_id}' is of {day} or before; there are: {listed(held)}")
        return found
    named = [item for item in held if item.name.startswith(which)]
    if START_OF_NAME.fullmatch(which) is None or not named:
        raise UsageError(
            f"'{text}' names no snapshot; write {list_id}@ and a day, or the start of a name; there are: {listed(held)}"
        )
    if len(named) > 1:
        raise UsageError(f"'{text}' may be any of {listed(named)}; write more of its name")
    return named[0]


def exactly(store: Store, text: str) -> str | None:
    """Return the name of the very snapshot that a reference means, a damaged one too; None where it means the list.

    A day must be that of the one snapshot, not one near it.

    Raises:
        UsageError: the reference fits no snapshot, or several; says which there are.
        StoreError: there is no such list.
    """
    list_id, at, which = text.partition("@")
    held = store.snapshots(list_id)
    if not at:
        return None
    day = parse_day(which)
    if day is None and START_OF_NAME.fullmatch(which) is not None:
        found = [name for name in store.names(list_id) if name.startswith(which)]
    else:
        found = [item.name for item in held if item.day == day]
    if not found:
        raise UsageError(
            f"'{text}' is no snapshot; write {list_id}@ and its day or the start of its name; there are: {listed(held)}"
        )
    if len(found) > 1:
        raise UsageError(f"'{text}' may be any of {', '.join(found)}; write {list_id}@ and the start of the name")
    return found[0]


def listed(snapshots: "tuple[Snapshot, ...] | list[Snapshot]") -> str:
    """Return snapshots in words, newest first: their days and names."""
    shown = [f"{item.name} of {item.day}" for item in reversed(snapshots)]
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return (", ".join(shown[:SHOWN]) or "none that is whole") + more
